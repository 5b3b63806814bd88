package nlp

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"strings"

	"github.com/jdkato/prose/v2"
)

// tagger is prose's averaged perceptron: its weights, laid out by what they
// look at, and a loop of our own over them. prose's own loop builds each
// feature as a string and shares tokens between equal words of a text.
type tagger struct {
	classes []string
	fixed   map[string]uint8  // words with one tag only, by the word as written
	words   map[string]wordID // lower-case words
	ends    map[string]endID  // last three bytes of a word
	first   [256]row          // first byte
	bias    row
	last    []row            // tag of the word before, by class
	last2   []row            // tag of the word two before
	pair    map[uint32]row   // both
	lastAnd map[uint64]row   // tag of the word before and this word
	start   [2]uint8         // classes that stand for the places before a sentence
	byName  map[string]uint8 // class by name
}

const maxClasses = 64

// row is the weights of one feature, only those that are not nought.
type row []weight

type weight struct {
	class uint8
	value float64
}

// wordID holds the rows of one word at the places it can stand; n numbers it.
type wordID struct {
	n                                    uint32
	here, before, before2, after, after2 row
}

type endID struct{ here, before, after row }

// loadTagger reads the weights that prose embeds.
func loadTagger() (*tagger, error) {
	var classes []string
	var fixed map[string]string
	var weights map[string]map[string]float64
	for _, part := range []struct {
		name string
		into any
	}{{"classes", &classes}, {"tags", &fixed}, {"weights", &weights}} {
		data, err := prose.Asset("model/AveragedPerceptron/" + part.name + ".gob")
		if err != nil {
			return nil, fmt.Errorf("nlp: tagger %s: %w", part.name, err)
		}
		if err := gob.NewDecoder(bytes.NewReader(data)).Decode(part.into); err != nil {
			return nil, fmt.Errorf("nlp: tagger %s: %w", part.name, err)
		}
	}
	t := &tagger{
		classes: append(classes, "-START-", "-START2-"),
		fixed:   make(map[string]uint8, len(fixed)),
		words:   make(map[string]wordID, 16384),
		ends:    make(map[string]endID, 4096),
		pair:    make(map[uint32]row, 1024),
		lastAnd: make(map[uint64]row, 32768),
		byName:  make(map[string]uint8, 64),
	}
	n := len(t.classes)
	if n > maxClasses {
		return nil, fmt.Errorf("nlp: tagger has %d classes, %d at most", n, maxClasses)
	}
	t.start = [2]uint8{uint8(n - 2), uint8(n - 1)}
	t.last, t.last2 = make([]row, n), make([]row, n)
	for i, c := range t.classes {
		t.byName[c] = uint8(i)
	}
	for w, c := range fixed {
		t.fixed[w] = t.byName[c]
	}
	for feature, values := range weights {
		if err := t.place(feature, t.rowOf(values)); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// rowOf orders the weights of a feature by class, so that sums do not depend on the order of a map.
func (t *tagger) rowOf(values map[string]float64) row {
	r := make(row, 0, len(values))
	for i, c := range t.classes {
		if v := values[c]; v != 0 {
			r = append(r, weight{uint8(i), v})
		}
	}
	return r
}

// place puts the row of one of prose's features ("i-1 word the") where the loop looks for it.
func (t *tagger) place(feature string, r row) error {
	if feature == "bias" {
		t.bias = r
		return nil
	}
	kind, rest, _ := strings.Cut(feature, " ")
	what, value, _ := strings.Cut(rest, " ")
	switch kind + " " + what {
	case "i word":
		w := t.word(value)
		w.here = r
		t.words[value] = w
	case "i-1 word":
		w := t.word(value)
		w.before = r
		t.words[value] = w
	case "i-2 word":
		w := t.word(value)
		w.before2 = r
		t.words[value] = w
	case "i+1 word":
		w := t.word(value)
		w.after = r
		t.words[value] = w
	case "i+2 word":
		w := t.word(value)
		w.after2 = r
		t.words[value] = w
	case "i suffix":
		e := t.ends[value]
		e.here = r
		t.ends[value] = e
	case "i-1 suffix":
		e := t.ends[value]
		e.before = r
		t.ends[value] = e
	case "i+1 suffix":
		e := t.ends[value]
		e.after = r
		t.ends[value] = e
	case "i pref1":
		if b := []rune(value); len(b) == 1 && b[0] < 256 {
			t.first[b[0]] = r
		}
	case "i-1 tag":
		t.last[t.byName[value]] = r
	case "i-2 tag":
		t.last2[t.byName[value]] = r
	case "i tag+i-2":
		tags := strings.Fields(value) // "tag P1 P2"
		if len(tags) == 3 {
			t.pair[uint32(t.byName[tags[1]])<<8|uint32(t.byName[tags[2]])] = r
		}
	case "i-1 tag+i":
		parts := strings.SplitN(value, " ", 3) // "word P1 WORD"
		if len(parts) == 3 {
			w := t.word(parts[2])
			t.words[parts[2]] = w
			t.lastAnd[uint64(t.byName[parts[1]])<<32|uint64(w.n)] = r
		}
	default:
		return fmt.Errorf("nlp: tagger has an unknown feature %q", feature)
	}
	return nil
}

// word returns the entry of a word, numbered from 1 if it is new.
func (t *tagger) word(w string) wordID {
	id, ok := t.words[w]
	if !ok {
		id.n = uint32(len(t.words) + 1)
	}
	return id
}
