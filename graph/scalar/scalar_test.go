package scalar

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/throughline-news/throughline/models"
)

func written(m graphql.Marshaler) string {
	var b bytes.Buffer
	m.MarshalGQL(&b)
	return b.String()
}

func TestMarshal(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{written(MarshalDate("2025-12-08")), `"2025-12-08"`},
		{written(MarshalDate("")), "null"},
		{written(MarshalPublished("2025-12-08T10:00:00Z")), `"2025-12-08T10:00:00Z"`},
		{written(MarshalPublished("")), "null"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %s, want %s", tt.got, tt.want)
		}
	}
}

func TestUnmarshal(t *testing.T) {
	date := func(v any) (string, error) { d, err := UnmarshalDate(v); return string(d), err }
	for _, tt := range []struct {
		read func(any) (string, error)
		v    any
		ok   bool
	}{
		{date, "2025-12-08", true},
		{date, "0001-01-01", true},
		{date, "2024-02-30", false},
		{date, "20255-01-01", false},
		{date, "2025-12-08T10:00:00Z", false},
		{date, "", false},
		{date, 20251208, false},
		{date, nil, false},
		{UnmarshalPublished, "2025-12-08", true},
		{UnmarshalPublished, "2025-12-08T10:00:00+02:00", true},
		{UnmarshalPublished, "2025-12-08 10:00", false},
		{UnmarshalPublished, "20255-01-01T00:00:00Z", false},
		{UnmarshalPublished, 5, false},
	} {
		got, err := tt.read(tt.v)
		var refusal *gqlerror.Error
		switch {
		case tt.ok && (err != nil || got != tt.v):
			t.Errorf("%v: got %q, %v", tt.v, got, err)
		case !tt.ok && (!errors.As(err, &refusal) || refusal.Extensions["code"] != BadUserInput):
			t.Errorf("%v: got %q, %v, want a refusal with a code", tt.v, got, err)
		}
	}
}

// TestParsePublished holds that the day of a moment is the one where it was published.
func TestParsePublished(t *testing.T) {
	got, err := ParsePublished("2025-12-08T23:30:00.123456789-05:00")
	want := time.Date(2025, 12, 9, 4, 30, 0, 123456000, time.UTC)
	if err != nil || got.On != "2025-12-08" || got.At == nil || !got.At.Equal(want) {
		t.Errorf("got %v, %v, want 2025-12-08 and %v", got, err, want)
	}
	if got, err = ParsePublished("2025-12-08"); err != nil || got.On != models.Day("2025-12-08") || got.At != nil {
		t.Errorf("got %v, %v, want the day alone", got, err)
	}
}
