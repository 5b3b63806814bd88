package store

import (
	"fmt"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// BadValue says that a field of a filter has a value that nothing can have, so that
// the filter would silently choose nothing. It is an ErrInvalid.
type BadValue struct {
	Field    string // as the API names it: "near.lat"
	Got      string
	Expected string
}

// Error names the field, and what was expected instead of what.
func (e BadValue) Error() string {
	return fmt.Sprintf("%s: expected %s, got %s", e.Field, e.Expected, e.Got)
}

// Unwrap returns ErrInvalid.
func (e BadValue) Unwrap() error { return ErrInvalid }

// Check refuses a filter that is too large, and values that no event can have. What
// takes a filter checks it; who keeps one for later may ask at once.
func (f EventFilter) Check() error {
	filters := 0
	var walk func(f EventFilter, depth int) error
	walk = func(f EventFilter, depth int) error {
		if filters++; depth > maxFilterDepth || filters > maxFilters {
			return fmt.Errorf("store: %w: a filter nests at most %d deep and has at most %d parts", ErrInvalid, maxFilterDepth, maxFilters)
		}
		if err := f.checkOwn(); err != nil {
			return err
		}
		for _, inner := range f.inner() {
			if err := walk(inner, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	if err := walk(f, 1); err != nil {
		return err
	}
	if f.size() > maxFilterValues+filters*mostOfOne {
		return fmt.Errorf("store: %w: a filter has at most %d values in all its lists", ErrInvalid, maxFilterValues)
	}
	return nil
}

// checkOwn is Check for f without the filters within it.
func (f EventFilter) checkOwn() error {
	if err := checkCountries(f.Countries); err != nil {
		return err
	}
	if err := checkRange("", f.From, f.To); err != nil {
		return err
	}
	if f.Date != nil {
		if err := checkRange("date.", f.Date.From, f.Date.To); err != nil {
			return err
		}
	}
	if f.Near != nil {
		if err := f.Near.check(); err != nil {
			return err
		}
	}
	if f.MinOrigins < 0 {
		return BadValue{"minOrigins", fmt.Sprint(f.MinOrigins), "0 or more"}
	}
	return between("minConfidence", f.MinConfidence, 0, 1)
}

// check refuses what is no circle.
func (n Near) check() error {
	if err := between("near.lat", n.Lat, -90, 90); err != nil {
		return err
	}
	if err := between("near.lon", n.Lon, -180, 180); err != nil {
		return err
	}
	if !(n.Km >= 0) {
		return BadValue{"near.km", fmt.Sprint(n.Km), "0 or more"}
	}
	return nil
}

// between is written so that what is no number is refused, too.
func between(field string, got, least, most float64) error {
	if !(got >= least && got <= most) {
		return BadValue{field, fmt.Sprint(got), fmt.Sprintf("%g to %g", least, most)}
	}
	return nil
}

func checkRange(of string, from, to models.Day) error {
	if from != "" && to != "" && from > to {
		return BadValue{of + "to", string(to), "a day not before " + string(from)}
	}
	return nil
}

func checkCountries(codes []string) error {
	for _, code := range codes {
		if len(code) != 2 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			return BadValue{"countries", fmt.Sprintf("%.20q", code), "codes of two capitals, as US (ISO 3166-1 alpha-2)"}
		}
	}
	return nil
}
