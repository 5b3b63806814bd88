package events

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/throughline-news/throughline/models"
)

// maxSummary is the length of a summary in code points at most.
const maxSummary = 120

// summary is one plain line of who did what to whom and where, in the text's words.
func (d *document) summary(s *sentence, t *trigger, m *models.Mention) string {
	var line []string
	add := func(words string) {
		if words != "" && !strings.Contains(strings.Join(line, " "), words) {
			line = append(line, words)
		}
	}
	actors, recipients := listed(m.Actors), listed(others(m.Recipients, m.Actors))
	deed := strings.Join(strings.Fields(d.Doc.Slice(s.span(d.deed(s, t)))), " ")
	switch {
	case t.noun() && (!t.carried || s.groups[t.group].first > t.first):
		add(deed)
		if both := listed(append(append([]models.Participant(nil), m.Actors...), others(m.Recipients, m.Actors)...)); both != "" && !strings.Contains(deed, both) {
			add("(" + both + ")")
		}
	case !t.noun() && s.groups[t.group].passive:
		add(recipients)
		add(deed)
		if actors != "" {
			add("by " + actors)
		}
	default:
		if !strings.Contains(deed, actors) {
			add(actors)
		}
		add(deed)
		if recipients != "" && !(t.noun() && strings.Contains(deed, recipients)) {
			if t.noun() {
				add("with")
			}
			add(recipients)
		}
	}
	out := strings.Join(line, " ")
	if m.Place != nil && !strings.Contains(out, m.Place.Name) {
		out += " in " + m.Place.Name
	}
	return clip(capital(out), maxSummary)
}

// deed is the range of tokens that say what was done: the verb with its
// auxiliaries to the last word of the trigger, the noun phrase without article,
// or both of them where the verb carries the noun.
func (d *document) deed(s *sentence, t *trigger) (first, last int) {
	if !t.noun() {
		return s.groups[t.group].first, t.last
	}
	ph := s.phrases[t.phrase]
	first, last = ph.first, max(t.last, ph.last)
	if g := t.group; t.carried && s.groups[g].last <= first && first-s.groups[g].last <= 6 {
		return s.groups[g].first, last
	}
	for first < ph.head && s.tag(first) == "DT" {
		first++
	}
	return first, last
}

// others are the participants of ps that are not among known.
func others(ps, known []models.Participant) []models.Participant {
	var out []models.Participant
	for _, p := range ps {
		if !slices.Contains(known, p) {
			out = append(out, p)
		}
	}
	return out
}

// listed joins the names of participants: "Russia, Ukraine and Turkey".
func listed(ps []models.Participant) string {
	var out strings.Builder
	for i, p := range ps {
		switch {
		case i > 0 && i == len(ps)-1:
			out.WriteString(" and ")
		case i > 0:
			out.WriteString(", ")
		}
		out.WriteString(p.Text)
	}
	return out.String()
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// clip cuts s to n code points at a word.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	cut := head(s, n-1)
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return cut + "…"
}
