package stories

import (
	"fmt"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestNews(t *testing.T) {
	event := func(id, start, end, summary string, importance float64, status models.Status) models.Event {
		return models.Event{ID: id, Summary: summary, Importance: importance, Status: status,
			Date: &models.Date{Start: models.Day(start), End: models.Day(end)}}
	}
	truce := event("c", "2025-11-20", "2025-11-22", "The truce held", 9, models.Happened)
	truce.Disputed = true
	undated := models.Event{ID: "u", Summary: "Nobody knows when", Importance: 99, Status: models.Happened}
	timeline := []models.Event{
		event("a", "2025-11-01", "2025-11-01", "Old news", 50, models.Happened), truce, undated,
		event("d", "2025-12-01", "2025-12-01", "Talks in Oslo", 3, models.Scheduled),
	}
	const want = "2025-11-20 to 2025-11-22 (disputed): The truce held\n2025-12-01 (scheduled): Talks in Oslo"
	if got := News(timeline, "2025-11-02"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := News(timeline, "2026-01-01"); got != "" {
		t.Errorf("got %q of a day after all, want nothing", got)
	}
	for i := range 9 {
		timeline = append(timeline, event(fmt.Sprint("x", i), "2025-12-02", "2025-12-02", fmt.Sprint("Minor ", i), .1, models.Happened))
	}
	got := strings.Split(News(timeline, "2025-11-02"), "\n")
	if len(got) != mostNews || !strings.Contains(got[0], "truce") || !strings.Contains(got[1], "Oslo") {
		t.Errorf("got %q, want %d lines, the important ones among them, by date", got, mostNews)
	}
}
