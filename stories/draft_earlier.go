package stories

import (
	"cmp"
	"math"
	"slices"

	"github.com/throughline-news/throughline/models"
)

// What makes an earlier event worth telling to who writes a draft: how much it
// mattered, how near it is to what the draft is about, and how lately it was. What
// the draft tells itself its readers know already. The weights are set by hand.
const (
	usefulImportance = 1.0
	usefulWords      = 1.5 // times the cosine of its summary and the draft
	usefulParty      = .3  // for each of those it has in common with the draft
	mostUsefulParty  = .9
	usefulPlace      = .4
	usefulLate       = .6   // on the day itself, less by half every usefulHalf days
	usefulHalf       = 30   //
	usefulTold       = -1.2 // it is told in the draft
	usefulUndone     = -.3  // it was called off, denied or only announced
	usefulAgain      = .5   // the cosine from which on two summaries tell the same
)

// Earlier chooses up to most of the events that came before the draft, those most
// useful to who writes it, and returns them in the order of their dates. told are
// the events that the draft tells itself, by id. Statements are not looked at.
func Earlier(draft Report, told map[string]bool, events []Told, most int) []Told {
	common := loadBackground()
	about := wordingOf(draft.Article.Title+"\n"+draft.Article.Text, common)
	takers, places := map[string]bool{}, map[string]bool{}
	for _, m := range draft.Mentions {
		for _, p := range slices.Concat(m.Actors, m.Recipients) {
			if p.Key != "" {
				takers[models.EntityID(p.Key)] = true
			}
		}
		if m.Place != nil {
			places[m.Place.ID] = true
		}
	}
	type ranked struct {
		Told
		words *wording
		use   float64
	}
	greatest := 0.0
	for _, e := range events {
		greatest = max(greatest, e.Event.Importance)
	}
	var all []ranked
	for _, e := range events {
		if e.Event.Date == nil || draft.Article.PublishedOn != "" && e.Event.Date.Start > draft.Article.PublishedOn {
			continue
		}
		r := ranked{Told: e, words: wordingOf(e.Event.Summary, common)}
		if greatest > 0 {
			r.use = usefulImportance * e.Event.Importance / greatest
		}
		r.use += usefulWords * about.alike(r.words)
		shared := 0.0
		for _, p := range e.Takers {
			if takers[p.EntityID] {
				shared += usefulParty
			}
		}
		r.use += min(shared, mostUsefulParty)
		if e.Event.PlaceID != "" && places[e.Event.PlaceID] {
			r.use += usefulPlace
		}
		if day := draft.Article.PublishedOn; day != "" {
			r.use += usefulLate * math.Exp2(-float64(day.Sub(e.Event.Date.End))/usefulHalf)
		}
		if told[e.Event.ID] {
			r.use += usefulTold
		}
		if !happened(e.Event.Status) && e.Event.Status != models.Claimed {
			r.use += usefulUndone
		}
		all = append(all, r)
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.use, a.use), cmp.Compare(a.Event.ID, b.Event.ID))
	})
	var chosen []ranked
	for _, r := range all {
		if len(chosen) < most && !slices.ContainsFunc(chosen, func(o ranked) bool { return o.words.alike(r.words) >= usefulAgain }) {
			chosen = append(chosen, r)
		}
	}
	slices.SortStableFunc(chosen, func(a, b ranked) int { return cmp.Compare(a.Event.Date.Start, b.Event.Date.Start) })
	out := make([]Told, len(chosen))
	for i, r := range chosen {
		out[i] = r.Told
	}
	return out
}

// Kindred are the types that reports of a happening of this type use for it.
func Kindred(typ models.EventType) []models.EventType {
	out := []models.EventType{typ}
	for _, o := range models.EventTypes {
		if slices.Contains(kin[typ], o) {
			out = append(out, o)
		}
	}
	return out
}
