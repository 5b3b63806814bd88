package stories

import "math/bits"

// cells is a table from the numbers of terms to cells. It is an open-addressed
// hash table with linear probing: nearly all the time of comparing an item with
// clusters is spent waiting for memory, and here a look takes one access, where
// a map of the language takes several.
type cells struct {
	slots []termCell // a power of two of them, at most three in four used
	used  int
}

// termCell is free when it has no term. Terms are kept one higher.
type termCell struct {
	term int32
	cell cell
}

const fewestSlots = 8

// home is the slot where the search for a term begins (Fibonacci hashing).
func (t *cells) home(term int32) int {
	return int(uint32(term) * 2654435769 >> (bits.LeadingZeros32(uint32(len(t.slots) - 1))))
}

// find returns the cell of a term, nil if it has none. It is valid until the
// table changes.
func (t *cells) find(term int32) *cell {
	if t.used == 0 {
		return nil
	}
	for i := t.home(term); ; i = (i + 1) & (len(t.slots) - 1) {
		switch t.slots[i].term {
		case term + 1:
			return &t.slots[i].cell
		case 0:
			return nil
		}
	}
}

// get returns the cell of a term, an empty new one if it has none.
func (t *cells) get(term int32) *cell {
	if c := t.find(term); c != nil {
		return c
	}
	if 4*(t.used+1) > 3*len(t.slots) {
		t.resize(max(fewestSlots, 2*len(t.slots)))
	}
	t.used++
	return t.put(termCell{term: term + 1})
}

func (t *cells) put(s termCell) *cell {
	i := t.home(s.term - 1)
	for t.slots[i].term != 0 {
		i = (i + 1) & (len(t.slots) - 1)
	}
	t.slots[i] = s
	return &t.slots[i].cell
}

func (t *cells) resize(n int) {
	old := t.slots
	t.slots = make([]termCell, n)
	for _, s := range old {
		if s.term != 0 {
			t.put(s)
		}
	}
}

// drop forgets a term that has a cell. What was put behind it for want of room
// moves up, so that no search ends too early.
func (t *cells) drop(term int32) {
	mask := len(t.slots) - 1
	i := t.home(term)
	for t.slots[i].term != term+1 {
		i = (i + 1) & mask
	}
	t.used--
	for j := (i + 1) & mask; t.slots[j].term != 0; j = (j + 1) & mask {
		// It may move to i unless its home is between i and j.
		if (j-t.home(t.slots[j].term-1))&mask >= (j-i)&mask {
			t.slots[i] = t.slots[j]
			i = j
		}
	}
	t.slots[i] = termCell{}
	if len(t.slots) > fewestSlots && 8*t.used < len(t.slots) {
		t.resize(len(t.slots) / 2)
	}
}
