package atlas

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Write returns the file of the given places and words. The same input in any
// order gives the same bytes. Divisions and countries that a record names must
// be among the records.
func Write(records []Record, words []Word) ([]byte, error) {
	records = slices.Clone(records)
	slices.SortFunc(records, compare)
	w := writer{index: make(map[string]int), texts: make(map[string]uint32), keys: make(map[string]*entry)}
	for i, r := range records {
		if r.Class.Named() {
			w.named = i + 1
			if _, twice := w.index[r.Code]; twice {
				return nil, fmt.Errorf("atlas: two places with the code %q", r.Code)
			}
			w.index[r.Code] = i
		}
		if r.Class == Country {
			w.countries = i + 1
		}
		if r.Class <= Admin2 {
			w.divisions = i + 1
		}
	}
	if w.countries >= noCountry || w.divisions > maxDivision {
		return nil, fmt.Errorf("atlas: %d countries and divisions, %d of them countries, are too many", w.divisions, w.countries)
	}
	var places, codes bytes.Buffer
	for i, r := range records {
		if err := w.place(&places, &codes, r); err != nil {
			return nil, err
		}
		for _, n := range r.Names {
			w.add(n.Text, posting{place: i, rank: n.Rank})
		}
	}
	for _, word := range words {
		if e := w.key(word.Text); e != nil {
			e.flags |= word.Flags
		}
	}
	return w.assemble(records, places.Bytes(), codes.Bytes()), nil
}

type posting struct {
	place int
	rank  Rank
}

type entry struct {
	key, text string
	hash      uint32
	flags     Flags
	postings  []posting
}

type writer struct {
	named, countries, divisions int
	index                       map[string]int
	names                       bytes.Buffer
	texts                       map[string]uint32
	keys                        map[string]*entry
}

// compare orders the countries by code, then the other named places by class and
// code, then the cities by id.
func compare(a, b Record) int {
	if a.Class.Named() != b.Class.Named() {
		if a.Class.Named() {
			return -1
		}
		return 1
	}
	if !a.Class.Named() {
		return cmp.Compare(a.GeoNames, b.GeoNames)
	}
	return cmp.Or(cmp.Compare(a.Class, b.Class), strings.Compare(a.Code, b.Code))
}

func (w *writer) place(places, codes *bytes.Buffer, r Record) error {
	country := noCountry
	if r.Country != "" {
		i, ok := w.index["country/"+r.Country]
		if !ok {
			return fmt.Errorf("atlas: %s: no country %q", r.Name, r.Country)
		}
		country = i
	}
	division := func(code string) uint16 {
		if i, ok := w.index[code]; ok && i < w.divisions {
			return uint16(i)
		}
		return noDivision
	}
	for _, v := range []uint32{r.GeoNames, uint32(coordinate(r.Lat)), uint32(coordinate(r.Lon)), w.text(r.Name)} {
		write(places, v)
	}
	write(places, division(r.Admin1))
	write(places, division(r.Admin2))
	population := math.Round(logSteps * math.Log10(1+max(r.Population, 0)))
	places.Write([]byte{byte(country), byte(r.Class), byte(min(population, 255)), byte(max(0, min(r.Languages, 255)))})
	if r.Class.Named() {
		write(codes, w.text(r.Code))
	}
	return nil
}

func coordinate(degrees float64) int32 { return int32(math.Round(degrees * degree)) }

func write[T uint16 | uint32](b *bytes.Buffer, v T) {
	if err := binary.Write(b, binary.LittleEndian, v); err != nil {
		panic(err) // a bytes.Buffer does not fail
	}
}

// text returns where s stands among the names, each kept once.
func (w *writer) text(s string) uint32 {
	if at, ok := w.texts[s]; ok {
		return at
	}
	at := uint32(w.names.Len())
	w.names.WriteByte(byte(min(len(s), 255)))
	w.names.WriteString(s[:min(len(s), 255)])
	w.texts[s] = at
	return at
}

func (w *writer) key(text string) *entry {
	key := string(Fold(nil, text))
	if key == "" || len(key) > MaxKey {
		return nil
	}
	e := w.keys[key]
	if e == nil {
		e = &entry{key: key, text: text, hash: hash([]byte(key))}
		w.keys[key] = e
	}
	if text < e.text { // one spelling stands for the key, whatever the order of the records
		e.text = text
	}
	return e
}

// add notes that text is a name of p; the best rank counts.
func (w *writer) add(text string, p posting) {
	e := w.key(text)
	if e == nil {
		return
	}
	for i, old := range e.postings {
		if old.place == p.place {
			e.postings[i].rank = min(old.rank, p.rank)
			return
		}
	}
	e.postings = append(e.postings, p)
}

func (w *writer) assemble(records []Record, places, codes []byte) []byte {
	entries := make([]*entry, 0, len(w.keys))
	for _, e := range w.keys {
		entries = append(entries, e)
	}
	buckets := uint32(1)
	for int(buckets)*bucketLoad < len(entries) {
		buckets *= 2
	}
	slices.SortFunc(entries, func(a, b *entry) int {
		return cmp.Or(cmp.Compare(a.hash&(buckets-1), b.hash&(buckets-1)), strings.Compare(a.key, b.key))
	})
	var keys, posts bytes.Buffer
	starts := make([]uint32, buckets+1)
	for _, e := range entries {
		slices.SortFunc(e.postings, func(a, b posting) int {
			return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(records[b.place].Population, records[a.place].Population), cmp.Compare(a.place, b.place))
		})
		for _, p := range e.postings {
			write(&posts, uint32(p.place)<<rankBits|uint32(p.rank))
		}
		write(&keys, w.text(e.text))
		write(&keys, uint32(posts.Len()/4))
		keys.Write([]byte{byte(e.flags), byte(e.hash >> 24)})
		starts[e.hash&(buckets-1)+1]++
	}
	for i := range buckets {
		starts[i+1] += starts[i]
	}
	var out bytes.Buffer
	out.WriteString(magic)
	for _, n := range []int{len(records), len(entries), posts.Len() / 4, w.named, w.countries, int(buckets), w.names.Len()} {
		write(&out, uint32(n))
	}
	out.Write(make([]byte, headerSize-out.Len()))
	out.Write(places)
	out.Write(codes)
	for _, v := range starts {
		write(&out, v)
	}
	out.Write(keys.Bytes())
	out.Write(posts.Bytes())
	out.Write(w.names.Bytes())
	return out.Bytes()
}
