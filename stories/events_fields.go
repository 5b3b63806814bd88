package stories

import (
	"cmp"
	"math"
	"slices"

	"github.com/throughline-news/throughline/models"
)

// tell chooses the fields of e by the evidence of its mentions and returns the
// event whole. room is for claims while they are looked at.
func (e *knownEvent) tell(room []models.Claim) models.Event {
	out := e.told
	out.ID = e.id
	ms := e.telling()
	out.Status = status(ms)
	best := best(ms, out.Status)
	out.Type, out.Plover, out.Mode = best.Type, best.Plover, best.Mode
	out.Quad, out.Score = best.Quad, best.Score
	out.Summary = summary(best)
	out.Confidence = confidence(ms)
	out.ReportCount, out.OriginCount = e.reports+e.goneReports, len(e.origins)+e.goneOrigins
	out.Date = date(ms, out.Status)
	out.PlaceID = placeID(ms)
	e.ruling.apply(&out)
	e.takers = e.ruling.participants(e.id, participants(ms, e.id))
	out.Importance = e.importance(out)
	// What has left the window cannot be looked at again: a dispute it was part of stays.
	told := e.account(out)
	told.room = room
	out.Disputed = told.disputed() || e.told.Disputed && e.goneReports > 0
	return out
}

// account gathers what claims about e are judged by, out being what is told of it.
func (e *knownEvent) account(out models.Event) Told {
	ms := e.telling()
	t := Told{Event: out, Takers: e.takers, Statements: make([]Statement, len(ms))}
	for i, m := range ms {
		t.Statements[i] = Statement{Mention: &m.Mention, Article: &m.report.article, published: m.report.at}
		if m.Place != nil && m.Place.ID != "" && m.Place.ID == out.PlaceID {
			t.Place = &m.Place.Place
		}
	}
	return t
}

// settled says how much is known once a status is reached: a lower one told
// later, such as a plan looked back to, does not take it back.
var settled = map[models.Status]int{
	models.Hypothetical: 0, models.Possible: 1, models.Intended: 2, models.Scheduled: 3, models.Postponed: 3,
	models.Claimed: 4, models.Denied: 5, models.Cancelled: 5,
	models.Historical: 6, models.Ongoing: 7, models.Happened: 7,
}

// status is the last one told of those most settled. A plan told with a day that
// was given up before says nothing new.
func status(ms []*knownMention) models.Status {
	status := ms[0].Status
	plans := plansOf(ms)
	for _, m := range ms[1:] {
		if settled[m.Status] >= settled[status] && plans[m] != outOfDate {
			status = m.Status
		}
	}
	return status
}

// best is the mention that tells most of the event, of those with its status.
func best(ms []*knownMention, status models.Status) *knownMention {
	types := map[models.EventType]float64{}
	for _, m := range ms {
		types[m.Type] += m.Confidence
	}
	worth := func(m *knownMention) float64 {
		w := 3*types[m.Type]/float64(len(ms)) + m.Confidence
		if m.Status == status || happened(m.Status) && happened(status) {
			w += 4
		}
		if m.Main {
			w += 2
		}
		if m.Place != nil {
			w += .5
		}
		if stated(m.Mention) {
			w += .5
		}
		return w + .25*float64(min(len(m.parties), 4))
	}
	best, most := ms[0], math.Inf(-1)
	for _, m := range ms {
		if w := worth(m); w > most { // the earliest of equals
			best, most = m, w
		}
	}
	return best
}

func summary(m *knownMention) string {
	if m.Summary != "" {
		return m.Summary
	}
	return tidyLine(m.Quote.Exact)
}

// confidence is the probability that not all origins are wrong, each taken at
// its surest.
func confidence(ms []*knownMention) float64 {
	surest := map[string]float64{}
	var origins []string
	for _, m := range ms {
		if _, ok := surest[m.report.origin]; !ok {
			origins = append(origins, m.report.origin)
		}
		surest[m.report.origin] = max(surest[m.report.origin], m.Confidence)
	}
	wrong := 1.0
	for _, o := range origins {
		wrong *= 1 - surest[o]
	}
	return digits(min(1-wrong, .99))
}

// The votes of a date by how it was told. A stated date can hardly be misread, a
// relative one is reckoned from another day, and the day of publication says only
// when the event was told of: three, two and one, set by hand. An analyst
// outvotes any number of reports.
const (
	voteAnalyst     = 1000.0
	voteStated      = 3.0
	voteRelative    = 2.0
	votePublication = 1.0
	voteRange       = .8 // times, for a few days instead of one
	voteCoarse      = .3 // times, for a week or more
)

func vote(d models.Date) float64 {
	v := votePublication
	switch {
	case d.Basis == models.BasisAnalyst:
		return voteAnalyst
	case d.Basis == models.BasisPublication || d.Kind == models.KindVague:
	case d.Kind == models.KindStated:
		v = voteStated
	default:
		v = voteRelative
	}
	switch n := d.Days(); {
	case n > 6:
		v *= voteCoarse
	case n > 1:
		v *= voteRange
	}
	return v
}

// date is the one with most votes, an origin's best vote counting once for each
// date; of equals the one told first. Once it is known to have happened, what was
// planned counts half. The day of a plan that was put off counts when nothing else
// is stated, and a day of publication when nothing is.
func date(ms []*knownMention, status models.Status) *models.Date {
	plans := plansOf(ms)
	if d := elect(ms, status, func(m *knownMention) bool { return stated(m.Mention) && plans[m] == holds }); d != nil {
		return d
	}
	if d := elect(ms, status, func(m *knownMention) bool { return stated(m.Mention) }); d != nil {
		return d
	}
	return elect(ms, status, func(m *knownMention) bool { return m.Date != nil })
}

// elect holds the vote among the mentions that are asked.
func elect(ms []*knownMention, status models.Status, asked func(*knownMention) bool) *models.Date {
	type ballot struct {
		date   models.Date
		surest float64
		votes  map[string]int // by origin, in hundredths: whole numbers add up alike in any order
	}
	var ballots []*ballot
	for _, m := range ms {
		if !asked(m) {
			continue
		}
		v := vote(*m.Date)
		if happened(status) && !happened(m.Status) {
			v /= 2
		}
		i := slices.IndexFunc(ballots, func(b *ballot) bool { return b.date.Start == m.Date.Start && b.date.End == m.Date.End })
		if i < 0 {
			ballots = append(ballots, &ballot{date: *m.Date, votes: map[string]int{}})
			i = len(ballots) - 1
		}
		b := ballots[i]
		if v > b.surest {
			b.date, b.surest = *m.Date, v
		}
		b.votes[m.report.origin] = max(b.votes[m.report.origin], int(math.Round(v*100)))
	}
	var best *models.Date
	most := 0
	for _, b := range ballots {
		sum := 0
		for _, v := range b.votes {
			sum += v
		}
		if sum > most {
			best, most = &b.date, sum
		}
	}
	return best
}

// fineness orders the precisions of places, the finest first.
var fineness = map[models.PlacePrecision]int{
	models.PlacePoint: 6, models.PlaceCity: 5, models.PlaceAdmin2: 4, models.PlaceAdmin1: 3,
	models.PlaceRegion: 2, models.PlaceSea: 2, models.PlaceCountry: 1,
}

// placeID is the most specific place, of equals the one that most origins name.
func placeID(ms []*knownMention) string {
	type vote struct {
		place   models.Place
		named   bool
		origins []string
	}
	var votes []*vote
	for _, m := range ms {
		if m.Place == nil || m.Place.ID == "" {
			continue
		}
		i := slices.IndexFunc(votes, func(v *vote) bool { return v.place.ID == m.Place.ID })
		if i < 0 {
			votes = append(votes, &vote{place: m.Place.Place})
			i = len(votes) - 1
		}
		v := votes[i]
		v.named = v.named || m.Place.Text != ""
		v.origins = once(v.origins, m.report.origin)
	}
	if len(votes) == 0 {
		return ""
	}
	worth := func(v *vote) int {
		w := fineness[v.place.Precision]
		if v.named {
			w += 10 // before places that no sentence names for it
		}
		return w
	}
	best := votes[0]
	for _, v := range votes[1:] {
		if cmp.Or(cmp.Compare(worth(v), worth(best)), cmp.Compare(len(v.origins), len(best.origins))) > 0 {
			best = v
		}
	}
	return best.place.ID
}

// participants are the known entities that take part, in the role that most
// mentions give them, those that most mentions name first.
func participants(ms []*knownMention, eventID string) []models.EventEntity {
	type taker struct {
		key              string
		actor, recipient int
	}
	var takers []*taker
	note := func(ps []models.Participant, count func(*taker) *int) {
		for _, p := range ps {
			if p.Key == "" {
				continue
			}
			i := slices.IndexFunc(takers, func(t *taker) bool { return t.key == p.Key })
			if i < 0 {
				takers = append(takers, &taker{key: p.Key})
				i = len(takers) - 1
			}
			*count(takers[i])++
		}
	}
	for _, m := range ms {
		note(m.Actors, func(t *taker) *int { return &t.actor })
		note(m.Recipients, func(t *taker) *int { return &t.recipient })
	}
	slices.SortStableFunc(takers, func(a, b *taker) int { return (b.actor + b.recipient) - (a.actor + a.recipient) })
	var out []models.EventEntity
	positions := map[models.Role]int{}
	for _, t := range takers {
		role := models.RoleActor
		if t.recipient > t.actor {
			role = models.RoleRecipient
		}
		out = append(out, models.EventEntity{EventID: eventID, EntityID: models.EntityID(t.key), Role: role, Position: positions[role]})
		positions[role]++
	}
	return out
}
