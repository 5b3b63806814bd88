package store

import (
	"math"

	"github.com/throughline-news/throughline/models"
)

// earthKm is the mean radius of the Earth (IUGG), which keeps the great-circle
// distance within 0.6 % of that on the ellipsoid.
const earthKm = 6371.0088

// add adds that an event is in the circle. An index finds the places in a box
// round it, the haversine formula decides.
func (n Near) add(c *condition) {
	angle := math.Min(n.Km/earthKm, math.Pi)
	south, north := n.Lat-degrees(angle), n.Lat+degrees(angle)
	var places condition
	places.add("places.precision IN ('city', 'point') AND places.lat BETWEEN ? AND ?", south, north)
	if south > -90 && north < 90 { // else a pole is in the circle, and with it every meridian
		east := degrees(math.Asin(math.Sin(angle) / math.Cos(radians(n.Lat))))
		switch {
		case n.Lon-east < -180: // across the date line
			places.add("places.lon <= ? OR places.lon >= ?", n.Lon+east, n.Lon-east+360)
		case n.Lon+east > 180:
			places.add("places.lon >= ? OR places.lon <= ?", n.Lon-east, n.Lon+east-360)
		default:
			places.add("places.lon BETWEEN ? AND ?", n.Lon-east, n.Lon+east)
		}
	}
	half := math.Pow(math.Sin(angle/2), 2)
	places.add("power(sin(radians(places.lat - ?) / 2), 2) +"+
		" cos(radians(?)) * cos(radians(places.lat)) * power(sin(radians(places.lon - ?) / 2), 2) <= ?",
		n.Lat, n.Lat, n.Lon, half+roundoff)
	c.add("events.place_id IN (SELECT places.id FROM places WHERE "+places.sql()+")", places.values...)
}

// chooses tells whether a place is in the circle, by the same formula.
func (n Near) chooses(p models.Place) bool {
	half := math.Pow(math.Sin(math.Min(n.Km/earthKm, math.Pi)/2), 2)
	return (p.Precision == models.PlaceCity || p.Precision == models.PlacePoint) &&
		math.Pow(math.Sin(radians(p.Lat-n.Lat)/2), 2)+math.Cos(radians(n.Lat))*math.Cos(radians(p.Lat))*math.Pow(math.Sin(radians(p.Lon-n.Lon)/2), 2) <= half+roundoff
}

// roundoff lets a radius of 0 find the very place, in spite of rounding.
const roundoff = 1e-15

func degrees(rad float64) float64 { return rad * 180 / math.Pi }
func radians(deg float64) float64 { return deg * math.Pi / 180 }
