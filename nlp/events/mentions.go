package events

import (
	"math"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// found is a mention on its way: the outside's shape and where it came from.
type found struct {
	models.Mention
	s       *sentence
	t       trigger
	toponym int      // of its place, or none
	named   int      // participants with a key or name
	prior   float64  // confidence by the rules alone
	weight  float64  // as what the text is about
	reasons []Reason // when asked for
}

// mentions codes every trigger and puts the main one first, the others behind it
// by rank, those of one rank in text order.
func (d *document) mentions(m *model) []found {
	dates := d.dates()
	var all []found
	for i, s := range d.sentences {
		ts := d.judged(s, m)
		for k := range ts {
			if d.dateline.holds(ts[k].first) || !d.reports(s, &ts[k]) {
				continue
			}
			all = append(all, d.code(s, &ts[k], dates[i]))
		}
	}
	d.resolvePronouns(all)
	coded := len(all)
	all = append(all, d.others(all, dates)...)
	d.settle(all)
	d.weigh(all)
	main := pickMain(all)
	d.complete(all, main)
	all = keepOther(all, coded, main)
	main = min(main, len(all)-1)
	d.count(all)
	for i := range all {
		f := &all[i]
		f.Main = i == main
		f.Summary = d.summary(f.s, &f.t, &f.Mention)
		f.Confidence = math.Round(1000*f.Confidence) / 1000
		d.explainRest(f)
	}
	slices.SortStableFunc(all, func(a, b found) int {
		x, y := a.rank(), b.rank()
		return slices.Compare(x[:], y[:])
	})
	return all
}

// reports tells whether a trigger is worth a mention: a noun needs a participant
// by the rules, a verb that carries it, or a toll. What is told as background of uncertain
// length ("weeks of diplomacy", "have long warned") is none.
func (d *document) reports(s *sentence, t *trigger) bool {
	if t.standing.vague {
		return false
	}
	if !t.noun() || t.carried || t.toll || t.entry.kind == models.Disaster && !t.entry.weak && t.standing.status == models.Happened {
		return true
	}
	c := d.ruled(s, t)
	return len(c.actors)+len(c.recipients) > 0
}

// code makes the mention of one trigger.
func (d *document) code(s *sentence, t *trigger, dates []*models.Date) found {
	f := found{s: s, t: *t}
	m := &f.Mention
	m.Type, m.Mode, m.Status = t.entry.kind, t.entry.mode, t.standing.status
	if c := t.entry.coded(t.standing.frame); c != m.Type {
		m.Plover = c
		m.Quad, m.Score = value(c, "")
	} else {
		m.Quad, m.Score = value(m.Type, m.Mode)
	}
	c := d.cast(s, t)
	f.reasons = c.why
	for _, p := range c.actors {
		m.Actors = append(m.Actors, d.participant(s, p))
	}
	for _, p := range c.recipients {
		m.Recipients = append(m.Recipients, d.participant(s, p))
	}
	f.named = d.countNamed(s, c)
	if src := t.standing.source; src != none && !slices.Contains(c.recipients, src) {
		m.StatusSource = d.participant(s, src).Text
		if m.Status == models.Happened && (t.standing.claim || d.selfClaim(s, c, m.Type, src)) {
			m.Status = models.Claimed
		}
	} else if t.standing.claim && m.Status == models.Happened {
		m.Status = models.Claimed
	}
	m.Date = d.dateOf(s, t, dates)
	k, basis := d.placeOf(s, t)
	if f.toponym = k; k != none {
		m.Place = d.mentionPlace(k, basis)
	}
	m.Quote = d.quote(s, t)
	span := s.span(t.first, t.last)
	_, m.TriggerStart, m.TriggerEnd = d.Doc.Locate(span)
	m.Trigger = strings.Join(strings.Fields(d.Doc.Slice(span)), " ")
	d.explainTrigger(&f)
	f.prior = d.confidence(&f, c)
	m.Confidence = f.prior
	if t.judged {
		m.Confidence = calibrated(min(.97, (f.prior+t.sure)/2))
		d.because(&f, "confidence", "with the model's %.2f, brought down to what was right: %.2f", t.sure, m.Confidence)
	}
	return f
}

// selfClaim tells whether only the one who fought says so: "Russia said its
// forces captured the village".
func (d *document) selfClaim(s *sentence, c cast, t models.EventType, source int) bool {
	if t != models.Assault {
		return false
	}
	says := d.countryOf(s, source)
	for _, p := range c.actors {
		if says == "" || d.countryOf(s, p) != says {
			return false
		}
	}
	return len(c.actors) > 0
}

// countryOf is the country or the key of the actor that phrase p names.
func (d *document) countryOf(s *sentence, p int) string {
	a := d.actorOf(s, p)
	if a == none {
		return ""
	}
	e := d.Actors[a].Entity
	if e.Country != "" {
		return e.Country
	}
	return e.Key
}

func (d *document) countNamed(s *sentence, c cast) int {
	n := 0
	for _, list := range [][]int{c.actors, c.recipients} {
		for _, p := range list {
			if d.actorOf(s, p) != none || d.named(s, p) {
				n++
			}
		}
	}
	return n
}

// Confidence of a mention by its trigger, and what raises and lowers it. The
// numbers are by judgement; .5 is the line above which a mention is signed.
const (
	sureVerb, weakVerb = .74, .44
	sureNoun, weakNoun = .66, .36
	tollNoun           = .84
	bareNoun           = .4 // neither participant nor carrying verb
	moreWords          = .06
	bothSides, noSide  = .08, -.12
	oneNamed           = .04 // a participant has a name
	civilText          = -.3
	onlyIf, possibly   = -.25, -.12
	claimed            = -.05
	undone             = -.35 // what another event does away with
)

func (d *document) confidence(f *found, c cast) float64 {
	t := &f.t
	sides := len(c.actors) + len(c.recipients)
	var p float64
	add := func(x float64, why string) {
		p += x
		if d.explain {
			d.because(f, "confidence", "%+.2f %s", x, why)
		}
	}
	switch {
	case t.placed, !t.noun() && t.entry.weak:
		add(weakVerb, "a doubtful verb, or one that the lexicon does not know")
	case !t.noun():
		add(sureVerb, "a sure verb")
	case t.toll:
		add(tollNoun, "a noun with the toll it took")
	case t.entry.weak && !t.carried:
		add(weakNoun, "a doubtful noun")
	case sides == 0 && !t.carried:
		add(bareNoun, "a noun without participants")
	default:
		add(sureNoun, "a sure noun")
	}
	if countWords(t.entry.words) > 1 {
		add(moreWords, "several words")
	}
	switch {
	case len(c.actors) > 0 && len(c.recipients) > 0:
		add(bothSides, "who and whom")
	case sides == 0:
		add(noSide, "neither who nor whom")
	}
	if f.named > 0 {
		add(oneNamed, "a participant has a name")
	}
	if d.civil && isPlover(t.entry.kind) {
		add(civilText, "the text is about sport, art or science")
	}
	switch f.Status {
	case models.Hypothetical:
		add(onlyIf, "hypothetical")
	case models.Possible:
		add(possibly, "possible")
	case models.Claimed:
		add(claimed, "claimed")
	}
	return min(.97, max(.05, p))
}

// calibrated brings a figure down to the share of the marked sentences' mentions
// that were right with it: what is just above one half was right one time in four,
// .75 six times in ten, and what is above .9 four times in five.
func calibrated(p float64) float64 {
	const doubt, top, most = .58, .97, .88
	if p < doubt {
		return p * (.5 - 1e-9) / doubt
	}
	x := (min(p, top) - doubt) / (top - doubt)
	return .5 + (most-.5)*x*(.4+.6*x)
}
