package atlas

import (
	"errors"
	"math"
	"sort"
)

// The layout: a header of headerSize bytes (magic, then the counts), then the
// sections in the order of layout. Every number is little endian.
const (
	magic      = "ATLAS\x00\x00\x02"
	headerSize = 64

	placeSize = 24 // geonames 4, latitude 4, longitude 4, name 4, admin1 2, admin2 2, country 1, class 1, population 1, languages 1
	keySize   = 10 // name 4, end of its postings 4, flags 1, fingerprint 1

	degree      = 100000 // coordinates are kept in units of 1e-5 degree, about a metre
	logSteps    = 25     // populations are kept as steps of a tenth: round(25 * log10(1+n))
	rankBits    = 3
	noCountry   = 255
	noDivision  = 0xffff
	bucketLoad  = 4
	maxDivision = 0xfffe
)

// Table is an opened file. The zero value has no places.
type Table struct {
	data                                              string
	places, keys, postings, named, countries, buckets uint32
	placeAt, codeAt, bucketAt, keyAt, postAt          uint32
	nameAt                                            uint32
}

// ErrFormat says that the data is no gazetteer file of this version.
var ErrFormat = errors.New("atlas: not a gazetteer file of this version")

// Open checks the header and the sizes of data and returns the table over it.
// Offsets within the file are not followed: they are checked where they are read.
func Open(data string) (Table, error) {
	if len(data) < headerSize || data[:len(magic)] != magic || uint64(len(data)) > math.MaxUint32 {
		return Table{}, ErrFormat
	}
	t := Table{data: data}
	counts := [7]uint32{}
	for i := range counts {
		counts[i] = t.u32(uint32(len(magic) + 4*i))
	}
	t.places, t.keys, t.postings, t.named, t.countries, t.buckets = counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]
	if t.named > t.places || t.countries > t.named || t.countries >= noCountry || t.buckets == 0 || t.buckets&(t.buckets-1) != 0 || t.places == 0 && t.postings > 0 {
		return Table{}, ErrFormat
	}
	end := uint64(headerSize)
	section := func(count uint32, size uint64) uint32 {
		at := end
		end += uint64(count) * size
		return uint32(at)
	}
	t.placeAt = section(t.places, placeSize)
	t.codeAt = section(t.named, 4)
	t.bucketAt = section(t.buckets+1, 4)
	t.keyAt = section(t.keys, keySize)
	t.postAt = section(t.postings, 4)
	t.nameAt = section(counts[6], 1)
	if end != uint64(len(data)) {
		return Table{}, ErrFormat
	}
	return t, nil
}

func (t Table) u32(at uint32) uint32 {
	b := t.data[at : at+4]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

func (t Table) u16(at uint32) uint32 {
	b := t.data[at : at+2]
	return uint32(b[0]) | uint32(b[1])<<8
}

// text returns the string at off of the names: a byte with its length, then itself.
func (t Table) text(off uint32) string {
	at := uint64(t.nameAt) + uint64(off)
	if at >= uint64(len(t.data)) {
		return ""
	}
	end := min(at+1+uint64(t.data[at]), uint64(len(t.data)))
	return t.data[at+1 : end]
}

// Key is an entry of the index of names: its postings and its flags.
type Key struct {
	first, last uint32
	Flags       Flags
}

// Len is the number of places that have the name.
func (k Key) Len() int { return int(k.last - k.first) }

// Find returns the entry of a key as Fold makes it.
func (t Table) Find(key []byte) (Key, bool) {
	if len(key) == 0 || len(key) > MaxKey || t.buckets == 0 {
		return Key{}, false
	}
	h := hash(key)
	b := h & (t.buckets - 1)
	first, last := t.u32(t.bucketAt+4*b), t.u32(t.bucketAt+4*b+4)
	var room [2 * MaxKey]byte
	for i := first; i < last && i < t.keys; i++ {
		at := t.keyAt + keySize*i
		if t.data[at+9] != byte(h>>24) || string(Fold(room[:0], t.text(t.u32(at)))) != string(key) {
			continue
		}
		k := Key{last: min(t.u32(at+4), t.postings), Flags: Flags(t.data[at+8])}
		if i > 0 {
			k.first = min(t.u32(at-keySize+4), k.last)
		}
		return k, true
	}
	return Key{}, false
}

// Posting returns the i-th place of k, best first, and how the name fits it.
func (t Table) Posting(k Key, i int) (place int, rank Rank) {
	v := t.u32(t.postAt + 4*(k.first+uint32(i)))
	return int(min(v>>rankBits, t.places-1)), Rank(v & (1<<rankBits - 1))
}

// Names returns the names of place p in their own right, neither weak ones nor
// demonyms or postal codes, as they were written first for any place. It looks at all
// postings, which takes a millisecond.
func (t Table) Names(p int) []string {
	var out []string
	for i := range t.postings {
		v := t.u32(t.postAt + 4*i)
		if rank := Rank(v & (1<<rankBits - 1)); int(v>>rankBits) != p || rank != Proper && rank != Alternate {
			continue
		}
		k := sort.Search(int(t.keys), func(k int) bool { return t.u32(t.keyAt+keySize*uint32(k)+4) > i })
		out = append(out, t.text(t.u32(t.keyAt+keySize*uint32(k))))
	}
	return out
}

// Len is the number of places. The first Countries() of them are the countries in
// the order of their codes; all that have a code of their own come before the cities.
func (t Table) Len() int { return int(t.places) }

// Countries is the number of countries.
func (t Table) Countries() int { return int(t.countries) }

func (t Table) place(p int) uint32 { return t.placeAt + placeSize*uint32(p) }

// GeoNames is the GeoNames id of place p, 0 when not known.
func (t Table) GeoNames(p int) int { return int(t.u32(t.place(p))) }

// Point is where place p lies, in degrees.
func (t Table) Point(p int) (lat, lon float64) {
	at := t.place(p)
	return float64(int32(t.u32(at+4))) / degree, float64(int32(t.u32(at+8))) / degree
}

// Name is the name of place p.
func (t Table) Name(p int) string { return t.text(t.u32(t.place(p) + 12)) }

// Admin1 is the place index of the first-level division around p, or -1.
func (t Table) Admin1(p int) int { return t.division(t.u16(t.place(p) + 16)) }

// Admin2 is the place index of the second-level division around p, or -1.
func (t Table) Admin2(p int) int { return t.division(t.u16(t.place(p) + 18)) }

func (t Table) division(v uint32) int {
	if v >= t.named {
		return -1
	}
	return int(v)
}

// Country is the place index of the country of p, or -1.
func (t Table) Country(p int) int {
	c := uint32(t.data[t.place(p)+20])
	if c >= t.countries {
		return -1
	}
	return int(c)
}

// Class is what place p is.
func (t Table) Class(p int) Class { return Class(t.data[t.place(p)+21]) }

// LogPopulation is the decimal logarithm of the population of p, to a twenty-fifth.
func (t Table) LogPopulation(p int) float64 { return float64(t.data[t.place(p)+22]) / logSteps }

// Languages is how many other names of p are known, 255 at most.
func (t Table) Languages(p int) int { return int(t.data[t.place(p)+23]) }

// Code is the stable key of p when it is no city, else "".
func (t Table) Code(p int) string {
	if p < 0 || p >= int(t.named) {
		return ""
	}
	return t.text(t.u32(t.codeAt + 4*uint32(p)))
}
