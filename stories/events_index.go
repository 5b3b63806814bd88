package stories

import (
	"cmp"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// slot is where the index keeps an event: a day and something that is in it. A
// mention is compared with the events in the slots of its days and its
// participants and places, so that the cost does not grow with history. It is 48
// bits of the key's hash and 16 of the day's number.
type slot uint64

// key is something that events are looked up by.
type key struct {
	hash uint64
	// country: it is no more than a country, of which a day may be full.
	country bool
}

func (k key) on(day int) slot { return slot(k.hash<<16 | uint64(uint16(day))) }

// The days a mention is looked up on lie this far round what it says, and a
// date of more days than these is not looked up: a year fits everything.
const (
	daysRound   = 3
	longestDate = 93
	// mostInSlot is how many events of a slot are compared, the newest. A day on
	// which more are of one country tells nothing.
	mostInSlot = 128
	// mostForMain and mostForAside are how many events of its type a mention is
	// compared with in full, those that share most keys with it.
	mostForMain  = 32
	mostForAside = 12
)

type eventIndex struct {
	events map[slot][]*knownEvent // each by id, the oldest first
	asked  int                    // questions so far
}

// keysOf returns what m is looked up by.
func keysOf(m *knownMention) []key {
	out := make([]key, 0, 3*len(m.parties)/2+3)
	add := func(prefix, words string, country bool) {
		k := key{mix(hashWord(prefix) ^ hashWord(words)), country}
		if !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	for i := range m.parties {
		p := &m.parties[i]
		add("@", p.key, p.kind == models.EntityCountry)
		if p.country != "" {
			add("~", p.country, true)
		}
	}
	if m.Place != nil {
		add("#", m.Place.Key, m.Place.Precision == models.PlaceCountry)
		if m.Place.Text != "" { // which may be understood in several ways
			add("#", m.Place.Text, m.Place.Precision == models.PlaceCountry)
		}
		if m.Place.Country != "" {
			add("#~", m.Place.Country, true)
		}
	}
	return out
}

// someDay is where the index keeps events that were put off with no new day.
const someDay = 1<<16 - 1 // of the year 2149

// file puts e under what m, one of its mentions, says.
func (x *eventIndex) file(e *knownEvent, m *knownMention) {
	s := m.when
	if s.strength == noDate {
		return
	}
	put := func(c slot) {
		if at, found := slices.BinarySearch(e.slots, c); !found {
			e.slots = slices.Insert(e.slots, at, c)
			x.events[c] = insertEvent(x.events[c], e)
		}
	}
	for _, key := range m.keys {
		for d := s.from; d <= s.to; d++ {
			put(key.on(d))
		}
		if m.Status == models.Postponed && m.dayless() {
			put(key.on(someDay))
		}
	}
}

// insertEvent keeps a list of events by id.
func insertEvent(list []*knownEvent, e *knownEvent) []*knownEvent {
	at, _ := slices.BinarySearchFunc(list, e, orderEvents)
	return slices.Insert(list, at, e)
}

// removeEvent is the inverse.
func removeEvent(list []*knownEvent, e *knownEvent) []*knownEvent {
	at, found := slices.BinarySearchFunc(list, e, orderEvents)
	if !found {
		return list
	}
	return slices.Delete(list, at, at+1)
}

func orderEvents(a, b *knownEvent) int { return strings.Compare(a.id, b.id) }

// refile puts e under what its mentions say now.
func (x *eventIndex) refile(e *knownEvent) {
	x.remove(e)
	for _, m := range e.mentions {
		x.file(e, m)
	}
}

func (x *eventIndex) remove(e *knownEvent) {
	for _, c := range e.slots {
		list := removeEvent(x.events[c], e)
		if len(list) == 0 {
			delete(x.events, c)
			continue
		}
		x.events[c] = list
	}
	e.slots = e.slots[:0]
}

// near returns the events that m may be of, in no order.
func (x *eventIndex) near(m *knownMention) []*knownEvent {
	s := m.when
	if s.strength == noDate {
		return nil
	}
	x.asked++
	var out []*knownEvent
	days := m.asks()
	for i, key := range m.keys {
		for d := days.from; d <= days.to; d++ {
			out = x.look(key, d, i, m, out)
		}
		if s.strength == exactDay {
			out = x.look(key, someDay, i, m, out)
		}
	}
	most := mostForAside
	if m.Main {
		most = mostForMain
	}
	if len(out) > most {
		slices.SortFunc(out, func(a, b *knownEvent) int { return cmp.Or(cmp.Compare(b.shared, a.shared), orderEvents(b, a)) })
		out = out[:most]
	}
	return out
}

// look adds to out the events of m's type that are on the day by its i-th key.
func (x *eventIndex) look(key key, day, i int, m *knownMention, out []*knownEvent) []*knownEvent {
	list := x.events[key.on(day)]
	if len(list) > mostInSlot {
		if key.country {
			return out
		}
		list = list[len(list)-mostInSlot:]
	}
	for _, e := range list {
		if e.asked != x.asked {
			e.asked, e.shared, e.sharing = x.asked, 0, -1
			if e.marks&m.suits == 0 {
				continue
			}
			if typ, _ := matchType(m, e); typ > 0 {
				out = append(out, e)
			}
		}
		if e.sharing != i {
			e.shared, e.sharing = e.shared+1, i
		}
	}
	return out
}
