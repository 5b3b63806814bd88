package nlp

import (
	"reflect"
	"slices"
	"testing"

	"github.com/throughline-news/throughline/nlp/crf"
)

// featuresOf returns a featurer over a text and the text's sentences' views.
func featuresOf(t *testing.T, text string) *featurer {
	t.Helper()
	p, err := parser()
	if err != nil {
		t.Fatal(err)
	}
	d := p.Parse("", text)
	return p.namer.newFeaturer(d)
}

func TestRestoredCase(t *testing.T) {
	tests := []struct {
		name, text string
		word       int // of the first sentence
		want       casing
	}{
		{"small word of a shout", "FLOODS DESTROY BRIDGE IN KARVELO", 2, allSmall},
		{"name in a shout", "FLOODS DESTROY BRIDGE IN KARVELO", 4, firstCapital},
		{"name that the text writes with a capital", "BRIDGE DESTROYED BY FLOODS\n\nIn the town, Bridge and his wife were saved, said one of the men.", 0, firstCapital},
		{"running text as it is", "The NATO chief spoke for an hour to the men.", 1, allCapitals},
		{"number", "Only 25 of them were left in the end.", 1, noLetters},
		{"mixed", "He sold his iPhone and his house.", 3, mixedCase},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := featuresOf(t, tt.text)
			f.sentence(0)
			if got := f.views[tt.word+2].casing; got != tt.want {
				t.Errorf("%q: got %d, want %d", f.doc.Tokens[tt.word].Text, got, tt.want)
			}
		})
	}
}

func TestSights(t *testing.T) {
	f := featuresOf(t, "It was raining when Oksana Hrytsenko met Dr. Lindqvist of the Karvelo Institute in Brastia. She told Brastia so.")
	for word, want := range map[string]sight{
		"raining":   seenSmall,
		"hrytsenko": seenCapital | seenLast | seenSurname,
		"lindqvist": seenCapital | seenLast | seenSurname,
		"karvelo":   seenCapital | seenFirst | seenInBody,
		"brastia":   seenCapital | seenAlone | seenWhere | seenSpeaking,
	} {
		if got := f.seen[word]; got != want {
			t.Errorf("%s: got %b, want %b", word, got, want)
		}
	}
}

func TestPhrases(t *testing.T) {
	p := newPhrases()
	tokens := Tokenize("The United Nations Security Council sat outside Buenos Aires and Xyzzyburg")
	got := make([]uint32, len(tokens))
	p.mark(tokens, got)
	kind := func(i int) byte {
		for k := range phraseKinds {
			if got[i]>>2&(1<<k) != 0 {
				return phraseKinds[k]
			}
		}
		return '-'
	}
	var kinds []byte
	var places []uint32
	for i := range got {
		kinds, places = append(kinds, kind(i)), append(places, got[i]&3)
	}
	if want := "-oooo--cc--"; string(kinds) != want {
		t.Errorf("kinds %s, want %s", kinds, want)
	}
	if want := []uint32{0, 2, 3, 3, 1, 0, 0, 2, 1, 0, 0}; !reflect.DeepEqual(places, want) {
		t.Errorf("places %v, want %v", places, want)
	}
}

func TestFeaturesAreSteady(t *testing.T) {
	p, err := parser()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range samples(t) {
		d := p.Parse("", text)
		first := p.NameFeatures(d)
		if !reflect.DeepEqual(first, p.NameFeatures(d)) {
			t.Fatal("features differ between two calls")
		}
		for i, s := range d.Sentences {
			if len(first[i]) != s.Last-s.First {
				t.Fatalf("sentence %d: %d words of %d have features", i, len(first[i]), s.Last-s.First)
			}
			for _, word := range first[i] {
				if len(word) == 0 || len(word) > maxFeatures || slices.Max(word) >= 1<<crf.FeatureBits {
					t.Fatalf("sentence %d: %d features, the largest %d", i, len(word), slices.Max(word))
				}
			}
		}
	}
}

func TestClasses(t *testing.T) {
	classes := newClasses()
	class := func(w string) uint16 { return classes[wordHash(w)] }
	if class("monday") == 0 || class("monday") != class("tuesday") {
		t.Errorf("Monday is in class %d, Tuesday in %d", class("monday"), class("tuesday"))
	}
	if class("monday") == class("president") || class("xyzzyburg") != 0 {
		t.Error("words that have nothing in common share a class")
	}
	if WordForm("7th") != "0th" || class(WordForm("1987")) != class("2031") {
		t.Error("numbers are told apart by their digits")
	}
}

func TestSurnames(t *testing.T) {
	p, err := parser()
	if err != nil {
		t.Fatal(err)
	}
	d := New("", "Tom Washington left. Later Washington and Boston met Washington.")
	d.Tokens = tokenize(nil, d.Text, 0, len(d.Text))
	names := []Name{
		{First: 0, Last: 2, Type: Person},
		{First: 5, Last: 6, Type: Location},
		{First: 7, Last: 8, Type: Location},
	}
	for i := range names {
		names[i].Span = Span{d.Tokens[names[i].First].Start, d.Tokens[names[i].Last-1].End}
	}
	got := p.namer.surnames(d, names, []float32{1, 0.6, 0.6}, nil)
	var kinds []NameType
	for _, n := range got {
		kinds = append(kinds, n.Type)
	}
	if want := []NameType{Person, Person, Location, Person}; !reflect.DeepEqual(kinds, want) {
		t.Errorf("got %v, want %v", kinds, want)
	}
	got = p.namer.surnames(d, names, []float32{1, 0.99, 0.6}, nil)
	if got[1].Type != Person {
		t.Errorf("a surname that is nowhere a place became %s", got[1].Type)
	}
	got = p.namer.surnames(d, names, []float32{1, 0.99, 0.6}, map[string]sight{"washington": seenWhere})
	if got[1].Type != Location {
		t.Errorf("a certain place became %s", got[1].Type)
	}
}

func TestNameKind(t *testing.T) {
	for kind, typ := range kinds {
		if got := NameKind(typ); got != kind {
			t.Errorf("NameKind(%s) = %d, want %d", typ, got, kind)
		}
	}
	if got := NameKind("other"); got != -1 {
		t.Errorf("NameKind of no type = %d, want -1", got)
	}
}

// TestModelSize keeps the embedded files small.
func TestModelSize(t *testing.T) {
	if n := len(nameModel); n > 3<<20 {
		t.Errorf("the model has %d bytes", n)
	}
	if n := len(classFile); n > 1<<19 {
		t.Errorf("the classes of words have %d bytes", n)
	}
	if n := len(phraseFile); n > 1<<20 {
		t.Errorf("the list of names has %d bytes", n)
	}
}

func BenchmarkNames(b *testing.B) {
	p, err := parser()
	if err != nil {
		b.Fatal(err)
	}
	var docs []*Document
	tokens := 0
	for _, text := range samples(b) {
		d := p.Parse("", text)
		docs = append(docs, d)
		tokens += len(d.Tokens)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			p.find(d)
		}
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
