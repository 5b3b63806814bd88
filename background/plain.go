package background

import (
	"bufio"
	"fmt"
	"io"
)

// Plain writes the answer for a person at a terminal.
func (a Answer) Plain(w io.Writer) error {
	out := bufio.NewWriter(w)
	p := a.page()
	fmt.Fprintf(out, "%s, as of %s\n\nCONFLICTS\n", p.Title, p.Date)
	if len(p.Conflicts) == 0 {
		fmt.Fprintln(out, "  none found")
	}
	for _, c := range p.Conflicts {
		fmt.Fprintf(out, "  %s, %s (%s): %q\n    %s\n", c.Where, c.Field, c.Kind, c.Words, c.Line)
		for _, s := range c.Sources {
			fmt.Fprintf(out, "    %s: %q %s %s\n", s.Value, s.Quote, s.Name, s.URL)
		}
	}
	for _, s := range p.Stories {
		fmt.Fprintf(out, "\n%s (%s)\n  %s\n", s.Title, s.Probability, s.Why)
		for _, e := range s.Events {
			told := ""
			if e.Told {
				told = " (told in the draft)"
			}
			fmt.Fprintf(out, "  %s  %s%s\n    %q %s, %s %s\n", e.Date, e.Summary, told, e.Quote, e.Name, e.Counts, e.URL)
		}
	}
	if len(p.People) > 0 {
		fmt.Fprint(out, "\nWHO IS WHO\n")
	}
	for _, person := range p.People {
		fmt.Fprintf(out, "  %s: %s\n", person.Name, person.Is)
	}
	if len(p.Unknown) > 0 {
		fmt.Fprint(out, "\nNOT REPORTED SO FAR\n")
	}
	for _, u := range p.Unknown {
		fmt.Fprintf(out, "  %s\n", u)
	}
	return flushed(out)
}
