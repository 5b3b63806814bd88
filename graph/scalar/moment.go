package scalar

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/throughline-news/throughline/models"
)

const moment = "a day, YYYY-MM-DD, a moment, RFC 3339, or milliseconds since 1970"

// MarshalMoment writes a moment as RFC 3339.
func MarshalMoment(t time.Time) graphql.Marshaler { return graphql.MarshalTime(t) }

// UnmarshalMoment reads a day (midnight UTC), a moment as RFC 3339, or milliseconds
// since 1970 as a number or as text. It is in UTC, in the years 1 to 9999.
func UnmarshalMoment(v any) (time.Time, error) {
	var ms int64
	var err error
	switch v := v.(type) {
	case string:
		at, is := momentOf(v)
		if is {
			return inYears(at, v)
		}
		if len(v) == len("2025") { // meant as a year, rather than as the first seconds of 1970
			return time.Time{}, unreadable(v, moment)
		}
		ms, err = strconv.ParseInt(v, 10, 64)
	case json.Number:
		ms, err = v.Int64()
	case int64:
		ms = v
	case int:
		ms = int64(v)
	case float64:
		if ms = int64(v); float64(ms) != v {
			return time.Time{}, unreadable(v, moment)
		}
	default:
		return time.Time{}, unreadable(v, moment)
	}
	if err != nil {
		return time.Time{}, unreadable(v, moment)
	}
	return inYears(time.UnixMilli(ms), v)
}

func momentOf(s string) (time.Time, bool) {
	if d, err := models.ParseDay(s); err == nil {
		return d.Time(), true
	}
	at, err := time.Parse(time.RFC3339, s)
	return at, err == nil
}

// inYears refuses moments whose days have no four digits for the year.
func inYears(at time.Time, v any) (time.Time, error) {
	at = at.UTC()
	if at.Year() < 1 || at.Year() > 9999 {
		return time.Time{}, unreadable(v, moment)
	}
	return at, nil
}

// MarshalDateTime writes a moment as RFC 3339.
func MarshalDateTime(t time.Time) graphql.Marshaler { return graphql.MarshalTime(t) }

// UnmarshalDateTime reads a moment as RFC 3339. It is in UTC, in the years 1 to 9999.
func UnmarshalDateTime(v any) (time.Time, error) {
	const expected = "a moment, RFC 3339, as 2025-12-08T09:00:00Z"
	s, ok := v.(string)
	if !ok {
		return time.Time{}, unreadable(v, expected)
	}
	at, err := time.Parse(time.RFC3339, s)
	if err != nil || at.UTC().Year() < 1 || at.UTC().Year() > 9999 {
		return time.Time{}, unreadable(v, expected)
	}
	return at.UTC(), nil
}
