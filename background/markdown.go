package background

import (
	"bufio"
	"fmt"
	"io"

	"github.com/throughline-news/throughline/exports"
)

// Markdown writes the answer to paste. Nothing that the draft or the articles
// say is taken for a mark or for HTML.
func (a Answer) Markdown(w io.Writer) error {
	out := bufio.NewWriter(w)
	p := a.page()
	md := exports.InMarkdown
	fmt.Fprintf(out, "# %s\n\nAs of %s.\n", md(p.Title), md(p.Date))
	fmt.Fprint(out, "\n## Conflicts with what was reported\n\n")
	if len(p.Conflicts) == 0 {
		fmt.Fprintln(out, "None found.")
	}
	for _, c := range p.Conflicts {
		fmt.Fprintf(out, "- **%s, %s** (%s): “%s” %s\n", md(c.Where), md(c.Field), c.Kind, md(c.Words), md(c.Line))
		for _, s := range c.Sources {
			fmt.Fprintf(out, "  - %s: “%s” %s\n", md(s.Value), md(s.Quote), exports.LinkInMarkdown(md(s.Name), s.URL))
		}
	}
	for _, s := range p.Stories {
		fmt.Fprintf(out, "\n## %s\n\nProbability %s: %s.\n\n", md(s.Title), md(s.Probability), md(s.Why))
		for _, e := range s.Events {
			told := ""
			if e.Told {
				told = " (told in the draft)"
			}
			fmt.Fprintf(out, "- **%s** %s%s\n  “%s” %s, %s\n", md(e.Date), md(e.Summary), told, md(e.Quote), exports.LinkInMarkdown(md(e.Name), e.URL), md(e.Counts))
		}
	}
	if len(p.People) > 0 {
		fmt.Fprint(out, "\n## Who is who\n\n")
	}
	for _, person := range p.People {
		fmt.Fprintf(out, "- **%s**: %s\n", md(person.Name), md(person.Is))
	}
	if len(p.Unknown) > 0 {
		fmt.Fprint(out, "\n## Not reported so far\n\n")
	}
	for _, u := range p.Unknown {
		fmt.Fprintf(out, "- %s\n", md(u))
	}
	return flushed(out)
}

// flushed ends a page: what went wrong on the way is told here.
func flushed(out *bufio.Writer) error {
	if err := out.Flush(); err != nil {
		return fmt.Errorf("background: write: %w", err)
	}
	return nil
}
