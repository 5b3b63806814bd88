package stories

import (
	"math"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// where says how the place of a mention lies to an event's.
type where int

const (
	unknown where = iota
	elsewhere
	inLand // one contains the other, or both are only countries
	inTown
)

// sameTown is the distance in km within which two points are one town.
const sameTown = 12

func matchPlace(m *knownMention, e *knownEvent) (float64, where) {
	if m.Place == nil {
		return 0, unknown
	}
	best, at := 0.0, unknown
	against := false
	for i := range e.sites {
		o := &e.sites[i]
		score, w := comparePlaces(&m.Place.Place, &o.place)
		if w == elsewhere && m.Place.Text != "" && strings.EqualFold(m.Place.Text, o.text) {
			score, w = weightWithin, inTown // one name, understood in two ways
		}
		if w == elsewhere {
			// A place that the sentence does not name itself was guessed.
			against = against || m.Place.Text != "" && o.text != ""
			continue
		}
		if m.Place.Text == "" || o.text == "" {
			score /= 2
		}
		if score > best || score == best && w > at {
			best, at = score, w
		}
	}
	if at == unknown && against {
		return 0, elsewhere
	}
	return best, at
}

func comparePlaces(a, b *models.Place) (float64, where) {
	pa, pb := exact(a), exact(b)
	switch {
	case a.Key == b.Key && a.Key != "" && pa:
		return weightPlace, inTown
	case a.Key == b.Key && a.Key != "":
		return weightLand, inLand
	case pa && pb:
		if math.Abs(a.Lat-b.Lat) < 1 && kilometres(a, b) <= sameTown {
			return weightPlace, inTown
		}
		return 0, elsewhere
	case a.Country != b.Country && a.Country != "" && b.Country != "":
		return 0, elsewhere
	case a.Precision == models.PlaceCountry || b.Precision == models.PlaceCountry,
		a.Admin1 == b.Admin1 && a.Admin1 != "":
		return weightWithin, inLand
	case a.Admin1 != b.Admin1 && a.Admin1 != "" && b.Admin1 != "":
		return 0, elsewhere
	}
	return 0, unknown
}

// exact tells whether p is a town or a point.
func exact(p *models.Place) bool {
	return p.Precision == models.PlaceCity || p.Precision == models.PlacePoint
}

// kilometres is the great-circle distance (haversine formula).
func kilometres(a, b *models.Place) float64 {
	const radius, degree = 6371, math.Pi / 180
	lat, lon := math.Sin((b.Lat-a.Lat)*degree/2), math.Sin((b.Lon-a.Lon)*degree/2)
	h := lat*lat + math.Cos(a.Lat*degree)*math.Cos(b.Lat*degree)*lon*lon
	return 2 * radius * math.Asin(math.Sqrt(min(1, h)))
}
