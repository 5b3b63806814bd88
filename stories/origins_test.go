package stories

import (
	"fmt"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

const (
	harbour = "Dock workers at the northern harbour voted on Tuesday night to end a walkout of nine days after the port authority offered a raise of four percent and two more crews for the night shift. " +
		"The union's spokeswoman said that cranes would turn again from Wednesday noon, and that a list of safety demands would be taken up in May. Ships had waited in the bay since last week. " +
		"Traders in the region put the loss at several million, though the port authority gave no figure of its own and promised an account by the end of the month."
	budget = "Lawmakers in the capital passed a budget late on Tuesday that raises spending on schools and roads while cutting the subsidy for diesel, which farmers had defended with tractors before parliament. " +
		"The finance minister called it a compromise that nobody loves. The opposition announced that it would ask the constitutional court to look at the vote, which was held after midnight. " +
		"The measure takes effect in July unless the president sends it back."
)

func TestOrigins(t *testing.T) {
	tail := strings.Fields(harbour)
	half := strings.Join(tail[:len(tail)*7/10], " ")
	rewrite := strings.Join(tail[:len(tail)*4/10], " ") + " " + budget
	tests := []struct {
		name         string
		first, later models.Article
		want         bool
	}{
		{"a copy with another headline", models.Article{Title: "Port strike ends", Text: harbour}, models.Article{Title: "Cranes to turn again", Text: harbour}, true},
		{"a copy that is cut off", models.Article{Text: harbour}, models.Article{Text: half}, true},
		{"another report", models.Article{Text: harbour}, models.Article{Text: budget}, false},
		{"a copy a year later", models.Article{Text: harbour}, models.Article{Text: harbour, PublishedOn: "2026-03-04"}, false},
		{"a rewrite under the same credit", models.Article{Text: "LYTTELTON, March 4 (Sample Wire) - " + harbour}, models.Article{Text: "LYTTELTON, March 5 (Sample Wire) - " + rewrite}, true},
		{"the agency's own report and a rewrite", models.Article{Publisher: "Sample Wire", Text: harbour}, models.Article{Text: "LYTTELTON, March 5 (Sample Wire) - " + rewrite}, true},
		{"the same rewrite without a credit", models.Article{Publisher: "A", Text: harbour}, models.Article{Publisher: "B", Text: rewrite}, false},
		{"too short to tell", models.Article{Text: "Strike over."}, models.Article{Text: "Strike over."}, false},
		{"the same agency, another report", models.Article{Publisher: "Sample Wire", Text: harbour}, models.Article{Publisher: "Sample Wire", Text: budget}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tr := NewTracker(Known{})
			var ids []string
			for i, a := range []models.Article{test.first, test.later} {
				a.ID = fmt.Sprint("art_", i)
				if a.PublishedOn == "" {
					a.PublishedOn = models.Day("2025-03-04").Add(i)
				}
				ids = append(ids, tr.Place(Report{Article: a}).OriginID)
			}
			if got := ids[0] == ids[1]; got != test.want {
				t.Errorf("one origin: %v, want %v", got, test.want)
			}
			if !models.HasPrefix(ids[0], models.OriginPrefix) {
				t.Errorf("origin %q", ids[0])
			}
		})
	}
}

func TestAgency(t *testing.T) {
	tests := []struct{ publisher, text, want string }{
		{"Lakeside Gazette", "BANGKOK, July 25 (Sample Wire) - Soldiers fought.", "sample wire"},
		{"Lakeside Gazette", "Soldiers (of both sides) - fought.", "lakeside gazette"},
		{"Lakeside Gazette", "They met (Tuesday) in Oslo.", "lakeside gazette"},
		{"", "OSLO (AP) — Snow fell.", "ap"},
		{"Sample Wire", "Snow fell.", "sample wire"},
	}
	for _, test := range tests {
		if got := agencyOf(models.Article{Publisher: test.publisher, Text: test.text}); got != test.want {
			t.Errorf("agencyOf(%q by %q) = %q, want %q", test.text, test.publisher, got, test.want)
		}
	}
}

func TestSketchEstimatesWhatIsShared(t *testing.T) {
	words := strings.Fields(strings.Repeat(harbour+" "+budget+" ", 1))
	for _, share := range []int{25, 50, 75} {
		cut := len(words[:120]) * share / 100
		other := append([]string{}, words[:cut]...)
		for i := len(other); i < 120; i++ {
			other = append(other, fmt.Sprint("other", i))
		}
		got := newSketch("", strings.Join(words[:120], " ")).like(newSketch("", strings.Join(other, " ")))
		// Of two texts of n shingles with s in common the share is s/(2n-s).
		want := float64(cut-3) / float64(2*117-(cut-3))
		if got < want-.2 || got > want+.2 {
			t.Errorf("%d%% of the words in common: estimated %.2f, want %.2f", share, got, want)
		}
	}
}

func BenchmarkOrigin(b *testing.B) {
	tr := NewTracker(Known{})
	for i := range b.N {
		a := models.Article{ID: fmt.Sprint(i), PublishedOn: models.Day("2025-01-01").Add(i / 1000), Text: fmt.Sprint("report", i, " ", harbour[i%200:], " ", i)}
		tr.Place(Report{Article: a})
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}
