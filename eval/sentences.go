package eval

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/events/sentences"
	"github.com/throughline-news/throughline/nlp/reading"
)

// SentenceReport is what the marked sentences that nothing is learned from say
// of the reader, event by event.
type SentenceReport struct {
	Sentences   int      `json:"sentences"`
	Types       []Figure `json:"types"`    // by type: trigger and type right
	Statuses    []Figure `json:"statuses"` // by status, of the events whose trigger was found
	Reliability []Bin    `json:"reliability"`
}

// Bin is the mentions given confidences of one tenth, and how many of them are
// marked events of the right type.
type Bin struct {
	From  float64 `json:"from"`
	Right int     `json:"right"`
	Given int     `json:"given"`
}

// sentenceDay is the day on which the gold sentences count as published, a
// Wednesday: without one their weekdays would be no dates.
const sentenceDay models.Day = "2025-12-10"

// Sentences reads every gold sentence by itself and compares.
func Sentences(reader *reading.Reader) (SentenceReport, error) {
	gold, err := sentences.Gold()
	if err != nil {
		return SentenceReport{}, fmt.Errorf("eval: %w", err)
	}
	return scoreSentences(gold, func(text string) []models.Mention {
		return reader.Read(reading.Text{Body: text, Published: sentenceDay}).Mentions
	}), nil
}

func scoreSentences(gold []sentences.Sentence, read func(text string) []models.Mention) SentenceReport {
	types, statuses := map[string]*Tally{}, map[string]*Tally{}
	bins := make([]Bin, 10)
	for i := range bins {
		bins[i].From = float64(i) / 10
	}
	for _, s := range gold {
		var given []models.Mention
		for _, m := range read(s.Text) {
			if m.Type != models.Other { // only a main event that fits nothing is OTHER
				given = append(given, m)
			}
		}
		right := make([]bool, len(given))
		for _, e := range s.Events {
			at(types, string(e.Type)).Gold++
			k := tells(s.Text, e, given)
			if k < 0 {
				continue
			}
			m := &given[k]
			right[k] = m.Type == e.Type
			if m.Confidence < least {
				continue
			}
			if right[k] {
				at(types, string(e.Type)).Right++
			}
			at(statuses, string(e.Status)).Gold++
			at(statuses, string(m.Status)).Found++
			if m.Status == e.Status {
				at(statuses, string(e.Status)).Right++
			}
		}
		for k, m := range given {
			b := &bins[min(9, int(m.Confidence*10))]
			b.Given++
			if right[k] {
				b.Right++
			}
			if m.Confidence >= least {
				at(types, string(m.Type)).Found++
			}
		}
	}
	report := SentenceReport{Sentences: len(gold), Types: inOrder(types), Statuses: inOrder(statuses)}
	for _, b := range bins {
		if b.Given > 0 {
			report.Reliability = append(report.Reliability, b)
		}
	}
	return report
}

func at(tallies map[string]*Tally, name string) *Tally {
	if tallies[name] == nil {
		tallies[name] = &Tally{}
	}
	return tallies[name]
}

// inOrder lists tallies by name, and their sum as "all" behind them.
func inOrder(tallies map[string]*Tally) []Figure {
	var out []Figure
	var all Tally
	for name, t := range tallies {
		out = append(out, Figure{name, *t})
		all.Right, all.Found, all.Gold = all.Right+t.Right, all.Found+t.Found, all.Gold+t.Gold
	}
	slices.SortFunc(out, func(a, b Figure) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
	return append(out, Figure{"all", all})
}

// tells is the mention whose trigger shares letters with that of e, one of its
// type first; -1 when none does.
func tells(text string, e sentences.Event, given []models.Mention) int {
	start, end := utf8.RuneCountInString(text[:e.Trigger.Start]), utf8.RuneCountInString(text[:e.Trigger.End])
	best := -1
	for k, m := range given {
		if m.TriggerStart < end && start < m.TriggerEnd && (best < 0 || m.Type == e.Type && given[best].Type != e.Type) {
			best = k
		}
	}
	return best
}
