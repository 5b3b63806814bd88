package events

import (
	"slices"
	"strconv"
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
)

// Candidate is a word or words that may tell of an event, as the model sees them.
type Candidate struct {
	nlp.Span
	Features []string
	Leanings []Leaning
}

// Leaning speaks for one type in a way that all types share a weight for.
type Leaning struct {
	Name string
	Type models.EventType
}

// Candidates returns all candidates of in, in text order: what the model that
// Mentions asks is trained on.
func (c *Coder) Candidates(in Input) []Candidate {
	if len(in.Doc.Tokens) == 0 {
		return nil
	}
	d := c.document(in)
	var out []Candidate
	for _, s := range d.sentences {
		ts := d.candidates(s)
		for i := range ts {
			out = append(out, Candidate{s.span(ts[i].first, ts[i].last), d.features(s, ts, i), d.leanings(s, &ts[i])})
		}
	}
	return out
}

// candidates are the triggers that the lexicon sees in s, and the verbs and
// nouns for events beside them that it cannot place.
func (d *document) candidates(s *sentence) []trigger {
	ts := d.triggers(s)
	known := len(ts)
	for x := range s.groups {
		g := &s.groups[x]
		if _, _, ok := d.verbEntry(s, x); ok || g.lemma == "be" || g.lemma == "have" || g.lemma == "do" || s.groupOp(x).is(opSay|opThink|opLight) || covered(ts[:known], g.head, g.last) {
			continue
		}
		ts = append(ts, trigger{entry: entry{words: []string{g.lemma}}, first: g.head, last: g.last, group: x, phrase: none, standing: d.standings[s.index][x]})
	}
	for p := range s.phrases {
		ph := &s.phrases[p]
		if ph.inner || ph.time || !common(s.tag(ph.head)) || !s.lex.eventNoun(s.lemma(ph.head)) || covered(ts[:known], ph.first, ph.last) {
			continue
		}
		ts = append(ts, trigger{entry: entry{words: []string{s.lemma(ph.head)}}, first: ph.head, last: ph.head + 1, group: s.phrases[s.carrier(p)].verb, phrase: p,
			standing: s.nounStanding(p, d.standings[s.index])})
	}
	slices.SortStableFunc(ts, func(a, b trigger) int { return a.first - b.first })
	return ts
}

// features are what the model is told of trigger i of ts: its words, its place
// in the lexicon and in the sentence, what stands around it and over it.
func (d *document) features(s *sentence, ts []trigger, i int) []string {
	t := &ts[i]
	f := newFeatureList(t)
	f.add("words", strings.Join(t.entry.words, " "))
	f.both("lemma", s.lemma(t.first))
	if n := t.last - 1; n > t.first {
		f.add("last", s.lemma(n))
	}
	f.add("mode", string(t.entry.kind)+"/"+t.entry.mode)
	f.add("strength", strconv.FormatBool(t.entry.weak)+strconv.Itoa(min(2, countWords(t.entry.words)))+strconv.FormatBool(t.carried))
	f.both("frame", strconv.Itoa(int(t.standing.frame)))
	f.both("status", string(t.standing.status))
	d.aroundFeatures(f, s, t)
	for _, e := range slices.Concat(s.lex.verbs[s.lemma(t.first)], s.lex.nouns[s.lemma(t.first)]) {
		f.add("also", string(e.kind))
	}
	for k := range ts {
		if k != i && ts[k].entry.kind != "" {
			f.both("beside", string(ts[k].entry.kind))
		}
	}
	if t.noun() {
		d.nounFeatures(f, s, t)
	}
	if t.group != none {
		d.verbFeatures(f, s, t)
	}
	d.castFeatures(f, s, t)
	if d.civil {
		f.both("civil", "")
	}
	return f.list
}

// featureList collects features; pos and kind are of the trigger.
type featureList struct {
	list      []string
	pos, kind string
}

func newFeatureList(t *trigger) *featureList {
	f := &featureList{pos: "v", kind: string(t.entry.kind)}
	if t.noun() {
		f.pos = "n"
	}
	f.list = append(f.list, "all", "pos="+f.pos, "kind="+f.kind, "pos-kind="+f.pos+f.kind)
	return f
}

func (f *featureList) add(name, value string) { f.list = append(f.list, f.pos+name+"="+value) }

// both adds a feature by itself and together with the type that the lexicon gives.
func (f *featureList) both(name, value string) {
	f.add(name, value)
	f.list = append(f.list, name+"="+value+"&"+f.kind)
}

func (d *document) aroundFeatures(f *featureList, s *sentence, t *trigger) {
	word := func(k int) string {
		if k < s.from || k >= s.last {
			return "-"
		}
		return s.lemma(k)
	}
	f.add("before", word(t.first-1))
	f.add("before2", word(t.first-2))
	f.add("after", word(t.last))
	f.add("after2", word(t.last+1))
	for k := max(s.from, t.first-nearWords); k < min(s.last, t.last+nearWords); k++ {
		if tag := s.tag(k); (k < t.first || k >= t.last) && (common(tag) || strings.HasPrefix(tag, "VB") || tag == "JJ") {
			f.list = append(f.list, "near="+s.lemma(k))
		}
	}
	if d.Doc.Sentences[s.index].Paragraph < 0 {
		f.both("title", "")
	}
}

// nearWords is how many words on either side are told to the model without their place.
const nearWords = 8

func (d *document) nounFeatures(f *featureList, s *sentence, t *trigger) {
	ph := &s.phrases[t.phrase]
	carrier := s.phrases[s.carrier(t.phrase)]
	f.both("prep", carrier.prep)
	f.both("subject", strconv.FormatBool(carrier.subject))
	f.add("owner", strconv.FormatBool(ph.owner != none))
	f.add("number", s.tag(ph.head))
	for k := ph.first; k < ph.last; k++ {
		if k < t.first || k >= t.last {
			f.add("within", s.lemma(k))
		}
	}
	for q := range s.phrases {
		if h := &s.phrases[q]; h.on == t.phrase && !h.inner {
			f.add("on", h.prep)
			f.add("on-head", h.prep+" "+d.sort(s, q))
		}
	}
	if t.group != none {
		f.both("verb", s.groups[t.group].lemma)
	}
}

func (d *document) verbFeatures(f *featureList, s *sentence, t *trigger) {
	g := &s.groups[t.group]
	f.both("link", strconv.Itoa(int(g.link))+g.marker)
	f.add("form", s.tag(g.head)+strconv.FormatBool(g.passive)+g.modal+strconv.FormatBool(g.negative))
	if v := g.governor; v != none {
		f.both("governor", s.groups[v].lemma)
	}
	if t.noun() {
		return
	}
	for _, p := range s.objects(t.group) {
		f.add("object", s.lemma(s.phrases[p].head))
		d.sortFeatures(f, "object", s, p)
		for _, e := range s.lex.nouns[s.lemma(s.phrases[p].head)] {
			f.add("object-kind", string(e.kind))
		}
	}
	for _, p := range s.doers(t.group) {
		f.add("doer", s.lemma(s.phrases[p].head))
		d.sortFeatures(f, "doer", s, p)
	}
	for q := range s.phrases {
		if h := &s.phrases[q]; h.verb == t.group && h.prep != "" && !h.time && h.first >= g.last && !h.inner {
			f.add("with", h.prep)
			f.add("with-head", h.prep+" "+d.sort(s, q))
			f.add("with-noun", h.prep+" "+s.lemma(h.head))
		}
	}
}

// sorts are the classes of words.txt that features name, the first that fits wins in sort.
var sorts = []string{"name", "official", "force", "rebel", "prisoner", "refugee", "civilian", "worker", "people", "court", "parliament", "party", "company",
	"pact", "truce", "proposal", "demand", "aid", "money", "weapon", "hostility", "protest", "sanction", "tariff", "restriction", "tie", "border", "legal",
	"territory", "target", "building", "vote", "disaster", "law", "rate", "price", "thing"}

func (d *document) sort(s *sentence, p int) string {
	for _, c := range sorts {
		if d.isOf(s, p, c) {
			return c
		}
	}
	return "other"
}

func (d *document) sortFeatures(f *featureList, name string, s *sentence, p int) {
	some := false
	for _, c := range sorts {
		if d.isOf(s, p, c) {
			f.both(name+"-sort", c)
			some = true
		}
	}
	if !some {
		f.both(name+"-sort", "other")
	}
}

func (d *document) castFeatures(f *featureList, s *sentence, t *trigger) {
	if t.entry.kind == "" {
		return
	}
	c := d.ruled(s, t)
	count := func(list []int) string {
		named := 0
		for _, p := range list {
			if d.actorOf(s, p) != none || d.named(s, p) {
				named++
			}
		}
		return strconv.Itoa(min(2, len(list))) + strconv.Itoa(min(2, named))
	}
	f.both("actors", count(c.actors))
	f.both("recipients", count(c.recipients))
}
