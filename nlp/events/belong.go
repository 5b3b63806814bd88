package events

import (
	"slices"

	"github.com/throughline-news/throughline/models"
)

// tollSentences is how many sentences back the event may lie whose toll a
// sentence without an event of its own tells: "The death toll rose to 34."
const tollSentences = 2

// count gives every number of the text to the mention that it belongs to.
func (d *document) count(all []found) {
	if len(all) == 0 {
		return
	}
	of := make([][]int, len(d.sentences)) // mentions by sentence
	for i := range all {
		of[all[i].s.index] = append(of[all[i].s.index], i)
	}
	for i, s := range d.sentences {
		ts := d.talliesOf(i)
		owners := make([][]int, len(ts))
		for k := range ts {
			owners[k] = d.owners(all, of, i, &ts[k])
		}
		for k := range ts {
			for _, m := range owners[k] {
				all[m].take(ts[k].Quantity)
			}
			for _, beside := range [...]int{k - 1, k + 1} {
				if beside < 0 || beside == len(ts) || !s.oneToll(&ts[min(k, beside)], &ts[max(k, beside)]) {
					continue
				}
				for _, m := range owners[beside] {
					if d.takes(&all[m], &ts[k]) {
						all[m].take(ts[k].Quantity)
					}
				}
			}
		}
	}
	for i := range all {
		slices.SortStableFunc(all[i].Numbers, func(a, b models.Quantity) int { return a.Start - b.Start })
	}
}

// maxJoined is how many words may stand between two numbers of one toll: "25
// people dead and at least a further 80 injured".
const maxJoined = 6

// oneToll tells whether two numbers are told in one breath, nothing but verbs
// and small words between them: "killed 25 people and wounded 80".
func (s *sentence) oneToll(a, b *tally) bool {
	if !toll(a.Kind) || !toll(b.Kind) || a.Kind == b.Kind || b.first-a.last > maxJoined || b.first < a.last {
		return false
	}
	for i := a.last; i < b.first; i++ {
		if noun(s.tag(i)) || s.tag(i) == "PRP" || s.token(i).Text == ";" {
			return false
		}
	}
	return true
}

// take adds a number, unless one of the same words is there: two ways may lead to a mention.
func (f *found) take(q models.Quantity) {
	for _, o := range f.Numbers {
		if o.Field == q.Field && o.Start == q.Start {
			return
		}
	}
	f.Numbers = append(f.Numbers, q)
}

// owners are the mentions that t belongs to: the one whose words it is with,
// and for tolls those of the same happening that carry this one ("a strike
// killed 25"); else the last one before it that the kind of number fits.
func (d *document) owners(all []found, of [][]int, sentence int, t *tally) []int {
	own := d.owner(all, of[sentence], t, d.fits)
	if own == none && (toll(t.Kind) || t.Kind == models.Detained) {
		own = d.before(all, of, sentence, t)
	}
	if own == none && t.Kind != models.Percent {
		own = d.nearest(all, of[sentence], t)
	}
	if own == none {
		own = d.owner(all, of[sentence], t, func(f *found, t *tally, rank int) bool { return rank <= rankArgument && !t.denies(f) })
	}
	if own == none {
		return nil
	}
	out := []int{own}
	if !toll(t.Kind) {
		return out
	}
	if all[own].s.index == sentence && len(all[own].Actors) == 0 && !d.caused(all, of[sentence], t) {
		if m := d.before(all, of, sentence-1, t); m != none && !elsewhere(&all[own], &all[m]) {
			out = append(out, m)
		}
	}
	for _, o := range out {
		for _, m := range of[all[o].s.index] {
			if m != o && d.takes(&all[m], t) && all[o].carriedBy(&all[m]) {
				out = append(out, m)
			}
		}
	}
	return out
}

// caused tells whether a mention of the list tells what befell those that t counts.
func (d *document) caused(all []found, list []int, t *tally) bool {
	for _, m := range list {
		if d.takes(&all[m], t) && !d.outcome(&all[m]) {
			return true
		}
	}
	return false
}

// outcome tells whether the words of f tell what befell people and not by what:
// "died", "were killed", "the death toll".
func (d *document) outcome(f *found) bool {
	lx := d.lex.counts
	for i := f.t.first; i < f.t.last; i++ {
		w := f.s.lemma(i)
		if toll(lx.object[w]) || toll(lx.subject[w]) || toll(lx.noun[w]) {
			return true
		}
	}
	return false
}

// before is the last mention before t, in its sentence or up to tollSentences
// before it, that takes numbers of the kind; none when there is none.
func (d *document) before(all []found, of [][]int, sentence int, t *tally) int {
	for i := sentence; i >= 0 && i >= sentence-tollSentences; i-- {
		for k := len(of[i]) - 1; k >= 0; k-- {
			if m := &all[of[i][k]]; d.takes(m, t) && m.t.first < t.first {
				return of[i][k]
			}
		}
	}
	return none
}

// nearest is the mention of the list that stands closest to t and takes
// numbers of the kind, or none.
func (d *document) nearest(all []found, list []int, t *tally) int {
	best, least := none, 0
	for _, m := range list {
		if far := abs(all[m].t.first - t.first); d.takes(&all[m], t) && (best == none || far < least) {
			best, least = m, far
		}
	}
	return best
}

// takes tells whether numbers of the kind belong to events of this type.
func (d *document) takes(f *found, t *tally) bool {
	return !t.denies(f) && slices.Contains(d.lex.counts.events[t.Kind], f.Type)
}

// denies tells whether t says that nobody was hurt and f that this did not
// happen: the number belongs to what did.
func (t *tally) denies(f *found) bool {
	return t.Value != nil && *t.Value == 0 && f.Status == models.Denied
}

// fits tells whether t, which stands as close to the words of f as rank says,
// can belong to it: closely by its words alone, else by its kind too.
func (d *document) fits(f *found, t *tally, rank int) bool {
	return f.Type != models.Other && !t.denies(f) && (rank <= rankArgument || d.takes(f, t))
}

// owner is the mention of the list that t stands closest to and fits, or none.
func (d *document) owner(all []found, list []int, t *tally, fits func(*found, *tally, int) bool) int {
	best, least := none, 0
	for _, m := range list {
		if r := all[m].closeTo(t); r > 0 && (best == none || r < least) && fits(&all[m], t, r) {
			best, least = m, r
		}
	}
	return best
}

// Ranks of how close a number stands to the words of a mention, best first.
const (
	rankWithin   = 1  // within its words or its noun's phrase
	rankArgument = 2  // it belongs to its verb or hangs on its noun
	rankAbove    = 3  // it belongs to a verb that hangs on its verb or noun, a step more each
	rankBeside   = 20 // it belongs to a verb that its noun hangs on
)

// closeTo ranks how close t stands to the words of f; 0 is not at all.
func (f *found) closeTo(t *tally) int {
	s := f.s
	switch {
	case f.t.first <= t.first && t.last <= f.t.last, f.t.noun() && t.phrase == f.t.phrase:
		return rankWithin
	case f.t.group == t.group && t.group != none && (!f.t.noun() || f.t.carried), f.t.noun() && t.on == f.t.phrase:
		return rankArgument
	}
	g := t.group
	for depth := 0; g != none && depth < maxDepth; depth++ {
		v := &s.groups[g]
		if f.t.noun() && (v.governorNoun == f.t.phrase || v.subject == f.t.phrase && depth == 0) {
			return rankAbove + depth
		}
		if g = v.governor; g != none && g == f.t.group && !f.t.noun() {
			return rankAbove + depth
		}
	}
	if f.t.noun() && t.group != none && s.phrases[f.t.phrase].verb == t.group {
		return rankBeside
	}
	return 0
}

// carriedBy tells whether o tells the happening that f gives the outcome of, in
// one clause with it or the one above: "the strike killed", "killed in a strike",
// "hit a market, killing".
func (f *found) carriedBy(o *found) bool {
	if f.t.group == none || !sameHappening(f, o) {
		return false
	}
	v := &f.s.groups[f.t.group]
	if o.t.noun() {
		return v.subject == o.t.phrase || f.s.phrases[o.t.phrase].verb == f.t.group
	}
	return o.t.group != none && o.t.group == v.governor && (v.link == linkParticiple || v.link == linkAdverbial)
}
