package stories

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// candidateEvent is an event that a draft may tell of.
type candidateEvent struct {
	told Told
	*knownEvent
	dated  []models.Date // that its reports state
	first  models.Day    // of its first report
	latest models.Day    // and of its last
}

// aside tells whether no event was made of what is told: it only counts something.
func (e *candidateEvent) aside() bool { return e.told.Event.ID == "" }

// candidate prepares a told event; nil when nothing was said of it.
func (t *Tracker) candidate(told Told) *candidateEvent {
	if len(told.Statements) == 0 {
		return nil
	}
	told.Statements = inTime(told.Statements)
	c := &candidateEvent{told: told, knownEvent: newEvent(told.Event.ID)}
	reports := map[string]*knownReport{}
	for _, s := range told.Statements {
		r := reports[s.Article.ID]
		if r == nil {
			r = t.report(*s.Article)
			reports[s.Article.ID] = r
		}
		c.add(t.mention(*s.Mention, r))
		if stated(*s.Mention) {
			c.dated = append(c.dated, *s.Mention.Date)
		}
		if day := s.Article.PublishedOn; day != "" {
			c.latest = max(c.latest, day)
			if c.first == "" {
				c.first = day
			}
		}
	}
	if d := told.Event.Date; d != nil && d.Basis == models.BasisAnalyst {
		c.dated = append(c.dated, *d)
	}
	return c
}

// likeness of a happening of a draft and an event, field by field. What one of
// the two does not say speaks neither for nor against.
type resemblance struct {
	event *candidateEvent
	score float64 // of the fields that agree
	typ   float64 // of the kind of action
	words float64 // cosine of the sentences most alike
	// date and place that differ: what is said of the one cannot be true of the other.
	otherDay, otherPlace bool
	apart                int // days between, when otherDay
	sameDay, sameTown    bool
	shared               int // who takes part in both
	strangers            bool
}

// The scores that an event needs to be taken for what a draft tells. The weights
// are those by which reports are put together. A draft that gives another day or
// another town must be like it in all else; the farther off its day the more so,
// for then it may well tell of another time. That of what happens again and again,
// as strikes and protests, may be another on any day.
const (
	toldOf         = 2.9
	toldOtherwise  = 3.1
	neededFar      = .4 // more, for a day more than farDays off
	neededFarther  = .5 // more again, for more than fartherDays
	neededRecurs   = .2
	neededNews     = .4  // when the draft tells it as news, and the reports are older than its day
	neededStranger = .6  // for others who take part
	dayUnknown     = .8  // less, for an event without the day that the draft gives
	wordsOfDraft   = 1.6 // times the cosine: who writes a draft chooses words of their own
	betterBy       = .3  // than what agrees, to be taken for it in spite of what differs
	farDays        = 3
	fartherDays    = 35
)

// resemble compares a happening of a draft with an event.
func resemble(h draftHappening, e *candidateEvent) resemblance {
	r := resemblance{event: e}
	var place, parties, date float64
	agrees, differs := false, false
	r.apart = math.MaxInt
	for _, m := range h.mentions {
		typ := matchType(m, e.knownEvent)
		r.typ = max(r.typ, typ)
		score, where := matchPlace(m, e.knownEvent)
		if where == elsewhere && e.says(soughtBy(m.Place.Text)) {
			score, where = weightWithin, inLand // one of several places that reports name
		}
		place = max(place, score)
		r.sameTown = r.sameTown || where == inTown
		r.otherPlace = r.otherPlace || where == elsewhere
		score, shared, strangers := matchParties(m, e.knownEvent)
		if score > parties || shared > r.shared {
			parties, r.shared, r.strangers = score, shared, strangers
		}
		r.words = max(r.words, nearestWords(m, e.knownEvent))
		score, days, ok := e.compareDay(m)
		date = max(date, score)
		agrees = agrees || score > 0
		r.sameDay = r.sameDay || score >= weightSpan
		if ok && days > 0 {
			differs = true
			r.apart = min(r.apart, days)
		}
	}
	r.otherDay = differs && !agrees
	if r.otherPlace && r.sameTown {
		r.otherPlace = false
	}
	if r.otherPlace {
		place = 0
	}
	r.score = r.typ + place + parties + date + wordsOfDraft*r.words
	if h.day() != "" && !r.sameDay && !r.otherDay {
		r.score -= dayUnknown
	}
	return r
}

// compareDay compares when: a score where the days agree, or how many days are
// between; ok is false when the two cannot be compared.
func (e *candidateEvent) compareDay(m *knownMention) (score float64, apart int, ok bool) {
	if !stated(m.Mention) || m.when.strength < loose {
		return 0, 0, false
	}
	apart = math.MaxInt
	for _, d := range e.dated {
		s := span{dayNumber(d.Start), dayNumber(d.End)}
		switch {
		case s == m.when.span && s.from == s.to:
			score = max(score, weightDay)
		case s.overlaps(m.when.span) && !coarser(d) && !coarser(*m.Date):
			score = max(score, weightSpan)
		case s.overlaps(m.when.span):
			score = max(score, weightCoarse)
		case s.from > m.when.to:
			apart = min(apart, s.from-m.when.to)
		default:
			apart = min(apart, m.when.from-s.to)
		}
	}
	if len(e.dated) == 0 && e.first != "" {
		told := dayNumber(e.first)
		switch {
		case m.when.from > told && !planned(m.Status) && e.happenedWhenFirstTold():
			return 0, m.when.from - told, true // it was told of before
		case told-daysTold <= m.when.to && m.when.from <= told:
			return weightNear, 0, true
		default:
			return 0, 0, false
		}
	}
	if score > 0 {
		return score, 0, true
	}
	// What is still to come for the draft, or misread, is another time.
	return 0, apart, apart < math.MaxInt && m.when.from <= m.report.number && !recounts(m)
}

// recounts tells whether the sentence of m says that a count rose: its day is that
// of the new count.
func recounts(m *knownMention) bool {
	said := m.wording().said
	return slices.ContainsFunc(recountWords, func(w string) bool { return strings.Contains(said, w) })
}

var recountWords = []string{stemmed("toll", 1), stemmed("rose to", 2), stemmed("risen to", 2), stemmed("rises to", 2), stemmed("climbed to", 2), stemmed("revised", 1)}

// happenedWhenFirstTold tells whether the first report has it as past.
func (e *candidateEvent) happenedWhenFirstTold() bool {
	return len(e.mentions) > 0 && happened(e.mentions[0].Status)
}

// needed is the score that r needs to be one happening.
func (r resemblance) needed(h draftHappening) float64 {
	need := toldOf
	if r.otherDay || r.otherPlace {
		need = toldOtherwise
	}
	if r.otherDay {
		if r.apart > farDays {
			need += neededFar
		}
		if r.apart > fartherDays {
			need += neededFarther
		}
		once := slices.ContainsFunc(h.mentions, func(m *knownMention) bool { return single[m.Type] })
		if !once {
			need += neededRecurs
		}
		if r.apart > 1 && r.unheard(h) {
			need += neededNews
			if !once {
				need += neededNews
			}
		}
	}
	if r.strangers {
		need += neededStranger
	}
	return need
}

// isNews tells whether h is dated to the last days before the draft: it may have
// been reported nowhere yet.
func (h draftHappening) isNews() bool {
	return slices.ContainsFunc(h.mentions, func(m *knownMention) bool {
		return m.when.strength == exactDay && m.when.to > m.report.number-daysTold
	})
}

// unheard tells whether the draft tells h as news and the reports of the event
// are older than its day: then it may be another one, of which none was heard.
func (r resemblance) unheard(h draftHappening) bool {
	return h.isNews() && r.event.latest < h.day()
}

// day is the first day that h is dated to by its own words, "" for none.
func (h draftHappening) day() models.Day {
	for _, m := range h.mentions {
		if m.when.strength == exactDay && !recounts(m) {
			return m.Date.Start
		}
	}
	return ""
}

// holds tells whether r is enough for one happening.
func (r resemblance) holds(h draftHappening) bool {
	switch {
	case r.otherDay && r.otherPlace, r.otherDay && r.apart > farDays && r.unheard(h):
		return false
	case r.shared == 0 && !r.sameTown && r.words < leastAlone:
		return false
	case (r.otherDay || r.otherPlace) && r.typ == 0 && !r.clear():
		return false
	}
	return r.score >= r.needed(h)
}

// clear tells whether r is one happening though the two tell it as other
// actions: by several who take part and the day or the town, or the town and its words.
func (r resemblance) clear() bool {
	return r.shared > 1 && (r.sameDay || r.sameTown) || r.sameTown && r.words >= leastClear
}

// leastAlone is the likeness of words that shows one happening without a person,
// country or town in common.
const leastAlone = .5

// leastClear is that likeness which, with the town, shows it.
const leastClear = .4

// probability that the two are one happening, from how far the score is above
// what is needed: even odds there, as in the placing of reports.
func (r resemblance) probability() float64 {
	need := toldOf
	if r.otherDay || r.otherPlace {
		need = toldOtherwise
	}
	return digits(logistic(1.5 * (r.score - need + .5)))
}

// confirmed is how much better an event must be that differs: nothing when r
// does not say the same either.
func (r resemblance) confirmed() float64 {
	if r.sameDay || r.sameTown {
		return betterBy
	}
	return 0
}

// choose returns what h most likely tells of, nil when that was not reported, and
// how like it all of them are.
func choose(h draftHappening, candidates []*candidateEvent) (best *resemblance, all []resemblance) {
	var agreeing, differing *resemblance
	for _, c := range candidates {
		r := resemble(h, c)
		all = append(all, r)
		if c.aside() || !r.holds(h) {
			continue
		}
		side := &agreeing
		if r.otherDay || r.otherPlace {
			side = &differing
		}
		if *side == nil || cmp.Or(cmp.Compare(r.score, (*side).score), cmp.Compare((*side).event.id, r.event.id)) > 0 {
			*side = &r
		}
	}
	best = agreeing
	if differing != nil && (agreeing == nil || differing.score > agreeing.score+agreeing.confirmed()) {
		best = differing
	}
	return best, all
}
