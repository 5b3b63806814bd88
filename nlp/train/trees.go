package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// mention is a phrase of a sentence that its annotation calls an entity. head
// holds its main words, counted from 1 within it.
type mention struct {
	first, last int // words of the sentence, last exclusive
	label, head string
}

// sentence is what is read of a sentence of trees.
type sentence struct {
	words, tags []string
	mentions    []mention
	marked      bool           // the file marks mentions
	open        map[string]int // mentions that go on, by id
}

// readTrees reads the named entities of a file in CoNLL-U with entities in its
// last column as GUM writes them, without the documents whose ids are in
// skip. A mention is a name when its main words are. In a file that marks none
// (marked is false) every proper noun may be any name, and nothing else is one.
func readTrees(path string, skip map[string]bool, marked bool, like text) ([]text, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read set: %w", err)
	}
	defer file.Close()
	var out []text
	cur, body := like, strings.Builder{}
	s := sentence{marked: marked, open: map[string]int{}}
	id := ""
	flush := func() {
		if cur.body = body.String(); cur.body != "" && !skip[id] {
			out = append(out, cur)
		}
		cur = like
		body.Reset()
	}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if line == "" {
			s.write(&body, &cur)
			s = sentence{marked: marked, open: map[string]int{}}
			continue
		}
		if name, ok := strings.CutPrefix(line, "# newdoc id = "); ok {
			flush()
			id = name
		}
		fields := strings.Split(line, "\t")
		if line[0] == '#' || len(fields) != 10 || strings.ContainsAny(fields[0], "-.") {
			continue
		}
		s.words, s.tags = append(s.words, fields[1]), append(s.tags, fields[4])
		for _, part := range strings.Split(fields[9], "|") {
			if marks, ok := strings.CutPrefix(part, "Entity="); ok {
				s.read(marks)
			}
		}
	}
	s.write(&body, &cur)
	flush()
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return out, nil
}

// read takes the marks of the last word: "(ID-TYPE-...-HEAD-..." opens a
// mention, "ID)" closes one, and a closing bracket right after the opening one's
// text does both.
func (s *sentence) read(marks string) {
	for marks != "" {
		if marks[0] != '(' {
			id, rest, ok := strings.Cut(marks, ")")
			if !ok {
				return
			}
			if m, open := s.open[id]; open {
				s.mentions[m].last = len(s.words)
				delete(s.open, id)
			}
			marks = rest
			continue
		}
		end := 1 + strings.IndexAny(marks[1:], "()")
		if end == 0 {
			end = len(marks)
		}
		fields := strings.SplitN(marks[1:end], "-", 7)
		if len(fields) > 5 {
			m := mention{first: len(s.words) - 1, label: fields[1], head: fields[5]}
			if end < len(marks) && marks[end] == ')' {
				m.last = len(s.words)
				end++
			} else {
				s.open[fields[0]] = len(s.mentions)
			}
			s.mentions = append(s.mentions, m)
		}
		marks = marks[end:]
	}
}

// write appends the sentence to the text.
func (s *sentence) write(body *strings.Builder, x *text) {
	if len(s.words) == 0 {
		return
	}
	starts := make([]int, len(s.words))
	for i, w := range s.words {
		starts[i] = body.Len()
		body.WriteString(w)
		if !s.marked && strings.HasPrefix(s.tags[i], "NNP") {
			x.spans = append(x.spans, span{starts[i], body.Len(), unknown})
		}
		body.WriteByte(' ')
	}
	body.WriteByte('\n')
	covered := 0 // words before it are in a name
	for _, m := range s.mentions {
		kind := unknown
		switch m.label {
		case "person":
			kind = kindPerson
		case "place":
			kind = kindPlace
		case "organization":
			kind = kindOrg
		}
		first, last := s.name(m)
		if first == last && kind != unknown && m.last > 0 { // what is named within it is not told
			for i := max(m.first, covered); i < m.last; i++ {
				if capital(s.words[i]) {
					x.spans = append(x.spans, span{starts[i], starts[i] + len(s.words[i]), unknown})
				}
			}
		}
		if first == last || first < covered || kind == unknown {
			continue
		}
		covered = last
		sp := span{starts[first], starts[last-1] + len(s.words[last-1]), kind}
		if kind == kindPerson {
			sp = trimTitle(body.String(), sp)
		}
		x.spans = append(x.spans, sp)
	}
}

// name returns the words of the mention that are a name, none when its main words are not.
func (s *sentence) name(m mention) (first, last int) {
	heads := strings.Split(m.head, ",")
	from, err1 := strconv.Atoi(heads[0])
	to, err2 := strconv.Atoi(heads[len(heads)-1])
	first, last = m.first+from-1, m.first+to
	if err1 != nil || err2 != nil || m.last == 0 || last > m.last || first >= last {
		return 0, 0
	}
	for i := first; i < last; i++ {
		named := strings.HasPrefix(s.tags[i], "NNP") && capital(s.words[i])
		if !named && (i == first || i == last-1 || !capital(s.words[i]) && s.words[i] != "of" && s.words[i] != "the" && s.words[i] != "and" && s.words[i] != "'s") {
			return 0, 0
		}
	}
	return first, last
}
