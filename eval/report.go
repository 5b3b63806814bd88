package eval

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
)

// And is both reports in one.
func (r Report) And(o Report) Report {
	return Report{slices.Concat(r.Figures, o.Figures), slices.Concat(r.Misses, o.Misses)}
}

// Write prints the figures as a table, and with misses what went wrong.
func (r Report) Write(w io.Writer, misses bool) error {
	if err := writeFigures(w, "", r.Figures); err != nil {
		return err
	}
	if !misses {
		return nil
	}
	for _, m := range r.Misses {
		if _, err := fmt.Fprintln(w, m); err != nil {
			return fmt.Errorf("eval: write report: %w", err)
		}
	}
	return nil
}

// Write prints precision and recall of each type and status, and how far
// confidences can be relied on.
func (r SentenceReport) Write(w io.Writer) error {
	if err := writeFigures(w, "type", r.Types); err != nil {
		return err
	}
	fmt.Fprintln(w)
	if err := writeFigures(w, "status", r.Statuses); err != nil {
		return err
	}
	fmt.Fprintln(w)
	table := tabwriter.NewWriter(w, 0, 4, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "confidence\tgiven\tright\tshare\t")
	for _, b := range r.Reliability {
		fmt.Fprintf(table, "%.1f\t%d\t%d\t%.0f %%\t\n", b.From, b.Given, b.Right, 100*share(b.Right, b.Given))
	}
	if err := table.Flush(); err != nil {
		return fmt.Errorf("eval: write report: %w", err)
	}
	return nil
}

func writeFigures(w io.Writer, head string, figures []Figure) error {
	table := tabwriter.NewWriter(w, 0, 4, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(table, "%s\tprecision\trecall\tF1\tright\tfound\tgold\t\n", head)
	for _, f := range figures {
		fmt.Fprintf(table, "%s\t%.1f\t%.1f\t%.1f\t%d\t%d\t%d\t\n", f.Name, 100*f.Precision(), 100*f.Recall(), 100*f.F1(), f.Right, f.Found, f.Gold)
	}
	if err := table.Flush(); err != nil {
		return fmt.Errorf("eval: write report: %w", err)
	}
	return nil
}
