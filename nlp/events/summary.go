package events

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/throughline-news/throughline/models"
)

// Lengths of a summary in code points: at most, and from where on no further phrase is begun.
const (
	maxSummary  = 120
	fullSummary = 80
)

// summary is one plain line of who did what to whom and where, in the text's
// own words: a clause for a verb, a noun phrase for a noun.
func (d *document) summary(s *sentence, t *trigger, m *models.Mention) string {
	var line string
	switch {
	case !t.noun():
		line = d.clauseLine(s, t, m)
	case t.carried && s.phrases[s.root(s.carrier(t.phrase))].subject:
		line = d.clauseOf(s, t.group, s.groups[t.group].last, m)
	case t.carried && s.groups[t.group].last <= t.first:
		line = d.clauseLine(s, t, m)
	default:
		line = d.nounLine(s, t, m)
	}
	if m.Place != nil && !strings.Contains(line, " that ") && !d.placed(line, m.Place) {
		line += " in " + withArticle(m.Place.Name)
	}
	return clip(capital(line), maxSummary)
}

// withArticle is the name of a place as it stands in a sentence: "the Philippines".
func withArticle(name string) string {
	first, _, _ := strings.Cut(name, " ")
	switch {
	case first == "United", first == "Democratic", first == "Republic",
		strings.HasSuffix(name, " Islands"), strings.HasSuffix(name, " Sea"), strings.HasSuffix(name, " Strip"), strings.HasSuffix(name, " Republic"),
		strings.HasSuffix(name, " Ocean"), strings.HasSuffix(name, " Desert"), name == "Netherlands", name == "Philippines", name == "Bahamas",
		name == "Maldives", name == "Gambia", name == "Vatican", name == "West Bank", name == "Americas", name == "Balkans", name == "Caribbean", name == "Mediterranean":
		return "the " + name
	}
	return name
}

// placed tells whether a line names a place, or says of another that it is in there.
func (d *document) placed(line string, at *models.MentionPlace) bool {
	if strings.Contains(line, at.Name) || at.Text != "" && strings.Contains(line, at.Text) {
		return true
	}
	for _, p := range d.Places {
		if !p.Demonym && strings.Contains(line, " in "+d.Doc.Slice(p.Span)) {
			return true
		}
	}
	return false
}

// clauseLine is the clause of t's verb, from the verb that it hangs on where it
// cannot stand alone ("agreed to exchange") or would tell the contrary ("denied
// that ...").
func (d *document) clauseLine(s *sentence, t *trigger, m *models.Mention) string {
	x := t.group
	for depth := 0; depth < maxDepth; depth++ {
		g := &s.groups[x]
		v := g.governor
		if v == none || s.groups[v].first > g.first || !d.leans(s, x) || d.length(s, s.groups[v].first, t.last) > fullSummary {
			break
		}
		x = v
	}
	line := d.clauseOf(s, x, max(t.last, s.groups[t.group].last), m)
	if g := &s.groups[x]; g.link == linkAdverbial && s.lex.operators[g.marker].is(opIf) {
		line = g.marker + " " + line
	}
	return line
}

// leans tells whether group x says too little, or the contrary, without the verb it hangs on.
func (d *document) leans(s *sentence, x int) bool {
	g := &s.groups[x]
	switch g.link {
	case linkInfinitive:
		return true
	case linkParticiple:
		return s.tag(g.head) == "VBG" && (g.governorNoun == none || s.phrases[g.governorNoun].verb == g.governor && s.phrases[g.governorNoun].prep == "")
	case linkComplement:
		return s.groupOp(g.governor).is(opDeny | opClaim | opRequest | opThink | opPossible)
	}
	return false
}

// clauseOf is the clause of group x in its words, at least up to token last: its
// subject, its verb and what follows.
func (d *document) clauseOf(s *sentence, x, last int, m *models.Mention) string {
	g := &s.groups[x]
	subject := ""
	if g.link != linkParticiple || g.marker == "" || g.passive { // "talks on ending the war"
		subject = d.subjectOf(s, g, m)
	}
	if subject != "" {
		subject += " "
	}
	if g.modal != "" && s.tag(g.first) == "VB" { // "will travel and meet"
		subject += g.modal + " "
	}
	return subject + d.words(s, d.stretch(s, g.first, last, utf8.RuneCountInString(subject)))
}

// subjectOf is the subject of g in its words; those who act as known from
// elsewhere where it is a pronoun, a nameless delegation or missing.
func (d *document) subjectOf(s *sentence, g *group, m *models.Mention) string {
	doers := listed(m.Actors)
	if g.passive {
		doers = listed(m.Recipients)
	}
	if g.subject != none && !s.phrases[g.subject].pronoun {
		if g.link == linkRelative && d.leaders(s, g.subject) != nil && doers != "" {
			return doers
		}
		root := s.root(g.subject)
		words := s.subjectStretch(root, g)
		if m := s.members(root); doers != "" && s.phrases[m[len(m)-1]].first >= words.last { // clauses stand in between
			return doers
		}
		return d.words(s, words)
	}
	if doers != "" {
		return doers
	}
	if g.subject != none {
		return s.token(s.phrases[g.subject].head).Text
	}
	for q := range s.phrases { // "Five days of fighting have killed"
		if h := &s.phrases[q]; h.last == g.first && !h.inner {
			for s.phrases[q].on != none {
				q = s.phrases[q].on
			}
			return d.words(s, stretch{first: s.opening(q), last: g.first})
		}
	}
	return ""
}

// subjectStretch is the list of phrases that p begins, with what hangs on each.
func (s *sentence) subjectStretch(p int, g *group) stretch {
	first, last := s.opening(p), s.phrases[p].last
	for q := p + 1; q < len(s.phrases); q++ {
		h := &s.phrases[q]
		from := s.opening(q)
		if h.inner || from < last || s.ownedLater(q) {
			continue
		}
		if h.last > g.first && g.first > first || h.time {
			break
		}
		if joined := h.list != none && from-last <= 3; !joined && (h.on == none || s.phrases[h.on].last > last || from-last > 2) {
			break
		}
		last = h.last
	}
	return stretch{first: first, last: s.withNumber(last)}
}

// withNumber is last moved over a number behind a noun: "magnitude 6.3".
func (s *sentence) withNumber(last int) int {
	if last < s.last && s.tag(last) == "CD" && s.timex[last] == 0 {
		return last + 1
	}
	return last
}

// opening is the first token of phrase p and of what owns it.
func (s *sentence) opening(p int) int {
	for s.phrases[p].owner != none {
		p = s.phrases[p].owner
	}
	return s.phrases[p].first
}

// nounLine is the noun phrase of t with what hangs on it, without article, and
// those who take part where its words do not name them.
func (d *document) nounLine(s *sentence, t *trigger, m *models.Mention) string {
	first, last := s.opening(t.phrase), max(t.last, s.phrases[t.phrase].last)
	first = min(first, t.first)
	for first < s.phrases[t.phrase].head && (s.tag(first) == "DT" || s.tag(first) == "PRP$") {
		first++
	}
	line := d.words(s, s.stretchNoun(first, last))
	actors, recipients := unsaid(known(m.Actors), line), unsaid(known(others(m.Recipients, m.Actors)), line)
	both := slices.Concat(actors, recipients)
	switch {
	case len(both) == 0:
	case mutual(m.Type) && len(both) == 1:
		line += " with " + listed(both)
	case mutual(m.Type) || m.Type == models.Agree || len(recipients) == 0 && len(actors) > 1:
		line += " between " + listed(both)
	case len(recipients) > 0 && !cooperative(m.Type):
		line += " against " + listed(recipients)
	case len(actors) > 0:
		line += " by " + listed(actors)
	}
	return line
}

// unsaid are the participants of ps that line does not name.
func unsaid(ps []models.Participant, line string) []models.Participant {
	return slices.DeleteFunc(slices.Clone(ps), func(p models.Participant) bool { return strings.Contains(line, p.Text) })
}

// known are the participants of ps that are linked to an entity.
func known(ps []models.Participant) []models.Participant {
	return slices.DeleteFunc(slices.Clone(ps), func(p models.Participant) bool { return p.Name == "" })
}

// others are the participants of ps that are not in among.
func others(ps, among []models.Participant) []models.Participant {
	return slices.DeleteFunc(slices.Clone(ps), func(p models.Participant) bool { return slices.Contains(among, p) })
}

// listed joins the names of participants: "Russia, Ukraine and Turkey".
func listed(ps []models.Participant) string {
	var out strings.Builder
	for i, p := range ps {
		switch {
		case i > 0 && i == len(ps)-1:
			out.WriteString(" and ")
		case i > 0:
			out.WriteString(", ")
		}
		out.WriteString(p.Text)
	}
	return out.String()
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// clip cuts s to n code points at a word.
func clip(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	cut := head(s, n-1)
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return cut + "…"
}
