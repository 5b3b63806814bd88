package stories

import (
	"cmp"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// Statement is a mention and the article that makes it, whose text is not needed.
type Statement struct {
	Mention *models.Mention
	Article *models.Article

	published string // Article.Published, once inTime has seen it
}

// Told is an event with the values that were chosen for it and the statements
// that they were chosen from, in any order.
type Told struct {
	Event      models.Event
	Place      *models.Place // of Event.PlaceID; nil when not known
	Takers     []models.EventEntity
	Statements []Statement

	ids  map[string]string // of participants by key, while their claims are judged
	room []models.Claim    // for the claims of one field, when they are only looked at
}

// Claims returns every value that the statements give a field of the event, by
// field, aspect and time, each judged against the value chosen. An article that
// repeats a value claims it once. What is not stated in words, as a day of
// publication, is no claim.
func Claims(t Told) []models.Claim {
	var out []models.Claim
	for _, judge := range t.judges() {
		out = append(out, eachOnce(judge())...)
	}
	return out
}

// disputed is Disputed(Claims(t)), no further than to the first dispute.
func (t Told) disputed() bool {
	if !slices.ContainsFunc(t.Statements, t.mayDiffer) {
		return false
	}
	return slices.ContainsFunc(t.judges(), func(judge func() []models.Claim) bool {
		claims := judge()
		return slices.ContainsFunc(claims, differs) && Disputed(eachOnce(claims))
	})
}

// mayDiffer tells whether any claim of s may be another value than the chosen one.
func (t Told) mayDiffer(s Statement) bool {
	m, e := s.Mention, t.Event
	return len(m.Numbers) > 0 || t.blames(m) || m.Status != e.Status && !(happened(m.Status) && happened(e.Status)) ||
		stated(*m) && e.Date != nil && (m.Date.Start != e.Date.Start || m.Date.End != e.Date.End) ||
		m.Place != nil && m.Place.Text != "" && m.Place.ID != e.PlaceID
}

func differs(c models.Claim) bool { return c.Verdict == models.VerdictDiffer }

// newClaims has room for n claims.
func (t Told) newClaims(n int) []models.Claim {
	if n > cap(t.room) {
		return make([]models.Claim, 0, n)
	}
	return t.room[:0]
}

// judges return the claims of each field, in the order of the fields.
func (t Told) judges() []func() []models.Claim {
	t.Statements = inTime(t.Statements)
	if t.Event.Status == models.Unreported { // nobody says so
		t.Event.Status = models.Scheduled
	}
	return []func() []models.Claim{t.dates, t.places, t.numbers, t.parties, t.statuses}
}

// sureness orders the mentions of one article that claim the same: that of the
// main event first, then by how the date was found and how sure the mention is.
func sureness(m *models.Mention) float64 {
	s := m.Confidence
	if m.Main {
		s++
	}
	if m.Date != nil && m.Date.Basis == models.BasisClause {
		s++
	}
	return s
}

// eachOnce sorts claims by aspect, keeping the order of time, and leaves out
// what an article says again by the same speaker.
func eachOnce(claims []models.Claim) []models.Claim {
	if len(claims) < 2 {
		return claims
	}
	type said struct{ article, speaker, aspect, value string }
	seen := make(map[said]bool, len(claims))
	claims = slices.DeleteFunc(claims, func(c models.Claim) bool {
		k := said{c.ArticleID, c.Speaker, c.Aspect, c.Value}
		again := seen[k]
		seen[k] = true
		return again
	})
	slices.SortStableFunc(claims, func(a, b models.Claim) int { return cmp.Compare(a.Aspect, b.Aspect) })
	return claims
}

// Disputed tells whether independent voices differ: a claim differs, and who
// makes it does not also say what was chosen. A report that gives two values
// for one field has only told them badly apart.
func Disputed(claims []models.Claim) bool {
	type voice struct {
		field                   models.ClaimField
		aspect, origin, speaker string
	}
	of := func(c models.Claim) voice { return voice{c.Field, c.Aspect, c.OriginID, c.Speaker} }
	agreed := map[voice]bool{}
	for _, c := range claims {
		if c.Verdict == models.VerdictAgree {
			agreed[of(c)] = true
		}
	}
	return slices.ContainsFunc(claims, func(c models.Claim) bool {
		return c.Verdict == models.VerdictDiffer && !agreed[of(c)]
	})
}

// claim begins the claim that s makes of a field.
func (t Told) claim(s Statement, field models.ClaimField, value string) models.Claim {
	return models.Claim{EventID: t.Event.ID, Field: field, Value: value, Speaker: s.Mention.StatusSource,
		Publisher: s.Article.Publisher, Published: s.published,
		MentionID: s.Mention.ID, ArticleID: s.Article.ID, OriginID: s.Article.OriginID}
}

// rule sets the verdict of c.
func rule(c models.Claim, v models.Verdict, reason string) models.Claim {
	c.Verdict, c.Reason = v, reason
	return c
}

// chosen marks that c has the value of the event.
func chosen(c models.Claim) models.Claim {
	c.Chosen = true
	return rule(c, models.VerdictAgree, "chosen")
}

// overtaken tells whether s speaks of a plan for what took place since: then
// what it says otherwise was planned otherwise.
func (t Told) overtaken(s Statement) bool {
	return planned(s.Mention.Status) && (happened(t.Event.Status) || t.Event.Status == models.Claimed)
}

// planned are the statuses that say that it is to come.
func planned(s models.Status) bool {
	switch s {
	case models.Scheduled, models.Intended, models.Possible, models.Hypothetical, models.Postponed:
		return true
	}
	return false
}

// earlier tells whether a came out before b for sure.
func earlier(a, b *models.Article) bool {
	if a.PublishedAt != nil && b.PublishedAt != nil {
		return a.PublishedAt.Before(*b.PublishedAt)
	}
	return a.PublishedOn != "" && b.PublishedOn != "" && a.PublishedOn < b.PublishedOn
}

// dates are the claims of when it was.
func (t Told) dates() []models.Claim {
	out := t.newClaims(len(t.Statements))
	plans := t.holding()
	for _, s := range t.Statements {
		if !stated(*s.Mention) {
			continue
		}
		d := *s.Mention.Date
		c := t.claim(s, models.ClaimDate, d.EDTF)
		c.Date = &d
		switch by := t.Event.Date; {
		case by == nil:
			c = rule(c, models.VerdictAgree, "no date was chosen")
		case d.Start == by.Start && d.End == by.End:
			c = chosen(c)
		case within(d, *by), within(*by, d):
			c = rule(c, models.VerdictAgree, "one lies within the other")
		case d.Overlaps(*by) && (coarser(d) || coarser(*by)):
			c = rule(c, models.VerdictAgree, "they overlap, as exact as they are")
		case t.overtaken(s):
			c = rule(c, models.VerdictSuperseded, "planned for another day")
		case plans[s.Mention] != holds:
			c = rule(c, models.VerdictSuperseded, "postponed")
		default:
			c = rule(c, models.VerdictDiffer, "another day")
		}
		out = append(out, c)
	}
	return out
}

// within tells whether all days of a are days of b.
func within(a, b models.Date) bool { return b.Start <= a.Start && a.End <= b.End }

// coarser tells whether d names a unit longer than a day: its bounds are then
// those of the calendar and not of what happened.
func coarser(d models.Date) bool {
	return d.Precision != models.PrecisionDay && d.Precision != models.PrecisionRange
}

// places are the claims of where it was, by sentences that name the place.
func (t Told) places() []models.Claim {
	words := "" // that name the chosen place
	for _, s := range t.Statements {
		if p := s.Mention.Place; p != nil && p.ID != "" && p.ID == t.Event.PlaceID && words == "" {
			words = p.Text
		}
	}
	out := t.newClaims(len(t.Statements))
	for _, s := range t.Statements {
		p := s.Mention.Place
		if p == nil || p.Text == "" {
			continue
		}
		place := p.Place
		c := t.claim(s, models.ClaimPlace, place.Name)
		c.Place = &place
		switch {
		case t.Place == nil:
			c = rule(c, models.VerdictAgree, "no place was chosen")
		case place.ID == t.Event.PlaceID:
			c = chosen(c)
		case strings.EqualFold(p.Text, words):
			c = rule(c, models.VerdictAgree, "the same name")
		default:
			_, w := comparePlaces(&place, t.Place)
			switch {
			case w == inTown:
				c = rule(c, models.VerdictAgree, "the same town")
			case w != elsewhere:
				c = rule(c, models.VerdictAgree, "less exact")
			case t.overtaken(s):
				c = rule(c, models.VerdictSuperseded, "planned for another place")
			default:
				c = rule(c, models.VerdictDiffer, "another place")
			}
		}
		out = append(out, c)
	}
	return out
}
