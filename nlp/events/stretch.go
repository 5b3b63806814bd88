package events

import (
	"strings"
	"unicode/utf8"

	"github.com/throughline-news/throughline/models"
)

// stretch is a run of tokens of a sentence, last exclusive, without some runs
// within it that a summary leaves out.
type stretch struct {
	first, last int
	holes       [][2]int
}

// stretch runs from token first at least to token last and on over what belongs
// to the verb there: objects, phrases behind prepositions, infinitives, a clause
// with "that". Dates of the verb itself are left out. No further phrase is begun
// where the words, and taken code points before them, reach fullSummary.
func (d *document) stretch(s *sentence, first, last, taken int) stretch {
	out := stretch{first: first, last: last}
	clause := false
	from := none // the preposition that waits for its phrase
	full := func() bool { return taken+utf8.RuneCountInString(d.words(s, out)) >= fullSummary }
	for i, p := range s.parts {
		if p.last <= first {
			continue
		}
		within := p.first < last
		switch p.kind {
		case partPhrase:
			ph := &s.phrases[p.index]
			switch {
			case within && (from == none || !ph.time):
				out.last = max(out.last, p.last) // a trigger may end within a phrase
			case s.ownedLater(p.index):
			case ph.time && !clause && d.dated(ph):
				at := p.first
				if from != none {
					at = from
				}
				out.holes = append(out.holes, [2]int{at, p.last})
			case s.opens(p.index) != none:
				v := &s.groups[s.opens(p.index)]
				if v.link != linkComplement || v.first < first {
					return out
				}
				clause = true
			case ph.list != none && s.phrases[s.root(p.index)].last > out.last, ph.prep == "" && ph.list == none && i > 0 && s.parts[i-1].kind == partComma:
				return out
			case !within:
				out.last = s.withNumber(p.last)
			}
			if !s.ownedLater(p.index) {
				from = none
			}
		case partPreposition:
			if from == none {
				from = p.first
			}
			clause = clause || s.token(p.first).Lower == "that"
			if !within && (s.opensAside(i) || s.token(p.first).Lower != "of" && full()) {
				return out
			}
		case partGroup:
			g := &s.groups[p.index]
			if !within && (g.link == linkAdverbial || g.link == linkRelative || g.link == linkMain || g.finite && !clause || !g.finite && full() ||
				!g.infinitive && !g.finite && i > 0 && s.parts[i-1].kind == partComma) {
				return out
			}
			out.last, from = max(out.last, p.last), none
		case partConjunction, partComma:
			if !within && !s.listGoesOn(i) {
				return out
			}
			from = none
		case partRelative, partBreak, partQuote:
			if !within {
				return out
			}
		case partAdjective:
			out.last = max(out.last, p.last)
		case partOther:
			if t := s.tag(p.first); t == "RP" {
				out.last = max(out.last, p.last)
			}
		}
	}
	return out
}

// dated tells whether a phrase names a day or another date, not a length of time.
func (d *document) dated(ph *phrase) bool {
	for i := ph.first; i < ph.last; i++ {
		if t := d.timeAt[i]; t != 0 && d.Times[t-1].Day != nil {
			return true
		}
	}
	return false
}

// opens is the verb group behind phrase p whose subject p is, or none.
func (s *sentence) opens(p int) int {
	for x := range s.groups {
		g := &s.groups[x]
		if g.first < s.phrases[p].last || g.subject == none || s.root(g.subject) != s.root(p) || g.link == linkInfinitive || g.link == linkParticiple {
			continue
		}
		if g.link != linkRelative || g.governorNoun == none || s.root(g.governorNoun) != s.root(p) { // not "jets, which bombed"
			return x
		}
	}
	return none
}

// opensAside tells whether a finite clause other than a complement begins at
// the preposition of part i: "after talks failed", "the deal that they made".
func (s *sentence) opensAside(i int) bool {
	that := s.token(s.parts[i].first).Lower == "that"
	for k := i + 1; k < len(s.parts) && k <= i+6; k++ {
		switch p := s.parts[k]; p.kind {
		case partGroup:
			g := &s.groups[p.index]
			return g.finite && (g.link == linkAdverbial || that && g.link == linkRelative)
		case partPhrase, partOther, partAdjective:
		default:
			return false
		}
	}
	return false
}

// listGoesOn tells whether behind the "and" or comma of part i stands a further
// member of a list, without a verb of its own.
func (s *sentence) listGoesOn(i int) bool {
	n := s.phraseAfter(i)
	if n == none && s.parts[i].kind == partComma && i+1 < len(s.parts) && s.parts[i+1].kind == partConjunction {
		n = s.phraseAfter(i + 1)
	}
	if n == none {
		return false
	}
	ph := &s.phrases[s.firstOf(n)]
	return ph.list != none && !(ph.subject && ph.verb != none && s.groups[ph.verb].first > ph.first && s.phrases[s.root(ph.list)].verb != ph.verb)
}

// stretchNoun runs from first to last and on over the phrases that hang on what
// it holds: "talks between Ukraine and the United States in Miami".
func (s *sentence) stretchNoun(first, last int) stretch {
	out := stretch{first: first, last: last}
	for q := range s.phrases {
		h := &s.phrases[q]
		from := s.opening(q)
		if h.inner || from < out.last || s.ownedLater(q) {
			continue
		}
		joined := h.list != none && from-out.last <= 3
		hangs := h.on != none && s.phrases[h.on].last > first && from-out.last <= 2
		if h.time || !joined && !hangs || utf8.RuneCountInString(s.doc.Slice(s.span(first, h.last))) > fullSummary {
			break
		}
		out.last = s.withNumber(h.last)
	}
	return out
}

// length is how many code points stand between two tokens.
func (d *document) length(s *sentence, first, last int) int {
	if first >= last {
		return 0
	}
	return utf8.RuneCountInString(d.Doc.Slice(s.span(first, last)))
}

// words is a stretch as text, its holes and the titles before persons left out.
func (d *document) words(s *sentence, r stretch) string {
	holes := r.holes
	for q := range s.phrases {
		ph := &s.phrases[q]
		if ph.first < r.first || ph.last > r.last || ph.inner {
			continue
		}
		if a := d.actorAt[ph.head]; a != 0 && d.Actors[a-1].Type == "PER" {
			if name, _ := d.Doc.TokensIn(d.Actors[a-1].Span); name > ph.first {
				first := ph.first
				if o := ph.owner; o != none && s.phrases[o].first >= r.first && d.Actors[a-1].Entity.Kind == models.EntityPerson { // "Thailand's acting Prime Minister"
					first = s.phrases[o].first
				}
				if on := ph.on; on != none && d.placeAt[first] != 0 && s.lex.classes["official"].Has(s.lemma(s.phrases[on].head)) { // "Prime Minister of Canada Ana Costa"
					first = max(r.first, s.opening(on))
				}
				holes = append(holes, [2]int{first, name})
			}
		}
	}
	var out []string
	for i, from := r.first, r.first; i <= r.last; i++ {
		hole := i < r.last && inHoles(holes, i)
		if hole || i == r.last {
			if from < i {
				out = append(out, strings.Fields(d.Doc.Slice(s.span(from, i)))...)
			}
			from = i + 1
		}
	}
	return strings.Trim(strings.Join(out, " "), " ,;:")
}

func inHoles(holes [][2]int, token int) bool {
	for _, h := range holes {
		if token >= h[0] && token < h[1] {
			return true
		}
	}
	return false
}
