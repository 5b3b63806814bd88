package main

import (
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/events"
	"github.com/throughline-news/throughline/nlp/events/sentences"
	"github.com/throughline-news/throughline/nlp/reading"
)

// day is the day of publication that the sentences are read with.
const day models.Day = "2025-12-10"

// markedChoices are who and whom of the marked events of each sentence whose
// trigger is a candidate.
func markedChoices(x *index, reader *reading.Reader, coder *events.Coder, marked []sentences.Sentence) [][]*choice {
	out := make([][]*choice, len(marked))
	for i, s := range marked {
		rd := reader.Read(reading.Text{Body: s.Text, Published: day})
		shift := strings.Index(rd.Doc.Text, s.Text)
		if shift < 0 {
			continue
		}
		marks := func(start, end int) *sentences.Event {
			for k := range s.Events {
				if e := &s.Events[k]; start-shift < e.Trigger.End && e.Trigger.Start < end-shift {
					return e
				}
			}
			return nil
		}
		for _, c := range coder.Castings(rd.Input, func(start, end int) (models.EventType, bool) {
			if e := marks(start, end); e != nil {
				return e.Type, true
			}
			return "", false
		}) {
			e := marks(c.Start, c.End)
			for role, told := range [...][]sentences.Span{e.Who, e.Whom} {
				spans := make([]sentences.Span, len(told))
				for k, x := range told {
					spans[k] = sentences.Span{Start: x.Start + shift, End: x.End + shift}
				}
				if ch, ok := choiceOf(x, c, role, spans); ok {
					out[i] = append(out[i], ch)
				}
			}
		}
	}
	return out
}

// choiceOf is the choice of a role whose participants are told; false when no
// part stands for any of them.
func choiceOf(x *index, c events.Casting, role int, told []sentences.Span) (*choice, bool) {
	out := &choice{role: role, rules: len(c.Parts) - 1}
	for k, p := range c.Parts {
		out.parts = append(out.parts, x.code(p.Features))
		if rule := [...]string{p.Who, p.Whom}[role]; rule == "first" {
			out.rules = k
		}
	}
	if len(told) == 0 {
		out.told = []int{out.nobody()}
		out.right = out.told
		if role == 1 && out.rules != out.nobody() {
			out.right = []int{out.nobody(), out.rules}
		}
		return out, true
	}
	parts := map[int]bool{}
	for _, span := range told {
		if k := partOf(c.Parts, span); k >= 0 {
			parts[k] = true
		}
	}
	for k := range c.Parts {
		if first := c.Parts[k].List; parts[k] && (first == k || !parts[first]) {
			out.told = append(out.told, k)
		}
	}
	out.right = out.told
	return out, len(out.told) > 0
}

// partOf is the part that a marked phrase is about: the first whose head lies in it
// and that belongs to no other; else the name it is; -1 when there is none.
func partOf(parts []events.Part, marked sentences.Span) int {
	inner := -1
	for k, p := range parts[:len(parts)-1] {
		switch {
		case !p.Inner && marked.Start <= p.Head.Start && p.Head.End <= marked.End:
			return k
		case p.Inner && inner < 0 && marked.Start < p.End && p.Start < marked.End:
			inner = k
		}
	}
	return inner
}
