package stories

import (
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// parties tells that reports name another one: as the one who used force, or in
// the place of one who met or agreed on the same day.
func (c check) parties() []models.Conflict {
	if c.like.otherDay || c.like.otherPlace || c.m.Confidence < leastBlame {
		return nil
	}
	if mutual[c.m.Type] {
		return c.partners()
	}
	return c.doers()
}

// doers tells that another one used force.
func (c check) doers() []models.Conflict {
	told := c.e.told
	told.ids = map[string]string{}
	blamed, anyone := told.blamed()
	names, ours := told.namesOf(c.m.Actors)
	if !anyone || len(names) == 0 || !told.blames(&c.m.Mention) || ours.shares(blamed) || !c.like.sameDay && !c.like.sameTown {
		return nil
	}
	acts := func(e *candidateEvent) bool {
		return slices.ContainsFunc(e.mentions, func(m *knownMention) bool {
			_, theirs := told.namesOf(m.Actors)
			return ours.shares(theirs)
		})
	}
	if acts(c.e) || slices.ContainsFunc(c.may(), func(r resemblance) bool { return !r.otherDay && !r.otherPlace && r.typ > 0 && acts(r.event) }) {
		return nil
	}
	return c.instead(strings.Join(names, ", "), c.m.Actors[0], func(k models.Claim) bool { return k.Aspect == string(models.RoleActor) })
}

// partners tells that somebody else of the same country took part, or another
// country. One more who took part is no difference: somebody must be left over
// on both sides.
func (c check) partners() []models.Conflict {
	if !c.like.sameDay || !c.like.sameTown || c.like.shared == 0 {
		return nil
	}
	for _, p := range slices.Concat(c.m.Actors, c.m.Recipients) {
		if p.Key == "" || p.Kind == models.EntityPlace || c.named(p) {
			continue
		}
		left := slices.ContainsFunc(c.e.cast, func(o party) bool {
			if !o.known || slices.ContainsFunc(c.m.parties, func(x party) bool { return x.key == o.key }) {
				return false
			}
			sameSide := o.country == p.Country && o.country != ""
			if p.Kind == models.EntityPerson && sameSide {
				return o.kind == models.EntityPerson
			}
			return !sameSide && !slices.ContainsFunc(c.m.parties, func(x party) bool { return x.country == o.country })
		})
		if left {
			return c.instead(p.Name, p, func(models.Claim) bool { return true })
		}
	}
	return nil
}

// may are the other events that the draft may tell of.
func (c check) may() []resemblance {
	return slices.DeleteFunc(slices.Clone(c.all), func(r resemblance) bool { return r.event == c.e || r.score < toldOf/2 })
}

// named tells whether reports name p, or somebody for whom p may stand.
func (c check) named(p models.Participant) bool {
	words := soughtBy(p.Name)
	if c.e.says(words) || slices.ContainsFunc(c.may(), func(r resemblance) bool { return !r.otherDay && !r.otherPlace && r.typ > 0 && r.event.says(words) }) {
		return true
	}
	return slices.ContainsFunc(c.e.cast, func(o party) bool {
		return o.key == p.Key || p.Kind != models.EntityPerson && p.Country != "" && o.country == p.Country
	})
}

// instead tells that reports name others than the draft, which names p.
func (c check) instead(value string, p models.Participant, of func(models.Claim) bool) []models.Conflict {
	var said []models.Claim
	for _, k := range c.claims[models.ClaimParticipants] {
		if of(k) {
			said = append(said, k)
		}
	}
	if len(said) == 0 {
		return nil
	}
	x := c.conflict(models.ConflictContradicted, models.ConflictParticipants, value, partOf(c.m.Quote, p.Text, p.Start, p.End, p.Field), said)
	x.Aspect = said[0].Aspect
	return []models.Conflict{x}
}
