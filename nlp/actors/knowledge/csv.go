package knowledge

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
)

// csvHeader names the columns of a CSV file of entities.
var csvHeader = strings.Split(header, "\t")

// CSV reads entities from a CSV file with the header key,name,kind,country,aliases,wikidata,roles; the
// parts of aliases and roles have bars between. It yields each with its line, or the error
// of that line, and goes on; what the file is not at all ends it.
func CSV(r io.Reader) iter.Seq2[int, Result] {
	return func(yield func(int, Result) bool) {
		rows := csv.NewReader(r)
		rows.ReuseRecord = true
		rows.FieldsPerRecord = -1
		rows.TrimLeadingSpace = true
		for first := true; ; first = false {
			cells, err := rows.Read()
			line := lineOf(rows, err)
			switch {
			case errors.Is(err, io.EOF):
				return
			case err != nil && !errors.As(err, new(*csv.ParseError)):
				yield(line, Result{Err: fmt.Errorf("knowledge: read CSV: %w", err)})
				return
			case first && (err != nil || strings.TrimPrefix(strings.Join(cells, ","), "\ufeff") != strings.Join(csvHeader, ",")):
				yield(1, Result{Err: fmt.Errorf("knowledge: the first line is not %s", strings.Join(csvHeader, ","))})
				return
			case first:
				continue
			case err != nil:
				err = fmt.Errorf("knowledge: read CSV: %w", err)
			case len(cells) != len(csvHeader):
				err = fmt.Errorf("knowledge: %d cells (expected %d)", len(cells), len(csvHeader))
			}
			result := Result{Err: err}
			if err == nil {
				for i, c := range cells {
					cells[i] = strings.Clone(strings.TrimSpace(c))
				}
				result.Entity = row(cells, "|")
			}
			if !yield(line, result) {
				return
			}
		}
	}
}

// Result is an entity, or why there is none.
type Result struct {
	Entity Entity
	Err    error
}

// lineOf is the line of the row that was read last.
func lineOf(rows *csv.Reader, err error) int {
	var malformed *csv.ParseError
	switch {
	case errors.As(err, &malformed):
		return malformed.StartLine
	case err != nil:
		return 0
	}
	line, _ := rows.FieldPos(0)
	return line
}
