package stories

import (
	"math"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// The kinds of evidence an item is compared by. Each has its own vector.
const (
	byStem    = iota // stems of all words
	byName           // capitalised words and pairs of them
	byEntity         // keys of entities
	byPlace          // keys of places
	byCountry        // codes of countries
	byType           // event types
	byNumber         // numbers as written
	byDay            // days that are stated in full
	kinds
	// swept are the kinds that clusters are found by, the first ones: nearly all
	// items share a type, and numbers and days are too many.
	swept = byType
)

// prefixes keep the terms of the kinds apart.
var prefixes = [kinds]string{"", "^", "@", "#", "~", "!", "=", "*"}

// doc is an item as the index keeps it.
type doc struct {
	item    Item
	day     int // days since 1970; of an undated item, the day it is by the items before
	dated   bool
	arrived int // the day it was when it was remembered
	length  int // words
	vectors [kinds]vector
	cluster *cluster
	seat    int32 // of the index
}

// cluster is a group of items.
type cluster struct {
	id, label string
	named     bool // by a person
	labelling labelling
	seq       int // order of opening
	bias      float64
	led, hit  int // how often it was the first candidate, and right
	profiles  [kinds]profile
	members   []*doc      // in the window, oldest first
	first     int         // day of the first member
	last      int         // newest day of a member
	title     []titleWord // of the label, when a person named it

	countries []string // of the words of the label

	years map[int]int // that undated members state, and how many do

	swept int // the sweep that near is of
	near  near
}

// titleWord is a stem of a name and its share of what the name says.
type titleWord struct {
	stem  string
	share float64
}

// posting is one item that has a term, by its seat.
type posting struct{ seat, weight int32 }

// seat is what a sweep needs of a remembered item, close together in memory:
// most of the time a sweep takes is spent waiting for memory.
type seat struct {
	cluster *cluster
	day     int32
	swept   int          // the sweep that like is of
	like    [swept]int32 // the item asked about, in units of one squared
}

// window bounds what an index remembers: items of the last days, at most
// items of them.
type window struct{ days, items int }

// mostPostings is how many of the newest items that have a term are compared,
// so that the cost of an item does not grow with history. On 7,000 items of the
// collection that the weights are learned from, half as many lose half a point
// of the clusters made where nothing is given.
const mostPostings = 128

// mostLately is how many of its newest members say what a cluster is about now.
const mostLately = 12

// changing are the kinds of evidence by which that is told.
var changing = []int{byStem, byName}

// index finds the earlier items and clusters that are like a new item.
type index struct {
	background background
	window     window
	numbers    map[string]int32
	spelled    []string
	free       []int32
	postings   [][]posting
	docs       []*doc // in the order they came
	seats      []seat
	empty      []int32 // seats
	clock      int     // the day it is, by the items seen
	lately     [5]int  // days of the last items that had one
	dated      int     // items seen that had a day
	clusters   map[string]*cluster
	titled     map[string][]*cluster // by the stems of names that persons gave
	labels     map[string]*cluster   // by their names in lower case
	opened     int
	sweeps     int
}

func newIndex(w window, b background) *index {
	return &index{background: b, window: w, numbers: map[string]int32{}, clusters: map[string]*cluster{}, titled: map[string][]*cluster{}, labels: map[string]*cluster{}}
}

// dayNumber counts days since 1970.
func dayNumber(d models.Day) int { return int(math.Floor(float64(d.Time().Unix()) / 86400)) }

// doc makes the vectors of an item.
func (x *index) doc(it Item) *doc {
	d := &doc{item: it, day: x.clock}
	if !it.Day.Time().IsZero() {
		d.day, d.dated = dayNumber(it.Day), true
	}
	w := readWords(it.Title, it.Text, x.background)
	d.length = w.length
	d.vectors[byStem] = x.vector(byStem, w.stems)
	d.vectors[byName] = x.vector(byName, w.names)
	d.vectors[byEntity] = x.vector(byEntity, countKeys(it.Entities))
	d.vectors[byPlace] = x.vector(byPlace, countKeys(it.Places))
	d.vectors[byCountry] = x.vector(byCountry, countKeys(it.Countries))
	types := make([]string, len(it.Types))
	for i, t := range it.Types {
		types[i] = string(t)
	}
	d.vectors[byType] = x.vector(byType, countKeys(types))
	d.vectors[byNumber] = x.vector(byNumber, countKeys(w.numbers))
	days := make([]string, len(it.Days))
	for i, day := range it.Days {
		days[i] = string(day)
	}
	d.vectors[byDay] = x.vector(byDay, countKeys(days))
	return d
}

func countKeys(keys []string) []counted {
	m := map[string]float64{}
	for _, k := range keys {
		m[k]++
	}
	return sorted(m)
}

// vector weighs terms by how often they are in the item and how rare they are.
func (x *index) vector(kind int, terms []counted) vector {
	ws := make([]weighted, len(terms))
	for i, t := range terms {
		term := prefixes[kind] + t.term
		seen := 0
		if n, ok := x.numbers[term]; ok {
			seen = len(x.postings[n])
		}
		ws[i] = weighted{term, (1 + math.Log(t.n+.5)) * x.background.rarity(term, seen, len(x.docs))}
		if t.n < 1 {
			ws[i].weight *= t.n
		}
	}
	ws = scale(ws)
	out := make(vector, 0, len(ws))
	for _, w := range ws {
		weight := int32(math.Round(w.weight * one))
		if weight > 0 {
			out = append(out, entry{x.number(w.term), weight})
		}
	}
	return out
}

// number returns the number of a term, giving it one if it has none. Numbers
// of terms that no item has are used again after remember or release.
func (x *index) number(term string) int32 {
	if n, ok := x.numbers[term]; ok {
		return n
	}
	var n int32
	if last := len(x.free) - 1; last >= 0 {
		n = x.free[last]
		x.free = x.free[:last]
		x.spelled[n] = term
	} else {
		n = int32(len(x.spelled))
		x.spelled = append(x.spelled, term)
		x.postings = append(x.postings, nil)
	}
	x.numbers[term] = n
	return n
}

// release gives the numbers of terms back that no remembered item has.
func (x *index) release(d *doc) {
	for _, v := range d.vectors {
		for _, e := range v {
			if len(x.postings[e.term]) == 0 && x.numbers[x.spelled[e.term]] == e.term {
				delete(x.numbers, x.spelled[e.term])
				x.spelled[e.term] = ""
				x.postings[e.term] = nil
				x.free = append(x.free, e.term)
			}
		}
	}
}

// remember puts d into cluster c and forgets what left the window.
func (x *index) remember(d *doc, c *cluster) {
	d.cluster = c
	if len(c.members) == 0 || d.day < c.first {
		c.first = d.day
	}
	if len(c.members) == 0 || d.day > c.last {
		c.last = d.day
	}
	c.members = append(c.members, d)
	c.countYear(d, 1)
	x.sit(d)
	for kind, v := range d.vectors {
		c.profiles[kind].add(v, 1)
		for _, e := range v {
			x.postings[e.term] = append(x.postings[e.term], posting{d.seat, e.weight})
		}
	}
	for _, kind := range changing {
		c.profiles[kind].addLate(d.vectors[kind], 1)
		if old := len(c.members) - 1 - mostLately; old >= 0 {
			c.profiles[kind].addLate(c.members[old].vectors[kind], -1)
		}
	}
	x.docs = append(x.docs, d)
	if d.dated {
		x.tick(d.day)
	}
	d.arrived = x.clock
	for len(x.docs) > x.window.items || len(x.docs) > 0 && x.docs[0].arrived < x.clock-x.window.days {
		x.forgetOldest()
	}
}

// sit gives d a seat.
func (x *index) sit(d *doc) {
	if last := len(x.empty) - 1; last >= 0 {
		d.seat = x.empty[last]
		x.empty = x.empty[:last]
	} else {
		d.seat = int32(len(x.seats))
		x.seats = append(x.seats, seat{})
	}
	x.seats[d.seat] = seat{cluster: d.cluster, day: int32(d.day)}
}

// tick moves the clock to the middle one of the last days seen: one item with a
// wrong date, years ahead, must not make the index forget all others.
func (x *index) tick(day int) {
	x.lately[x.dated%len(x.lately)] = day
	x.dated++
	days := append([]int(nil), x.lately[:min(x.dated, len(x.lately))]...)
	slices.Sort(days)
	x.clock = days[len(days)/2]
}

// forgetOldest drops the item that was remembered first. It is at the front of
// every list it is in.
func (x *index) forgetOldest() {
	d := x.docs[0]
	x.docs[0] = nil
	x.docs = x.docs[1:]
	c := d.cluster
	x.seats[d.seat] = seat{}
	x.empty = append(x.empty, d.seat)
	if len(c.members) <= mostLately {
		for _, kind := range changing {
			c.profiles[kind].addLate(d.vectors[kind], -1)
		}
	}
	c.countYear(d, -1)
	c.members[0] = nil
	c.members = c.members[1:]
	for kind, v := range d.vectors {
		c.profiles[kind].add(v, -1)
		for _, e := range v {
			x.postings[e.term] = x.postings[e.term][1:]
		}
	}
	x.release(d)
	if len(c.members) == 0 {
		x.drop(c)
		return
	}
	c.first, c.last = c.members[0].day, c.members[0].day
	for _, m := range c.members[1:] {
		c.first, c.last = min(c.first, m.day), max(c.last, m.day)
	}
}

// name gives c a name from a person.
func (x *index) name(c *cluster, label string) {
	c.named = true
	x.call(c, label)
	total := 0.0
	for _, s := range titleStems(label) {
		r := x.background.rarity(s, 0, 0)
		c.title = append(c.title, titleWord{s, r})
		total += r
		x.titled[s] = append(x.titled[s], c)
		if country := x.background.countries[s]; country != "" && !slices.Contains(c.countries, country) {
			c.countries = append(c.countries, country)
		}
	}
	for i := range c.title {
		c.title[i].share /= total
	}
}

// call makes label the name of c.
func (x *index) call(c *cluster, label string) {
	if key := strings.ToLower(c.label); x.labels[key] == c {
		delete(x.labels, key)
	}
	c.label = label
	if key := strings.ToLower(label); label != "" && x.labels[key] == nil {
		x.labels[key] = c
	}
}

// drop forgets a cluster that has no members left.
func (x *index) drop(c *cluster) {
	delete(x.clusters, c.id)
	x.call(c, "")
	for _, w := range c.title {
		list := x.titled[w.stem]
		for i, o := range list {
			if o == c {
				list = append(list[:i], list[i+1:]...)
				break
			}
		}
		if x.titled[w.stem] = list; len(list) == 0 {
			delete(x.titled, w.stem)
		}
	}
}

// open returns the cluster id, made if there is none.
func (x *index) open(id string) *cluster {
	c := x.clusters[id]
	if c == nil {
		x.opened++
		c = &cluster{id: id, seq: x.opened}
		x.clusters[id] = c
	}
	return c
}
