package exports

import (
	"bufio"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/throughline-news/throughline/models"
)

type tableEncoder struct {
	*tabwriter.Writer
	Options
}

func newTable(w *bufio.Writer, _ heading, o Options) encoder {
	return tableEncoder{tabwriter.NewWriter(w, 0, 4, 2, ' ', 0), o}
}

func (t tableEncoder) begin() error {
	_, err := fmt.Fprintln(t, "DATE\tTYPE\tSTATUS\tWHAT\tWHERE\tREPORTS\tORIGINS\tQUOTE")
	return err
}

func (t tableEncoder) write(e entry) error {
	_, err := fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%d\t%d\t%s\n", shownDate(e), e.Type, shownStatus(e), Shorten(e.Summary, 70), e.Place, e.ReportCount, e.OriginCount, Shorten(e.Quote, 60))
	var lines []string
	if t.Claims {
		lines = slices.Concat(statusLines(e.Statuses), claimLines(e.Claims), originLines(e.Origins, t.Why))
	}
	if t.Why {
		lines = append(lines, fmt.Sprintf("linked with %.2f: %s", e.link, reasonsLine(e.Reasons)))
	}
	for _, line := range lines {
		_, more := fmt.Fprintf(t, "\t\t\t%s\t\t\t\t\n", line)
		err = errors.Join(err, more)
	}
	return err
}

func (t tableEncoder) end() error { return t.Flush() }

func shownDate(e entry) string {
	if e.Date == nil {
		return "not stated"
	}
	return e.Date.Shown()
}

// shownStatus is the status of an event and whether it is disputed.
func shownStatus(e entry) string {
	if e.Disputed {
		return string(e.Status) + ", disputed"
	}
	return string(e.Status)
}

func reasonsLine(reasons []models.Reason) string {
	var parts []string
	for _, r := range reasons {
		parts = append(parts, fmt.Sprintf("%s %+.2f", r.Feature, r.Weight))
	}
	return strings.Join(parts, ", ")
}
