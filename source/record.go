package source

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/throughline-news/throughline/models"
)

// MaxLine is the longest line of JSON Lines that is read, in bytes.
const MaxLine = 16 << 20

// Lines calls fn with every line of r that is not blank and its number, counted
// from 1. A line longer than MaxLine is passed over and reported to fn as an
// error. It stops when fn returns false, and returns what reading failed with.
func Lines(r io.Reader, fn func(number int, line []byte, err error) bool) error {
	buffer := bufio.NewReaderSize(r, 1<<16)
	for number := 1; ; number++ {
		line, size, err := readLine(buffer)
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("line %d: %w", number, err)
		}
		switch {
		case size > MaxLine:
			if !fn(number, nil, fmt.Errorf("longer than %d MiB", MaxLine>>20)) {
				return nil
			}
		case len(bytes.TrimSpace(line)) > 0:
			if !fn(number, line, nil) {
				return nil
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
	}
}

// readLine returns the next line, which the caller may keep, and its size. Of a
// line longer than MaxLine only the size is right.
func readLine(r *bufio.Reader) (line []byte, size int, err error) {
	for {
		part, err := r.ReadSlice('\n')
		size += len(part)
		if size <= MaxLine {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return bytes.TrimPrefix(line, []byte("\xef\xbb\xbf")), size, err
		}
	}
}

// record is an article as JSON: an object of a .json file or a line of .jsonl.
type record struct {
	URL       string   `json:"url"`
	Title     string   `json:"title"`
	Text      string   `json:"text"`
	Source    string   `json:"source"`
	Publisher string   `json:"publisher"`
	Authors   []string `json:"authors"`
	Language  string   `json:"language"`
	Published string   `json:"published"`
}

func (r record) article() (models.Article, error) {
	day, at, err := ParsePublished(r.Published)
	if err != nil {
		return models.Article{}, fmt.Errorf("published: %w", err)
	}
	if r.Text == "" && r.Title == "" {
		return models.Article{}, errors.New("neither text nor title")
	}
	if r.Publisher == "" {
		r.Publisher = r.Source
	}
	return models.Article{URL: r.URL, Title: r.Title, Text: r.Text, Publisher: r.Publisher, Authors: r.Authors,
		Language: r.Language, PublishedOn: day, PublishedAt: at}, nil
}

func parseRecord(line []byte) (models.Article, error) {
	var r record
	if err := json.Unmarshal(line, &r); err != nil {
		return models.Article{}, jsonError(err)
	}
	return r.article()
}

// parseRecords reads one JSON object or an array of them.
func parseRecords(body []byte) ([]record, error) {
	body = bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
	if bytes.HasPrefix(body, []byte("[")) {
		var rs []record
		if err := json.Unmarshal(body, &rs); err != nil {
			return nil, jsonError(err)
		}
		if len(rs) == 0 {
			return nil, errors.New("an empty list")
		}
		return rs, nil
	}
	var r record
	if err := json.Unmarshal(body, &r); err != nil {
		return nil, jsonError(err)
	}
	return []record{r}, nil
}

func jsonError(err error) error {
	var mistyped *json.UnmarshalTypeError
	if errors.As(err, &mistyped) {
		if mistyped.Field == "" {
			return fmt.Errorf("JSON of type %s (expected an object with text, title, url, published …)", mistyped.Value)
		}
		return fmt.Errorf("%s is a %s (expected %s)", mistyped.Field, mistyped.Value, mistyped.Type)
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Errorf("malformed JSON at byte %d: %w", syntax.Offset, syntax)
	}
	return fmt.Errorf("malformed JSON: %w", err)
}
