package stories

import (
	"cmp"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// nouns are how people call stories of mostly one type of event.
var nouns = map[models.EventType]string{
	models.Agree: "accord", models.Consult: "talks", models.Support: "support", models.Concede: "concessions",
	models.Cooperate: "cooperation", models.Aid: "aid", models.Retreat: "withdrawal", models.Request: "demands",
	models.Accuse: "dispute", models.Reject: "dispute", models.Threaten: "tensions", models.Protest: "protests",
	models.Sanction: "sanctions", models.Mobilize: "build-up", models.Coerce: "crackdown", models.Assault: "fighting",
	models.Election: "election", models.Office: "leadership", models.Disaster: "disaster", models.Death: "deaths",
	models.Ruling: "case", models.Economy: "economy", models.Other: "affair",
}

// heads are the nouns that the headings of stories end in most often.
var heads = wordSet(`accord affair aid attack attacks battle blockade bombing campaign ceasefire clashes coalition conference conflict
congress coup crackdown crash crisis deal demonstrations disaster dispute drought earthquake election elections eruption
famine fighting fire fires flood floods hearing hearings hunger hurricane inquiry insurgency invasion investigation killing
killings kidnapping landslide massacre mission murder negotiations occupation offensive outbreak pandemic plan poll process
protest protests raid raids reform referendum relations revolt riots round row sanctions scandal shooting shortage siege
strike strikes storm summit talks tariffs tensions trial truce typhoon unrest uprising verdict vote war wildfire wildfires withdrawal`)

// title names a story of events: by a phrase that headlines of several origins
// share and that ends in such a noun, else by who or where, and the noun for most
// of what happens. A title that another story has gets the year.
func (t *Tracker) title(events []*knownEvent) string {
	name := headlinePhrase(events)
	if name == "" {
		typ := mostType(events)
		name = subject(events, typ) + " " + nouns[typ]
	}
	name = strings.ToUpper(name[:1]) + name[1:]
	for _, s := range t.stories {
		if strings.EqualFold(s.Title, name) {
			return name + " of " + string(events[0].lastDay())[:min(4, len(events[0].lastDay()))]
		}
	}
	return name
}

// headlinePhrase returns the phrase ending in such a noun that the headlines of
// most origins share, of equals the longest; "" when fewer than two do.
func headlinePhrase(events []*knownEvent) string {
	type shared struct {
		words   string
		origins []string
	}
	var all []*shared
	for _, r := range reportsOf(events) {
		ts := tokens(r.title, headWords)
		if bigLetters(ts) {
			continue // case says nothing: a phrase cut from it would look like a name
		}
		for from := range ts {
			for _, p := range phrasesFrom(ts[from:]) {
				if !p.head {
					continue
				}
				i := slices.IndexFunc(all, func(s *shared) bool { return strings.EqualFold(s.words, p.words) })
				if i < 0 {
					all = append(all, &shared{words: p.words})
					i = len(all) - 1
				}
				all[i].origins = once(all[i].origins, r.origin)
			}
		}
	}
	var best *shared
	for _, s := range all {
		if len(s.origins) >= 2 && (best == nil || cmp.Or(cmp.Compare(len(s.origins), len(best.origins)), cmp.Compare(len(s.words), len(best.words))) > 0) {
			best = s
		}
	}
	if best == nil {
		return ""
	}
	return best.words
}

// reportsOf returns the reports of events in the order of publication.
func reportsOf(events []*knownEvent) []*knownReport {
	var out []*knownReport
	for _, e := range events {
		for _, m := range e.mentions {
			if !slices.Contains(out, m.report) {
				out = append(out, m.report)
			}
		}
	}
	slices.SortFunc(out, order)
	return out
}

// mostType is the type of most events, of equals the first in the alphabet.
func mostType(events []*knownEvent) models.EventType {
	counts := map[models.EventType]int{}
	for _, e := range events {
		counts[e.told.Type]++
	}
	best, most := models.Other, 0
	for typ, n := range counts {
		if n > most || n == most && typ < best {
			best, most = typ, n
		}
	}
	return best
}

// personal are types that are about somebody rather than about a country.
var personal = map[models.EventType]bool{models.Office: true, models.Ruling: true, models.Death: true}

// subject is who or where most of the events are: two countries that take part
// in half of them, the person that such events are about, else the country or
// place named in most.
func subject(events []*knownEvent, typ models.EventType) string {
	countries, others, sites := tally{}, tally{}, tally{}
	for _, e := range events {
		for _, p := range e.cast {
			switch {
			case !p.known:
			case p.kind == models.EntityCountry:
				countries[p.name]++
			default:
				others[p.name]++
			}
		}
		var names []string
		for _, s := range e.sites {
			names = once(names, s.place.Name)
		}
		for _, name := range names {
			sites[name]++
		}
	}
	half := (len(events) + 1) / 2
	lands := countries.atLeast(half)
	if len(lands) >= 2 {
		pair := []string{lands[0], lands[1]}
		slices.Sort(pair)
		return pair[0] + "–" + pair[1]
	}
	for name, n := range countries {
		sites[name] += n
	}
	named := append(sites.atLeast(1), others.atLeast(1)...)
	if who := others.atLeast(half); len(who) > 0 && (personal[typ] || len(sites.atLeast(half)) == 0) {
		named = who
	}
	if len(named) == 0 {
		return "Unnamed"
	}
	return named[0]
}

// tally counts names.
type tally map[string]int

// atLeast returns the names counted n times or more, the most counted first.
func (t tally) atLeast(n int) []string {
	var out []string
	for name, count := range t {
		if count >= n {
			out = append(out, name)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(t[b], t[a]), cmp.Compare(a, b)) })
	return out
}
