package background

import (
	"context"
	"slices"

	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/ledger"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/places"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/stories"
)

// What is read of the store for one draft: of each thing it tells a few pages of
// events, found by who takes part, where and when, whatever the store holds.
const (
	mostAsked      = 16 // happenings of a draft that are looked for
	mostOfEach     = 60 // events that one question may find
	mostCandidates = 400
	mostEvidence   = 40 // mentions of each
	nearKm         = 15 // round a town
	nearDays       = 4  // round a day that may be mistaken by little
	farDays        = 40 // round one that may be mistaken by a month
	backDays       = 120
	mostTakers     = 8
	mostReread     = 40 // articles
)

// known is what the store has that a draft may tell of.
type known struct {
	told   []stories.Told
	links  map[string][]models.Link
	asides []stories.Told
}

// candidates reads the events that the draft may tell of, with what was said of them.
func (s *Service) candidates(ctx context.Context, draft stories.Report, rd reading.Reading) (known, error) {
	var ids []string
	found := map[string]int{}
	for _, q := range questions(draft, rd) {
		page, err := s.Store.EventsBy(ctx, q.by, q.EventFilter, store.Page{First: mostOfEach})
		if err != nil {
			return known{}, err
		}
		for _, e := range page.Items {
			if found[e.ID]++; found[e.ID] == 1 {
				ids = append(ids, e.ID)
			}
		}
	}
	slices.SortStableFunc(ids, func(a, b string) int { return found[b] - found[a] }) // what several questions find first
	ids = ids[:min(len(ids), mostCandidates)]
	told, err := ledger.Told(ctx, s.Store, ids, mostEvidence)
	if err != nil {
		return known{}, err
	}
	k := known{}
	for _, id := range ids {
		if t, ok := told[id]; ok {
			k.told = append(k.told, t)
		}
	}
	if k.links, err = s.Store.LinksOf(ctx, ids); err != nil {
		return known{}, err
	}
	k.asides, err = s.asides(ctx, k.told)
	return k, err
}

// asides are the numbers that the articles of events give in passing, in
// sentences of which no event was made: "five days of fighting have killed 35". They
// are not in the store, so the articles that tell of most are read again.
func (s *Service) asides(ctx context.Context, told []stories.Told) ([]stories.Told, error) {
	var ids []string
	placed := map[string]bool{}
	for _, t := range told {
		for _, said := range t.Statements {
			placed[said.Mention.ID] = true
			if len(ids) < mostReread && !slices.Contains(ids, said.Article.ID) {
				ids = append(ids, said.Article.ID)
			}
		}
	}
	articles, err := s.Store.ArticlesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	reader := s.Reader()
	var out []stories.Told
	for _, id := range ids {
		article, ok := articles[id]
		if !ok {
			continue
		}
		report := ingest.NewReport(article, reader.ReadArticle(article, places.Home{}))
		article.Text = ""
		for i := range report.Mentions {
			if m := &report.Mentions[i]; len(m.Numbers) > 0 && !placed[m.ID] {
				out = append(out, stories.Told{Event: models.Event{Type: m.Type, Status: m.Status}, Statements: []stories.Statement{{Mention: m, Article: &article}}})
			}
		}
	}
	return out, nil
}

// quotes are the mentions of all that is known, by id.
func (k known) quotes() map[string]models.Quote {
	out := map[string]models.Quote{}
	for _, t := range slices.Concat(k.told, k.asides) {
		for _, said := range t.Statements {
			out[said.Mention.ID] = said.Mention.Quote
		}
	}
	return out
}

// question is a filter, and which of many events are wanted.
type question struct {
	store.EventFilter
	by store.EventOrder
}

// questions are the filters that find what the draft may tell of: the surest
// mentions first, each asked for once.
func questions(draft stories.Report, rd reading.Reading) []question {
	mentions := slices.Clone(draft.Mentions)
	slices.SortStableFunc(mentions, func(a, b models.Mention) int {
		switch {
		case a.Main != b.Main && a.Main:
			return -1
		case a.Main != b.Main:
			return 1
		case a.Confidence > b.Confidence:
			return -1
		case a.Confidence < b.Confidence:
			return 1
		}
		return 0
	})
	var out []question
	asked := 0
	for _, m := range mentions {
		if asked == mostAsked {
			break
		}
		asked++
		out = append(out, ofMention(m, takers(m, rd), draft.Article.PublishedOn)...)
	}
	return out
}

// takers are the ids of who takes part in m, and behind them of whom else its
// sentence names.
func takers(m models.Mention, rd reading.Reading) []string {
	var ids []string
	add := func(key, country string) {
		if key == "" {
			return
		}
		ids = append(ids, models.EntityID(key))
		if country != "" && country != key { // reports may name the country for one of its people
			ids = append(ids, models.EntityID(country))
		}
	}
	for _, p := range slices.Concat(m.Actors, m.Recipients) {
		if p.Kind != models.EntityPlace {
			add(p.Key, p.Country)
		}
	}
	for _, a := range rd.Actors {
		if field, start, end := rd.Doc.Locate(a.Span); field == m.Quote.Field && start >= m.Quote.Start && end <= m.Quote.End && a.Entity.Kind != models.EntityPlace {
			add(a.Entity.Key, a.Entity.Country)
		}
	}
	ids = once(ids)
	return ids[:min(len(ids), mostTakers)]
}

// ofMention are the filters for one mention. A wrong day is found by who and
// where, a wrong place by who and when.
func ofMention(m models.Mention, ids []string, on models.Day) []question {
	from, to := on.Add(-backDays), on.Add(1)
	dated := m.Date != nil && m.Date.Basis != models.BasisPublication && m.Date.Kind != models.KindVague
	if dated {
		from, to = m.Date.Start.Add(-farDays), m.Date.End.Add(farDays)
	}
	kinds := stories.Kindred(m.Type)
	var out []question
	ask := func(f store.EventFilter, by store.EventOrder) { out = append(out, question{f, by}) }
	if len(ids) > 0 {
		ask(store.EventFilter{EntityIDs: ids, Types: kinds, From: max(from, to.Add(-2*farDays)), To: to}, store.LatestFirst)
		if dated {
			ask(store.EventFilter{EntityIDs: ids, From: m.Date.Start.Add(-nearDays), To: m.Date.End.Add(nearDays)}, store.LatestFirst)
		}
	}
	if len(ids) > 0 && len(m.Numbers) > 0 { // later reports count again, whatever they tell
		since := from
		if dated {
			since = m.Date.Start
		}
		ask(store.EventFilter{EntityIDs: ids, From: since, To: max(to, on.Add(1))}, store.LatestFirst)
	}
	if len(ids) > 1 {
		both := store.EventFilter{Types: kinds, From: from, To: to}
		for _, id := range ids[:2] {
			both.And = append(both.And, store.EventFilter{EntityIDs: []string{id}})
		}
		ask(both, store.LatestFirst)
	}
	if p := m.Place; p != nil && (p.Precision == models.PlaceCity || p.Precision == models.PlacePoint) {
		near := &store.Near{Lat: p.Lat, Lon: p.Lon, Km: nearKm}
		ask(store.EventFilter{Near: near, From: from, To: to}, store.LatestFirst)
		if p.ID != "" { // and what no report dates
			ask(store.EventFilter{PlaceIDs: []string{p.ID}, Types: kinds, Not: &store.EventFilter{From: "0001-01-01"}}, store.EarliestFirst)
		}
	} else if p != nil && p.Country != "" && len(ids) == 0 {
		ask(store.EventFilter{Countries: []string{p.Country}, Types: kinds, From: from, To: to}, store.LatestFirst)
	}
	return out
}

// once leaves out what is there already.
func once(list []string) []string {
	var out []string
	for _, x := range list {
		if !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}
