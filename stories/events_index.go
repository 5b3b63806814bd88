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

// eventIndex knows events by numbers, so that a question runs over lists of them
// and one table and touches no event that is not of the type asked for.
type eventIndex struct {
	slots map[slot][]int32 // numbers of events, by their ids, the oldest first
	seats []eventSeat      // by number; the first is nobody's
	free  []int32
	asked uint32        // questions so far
	out   []*knownEvent // the last answer
	found []int32       // events of the type, by number, while a question is answered
}

// eventSeat is what a question needs of an event.
type eventSeat struct {
	event   *knownEvent
	rank    uint64 // of event
	marks   marks
	asked   uint32 // the last question it was found by,
	shared  uint16 // with how many keys,
	sharing int16  // the last of them; apartFrom when the event is of another type
}

// apartFrom says that an event which was found is not of the type asked for.
const apartFrom = -1

func newEventIndex() eventIndex {
	return eventIndex{slots: map[slot][]int32{}, seats: make([]eventSeat, 1)}
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
	if e.seat != 0 {
		x.seats[e.seat].marks = e.marks
	}
	s := m.when
	if s.strength == noDate {
		return
	}
	x.sit(e)
	for _, key := range m.keys {
		for d := s.from; d <= s.to; d++ {
			x.put(e, key.on(d))
		}
		if m.Status == models.Postponed && m.dayless() {
			x.put(e, key.on(someDay))
		}
	}
}

// sit gives e a number if it has none.
func (x *eventIndex) sit(e *knownEvent) {
	if e.seat != 0 {
		return
	}
	if last := len(x.free) - 1; last >= 0 {
		e.seat, x.free = x.free[last], x.free[:last]
	} else {
		e.seat = int32(len(x.seats))
		x.seats = append(x.seats, eventSeat{})
	}
	x.seats[e.seat] = eventSeat{event: e, rank: e.rank, marks: e.marks}
}

func (x *eventIndex) put(e *knownEvent, s slot) {
	at, found := slices.BinarySearch(e.slots, s)
	if found {
		return
	}
	e.slots = slices.Insert(e.slots, at, s)
	list := x.slots[s]
	x.slots[s] = slices.Insert(list, x.place(list, e), e.seat)
}

// place is where e belongs in a slot.
func (x *eventIndex) place(list []int32, e *knownEvent) int {
	at, _ := slices.BinarySearchFunc(list, e, func(n int32, e *knownEvent) int { return orderEvents(x.seats[n].event, e) })
	return at
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

func orderEvents(a, b *knownEvent) int {
	if a.rank != b.rank {
		return cmp.Compare(a.rank, b.rank)
	}
	return strings.Compare(a.id, b.id)
}

// rankOf orders ids of a decade as their spelling does, by the time in them and the
// two signs that follow, so that few need to be read to be compared.
func rankOf(id string) (rank uint64) {
	const from, to = 6, 16 // behind the prefix and two signs that seldom change
	for i := from; i < to; i++ {
		rank <<= 6
		if i < len(id) {
			rank |= uint64(id[i]-'0') & 63
		}
	}
	return rank
}

// refile puts e under what its mentions say now.
func (x *eventIndex) refile(e *knownEvent) {
	x.remove(e)
	for _, m := range e.mentions {
		x.file(e, m)
	}
}

func (x *eventIndex) remove(e *knownEvent) {
	for _, s := range e.slots {
		list := x.slots[s]
		at := x.place(list, e)
		if list = slices.Delete(list, at, at+1); len(list) == 0 {
			delete(x.slots, s)
			continue
		}
		x.slots[s] = list
	}
	e.slots = e.slots[:0]
	if e.seat != 0 {
		x.seats[e.seat] = eventSeat{}
		x.free, e.seat = append(x.free, e.seat), 0
	}
}

// near returns the events that m may be of, in no order. The next question takes
// the list back.
func (x *eventIndex) near(m *knownMention) []*knownEvent {
	x.out, x.found = x.out[:0], x.found[:0]
	s := m.when
	if s.strength == noDate {
		return nil
	}
	x.asked++
	days := m.asks()
	for i, key := range m.keys {
		for d := days.from; d <= days.to; d++ {
			x.look(key, d, int16(i), m)
		}
		if s.strength == exactDay {
			x.look(key, someDay, int16(i), m)
		}
	}
	most := mostForAside
	if m.Main {
		most = mostForMain
	}
	return x.best(most)
}

// look notes the events of m's type that are on the day by its i-th key.
func (x *eventIndex) look(key key, day int, i int16, m *knownMention) {
	list := x.slots[key.on(day)]
	if len(list) > mostInSlot {
		if key.country {
			return
		}
		list = list[len(list)-mostInSlot:]
	}
	for _, n := range list {
		e := &x.seats[n]
		if e.asked != x.asked {
			e.asked, e.shared, e.sharing = x.asked, 1, i
			if e.marks.types&m.suits.types != 0 || e.marks.triggers&m.suits.triggers != 0 && matchType(m, e.event) > 0 {
				x.found = append(x.found, n)
			} else {
				e.sharing = apartFrom
			}
			continue
		}
		if e.sharing != i && e.sharing != apartFrom {
			e.shared, e.sharing = e.shared+1, i
		}
	}
}

// best lists those of the events found that share most keys with the mention, of
// equals the newest.
func (x *eventIndex) best(most int) []*knownEvent {
	if len(x.found) > most {
		x.found = foremost(x.found, most, func(a, b int32) int {
			s, o := &x.seats[a], &x.seats[b]
			switch {
			case s.shared != o.shared:
				return int(o.shared) - int(s.shared)
			case s.rank != o.rank:
				return cmp.Compare(o.rank, s.rank)
			}
			return orderEvents(o.event, s.event)
		})
	}
	for _, n := range x.found {
		x.out = append(x.out, x.seats[n].event)
	}
	return x.out
}
