package eval

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// Write prints the figures as a table, and with misses what went wrong.
func (r Report) Write(w io.Writer, misses bool) error {
	table := tabwriter.NewWriter(w, 0, 4, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "\tprecision\trecall\tF1\tright\tfound\tgold\t")
	for _, f := range r.Figures {
		fmt.Fprintf(table, "%s\t%.1f\t%.1f\t%.1f\t%d\t%d\t%d\t\n", f.Name, 100*f.Precision(), 100*f.Recall(), 100*f.F1(), f.Right, f.Found, f.Gold)
	}
	if err := table.Flush(); err != nil {
		return fmt.Errorf("eval: write report: %w", err)
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
