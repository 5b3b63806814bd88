package background

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"github.com/throughline-news/throughline/exports"
)

//go:embed answer.html
var answerHTML string

var answerTemplate = template.Must(template.New("answer").Funcs(template.FuncMap{"web": exports.IsWeb}).Parse(answerHTML))

// HTML writes the answer as a fragment to paste into a page: no scripts, no
// styles, and every word of the draft and the articles escaped.
func (a Answer) HTML(w io.Writer) error {
	if err := answerTemplate.Execute(w, a.page()); err != nil {
		return fmt.Errorf("background: write: %w", err)
	}
	return nil
}
