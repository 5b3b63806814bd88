package eval

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/places"
	"github.com/throughline-news/throughline/nlp/reading"
)

// How many drafts are made, half of them with an error; and the seed of the program
// that makes them, always the same.
const (
	mostMade = 200
	madeSeed = 20251208
)

// maker makes drafts of the marked samples: a sentence that tells a marked
// event, or one told anew by its marks, for a day up to ten days after the
// sample's, with one field altered or none.
type maker struct {
	*rand.Rand
	reader *reading.Reader
}

// toldEvent is a marked event in the sentence that tells it.
type toldEvent struct {
	Event
	article  models.Article
	sample   Sample
	sentence string // without its dateline
	lead     string // the first sentence of the article, when that is another
}

// Made returns the drafts that are made of the gold set, the same ones each time.
func Made(ctx context.Context, reader *reading.Reader, folder string) ([]Draft, error) {
	samples, err := Samples()
	if err != nil {
		return nil, err
	}
	m := maker{rand.New(rand.NewPCG(madeSeed, madeSeed)), reader}
	var told []toldEvent
	for _, sample := range samples {
		article, err := open(ctx, folder, sample)
		if err != nil {
			return nil, err
		}
		told = append(told, m.sentences(article, sample)...)
	}
	fields := []models.ConflictField{models.ConflictDate, models.ConflictPlace, models.ConflictNumber, models.ConflictOffice}
	var out []Draft
	seen := map[string]bool{}
	for tries := 0; len(out) < mostMade && tries < 200*mostMade; tries++ {
		wrong := len(out)%2 == 0
		field := fields[len(out)/2%len(fields)]
		d, ok := m.draft(told[m.IntN(len(told))], field, wrong)
		if !ok || seen[d.Text] || d.check() != nil {
			continue
		}
		seen[d.Text] = true
		out = append(out, d)
	}
	if len(out) < mostMade {
		return nil, fmt.Errorf("eval: %d drafts could be made of the gold set, want %d", len(out), mostMade)
	}
	return out, nil
}

// sentences are the marked events of an article with the sentences that tell them.
func (m maker) sentences(article models.Article, sample Sample) []toldEvent {
	doc := m.reader.ReadArticle(article, places.Home{}).Doc
	var out []toldEvent
	for _, e := range sample.Events {
		for _, s := range doc.Sentences {
			text := doc.Slice(s.Span)
			if s.Start < doc.BodyStart || !strings.Contains(text, e.Words) {
				continue
			}
			text = plainSentence(text)
			first := plainSentence(doc.Slice(doc.Sentences[doc.SentenceAt(doc.BodyStart)].Span))
			if first == text {
				first = ""
			}
			out = append(out, toldEvent{e, article, sample, text, first})
		}
	}
	return out
}

// plainSentence is a sentence in one line without its dateline.
func plainSentence(text string) string {
	if _, rest, ok := strings.Cut(text, "(Sample Wire) - "); ok {
		text = rest
	}
	return strings.Join(strings.Fields(text), " ")
}

// draft makes a draft of what is told in which the field is there, wrong or right.
func (m maker) draft(t toldEvent, field models.ConflictField, wrong bool) (Draft, bool) {
	later := m.IntN(11)
	d := Draft{Date: t.article.PublishedOn.Add(later), Text: t.sentence}
	if retold, ok := m.retell(t); ok && m.IntN(3) == 0 {
		d.Text = retold
	} else if t.lead != "" {
		d.Text = t.lead + "\n\n" + d.Text // nobody's draft is a sentence out of the middle
	}
	if !m.fixDates(&d, t) {
		return d, false
	}
	var from, to string
	ok := false
	switch field {
	case models.ConflictDate:
		from, to, ok = m.otherDay(t, d)
	case models.ConflictPlace:
		from, to, ok = m.otherTown(t, d)
	case models.ConflictNumber:
		from, to, ok = m.otherNumber(t, d)
	case models.ConflictOffice:
		from, to, ok = m.otherOffice(d)
	}
	if !ok || strings.Count(d.Text, from) != 1 || strings.Contains(d.Text, to) {
		return d, false
	}
	if wrong {
		d.Text, d.Wrong, d.Words = strings.Replace(d.Text, from, to, 1), field, to
	}
	return d, true
}

// retell tells a meeting by its marks in other words than the sample's.
func (m maker) retell(t toldEvent) (string, bool) {
	first, last, _ := t.dates() // checked when the set was read
	if t.Place == "" || first == "" || first != last || len(t.Actors) < 2 || !slices.Contains(t.Type, models.Consult) || !slices.Contains(t.Status, models.Happened) {
		return "", false
	}
	a, b := t.Actors[0], t.Actors[1]
	on := written(first, m.IntN(2))
	forms := []string{
		"Talks between " + a + " and " + b + " took place in " + t.Place + " on " + on + ".",
		"It was in " + t.Place + " that " + a + " and " + b + " met on " + on + ".",
		"On " + on + " " + a + " and " + b + " sat down together in " + t.Place + ".",
		a + " and " + b + " held a meeting in " + t.Place + " on " + on + ", according to both sides.",
	}
	return forms[m.IntN(len(forms))], true
}

// written writes a day without its year, in one of two ways.
func written(d models.Day, form int) string {
	return d.Time().Format([]string{"2 January", "January 2"}[form])
}

// fixDates gives the days that the text of d reckons from the day of the sample
// as the marked days of the calendar; false when it speaks of a time that cannot be given so.
func (m maker) fixDates(d *Draft, t toldEvent) bool {
	if d.Date == t.article.PublishedOn {
		return true
	}
	rd := m.reader.Read(reading.Text{Body: d.Text, Published: t.article.PublishedOn})
	for i := len(rd.Times) - 1; i >= 0; i-- {
		x := rd.Times[i]
		if x.Day == nil || x.Day.Kind == models.KindStated {
			continue
		}
		marked := slices.ContainsFunc(t.sample.Events, func(e Event) bool { return e.Date == string(x.Day.Start) })
		if !marked || x.Day.Precision != models.PrecisionDay || !strings.HasSuffix(d.Text[:x.Start], "on ") || strings.HasPrefix(d.Text[x.End:], "'") {
			return false
		}
		d.Text = d.Text[:x.Start] + written(x.Day.Start, m.IntN(2)) + d.Text[x.End:]
	}
	return true
}

// otherDay are the words of the day of what is told, and those of another up to a week off.
func (m maker) otherDay(t toldEvent, d Draft) (from, to string, ok bool) {
	first, last, _ := t.dates()
	if first == "" || first != last {
		return "", "", false
	}
	shifts := []int{-7, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 7}
	day := first.Add(shifts[m.IntN(len(shifts))])
	for _, x := range m.reader.Read(reading.Text{Body: d.Text, Published: d.Date}).Times {
		if x.Day == nil || x.Day.Start != first || x.Day.End != first || !strings.HasSuffix(strings.ToLower(d.Text[:x.Start]), "on ") || strings.HasPrefix(d.Text[x.End:], "'") {
			continue
		}
		return d.Text[x.Start:x.End], written(day, m.IntN(2)), day <= d.Date
	}
	return "", "", false
}

// towns are far from all that the samples tell of.
var towns = []string{"Vienna", "Oslo", "Lagos", "Lima", "Hanoi", "Quito", "Nairobi", "Toronto", "Seville", "Kraków", "Jakarta", "Montevideo"}

// otherTown are the words of the town of what is told, and another town.
func (m maker) otherTown(t toldEvent, d Draft) (from, to string, ok bool) {
	if t.Place == "" {
		return "", "", false
	}
	for _, x := range m.reader.Read(reading.Text{Body: d.Text, Published: d.Date}).Places {
		words := d.Text[x.Start:x.End]
		if words == t.Place && x.Place.Precision == models.PlaceCity && strings.HasSuffix(d.Text[:x.Start], "in ") && !strings.HasPrefix(d.Text[x.End:], ", ") {
			return "in " + words, "in " + towns[m.IntN(len(towns))], true
		}
	}
	return "", "", false
}

var figures = regexp.MustCompile(`\d[\d,]*`)

// otherNumber are the words of a marked number, and those of one that no report
// gives: more, or where no bound is told as well less.
func (m maker) otherNumber(t toldEvent, d Draft) (from, to string, ok bool) {
	for _, n := range t.sample.Numbers {
		at := figures.FindString(n.Words)
		if at == "" || !strings.Contains(d.Text, n.Words) {
			continue
		}
		value, err := strconv.Atoi(strings.ReplaceAll(at, ",", ""))
		if err != nil {
			continue
		}
		factors := []float64{1.4, 1.7, 2.3}
		if !strings.ContainsAny(n.Is, "<>") {
			factors = append(factors, .3, .6)
		}
		other := strconv.Itoa(int(float64(value)*factors[m.IntN(len(factors))]) + 1)
		return n.Words, strings.Replace(n.Words, at, other, 1), true
	}
	return "", "", false
}

// otherOffice are the title and name of somebody, and the name with another title.
func (m maker) otherOffice(d Draft) (from, to string, ok bool) {
	titles := []string{"Foreign Minister", "Defence Minister", "Prime Minister", "President", "Interior Minister", "Finance Minister"}
	rd := m.reader.Read(reading.Text{Body: d.Text, Published: d.Date})
	for _, a := range rd.Actors {
		if a.Title.Offices == nil || a.Entity.Key == "" || a.Title.Span.End > a.Span.Start || a.Title.Former {
			continue
		}
		title := titles[m.IntN(len(titles))]
		for _, r := range m.reader.Base().Roles(a.Entity.Key) {
			if slices.Contains(m.reader.Base().Offices(title), r.Office) && r.On(d.Date) {
				return "", "", false
			}
		}
		name := d.Text[a.Span.Start:a.Span.End]
		return d.Text[a.Title.Span.Start:a.Title.Span.End] + " " + name, title + " " + name, true
	}
	return "", "", false
}
