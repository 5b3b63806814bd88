package stories

import (
	"cmp"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// mostNews is how many events a News tells of, about as many as are read at a glance.
const mostNews = 5

// News says in a few lines what is new in a story: the summaries of the most
// important of the events that began on the day since or later, in the order of
// their dates, each with its day and with what it is when it has not simply taken
// place. events is any part of the story's timeline. It is "" when nothing is new.
func News(events []models.Event, since models.Day) string {
	var fresh []models.Event
	for _, e := range events {
		if e.Date != nil && e.Date.Start >= since && e.Summary != "" {
			fresh = append(fresh, e)
		}
	}
	slices.SortStableFunc(fresh, func(a, b models.Event) int {
		return cmp.Or(cmp.Compare(b.Importance, a.Importance), cmp.Compare(b.Date.Start, a.Date.Start), cmp.Compare(a.ID, b.ID))
	})
	fresh = fresh[:min(len(fresh), mostNews)]
	slices.SortStableFunc(fresh, func(a, b models.Event) int {
		return cmp.Or(cmp.Compare(a.Date.Start, b.Date.Start), cmp.Compare(a.ID, b.ID))
	})
	lines := make([]string, len(fresh))
	for i, e := range fresh {
		lines[i] = newsLine(e)
	}
	return strings.Join(lines, "\n")
}

// newsLine tells one event: "2025-11-23 (disputed): Rubio and Yermak held talks."
func newsLine(e models.Event) string {
	day := string(e.Date.Start)
	if e.Date.End > e.Date.Start {
		day += " to " + string(e.Date.End)
	}
	var marks []string
	if !happened(e.Status) {
		marks = append(marks, string(e.Status))
	}
	if e.Disputed {
		marks = append(marks, "disputed")
	}
	if len(marks) > 0 {
		day += " (" + strings.Join(marks, ", ") + ")"
	}
	return day + ": " + e.Summary
}
