package main

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strings"
)

// The generated pages: layouts and lists of facts, both written for this
// purpose; the names of persons are crossed from those of the labelled sets.

//go:embed pages/pages.txt
var pageLayouts string

//go:embed pages/lists.tsv
var pageLists string

// pagesEach is how many texts are made of each layout.
const pagesEach = 8

// slotKinds says what the lists hold.
var slotKinds = map[string]int{
	"person": kindPerson, "surname": kindPerson, "initial": kindPerson,
	"nation": kindPlace, "town": kindPlace, "state": kindPlace,
	"club": kindOrg, "franchise": kindOrg, "team": kindOrg, "nickname": kindOrg, "county": kindOrg, "rugbyclub": kindOrg, "raceteam": kindOrg,
	"newcompany": kindOrg, "media": kindOrg, "party": kindOrg, "school": kindOrg, "agency": kindOrg, "unit": kindOrg, "band": kindOrg,
	"basketclub": kindOrg, "college": kindOrg, "ministry": kindOrg, "company": kindOrg, "firm": kindOrg, "body": kindOrg,
	"adjective": kindMisc, "league": kindMisc, "tournament": kindMisc,
}

// pager fills layouts.
type pager struct {
	rng            *rand.Rand
	lists          map[string][]string
	first, surname []string
}

// generate returns the generated pages.
func generate(labelled []text, like text) ([]text, error) {
	p := &pager{rng: rand.New(rand.NewPCG(7, 7)), lists: pageTables()}
	p.persons(labelled)
	var out []text
	for layout := range strings.SplitSeq(pageLayouts, "\n%%\n") {
		for range pagesEach {
			x, err := p.page(layout, like)
			if err != nil {
				return nil, err
			}
			out = append(out, x)
		}
	}
	return out, nil
}

// pageTables returns the lists of facts by their names.
func pageTables() map[string][]string {
	lists := map[string][]string{}
	for line := range strings.Lines(pageLists) {
		if name, entries, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && line[0] != '#' {
			lists[name] = strings.Split(entries, "|")
		}
	}
	return lists
}

// persons collects the first names and surnames of the persons of two words.
func (p *pager) persons(labelled []text) {
	seen := map[string]bool{}
	for i := range labelled {
		for _, s := range labelled[i].spans {
			words := strings.Fields(labelled[i].body[s.start:s.end])
			if s.kind != kindPerson || len(words) != 2 || !proper(words[0]) || !proper(words[1]) {
				continue
			}
			if !seen["1"+words[0]] {
				p.first = append(p.first, words[0])
			}
			if !seen["2"+words[1]] {
				p.surname = append(p.surname, words[1])
			}
			seen["1"+words[0]], seen["2"+words[1]] = true, true
		}
	}
}

// proper tells whether a word is a capital and small letters.
func proper(w string) bool {
	return len(w) > 2 && capital(w) && strings.ToLower(w[1:]) == w[1:] && !strings.ContainsAny(w, ".,:;@/0123456789")
}

func (p *pager) pick(list []string) string { return list[p.rng.IntN(len(list))] }

// page fills one layout.
func (p *pager) page(layout string, like text) (text, error) {
	x := like
	var body strings.Builder
	for line := range strings.Lines(layout) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' && !strings.HasPrefix(line, "#d") {
			continue
		}
		times := 1
		if len(line) > 2 && line[0] == 'x' && line[1] >= '2' && line[1] <= '9' || strings.HasPrefix(line, "x10") {
			count, rest, _ := strings.Cut(line, " ")
			if _, err := fmt.Sscanf(count, "x%d", &times); err != nil {
				return x, fmt.Errorf("page: line %q: %w", line, err)
			}
			times += p.rng.IntN(times + 1)
			line = rest
		}
		for range times {
			if err := p.line(line, &body, &x); err != nil {
				return x, err
			}
			body.WriteByte('\n')
		}
	}
	x.body = body.String()
	return x, nil
}

// line fills one line.
func (p *pager) line(line string, body *strings.Builder, x *text) error {
	line, loud := strings.CutPrefix(line, "^")
	for i, word := range strings.Fields(line) {
		if i > 0 {
			body.WriteByte(' ')
		}
		word, up := strings.CutPrefix(word, "^")
		for len(word) > 0 {
			plain, rest, slot := strings.Cut(word, "$")
			plain = p.numbers(plain)
			if loud || up {
				plain = strings.ToUpper(plain)
			}
			body.WriteString(plain)
			if !slot {
				break
			}
			end := slotEnd(rest)
			if end == 0 { // a dollar
				body.WriteByte('$')
				word = rest
				continue
			}
			name, err := p.name(rest[:end])
			if err != nil {
				return err
			}
			if loud || up {
				name = strings.ToUpper(name)
			}
			start := body.Len()
			body.WriteString(name)
			kind, ok := slotKinds[rest[:end]]
			if !ok {
				return fmt.Errorf("page: slot %q has no kind", rest[:end])
			}
			x.spans = append(x.spans, span{start, body.Len(), kind})
			word = rest[end:]
		}
	}
	return nil
}

// name draws a name for a slot.
func (p *pager) name(slot string) (string, error) {
	switch slot {
	case "person":
		if p.rng.IntN(12) == 0 {
			return p.pick(p.first) + " " + p.pick(particles) + " " + p.pick(p.surname), nil
		}
		return p.pick(p.first) + " " + p.pick(p.surname), nil
	case "surname":
		return p.pick(p.surname), nil
	case "initial":
		return p.pick(p.first)[:1] + ". " + p.pick(p.surname), nil
	}
	list, ok := p.lists[slot]
	if !ok {
		return "", fmt.Errorf("page: no list %q", slot)
	}
	entry := p.numbers(p.pick(list))
	for {
		before, rest, more := strings.Cut(entry, "$")
		if !more {
			return entry, nil
		}
		end := slotEnd(rest)
		name, err := p.name(rest[:end])
		if err != nil {
			return "", err
		}
		entry = before + name + rest[end:]
	}
}

// slotEnd returns where the word of a slot ends.
func slotEnd(s string) int {
	if end := strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }); end >= 0 {
		return end
	}
	return len(s)
}

var (
	particles = []string{"van", "de", "van der", "Van", "da", "von", "bin", "De", "al"}
	days      = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	sets      = []string{"6-4", "6-3", "7-5", "3-6", "6-2", "7-6 ( 7-4 )", "6-1", "4-6", "6-7 ( 5-7 )", "6-0"}
)

// numbers fills the places of numbers in s.
func (p *pager) numbers(s string) string {
	for _, n := range []struct {
		mark string
		draw func() string
	}{
		{"#ddd", func() string { return fmt.Sprint(100 + p.rng.IntN(500)) }},
		{"#date", func() string {
			return fmt.Sprintf("%d-%02d-%02d", 1990+p.rng.IntN(35), 1+p.rng.IntN(12), 1+p.rng.IntN(28))
		}},
		{"#day", func() string { return p.pick(days) }},
		{"#dd", func() string { return fmt.Sprint(10 + p.rng.IntN(80)) }},
		{"#d", func() string { return fmt.Sprint(p.rng.IntN(8)) }},
		{"#set", func() string { return p.pick(sets) }},
		{"#year", func() string { return fmt.Sprint(1950 + p.rng.IntN(74)) }},
		{"#time", func() string {
			return strings.TrimPrefix(fmt.Sprintf("%d:%02d.%02d", p.rng.IntN(4), p.rng.IntN(60), p.rng.IntN(100)), "0:")
		}},
	} {
		for strings.Contains(s, n.mark) {
			s = strings.Replace(s, n.mark, n.draw(), 1)
		}
	}
	return s
}
