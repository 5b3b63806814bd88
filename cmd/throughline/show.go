package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/throughline-news/throughline/exports"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/events"
	"github.com/throughline-news/throughline/nlp/reading"
)

// show writes a reading for a person.
type show struct {
	w      io.Writer
	colour bool // else brackets
}

// signed is the confidence from which on an event counts as reported.
const signed = .5

// article shows the text with its spans marked and a table of its events, and
// why each field is what it is when asked to explain.
func (sh show) article(a models.Article, reader *reading.Reader, text reading.Text, explain bool) {
	var why [][]events.Reason
	var rd reading.Reading
	if explain {
		rd, why = reader.Explain(text)
	} else {
		rd = reader.Read(text)
	}
	published := a.Published()
	if published == "" {
		published = "not stated"
	}
	fmt.Fprintf(sh.w, "%s\n\n", sh.text(rd))
	if sh.colour {
		fmt.Fprintf(sh.w, "%s %s %s %s %s\n", sh.paint(asTrigger, "event"), sh.paint(asNumber, "number"), sh.paint(asTime, "time"), sh.paint(asPlace, "place"), sh.paint(asName, "name"))
	}
	fmt.Fprintf(sh.w, "published %s, language %s\n\n", published, rd.Doc.Language)
	sh.table(rd.Mentions)
	for i, reasons := range why {
		m := &rd.Mentions[i]
		fmt.Fprintf(sh.w, "\n%d. %s %s: %s\n", i+1, m.Type, m.Status, plain(m.Trigger))
		for _, r := range reasons {
			fmt.Fprintf(sh.w, "   %-10s %s\n", r.Field, plain(r.Text))
		}
	}
}

// table lists the events, the main one first.
func (sh show) table(ms []models.Mention) {
	if len(ms) == 0 {
		fmt.Fprintln(sh.w, "no events")
		return
	}
	table := tabwriter.NewWriter(sh.w, 0, 4, 2, ' ', 0)
	fmt.Fprintln(table, "DATE\tSTATUS\tTYPE\tWHO\tWHOM\tWHERE\tNUMBERS\tCONFIDENCE\tQUOTE")
	for _, m := range ms {
		date, where := "not stated", ""
		if m.Date != nil {
			date = m.Date.Shown()
		}
		if m.Place != nil {
			where = m.Place.Name
		}
		typ := string(m.Type)
		if m.Mode != "" {
			typ += "/" + m.Mode
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%.2f\t%s\n", date, m.Status, typ, named(m.Actors), named(m.Recipients), plain(where), counted(m.Numbers), m.Confidence, exports.Shorten(plain(m.Quote.Exact), 80))
	}
	table.Flush()
}

// named lists participants by their names, or their words where no name is known.
func named(ps []models.Participant) string {
	names := make([]string, len(ps))
	for i, p := range ps {
		names[i] = exports.Shorten(plain(cmp.Or(p.Name, p.Text)), 40)
	}
	return strings.Join(names, ", ")
}

// counted lists numbers as "killed 25+, money about 5000000 USD".
func counted(qs []models.Quantity) string {
	out := make([]string, len(qs))
	for i, q := range qs {
		out[i] = fmt.Sprintf("%s %s", q.Kind, amount(q))
	}
	return strings.Join(out, ", ")
}

func amount(q models.Quantity) string {
	digits := func(v *float64) string { return strconv.FormatFloat(*v, 'f', -1, 64) }
	out := ""
	switch {
	case q.Value != nil && q.Approx:
		out = "about " + digits(q.Value)
	case q.Value != nil:
		out = digits(q.Value)
	case q.Min != nil && q.Max != nil:
		out = digits(q.Min) + " to " + digits(q.Max)
	case q.Min != nil:
		out = digits(q.Min) + " or more"
	case q.Max != nil:
		out = digits(q.Max) + " or fewer"
	}
	if q.Kind == models.Money && q.Unit != "" {
		out += " " + q.Unit
	}
	return out
}

// markKind is what a marked span is; where two overlap, the lower one is kept.
type markKind int

const (
	asTrigger markKind = iota
	asNumber
	asTime
	asPlace
	asName
)

// mark is a span of a text to be marked.
type mark struct {
	nlp.Span
	kind  markKind
	label string
}

// marks are the spans of a reading that do not overlap, in text order.
func marks(rd reading.Reading) []mark {
	var all []mark
	at := offsets(rd.Doc)
	for i := range rd.Mentions {
		m := &rd.Mentions[i]
		if m.Confidence >= signed {
			all = append(all, mark{at(m.Quote.Field, m.TriggerStart, m.TriggerEnd), asTrigger, string(m.Type)})
		}
		for _, q := range m.Numbers {
			all = append(all, mark{at(q.Field, q.Start, q.End), asNumber, string(q.Kind)})
		}
	}
	for _, t := range rd.Times {
		all = append(all, mark{t.Span, asTime, t.Value})
	}
	for _, p := range rd.Places {
		if !p.Demonym {
			all = append(all, mark{p.Span, asPlace, p.Place.Country})
		}
	}
	for _, a := range rd.Actors {
		if a.Type != "" {
			all = append(all, mark{a.Span, asName, a.Type})
		}
	}
	slices.SortStableFunc(all, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.Start, b.Start))
	})
	taken := make([]bool, len(rd.Doc.Text)+1)
	kept := all[:0]
	for _, m := range all {
		if m.Start < m.End && !slices.Contains(taken[m.Start:m.End], true) {
			for i := m.Start; i < m.End; i++ {
				taken[i] = true
			}
			kept = append(kept, m)
		}
	}
	slices.SortFunc(kept, func(a, b mark) int { return cmp.Compare(a.Start, b.Start) })
	return kept
}

// offsets returns what turns offsets in code points into a field into bytes of doc.Text.
func offsets(doc *nlp.Document) func(field string, start, end int) nlp.Span {
	byRune := make([]int, 0, len(doc.Text)+1)
	body := 0
	for i := range doc.Text {
		if i < doc.BodyStart {
			body++
		}
		byRune = append(byRune, i)
	}
	byRune = append(byRune, len(doc.Text))
	return func(field string, start, end int) nlp.Span {
		base := body
		if field == "title" {
			base = 0
		}
		last := len(byRune) - 1
		return nlp.Span{Start: byRune[min(base+start, last)], End: byRune[min(base+end, last)]}
	}
}

// text is the text of a reading with its spans marked.
func (sh show) text(rd reading.Reading) string {
	var out strings.Builder
	at := 0
	for _, m := range marks(rd) {
		out.WriteString(plain(rd.Doc.Text[at:m.Start]))
		words := plain(rd.Doc.Slice(m.Span))
		if sh.colour {
			out.WriteString(sh.paint(m.kind, words))
		} else {
			out.WriteString("[" + words + "|" + plain(m.label) + "]")
		}
		at = m.End
	}
	out.WriteString(plain(rd.Doc.Text[at:]))
	return strings.TrimSpace(out.String())
}

// paint gives words the colour of their kind.
func (sh show) paint(k markKind, words string) string {
	codes := [...]string{asTrigger: "1;31", asNumber: "35", asTime: "33", asPlace: "32", asName: "36"}
	return "\x1b[" + codes[k] + "m" + words + "\x1b[0m"
}

// plain leaves out what would command the terminal: a text from the web may hold it.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 {
			return -1
		}
		return r
	}, s)
}
