package nlp

import (
	"reflect"
	"testing"

	"github.com/throughline-news/throughline/nlp/crf"
)

func TestJoin(t *testing.T) {
	per, loc, org := NameKind(Person), NameKind(Location), NameKind(Organization)
	tests := []struct {
		name        string
		spans, want []crf.Span
	}{
		{"two parts", []crf.Span{{First: 0, Last: 1, Kind: per, P: .9}, {First: 2, Last: 3, Kind: loc, P: .6}, {First: 4, Last: 5, Kind: loc, P: .8}, {First: 6, Last: 7, Kind: org, P: .7}},
			[]crf.Span{{First: 0, Last: 1, Kind: per, P: .9}, {First: 2, Last: 5, Kind: loc, P: .8}, {First: 6, Last: 7, Kind: org, P: .7}}},
		{"another kind", []crf.Span{{First: 2, Last: 5, Kind: org, P: .6}}, []crf.Span{{First: 2, Last: 5, Kind: loc, P: .6}}},
		{"none", []crf.Span{{First: 0, Last: 2, Kind: org, P: .6}}, []crf.Span{{First: 0, Last: 2, Kind: org, P: .6}}},
		{"within a longer name", []crf.Span{{First: 0, Last: 5, Kind: org, P: .6}}, []crf.Span{{First: 0, Last: 5, Kind: org, P: .6}}},
		{"a person", []crf.Span{{First: 2, Last: 5, Kind: per, P: .6}}, []crf.Span{{First: 2, Last: 5, Kind: per, P: .6}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := join(tt.spans, 2, 5, loc); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestSettle(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		spans      []crf.Span
		want       NameType
	}{
		{"region", "The West Bank was sealed off.", []crf.Span{{First: 1, Last: 3, Kind: NameKind(Organization)}}, Location},
		{"organization", "Al Jazeera said so.", []crf.Span{{First: 0, Last: 2, Kind: NameKind(Person)}}, Organization},
		{"not listed", "The Karvelo Bank was sealed off.", []crf.Span{{First: 1, Last: 3, Kind: NameKind(Organization)}}, Organization},
		{"team", "New Jersey won the match, the coach said after the league's season.", []crf.Span{{First: 0, Last: 2, Kind: NameKind(Organization)}}, Organization},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := featuresOf(t, tt.text)
			f.sentence(0)
			got := f.settle(tt.spans)
			if len(got) != 1 || typeOf(&got[0]) != tt.want {
				t.Errorf("got %v, want one %s", got, tt.want)
			}
		})
	}
}
