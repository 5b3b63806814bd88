package exports

import (
	"io"
	"os"
	"os/exec"
	"syscall"
	"testing"

	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// mostMemory is how many MB the export of a timeline of any length may take.
const mostMemory = 200

// childDSN and childFormat tell the benchmark's child process what to export.
const (
	childDSN    = "THROUGHLINE_BENCH_EXPORT_DSN"
	childFormat = "THROUGHLINE_BENCH_EXPORT_FORMAT"
)

// BenchmarkMillion exports a timeline of a million events in a process of its own
// and reports the most memory that this held. -short takes 20,000.
func BenchmarkMillion(b *testing.B) {
	events := 1_000_000
	if testing.Short() {
		events = 20_000
	}
	for _, d := range storetest.Databases {
		b.Run(string(d), func(b *testing.B) {
			dsn := d.Filled(b, events)
			for _, f := range []Format{CSV, JSONL, GeoJSON, ICalendar} {
				b.Run(string(f), func(b *testing.B) {
					peak := 0.0
					for b.Loop() {
						child := exec.Command(os.Args[0], "-test.run=^TestChild$")
						child.Env, child.Stderr = append(os.Environ(), childDSN+"="+dsn, childFormat+"="+string(f)), os.Stderr
						if err := child.Run(); err != nil {
							b.Fatal(err)
						}
						usage, ok := child.ProcessState.SysUsage().(*syscall.Rusage)
						if !ok {
							b.Skip("this system does not tell how much memory a process held")
						}
						peak = max(peak, float64(usage.Maxrss)/1024)
					}
					b.ReportMetric(peak, "MB")
					b.ReportMetric(float64(events*b.N)/b.Elapsed().Seconds(), "events/s")
					if peak > mostMemory {
						b.Errorf("%.0f MB, more than %d", peak, mostMemory)
					}
				})
			}
		})
	}
}

// TestChild is the benchmark's child process.
func TestChild(t *testing.T) {
	dsn := os.Getenv(childDSN)
	if dsn == "" {
		t.Skip("only what the benchmark starts")
	}
	st := storetest.Open(t, dsn, store.Options{})
	story, err := st.Story(t.Context(), storetest.SeedStory(0))
	if err != nil {
		t.Fatal(err)
	}
	if err := Timeline(t.Context(), io.Discard, st, story, store.EventFilter{}, Options{Format: Format(os.Getenv(childFormat))}); err != nil {
		t.Fatal(err)
	}
}
