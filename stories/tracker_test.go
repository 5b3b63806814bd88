package stories

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

// The people, bodies and places that the tests tell of.
var cast = map[string]models.Participant{
	"UA":      {Key: "UA", Name: "Ukraine", Kind: models.EntityCountry, Country: "UA", Text: "Ukraine"},
	"RU":      {Key: "RU", Name: "Russia", Kind: models.EntityCountry, Country: "RU", Text: "Russia"},
	"US":      {Key: "US", Name: "United States", Kind: models.EntityCountry, Country: "US", Text: "the United States"},
	"SD":      {Key: "SD", Name: "Sudan", Kind: models.EntityCountry, Country: "SD", Text: "Sudan"},
	"KE":      {Key: "KE", Name: "Kenya", Kind: models.EntityCountry, Country: "KE", Text: "Kenya"},
	"NL":      {Key: "NL", Name: "Netherlands", Kind: models.EntityCountry, Country: "NL", Text: "the Netherlands"},
	"rubio":   {Key: "person/rubio", Name: "Marco Rubio", Kind: models.EntityPerson, Country: "US", Text: "Rubio"},
	"yermak":  {Key: "person/yermak", Name: "Andriy Yermak", Kind: models.EntityPerson, Country: "UA", Text: "Yermak"},
	"zel":     {Key: "person/zel", Name: "Volodymyr Zelenskyy", Kind: models.EntityPerson, Country: "UA", Text: "Zelenskyy"},
	"macron":  {Key: "person/macron", Name: "Emmanuel Macron", Kind: models.EntityPerson, Country: "FR", Text: "Macron"},
	"merz":    {Key: "person/merz", Name: "Friedrich Merz", Kind: models.EntityPerson, Country: "DE", Text: "Merz"},
	"starmer": {Key: "person/starmer", Name: "Keir Starmer", Kind: models.EntityPerson, Country: "GB", Text: "Starmer"},
	"rsf":     {Key: "org/rsf", Name: "Rapid Support Forces", Kind: models.EntityArmedGroup, Country: "SD", Text: "the RSF"},
	"crews":   {Text: "ferry crews"},
}

func town(key, country string, lat, lon float64) *models.MentionPlace {
	return &models.MentionPlace{Text: key, Place: models.Place{
		ID: "pla_" + key, Key: key, Name: key, Country: country, Admin1: country + key, Lat: lat, Lon: lon, Precision: models.PlaceCity}}
}

func land(country string) *models.MentionPlace {
	return &models.MentionPlace{Text: country, Place: models.Place{
		ID: "pla_" + country, Key: country, Name: country, Country: country, Precision: models.PlaceCountry}}
}

var (
	geneva   = town("Geneva", "CH", 46.2, 6.14)
	paris    = town("Paris", "FR", 48.86, 2.35)
	london   = town("London", "GB", 51.5, -.12)
	miami    = town("Miami", "US", 25.77, -80.19)
	ternopil = town("Ternopil", "UA", 49.55, 25.6)
	odesa    = town("Odesa", "UA", 46.48, 30.73)
	nairobi  = town("Nairobi", "KE", -1.29, 36.82)
	fasher   = town("El Fasher", "SD", 13.63, 25.35)
)

// on is a day that the words state; ago one counted from publication; about
// the day of publication.
func on(day models.Day) *models.Date {
	return &models.Date{Start: day, End: day, Precision: models.PrecisionDay, Kind: models.KindStated, Basis: models.BasisClause, EDTF: string(day)}
}

func ago(day models.Day) *models.Date {
	d := on(day)
	d.Kind = models.KindRelative
	return d
}

func about(day models.Day) *models.Date {
	d := on(day)
	d.Basis = models.BasisPublication
	return d
}

func during(start, end models.Day, p models.Precision) *models.Date {
	return &models.Date{Start: start, End: end, Precision: p, Kind: models.KindStated, Basis: models.BasisClause}
}

// says is a mention: trigger must occur in quote. who lists actors, and after
// ">" recipients.
func says(typ models.EventType, quote, trigger, who string, date *models.Date, place *models.MentionPlace) models.Mention {
	m := models.Mention{Type: typ, Status: models.Happened, Confidence: .8, Main: true, Date: date, Place: place, Trigger: trigger,
		Quote: models.Quote{Exact: quote, End: len(quote)}, Summary: quote}
	m.TriggerStart = strings.Index(quote, trigger)
	m.TriggerEnd = m.TriggerStart + len(trigger)
	actors, recipients, _ := strings.Cut(who, ">")
	for _, k := range strings.Fields(actors) {
		m.Actors = append(m.Actors, cast[k])
	}
	for _, k := range strings.Fields(recipients) {
		m.Recipients = append(m.Recipients, cast[k])
	}
	return m
}

func as(s models.Status, m models.Mention) models.Mention {
	m.Status = s
	return m
}

func aside(m models.Mention) models.Mention {
	m.Main = false
	return m
}

// article makes a report. Its text is the quotes, and filler that is its own.
func article(id string, day models.Day, ms ...models.Mention) Report {
	var text strings.Builder
	for _, m := range ms {
		text.WriteString(m.Quote.Exact + " ")
	}
	for i := range 40 {
		fmt.Fprintf(&text, "w%s%d ", id, i)
	}
	r := Report{Article: models.Article{ID: models.NewID(models.ArticlePrefix, day.Time(), id), Title: ms[0].Quote.Exact, Text: text.String(), PublishedOn: day, Publisher: "Paper " + id}}
	for i, m := range ms {
		m.ArticleID = r.Article.ID
		m.TriggerStart += i * 1000
		m.Quote.Start += i * 1000
		m.ID = models.NewID(models.MentionPrefix, day.Time(), fmt.Sprint(id, i, m.Quote.Exact))
		r.Mentions = append(r.Mentions, m)
	}
	return r
}

// eventOf returns the event that the i-th mention of r was put in.
func eventOf(p Placement, r Report, i int) string {
	for _, m := range p.Mentions {
		if m.ID == r.Mentions[i].ID {
			return m.EventID
		}
	}
	return ""
}

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

func TestLinksToStoriesThatAreNotKnown(t *testing.T) {
	a := article("a", "2025-11-24", says(models.Consult, "Rubio met Yermak about grain.", "met", "rubio > yermak", ago("2025-11-23"), geneva))
	k := newKeeper()
	k.keep(a, NewTracker(Known{}).Place(a))
	for id := range k.events {
		k.links[id] = []models.Link{{EventID: id, StoryID: "sty_gone", Probability: .9}}
	}
	b := article("b", "2025-11-30", says(models.Consult, "Rubio met Yermak about grain again.", "met", "rubio > yermak", ago("2025-11-29"), geneva))
	if p := NewTracker(k.known("")).Place(b); len(p.Events) != 1 || len(p.Links) != 0 {
		t.Errorf("got %+v", p)
	}
}

func TestFieldsByEvidence(t *testing.T) {
	tr := NewTracker(Known{})
	tr.Place(article("a", "2025-12-05", as(models.Scheduled, says(models.Consult, "Zelenskyy will meet leaders.", "meet", "zel > starmer macron", ago("2025-12-09"), london))))
	tr.Place(article("b", "2025-12-09", says(models.Consult, "Zelenskyy met the leaders in the capital.", "met", "zel > starmer macron merz", ago("2025-12-08"), london)))
	tr.Place(article("c", "2025-12-10", says(models.Consult, "The leaders met Zelenskyy.", "met", "zel > starmer macron merz", on("2025-12-08"), land("GB"))))
	p := tr.Place(article("d", "2025-12-10", aside(as(models.Scheduled, says(models.Consult, "The meeting of Zelenskyy and Starmer was set for Monday.", "meeting", "zel > starmer", ago("2025-12-08"), london)))))
	if len(p.Events) != 1 {
		t.Fatalf("got %d events, want 1", len(p.Events))
	}
	e := p.Events[0]
	if e.Status != models.Happened {
		t.Errorf("status %s, want happened: plans looked back to change nothing", e.Status)
	}
	if e.Date == nil || e.Date.Start != "2025-12-08" || e.Date.Kind != models.KindStated {
		t.Errorf("date %+v, want the stated 8 December", e.Date)
	}
	if e.PlaceID != "pla_London" {
		t.Errorf("place %s, want the town", e.PlaceID)
	}
	if e.ReportCount != 4 || e.OriginCount != 4 {
		t.Errorf("%d reports of %d origins, want 4 of 4", e.ReportCount, e.OriginCount)
	}
	if !strings.Contains(e.Summary, "met") {
		t.Errorf("summary %q is of a plan", e.Summary)
	}
	if e.Confidence <= .8 || e.Confidence > .99 {
		t.Errorf("confidence %v, want more than that of one mention", e.Confidence)
	}
	if want := 4; len(p.Entities) != want || p.Entities[0].Role != models.RoleActor || p.Entities[0].EntityID != entityID("person/zel") {
		t.Errorf("participants %v, want %d, Zelenskyy first", p.Entities, want)
	}
}

func TestStatusMoves(t *testing.T) {
	tests := []struct {
		told []models.Status
		want models.Status
	}{
		{[]models.Status{models.Scheduled, models.Happened}, models.Happened},
		{[]models.Status{models.Happened, models.Scheduled}, models.Happened},
		{[]models.Status{models.Scheduled, models.Postponed}, models.Postponed},
		{[]models.Status{models.Postponed, models.Scheduled}, models.Scheduled},
		{[]models.Status{models.Scheduled, models.Cancelled}, models.Cancelled},
		{[]models.Status{models.Claimed, models.Denied}, models.Denied},
		{[]models.Status{models.Claimed, models.Happened}, models.Happened},
		{[]models.Status{models.Happened, models.Denied}, models.Happened},
		{[]models.Status{models.Ongoing, models.Happened}, models.Happened},
		{[]models.Status{models.Possible, models.Intended}, models.Intended},
	}
	for _, test := range tests {
		tr := NewTracker(Known{})
		var p Placement
		for i, s := range test.told {
			p = tr.Place(article(fmt.Sprint("r", i), models.Day("2025-12-01").Add(i), as(s, says(models.Consult, "Rubio meets Yermak in Geneva.", "meets", "rubio > yermak", on("2025-12-02"), geneva))))
		}
		if len(p.Events) != 1 || p.Events[0].Status != test.want {
			t.Errorf("told %v: got %+v, want status %s", test.told, p.Events, test.want)
		}
	}
}

func TestMerge(t *testing.T) {
	// Two reports that name one side each are two events until a third names both.
	tr := NewTracker(Known{})
	a := article("a", "2025-11-23", says(models.Consult, "Rubio began talks.", "talks", "rubio", ago("2025-11-23"), nil))
	b := article("b", "2025-11-23", says(models.Consult, "Yermak went to talks.", "talks", "yermak", ago("2025-11-23"), nil))
	c := article("c", "2025-11-24", says(models.Consult, "Rubio and Yermak held talks.", "talks", "rubio yermak", ago("2025-11-23"), geneva))
	one, two := eventOf(tr.Place(a), a, 0), eventOf(tr.Place(b), b, 0)
	if one == two {
		t.Fatal("talks of different people are one event")
	}
	p := tr.Place(c)
	keep, gone := min(one, two), max(one, two)
	if len(p.Merged) == 1 {
		if p.Merged[0].FromID != gone || p.Merged[0].ToID != keep {
			t.Errorf("merged %+v, want %s into %s", p.Merged, gone, keep)
		}
		if p.Events[0].ReportCount != 3 {
			t.Errorf("%d reports after the merge, want 3", p.Events[0].ReportCount)
		}
	}
	if got := eventOf(p, c, 0); got != keep && got != gone {
		t.Errorf("the third report is event %s, neither %s nor %s", got, one, two)
	}
}

func TestForget(t *testing.T) {
	tr := NewTracker(Known{})
	strike := says(models.Assault, "Russian missiles hit apartment blocks.", "hit", "RU > UA", ago("2025-11-19"), ternopil)
	a := article("a", "2025-11-19", strike)
	b := article("b", "2025-11-20", strike)
	tr.Place(a)
	if p := tr.Place(b); p.Events[0].ReportCount != 2 {
		t.Fatalf("%d reports, want 2", p.Events[0].ReportCount)
	}
	changed := article("b", "2025-11-20", says(models.Consult, "Macron met Merz.", "met", "macron > merz", ago("2025-11-19"), paris))
	p := tr.Place(changed)
	if len(p.Events) != 2 || p.Events[0].ReportCount != 1 {
		t.Errorf("got %+v, want the strike told by one report and the meeting", p.Events)
	}
}

// pile makes n reports of a small world, the same for the same seed.
func pile(seed uint64, n int) []Report {
	next := func(n int) int {
		seed = mix(seed + 0x9e3779b97f4a7c15)
		return int(seed % uint64(n))
	}
	keys := []string{"UA", "RU", "US", "SD", "KE", "rubio", "yermak", "zel", "macron", "merz", "rsf"}
	places := []*models.MentionPlace{geneva, paris, london, miami, ternopil, odesa, nairobi, fasher, land("UA"), land("SD"), nil}
	types := []models.EventType{models.Consult, models.Assault, models.Agree, models.Accuse, models.Protest}
	statuses := []models.Status{models.Happened, models.Happened, models.Scheduled, models.Claimed, models.Historical, models.Denied}
	var out []Report
	for i := range n {
		day := models.Day("2025-01-01").Add(i * 300 / n)
		var ms []models.Mention
		for range 1 + next(4) {
			date := []*models.Date{ago(day.Add(-next(3))), on(day.Add(-next(5))), about(day), nil, during(day.Add(-40), day.Add(-10), models.PrecisionMonth)}[next(5)]
			m := says(types[next(5)], "Something of note was done about the peace plan by those named.", "done",
				keys[next(11)]+" "+keys[next(11)]+" > "+keys[next(11)], date, places[next(11)])
			m.Quote.Exact += fmt.Sprintf(" topic%d topic%d", next(30), next(30))
			m.Main = len(ms) == 0
			m.Status = statuses[next(6)]
			m.Confidence = float64(next(100)) / 100
			ms = append(ms, m)
		}
		out = append(out, article(fmt.Sprint("p", i), day, ms...))
	}
	return out
}

var peace = models.Story{ID: "sty_peace", Title: "Ukraine peace negotiations", Tracked: true, Status: models.StoryActive,
	Entities: []string{"Ukraine", "Russia", "United States", "Marco Rubio"}, Terms: []string{"peace plan", "ceasefire", "negotiations"}}

// keeper keeps what a store would.
type keeper struct {
	articles map[string]models.Article
	mentions map[string][]models.Mention // by article
	events   map[string]models.Event
	links    map[string][]models.Link // by event
	stories  map[string]models.Story
}

// lookup knows the cast by name.
func lookup(name string) (models.Entity, bool) {
	for _, p := range cast {
		if p.Name == name && p.Key != "" {
			return models.Entity{Key: p.Key, Name: p.Name, Kind: p.Kind, Country: p.Country}, true
		}
	}
	return models.Entity{}, false
}

func newKeeper() *keeper {
	return &keeper{map[string]models.Article{}, map[string][]models.Mention{}, map[string]models.Event{}, map[string][]models.Link{}, map[string]models.Story{}}
}

func (k *keeper) keep(r Report, p Placement) {
	a := r.Article
	a.OriginID = p.OriginID
	k.articles[a.ID] = a
	k.mentions[a.ID] = p.Mentions
	for _, e := range p.Events {
		k.events[e.ID] = e
	}
	k.link(p)
	for _, m := range p.Merged {
		for id := range k.mentions {
			for i := range k.mentions[id] {
				if k.mentions[id][i].EventID == m.FromID {
					k.mentions[id][i].EventID = m.ToID
				}
			}
		}
		delete(k.events, m.FromID)
		delete(k.links, m.FromID)
	}
}

func (k *keeper) link(p Placement) {
	for _, s := range p.Stories {
		k.stories[s.ID] = s
	}
	for _, e := range p.Events {
		k.links[e.ID] = nil
	}
	for _, l := range p.Links {
		k.links[l.EventID] = append(k.links[l.EventID], l)
	}
}

// known gives what was kept, in no order, of the articles since the day.
func (k *keeper) known(since models.Day) Known {
	out := Known{Lookup: lookup}
	events := map[string]bool{}
	for id, a := range k.articles {
		if a.PublishedOn < since {
			continue
		}
		out.Articles = append(out.Articles, a)
		for _, m := range k.mentions[id] {
			out.Mentions = append(out.Mentions, m)
			events[m.EventID] = true
		}
	}
	for id := range events {
		out.Events = append(out.Events, k.events[id])
		out.Links = append(out.Links, k.links[id]...)
	}
	last := map[string]models.Day{}
	for id, ls := range k.links {
		for _, l := range ls {
			if d := k.events[id].Date; l.Probability >= onTimeline && d != nil {
				last[l.StoryID] = max(last[l.StoryID], d.End)
			}
		}
	}
	for _, s := range k.stories {
		s.LastDate = last[s.ID]
		out.Stories = append(out.Stories, s)
	}
	return out
}

func TestRebuiltDecidesTheSame(t *testing.T) {
	for seed := range uint64(3) {
		reports := pile(seed, 300)
		k := newKeeper()
		tr := NewTracker(Known{Lookup: lookup})
		k.stories[peace.ID] = peace
		k.link(tr.Track(peace))
		var newest models.Day
		for i, r := range reports {
			p := tr.Place(r)
			if i%25 == 24 {
				again := NewTracker(k.known(newest.Add(-MemoryDays))).Place(r)
				if !reflect.DeepEqual(again, p) {
					t.Fatalf("seed %d, report %d: a tracker set up again decides otherwise:\n got %+v\nwant %+v", seed, i, again, p)
				}
			}
			k.keep(r, p)
			newest = max(newest, r.Article.PublishedOn)
		}
	}
}

func TestEveryMentionHasAnEvent(t *testing.T) {
	for seed := range uint64(8) {
		reports := pile(seed+100, 120)
		tr := NewTracker(Known{})
		k := newKeeper()
		for i, r := range reports {
			if i%7 == 3 {
				r.Article.PublishedOn = models.Day("2024-05-01").Add(i) // late
			}
			if i%11 == 5 {
				r.Article.PublishedOn = ""
			}
			p := tr.Place(r)
			k.keep(r, p)
			for _, m := range k.mentions[r.Article.ID] {
				if e := k.events[m.EventID]; e.ID == "" || e.ReportCount < 1 || e.OriginCount < 1 || e.OriginCount > e.ReportCount {
					t.Fatalf("seed %d: mention %s is of event %q: %+v", seed, m.ID, m.EventID, e)
				}
			}
			for _, l := range p.Links {
				if l.Probability < suggested || l.Probability > 1 || len(l.Reasons) == 0 {
					t.Fatalf("seed %d: link %+v", seed, l)
				}
			}
		}
	}
}

func TestPlacementIsDetached(t *testing.T) {
	reports := pile(3, 60)
	plain, spoilt := NewTracker(Known{}), NewTracker(Known{})
	plain.Track(peace)
	spoilt.Track(peace)
	for _, r := range reports {
		want := plain.Place(r)
		got := spoilt.Place(r)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("what a caller does with a placement changes the tracker")
		}
		for i := range got.Mentions {
			got.Mentions[i].Actors = append(got.Mentions[i].Actors[:0], models.Participant{Key: "XX"})
			if d := got.Mentions[i].Date; d != nil {
				d.Start = "1999-01-01"
			}
		}
		for i := range got.Events {
			if d := got.Events[i].Date; d != nil {
				d.Start = "1999-01-01"
			}
		}
		for i := range got.Links {
			got.Links[i].Reasons[0].Weight = 99
		}
	}
}

func TestEventIDsArePermanent(t *testing.T) {
	reports := pile(9, 80)
	first, second := NewTracker(Known{}), NewTracker(Known{})
	for _, r := range reports {
		a, b := first.Place(r), second.Place(r)
		if !slices.EqualFunc(a.Mentions, b.Mentions, func(x, y models.Mention) bool { return x.EventID == y.EventID }) {
			t.Fatalf("the same reports give other ids")
		}
		for _, e := range a.Events {
			if !models.HasPrefix(e.ID, models.EventPrefix) {
				t.Fatalf("id %q", e.ID)
			}
		}
	}
}

// BenchmarkPlace places the reports of a wide world: of many thousand people
// and towns, each article's happening is told by a few others.
func BenchmarkPlace(b *testing.B) {
	const perDay = 2000
	reports := make([]Report, 20000)
	for i := range reports {
		day := models.Day("2025-01-01").Add(i / perDay)
		topic := int(mix(uint64(i)) % (perDay / 4)) // four reports of each happening
		person := func(k int) models.Participant {
			key := fmt.Sprintf("person/%d", int(mix(uint64(topic*7+k))%5000))
			return models.Participant{Key: key, Name: key, Kind: models.EntityPerson, Country: []string{"US", "RU", "CN", "FR", "KE", "BR"}[topic%6]}
		}
		place := town(fmt.Sprint("town", topic%700), "KE", float64(topic%90), float64(topic%180))
		var ms []models.Mention
		for k := range 3 {
			m := says(models.Consult, fmt.Sprintf("Delegates word%d word%d met to speak of word%d and word%d.", topic, topic+1, topic*3, i), "met", "", ago(day), place)
			m.Actors = []models.Participant{person(k), person(k + 1)}
			m.Main = k == 0
			ms = append(ms, m)
		}
		reports[i] = article(fmt.Sprint("b", i), day, ms...)
	}
	tr := NewTracker(Known{})
	tr.Track(peace)
	b.ResetTimer()
	for i := range b.N {
		tr.Place(reports[i%len(reports)])
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}

func TestMemoryIsBounded(t *testing.T) {
	tr := NewTracker(Known{Lookup: lookup})
	tr.Track(peace)
	reports := pile(6, 200)
	for _, r := range reports {
		tr.Place(r)
	}
	end := article("end", "2027-01-01", says(models.Consult, "Macron met Merz.", "met", "macron > merz", on("2027-01-01"), paris))
	tr.Place(end)
	if len(tr.reports) != 1 || len(tr.byID) != 1 || len(tr.events) != 1 {
		t.Errorf("after two years %d reports and %d events are remembered, want those of the last", len(tr.reports), len(tr.events))
	}
	for c, list := range tr.index {
		for _, e := range list {
			if tr.events[e.id] != e {
				t.Fatalf("the index keeps %s in %v", e.id, c)
			}
		}
	}
	if len(tr.origins.bands) > sketchSize || len(tr.stories[peace.ID].events) > 0 {
		t.Errorf("%d bands and %d events of the story are remembered", len(tr.origins.bands), len(tr.stories[peace.ID].events))
	}
	for _, events := range tr.related {
		for e := range events {
			if tr.events[e.id] != e {
				t.Fatalf("related events keep %s", e.id)
			}
		}
	}
}

func TestOldReportsStillCount(t *testing.T) {
	long := says(models.Consult, "Rubio met Yermak.", "met", "rubio > yermak", during("2025-01-01", "2025-03-01", models.PrecisionRange), geneva)
	tr := NewTracker(Known{})
	tr.Place(article("a", "2025-01-05", long))
	tr.Place(article("b", "2025-03-02", long))
	p := tr.Place(article("c", "2025-08-10", long)) // a has left the window
	if p = tr.Place(article("d", "2025-08-11", long)); len(p.Events) != 1 || p.Events[0].ReportCount != 4 || p.Events[0].OriginCount != 4 {
		t.Errorf("got %+v, want one event of four reports", p.Events)
	}
}

func TestLateArticlesFindTheirPlace(t *testing.T) {
	strike := says(models.Assault, "Russian missiles hit apartment blocks.", "hit", "RU > UA", ago("2025-11-19"), ternopil)
	later := says(models.Consult, "Macron met Merz.", "met", "macron > merz", on("2026-02-01"), paris)
	tr := NewTracker(Known{})
	a, late, older := article("a", "2025-11-20", strike), article("late", "2025-11-19", strike), article("older", "2024-01-01", says(models.Protest, "Crews walked out.", "walked out", "crews", on("2023-12-31"), nairobi))
	first := eventOf(tr.Place(a), a, 0)
	tr.Place(article("b", "2026-02-01", later))
	if got := eventOf(tr.Place(late), late, 0); got != first {
		t.Errorf("a late report is of event %s, want %s", got, first)
	}
	if p := tr.Place(older); len(p.Events) != 1 || p.Events[0].ReportCount != 1 {
		t.Errorf("a report from before the window gives %+v", p.Events)
	}
}

func TestOddInput(t *testing.T) {
	odd := []string{"", "\xff\xfe", "é", "…", strings.Repeat("a ", 3000), "2025-13-45", "\x00", "the", "О. Кучеренко"}
	seed := uint64(1)
	next := func(n int) int {
		seed = mix(seed + 1)
		return int(seed % uint64(n))
	}
	word := func() string { return odd[next(len(odd))] }
	tr := NewTracker(Known{})
	tr.Track(models.Story{ID: "sty_odd", Title: word(), Tracked: true, Entities: odd, Terms: odd})
	for i := range 1500 {
		r := Report{Article: models.Article{ID: fmt.Sprint("art_", next(2000)), Title: word(), Text: word() + word(), Publisher: word()}}
		if i%3 > 0 {
			r.Article.PublishedOn = models.Day("2025-01-01").Add(next(500))
		}
		for k := range next(4) {
			m := models.Mention{ID: fmt.Sprint("men_", i, k), Type: models.EventType(word()), Status: models.Status(word()), Trigger: word(), Main: next(2) == 0,
				Quote: models.Quote{Exact: word(), Start: next(50) - 25}, TriggerStart: next(50) - 25, Confidence: float64(next(3)) - 1, Summary: word()}
			if next(2) == 0 {
				m.Type, m.Status = models.Consult, models.Happened
			}
			if next(3) > 0 {
				m.Date = &models.Date{Start: models.Day(word()), End: models.Day("2025-01-01").Add(next(900)), Kind: models.DateKind(word())}
			}
			if next(3) > 0 {
				m.Date = on(models.Day("2025-01-01").Add(next(500)))
			}
			if next(2) == 0 {
				m.Place = &models.MentionPlace{Text: word(), Place: models.Place{Key: word(), ID: word(), Lat: float64(next(1000) - 500), Precision: models.PlaceCity}}
			}
			for range next(4) {
				m.Actors = append(m.Actors, models.Participant{Key: word(), Name: word(), Text: word(), Country: word()})
			}
			r.Mentions = append(r.Mentions, m)
		}
		p := tr.Place(r)
		events := map[string]bool{}
		for _, e := range p.Events {
			events[e.ID] = true
		}
		for _, m := range p.Mentions {
			if !events[m.EventID] {
				t.Fatalf("report %d: mention of event %q, which is not told", i, m.EventID)
			}
		}
	}
}
