package atlas

import (
	"math"
	"strings"
)

// Records returns what t was written from, so that more can be added to it. Names
// of a place that Fold does not tell apart are one, and populations are rounded
// as the file keeps them.
func (t Table) Records() ([]Record, []Word) {
	records := make([]Record, t.Len())
	for p := range records {
		r := Record{GeoNames: uint32(t.GeoNames(p)), Code: t.Code(p), Name: t.Name(p), Class: t.Class(p), Languages: t.Languages(p)}
		r.Lat, r.Lon = t.Point(p)
		r.Population = math.Round(math.Pow(10, t.LogPopulation(p)) - 1)
		if c := t.Country(p); c >= 0 {
			r.Country = strings.TrimPrefix(t.Code(c), "country/")
		}
		if a := t.Admin1(p); a >= 0 {
			r.Admin1 = t.Code(a)
		}
		if a := t.Admin2(p); a >= 0 {
			r.Admin2 = t.Code(a)
		}
		records[p] = r
	}
	var words []Word
	var first uint32
	for i := range t.keys {
		at := t.keyAt + keySize*i
		text := t.text(t.u32(at))
		key := Key{first: first, last: max(first, min(t.u32(at+4), t.postings)), Flags: Flags(t.data[at+8])}
		first = key.last
		if key.Flags != 0 {
			words = append(words, Word{text, key.Flags})
		}
		for k := range key.Len() {
			p, rank := t.Posting(key, k)
			records[p].Names = append(records[p].Names, Name{text, rank})
		}
	}
	return records, words
}
