package events

import (
	_ "embed" // what numbers count
	"fmt"
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/wordset"
)

//go:embed data/counts.txt
var countsFile string

// counts is counts.txt, read: by which words it is known what a number counts.
type counts struct {
	object, subject, life, noun, of, state map[string]models.QuantityKind
	events                                 map[models.QuantityKind][]models.EventType
	toll, tollVerbs, things, parts         wordset.Set
}

func newCounts() *counts {
	c := &counts{events: map[models.QuantityKind][]models.EventType{}, toll: wordset.Set{}, tollVerbs: wordset.Set{}, things: wordset.Set{}, parts: wordset.Set{}}
	for _, place := range c.places() {
		*place = map[string]models.QuantityKind{}
	}
	return c
}

func (c *counts) places() map[string]*map[string]models.QuantityKind {
	return map[string]*map[string]models.QuantityKind{"object": &c.object, "subject": &c.subject, "life": &c.life, "noun": &c.noun, "of": &c.of, "state": &c.state}
}

// quantityKinds are the kinds that counts.txt may name.
var quantityKinds = map[models.QuantityKind]bool{models.Killed: true, models.Wounded: true, models.Casualties: true, models.Missing: true, models.Displaced: true,
	models.Detained: true, models.Released: true, models.Troops: true, models.Crowd: true, models.Weapons: true, models.Destroyed: true,
	models.Money: true, models.Points: true, models.Votes: true, models.Percent: true}

// add takes one line of counts.txt.
func (c *counts) add(head, list string) error {
	name, place, _ := strings.Cut(head, " ")
	if set := map[string]wordset.Set{"toll noun": c.toll, "toll verb": c.tollVerbs, "things noun": c.things, "part verb": c.parts}[head]; set != nil {
		for w := range items(list) {
			set.Add(w)
		}
		return nil
	}
	kind := models.QuantityKind(name)
	if !quantityKinds[kind] {
		return fmt.Errorf("no kind of number %q", name)
	}
	if place == "event" {
		for w := range items(list) {
			if _, ok := kinds[models.EventType(w)]; !ok {
				return fmt.Errorf("no type %q", w)
			}
			c.events[kind] = append(c.events[kind], models.EventType(w))
		}
		return nil
	}
	words := c.places()[place]
	if words == nil {
		return fmt.Errorf("no place %q: want object, subject, life, noun, of, state or event", place)
	}
	for w := range items(list) {
		if k, ok := (*words)[w]; ok {
			return fmt.Errorf("%q is %s and %s as %s", w, k, kind, place)
		}
		(*words)[w] = kind
	}
	return nil
}
