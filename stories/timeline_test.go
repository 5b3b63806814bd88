package stories

import (
	"reflect"
	"slices"
	"testing"

	"github.com/throughline-news/throughline/models"
)

// telling is a report that names days.
func telling(r Report, days ...*models.Date) Telling {
	t := Telling{Report: r}
	for _, d := range days {
		t.Dates = append(t.Dates, NamedDate{Date: *d, Sentence: "It was on  " + string(d.Start) + "."})
	}
	return t
}

func importance(t *testing.T, days []TimelineDay, day models.Day) float64 {
	t.Helper()
	for _, d := range days {
		if d.Date == day {
			return d.Importance
		}
	}
	t.Fatalf("no day %s in %+v", day, days)
	return 0
}

func TestTimeline(t *testing.T) {
	meeting := says(models.Consult, "Rubio met Yermak.", "met", "rubio > yermak", ago("2025-03-02"), geneva)
	strike := aside(says(models.Assault, "Missiles hit Ternopil.", "hit", "RU > UA", on("2025-03-01"), ternopil))
	days := Timeline([]Telling{
		telling(article("late", "2025-06-01", aside(meeting)), on("2025-03-01"), on("2025-03-02"), during("2025-03-01", "2025-03-31", models.PrecisionMonth)),
		telling(article("a", "2025-03-02", meeting, strike), ago("2025-03-02"), ago("2025-03-01")),
		telling(article("b", "2025-03-03", meeting), ago("2025-03-02"), ago("2025-03-03"), ago("2025-03-09")),
	})
	var dates []models.Day
	for _, d := range days {
		dates = append(dates, d.Date)
		if d.Summary == "" || d.Importance <= 0 || d.Origins > d.Reports || d.Events == nil {
			t.Errorf("day %+v", d)
		}
	}
	if want := []models.Day{"2025-03-01", "2025-03-02", "2025-03-03", "2025-03-09"}; !slices.Equal(dates, want) {
		t.Fatalf("days %v, want %v", dates, want)
	}
	met := days[1]
	if met.Reports != 3 || met.Origins != 3 || len(met.Events) != 1 || met.Summary != "Rubio met Yermak." {
		t.Errorf("the day of the meeting is %+v", met)
	}
	if days[3].Summary != "It was on 2025-03-09." {
		t.Errorf("a day without an event is told as %q", days[3].Summary)
	}
	if key := KeyDays(days, 2); len(key) != 2 || key[0].Date != "2025-03-01" || key[1].Date != "2025-03-02" {
		t.Errorf("key days %+v, want what was still told in June", key)
	}
	if got := KeyDays(days, 99); !reflect.DeepEqual(got, days) {
		t.Errorf("more key days than days: %+v", got)
	}
}

func TestImportance(t *testing.T) {
	blank := func(id string, day models.Day) Report {
		r := article(id, day, says(models.Other, "Nothing of note.", "note", "", nil, nil))
		r.Mentions = nil
		return r
	}
	wire := blank("wire", "2025-03-20")
	wire.Article.Text = harbour
	wireCopy := blank("copy", "2025-03-20")
	wireCopy.Article.Text = harbour
	days := Timeline([]Telling{
		telling(blank("a", "2025-03-20"), ago("2025-03-01"), ago("2025-03-18"), ago("2025-03-20"), ago("2025-03-25"), on("2025-03-02")),
		telling(blank("b", "2025-03-21"), ago("2025-03-05")),
		telling(blank("c", "2025-03-21"), ago("2025-03-05")),
		telling(wire, ago("2025-03-06")),
		telling(wireCopy, ago("2025-03-06")),
	})
	order := []models.Day{"2025-03-05", "2025-03-02", "2025-03-06", "2025-03-18", "2025-03-20", "2025-03-25"}
	for i := 1; i < len(order); i++ {
		if a, b := importance(t, days, order[i-1]), importance(t, days, order[i]); a <= b {
			t.Errorf("%s counts %v, %s %v: want more", order[i-1], a, order[i], b)
		}
	}
	if a, b := importance(t, days, "2025-03-01"), importance(t, days, "2025-03-06"); a != b {
		t.Errorf("a report and its copy count %v, one report %v", b, a)
	}
}

func TestTimelineIsTheSameAnyOrder(t *testing.T) {
	var tellings []Telling
	for i, r := range pile(4, 60) {
		tellings = append(tellings, telling(r, on(r.Article.PublishedOn.Add(-i%9)), ago(r.Article.PublishedOn)))
	}
	want := Timeline(tellings)
	slices.Reverse(tellings)
	if got := Timeline(tellings); !reflect.DeepEqual(got, want) {
		t.Error("another order of the articles gives another timeline")
	}
	if got := Timeline(nil); len(got) != 0 {
		t.Errorf("no articles give %+v", got)
	}
}
