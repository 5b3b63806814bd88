package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/places"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/source"
)

// item is one line of input of the commands with --jsonl.
type item struct {
	ID        string      `json:"id"`
	Text      string      `json:"text"`
	Title     string      `json:"title"`
	Published string      `json:"published"`
	URL       string      `json:"url"`
	Source    string      `json:"source"`
	Home      places.Home `json:"home"`
	Story     string      `json:"story"`
	Learn     *bool       `json:"learn"` // absent means true

	day models.Day
	at  *time.Time
}

// refusal is what is written for a line that cannot be read.
type refusal struct {
	ID    string `json:"id,omitempty"`
	Line  int    `json:"line"`
	Error string `json:"error"`
}

// parseItem reads one line. On an error the item holds the id if there was one.
func parseItem(line []byte) (item, error) {
	var it item
	if err := json.Unmarshal(line, &it); err != nil {
		var id struct {
			ID string `json:"id"`
		}
		_ = json.Unmarshal(line, &id) // for the report only; a line that is no JSON has no id
		var mistyped *json.UnmarshalTypeError
		if errors.As(err, &mistyped) {
			return item{ID: id.ID}, fmt.Errorf("%s is a %s (expected %s)", mistyped.Field, mistyped.Value, mistyped.Type)
		}
		return item{ID: id.ID}, fmt.Errorf("not a JSON object: %w", err)
	}
	if it.ID == "" {
		return it, errors.New("no id")
	}
	if it.Text == "" && it.Title == "" {
		return it, errors.New("neither text nor title")
	}
	var err error
	it.day, it.at, err = source.ParsePublished(it.Published)
	if err != nil {
		return it, fmt.Errorf("published: %w", err)
	}
	return it, nil
}

func (it item) article() models.Article {
	return models.Article{ID: it.ID, Title: it.Title, Text: it.Text, URL: it.URL, Publisher: it.Source, PublishedOn: it.day, PublishedAt: it.at}
}

func (it item) reading(r *reading.Reader) reading.Reading {
	return r.Read(reading.Text{Title: it.Title, Body: it.Text, Published: it.day, Home: it.Home})
}

// openInput opens path, or standard input when it is "" or "-".
func openInput(path string, stdin io.Reader) (io.ReadCloser, error) {
	if path == "" || path == "-" {
		return io.NopCloser(stdin), nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, usageError{err}
	}
	return f, nil
}

// line is one line of input: the item it holds, or why it holds none.
type line struct {
	number int
	item   item
	err    error
}

// answered is a line and what work made of it.
type answered[T any] struct {
	line
	answer T
}

// eachItem reads JSON Lines from r, runs work on the items on all processors and
// emit on every line in input order. Blank lines count but are passed over. It
// returns what emit or reading failed with.
func eachItem[T any](r io.Reader, work func(item) T, emit func(answered[T]) error) error {
	queue := make(chan chan answered[T], 4*runtime.GOMAXPROCS(0))
	stop := make(chan struct{})
	failed := make(chan error, 1)
	go func() {
		defer close(queue)
		slots := make(chan struct{}, runtime.GOMAXPROCS(0))
		failed <- source.Lines(r, func(number int, text []byte, err error) bool {
			l := line{number: number, err: err}
			if err == nil {
				l.item, l.err = parseItem(text)
			}
			done := make(chan answered[T], 1)
			select {
			case queue <- done:
			case <-stop:
				return false
			}
			if l.err != nil {
				done <- answered[T]{line: l}
				return true
			}
			slots <- struct{}{}
			go func() {
				done <- answered[T]{l, work(l.item)}
				<-slots
			}()
			return true
		})
	}()
	var err error
	for done := range queue {
		a := <-done
		if err == nil {
			if err = emit(a); err != nil {
				close(stop)
			}
		}
	}
	return errors.Join(err, <-failed)
}

// jsonWriter writes one JSON object a line and remembers refusals.
type jsonWriter struct {
	buffer  *bufio.Writer
	encoder *json.Encoder
	refused bool
}

func newJSONWriter(w io.Writer) *jsonWriter {
	b := bufio.NewWriterSize(w, 1<<16)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	return &jsonWriter{buffer: b, encoder: e}
}

func (w *jsonWriter) write(v any) error { return w.encoder.Encode(v) }

func (w *jsonWriter) refuse(l line) error {
	w.refused = true
	return w.write(refusal{l.item.ID, l.number, l.err.Error()})
}

// finish flushes and returns errRefused if a line was refused.
func (w *jsonWriter) finish() error {
	if err := w.buffer.Flush(); err != nil {
		return err
	}
	if w.refused {
		return errRefused
	}
	return nil
}
