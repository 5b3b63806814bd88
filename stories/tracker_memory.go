package stories

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/throughline-news/throughline/models"
)

// What a Tracker remembers is a set that follows from the articles of the window
// alone and not from the order they came in, so that one set up from a store
// decides as one that never stopped. Lists are kept in the order of publication.
const (
	// MemoryDays is how many days of articles before the newest a Tracker
	// remembers; those before need not be given to it.
	MemoryDays  = 180
	mostReports = 200000 // remembered; the oldest go first
)

// knownReport is an article as it is remembered.
type knownReport struct {
	id        string
	article   models.Article // without its text
	published models.Day     // "" when not known
	day       models.Day     // published, or the newest day when the article came
	number    int            // of day
	at        string         // models.Article.Published
	origin    string
	credit    string // the agency that it says it comes from
	house     string // of its publisher
	seat      int32  // its number in the index of origins
	asked     int    // the last question there that it was looked at for
	title     string
	head      string // words of title and lead, for finding phrases
	sketch    sketch
	mentions  []*knownMention
}

// setOrigin says whose report r carries.
func (r *knownReport) setOrigin(id string) { r.origin, r.article.OriginID = id, id }

// knownMention is a mention as it is remembered.
type knownMention struct {
	models.Mention
	report  *knownReport
	event   *knownEvent
	words   *wording // nil until it is asked for
	parties []party
	keys    []key // that events are looked up by
	when    dating
	act     act   // by the stem of the first word of the trigger
	suits   marks // of the events that it may be of
	// anaphoric: the trigger is a noun that points back: "the talks", "this attack".
	anaphoric bool
}

// wording is what the quote of m says. Most mentions are never asked.
func (m *knownMention) wording() *wording {
	if m.words == nil {
		m.words = wordingOf(m.Quote.Exact, loadBackground())
	}
	return m.words
}

// party is a participant of a mention, once, whatever its role.
type party struct {
	id, land uint64 // hashes of key and country; no land is 0
	key      string // of the entity; the words in lower case when it is not known
	name     string
	sought   // by the name
	country  string
	kind     models.EntityKind
	known    bool // to the knowledge base
	named    bool // by a proper name
}

// before tells whether a was published before b; ids decide when both say the same.
func before(a, b *knownReport) bool { return order(a, b) < 0 }

func order(a, b *knownReport) int {
	return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.at, b.at), cmp.Compare(a.id, b.id))
}

func orderMentions(a, b *knownMention) int {
	return cmp.Or(order(a.report, b.report), cmp.Compare(a.Quote.Field, b.Quote.Field),
		cmp.Compare(a.TriggerStart, b.TriggerStart), cmp.Compare(a.ID, b.ID))
}

// How many words are looked at of a title or text, about its first three
// sentences, and of a name or term.
const (
	headWords = 90
	nameWords = 12
)

func (t *Tracker) report(a models.Article) *knownReport {
	r := &knownReport{id: a.ID, published: a.PublishedOn, day: a.PublishedOn, at: a.Published(), origin: a.OriginID,
		credit: creditOf(a), house: houseOf(a.Publisher), title: a.Title, sketch: newSketch(a.Title, a.Text),
		head: stemmed(a.Title, headWords) + stemmed(a.Text, headWords)}
	if r.day == "" {
		r.day = t.newest
	}
	r.number = dayNumber(r.day)
	a.Text = ""
	r.article = a
	return r
}

func (t *Tracker) mention(m models.Mention, r *knownReport) *knownMention {
	k := &knownMention{Mention: clone(m), report: r, parties: partiesOf(m), when: datingOf(m, r), act: act{typ: typeBit(m.Type)}}
	for t := range eachToken(m.Trigger, 1) {
		k.act.trigger = hashWord(Stem(strings.ToLower(t.text)))
	}
	k.anaphoric = pointsBack(m)
	k.keys, k.suits = keysOf(k), suits(k)
	return k
}

func partiesOf(m models.Mention) []party {
	var out []party
	for _, p := range slices.Concat(m.Actors, m.Recipients) {
		x := party{key: p.Key, name: p.Name, country: p.Country, kind: p.Kind, known: p.Key != ""}
		if x.key == "" {
			x.key = "words " + strings.TrimSpace(stemmed(p.Text, 8))
			x.name = strings.Clone(p.Text)
			x.named = properName(p.Text)
		}
		x.sought = soughtBy(x.name)
		if x.id = hashWord(x.key); p.Kind == models.EntityPlace || slices.ContainsFunc(out, func(o party) bool { return o.id == x.id }) {
			continue
		}
		if x.country != "" {
			x.land = hashWord(x.country)
		}
		out = append(out, x)
	}
	return out
}

// properName tells whether the last word of s is capitalised: "the Blue Line
// Movement", not "Villagers".
func properName(s string) bool {
	ts := tokens(s, 12)
	return len(ts) > 1 && capitalised(ts[len(ts)-1].text)
}

// pointers back to what was told before, ahead of a noun.
var backPointers = wordSet(`the this that these those their its`)

// pointsBack tells whether m is told by a noun with such a word before it, or
// within what tells it: "took part in the talks".
func pointsBack(m models.Mention) bool {
	i := m.TriggerStart - m.Quote.Start
	if i < 0 || i > utf8.RuneCountInString(m.Quote.Exact) {
		return false
	}
	words := strings.Fields(strings.ToLower(m.Trigger))
	for _, w := range words[:max(0, len(words)-1)] {
		if backPointers[w] {
			return true
		}
	}
	ahead := strings.TrimRightFunc(firstRunes(m.Quote.Exact, i), unicode.IsSpace)
	last := ahead[strings.LastIndexFunc(ahead, unicode.IsSpace)+1:]
	return len(last) <= longestPointer && backPointers[strings.ToLower(last)]
}

// longestPointer is the length of the longest of backPointers.
const longestPointer = 5

// clone copies m with all that hangs on it.
func clone(m models.Mention) models.Mention {
	m.Actors, m.Recipients, m.Numbers = slices.Clone(m.Actors), slices.Clone(m.Recipients), slices.Clone(m.Numbers)
	if m.Date != nil {
		d := *m.Date
		m.Date = &d
	}
	if m.Place != nil {
		p := *m.Place
		m.Place = &p
	}
	return m
}

// wordDays is how many days of reports keep the words of their quotes at hand:
// those of older ones, which few new mentions are compared with, are read again.
const wordDays = 14

// tidy lets go of the words that reports which have become older have at hand.
func (t *Tracker) tidy(from, to models.Day) {
	at := func(day models.Day) int {
		i, _ := slices.BinarySearchFunc(t.reports, day, func(r *knownReport, day models.Day) int { return cmp.Compare(r.day, day) })
		return i
	}
	for _, r := range t.reports[at(from):at(to)] {
		for _, m := range r.mentions {
			m.words = nil
		}
	}
}

// remember keeps r and forgets what has left the window.
func (t *Tracker) remember(r *knownReport) {
	for _, m := range r.mentions {
		m.letGo()
	}
	at, _ := slices.BinarySearchFunc(t.reports, r, order)
	t.reports = slices.Insert(t.reports, at, r)
	t.byID[r.id] = r
	t.origins.add(r)
	t.sweep()
}

// letGo drops the ends of the quote: they only help to find it again.
func (m *knownMention) letGo() { m.Quote.Prefix, m.Quote.Suffix = "", "" }

// detach copies what m has of the text of its article, all into one string: a part
// of a text keeps all of it in memory. The ends of its quote, which are soon let
// go, stay as they are.
func (m *knownMention) detach() {
	parts := []*string{&m.Quote.Exact, &m.Trigger, &m.StatusSource}
	if m.Place != nil {
		parts = append(parts, &m.Place.Text)
	}
	if m.Date != nil {
		parts = append(parts, &m.Date.Text)
	}
	for _, ps := range [][]models.Participant{m.Actors, m.Recipients} {
		for i := range ps {
			parts = append(parts, &ps[i].Text, &ps[i].Name, &ps[i].Key, &ps[i].Role)
		}
	}
	for i := range m.Numbers {
		parts = append(parts, &m.Numbers[i].Text, &m.Numbers[i].Unit)
	}
	inQuote := m.Summary == m.Quote.Exact
	if !inQuote {
		parts = append(parts, &m.Summary)
	}
	size := 0
	for _, s := range parts {
		size += len(*s)
	}
	var all strings.Builder
	all.Grow(size)
	for _, s := range parts {
		from := all.Len()
		all.WriteString(*s)
		*s = all.String()[from:]
	}
	if inQuote {
		m.Summary = m.Quote.Exact
	}
}

// sweep forgets the reports that have left the window. Those that are too many go
// in blocks: what they told of is then looked at once.
func (t *Tracker) sweep() {
	since := t.newest.Add(-MemoryDays)
	n := 0
	if len(t.reports) > t.most {
		n = len(t.reports) - t.most + t.most/64
	}
	for n < len(t.reports) && t.reports[n].day < since {
		n++
	}
	if n == 0 {
		return
	}
	old := slices.Clone(t.reports[:n])
	t.reports = slices.Delete(t.reports, 0, n)
	t.drop(old, true)
}

// drop forgets what hangs on reports that are no longer in t.reports. What they
// said still counts when they are only old.
func (t *Tracker) drop(reports []*knownReport, old bool) {
	gone := map[*knownEvent][]*knownMention{}
	for _, r := range reports {
		delete(t.byID, r.id)
		t.origins.remove(r)
		for _, m := range r.mentions {
			if e := m.event; e != nil {
				m.event = nil
				gone[e] = append(gone[e], m)
			}
		}
	}
	for e, ms := range gone {
		e.lose(ms, old)
		if len(e.mentions) == 0 {
			t.forgetEvent(e)
			continue
		}
		t.index.refile(e)
		for _, l := range e.links {
			if s := t.stories[l.StoryID]; s != nil && l.Probability >= onTimeline {
				s.events.put(e)
			}
		}
		if e.shares != nil {
			t.related.add(e)
		}
	}
}
