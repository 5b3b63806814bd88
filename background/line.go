package background

import (
	"fmt"
	"strings"
	"time"

	"github.com/throughline-news/throughline/models"
)

// line says a conflict in one line: "draft: 9 December 2025; 4 independent
// reports: 8 December 2025".
func line(c models.Conflict) string {
	parts := []string{"draft: " + shown(c, c.Draft)}
	for _, said := range c.Says {
		if said.Origins == 0 { // what is known of a person
			parts = append(parts, "on that date: "+said.Value)
			continue
		}
		parts = append(parts, reports(said.Origins)+": "+shown(c, said.Value))
	}
	out := strings.Join(parts, "; ")
	switch c.Kind {
	case models.ConflictDisputed:
		out += " (reports differ)"
	case models.ConflictOutdated:
		out += " (replaced since)"
	}
	return out
}

func reports(n int) string {
	if n == 1 {
		return "1 report"
	}
	return fmt.Sprintf("%d independent reports", n)
}

// shown writes a value for a person.
func shown(c models.Conflict, value string) string {
	switch c.Field {
	case models.ConflictDate:
		return shownDate(value)
	case models.ConflictNumber:
		return value + " " + c.Aspect
	}
	return value
}

// shownDate writes days in words, and other dates as they are.
func shownDate(edtf string) string {
	var days []string
	for part := range strings.SplitSeq(edtf, "/") {
		t, err := time.Parse(time.DateOnly, part)
		if err != nil {
			return edtf
		}
		days = append(days, t.Format("2 January 2006"))
	}
	return strings.Join(days, " to ")
}
