package events

import "github.com/throughline-news/throughline/models"

// otherSure is the confidence of an event that fits no type.
const otherSure = .5

// other makes an event of the first finite verb of the lead, so that a text
// whose main happening fits no type has one.
func (d *document) other(dates [][]*models.Date) (found, bool) {
	for i, s := range d.sentences {
		for x := range s.groups {
			g := &s.groups[x]
			if !g.finite || g.link != linkMain || g.subject == none || s.groupOp(x).is(opSay) && len(s.groups) > 1 ||
				g.lemma == "be" || g.lemma == "have" || d.standings[i][x].vague || s.phrases[g.subject].pronoun {
				continue
			}
			t := trigger{entry: entry{words: []string{g.lemma}, kind: models.Other}, first: g.head, last: g.last, group: x, phrase: none, standing: d.standings[i][x]}
			f := d.code(s, &t, dates[i])
			f.Confidence = otherSure
			return f, true
		}
		if i >= 4 {
			break
		}
	}
	return found{}, false
}
