package stories

import (
	"iter"
	"math/bits"

	"github.com/throughline-news/throughline/models"
)

// Copies of a report differ at the ends: a headline of their own, a last
// paragraph cut off. So the first words are compared, by the shingles (runs of
// words) they have in common, of which a sketch keeps a fixed-size sample (A.
// Broder, "On the resemblance and containment of documents", 1997): those that
// are its reporter's own. The sketch is cut into bands; articles with a band in
// common are compared in full.
const (
	shingleWords = 4
	sketchWords  = 150 // the first words of an article
	sketchSize   = 64
	bandSize     = 2
	sketchBands  = sketchSize / bandSize
	leastWords   = 12 // a shorter text is nobody's copy: too little to tell by

	// copied is the share of shingles in common from which on two articles carry
	// one report, and contained the share of the shorter one's, of leastContained
	// shingles or more: papers cut reports short.
	copied         = .5
	contained      = .75
	leastContained = 30
	// rewritten is the first share for two articles that credit one agency, or of
	// which one is the agency's own, within creditDays: agencies' customers cut and
	// rewrite. reworked is that for two articles of one house, credited to nobody.
	rewritten  = .15
	reworked   = .3
	creditDays = 3

	originDays = 30 // copies come within days
	mostInBand = 32 // articles compared by one band, the newest
)

// sketch is a sample of the shingles of a text: the least value of each of
// sketchSize hash functions. It has none for a text too short to tell by.
type sketch struct {
	least    []uint32
	shingles int // of the text, as far as it was looked at
}

func newSketch(title, text string) sketch {
	words := ownWords(text, sketchWords)
	if len(words) < leastWords {
		words = nil
		for w := range eachToken(title+"\n"+text, sketchWords) {
			words = append(words, hashWord(w.text))
		}
	}
	if len(words) < leastWords {
		return sketch{}
	}
	s := sketch{make([]uint32, sketchSize), len(words) - shingleWords + 1}
	for i := range s.least {
		s.least[i] = ^uint32(0)
	}
	for i := range s.shingles {
		h := uint64(0)
		for _, x := range words[i : i+shingleWords] {
			h = mix(h ^ x)
		}
		for k := range s.least {
			s.least[k] = min(s.least[k], uint32(mix(h+uint64(k)*0x9e3779b97f4a7c15)>>32))
		}
	}
	return s
}

// hashWord is FNV-1a of the word in lower case (ASCII suffices: copies are
// spelled alike).
func hashWord(w string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(w); i++ {
		b := w[i]
		if 'A' <= b && b <= 'Z' {
			b += 'a' - 'A'
		}
		h = (h ^ uint64(b)) * 1099511628211
	}
	return h
}

// mix spreads every bit of x over all of the result (the finish of MurmurHash3).
func mix(x uint64) uint64 {
	x = (x ^ x>>33) * 0xff51afd7ed558ccd
	x = (x ^ x>>33) * 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}

// like estimates the share of shingles that two texts have in common, of those
// of both and of those of the shorter one.
func (s sketch) like(o sketch) (share, within float64) {
	if s.shingles == 0 || o.shingles == 0 {
		return 0, 0
	}
	same := 0
	for i, x := range s.least {
		if x == o.least[i] {
			same++
		}
	}
	share = float64(same) / sketchSize
	common := share / (1 + share) * float64(s.shingles+o.shingles)
	return share, min(1, common/float64(min(s.shingles, o.shingles)))
}

// bands gives a key for each band of the sketch.
func (s sketch) bands() iter.Seq2[int, uint64] {
	return func(yield func(int, uint64) bool) {
		for i := 0; i+bandSize <= len(s.least); i += bandSize {
			if !yield(i/bandSize, mix(uint64(s.least[i])<<32|uint64(s.least[i+1]))+bits.RotateLeft64(uint64(i), 17)) {
				return
			}
		}
	}
}

// originIndex finds the earlier articles that carry the same report. Of all that is
// remembered the bands are most in number: they are chains of numbers, without
// an allocation for each.
type originIndex struct {
	newest map[uint64]int32     // by band: the number of the newest report that has it
	older  [][sketchBands]int32 // by number and place of the band: the next older one, 0 for none
	seats  []*knownReport       // by number; the first is nobody's
	free   []int32
	asked  int // questions so far
}

func newOriginIndex() originIndex {
	return originIndex{newest: map[uint64]int32{}, older: make([][sketchBands]int32, 1), seats: make([]*knownReport, 1)}
}

// find returns the origin of r: that of the article it is most like, or one of
// its own.
func (x *originIndex) find(r *knownReport) string {
	best, most := (*knownReport)(nil), 0.0
	x.asked++
	for i, b := range r.sketch.bands() {
		for n := x.newest[b]; n != 0; n = x.older[n][i] {
			o := x.seats[n]
			if o.asked == x.asked {
				continue
			}
			o.asked = x.asked
			share, within := r.sketch.like(o.sketch)
			if !sameOrigin(r, o, share, within) {
				continue
			}
			if share > most || share == most && best != nil && before(o, best) {
				best, most = o, share
			}
		}
	}
	if best != nil {
		return best.origin
	}
	return models.NewID(models.OriginPrefix, r.published.Time(), r.id)
}

func sameOrigin(a, b *knownReport, share, within float64) bool {
	days := max(a.number-b.number, b.number-a.number)
	switch {
	case days > originDays:
		return false
	case share >= copied, within >= contained && min(a.sketch.shingles, b.sketch.shingles) >= leastContained:
		return true
	case days > creditDays:
		return false
	case share >= rewritten && a.oneAgency(b):
		return true
	}
	return share >= reworked && a.house != "" && a.house == b.house && a.credit == b.credit
}

// oneAgency tells whether both reports come from one agency: they credit it, or
// one does and the other is its own.
func (r *knownReport) oneAgency(o *knownReport) bool {
	from := func(x *knownReport) string {
		if x.credit != "" {
			return x.credit
		}
		return x.house
	}
	agency := from(r)
	return agency != "" && agency == from(o) && (r.credit != "" || o.credit != "" || agencies[agency] != "")
}

func (x *originIndex) add(r *knownReport) {
	if last := len(x.free) - 1; last >= 0 {
		r.seat, x.free = x.free[last], x.free[:last]
		x.seats[r.seat], x.older[r.seat] = r, [sketchBands]int32{}
	} else {
		r.seat = int32(len(x.seats))
		x.seats, x.older = append(x.seats, r), append(x.older, [sketchBands]int32{})
	}
	for i, b := range r.sketch.bands() {
		x.link(r, i, b)
	}
}

// link puts r into the chain of b, its i-th band, and takes out what is too much.
func (x *originIndex) link(r *knownReport, i int, b uint64) {
	newer, n := int32(0), x.newest[b]
	length := 1
	for n != 0 && order(x.seats[n], r) > 0 {
		newer, n = n, x.older[n][i]
		length++
	}
	if length > mostInBand {
		return
	}
	x.older[r.seat][i] = n
	if newer == 0 {
		x.newest[b] = r.seat
	} else {
		x.older[newer][i] = r.seat
	}
	for last := r.seat; n != 0; last, n = n, x.older[n][i] {
		if length++; length > mostInBand {
			x.older[last][i] = 0
			return
		}
	}
}

func (x *originIndex) remove(r *knownReport) {
	for i, b := range r.sketch.bands() {
		newer, n := int32(0), x.newest[b]
		for n != 0 && n != r.seat {
			newer, n = n, x.older[n][i]
		}
		switch next := x.older[r.seat][i]; {
		case n == 0: // there were too many
		case newer != 0:
			x.older[newer][i] = next
		case next != 0:
			x.newest[b] = next
		default:
			delete(x.newest, b)
		}
	}
	x.seats[r.seat] = nil
	x.free = append(x.free, r.seat)
}
