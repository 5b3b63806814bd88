package scalar

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

func TestUnmarshalMoment(t *testing.T) {
	at := func(s string) time.Time {
		m, err := time.Parse(time.RFC3339Nano, s)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	for _, tt := range []struct {
		v    any
		want string // "" when it is refused
	}{
		{"2025-12-08", "2025-12-08T00:00:00Z"}, // a day is one in UTC
		{"0001-01-01", "0001-01-01T00:00:00Z"},
		{"2024-02-29", "2024-02-29T00:00:00Z"},
		{"2025-12-08T14:30:00Z", "2025-12-08T14:30:00Z"},
		{"2025-12-08T14:30:00.25Z", "2025-12-08T14:30:00.25Z"},
		{"2025-12-08T01:30:00+02:00", "2025-12-07T23:30:00Z"}, // the day before in UTC
		{"2025-12-07T23:30:00-05:00", "2025-12-08T04:30:00Z"},
		{"2025-03-30T02:30:00+01:00", "2025-03-30T01:30:00Z"}, // an hour that summer time leaves out in Berlin
		{"2025-10-26T02:30:00+02:00", "2025-10-26T00:30:00Z"}, // the first of two in autumn
		{"2025-10-26T02:30:00+01:00", "2025-10-26T01:30:00Z"}, // and the second
		{int64(1765152000000), "2025-12-08T00:00:00Z"},
		{1765152000000, "2025-12-08T00:00:00Z"},
		{json.Number("1765238399999"), "2025-12-08T23:59:59.999Z"},
		{float64(1765152000000), "2025-12-08T00:00:00Z"},
		{"1765152000000", "2025-12-08T00:00:00Z"},
		{"0", "1970-01-01T00:00:00Z"},
		{"-1", "1969-12-31T23:59:59.999Z"},
		{json.Number("-62135596800000"), "0001-01-01T00:00:00Z"},
		{json.Number("253402300799999"), "9999-12-31T23:59:59.999Z"},
		{json.Number("253402300800000"), ""}, // the year 10000
		{json.Number("-62135596800001"), ""},
		{json.Number("1.5"), ""},
		{1765152000000.5, ""},
		{"2025", ""}, // a year, rather than two seconds of 1970
		{"2025-12", ""},
		{"2025-02-29", ""},
		{"2025-12-08T14:30", ""},
		{"2025-12-08 14:30:00Z", ""},
		{"2025-12-08T25:00:00Z", ""},
		{"tomorrow", ""},
		{"", ""},
		{"${__from}", ""},
		{true, ""},
		{nil, ""},
	} {
		got, err := UnmarshalMoment(tt.v)
		var refusal *gqlerror.Error
		switch {
		case tt.want == "" && (!errors.As(err, &refusal) || refusal.Extensions["code"] != BadUserInput):
			t.Errorf("%v: got %v, %v, want a refusal with a code", tt.v, got, err)
		case tt.want != "" && (err != nil || !got.Equal(at(tt.want)) || got.Location() != time.UTC):
			t.Errorf("%v: got %v, %v, want %s", tt.v, got, err, tt.want)
		}
	}
}

// TestMomentComesBack holds that what is written is read as the same moment.
func TestMomentComesBack(t *testing.T) {
	want := time.Date(2025, 12, 8, 23, 30, 0, 0, time.FixedZone("", -5*3600))
	var text string
	if err := json.Unmarshal([]byte(written(MarshalMoment(want))), &text); err != nil {
		t.Fatal(err)
	}
	if got, err := UnmarshalMoment(text); err != nil || !got.Equal(want) {
		t.Errorf("%s is read as %v, %v", text, got, err)
	}
}

func FuzzUnmarshalMoment(f *testing.F) {
	for _, s := range []string{"2025-12-08", "1765152000000", "2025-12-08T01:30:00+02:00", "-1", "2025"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, err := UnmarshalMoment(s); err == nil && (got.Year() < 1 || got.Year() > 9999 || got.Location() != time.UTC) {
			t.Errorf("%q is read as %v", s, got)
		}
	})
}
