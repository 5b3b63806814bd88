package stories

import (
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// slot is where the index keeps an event: a day and something that is in it. A
// mention is compared with the events in the slots of its days and its
// participants and places, so that the cost does not grow with history.
type slot struct {
	day int
	key string
}

// The days a mention is looked up on lie this far round what it says, and a
// date of more days than these is not looked up: a year fits everything.
const (
	daysRound   = 3
	longestDate = 93
	mostInSlot  = 256
)

type eventIndex struct {
	events map[slot][]*knownEvent
	asked  int // questions so far
}

// keysOf returns what m is looked up by.
func keysOf(m *knownMention) []string {
	var out []string
	add := func(k string) {
		if !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	for _, p := range m.parties {
		add("@" + p.key)
		if p.country != "" {
			add("~" + p.country)
		}
	}
	if m.Place != nil {
		add("#" + m.Place.Key)
		if m.Place.Text != "" { // which may be understood in several ways
			add("#" + strings.ToLower(m.Place.Text))
		}
		if m.Place.Country != "" {
			add("#~" + m.Place.Country)
		}
	}
	return out
}

// someDay is where the index keeps events that were put off with no new day.
const someDay = 1 << 30

// file puts e under what m, one of its mentions, says.
func (x *eventIndex) file(e *knownEvent, m *knownMention) {
	s := m.when
	if s.strength == noDate {
		return
	}
	put := func(c slot) {
		if !e.slots[c] {
			e.slots[c] = true
			x.events[c] = append(x.events[c], e)
		}
	}
	for _, key := range m.keys {
		for d := s.from; d <= s.to; d++ {
			put(slot{d, key})
		}
		if m.Status == models.Postponed && m.dayless() {
			put(slot{someDay, key})
		}
	}
}

// refile puts e under what its mentions say now.
func (x *eventIndex) refile(e *knownEvent) {
	x.remove(e)
	for _, m := range e.mentions {
		x.file(e, m)
	}
}

func (x *eventIndex) remove(e *knownEvent) {
	for c := range e.slots {
		list := slices.DeleteFunc(x.events[c], func(o *knownEvent) bool { return o == e })
		if len(list) == 0 {
			delete(x.events, c)
			continue
		}
		x.events[c] = list
	}
	clear(e.slots)
}

// near returns the events that m may be of, in no order.
func (x *eventIndex) near(m *knownMention) []*knownEvent {
	s := m.when
	if s.strength == noDate {
		return nil
	}
	x.asked++
	var out []*knownEvent
	look := func(c slot) {
		list := x.events[c]
		if len(list) > mostInSlot {
			return // a day on which everything is of this key tells nothing
		}
		for _, e := range list {
			if e.asked != x.asked {
				e.asked = x.asked
				out = append(out, e)
			}
		}
	}
	days := m.asks()
	for _, key := range m.keys {
		for d := days.from; d <= days.to; d++ {
			look(slot{d, key})
		}
		if s.strength == exactDay {
			look(slot{someDay, key})
		}
	}
	return out
}
