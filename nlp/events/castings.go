package events

import (
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
)

// Casting is a candidate and all that may be its who and whom, as the role model
// sees them: what the model is trained on.
type Casting struct {
	nlp.Span
	Type  models.EventType
	Parts []Part // the last one is nobody
}

// Part is one choice of a casting.
type Part struct {
	nlp.Span          // of the phrase; empty of nobody
	Head     nlp.Span // of the word the phrase is about
	Inner    bool     // it stands before the head of another phrase or owns it
	List     int      // the number of the part that its list begins with, or its own
	Features []string
	Who      string // what the rules say of it: "first", "later" or "no"
	Whom     string
}

// Castings returns the castings of those candidates of in that kind gives a type,
// in text order; it is asked with where the candidate starts and ends.
func (c *Coder) Castings(in Input, kind func(start, end int) (models.EventType, bool)) []Casting {
	if len(in.Doc.Tokens) == 0 {
		return nil
	}
	d := c.document(in)
	var out []Casting
	for _, s := range d.sentences {
		ts := d.candidates(s)
		nominals := d.nominals(s)
		for i := range ts {
			t := &ts[i]
			span := s.span(t.first, t.last)
			k, ok := kind(span.Start, span.End)
			if !ok {
				continue
			}
			t.entry.kind = k
			sc := d.scene(s, t, nominals)
			out = append(out, Casting{span, k, sc.parts()})
		}
	}
	return out
}

func (sc *scene) parts() []Part {
	at := map[int]int{} // phrase to nominal
	for k := range sc.nominals {
		at[sc.nominals[k].phrase] = k
	}
	out := make([]Part, 0, len(sc.nominals)+1)
	for k := range sc.nominals {
		n := &sc.nominals[k]
		ph := &sc.s.phrases[n.phrase]
		f := featureSet{keep: true}
		sc.features(&f, k)
		p := Part{Span: sc.s.span(ph.first, ph.last), Head: sc.s.token(ph.head).Span, Inner: n.via != "", List: k, Features: f.names,
			Who: place(sc.rules.actors, n.phrase), Whom: place(sc.rules.recipients, n.phrase)}
		if first, ok := at[sc.s.root(n.phrase)]; ok {
			p.List = first
		}
		out = append(out, p)
	}
	f := featureSet{keep: true}
	sc.nobody(&f)
	return append(out, Part{List: len(sc.nominals), Features: f.names})
}
