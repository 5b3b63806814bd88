package events

import (
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// resolvePronouns puts names for "he", "she" and "they" at the head of an event
// where the sentence before leaves no doubt: its event has one person as actor,
// or several actors for "they"; in the paragraph before no other person as well. The offsets are those
// of the names.
func (d *document) resolvePronouns(all []found) {
	for i := range all {
		f := &all[i]
		if len(f.Actors) != 1 {
			continue
		}
		word := strings.ToLower(f.Actors[0].Text)
		if word != "he" && word != "she" && word != "they" {
			continue
		}
		if names := antecedents(all[:i], f, word == "they"); names != nil {
			d.because(f, "actors", "%q stands for the only ones it can of the sentence before", f.Actors[0].Text)
			f.Actors = names
			f.named += len(names)
		}
	}
}

// antecedents are the actors of the last event of the sentence before f's that
// a pronoun can stand for; nil when there is more than one choice.
func antecedents(before []found, f *found, plural bool) []models.Participant {
	var out []models.Participant
	for i := len(before) - 1; i >= 0 && before[i].s.index >= f.s.index-1; i-- {
		o := &before[i]
		actors := o.Actors
		if len(actors) == 0 { // "Costa was not invited. He said ..."
			actors = o.Recipients
		}
		if o.s.index != f.s.index-1 || (paragraph(o) != paragraph(f) && (plural || person(o.Recipients) || paragraph(o)+1 != paragraph(f))) || o.named == 0 || len(actors) == 0 {
			continue
		}
		switch {
		case plural && len(actors) < 2, !plural && (len(actors) != 1 || actors[0].Kind != models.EntityPerson):
			continue
		}
		if out != nil && out[0].Text != actors[0].Text {
			return nil
		}
		out = append([]models.Participant(nil), actors...)
	}
	return out
}

func paragraph(f *found) int { return f.s.doc.Sentences[f.s.index].Paragraph }

// person tells whether one of ps is known to be a person.
func person(ps []models.Participant) bool {
	return slices.ContainsFunc(ps, func(p models.Participant) bool { return p.Kind == models.EntityPerson })
}
