package stories

import "testing"

func TestYearsTellUndatedReportsApart(t *testing.T) {
	first := "A strong earthquake shook the villages around Qeshm and destroyed houses, officials said; rescuers searched the ruins."
	text := "An earthquake near Qeshm killed five people and damaged houses, the governor said on Tuesday while aftershocks went on."
	ask := func(it Item) float64 {
		l := NewLinker(EventLevel)
		for _, id := range []string{"1", "2", "3", "4", "5"} {
			l.Learn(Item{ID: id, Text: first, Year: 2005}, "quake", "")
		}
		return l.Decide(it).Probability
	}
	same, untold, other := ask(Item{Text: text, Year: 2005}), ask(Item{Text: text}), ask(Item{Text: text, Year: 2008})
	if same <= untold || untold <= other {
		t.Errorf("the same year, none, another: joined with %.2f, %.2f, %.2f, want each less likely than the one before", same, untold, other)
	}
	dated := Item{Text: text, Day: "2005-11-28"}
	withYear := dated
	withYear.Year = 2008
	if got, want := ask(withYear), ask(dated); got != want {
		t.Errorf("an item with a day: joined with %.2f for the year that it states, want %.2f as without", got, want)
	}
}

func TestYearsAreForgottenWithTheirItems(t *testing.T) {
	x := newIndex(window{days: 21, items: 2}, background{size: 1})
	c := x.open("c")
	for _, it := range []Item{{ID: "1", Text: "Quake in Qeshm", Year: 2005}, {ID: "2", Text: "Quake in Qeshm", Year: 2008}, {ID: "3", Text: "Quake in Qeshm"}} {
		x.remember(x.doc(it), c)
	}
	if c.years[2005] != 0 || c.years[2008] != 1 {
		t.Errorf("years are %v, want one member of 2008 left", c.years)
	}
}

func TestHeadlinesJoinByFewWords(t *testing.T) {
	l := NewLinker(EventLevel)
	for _, c := range []struct {
		title string
		joins bool
	}{
		{"Brimwell Motors recalls 40,000 vans over faulty brakes", false},
		{"Brake Fault Forces Brimwell Motors To Recall Vans", true},
		{"Orchestra of Tarnow opens its season with Mahler", false},
		{"Brimwell to mend brakes of 40,000 vans after recall", true},
	} {
		it := Item{ID: c.title, Title: c.title, Day: "2024-03-04"}
		d := l.Decide(it)
		l.Learn(it, d.Cluster, d.Label)
		if got := d.Probability >= .5; got != c.joins {
			t.Errorf("%q: joined an earlier one: %v (%.2f), want %v", c.title, got, d.Probability, c.joins)
		}
	}
}

func TestNamesAreKnownWhereCaseSaysNothing(t *testing.T) {
	b := background{size: 100, counts: map[string]float64{"talk": 40, "^talk": 1, "geneva": 6, "^geneva": 6}}
	got := map[string]bool{}
	for _, c := range readWords("Envoys Resume Peace Talks In Geneva With Zorbek", "", b).names {
		got[c.term] = true
	}
	if !got["geneva"] || !got["zorbek"] || got["talks"] {
		t.Errorf("names are %v, want those the background has as names and words that nobody knows", got)
	}
}
