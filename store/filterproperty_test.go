package store_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// happening is an event with all that a filter asks for.
type happening struct {
	models.Event
	place   models.Place
	parts   []models.EventEntity
	stories []string // on whose timelines it is
}

var filterWords = []string{"harbour", "envoy", "bridge", "treaty"}

// randomHappenings are n events with places, participants and links at random.
func randomHappenings(random *rand.Rand, n int) []happening {
	out := make([]happening, n)
	for i := range out {
		h := &out[i]
		h.Event = eventN(i + 1)
		h.Type = pick(random, models.Consult, models.Assault, models.Agree)
		h.Quad = pick(random, models.VerbalCooperation, models.MaterialConflict, "")
		h.Status = pick(random, models.Happened, models.Scheduled, models.Denied)
		h.Summary = pick(random, filterWords...) + " " + pick(random, filterWords...)
		h.Importance, h.ReportCount = float64(random.IntN(5))/3, 1+random.IntN(4)
		h.Confidence, h.OriginCount, h.Disputed = float64(random.IntN(11))/10, 1+random.IntN(4), random.IntN(2) == 0
		start := models.Day("2025-03-01").Add(random.IntN(20))
		h.Date = onDays(start, start.Add(random.IntN(5)))
		switch random.IntN(4) {
		case 0:
			h.Date = nil
		case 1:
			h.Date.Basis = models.BasisPublication
		}
		h.DateStart, h.DateEnd = models.NoDay, models.NoDay
		if h.Date != nil {
			h.DateStart, h.DateEnd = h.Date.Start, h.Date.End
		}
		h.place = placeN(i + 1)
		h.place.Lat, h.place.Lon, h.place.Country = float64(random.IntN(5)), float64(random.IntN(5)), pick(random, "CH", "US", "")
		h.place.Precision = pick(random, models.PlaceCity, models.PlaceCountry)
		if random.IntN(4) > 0 {
			h.PlaceID = h.place.ID
		}
		for entity := 1; entity <= 3; entity++ {
			if role := pick(random, models.RoleActor, models.RoleRecipient, ""); role != "" {
				h.parts = append(h.parts, models.EventEntity{EventID: h.ID, EntityID: entityN(entity).ID, Role: role})
			}
		}
		for story := 1; story <= 2; story++ {
			if random.IntN(2) == 0 {
				h.stories = append(h.stories, storyN(story).ID)
			}
		}
	}
	return out
}

func pick[T any](random *rand.Rand, values ...T) T { return values[random.IntN(len(values))] }

func some[T any](random *rand.Rand, values ...T) (out []T) {
	for _, v := range values {
		if random.IntN(2) == 0 {
			out = append(out, v)
		}
	}
	return out
}

// randomFilter has each condition now and then, and filters within it.
func randomFilter(random *rand.Rand, depth int) store.EventFilter {
	var f store.EventFilter
	day := func() models.Day { return pick(random, "", models.Day("2025-03-01").Add(random.IntN(24))) }
	days := func() (from, to models.Day) {
		if from, to = day(), day(); from > to && to != "" {
			return to, from
		}
		return from, to
	}
	for range random.IntN(3) {
		switch random.IntN(14) {
		case 0:
			f.StoryIDs = some(random, storyN(1).ID, storyN(2).ID)
		case 1:
			f.EntityIDs = some(random, entityN(1).ID, entityN(2).ID, entityN(3).ID)
		case 2:
			f.ActorIDs = some(random, entityN(1).ID, entityN(2).ID, entityN(3).ID)
		case 3:
			f.Countries = some(random, "CH", "US")
		case 4:
			f.PlaceIDs = some(random, placeN(1).ID, placeN(2).ID, placeN(3).ID, placeN(4).ID)
		case 5:
			f.Types = some(random, models.Consult, models.Assault)
		case 6:
			f.Statuses = some(random, models.Happened, models.Scheduled, models.Unreported, models.Denied)
		case 7:
			f.Quads = some(random, models.VerbalCooperation, models.MaterialConflict)
		case 8:
			f.From, f.To = days()
		case 9:
			f.Date = &store.DateFilter{Overlap: random.IntN(2) == 0}
			f.Date.From, f.Date.To = days()
		case 10:
			f.Near = &store.Near{Lat: float64(random.IntN(5)), Lon: float64(random.IntN(5)), Km: 150}
		case 11:
			f.MinConfidence, f.MinOrigins = float64(random.IntN(11))/10, random.IntN(4)
		case 12:
			disputed := random.IntN(2) == 0
			f.Disputed = &disputed
		case 13:
			f.Text = pick(random, filterWords...)
		}
	}
	if depth == 3 {
		return f
	}
	for range random.IntN(3) {
		inner := randomFilter(random, depth+1)
		switch random.IntN(3) {
		case 0:
			f.And = append(f.And, inner)
		case 1:
			f.Or = append(f.Or, inner)
		default:
			f.Not = &inner
		}
	}
	return f
}

// meets decides without a database.
func (h happening) meets(f store.EventFilter) bool {
	plays := func(ids []string, roles ...models.Role) bool {
		return slices.ContainsFunc(h.parts, func(p models.EventEntity) bool {
			return slices.Contains(ids, p.EntityID) && slices.Contains(roles, p.Role)
		})
	}
	switch {
	case len(f.StoryIDs) > 0 && !slices.ContainsFunc(h.stories, func(s string) bool { return slices.Contains(f.StoryIDs, s) }),
		len(f.EntityIDs) > 0 && !plays(f.EntityIDs, models.RoleActor, models.RoleRecipient),
		len(f.ActorIDs) > 0 && !plays(f.ActorIDs, models.RoleActor),
		len(f.Countries) > 0 && (h.PlaceID == "" || !slices.Contains(f.Countries, h.place.Country)),
		len(f.PlaceIDs) > 0 && !slices.Contains(f.PlaceIDs, h.PlaceID),
		len(f.Types) > 0 && !slices.Contains(f.Types, h.Type),
		len(f.Statuses) > 0 && !slices.Contains(f.Statuses, h.Status),
		len(f.Quads) > 0 && !slices.Contains(f.Quads, h.Quad),
		h.Confidence < f.MinConfidence, h.OriginCount < f.MinOrigins,
		f.Disputed != nil && *f.Disputed != h.Disputed,
		f.Text != "" && !slices.Contains(strings.Fields(h.Summary), f.Text),
		f.Near != nil && (h.PlaceID == "" || h.place.Precision != models.PlaceCity || apart(h.place, *f.Near) > f.Near.Km),
		!h.on(f.From, f.To, true),
		f.Date != nil && !h.on(f.Date.From, f.Date.To, f.Date.Overlap):
		return false
	}
	for _, inner := range f.And {
		if !h.meets(inner) {
			return false
		}
	}
	either := len(f.Or) == 0
	for _, inner := range f.Or {
		either = either || h.meets(inner)
	}
	return either && (f.Not == nil || !h.meets(*f.Not))
}

// on tells by counting days.
func (h happening) on(from, to models.Day, overlap bool) bool {
	if from == "" && to == "" {
		return true
	}
	if h.Date == nil {
		return false
	}
	in, days := 0, 0
	for day := h.Date.Start; day <= h.Date.End; day = day.Add(1) {
		days++
		if (from == "" || day >= from) && (to == "" || day <= to) {
			in++
		}
	}
	return in == days || overlap && in > 0
}

// apart is the distance by the spherical law of cosines.
func apart(p models.Place, n store.Near) float64 {
	rad := math.Pi / 180
	return 6371.0088 * math.Acos(min(1, math.Sin(p.Lat*rad)*math.Sin(n.Lat*rad)+math.Cos(p.Lat*rad)*math.Cos(n.Lat*rad)*math.Cos((p.Lon-n.Lon)*rad)))
}

// TestRandomFilters holds that the databases, the past and subscriptions choose
// what plain Go chooses.
func TestRandomFilters(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			today := time.Date(2025, 3, 22, 12, 0, 0, 0, time.UTC)
			st := storetest.Open(t, d.New(t), store.Options{Now: func() time.Time { return today }})
			random := rand.New(rand.NewPCG(3, 5))
			world := randomHappenings(random, 40)
			write(t, st, func(tx *store.Tx) error { return saveHappenings(tx, world) })
			all := store.Page{First: store.MaxFirst}
			for _, e := range must(st.Events(t.Context(), store.EventFilter{}, all)).Items { // as they are today
				world[slices.IndexFunc(world, func(h happening) bool { return h.ID == e.ID })].Status = e.Status
			}
			ids := make([]string, len(world))
			for i, h := range world {
				ids[i] = h.ID
			}
			past, err := st.EventsThen(t.Context(), today, store.EventFilter{})
			if err != nil || len(past) != len(world) {
				t.Fatalf("%d events of the past, %v", len(past), err)
			}
			past = store.AsOn(past, models.DayOf(today))
			then := func(f store.EventFilter, by store.EventOrder) []string {
				page, total, err := store.EventsPageAsOf(past, by, f, all)
				if err != nil || total != len(page.Items) {
					t.Fatalf("%+v: %d of %d events of the past, %v", f, len(page.Items), total, err)
				}
				return eventIDs(page.Items)
			}
			chosen := 0
			for range 300 {
				f := randomFilter(random, 1)
				var want, line []string
				for _, h := range world {
					if h.meets(f) {
						want = append(want, h.ID)
						if slices.Contains(h.stories, storyN(1).ID) {
							line = append(line, h.ID)
						}
					}
				}
				by := pick(random, orders...)
				if now := eventIDs(must(st.EventsBy(t.Context(), by, f, all)).Items); !slices.Equal(now, then(f, by)) {
					t.Fatalf("%+v: %s: of now %v, of the past %v", f, by, numbers(models.EventPrefix, now), numbers(models.EventPrefix, then(f, by)))
				}
				chosen += len(want)
				sameSet(t, f, "events", eventIDs(must(st.Events(t.Context(), f, all)).Items), want)
				sameSet(t, f, "timeline", eventIDs(must(st.Timelines(t.Context(), []string{storyN(1).ID}, f, all))[storyN(1).ID].Items), line)
				sameSet(t, f, "the past", then(f, by), want)
				if n := must(st.CountEvents(t.Context(), f)); n != (store.Total{Count: len(want), Exact: true}) {
					t.Fatalf("%+v: counted %d events, want %d", f, n.Count, len(want))
				}
				if n := must(st.CountTimelines(t.Context(), []string{storyN(1).ID}, f))[storyN(1).ID]; n != (store.Total{Count: len(line), Exact: true}) {
					t.Fatalf("%+v: counted %d on the timeline, want %d", f, n.Count, len(line))
				}
				if found := must(st.EventsChosen(t.Context(), ids, f)); len(found) != len(want) {
					t.Fatalf("%+v: chose %d events, want %d", f, len(found), len(want))
				}
			}
			if share := float64(chosen) / (300 * 40); share < .1 || share > .9 {
				t.Errorf("the filters choose %.2f of the events: they test nothing", share)
			}
		})
	}
}

var orders = []store.EventOrder{store.EarliestFirst, store.LatestFirst, store.NewestFirst, store.MostImportantFirst, store.LeastImportantFirst,
	store.MostReportedFirst, store.LeastReportedFirst, store.LastChangedFirst, store.FirstChangedFirst}

func saveHappenings(tx *store.Tx, world []happening) error {
	for n := 1; n <= 3; n++ {
		if err := tx.SaveEntities([]models.Entity{entityN(n)}); err != nil {
			return err
		}
		if err := tx.SaveStories([]models.Story{storyN(n)}); err != nil {
			return err
		}
	}
	for _, h := range world {
		if err := tx.SavePlaces([]models.Place{h.place}); err != nil {
			return err
		}
		if err := tx.SaveEvents([]models.Event{h.Event}, h.parts); err != nil {
			return err
		}
		links := []models.Link{{EventID: h.ID, StoryID: storyN(3).ID, Probability: .2}}
		for _, id := range h.stories {
			links = append(links, models.Link{EventID: h.ID, StoryID: id, Probability: .9})
		}
		if err := tx.SaveLinks([]string{h.ID}, links); err != nil {
			return err
		}
	}
	return nil
}

func sameSet(t *testing.T, f store.EventFilter, what string, got, want []string) {
	t.Helper()
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Fatalf("%+v: %s: got %v, want %v", f, what, numbers(models.EventPrefix, got), numbers(models.EventPrefix, want))
	}
}

func TestTooManyFilters(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		deep := store.EventFilter{Not: &store.EventFilter{And: []store.EventFilter{{Text: "x"}}}}
		if _, err := st.Events(t.Context(), deep, store.Page{First: 1}); err != nil {
			t.Errorf("three deep: %v", err)
		}
		for what, f := range map[string]store.EventFilter{
			"four deep":         {Or: []store.EventFilter{deep}},
			"fifty within":      {Or: make([]store.EventFilter, 50)},
			"a circle too wide": {Not: &store.EventFilter{Near: &store.Near{Lat: 91}}},
		} {
			_, err := st.Events(t.Context(), f, store.Page{First: 1})
			_, _, then := store.TimelinePageAsOf(nil, store.EarliestFirst, f, store.Page{First: 1})
			for _, err := range []error{err, then} {
				if !errors.Is(err, store.ErrInvalid) {
					t.Errorf("%s: got %v, want %v", what, err, store.ErrInvalid)
				}
			}
		}
	})
}
