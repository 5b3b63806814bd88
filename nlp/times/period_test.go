package times

import (
	"testing"
	"time"
)

// TestCivil compares our calendar with the standard library's, through every
// day of the years 1 to 9999 in steps of 17 days.
func TestCivil(t *testing.T) {
	start := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	for n := 0; n < dayNumber(maxYear+1, 1, 1); n += 17 {
		y, m, d := civil(n)
		want := start.AddDate(0, 0, n)
		if y != want.Year() || m != int(want.Month()) || d != want.Day() {
			t.Fatalf("civil(%d): got %d-%d-%d, want %s", n, y, m, d, want.Format(time.DateOnly))
		}
		if got := dayNumber(y, m, d); got != n {
			t.Fatalf("dayNumber(%d, %d, %d): got %d, want %d", y, m, d, got, n)
		}
		iso, isoWeek := want.ISOWeek()
		if got, want := periodOf(week, n).value(), four(iso)+"-W"+two(isoWeek); iso > 0 && got != want {
			t.Fatalf("week of %d: got %s, want %s", n, got, want)
		}
	}
}

func TestPeriodEnds(t *testing.T) {
	for _, c := range []struct {
		p           period
		value       string
		first, last string
		edtf        string
	}{
		{period{monthUnit, 2024*12 + 1}, "2024-02", "2024-02-01", "2024-02-29", "2024-02"},
		{period{quarter, 2025*4 + 3}, "2025-Q4", "2025-10-01", "2025-12-31", "2025-10/2025-12"},
		{period{half, 2025 * 2}, "2025-H1", "2025-01-01", "2025-06-30", "2025-01/2025-06"},
		{period{seasonUnit, 2025*4 + 3}, "2025-WI", "2025-12-01", "2026-02-28", "2025-24"},
		{period{decade, 199}, "199", "1990-01-01", "1999-12-31", "199X"},
		{period{century, 20}, "20", "2000-01-01", "2099-12-31", "20XX"},
		{period{weekend, dayNumber(2025, 12, 8) / 7}, "2025-W50-WE", "2025-12-13", "2025-12-14", "2025-12-13/2025-12-14"},
		{period{week, dayNumber(2024, 12, 30) / 7}, "2025-W01", "2024-12-30", "2025-01-05", "2024-12-30/2025-01-05"},
	} {
		if got := c.p.value(); got != c.value {
			t.Errorf("%v: value %s, want %s", c.p, got, c.value)
		}
		if got := string(modelDay(c.p.first())); got != c.first {
			t.Errorf("%s: first day %s, want %s", c.value, got, c.first)
		}
		if got := string(modelDay(c.p.last())); got != c.last {
			t.Errorf("%s: last day %s, want %s", c.value, got, c.last)
		}
		if got := c.p.edtf(); got != c.edtf {
			t.Errorf("%s: EDTF %s, want %s", c.value, got, c.edtf)
		}
	}
}

func TestEaster(t *testing.T) {
	for y, want := range map[int]string{1916: "1916-04-23", 1972: "1972-04-02", 2024: "2024-03-31", 2025: "2025-04-20", 2038: "2038-04-25"} {
		if got := string(modelDay(easterSunday(y))); got != want {
			t.Errorf("Easter %d: got %s, want %s", y, got, want)
		}
	}
}
