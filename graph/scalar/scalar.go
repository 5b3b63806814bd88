// Package scalar reads and writes the schema's own scalars. What cannot be read
// is an error for the client that names what was expected.
package scalar

import (
	"fmt"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/throughline-news/throughline/models"
)

// BadUserInput is the code of errors that the client can set right.
const BadUserInput = "BAD_USER_INPUT"

// Node is anything with an id. The nouns of package models need no method for it.
type Node any

// MarshalDate writes a day; a day that is not known is null.
func MarshalDate(d models.Day) graphql.Marshaler {
	if d == "" {
		return graphql.Null
	}
	return graphql.MarshalString(string(d))
}

// UnmarshalDate reads YYYY-MM-DD.
func UnmarshalDate(v any) (models.Day, error) {
	s, ok := v.(string)
	if !ok {
		return "", unreadable(v, "a day, YYYY-MM-DD")
	}
	d, err := models.ParseDay(s)
	if err != nil {
		return "", unreadable(v, "a day, YYYY-MM-DD")
	}
	return d, nil
}

// Published is when an article was published: a day, and the moment when that is known too.
type Published struct {
	On models.Day
	At *time.Time
}

// MarshalPublished writes what models.Article.Published gives; "" is null.
func MarshalPublished(s string) graphql.Marshaler {
	if s == "" {
		return graphql.Null
	}
	return graphql.MarshalString(s)
}

// UnmarshalPublished reads a moment as RFC 3339 or a day as YYYY-MM-DD and
// returns it as it was written.
func UnmarshalPublished(v any) (string, error) {
	s, ok := v.(string)
	if !ok {
		return "", unreadable(v, "a day, YYYY-MM-DD, or a moment, RFC 3339")
	}
	if _, err := ParsePublished(s); err != nil {
		return "", unreadable(v, "a day, YYYY-MM-DD, or a moment, RFC 3339")
	}
	return s, nil
}

// ParsePublished reads a moment as RFC 3339 or a day as YYYY-MM-DD. The day of
// a moment is the one in its own zone: where it was published.
func ParsePublished(s string) (Published, error) {
	if d, err := models.ParseDay(s); err == nil {
		return Published{On: d}, nil
	}
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return Published{}, fmt.Errorf("scalar: %w", err)
	}
	utc := at.UTC().Truncate(time.Microsecond)
	return Published{On: models.DayOf(at), At: &utc}, nil
}

func unreadable(v any, expected string) error {
	return &gqlerror.Error{
		Message:    fmt.Sprintf("%.80q is not %s", fmt.Sprint(v), expected),
		Extensions: map[string]any{"code": BadUserInput, "expected": expected},
	}
}
