package stories

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// world makes news as a Tracker meets it, the same for the same seed. Its figures
// are those of news read with this program: an article has 3.6 KB, fourteen
// mentions, of which two or three come to be of events, and tells of a happening
// of an affair that goes on for weeks; how often topics, people, towns and words
// are told of follows Zipf's law; a happening has four reports on average and
// some have a hundred; three in ten articles are copies.
type world struct {
	perDay int // articles
	rng    *rand.Rand
	day    models.Day
	made   int
	topics []*topic
	live   []*incident // that are reported now
	words  []string
	ranks  *rand.Zipf
	people *rand.Zipf
	towns  *rand.Zipf
}

// topic is what goes on for some weeks between some people at some places.
type topic struct {
	cast      []models.Participant
	places    []*models.MentionPlace
	words     []string
	weight    float64
	ends      models.Day
	incidents []*incident // so far, the last of them
}

// incident is told by as many reports as are left of it.
type incident struct {
	*topic
	typ   models.EventType
	day   models.Day
	who   []models.Participant
	place *models.MentionPlace
	words []string
	left  int
	text  string // of its first report
}

var worldTypes = []models.EventType{
	models.Consult, models.Assault, models.Agree, models.Accuse, models.Protest, models.Request, models.Death, models.Reject,
	models.Coerce, models.Support, models.Threaten, models.Election, models.Office, models.Aid, models.Disaster, models.Ruling,
}

func newWorld(seed uint64, perDay int) *world {
	rng := rand.New(rand.NewPCG(seed, 7))
	w := &world{perDay: perDay, rng: rng, day: "2025-01-01", ranks: rand.NewZipf(rng, 1.1, 20, 29999),
		people: rand.NewZipf(rng, 1.1, 10, 19999), towns: rand.NewZipf(rng, 1.1, 10, 4999)}
	syllables := []string{"ba", "ke", "mi", "ro", "tu", "lan", "ser", "dov", "pri", "cha", "ne", "gol", "ster", "vi", "qua", "mor"}
	endings := []string{"", "s", "ed", "ing", "er", "tion", "ment", "ly", "al", "ity"}
	for i := range 30000 {
		var b strings.Builder
		for n := i; b.Len() < 4 || n > 0; n /= len(syllables) {
			b.WriteString(syllables[n%len(syllables)])
		}
		w.words = append(w.words, b.String()+endings[i%7%len(endings)])
	}
	for range max(60, perDay/20) {
		w.topics = append(w.topics, w.topic())
	}
	return w
}

func (w *world) word() string { return w.words[w.ranks.Uint64()] }

func (w *world) person() models.Participant {
	n := int(w.people.Uint64())
	name := capital(w.words[n%len(w.words)]) + " " + capital(w.words[(n*7+13)%len(w.words)])
	p := models.Participant{Key: fmt.Sprint("person/", n), Name: name, Text: name, Kind: models.EntityPerson, Country: fmt.Sprintf("C%02d", n%150)}
	switch {
	case n%5 == 0: // nobody whom the knowledge base knows
		p.Key, p.Kind, p.Country = "", "", ""
	case n%3 == 0:
		c := fmt.Sprintf("C%02d", n%150)
		p = models.Participant{Key: c, Name: "Land " + c, Text: "Land " + c, Kind: models.EntityCountry, Country: c}
	}
	return p
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func (w *world) topic() *topic {
	a := &topic{weight: min(30, 1/math.Pow(1-w.rng.Float64(), .8)), ends: w.day.Add(7 + w.rng.IntN(90))}
	for range 6 + w.rng.IntN(9) {
		a.cast = append(a.cast, w.person())
	}
	for range 2 + w.rng.IntN(7) {
		n := int(w.towns.Uint64())
		a.places = append(a.places, town(fmt.Sprint("Town", n), fmt.Sprintf("C%02d", n%150), float64(n%140)-70+float64(n%7)/9, float64(n%360)-180))
	}
	for range 60 {
		a.words = append(a.words, w.words[200+w.rng.IntN(len(w.words)-200)])
	}
	return a
}

// happen makes a happening of an affair, the heavy ones more often.
func (w *world) happen() *incident {
	sum := 0.0
	for i, a := range w.topics {
		if a.ends < w.day {
			a = w.topic()
			w.topics[i] = a
		}
		sum += a.weight
	}
	at := w.rng.Float64() * sum
	i := 0
	for ; i < len(w.topics)-1 && at > w.topics[i].weight; i++ {
		at -= w.topics[i].weight
	}
	a := w.topics[i]
	h := &incident{topic: a, typ: worldTypes[w.rng.IntN(len(worldTypes))], day: w.day.Add(-w.rng.IntN(2)),
		place: a.places[w.rng.IntN(len(a.places))], left: min(300, int(1.6/math.Pow(1-w.rng.Float64(), .65)))}
	for range 1 + w.rng.IntN(3) {
		h.who = append(h.who, a.cast[w.rng.IntN(len(a.cast))])
	}
	for range 8 {
		h.words = append(h.words, a.words[w.rng.IntN(len(a.words))])
	}
	if a.incidents = append(a.incidents, h); len(a.incidents) > 8 {
		a.incidents = a.incidents[1:]
	}
	return h
}

// sentence tells of h in 22 words, half of them its own.
func (w *world) sentence(h *incident) string {
	var b strings.Builder
	for _, p := range h.who {
		b.WriteString(p.Text + " ")
	}
	for i := range 20 {
		switch i % 4 {
		case 0:
			b.WriteString(h.words[w.rng.IntN(len(h.words))] + " ")
		case 1:
			b.WriteString("the ")
		default:
			b.WriteString(w.word() + " ")
		}
	}
	b.WriteString(h.place.Text + ".")
	return b.String()
}

// report makes the next report.
func (w *world) report() Report {
	if w.made++; w.made%w.perDay == 0 {
		w.day = w.day.Add(1)
	}
	if want := max(8, w.perDay/10); len(w.live) < want { // at any hour some are told of
		w.live = append(w.live, w.happen())
	}
	at := w.rng.IntN(len(w.live))
	h := w.live[at]
	if h.left--; h.left <= 0 {
		w.live[at] = w.live[len(w.live)-1]
		w.live = w.live[:len(w.live)-1]
	}
	id := fmt.Sprint("world", w.made)
	a := models.Article{ID: models.NewID(models.ArticlePrefix, w.day.Time(), id), PublishedOn: w.day,
		Publisher: fmt.Sprint("Paper ", w.people.Uint64()%400), URL: "https://example.org/" + id}
	a.Title = capital(strings.TrimSuffix(w.sentence(h), "."))
	ms := w.mentions(h)
	if h.text != "" && w.rng.IntN(10) < 3 {
		a.Text = h.text
	} else {
		var b strings.Builder
		for _, m := range ms {
			b.WriteString(m.Quote.Exact + " ")
		}
		for b.Len() < 3600 {
			b.WriteString(w.word() + " ")
		}
		a.Text = b.String()
	}
	if h.text == "" {
		h.text = a.Text
	}
	r := Report{Article: a}
	for i, m := range ms {
		m.ArticleID = a.ID
		m.ID = models.NewID(models.MentionPrefix, w.day.Time(), fmt.Sprint(id, i))
		m.Quote.Start, m.Quote.End = i*200, i*200+len(m.Quote.Exact)
		m.TriggerStart = m.Quote.Start + 8
		r.Mentions = append(r.Mentions, m)
	}
	return r
}

// mentions are the fourteen of a report of h: the main one, one of the same, one
// of what happened before, and eleven of what is not kept or seldom.
func (w *world) mentions(h *incident) []models.Mention {
	say := func(h *incident, typ models.EventType, status models.Status, date *models.Date) models.Mention {
		m := models.Mention{Type: typ, Status: status, Confidence: .3 + .6*w.rng.Float64(), Date: date, Actors: h.who[:1], Recipients: h.who[1:],
			Quote: models.Quote{Exact: w.sentence(h)}, Trigger: h.words[0]}
		if w.rng.IntN(3) == 0 {
			m.Place = h.place
		}
		m.Summary = m.Quote.Exact
		return m
	}
	main := say(h, h.typ, models.Happened, []*models.Date{ago(h.day), on(h.day), about(w.day)}[w.rng.IntN(3)])
	main.Main, main.Place = true, h.place
	if w.rng.IntN(4) == 0 {
		n := float64(3 + w.rng.IntN(3))
		main.Numbers = []models.Quantity{{Kind: models.Killed, Value: &n}}
	}
	old := h.incidents[w.rng.IntN(len(h.incidents))]
	out := []models.Mention{main, say(h, h.typ, models.Happened, nil), say(old, old.typ, models.Historical, ago(old.day))}
	for i := range 11 {
		aside := *h
		aside.who = []models.Participant{w.person(), w.person()}
		m := say(&aside, worldTypes[w.rng.IntN(len(worldTypes))], []models.Status{models.Possible, models.Happened, models.Hypothetical}[i%3], nil)
		m.Confidence /= 2
		out = append(out, m)
	}
	return out
}
