package stories

import (
	"math"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// The weights, in log odds, by which a tracked story claims an event. Set by
// hand: an entity of the story's title and one thing more reach even odds, and so
// do another name of the story and one thing more; a term, or entities that half
// the world's news is about, never do.
const (
	weightPrior    = -3.6
	weightNamed    = 3.0 // an entity that the story's title names
	mostNamed      = 4.0
	weightMissing  = -2.5 // the title names entities and none is found
	weightEntity   = 1.3  // another entity to look for
	weightCountry  = .9   // the same, a country
	mostEntities   = 2.6
	weightAlias    = 3.0 // another name of the story in the event's own sentence
	weightTitled   = 1.5 // the same in the title or lead of the article
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
	// entity is what the name stands for; its key is "" when that is not known.
	entity models.Entity
}

func (s seed) country() bool { return s.entity.Kind == models.EntityCountry }

// seeds is what a person said to look for.
type seeds struct {
	entities []seed
	terms    []seed
	aliases  []seed
}

func (t *Tracker) seedsOf(s models.Story) seeds {
	var out seeds
	add := func(name string, named bool) {
		if words := stemmed(name, nameWords); words != " " {
			entity, _ := t.lookup(name)
			out.entities = append(out.entities, seed{name, words, named, entity})
		}
	}
	title := stemmed(s.Title, headWords)
	for _, name := range s.Entities {
		add(name, strings.Contains(title, stemmed(name, nameWords)))
	}
	if len(s.Entities) == 0 { // the names in the title are all there is
		for _, w := range tokens(s.Title, headWords) {
			if capitalised(w.text) && !stopWords[strings.ToLower(w.text)] {
				add(w.text, true)
			}
		}
	}
	for _, term := range s.Terms {
		if words := stemmed(term, nameWords); words != " " {
			out.terms = append(out.terms, seed{name: term, words: words})
		}
	}
	for _, name := range s.Aliases.List() {
		if words := stemmed(name, nameWords); words != " " {
			out.aliases = append(out.aliases, seed{name: name, words: words})
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
func claim(m *knownMention, s seeds) evidence {
	var e evidence
	e.add("before anything is known", weightPrior)
	claimEntities(m, s, claimAliases(m, s, &e), &e)
	claimTerms(m, s, &e)
	return e
}

// claimAliases adds what the story's other names say, of which one is enough, and
// tells whether one was found.
func claimAliases(m *knownMention, s seeds, e *evidence) bool {
	for _, x := range s.aliases {
		if strings.Contains(m.wording().said, x.words) {
			e.add("the sentence calls the story \""+x.name+"\"", weightAlias)
			return true
		}
	}
	for _, x := range s.aliases {
		if strings.Contains(m.report.head, x.words) {
			e.add("title or lead calls the story \""+x.name+"\"", weightTitled)
			return true
		}
	}
	return false
}

// claimEntities adds what the entities to look for say; called is whether the
// story is called by another name, which names what its title does.
func claimEntities(m *knownMention, s seeds, called bool, e *evidence) {
	named, others := 0.0, 0.0
	title, missing := false, true
	for _, x := range s.entities {
		share, how := find(x, m)
		title = title || x.named
		if x.named && share > 0 {
			missing = false
		}
		limit, sum, weight := mostEntities, &others, weightEntity
		switch {
		case x.named:
			limit, sum, weight = mostNamed, &named, weightNamed
		case x.country():
			weight = weightCountry
		}
		if w := min(weight*share, limit-*sum); w > 0 {
			*sum += w
			e.add(how+" "+x.name, w)
		}
	}
	if title && missing && !called {
		e.add("nothing that the story's title names", weightMissing)
	}
}

// find tells how an entity to look for is found in m and round it.
func find(x seed, m *knownMention) (share float64, how string) {
	better := func(s float64, h string) {
		if s > share {
			share, how = s, h
		}
	}
	same := func(p party) bool { return p.known && p.key == x.entity.Key }
	for _, p := range m.parties {
		switch {
		case same(p), strings.Contains(p.words, x.words):
			better(foundTakesPart, "takes part:")
		case x.country() && p.country == x.entity.Country:
			better(foundMember, "somebody takes part of")
		}
	}
	if x.country() && m.Place != nil && m.Place.Country == x.entity.Country {
		better(foundPlace, "takes place in")
	}
	if strings.Contains(m.wording().said, x.words) {
		better(foundInWords, "the sentence names")
	}
	if share == 0 && strings.Contains(m.report.head, x.words) {
		better(foundNearby, "title or lead names")
	}
	if share == 0 {
		for _, o := range m.report.mentions {
			if slices.ContainsFunc(o.parties, same) {
				better(foundNearby, "the article tells of")
			}
		}
	}
	return share, how
}

func claimTerms(m *knownMention, s seeds, e *evidence) {
	sum := 0.0
	own, nearby := weightTerm, weightNearby
	for _, x := range s.terms {
		var w float64
		var how string
		switch {
		case strings.Contains(m.wording().said, x.words):
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
