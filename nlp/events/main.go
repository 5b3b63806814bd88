package events

import (
	"math"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/wordset"
)

// settle gives what the words of a sentence left open from the text around it:
// the day of a headline from the body, the day of publication where a report
// gives no time at all, and marks as historical what lies far back.
func (d *document) settle(all []found) {
	for i := range all {
		f := &all[i]
		if f.Date == nil {
			f.Date = besideDate(all, i)
		}
		if f.Date == nil && f.Quote.Field != "" {
			f.Date = d.fromBody(all, f)
		}
		if f.Date == nil && d.untimed(f) && !d.datedElsewhere(all, f) {
			f.Date = d.published()
		}
		if f.Date != nil && d.old(f.Date) && factual(f.Status) {
			f.Status = models.Historical
		}
		if f.Date != nil && f.Date.Basis != models.BasisPublication && f.Status == models.Intended && f.Date.Kind != models.KindVague && (d.Published == "" || f.Date.End >= d.Published) {
			f.Status = models.Scheduled
		}
	}
}

// besideDate is the day of another mention of the same happening in the same
// sentence: "Negotiators who met on Monday closed a round of talks".
func besideDate(all []found, at int) *models.Date {
	f := &all[at]
	first, last := at, at
	for first > 0 && all[first-1].s == f.s {
		first--
	}
	for last < len(all) && all[last].s == f.s {
		last++
	}
	for i := first; i < last; i++ {
		o := &all[i]
		if o.t.first != f.t.first && o.Type == f.Type && o.Status == f.Status && o.Date != nil && o.Date.Basis == models.BasisClause {
			return onBasis(o.Date, models.BasisSentence)
		}
	}
	return nil
}

// datedElsewhere tells whether another sentence tells of the same happening
// among times that are not its own, so that the day of publication would be a guess.
func (d *document) datedElsewhere(all []found, f *found) bool {
	for i := range all {
		o := &all[i]
		if o.s != f.s && o.Type == f.Type && o.Type != models.Other && o.Status == f.Status && o.Date == nil && d.timedSentence(o.s) && o.s.index <= d.firstBodySentence()+1 {
			return true
		}
	}
	return false
}

// fromBody is the day of the first mention of the body that tells the same
// happening as a headline: of the same type and alike in status.
func (d *document) fromBody(all []found, f *found) *models.Date {
	for i := range all {
		o := &all[i]
		if o.Quote.Field == "" && o.Type == f.Type && factual(o.Status) == factual(f.Status) && o.Date != nil && o.Date.Basis != models.BasisPublication && !d.old(o.Date) {
			return onBasis(o.Date, models.BasisDiscourse)
		}
	}
	return nil
}

// leadSentences is how many sentences of the body may take the day of
// publication when they tell of something without any time.
const leadSentences = 3

// untimed tells whether f is news told without any time: in the headline or
// the lead, as having happened or going on.
func (d *document) untimed(f *found) bool {
	if f.Status != models.Happened && f.Status != models.Ongoing && f.Status != models.Claimed {
		return false
	}
	if f.t.group == none || f.t.noun() && !f.t.carried {
		return false
	}
	g := &f.s.groups[f.t.group]
	if g.link != linkMain && g.link != linkComplement || g.perfect && g.past || d.timedSentence(f.s) {
		return false
	}
	return f.s.index-d.firstBodySentence() < leadSentences
}

// timedSentence tells whether a time, a month or less, stands in the sentence: a
// year alone names things ("World Cup 2026").
func (d *document) timedSentence(s *sentence) bool {
	for i := s.first; i < s.last; i++ {
		if t := d.timeAt[i]; t != 0 && d.Times[t-1].Day != nil && coarseness(d.Times[t-1].Day.Precision) < 3 && !d.dateline.holds(i) {
			return true
		}
	}
	return false
}

// Weights of what makes a mention the main one: by judgement, the position of
// the sentence first.
const (
	byPosition, byTitle, byRecency = .45, .2, .15
	bySides, byRepeat, bySure      = .1, .1, .3
	asBackground                   = -.5
	notYetFact, unsure             = -.1, -.2 // an unsure one is no fact yet either
	inPassing                      = -.15     // told in a clause on something else
	otherInTitle                   = .1       // what fits no type: the headline knows best what it is
	asOther                        = -.3      // of no type where the top tells of some that have one
)

// recentDays is how close to publication an event must lie to count as news.
const recentDays = 4

// weigh gives every mention its weight as what the text is about.
func (d *document) weigh(all []found) {
	title := d.titleLemmas()
	first := d.firstBodySentence()
	signed := d.signedAtTop(all)
	count := map[models.EventType]int{}
	for i := range all {
		count[all[i].Type]++
	}
	for i := range all {
		f := &all[i]
		score := bySure*f.prior + byPosition*d.position(f, first) + byTitle*d.overlap(f, title)
		if f.Date != nil && d.Published != "" && abs(d.Published.Sub(f.Date.Start)) <= recentDays {
			score += byRecency
			if f.Date.Basis == models.BasisPublication {
				score -= byRecency / 2
			}
		}
		if len(f.Actors) > 0 {
			score += bySides / 2
		}
		if f.named > 0 {
			score += bySides / 2
		}
		if f.Place != nil {
			score += bySides / 2
		}
		score += byRepeat * min(1, float64(count[f.Type]-1)/3)
		if f.Status == models.Historical || f.t.standing.vague {
			score += asBackground
		}
		if !factual(f.Status) {
			score += notYetFact
		}
		if f.s.index >= first && f.t.shares(f.s, title) {
			score += byTitle / 4
		}
		if f.t.group != none {
			if g := &f.s.groups[f.t.group]; g.link == linkAdverbial || g.link == linkRelative || g.link == linkParticiple && g.marker != "" {
				score += inPassing
			}
		}
		if f.Status == models.Hypothetical || f.Status == models.Possible || f.Status == models.Denied {
			score += unsure
		}
		if f.Type == models.Other && signed {
			score += asOther
		}
		if f.Type == models.Other && f.s.index < first {
			score += otherInTitle
		}
		f.weight = score
	}
}

// pickMain returns the index of the mention that the text is about, none when there are none.
func pickMain(all []found) int {
	best := none
	for i := range all {
		if best == none || all[i].weight > all[best].weight {
			best = i
		}
	}
	return best
}

// rankStep is the difference in weight below which mentions stay in text order.
const rankStep = .1

// rank is how much of a text's news a mention is, the lower the more: the main
// one, then those that are signed, then the others, each by weight.
func (f *found) rank() [3]int {
	r := [3]int{1, 1, -int(math.Floor(f.weight / rankStep))}
	if f.Main {
		r[0] = 0
	}
	if f.Confidence >= signedFrom {
		r[1] = 0
	}
	return r
}

// signedFrom is the confidence from which on a mention is signed.
const signedFrom = .5

// signedAtTop tells whether the headline or the first sentences tell of an event of a type.
func (d *document) signedAtTop(all []found) bool {
	for i := range all {
		if f := &all[i]; f.Type != models.Other && f.prior >= otherSure && !f.t.placed && (factual(f.Status) || calledOff(f.Status)) && f.s.index < d.firstBodySentence()+otherSentences {
			return true
		}
	}
	return false
}

func (d *document) firstBodySentence() int {
	for i, s := range d.Doc.Sentences {
		if s.Paragraph >= 0 {
			return i
		}
	}
	return 0
}

// titlePosition is what standing in the headline counts.
const titlePosition = .8

// position is titlePosition for the title and falls with each sentence of the body from 1.
// The body's lead tells when and where, a headline seldom does.
func (d *document) position(f *found, first int) float64 {
	if f.s.index < first {
		return titlePosition
	}
	return 1 / (1 + float64(f.s.index-first)/2)
}

// titleLemmas are the content words of the title.
func (d *document) titleLemmas() wordset.Set {
	set := wordset.Set{}
	for _, s := range d.sentences {
		if d.Doc.Sentences[s.index].Paragraph >= 0 {
			break
		}
		for i := s.first; i < s.last; i++ {
			if t := s.tag(i); noun(t) || len(t) > 1 && (t[:2] == "VB" || t[:2] == "JJ") {
				set.Add(s.lemma(i))
			}
		}
	}
	return set
}

// shares tells whether a word of the trigger stands in the title.
func (t *trigger) shares(s *sentence, title wordset.Set) bool {
	for i := t.first; i < t.last; i++ {
		if title.Has(s.lemma(i)) {
			return true
		}
	}
	return false
}

// overlap is the share of the title's words, up to four, that stand in the sentence of f.
func (d *document) overlap(f *found, title wordset.Set) float64 {
	if len(title) == 0 {
		return 0
	}
	n := 0
	seen := wordset.Set{}
	for i := f.s.first; i < f.s.last; i++ {
		if w := f.s.lemma(i); title.Has(w) && !seen.Has(w) {
			seen.Add(w)
			n++
		}
	}
	return min(1, float64(n)/float64(min(4, len(title))))
}
