package events

import "github.com/throughline-news/throughline/models"

// Of an event that fits no type: its confidence, and how many sentences from
// the top may give one.
const (
	otherSure      = .5
	otherSentences = 3
)

// others makes an event of the main verb of the headline and of each of the
// first sentences where that verb tells of nothing that fits a type, so that a
// text whose main happening fits none has one to choose.
func (d *document) others(coded []found, dates [][]*models.Date) []found {
	var out []found
	body := 0
	for i, s := range d.sentences {
		if d.Doc.Sentences[i].Paragraph >= 0 {
			if body++; body > otherSentences {
				break
			}
		}
		if f, ok := d.otherIn(s, dates[i]); ok && !codedAt(coded, &f) {
			out = append(out, f)
		}
	}
	return out
}

// calledOff tells whether a status is itself the news: what was to come will not, or later.
func calledOff(s models.Status) bool { return s == models.Cancelled || s == models.Postponed }

// codedAt tells whether a sure event of the clause of f is among coded, or one
// whose fate is all that the verb of f tells: "The summit was postponed". What
// the verb keeps from happening leaves the deed to tell: "The driver avoided a crash".
func codedAt(coded []found, f *found) bool {
	for i := range coded {
		if o := &coded[i]; o.s == f.s && o.t.group == f.t.group && o.Status != models.Denied && (o.t.carried || o.Confidence >= otherSure || o.prior >= otherSure && !o.t.placed) {
			return true
		}
	}
	return false
}

// otherIn makes an event of the first main verb of s that tells of a deed.
func (d *document) otherIn(s *sentence, dates []*models.Date) (found, bool) {
	for x := range s.groups {
		g := &s.groups[x]
		st := d.standings[s.index][x]
		if !g.finite || g.link != linkMain || g.subject == none || g.adjective != none || st.vague || s.groupOp(x).is(opSay|opThink) ||
			g.lemma == "be" || g.lemma == "have" || s.phrases[g.subject].pronoun || g.quoted {
			continue
		}
		t := trigger{entry: entry{words: []string{g.lemma}, kind: models.Other}, first: g.head, last: g.last, group: x, phrase: none, standing: st}
		f := d.code(s, &t, dates)
		f.Confidence, f.prior = otherSure, otherSure
		return f, true
	}
	return found{}, false
}

// keepOther drops the events behind the first coded ones unless one of them is
// the main event; that one comes to stand right behind the coded ones.
func keepOther(all []found, coded, main int) []found {
	if main < coded {
		return all[:coded]
	}
	return append(all[:coded], all[main])
}
