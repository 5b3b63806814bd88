package exports

import (
	"bufio"
	"encoding/csv"
	"strconv"
	"strings"
	"unicode/utf8"
)

// csvColumns are the names in the first row. New ones are added at the end.
var csvColumns = []string{"start", "end", "precision", "basis", "type", "mode", "status", "summary", "place", "country", "actors", "recipients", "reports", "origins",
	"confidence", "quote", "publisher", "url", "id", "disputed", "edtf", "quad", "score", "place_precision", "lat", "lon"}

type csvEncoder struct{ *csv.Writer }

func newCSV(w *bufio.Writer, _ heading, _ Options) encoder {
	c := csv.NewWriter(w)
	c.UseCRLF = true // RFC 4180
	return csvEncoder{c}
}

func (c csvEncoder) begin() error { return c.Write(csvColumns) }

func (c csvEncoder) write(e entry) error {
	d := e.day()
	row := []string{string(d.Start), string(d.End), string(d.Precision), string(d.Basis), string(e.Type), e.Mode, string(e.Status), cell(e.Summary), cell(e.Place), e.Country,
		cell(strings.Join(e.Actors, "; ")), cell(strings.Join(e.Recipients, "; ")), strconv.Itoa(e.ReportCount), strconv.Itoa(e.OriginCount),
		strconv.FormatFloat(e.Confidence, 'f', 2, 64), cell(e.Quote), cell(e.Publisher), cell(e.URL), e.ID, strconv.FormatBool(e.Disputed), d.EDTF, string(e.Quad), "", "", "", ""}
	if e.Quad != "" {
		row[22] = number(e.Score)
	}
	if e.at != nil {
		row[23], row[24], row[25] = string(e.at.Precision), number(e.at.Lat), number(e.at.Lon)
	}
	return c.Write(row)
}

func (c csvEncoder) end() error {
	c.Flush()
	return c.Error()
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// cell keeps a spreadsheet from taking words from the web for a formula: an
// apostrophe before them says that they are text (OWASP, CSV injection, whose list
// this is; some spreadsheets know the wide signs of East Asian texts, too).
func cell(s string) string {
	if first, _ := utf8.DecodeRuneInString(s); s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return "'" + s
	}
	return s
}
