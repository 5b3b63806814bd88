package models

import (
	"testing"
	"time"
)

func TestStoryStatusOn(t *testing.T) {
	made := time.Date(2025, 3, 1, 22, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name  string
		story Story
		day   Day
		want  StoryStatus
	}{
		{"on the day of its last event", Story{LastDate: "2025-03-01"}, "2025-03-01", StoryActive},
		{"what is yet to come", Story{LastDate: "2025-06-01"}, "2025-03-01", StoryActive},
		{"the last active day", Story{LastDate: "2025-03-01"}, "2025-04-15", StoryActive},
		{"the first dormant day", Story{LastDate: "2025-03-01"}, "2025-04-16", StoryDormant},
		{"the last dormant day", Story{LastDate: "2025-03-01"}, "2026-03-01", StoryDormant},
		{"the first closed day", Story{LastDate: "2025-03-01"}, "2026-03-02", StoryClosed},
		{"no event yet", Story{CreatedAt: made}, "2025-04-15", StoryActive},
		{"no event for long", Story{CreatedAt: made}, "2025-04-16", StoryDormant},
		{"an old event in a story just made", Story{LastDate: "2020-01-01", CreatedAt: made}, "2025-03-01", StoryClosed},
		{"pinned", Story{LastDate: "2025-03-01", Pinned: true}, "2026-03-02", StoryActive},
		{"not stored yet", Story{}, "2025-03-01", StoryActive},
	} {
		if got := c.story.StatusOn(c.day); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}
