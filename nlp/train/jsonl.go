package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
)

// document is a line of a set of documents with spans in code points.
type document struct {
	ID, Source, Text string
	Entities         []entity
	Links            []struct {
		Start, End int
		Title      string
	}
}

type entity struct {
	Start, End int
	Type       string
}

// readDocuments reads a file of one JSON document a line and turns its offsets into bytes.
func readDocuments(path string) ([]document, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read set: %w", err)
	}
	defer file.Close()
	var out []document
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var d document
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			return nil, fmt.Errorf("read %s: line %d: %w", path, len(out)+1, err)
		}
		at := make([]int, 0, len(d.Text)+1)
		for i := range d.Text {
			at = append(at, i)
		}
		at = append(at, len(d.Text))
		for i := range d.Entities {
			e := &d.Entities[i]
			if e.Start < 0 || e.End >= len(at) || e.Start >= e.End {
				return nil, fmt.Errorf("read %s: %s: span %d-%d is not in the text", path, d.ID, e.Start, e.End)
			}
			e.Start, e.End = at[e.Start], at[e.End]
		}
		for i := range d.Links {
			l := &d.Links[i]
			if l.Start < 0 || l.End >= len(at) || l.Start >= l.End {
				return nil, fmt.Errorf("read %s: %s: link %d-%d is not in the text", path, d.ID, l.Start, l.End)
			}
			l.Start, l.End = at[l.Start], at[l.End]
		}
		out = append(out, d)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return out, nil
}

// learn returns the document as a text to learn from.
func (d *document) learn(like text) text {
	like.body = d.Text
	for _, e := range d.Entities {
		if k := kindOf(e.Type); k != unknown {
			like.spans = append(like.spans, span{e.Start, e.End, k})
		}
	}
	return like
}

// plainNames makes the spans of a set that marks whole phrases ("the
// Government of Iraq", "he", "Minister Ellwood, ...") into names: what stands
// before the first capital goes, so do titles, and what has small words other
// than of, the, and, for, or lies within another, is left out.
func (x *text) plainNames() {
	var kept []span
	for _, s := range x.spans {
		s = x.nameIn(s)
		if s.start == s.end {
			continue
		}
		if s.kind == kindPerson {
			if s = trimTitle(x.body, s); s.start == s.end {
				continue
			}
		}
		kept = append(kept, s)
	}
	x.spans = x.spans[:0]
	for i, s := range kept {
		within := false
		for j, o := range kept {
			longer := o.end-o.start > s.end-s.start || o.end-o.start == s.end-s.start && j < i
			within = within || longer && o.start < s.end && s.start < o.end
		}
		if !within {
			x.spans = append(x.spans, s)
		}
	}
}

// nameIn returns the part of s that is a name, empty when none is.
func (x *text) nameIn(s span) span {
	phrase := x.body[s.start:s.end]
	words := strings.Fields(phrase)
	first := -1
	for _, w := range words {
		at := s.start + strings.Index(x.body[s.start:], w)
		if capital(w) && !(first < 0 && (w == "The" || w == "A" || w == "An")) {
			first = at
			break
		}
		switch w {
		case "in", "of", "from", "at", "near", "on", "by", "with", "for", "to", "and":
			return span{} // the name is not of what the phrase is of
		}
	}
	if first < 0 || strings.Contains(x.body[first:s.end], ",") {
		return span{}
	}
	for _, w := range strings.Fields(x.body[first:s.end]) {
		switch w {
		case "of", "the", "and", "for", "&", "al", "bin", "de":
		case "He", "She", "They", "We", "It", "I", "His", "Their", "Our":
			return span{}
		default:
			if !capital(w) && !strings.Contains(w, "-") {
				return span{}
			}
		}
	}
	return span{first, s.end, s.kind}
}
