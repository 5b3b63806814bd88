package store

import (
	"testing"
	"time"

	"github.com/throughline-news/throughline/models"
)

func TestFloor(t *testing.T) {
	for _, tt := range []struct {
		interval Interval
		day      models.Day
		want     models.Day
		next     models.Day
	}{
		{Daily, "2025-12-08", "2025-12-08", "2025-12-09"},
		{Daily, "2024-02-28", "2024-02-28", "2024-02-29"},
		{Daily, "2025-12-31", "2025-12-31", "2026-01-01"},
		{Weekly, "2025-12-08", "2025-12-08", "2025-12-15"}, // a Monday
		{Weekly, "2025-12-14", "2025-12-08", "2025-12-15"}, // its Sunday
		{Weekly, "2026-01-01", "2025-12-29", "2026-01-05"}, // week 1 of 2026 begins in 2025
		{Weekly, "2025-12-28", "2025-12-22", "2025-12-29"},
		{Weekly, "2024-03-03", "2024-02-26", "2024-03-04"}, // over a leap day
		{Weekly, "0001-01-03", "0001-01-01", "0001-01-08"},
		{Monthly, "2025-12-31", "2025-12-01", "2026-01-01"},
		{Monthly, "2024-02-29", "2024-02-01", "2024-03-01"},
		{Monthly, "2025-03-31", "2025-03-01", "2025-04-01"}, // the end of a quarter
		{Monthly, "2025-04-01", "2025-04-01", "2025-05-01"},
		{Yearly, "2025-12-31", "2025-01-01", "2026-01-01"},
		{Yearly, "2024-02-29", "2024-01-01", "2025-01-01"},
		{Daily, "9999-12-31", "9999-12-31", ""},
		{Monthly, "9999-12-31", "9999-12-01", ""},
		{Yearly, "9999-12-31", "9999-01-01", ""},
	} {
		if got := tt.interval.Floor(tt.day); got != tt.want {
			t.Errorf("%s of %s begins on %s, want %s", tt.interval, tt.day, got, tt.want)
		}
		if got := tt.interval.next(tt.want); got != tt.next {
			t.Errorf("after %s of %s: %q, want %q", tt.interval, tt.want, got, tt.next)
		}
	}
}

// TestBucketsFollowOnEachOther goes through five years day by day, and through the
// buckets: each begins where the one before ends, whatever clocks do where a reader is.
func TestBucketsFollowOnEachOther(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skipf("no time zones here: %v", err)
	}
	const first, last = models.Day("2022-12-20"), models.Day("2027-01-10")
	for _, interval := range []Interval{Daily, Weekly, Monthly, Yearly} {
		bucket, buckets := interval.Floor(first), 1
		for day := first; day <= last; day = day.Add(1) {
			if day == interval.next(bucket) {
				bucket, buckets = day, buckets+1
			}
			if got := interval.Floor(day); got != bucket {
				t.Fatalf("%s: %s is in the bucket of %s, want %s", interval, day, got, bucket)
			}
			local := day.Time().In(berlin) // midnight UTC is one or two o'clock there, on the same day
			if got := interval.Floor(models.DayOf(local)); got != bucket {
				t.Fatalf("%s: %s is in the bucket of %s, want %s", interval, local, got, bucket)
			}
			if got := interval.Buckets(first, day); got != buckets {
				t.Fatalf("%s: %d buckets from %s to %s, want %d", interval, got, first, day, buckets)
			}
		}
		if got := interval.Buckets(last, first); got != 0 {
			t.Errorf("%s: %d buckets of a range that ends before it begins", interval, got)
		}
	}
}
