// Package atlas is the file format of the gazetteer: one array of bytes, little
// endian, made by Write and read in place by Open. Nothing is unpacked when it is
// opened and nothing is allocated when it is read, so the whole of it can be
// embedded in a program as a string. It knows nothing about texts.
package atlas

// Class is what a place is.
type Class uint8

// The classes. Seat1 to Seat3 are the seats of divisions of the first level, the
// second, and below.
const (
	Country Class = iota
	Admin1
	Admin2
	Region
	Continent
	Sea
	River
	Island
	Mountains
	Point
	Capital
	Seat1
	Seat2
	Seat3
	Town
	Quarter
)

// Named tells whether the places of the class have a code of their own rather
// than a GeoNames id alone: all but the cities.
func (c Class) Named() bool { return c <= Point }

// Rank says how well a name fits a place.
type Rank uint8

// The ranks. A weak name usually means something else ("Laurel" for Laurel
// County, "Donetsk" for its region); a postal code counts right after a comma only.
const (
	Proper Rank = iota
	Weak
	Alternate
	Demonym
	Postal
)

// Flags say what a word is besides the name of a place.
type Flags uint8

// The flags.
const (
	FirstName Flags = 1 << iota // of a person
	Partly                      // written in lower case now and then
	Mostly                      // written in lower case as a rule
	Never                       // no place when it stands alone: "North", "May"
	Title                       // comes before a person: "President"
	Facility                    // makes what stands before it a building or body: "University"
	Short                       // an abbreviation that is a name in capitals: "UK"
)

// Name is one name of a place.
type Name struct {
	Text string
	Rank Rank
}

// Record is one place as it is written. Code is the stable key of a place that is
// no city ("admin1/US.FL"); a city's is made of its GeoNames id. Country is ISO
// 3166-1 alpha-2 or "". Admin1 and Admin2 are the codes of the divisions around it.
type Record struct {
	GeoNames       uint32
	Code           string
	Name           string
	Lat, Lon       float64
	Country        string
	Admin1, Admin2 string
	Class          Class
	Population     float64
	Languages      int // how many other names are known of it: a measure of its fame
	Names          []Name
}

// Word is a word with flags.
type Word struct {
	Text  string
	Flags Flags
}
