package events

import "strconv"

// nominal is a phrase of a sentence that may take part in an event, with what
// the role model is told of it whatever the event is.
type nominal struct {
	phrase int
	host   int    // the phrase whose relation it shares: it stands before its head or owns it; else phrase
	via    string // how it hangs on its host: "", "own" or "mod"
	sort   string // what it is: "country", "person", "official", "thing", ...
	head   string // lemma of its head; "-" of a name
	opens  string // article or the like before it
	rank   string // the how-manieth of the sentence, to 4
	nth    string // the how-manieth named one, to 3; "-" when not named
	named  bool
}

// nominals are the phrases of s that may take part in an event: all but times,
// and the names of actors before the heads of others ("Russian missiles").
func (d *document) nominals(s *sentence) []nominal {
	phrases := len(s.phrases)
	for p := range phrases {
		if ph := &s.phrases[p]; !ph.inner && !ph.time {
			d.modifiers(s, p)
		}
	}
	out := make([]nominal, 0, len(s.phrases))
	rank, named := 0, 0
	for p := range s.phrases {
		ph := &s.phrases[p]
		if ph.time || ph.inner && ph.last > s.phrases[s.hostOf(p)].head || s.lemma(ph.head) == "there" {
			continue
		}
		n := nominal{phrase: p, host: p, sort: d.kindOf(s, p), head: "-", opens: "-", nth: "-"}
		n.named = d.actorOf(s, p) != none || d.named(s, p)
		if common(s.tag(ph.head)) {
			n.head = s.lemma(ph.head)
		}
		switch s.tag(ph.first) {
		case "DT", "PRP$", "CD":
			n.opens = s.token(ph.first).Lower
			if s.tag(ph.first) == "CD" {
				n.opens = "0"
			}
		}
		switch {
		case ph.inner:
			n.host, n.via = s.hostOf(p), "mod"
		case s.ownedLater(p):
			n.host, n.via = p+1, "own"
		}
		if n.via == "" {
			n.rank = strconv.Itoa(min(4, rank))
			rank++
		} else {
			n.rank = n.via
		}
		if n.named && !ph.inner {
			n.nth = strconv.Itoa(min(3, named))
			named++
		}
		out = append(out, n)
	}
	return out
}

// hostOf is the phrase that the inner phrase p stands in, or p.
func (s *sentence) hostOf(p int) int {
	if !s.phrases[p].inner {
		return p
	}
	for q := range s.phrases {
		if h := &s.phrases[q]; !h.inner && h.first <= s.phrases[p].first && s.phrases[p].first < h.last {
			return q
		}
	}
	return p
}

// nominalSorts are the classes of words.txt that tell nominals apart, the first that fits wins.
var nominalSorts = []string{"official", "force", "rebel", "prisoner", "refugee", "court", "parliament", "party", "company", "worker", "people", "body",
	"pact", "aid", "money", "weapon", "hostility", "protest", "sanction", "restriction", "accusation", "demand", "territory", "target", "building", "law", "happening", "thing"}

// kindOf is what a phrase is, by its name or its head.
func (d *document) kindOf(s *sentence, p int) string {
	ph := &s.phrases[p]
	if ph.pronoun {
		return "pronoun"
	}
	if k := d.placeAt[ph.head]; k != 0 && !d.person(ph.head) {
		switch {
		case d.Places[k-1].Demonym:
			return "demonym"
		case d.Places[k-1].Place.Precision == "country":
			return "country"
		case d.actorAt[ph.head] == 0 || d.Actors[d.actorAt[ph.head]-1].Type != "ORG":
			return "place"
		}
	}
	if a := d.actorAt[ph.head]; a != 0 {
		switch d.Actors[a-1].Type {
		case "PER":
			return "person"
		case "ORG":
			return "organization"
		}
		return "actor"
	}
	for _, c := range nominalSorts {
		if s.lex.classes[c].Has(s.lemma(ph.head)) {
			return c
		}
	}
	if d.named(s, p) {
		return "name"
	}
	if d.actorOf(s, p) != none {
		return "of-actor"
	}
	return "other"
}
