package stories

import (
	"slices"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

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

func TestInACrowdMoreIsAsked(t *testing.T) {
	const recall = "Brimwell recalls vans over faulty brakes"
	ask := func(others ...string) float64 {
		l := NewLinker(EventLevel)
		for _, title := range append(others, recall) {
			l.Learn(Item{ID: title, Title: title, Day: "2024-03-04"}, title, "")
		}
		for _, c := range l.Decide(Item{ID: "asked", Title: "Bad brakes were known for years", Day: "2024-03-04"}).Candidates {
			if c.Cluster == recall {
				return c.Probability
			}
		}
		return 0
	}
	alone := ask()
	crowded := ask("A bad year for the bakers of Tarnow", "Known thief caught in Kelvar", "Bad weather keeps fishermen ashore", "Candidate known for jokes wins Oldmarket",
		"Bad bread: bakery fined", "Museum opens hall of known unknowns", "Bad loans burden the bank of Lindhaven", "A known composer dies in Varna")
	if alone < .5 || crowded >= alone-.1 {
		t.Errorf("one word in common: joined with %.2f where nothing else goes on and %.2f on a busy day, want the first sure and the second clearly less", alone, crowded)
	}
}

func TestTheSameWordsWeeksLaterAreOther(t *testing.T) {
	for _, text := range []string{"Strike halts trains in Oldmarket", "Strike halts trains in Oldmarket, where drivers of the railways ask for higher wages and shorter shifts; " +
		"the company called the demand out of reach and said that buses would run on Friday."} {
		l := NewLinker(EventLevel)
		l.Learn(Item{ID: "1", Text: text, Day: "2024-03-04"}, "strike", "")
		ask := func(day models.Day) float64 {
			return l.Decide(Item{ID: "2", Text: strings.Replace(text, "Strike halts", "Walkout stops", 1), Day: day}).Probability
		}
		if soon, late := ask("2024-03-05"), ask("2024-03-22"); soon < .5 || late >= soon {
			t.Errorf("%.20q: joined with %.2f a day later and %.2f weeks later, want the first sure and the second less", text, soon, late)
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

func TestWhatIsToldTellsHappeningsOfAKindApart(t *testing.T) {
	reports := []string{
		"Striker Oren Valdek has signed a three-year contract with Harborough Rovers after a medical on Friday, the club said. Rovers paid Lindhaven 12.5 million for the player, who scored 17 goals in the last season.",
		"Harborough Rovers have completed the signing of striker Oren Valdek from Lindhaven for a fee of 12.5 million. He passed a medical and agreed to a contract of three years; the player had 17 goals to his name.",
		"Oren Valdek of Lindhaven joins Harborough Rovers, who pay 12.5 million for the striker. The club said that a medical was passed on Friday and a contract signed that runs for three years.",
	}
	ask := func(text string) float64 {
		l := NewLinker(EventLevel)
		for _, r := range reports {
			l.Learn(Item{ID: r, Text: r}, "signing", "")
		}
		return l.Decide(Item{Text: text}).Probability
	}
	news := func(player, from, sum string) string {
		return "Harborough Rovers confirmed that " + player + " passed a medical and signed a contract. The club pays " + sum + " to " + from + ", where the player was among the best in the last season, which ended in May."
	}
	same, sum := ask(news("striker Oren Valdek", "Lindhaven", "12.5 million")), ask(news("striker Oren Valdek", "Lindhaven", "9.8 million"))
	other := ask(news("goalkeeper Milos Tarrant", "Castle Wynd", "9.8 million"))
	if same < .5 || same <= sum || sum <= other || other >= .5 {
		t.Errorf("the same, another sum, another player and sum: joined with %.2f, %.2f, %.2f, want only the first sure and each less likely than the one before", same, sum, other)
	}
}

func TestCohesionIsWhatAMemberWouldHave(t *testing.T) {
	x := newIndex(windows[EventLevel], background{size: 1})
	alike, mixed := x.open("alike"), x.open("mixed")
	for i, text := range []string{"Ferry sank off Kelvar", "Ferry sank near Kelvar", "Ferry sank at Kelvar"} {
		x.remember(x.doc(Item{ID: text, Text: text}), alike)
		other := []string{"Ferry sank off Kelvar", "Strike halts trains", "Bank raises rates"}[i]
		x.remember(x.doc(Item{ID: other, Text: other}), mixed)
	}
	got, least := alike.profiles[byStem].cohesion(3), mixed.profiles[byStem].cohesion(3)
	if got < .8 || least > .5 {
		t.Errorf("cohesion is %.2f of three that say the same and %.2f of strangers, want above .8 and below .5", got, least)
	}
	if one := x.open("one"); one.profiles[byStem].cohesion(1) != usualCosine {
		t.Errorf("cohesion of one member is %.2f, want what is usual, %.2f", one.profiles[byStem].cohesion(1), usualCosine)
	}
}

func TestNumbersOf(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"A 5.6-magnitude quake hurt 120,000 people in 2008.", []string{"5.6", "120000", "2008"}},
		{"a 6 . 1 quake , home to 120 , 000 , at 10 : 04", []string{"6.1", "120000", "10", "04"}},
		{"In 2005, 12 people; MH17 and 7 others, on the 15th.", []string{"2005", "12", "15"}},
		{"version 1.", nil},
		{"", nil},
	} {
		if got := numbersOf(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%q: numbers are %q, want %q", c.text, got, c.want)
		}
	}
}
