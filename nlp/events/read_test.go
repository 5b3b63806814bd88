package events

import (
	"strings"
	"sync"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/actors"
	"github.com/throughline-news/throughline/nlp/places"
	"github.com/throughline-news/throughline/nlp/times"
)

// bench is everything that stands before the coder in the pipeline.
type bench struct {
	parser    *nlp.Parser
	gazetteer *places.Gazetteer
	base      *actors.Base
	coder     *Coder
}

// loadBench loads it once for all tests.
var loadBench = sync.OnceValues(func() (bench, error) {
	parser, err := nlp.NewParser()
	if err != nil {
		return bench{}, err
	}
	gazetteer, err := places.Load()
	if err != nil {
		return bench{}, err
	}
	base, err := actors.Load()
	if err != nil {
		return bench{}, err
	}
	coder, err := Load()
	return bench{parser, gazetteer, base, coder}, err
})

func newBench(tb testing.TB) bench {
	tb.Helper()
	b, err := loadBench()
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func (b bench) input(title, body string, published models.Day) Input {
	doc := b.parser.Parse(title, body)
	toponyms := b.gazetteer.Find(doc, places.Home{})
	return Input{Doc: doc, Published: published, Times: times.Find(doc, published), Places: toponyms, Actors: b.base.Find(doc, toponyms, published)}
}

func (b bench) mentions(title, body string) []models.Mention {
	return b.coder.Mentions(b.input(title, body, "2025-12-10")) // a Wednesday
}

// one returns the mention of the given type, the surest one.
func one(t *testing.T, ms []models.Mention, kind models.EventType) models.Mention {
	t.Helper()
	best := -1
	for i, m := range ms {
		if m.Type == kind && (best < 0 || m.Confidence > ms[best].Confidence) {
			best = i
		}
	}
	if best < 0 {
		t.Fatalf("no %s among %s", kind, kindsOf(ms))
	}
	return ms[best]
}

func kindsOf(ms []models.Mention) string {
	var out []string
	for _, m := range ms {
		out = append(out, string(m.Type)+" "+m.Trigger)
	}
	return strings.Join(out, ", ")
}

func texts(ps []models.Participant) string {
	var out []string
	for _, p := range ps {
		out = append(out, p.Text)
	}
	return strings.Join(out, "; ")
}
