package models

import (
	"testing"
	"time"
)

// FuzzDayTime holds Day.Time to what the standard library reads.
func FuzzDayTime(f *testing.F) {
	for _, s := range []string{"", "2024-02-29", "2023-02-29", "1900-02-29", "2000-02-29", "0001-01-01", "0000-12-31", "9999-12-31",
		"2024-04-31", "2024-13-01", "2024-00-10", "2024-01-00", "2024-1-01", "2024-01-1", "2024/01/01", "2024-01-01T", "+024-01-01", "20２4-01-0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want, err := time.Parse(time.DateOnly, s)
		if err != nil {
			want = time.Time{}
		}
		if got := Day(s).Time(); !got.Equal(want) {
			t.Errorf("Day(%q).Time() = %v, want %v", s, got, want)
		}
	})
}

// TestFirstDay holds that the first day of all is one like any other.
func TestFirstDay(t *testing.T) {
	if got := Day("0001-01-01").Add(7); got != "0001-01-08" {
		t.Errorf("a week later: got %q", got)
	}
	if got := Day("0001-01-08").Sub("0001-01-01"); got != 7 {
		t.Errorf("got %d days, want 7", got)
	}
	if got := Day("2025-01-01").Sub("1500-01-01"); got != 191753 {
		t.Errorf("over five centuries: got %d days, want 191753", got)
	}
	if got := Day("0001-01-01").Add(-1); got != "" {
		t.Errorf("the day before: got %q", got)
	}
}
