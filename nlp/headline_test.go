package nlp

import (
	"strings"
	"testing"
)

func TestHeadlineTags(t *testing.T) {
	p, err := NewParser()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, title, body, want string // want: some words with their tags
	}{
		{"capitals", "Boat Sinks Off Lagos, Drowning Dozens", "The boat sank off Lagos on Monday, and dozens drowned. It was sinking for an hour.", "Boat/NN Sinks/VBZ"},
		{"verb of the body", "Mill fire: storehouse collapses at harbour", "The storehouse collapsed at noon, firemen said.", "collapses/VBZ"},
		{"adverb before it", "Long strike finally reopens Oslo mines", "The mines reopened after a strike of nine weeks.", "reopens/VBZ Oslo/NNP mines/NNS"},
		{"bare present", "Bakers increase the price of bread", "Bakers have increased what a loaf costs.", "increase/VBP the/DT"},
		{"participle", "Two shot in Lagos market", "Two men were shot at a market in Lagos.", "shot/VBN"},
		{"second verb", "Quarry shrinks output and denies losses", "The quarry is shrinking its output. It denied losses.", "shrinks/VBZ output/NN and/CC denies/VBZ"},
		{"a noun stays one", "Peace talks in Oslo", "The talks in Oslo were quiet. They talked of peace. More talks will follow.", "talks/NNS"},
		{"names stay names", "Apple Picks Costa to Lead Board", "The board of Apple picked Ana Costa. Apple said so.", "Apple/NNP Picks/VBZ Costa/NNP"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := p.Parse(tt.title, tt.body)
			var got []string
			for _, x := range d.Tokens {
				if x.Start < d.BodyStart {
					got = append(got, x.Text+"/"+x.Tag)
				}
			}
			line := strings.Join(got, " ")
			for _, w := range strings.Fields(tt.want) {
				if !strings.Contains(" "+line+" ", " "+w+" ") {
					t.Errorf("%q: tags %s, want %s", tt.title, line, w)
				}
			}
		})
	}
}
