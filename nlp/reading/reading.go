// Package reading is the whole way from a text to what it says: sentences and
// names, times, places, actors, events. It is pure; commands, the store's
// pipeline and the evaluation all read with it.
package reading

import (
	"fmt"
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/actors"
	"github.com/throughline-news/throughline/nlp/events"
	"github.com/throughline-news/throughline/nlp/places"
	"github.com/throughline-news/throughline/nlp/times"
)

// Version names the reader. It is kept with every article read, so that a
// better reader can find what to read again. It changes with every release
// whose answers differ.
const Version = "1"

// Reader holds the tables and weights of every step. It is made once and may be
// used by many goroutines.
type Reader struct {
	parser    *nlp.Parser
	gazetteer *places.Gazetteer
	base      *actors.Base
	coder     *events.Coder
}

// Text is what is to be read.
type Text struct {
	Title, Body string
	Published   models.Day  // "" when not known
	Home        places.Home // of the source; zero when not known
}

// Reading is a text and all that was found in it, main event first.
type Reading struct {
	events.Input
	Mentions []models.Mention
}

// Tables are a user's own, each the content of a file; "" leaves it at the embedded one.
type Tables struct {
	Gazetteer string           // as geonames.Merger writes it: instead of the embedded one, which it holds
	Entities  string           // as knowledge.Table writes it: beside the embedded ones
	Lexicons  []events.Lexicon // beside the embedded one, which they win over
}

// New loads the embedded tables and weights.
func New() (*Reader, error) { return With(Tables{}) }

// With is New with tables of the user's own.
func With(own Tables) (*Reader, error) {
	parser, err := nlp.NewParser()
	if err != nil {
		return nil, fmt.Errorf("reading: load tagger: %w", err)
	}
	open := places.Load
	if own.Gazetteer != "" {
		open = func() (*places.Gazetteer, error) { return places.Open(own.Gazetteer) }
	}
	gazetteer, err := open()
	if err != nil {
		return nil, fmt.Errorf("reading: load gazetteer: %w", err)
	}
	base, err := actors.With(own.Entities)
	if err != nil {
		return nil, fmt.Errorf("reading: load actors: %w", err)
	}
	coder, err := events.Load(own.Lexicons...)
	if err != nil {
		return nil, fmt.Errorf("reading: load lexicon: %w", err)
	}
	return &Reader{parser, gazetteer, base, coder}, nil
}

// WithAliases returns a reader that knows entities by their other names as well
// (actors.Base.WithAliases); r stays as it is.
func (r *Reader) WithAliases(named []models.Entity) *Reader {
	out := *r
	out.base = r.base.WithAliases(named)
	return &out
}

// Read finds everything in t.
func (r *Reader) Read(t Text) Reading {
	in := r.input(t)
	return Reading{Input: in, Mentions: r.coder.Mentions(in)}
}

// Explain is Read with the reasons of each mention.
func (r *Reader) Explain(t Text) (Reading, [][]events.Reason) {
	in := r.input(t)
	ms, why := r.coder.Explain(in)
	return Reading{Input: in, Mentions: ms}, why
}

// input reads what the events stand on.
func (r *Reader) input(t Text) events.Input {
	doc := r.parser.Parse(t.Title, t.Body)
	toponyms := r.gazetteer.Find(doc, t.Home)
	return events.Input{
		Doc:       doc,
		Published: t.Published,
		Times:     times.Find(doc, t.Published),
		Places:    toponyms,
		Actors:    r.base.Find(doc, toponyms, t.Published),
	}
}

// Predicates returns the happening words of a reading.
func (r *Reader) Predicates(rd Reading) []events.Predicate { return r.coder.Predicates(rd.Input) }

// HomeOf says where the source of these articles is at home, judged by the places they speak of.
func (r *Reader) HomeOf(articles []models.Article) places.Home {
	found := make([][]places.Toponym, len(articles))
	for i, a := range articles {
		found[i] = r.gazetteer.Find(r.parser.Parse(a.Title, a.Text), places.Home{})
	}
	return places.LearnHome(found)
}

// Knows tells whether the gazetteer has the country and division of a home.
func (r *Reader) Knows(home places.Home) bool { return r.gazetteer.Knows(home) }

// Base is the knowledge base of the reader, to look up the seeds of a story.
func (r *Reader) Base() *actors.Base { return r.base }

// ReadArticle reads a.
func (r *Reader) ReadArticle(a models.Article, home places.Home) Reading {
	return r.Read(TextOf(a, home))
}

// TextOf is the text of an article. A title that its text begins with is not read twice.
func TextOf(a models.Article, home places.Home) Text {
	title := a.Title
	if head := a.Text[:min(len(a.Text), 4096)]; strings.Contains(head, title) {
		title = ""
	}
	return Text{Title: title, Body: a.Text, Published: a.PublishedOn, Home: home}
}
