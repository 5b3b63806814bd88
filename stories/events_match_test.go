package stories

import (
	"fmt"
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestMentionsOfOneHappening(t *testing.T) {
	strike := func(day models.Day, place *models.MentionPlace) models.Mention {
		return says(models.Assault, "Russian missiles hit apartment blocks and killed 25 people.", "hit", "RU > UA", ago(day), place)
	}
	talks := says(models.Consult, "Marco Rubio and Andriy Yermak met for talks.", "met", "rubio yermak", ago("2025-11-23"), geneva)
	tests := []struct {
		name         string
		first, later Report
		want         bool
	}{
		{"same day, town and attackers", article("a", "2025-11-19", strike("2025-11-19", ternopil)), article("b", "2025-11-21", strike("2025-11-19", ternopil)), true},
		{"two strikes on one town two days apart", article("a", "2025-11-19", strike("2025-11-19", ternopil)), article("b", "2025-11-21", strike("2025-11-21", ternopil)), false},
		{"two towns on one day", article("a", "2025-11-19", strike("2025-11-19", ternopil)), article("b", "2025-11-19", strike("2025-11-19", odesa)), false},
		{"persons and then their countries, a range round the day", article("a", "2025-11-24", talks),
			article("b", "2025-11-25", says(models.Consult, "American and Ukrainian delegations held talks.", "talks", "US UA", during("2025-11-22", "2025-11-24", models.PrecisionRange), geneva)), true},
		{"announced, then held", article("a", "2025-12-05", as(models.Scheduled, says(models.Consult, "Zelenskyy will meet European leaders.", "meet", "zel > starmer macron merz", ago("2025-12-08"), london))),
			article("b", "2025-12-09", says(models.Consult, "Zelenskyy met three leaders.", "met", "zel > starmer macron merz", ago("2025-12-08"), london)), true},
		{"the end of talks on two stated days", article("a", "2025-12-07", says(models.Consult, "Negotiators of Ukraine and the United States ended talks.", "talks", "UA US", ago("2025-12-06"), miami)),
			article("b", "2025-12-08", says(models.Consult, "Talks of Ukraine and the United States concluded.", "Talks", "UA US", on("2025-12-08"), miami)), true},
		{"the same, in another town", article("a", "2025-12-07", says(models.Consult, "Negotiators of Ukraine and the United States ended talks.", "talks", "UA US", ago("2025-12-06"), miami)),
			article("b", "2025-12-08", says(models.Consult, "Talks of Ukraine and the United States concluded.", "Talks", "UA US", on("2025-12-08"), geneva)), false},
		{"two bilateral meetings of one person", article("a", "2025-12-02", says(models.Consult, "Zelenskyy met Macron.", "met", "zel > macron", ago("2025-12-01"), paris)),
			article("b", "2025-12-02", says(models.Consult, "Zelenskyy met Merz.", "met", "zel > merz", ago("2025-12-01"), paris)), false},
		{"another type", article("a", "2025-12-02", says(models.Consult, "Zelenskyy met Macron.", "met", "zel > macron", ago("2025-12-01"), paris)),
			article("b", "2025-12-02", says(models.Accuse, "Zelenskyy blamed Macron.", "blamed", "zel > macron", ago("2025-12-01"), paris)), false},
		{"only a country in common", article("a", "2025-12-02", says(models.Protest, "Thousands marched for lower rents.", "marched", "KE", about("2025-12-02"), nil)),
			article("b", "2025-12-02", says(models.Protest, "Teachers rallied against a school reform.", "rallied", "KE", about("2025-12-02"), nil)), false},
		{"recalled by month", article("a", "2025-11-24", talks),
			article("b", "2025-12-20", aside(as(models.Historical, says(models.Consult, "Rubio and Yermak met in November.", "met", "rubio yermak", during("2025-11-01", "2025-11-30", models.PrecisionMonth), geneva)))), true},
		{"a claim and its confirmation", article("a", "2025-10-27", as(models.Claimed, says(models.Coerce, "The RSF said it captured El Fasher.", "captured", "rsf", ago("2025-10-26"), fasher))),
			article("b", "2025-10-28", says(models.Coerce, "The RSF captured El Fasher after a siege.", "captured", "rsf", ago("2025-10-26"), fasher)), true},
		{"the country instead of the town", article("a", "2025-10-27", says(models.Coerce, "The RSF captured El Fasher.", "captured", "rsf", ago("2025-10-26"), fasher)),
			article("b", "2025-10-28", says(models.Coerce, "The RSF captured a city.", "captured", "rsf", ago("2025-10-26"), land("SD"))), true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, turned := range []bool{false, true} {
				a, b := test.first, test.later
				if turned {
					if !test.later.Mentions[0].Main {
						continue // background is told of what is known
					}
					a, b = b, a
				}
				tr := NewTracker(Known{})
				one := eventOf(tr.Place(a), a, 0)
				two := eventOf(tr.Place(b), b, 0)
				if got := one == two && one != ""; got != test.want {
					t.Errorf("one event: %v (turned round: %v), want %v", got, turned, test.want)
				}
			}
		})
	}
}

func TestWhatOpensAnEvent(t *testing.T) {
	meeting := says(models.Consult, "Rubio met Yermak.", "met", "rubio > yermak", ago("2025-11-23"), geneva)
	tests := []struct {
		name    string
		mention models.Mention
		want    bool
	}{
		{"aside, dated, with known participants", aside(meeting), true},
		{"aside, without a date", func() models.Mention { m := aside(meeting); m.Date = nil; return m }(), false},
		{"aside, unsure", func() models.Mention { m := aside(meeting); m.Confidence = .3; return m }(), false},
		{"aside, nobody known", aside(says(models.Protest, "Ferry crews walked out.", "walked out", "crews", ago("2025-11-23"), nil)), false},
		{"aside, within a year", aside(says(models.Consult, "Rubio met Yermak.", "met", "rubio > yermak", during("2025-01-01", "2025-12-31", models.PrecisionYear), nil)), false},
		{"background", aside(as(models.Historical, meeting)), false},
		{"what might be", as(models.Hypothetical, meeting), false},
		{"the main event without a date", func() models.Mention { m := meeting; m.Date = nil; return m }(), true},
		{"the main event, nobody known", says(models.Protest, "Ferry crews walked out.", "walked out", "crews", ago("2025-11-23"), nil), true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := article("a", "2025-11-24", test.mention)
			p := NewTracker(Known{}).Place(r)
			if got := len(p.Events) == 1 && len(p.Mentions) == 1; got != test.want {
				t.Errorf("got %d events and %d mentions, want any: %v", len(p.Events), len(p.Mentions), test.want)
			}
			if !test.want && len(p.Mentions) > 0 {
				t.Errorf("mention %q is of no event but was kept", p.Mentions[0].Quote.Exact)
			}
		})
	}
}

func TestPointingBack(t *testing.T) {
	first := says(models.Consult, "Rubio and Yermak met in Geneva.", "met", "rubio yermak", ago("2025-11-23"), geneva)
	guests := aside(says(models.Consult, "Advisers of the Netherlands took part in the talks.", "talks", "NL", nil, nil))
	r := article("a", "2025-11-24", first, guests)
	p := NewTracker(Known{}).Place(r)
	if one, two := eventOf(p, r, 0), eventOf(p, r, 1); one != two || one == "" {
		t.Errorf("the talks are event %q, the meeting %q", two, one)
	}
}

func TestOneArticleOneMeeting(t *testing.T) {
	met := says(models.Consult, "Rubio and Yermak met in Geneva on Sunday.", "met", "rubio yermak", ago("2025-11-23"), geneva)
	tests := []struct {
		name  string
		other models.Mention
		want  bool
	}{
		{"goes on the next day", as(models.Scheduled, says(models.Consult, "Rubio and Yermak will continue the talks on Monday.", "talks", "rubio yermak", ago("2025-11-24"), nil)), true},
		{"what it was about, its day from the text around", says(models.Consult, "Rubio and Yermak discussed the army.", "discussed", "rubio yermak", func() *models.Date { d := ago("2025-11-23"); d.Basis = models.BasisDiscourse; return d }(), nil), true},
		{"another meeting elsewhere", says(models.Consult, "Rubio met Yermak in Paris.", "met", "rubio > yermak", ago("2025-11-23"), paris), false},
		{"an agreement", says(models.Agree, "Rubio and Yermak agreed to meet again.", "agreed", "rubio yermak", ago("2025-11-23"), geneva), false},
		{"something else of one of them", says(models.Accuse, "Rubio accused Yermak of delay.", "accused", "rubio > yermak", ago("2025-11-23"), nil), false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := article("a", "2025-11-24", met, aside(test.other))
			p := NewTracker(Known{}).Place(r)
			one, two := eventOf(p, r, 0), eventOf(p, r, 1)
			if got := one == two; got != test.want || two == "" {
				t.Errorf("one event: %v (%q and %q), want %v", got, one, two, test.want)
			}
		})
	}
}

func TestNoEventCreepsOn(t *testing.T) {
	tr := NewTracker(Known{})
	events := map[string]int{}
	for i := range 20 {
		day := models.Day("2025-06-01").Add(i)
		r := article(fmt.Sprint("a", i), day, says(models.Protest, "Protesters marched against the tax in Nairobi.", "marched", "KE", about(day), nairobi))
		events[eventOf(tr.Place(r), r, 0)]++
	}
	for id, n := range events {
		if n > 4 {
			t.Errorf("event %s is told by %d of 20 reports of 20 days", id, n)
		}
	}
}

func TestMerge(t *testing.T) {
	// Two reports that each name one side and no place are of two events, until
	// a third tells of both.
	tr := NewTracker(Known{})
	a := article("a", "2025-11-23", says(models.Consult, "Rubio began talks on Sunday over the river dam.", "talks", "rubio", ago("2025-11-23"), nil))
	b := article("b", "2025-11-23", says(models.Consult, "Yermak joined talks on Sunday over the river dam.", "talks", "yermak", ago("2025-11-23"), nil))
	c := article("c", "2025-11-24", says(models.Consult, "Rubio and Yermak held talks on Sunday over the river dam.", "talks", "rubio yermak", ago("2025-11-23"), geneva))
	one, two := eventOf(tr.Place(a), a, 0), eventOf(tr.Place(b), b, 0)
	if one == two {
		t.Fatal("talks of different people are one event")
	}
	p := tr.Place(c)
	keep, gone := min(one, two), max(one, two)
	if len(p.Merged) != 1 || p.Merged[0].FromID != gone || p.Merged[0].ToID != keep || p.Merged[0].Reason == "" {
		t.Fatalf("merged %+v, want %s into %s", p.Merged, gone, keep)
	}
	if len(p.Events) != 1 || p.Events[0].ID != keep || p.Events[0].ReportCount != 3 {
		t.Errorf("events %+v, want %s of three reports", p.Events, keep)
	}
	if again := tr.Place(article("d", "2025-11-25", says(models.Consult, "Yermak told of the talks over the river dam.", "talks", "yermak", ago("2025-11-23"), geneva))); again.Events[0].ID != keep {
		t.Errorf("a later report is of %s, want %s", again.Events[0].ID, keep)
	}
}
