package exports

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// parameters set one field of a filter each, from the values of the query parameter
// of this name. The names are those of the schema's EventFilter.
var parameters = map[string]func(f *store.EventFilter, values []string) error{
	"from":       func(f *store.EventFilter, v []string) error { return one(v, &f.From, models.ParseDay) },
	"to":         func(f *store.EventFilter, v []string) error { return one(v, &f.To, models.ParseDay) },
	"types":      func(f *store.EventFilter, v []string) error { return known(v, &f.Types, models.EventTypes) },
	"statuses":   func(f *store.EventFilter, v []string) error { return known(v, &f.Statuses, models.Statuses) },
	"quads":      func(f *store.EventFilter, v []string) error { return known(v, &f.Quads, models.Quads) },
	"countries":  func(f *store.EventFilter, v []string) error { f.Countries = listed(v); return nil },
	"entityIds":  func(f *store.EventFilter, v []string) error { f.EntityIDs = listed(v); return nil },
	"actorIds":   func(f *store.EventFilter, v []string) error { f.ActorIDs = listed(v); return nil },
	"storyIds":   func(f *store.EventFilter, v []string) error { f.StoryIDs = listed(v); return nil },
	"placeIds":   func(f *store.EventFilter, v []string) error { f.PlaceIDs = listed(v); return nil },
	"minOrigins": func(f *store.EventFilter, v []string) error { return one(v, &f.MinOrigins, positive) },
	"disputed": func(f *store.EventFilter, v []string) error {
		f.Disputed = new(bool)
		return one(v, f.Disputed, strconv.ParseBool)
	},
	"minConfidence": func(f *store.EventFilter, v []string) error {
		return one(v, &f.MinConfidence, func(s string) (float64, error) { return between(s, 0, 1) })
	},
	"text": func(f *store.EventFilter, v []string) error {
		return one(v, &f.Text, func(s string) (string, error) { return s, nil })
	},
	"near": func(f *store.EventFilter, v []string) error { return one(v, &f.Near, circle) },
	"key":  func(f *store.EventFilter, v []string) error { return one(v, &f.Key, positive) },
}

// maxValues is how many values one list may have, as a list of ids in GraphQL.
const maxValues = 100

// ParseFilter reads the filter of a timeline from query parameters; lists are
// separated by commas or given again. What is not known is refused by its name.
func ParseFilter(query url.Values) (store.EventFilter, error) {
	var f store.EventFilter
	for _, name := range slices.Sorted(maps.Keys(query)) {
		set, ok := parameters[name]
		if name == wholeFilter {
			set, ok = addWhole, true
		}
		if !ok {
			return f, fmt.Errorf("unknown parameter %q (expected %s, %s)", name, strings.Join(slices.Sorted(maps.Keys(parameters)), ", "), wholeFilter)
		}
		err := error(nil)
		if n := len(listed(query[name])); n > maxValues && name != wholeFilter {
			err = fmt.Errorf("%d values (expected at most %d)", n, maxValues)
		} else {
			err = set(&f, query[name])
		}
		if err != nil {
			return f, fmt.Errorf("%s: %w", name, err)
		}
	}
	return f, nil
}

// wholeFilter is the parameter that has a filter in JSON, which must hold as well.
const wholeFilter = "filter"

func addWhole(f *store.EventFilter, values []string) error {
	var whole store.EventFilter
	err := one(values, &whole, func(s string) (store.EventFilter, error) { return parseJSON([]byte(s)) })
	f.And = []store.EventFilter{whole}
	return err
}

// one reads the value of a parameter that may be given once.
func one[T any](values []string, into *T, parse func(string) (T, error)) error {
	if len(values) > 1 {
		return fmt.Errorf("given %d times (expected once)", len(values))
	}
	v, err := parse(values[0])
	*into = v
	return err
}

// listed are the values of a parameter that may have several.
func listed(values []string) []string {
	var out []string
	for _, v := range values {
		for s := range strings.SplitSeq(v, ",") {
			if s = strings.TrimSpace(s); s != "" {
				out = append(out, s)
			}
		}
	}
	return out
}

func known[T ~string](values []string, into *[]T, all []T) error {
	for _, s := range listed(values) {
		if !slices.Contains(all, T(s)) {
			return fmt.Errorf("%q is none of %v", s, all)
		}
		*into = append(*into, T(s))
	}
	return nil
}

// between reads a number within bounds.
func between(s string, least, most float64) (float64, error) {
	n, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || !(n >= least && n <= most) {
		return 0, fmt.Errorf("%q (expected a number from %g to %g)", s, least, most)
	}
	return n, nil
}

// upTo reads a number from 1 to a bound.
func upTo(most int) func(string) (int, error) {
	return func(s string) (int, error) {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > most {
			return 0, fmt.Errorf("%q (expected a number from 1 to %d)", s, most)
		}
		return n, nil
	}
}

func oneOf(s string, all ...string) error {
	if !slices.Contains(all, s) {
		return fmt.Errorf("%q is none of %v", s, all)
	}
	return nil
}

func positive(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return 0, fmt.Errorf("%q (expected a number from 1 on)", s)
	}
	return n, nil
}

// halfWay is half the way round the earth in kilometres: no circle is larger.
const halfWay = 20_040

// circle reads LAT,LON,KM.
func circle(s string) (*store.Near, error) {
	parts := strings.Split(s, ",")
	if len(parts) != 3 {
		return nil, fmt.Errorf("%q (expected LAT,LON,KM)", s)
	}
	var n store.Near
	for i, bound := range []struct {
		into        *float64
		least, most float64
	}{{&n.Lat, -90, 90}, {&n.Lon, -180, 180}, {&n.Km, 0, halfWay}} {
		var err error
		if *bound.into, err = between(parts[i], bound.least, bound.most); err != nil {
			return nil, err
		}
	}
	return &n, nil
}
