package nlp

import "strings"

// properNouns takes runs of proper nouns as names of unknown class.
func properNouns(d *Document) []Name {
	var names []Name
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; {
			j := i
			for j < s.Last && strings.HasPrefix(d.Tokens[j].Tag, "NNP") {
				j++
			}
			if j > i {
				names = append(names, Name{Span{d.Tokens[i].Start, d.Tokens[j-1].End}, i, j, Miscellany})
			}
			i = max(j, i+1)
		}
	}
	return names
}
