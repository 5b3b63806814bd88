package stories

import (
	"math/bits"
	"regexp"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// Copies of a report differ at the ends: a headline of their own, a last
// paragraph cut off. So the first words are compared, by the shingles (runs of
// words) they have in common, of which a sketch keeps a fixed-size sample (A.
// Broder, "On the resemblance and containment of documents", 1997). The sketch
// is cut into bands; articles with a band in common are compared in full.
const (
	shingleWords = 4
	sketchWords  = 150 // the first words of an article
	sketchSize   = 64
	bandSize     = 2
	leastWords   = 12 // a shorter text is nobody's copy: too little to tell by

	// copied is the share of shingles in common from which on two articles carry
	// one report. Independent reports that quote one statement stay below a third.
	copied = .5
	// rewritten is the same for two articles that credit one agency, or of which
	// one is the agency's own, within creditDays: agencies' customers cut and
	// rewrite.
	rewritten  = .15
	creditDays = 3

	originDays = 30 // copies come within days
	mostInBand = 32 // articles compared by one band, the newest
)

// sketch is a sample of the shingles of a text: the least value of each of
// sketchSize hash functions. It is nil for a text too short to tell by.
type sketch []uint32

func newSketch(title, text string) sketch {
	words := tokens(text, sketchWords)
	if len(words) < leastWords {
		words = tokens(title+"\n"+text, sketchWords)
	}
	if len(words) < leastWords {
		return nil
	}
	s := make(sketch, sketchSize)
	for i := range s {
		s[i] = ^uint32(0)
	}
	var last [shingleWords]uint64
	for i, w := range words {
		copy(last[:], last[1:])
		last[shingleWords-1] = hashWord(w.text)
		if i < shingleWords-1 {
			continue
		}
		h := uint64(0)
		for _, x := range last {
			h = mix(h ^ x)
		}
		for k := range s {
			s[k] = min(s[k], uint32(mix(h+uint64(k)*0x9e3779b97f4a7c15)>>32))
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

// like estimates the share of shingles that two texts have in common.
func (s sketch) like(o sketch) float64 {
	if len(s) == 0 || len(o) == 0 {
		return 0
	}
	same := 0
	for i := range s {
		if s[i] == o[i] {
			same++
		}
	}
	return float64(same) / sketchSize
}

// bands returns a key for each band of the sketch.
func (s sketch) bands() []uint64 {
	out := make([]uint64, 0, len(s)/bandSize)
	for i := 0; i+bandSize <= len(s); i += bandSize {
		out = append(out, mix(uint64(s[i])<<32|uint64(s[i+1]))+bits.RotateLeft64(uint64(i), 17))
	}
	return out
}

// credit is an agency named where news texts name the one they came from: in
// brackets in the dateline ("KYIV, Nov. 19 (Reuters) -"), or before its dash.
var credit = regexp.MustCompile(`^[\p{Lu}][^()\n]{0,60}\(([\p{Lu}][\p{L}\d .&-]{1,30})\)\s*[-–—]`)

// agencyOf returns the agency an article comes from, in lower case: the credit
// in its dateline, or its publisher.
func agencyOf(a models.Article) string {
	name := a.Publisher
	if m := credit.FindStringSubmatch(strings.TrimSpace(a.Text)); m != nil {
		name = m[1]
	}
	return strings.ToLower(strings.TrimSpace(name))
}

// originIndex finds the earlier articles that carry the same report.
type originIndex struct {
	bands map[uint64][]*knownReport // oldest first, at most mostInBand
}

func newOriginIndex() originIndex { return originIndex{bands: map[uint64][]*knownReport{}} }

// find returns the origin of r: that of the article it is most like, or one of
// its own.
func (x originIndex) find(r *knownReport) string {
	best, most := (*knownReport)(nil), 0.0
	seen := map[*knownReport]bool{}
	for _, b := range r.sketch.bands() {
		for _, o := range x.bands[b] {
			if seen[o] {
				continue
			}
			seen[o] = true
			share := r.sketch.like(o.sketch)
			if !sameOrigin(r, o, share) {
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

func sameOrigin(a, b *knownReport, share float64) bool {
	days := a.day.Sub(b.day)
	if days < 0 {
		days = -days
	}
	if days > originDays {
		return false
	}
	return share >= copied || share >= rewritten && days <= creditDays && a.agency != "" && a.agency == b.agency
}

func (x originIndex) add(r *knownReport) {
	for _, b := range r.sketch.bands() {
		list := x.bands[b]
		at, _ := slices.BinarySearchFunc(list, r, order)
		list = slices.Insert(list, at, r)
		if len(list) > mostInBand {
			list = slices.Delete(list, 0, 1)
		}
		x.bands[b] = list
	}
}

func (x originIndex) remove(r *knownReport) {
	for _, b := range r.sketch.bands() {
		list := slices.DeleteFunc(x.bands[b], func(o *knownReport) bool { return o == r })
		if len(list) == 0 {
			delete(x.bands, b)
			continue
		}
		x.bands[b] = list
	}
}
