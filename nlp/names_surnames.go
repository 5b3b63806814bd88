package nlp

import "unicode"

// certainFrom is the probability from which a name that stands after a
// preposition of place somewhere keeps its type although it is a surname that the text has.
const certainFrom = 0.9

// surnames makes persons of the single words with a capital that are surnames
// of persons whom d names in full: those that are no name, and those whose type
// the model is not certain of or that are nowhere used as a place is. p has the
// probabilities of names, which are in text order; seen is how words occur.
func (n *namer) surnames(d *Document, names []Name, p []float32, seen map[string]sight) []Name {
	full := map[string]bool{}
	for _, x := range names {
		if x.Type == Person && x.Last-x.First > 1 {
			full[d.Tokens[x.Last-1].Lower] = true
		}
	}
	if len(full) == 0 {
		return names
	}
	out := make([]Name, 0, len(names)+8)
	next := 0
	for i := 0; i < len(d.Tokens); i++ {
		if next < len(names) && names[next].First == i {
			x := names[next]
			lower := d.Tokens[i].Lower
			if x.Type != Person && x.Last-x.First == 1 && full[lower] && (p[next] < certainFrom || seen[lower]&seenWhere == 0) {
				x.Type = Person
			}
			x.Sure = x.Sure || x.Type == Person && full[lower]
			out = append(out, x)
			i = x.Last - 1
			next++
			continue
		}
		t := &d.Tokens[i]
		if full[t.Lower] && unicode.IsUpper(firstRune(t.Text)) && !n.ordinary(t.Lower) {
			out = append(out, Name{Span: t.Span, First: i, Last: i + 1, Type: Person, Sure: true})
		}
	}
	return out
}
