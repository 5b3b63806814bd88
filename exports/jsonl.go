package exports

import (
	"bufio"
	"encoding/json"
)

type jsonlEncoder struct{ *json.Encoder }

func newJSONL(w *bufio.Writer, _ heading, _ Options) encoder {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return jsonlEncoder{encoder}
}

func (jsonlEncoder) begin() error          { return nil }
func (j jsonlEncoder) write(e entry) error { return j.Encode(e) }
func (jsonlEncoder) end() error            { return nil }

// jsonList writes items as they come into the list of one JSON object.
type jsonList struct {
	*bufio.Writer
	before string // all that comes before the first item
	some   bool
}

func (l *jsonList) begin() error {
	_, err := l.WriteString(l.before)
	return err
}

func (l *jsonList) item(v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if l.some {
		raw = append([]byte(",\n"), raw...)
	}
	l.some = true
	_, err = l.Write(raw)
	return err
}

func (l *jsonList) end() error {
	_, err := l.WriteString("]}\n")
	return err
}
