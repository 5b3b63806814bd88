package events

import (
	"strconv"
	"strings"
)

// A feature of the role model is known by the hash (FNV-1a) of its parts, so
// that reading a text makes no strings of them.
const (
	hashStart = 14695981039346656037
	hashPrime = 1099511628211
)

// featureSet collects the features of one choice: a nominal, or nobody.
type featureSet struct {
	hashes []uint64
	names  []string // filled only when keepNames
	keep   bool
}

func (f *featureSet) reset() { f.hashes, f.names = f.hashes[:0], nil }

// add takes in the feature of the given parts.
func (f *featureSet) add(parts ...string) {
	h := uint64(hashStart)
	for i, part := range parts {
		if i > 0 {
			h = (h ^ '|') * hashPrime
		}
		h = hashOn(h, part)
	}
	f.hashes = append(f.hashes, h)
	if f.keep {
		f.names = append(f.names, strings.Join(parts, "|"))
	}
}

func hashOn(h uint64, part string) uint64 {
	for i := 0; i < len(part); i++ {
		h = (h ^ uint64(part[i])) * hashPrime
	}
	return h
}

// scene is a trigger with all that the role model is told of it.
type scene struct {
	d        *document
	s        *sentence
	t        *trigger
	nominals []nominal
	rules    cast
	kind     string
	voice    string // part of speech, passive, carried
	words    string // lemma that the trigger begins with
	over     string // lemma of the verb over it
}

func (d *document) scene(s *sentence, t *trigger, nominals []nominal) *scene {
	sc := &scene{d: d, s: s, t: t, nominals: nominals, rules: d.ruled(s, t), kind: string(t.entry.kind), voice: "v", words: s.lemma(t.first), over: "-"}
	switch {
	case t.carried:
		sc.voice = "c"
	case t.noun():
		sc.voice = "n"
	case s.groups[t.group].passive:
		sc.voice = "p"
	case s.groups[t.group].subject == none:
		sc.voice = "o"
	}
	if t.group != none {
		if v := s.groups[t.group].governor; v != none {
			sc.over = s.groups[v].lemma
		}
	}
	return sc
}

// features of nominal k as a participant of the scene.
func (sc *scene) features(f *featureSet, k int) {
	s, t, n := sc.s, sc.t, &sc.nominals[k]
	ph := &s.phrases[n.phrase]
	root := &s.phrases[s.root(n.host)]
	rel := s.relation(t, n.host)
	via := n.via
	if via == "" && ph.list != none {
		via = "list"
	}
	prep := root.prep
	link := "" // the preposition where it is part of the relation
	if rel.how == "pp" || rel.how == "on" || rel.how == "noun-pp" {
		link = prep
	}
	f.add("rel", via, rel.where, rel.how, link)
	f.add("rel", via, rel.where, rel.how, link, sc.voice)
	f.add("rel-kind", via, rel.where, rel.how, link, sc.kind)
	f.add("rel-mode", via, rel.where, rel.how, link, sc.kind, sc.t.entry.mode)
	f.add("rel-word", via, rel.where, rel.how, link, sc.voice, sc.words)
	f.add("rel-sort", via, rel.where, rel.how, link, n.sort)
	f.add("rel-kind-sort", via, rel.where, rel.how, link, sc.kind, n.sort)
	f.add("rel-over", via, rel.where, rel.how, link, sc.over)
	f.add("sort", n.sort)
	f.add("sort-kind", n.sort, sc.kind)
	f.add("head", n.head)
	f.add("head-kind", n.head, sc.kind)
	f.add("opens", n.opens)
	f.add("number", s.tag(ph.head), sc.kind)

	side := "before"
	if ph.first >= t.last {
		side = "after"
	} else if ph.first >= t.first {
		side = "in"
	}
	between, named, comma := sc.between(k)
	f.add("side", side, between)
	f.add("side-voice", side, sc.voice, between)
	f.add("side-kind", side, sc.kind)
	f.add("side-named", side, named, strconv.FormatBool(n.named))
	f.add("side-comma", side, comma)
	f.add("rank", n.rank)
	f.add("rank-voice", n.rank, side, sc.voice)
	f.add("nth", n.nth, side)
	f.add("nth-kind", n.nth, side, sc.kind)

	f.add("prep", via, prep, side)
	f.add("prep-kind", via, prep, side, sc.kind)
	f.add("prep-word", via, prep, side, sc.words)
	f.add("prep-sort", via, prep, side, n.sort)
	if root.on != none && prep != "" {
		on := &s.phrases[root.on]
		f.add("hangs", prep, s.lemma(on.head))
		f.add("hangs-sort", prep, sc.d.kindOf(s, root.on), sc.kind)
		over := s.relation(t, root.on)
		f.add("hangs-rel", prep, over.where, over.how, sc.kind)
	}
	if v := root.verb; v != none {
		f.add("verb", s.groups[v].lemma, strconv.FormatBool(root.subject), prep)
		f.add("link", strconv.Itoa(int(s.groups[v].link)), strconv.FormatBool(v == t.group), side)
	}
	if p := n.phrase; p == t.standing.source || p == s.according {
		f.add("speaker", sc.kind)
		f.add("speaker-rel", rel.where, rel.how)
	}
	who, whom := place(sc.rules.actors, n.phrase), place(sc.rules.recipients, n.phrase)
	f.add("rules", who, whom)
	f.add("rules-kind", who, whom, sc.kind)
	f.add("rules-rel", who, whom, rel.where, rel.how, link)
	f.add("rules-sort", who, whom, n.sort)
	f.add("rules-count", who, whom, count(sc.rules.actors), count(sc.rules.recipients))
}

// nobody gives the features of a scene without anyone in the role.
func (sc *scene) nobody(f *featureSet) {
	after, before := 0, 0
	for i := range sc.nominals {
		if n := &sc.nominals[i]; n.named && n.via == "" {
			if sc.s.phrases[n.phrase].first >= sc.t.last {
				after++
			} else {
				before++
			}
		}
	}
	f.add("nobody")
	f.add("nobody-kind", sc.kind)
	f.add("nobody-mode", sc.kind, sc.t.entry.mode)
	f.add("nobody-voice", sc.voice)
	f.add("nobody-voice-kind", sc.voice, sc.kind)
	f.add("nobody-word", sc.voice, sc.words)
	f.add("nobody-after", strconv.Itoa(min(2, after)), sc.kind)
	f.add("nobody-before", strconv.Itoa(min(2, before)), sc.voice)
	f.add("nobody-rules", count(sc.rules.actors), count(sc.rules.recipients))
	f.add("nobody-rules-kind", count(sc.rules.actors), count(sc.rules.recipients), sc.kind)
	f.add("nobody-over", sc.over)
}

// between tells how many phrases and named ones (to 3) stand between nominal k
// and the trigger, and whether a comma does.
func (sc *scene) between(k int) (phrases, named, comma string) {
	t, n := sc.t, &sc.s.phrases[sc.nominals[k].phrase]
	from, to := n.last, t.first
	if n.first >= t.last {
		from, to = t.last, n.first
	}
	all, names := 0, 0
	for i := range sc.nominals {
		if o := &sc.nominals[i]; o.via == "" {
			if h := sc.s.phrases[o.phrase].head; h >= from && h < to {
				all++
				if o.named {
					names++
				}
			}
		}
	}
	comma = "no"
	for i := from; i < to; i++ {
		if sc.s.tag(i) == "," {
			comma = "yes"
			break
		}
	}
	return strconv.Itoa(min(3, all)), strconv.Itoa(min(3, names)), comma
}

// place is where p stands in list: "first", "later" or "no".
func place(list []int, p int) string {
	for i, q := range list {
		if q == p {
			if i == 0 {
				return "first"
			}
			return "later"
		}
	}
	return "no"
}

func count(list []int) string { return strconv.Itoa(min(2, len(list))) }
