package stories

import (
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// mutual are types whose participants do the same: there is no side to mistake.
var mutual = map[models.EventType]bool{
	models.Consult: true, models.Agree: true, models.Cooperate: true, models.Election: true,
}

// leastBlame is the confidence from which a mention told aside may differ about
// who did it to whom: below it the reading is as likely to be wrong.
const leastBlame = .5

// side is who takes part in one role: keys and countries.
type side struct{ ids, countries []string }

func (s side) shares(o side) bool {
	has := func(list []string) func(string) bool { return func(x string) bool { return slices.Contains(list, x) } }
	return slices.ContainsFunc(s.ids, has(o.ids)) || slices.ContainsFunc(s.countries, has(o.countries))
}

// parties are the claims of who did it to whom: those that one mention names in
// one role. That it names fewer or others of the same side is no difference;
// that it names somebody else as the one who used force is one, and so is that
// it has the roles the other way round.
func (t Told) parties() []models.Claim {
	t.ids = map[string]string{}
	chosenSides := t.sides()
	blamed, anyone := t.blamed()
	out := t.newClaims(2 * len(t.Statements))
	for _, s := range t.Statements {
		for _, role := range []models.Role{models.RoleActor, models.RoleRecipient} {
			named := s.Mention.Actors
			if role == models.RoleRecipient {
				named = s.Mention.Recipients
			}
			names, ours := t.namesOf(named)
			if len(names) == 0 {
				continue
			}
			c := t.claim(s, models.ClaimParticipants, strings.Join(names, ", "))
			c.Aspect = string(role)
			theirs, across := chosenSides[role], chosenSides[other(role)]
			m := s.Mention
			sure := t.blames(m)
			switch {
			case role == models.RoleActor && sure && anyone && !ours.shares(blamed):
				c = rule(c, models.VerdictDiffer, "another one did it")
			case !slices.ContainsFunc(theirs.ids, func(id string) bool { return !slices.Contains(ours.ids, id) }) && len(theirs.ids) == len(ours.ids):
				c = chosen(c)
			case ours.shares(theirs) || len(theirs.ids) == 0 || !sure:
				c = rule(c, models.VerdictAgree, "names some of those who take part")
			case ours.shares(across) && role == models.RoleActor:
				c = rule(c, models.VerdictDiffer, "the roles the other way round")
			default:
				c = rule(c, models.VerdictAgree, "names others who may have taken part")
			}
			out = append(out, c)
		}
	}
	return out
}

// blames tells whether m can differ about who did it to whom.
func (t Told) blames(m *models.Mention) bool {
	return m.Type == t.Event.Type && !mutual[m.Type] && (m.Main || m.Confidence >= leastBlame)
}

// blamed is whom most origins name as the one who used force, of equals the one
// named first; ok is false when the event is of no force or nobody is named.
func (t Told) blamed() (most side, ok bool) {
	if t.Event.Quad != models.MaterialConflict {
		return side{}, false
	}
	type accused struct {
		side
		origins []string
	}
	var all []*accused
	byNames := map[string]*accused{}
	for _, s := range t.Statements {
		names, actors := t.namesOf(s.Mention.Actors)
		if len(names) == 0 || !t.blames(s.Mention) {
			continue
		}
		key := strings.Join(names, "\n")
		if byNames[key] == nil {
			byNames[key] = &accused{side: actors}
			all = append(all, byNames[key])
		}
		byNames[key].origins = once(byNames[key].origins, s.Article.OriginID)
	}
	votes := 0
	for _, a := range all {
		var origins []string
		for _, o := range all {
			if a.shares(o.side) {
				for _, origin := range o.origins {
					origins = once(origins, origin)
				}
			}
		}
		if len(origins) > votes {
			most, votes = a.side, len(origins)
		}
	}
	return most, votes > 0
}

func other(r models.Role) models.Role {
	if r == models.RoleActor {
		return models.RoleRecipient
	}
	return models.RoleActor
}

// sides are the chosen participants by role, with their countries as the
// mentions give them.
func (t Told) sides() map[models.Role]side {
	countries := map[string]string{}
	for _, s := range t.Statements {
		for _, list := range [][]models.Participant{s.Mention.Actors, s.Mention.Recipients} {
			for i := range list {
				if p := &list[i]; p.Key != "" {
					countries[t.idOf(p.Key)] = p.Country
				}
			}
		}
	}
	out := map[models.Role]side{}
	for _, p := range t.Takers {
		s := out[p.Role]
		s.ids = append(s.ids, p.EntityID)
		if c := countries[p.EntityID]; c != "" {
			s.countries = once(s.countries, c)
		}
		out[p.Role] = s
	}
	return out
}

// namesOf returns the participants that are known, by name.
func (t Told) namesOf(ps []models.Participant) (names []string, s side) {
	for i := range ps {
		p := &ps[i]
		if p.Key == "" || p.Kind == models.EntityPlace {
			continue
		}
		id := t.idOf(p.Key)
		if slices.Contains(s.ids, id) {
			continue
		}
		names = append(names, p.Name)
		s.ids = append(s.ids, id)
		if p.Country != "" {
			s.countries = once(s.countries, p.Country)
		}
	}
	return names, s
}

// idOf is models.EntityID, reckoned once for each key.
func (t Told) idOf(key string) string {
	id, ok := t.ids[key]
	if !ok {
		id = models.EntityID(key)
		t.ids[key] = id
	}
	return id
}
