package stories

import (
	"cmp"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// title names a story of events: as people would, by the words of their reports,
// else by who or where, and the noun for most of what happens. A title that
// another story has gets the year.
func (t *Tracker) title(events []*knownEvent) string {
	name, _ := newNaming(t.reportings(events), t.background).best(events[0].lastDay(), t.titled)
	if name == "" {
		typ := mostType(events)
		name = capitalise(subject(events, typ) + " " + nounFor(typ))
	}
	if t.titled(name) {
		name = inYear(name, events[0].lastDay())
	}
	return name
}

// titled tells whether a story has this title.
func (t *Tracker) titled(name string) bool {
	for _, s := range t.stories {
		if strings.EqualFold(s.Title, name) {
			return true
		}
	}
	return false
}

// reportings are the reports of events as names are made from them: their
// headlines and what they say of the events.
func (t *Tracker) reportings(events []*knownEvent) []reporting {
	var out []reporting
	for _, r := range reportsOf(events) {
		x := reporting{title: r.title, origin: r.origin, outlet: r.article.Publisher}
		for _, m := range r.mentions {
			if m.event == nil || !slices.Contains(events, m.event) {
				continue
			}
			x.text += m.Quote.Exact + "\n"
			x.types = append(x.types, m.Type)
			for _, p := range m.parties {
				if p.known && p.kind == models.EntityCountry {
					x.lands = once(x.lands, p.name)
				}
			}
		}
		out = append(out, x)
	}
	return out
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
