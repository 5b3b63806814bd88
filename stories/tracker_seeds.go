package stories

import (
	"math"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// The weights, in log odds, by which a tracked story claims an event. Set by
// hand: an entity of the story's title and one thing more reach even odds; a
// term, or entities that half the world's news is about, never do.
const (
	weightPrior    = -3.6
	weightNamed    = 3.0 // an entity that the story's title names
	mostNamed      = 4.0
	weightMissing  = -2.5 // the title names entities and none is found
	weightEntity   = 1.3  // another entity to look for
	weightCountry  = .9   // the same, a country
	mostEntities   = 2.6
	weightTerm     = 1.4 // a term in the event's own sentence
	weightNearby   = .7  // a term in the title or lead of the article
	mostTermWeight = 2.6
	weightSame     = 1.2 // times the probability of the article's main event
	weightEarlier  = 2.0 // times the likeness to an earlier event of the story
)

// How much of the weight of an entity counts by how it was found.
const (
	foundTakesPart = 1.0
	foundPlace     = .9 // the event is in this country
	foundInWords   = .7 // named in the event's sentence
	foundMember    = .6 // somebody of this country takes part
	foundNearby    = .4 // named in the title or lead of the article
)

// onTimeline and suggested are the probabilities from which on a link puts an
// event on the timeline, and is kept at all.
const (
	onTimeline = .5
	suggested  = .1
)

// seed is one entity to look for.
type seed struct {
	name  string // as given
	words string // for finding it in a text
	named bool   // by the title of the story
}

// seeds is what a person said to look for.
type seeds struct {
	entities []seed
	terms    []seed
}

func seedsOf(s models.Story) seeds {
	var out seeds
	title := phrase(s.Title, headWords)
	for _, name := range s.Entities {
		words := phrase(name, 12)
		if words != " " {
			out.entities = append(out.entities, seed{name, words, strings.Contains(title, words)})
		}
	}
	if len(s.Entities) == 0 { // the names in the title are all there is
		for _, t := range tokens(s.Title, headWords) {
			if lower := strings.ToLower(t.text); capitalised(t.text) && !stopWords[lower] {
				out.entities = append(out.entities, seed{t.text, phrase(t.text, 1), true})
			}
		}
	}
	for _, term := range s.Terms {
		if words := phrase(term, 12); words != " " {
			out.terms = append(out.terms, seed{name: term, words: words})
		}
	}
	return out
}

// evidence collects reasons and their sum.
type evidence struct {
	reasons []models.Reason
	sum     float64
}

func (e *evidence) add(feature string, weight float64) {
	if weight != 0 {
		e.reasons = append(e.reasons, models.Reason{Feature: feature, Weight: math.Round(weight*1000) / 1000})
		e.sum += weight
	}
}

// claim is what speaks for m being of the story: the entities and terms that a
// person gave.
func (t *Tracker) claim(m *knownMention, s *knownStory) evidence {
	var e evidence
	e.add("before anything is known", weightPrior)
	t.claimEntities(m, s.seeds, &e)
	claimTerms(m, s.seeds, &e)
	return e
}

func (t *Tracker) claimEntities(m *knownMention, s seeds, e *evidence) {
	named, others := 0.0, 0.0
	title, missing := false, true
	for _, x := range s.entities {
		share, how, country := t.find(x, m)
		title = title || x.named
		if x.named && share > 0 {
			missing = false
		}
		limit, sum := mostEntities, &others
		weight := weightEntity
		switch {
		case x.named:
			limit, sum, weight = mostNamed, &named, weightNamed
		case country:
			weight = weightCountry
		}
		if w := min(weight*share, limit-*sum); w > 0 {
			*sum += w
			e.add(how+" "+x.name, w)
		}
	}
	if title && missing {
		e.add("nothing that the story's title names", weightMissing)
	}
}

// find tells how an entity to look for is found in m and round it.
func (t *Tracker) find(x seed, m *knownMention) (share float64, how string, country bool) {
	known, ok := t.entity(x.name)
	country = ok && known.kind == models.EntityCountry
	better := func(s float64, h string) {
		if s > share {
			share, how = s, h
		}
	}
	for _, p := range m.parties {
		switch {
		case ok && p.key == known.key, strings.Contains(phrase(p.name, 12), x.words):
			better(foundTakesPart, "takes part:")
		case country && p.country == known.country:
			better(foundMember, "somebody takes part of")
		}
	}
	if country && m.Place != nil && m.Place.Country == known.country {
		better(foundPlace, "takes place in")
	}
	if strings.Contains(m.said, x.words) {
		better(foundInWords, "the sentence names")
	}
	if strings.Contains(m.report.head, x.words) {
		better(foundNearby, "title or lead names")
	}
	if share == 0 && ok {
		for _, o := range m.report.mentions {
			if slices.ContainsFunc(o.parties, func(p party) bool { return p.key == known.key }) {
				better(foundNearby, "the article tells of")
				break
			}
		}
	}
	return share, how, country
}

func claimTerms(m *knownMention, s seeds, e *evidence) {
	sum := 0.0
	own, nearby := weightTerm, weightNearby
	for _, x := range s.terms {
		var w float64
		var how string
		switch {
		case strings.Contains(m.said, x.words):
			w, how = own, "the sentence says"
			own /= 2 // the next term says half as much more
		case strings.Contains(m.report.head, x.words):
			w, how = nearby, "title or lead says"
			nearby /= 2
		}
		if w = min(w, mostTermWeight-sum); w > 0 {
			sum += w
			e.add(how+" \""+x.name+"\"", w)
		}
	}
}
