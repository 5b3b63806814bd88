package stories

import (
	"fmt"
	"strings"

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
