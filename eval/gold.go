// Package eval measures the reader and the linker on the project's own gold
// set: the sample articles, marked by hand. Scoring is pure; floors below which
// no figure may fall are kept beside it.
package eval

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/throughline-news/throughline/models"
)

//go:embed gold/samples.yaml
var samplesYAML []byte

// Sample is one article as it was marked: see gold/README.md for the fields.
type Sample struct {
	File      string     `yaml:"file"`
	URL       string     `yaml:"url"`
	Published models.Day `yaml:"published"`
	Story     string     `yaml:"story"`
	Optional  bool       `yaml:"optional"`
	Events    []Event    `yaml:"events"`
	Ignore    []string   `yaml:"ignore"`
	Numbers   []Number   `yaml:"numbers"`
}

// Number is a number of an event: its words, what it counts and how many as
// Shown writes it, and the types of event it may be told of.
type Number struct {
	Words string             `yaml:"words"`
	Is    string             `yaml:"is"`
	Of    []models.EventType `yaml:"of,flow"`
}

// Event is one clause that tells a happening.
type Event struct {
	Words      string             `yaml:"words"`
	Main       bool               `yaml:"main"`
	Optional   bool               `yaml:"optional"`
	Type       []models.EventType `yaml:"type,flow"`
	Status     []models.Status    `yaml:"status,flow"`
	Date       string             `yaml:"date"`
	Place      string             `yaml:"place"`
	Actors     []string           `yaml:"actors,flow"`
	Recipients []string           `yaml:"recipients,flow"`
	Same       string             `yaml:"same"`
}

// notStated marks a date that the text does not give.
const notStated = "none"

// Samples returns the gold set, checked for slips of the pen.
func Samples() ([]Sample, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(samplesYAML))
	decoder.KnownFields(true)
	var samples []Sample
	if err := decoder.Decode(&samples); err != nil {
		return nil, fmt.Errorf("eval: gold set: %w", err)
	}
	for _, s := range samples {
		if err := s.check(); err != nil {
			return nil, fmt.Errorf("eval: gold set: %s: %w", s.name(), err)
		}
	}
	return samples, nil
}

func (s Sample) name() string {
	if s.URL != "" {
		return s.URL
	}
	return s.File
}

func (s Sample) check() error {
	if s.File == "" || len(s.Events) == 0 {
		return errors.New("no file or no events")
	}
	main := false
	for _, e := range s.Events {
		if e.Words == "" || len(e.Type) == 0 || len(e.Status) == 0 {
			return fmt.Errorf("event %q: words, type and status are needed", e.Words)
		}
		if _, _, err := e.dates(); err != nil {
			return fmt.Errorf("event %q: %w", e.Words, err)
		}
		main = main || e.Main
	}
	if !main {
		return errors.New("no main event")
	}
	return nil
}

// dates returns the marked range; both are "" when none is marked or stated.
func (e Event) dates() (first, last models.Day, err error) {
	if e.Date == "" || e.Date == notStated {
		return "", "", nil
	}
	a, b, ok := strings.Cut(e.Date, "/")
	if !ok {
		b = a
	}
	if first, err = models.ParseDay(a); err == nil {
		last, err = models.ParseDay(b)
	}
	return first, last, err
}
