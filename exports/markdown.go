package exports

import (
	"bufio"
	"fmt"
	"slices"
	"strings"
)

// longestQuote is how many characters of a quote are shown to a reader.
const longestQuote = 300

type markdownEncoder struct {
	*bufio.Writer
	heading
}

func newMarkdown(w *bufio.Writer, h heading, _ Options) encoder { return markdownEncoder{w, h} }

func (m markdownEncoder) begin() error {
	_, err := fmt.Fprintf(m, "# %s\n", InMarkdown(m.title))
	return err
}

func (m markdownEncoder) write(e entry) error {
	_, err := fmt.Fprintf(m, "\n- **%s** %s (%s, %s)\n", shownDate(e), InMarkdown(e.Summary), strings.ToLower(string(e.Type)), shownStatus(e))
	if e.Quote != "" && err == nil {
		_, err = fmt.Fprintf(m, "  > %s\n\n", InMarkdown(Shorten(e.Quote, longestQuote)))
	}
	if err == nil {
		_, err = fmt.Fprintf(m, "  %s\n", sourceLine(e))
	}
	for i, line := range slices.Concat(statusLines(e.Statuses), claimLines(e.Claims)) {
		if err != nil {
			break
		}
		if i == 0 {
			line = "\n  - " + InMarkdown(line)
		} else {
			line = "  - " + InMarkdown(line)
		}
		_, err = fmt.Fprintln(m, line)
	}
	return err
}

func (markdownEncoder) end() error { return nil }

func sourceLine(e entry) string {
	name := InMarkdown(e.Publisher)
	if name == "" {
		name = "source"
	}
	return fmt.Sprintf("%s, %d reports, %d origins", LinkInMarkdown(name, e.URL), e.ReportCount, e.OriginCount)
}

// LinkInMarkdown links a name, which is Markdown already, to an address of the
// web; another address is left out.
func LinkInMarkdown(name, address string) string {
	if !IsWeb(address) {
		return name
	}
	return "[" + name + "](<" + strings.NewReplacer("<", "%3C", ">", "%3E", "\n", "", "\r", "", "\\", "%5C").Replace(address) + ">)"
}

// InMarkdown writes text so that none of it is taken for a mark or for HTML.
func InMarkdown(s string) string { return markdownMarks.Replace(s) }

var markdownMarks = strings.NewReplacer("\n", " ", `\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "~", `\~`, "&", `\&`, "!", `\!`)
