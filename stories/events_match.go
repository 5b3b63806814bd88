package stories

import (
	"slices"

	"github.com/throughline-news/throughline/models"
)

// sameEvent is the score from which on a mention is of an event. The weights
// below are set by hand: of the same type and stated day, one town, one person
// or two countries in common reach it; one country and nothing else does not.
const sameEvent = 3.4

// surelySame is the score from which on a mention that fits two events shows
// that they are one.
const surelySame = 5.0

const (
	weightType    = 1.0
	weightKin     = .4 // types that reports use for one another
	weightTrigger = .4
	weightWords   = 2.0 // times the cosine of the quotes
	weightDay     = 1.5 // both state the day
	weightSpan    = 1.0 // stated ranges overlap
	weightNear    = .7  // a publication day that fits
	weightCoarse  = .4  // within a month, a season
	weightDiffer  = .3  // stated days differ a little, where that may be a claim
	weightPlace   = 1.5 // the same town
	weightWithin  = .8  // one place lies in the other
	weightLand    = .4  // both say no more than the country
	weightParty   = 1.0 // the same person or body
	weightState   = .5  // the same country
	weightAlly    = .4  // another of the same country
	weightSaid    = .6  // a participant whom the other side's sentences name
	weightCrowd   = .3  // the same words for nobody in particular: "protesters"
	mostParties   = 2.0
	weightOther   = -.5 // a participant on each side that the other has not
	weightArticle = 1.2 // told of in the same article
	weightBack    = 2.0 // "the talks", in the article that told of them
)

// kin are types that reports of one happening use for one another.
var kin = func() map[models.EventType][]models.EventType {
	m := map[models.EventType][]models.EventType{}
	for _, p := range [][2]models.EventType{
		{models.Assault, models.Death}, {models.Disaster, models.Death}, {models.Assault, models.Coerce},
		{models.Agree, models.Retreat}, {models.Agree, models.Cooperate}, {models.Agree, models.Concede},
		{models.Agree, models.Support}, {models.Retreat, models.Concede}, {models.Office, models.Retreat},
	} {
		m[p[0]], m[p[1]] = append(m[p[0]], p[1]), append(m[p[1]], p[0])
	}
	return m
}()

// marks are of types and the words they are told by: a bit for each type and, by
// its hash, for each word. What has none in common is not of one type.
type marks struct{ types, triggers uint64 }

// typeBits has the bit of each type; that of what is none is the last.
var typeBits = func() map[models.EventType]uint64 {
	m := map[models.EventType]uint64{}
	for i, t := range models.EventTypes {
		m[t] = 1 << i
	}
	return m
}()

func typeBit(t models.EventType) uint64 {
	if b := typeBits[t]; b != 0 {
		return b
	}
	return 1 << 63
}

func (a act) marks() marks {
	out := marks{types: a.typ}
	if a.trigger != 0 {
		out.triggers = 1 << (mix(a.trigger) >> 58)
	}
	return out
}

// suits tells what marks an event has that m may be of.
func suits(m *knownMention) marks {
	out := m.act.marks()
	for _, k := range kin[m.Type] {
		out.types |= typeBit(k)
	}
	return out
}

// single are types of which the same participants at the same place seldom have
// another within days: reports that give another day then differ about one
// happening. Of the rest, strikes and protests above all, another day is another one.
var single = map[models.EventType]bool{
	models.Consult: true, models.Agree: true, models.Election: true, models.Office: true,
	models.Disaster: true, models.Ruling: true,
}

// physical are types that a town sees: reports name the one side or the other,
// or the victims. What people say to each other is told by who they are.
var physical = map[models.EventType]bool{
	models.Assault: true, models.Death: true, models.Disaster: true, models.Protest: true, models.Coerce: true,
	models.Mobilize: true, models.Retreat: true, models.Election: true, models.Aid: true,
}

// mostDiffer is how many days apart such reports may be, and mostSpread how
// long an event may become by them.
const (
	mostDiffer = 3
	mostSpread = 5
)

// fits scores whether m is of e; ok is false when something forbids it. together
// tells that the article of m tells of e besides.
func fits(m *knownMention, e *knownEvent, together bool) (score float64, ok bool) {
	typ := matchType(m, e)
	if typ == 0 {
		return 0, false
	}
	if _, ok := matchDate(m, e, true); !ok && !replans(m, e) { // the least that is asked of it, and soon known
		return 0, false
	}
	place, where := matchPlace(m, e)
	if where == elsewhere {
		return 0, false
	}
	parties, shared, strangers := matchParties(m, e)
	back := m.anaphoric && together && typ >= weightType && where != inTown
	common := shared > 0 && !strangers
	if where == inTown {
		common = !strangers || physical[m.Type] // then whoever is named may be one side of it
	}
	if !common && !back {
		return 0, false
	}
	if notice(m) && e.heldBefore(m.report) {
		return 0, false
	}
	date, ok := matchDate(m, e, where == inTown && shared > 0 || back)
	replanned := !ok && typ >= weightType && (where == inTown && shared > 0 || shared > 1) && replans(m, e)
	if replanned {
		date, ok = weightDiffer, true
	}
	if !ok {
		return 0, false
	}
	words := nearestWords(m, e)
	switch {
	case back:
		parties = max(parties, 0)
	case together || where == inTown && m.when.strength == exactDay:
	case words < leastWordsOf(m):
		return 0, false
	}
	score = typ + place + parties + date + weightWords*words
	switch {
	case back:
		score += weightBack
	case together:
		score += weightArticle
	}
	if replanned {
		score = planScore(score, m, e)
	}
	return score, true
}

// The least likeness of words that is asked of mentions in different articles:
// of what is said, for the same people say much on one day; and of what is told
// without a day.
const (
	leastSaid    = .2
	leastUndated = .3
)

func leastWordsOf(m *knownMention) float64 {
	switch {
	case m.when.strength == undated && !m.Main:
		return leastUndated
	case !physical[m.Type] && !single[m.Type]:
		return leastSaid
	}
	return 0
}

func (m *knownMention) sameSentence(o *knownMention) bool {
	return m.report == o.report && m.Quote.Field == o.Quote.Field && m.Quote.Start == o.Quote.Start
}

// matchType scores how far m tells of what e does, 0 when it does not.
func matchType(m *knownMention, e *knownEvent) float64 {
	best := 0.0
	for _, o := range e.acts {
		alike := o.trigger != 0 && o.trigger == m.act.trigger
		s := 0.0
		switch {
		case o.typ == m.act.typ:
			s = weightType
		case alike, o.typ&m.suits.types != 0:
			s = weightKin
		default:
			continue
		}
		if alike {
			s += weightTrigger
		}
		best = max(best, s)
	}
	return best
}

// says tells whether a sentence of e has the phrase.
func (e *knownEvent) says(p sought) bool {
	if p.mark != 0 && !e.heard().has(p.mark) {
		return false
	}
	return slices.ContainsFunc(e.newest(), func(m *knownMention) bool { return m.wording().has(p) })
}

// heard are the marks of what the newest mentions of e say.
func (e *knownEvent) heard() wordMarks {
	if !e.listened {
		e.said, e.listened = wordMarks{}, true
		for _, m := range e.newest() {
			e.said.join(m.wording().allMarks())
		}
	}
	return e.said
}

// newest returns the newest mentions of e.
func (e *knownEvent) newest() []*knownMention {
	return e.mentions[max(0, len(e.mentions)-mostQuotes):]
}

// mostQuotes is how many of the newest mentions a new one's words are compared with.
const mostQuotes = 16

func nearestWords(m *knownMention, e *knownEvent) float64 {
	best, ours := 0.0, m.wording()
	for _, o := range e.newest() {
		if !o.sameSentence(m) {
			best = max(best, ours.alike(o.wording()))
		}
	}
	return best
}
