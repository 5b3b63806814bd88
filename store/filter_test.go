package store_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// world stores seven events that differ in everything there is a filter for.
func world(t testing.TB, st *store.Store) {
	t.Helper()
	events := make([]models.Event, 8)
	var places []models.Place
	for n := 1; n <= 7; n++ {
		events[n] = eventN(n)
		p := placeN(n)
		events[n].PlaceID = p.ID
		places = append(places, p)
	}
	set := func(n int, lat, lon float64, country string, precision models.PlacePrecision) {
		places[n-1].Lat, places[n-1].Lon, places[n-1].Country, places[n-1].Precision = lat, lon, country, precision
	}
	set(1, 25.77, -80.19, "US", models.PlaceCity) // Miami
	set(2, 26.12, -80.14, "US", models.PlaceCity) // Fort Lauderdale, 39 km north
	set(3, 25.9, -80.2, "US", models.PlaceAdmin1) // near, but no city
	set(4, -16.8, 179.99, "FJ", models.PlaceCity) // west of the date line
	set(5, -16.8, -179.9, "FJ", models.PlacePoint)
	set(6, 89.9, 10, "", models.PlacePoint) // near the pole
	set(7, 89.9, -170, "", models.PlacePoint)
	events[1].Type, events[1].Quad, events[1].Summary = models.Assault, models.MaterialConflict, "Gunmen attacked the harbour"
	events[2].Status, events[2].Confidence, events[2].Summary = models.Scheduled, .3, "Ministers are meeting in São Paulo"
	events[3].Date = onDays("2025-01-01", "2025-12-31")
	events[4].Date = nil
	events[5].Summary = "Minister met rebels"
	events[2].Disputed, events[6].Disputed = true, true
	write(t, st, func(tx *store.Tx) error {
		err := errors.Join(tx.SavePlaces(places), tx.SaveEntities([]models.Entity{entityN(1), entityN(2)}), tx.SaveStories([]models.Story{storyN(1), storyN(2)}))
		for n := 1; n <= 7; n++ {
			err = errors.Join(err, saveEvent(tx, n, events[n], linkN(n, 1+n%2, .9), linkN(n, 2-n%2, .2)))
			err = errors.Join(err, tx.SaveEvents([]models.Event{events[n]}, []models.EventEntity{
				{EventID: events[n].ID, EntityID: entityN(1 + n%2).ID, Role: models.RoleActor},
				{EventID: events[n].ID, EntityID: entityN(1 + n%2).ID, Role: models.RoleRecipient},
			}))
		}
		return err
	})
}

func TestEventFilters(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		world(t, st)
		yes, no := true, false
		for name, test := range map[string]struct {
			filter store.EventFilter
			want   []int
		}{
			"none":                    {store.EventFilter{}, []int{3, 1, 2, 5, 6, 7, 4}}, // the undated last
			"story":                   {store.EventFilter{StoryIDs: []string{storyN(1).ID}}, []int{2, 6, 4}},
			"either story":            {store.EventFilter{StoryIDs: []string{storyN(1).ID, storyN(2).ID}}, []int{3, 1, 2, 5, 6, 7, 4}},
			"no such story":           {store.EventFilter{StoryIDs: []string{"\x00"}}, nil},
			"entity":                  {store.EventFilter{EntityIDs: []string{entityN(2).ID}}, []int{3, 1, 5, 7}},
			"country":                 {store.EventFilter{Countries: []string{"US", "DE"}}, []int{3, 1, 2}},
			"type":                    {store.EventFilter{Types: []models.EventType{models.Assault}}, []int{1}},
			"status":                  {store.EventFilter{Statuses: []models.Status{models.Unreported, models.Denied}}, []int{2}}, // its day is long over
			"quad":                    {store.EventFilter{Quads: []models.Quad{models.MaterialConflict}}, []int{1}},
			"confidence":              {store.EventFilter{MinConfidence: .5}, []int{3, 1, 5, 6, 7, 4}},
			"disputed":                {store.EventFilter{Disputed: &yes}, []int{2, 6}},
			"undisputed":              {store.EventFilter{Disputed: &no}, []int{3, 1, 5, 7, 4}},
			"from a day":              {store.EventFilter{From: "2025-03-06"}, []int{3, 5, 6, 7}},
			"to a day":                {store.EventFilter{To: "2025-03-02"}, []int{3, 1}},
			"a day":                   {store.EventFilter{From: "2025-03-03", To: "2025-03-03"}, []int{3, 2}},
			"the range's last day":    {store.EventFilter{From: "2025-12-31"}, []int{3}},
			"behind all":              {store.EventFilter{From: "2026-01-01"}, nil},
			"for ever":                {store.EventFilter{From: "0001-01-01", To: "9999-12-31"}, []int{3, 1, 2, 5, 6, 7}},
			"near":                    {store.EventFilter{Near: &store.Near{Lat: 25.77, Lon: -80.19, Km: 50}}, []int{1, 2}},
			"nearer":                  {store.EventFilter{Near: &store.Near{Lat: 25.77, Lon: -80.19, Km: 38}}, []int{1}},
			"just there":              {store.EventFilter{Near: &store.Near{Lat: 25.77, Lon: -80.19}}, []int{1}},
			"east over the date line": {store.EventFilter{Near: &store.Near{Lat: -16.8, Lon: 179.9, Km: 30}}, []int{5, 4}},
			"west over the date line": {store.EventFilter{Near: &store.Near{Lat: -16.8, Lon: -179.95, Km: 30}}, []int{5, 4}},
			"over the pole":           {store.EventFilter{Near: &store.Near{Lat: 89.95, Lon: 10, Km: 20}}, []int{6, 7}},
			"the whole globe":         {store.EventFilter{Near: &store.Near{Lat: 0, Lon: 0, Km: 30000}}, []int{1, 2, 5, 6, 7, 4}},
			"text":                    {store.EventFilter{Text: "MINISTERS met"}, []int{5}},
			"text without accents":    {store.EventFilter{Text: "sao paulo meet"}, []int{2}},
			"text without a word":     {store.EventFilter{Text: " !?"}, nil},
			"a range without bounds":  {store.EventFilter{Date: &store.DateFilter{}}, []int{3, 1, 2, 5, 6, 7, 4}},
			"several":                 {store.EventFilter{StoryIDs: []string{storyN(2).ID}, Countries: []string{"US"}, From: "2025-03-01", Text: "harbour"}, []int{1}},
		} {
			got := must(st.Events(t.Context(), test.filter, store.Page{First: 100}))
			sameNumbers(t, name, numbers(models.EventPrefix, eventIDs(got.Items)), test.want)
			if n := must(st.CountEvents(t.Context(), test.filter)); n != (store.Total{Count: len(test.want), Exact: true}) {
				t.Errorf("%s: counted %d, want %d", name, n.Count, len(test.want))
			}
			// The timelines have the same filters.
			lines := must(st.Timelines(t.Context(), []string{storyN(1).ID, storyN(2).ID}, test.filter, store.Page{First: 100}))
			counts := must(st.CountTimelines(t.Context(), []string{storyN(1).ID, storyN(2).ID}, test.filter))
			for story := 1; story <= 2; story++ {
				want := slices.DeleteFunc(slices.Clone(test.want), func(n int) bool { return 1+n%2 != story })
				sameNumbers(t, fmt.Sprintf("%s, timeline of story %d", name, story), numbers(models.EventPrefix, eventIDs(lines[storyN(story).ID].Items)), want)
				if n := counts[storyN(story).ID]; n != (store.Total{Count: len(want), Exact: true}) {
					t.Errorf("%s: counted %d on the timeline of story %d, want %d", name, n.Count, story, len(want))
				}
			}
		}
	})
}

// A value that nothing can have is named, instead of an empty list for an answer.
func TestBadValues(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		ctx, one := t.Context(), store.Page{First: 1}
		refused := func(field string, errs ...error) {
			t.Helper()
			for i, err := range errs {
				var bad store.BadValue
				if !errors.As(err, &bad) || bad.Field != field || !errors.Is(err, store.ErrInvalid) {
					t.Errorf("call %d: got %v, want a bad value of %s", i, err, field)
				}
			}
		}
		for field, filters := range map[string][]store.EventFilter{
			"near.lat":      {{Near: &store.Near{Lat: 91}}, {Near: &store.Near{Lat: math.NaN()}}},
			"near.lon":      {{Near: &store.Near{Lon: -181}}, {Not: &store.EventFilter{Near: &store.Near{Lon: math.Inf(1)}}}},
			"near.km":       {{Near: &store.Near{Km: -1}}, {Near: &store.Near{Km: math.NaN()}}},
			"countries":     {{Countries: []string{"US", "usa"}}, {Countries: []string{"us"}}, {Countries: []string{"ÄÖ"}}, {Countries: []string{""}}},
			"minConfidence": {{MinConfidence: 2}, {MinConfidence: -.1}, {Or: []store.EventFilter{{MinConfidence: math.NaN()}}}},
			"minOrigins":    {{MinOrigins: -1}},
			"to":            {{From: "2025-12-02", To: "2025-12-01"}},
			"date.to":       {{Date: &store.DateFilter{From: "2025-12-02", To: "2025-12-01"}}},
		} {
			for _, f := range filters {
				_, _, past := store.EventsPageAsOf(nil, store.EarliestFirst, f, one)
				refused(field, second(st.Events(ctx, f, one)), second(st.CountEvents(ctx, f)), second(st.Timelines(ctx, []string{storyN(1).ID}, f, one)), past)
			}
		}
		places, entities := store.PlaceFilter{Countries: []string{"USA"}}, store.EntityFilter{Countries: []string{"USA"}}
		refused("countries", second(st.Places(ctx, places, one)), second(st.CountPlaces(ctx, places)),
			second(st.Entities(ctx, entities, one)), second(st.CountEntities(ctx, entities)), second(st.Series(ctx, store.SeriesQuery{Countries: []string{"x"}})))
		articles := store.ArticleFilter{From: "2025-12-02", To: "2025-12-01"}
		refused("to", second(st.Articles(ctx, articles, one)), second(st.CountArticles(ctx, articles)), second(st.Series(ctx, store.SeriesQuery{From: "2025-12-02", To: "2025-12-01"})))
	})
}

func TestTimelinesOfManyStories(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		const stories = 120 // more than one statement reads
		var ids []string
		write(t, st, func(tx *store.Tx) error {
			var links []models.Link
			for n := 1; n <= stories; n++ {
				ids = append(ids, storyN(n).ID)
				if err := tx.SaveStories([]models.Story{storyN(n)}); err != nil {
					return err
				}
				links = append(links, linkN(1, n, .9))
			}
			return errors.Join(saveEvent(tx, 1, eventN(1), links...), saveEvent(tx, 2, eventN(2), linkN(2, 7, .9)))
		})
		ids = append(ids, "sty_none", ids[0])
		var lines map[string]store.List[models.Event]
		statements := st.Statements(func() { lines = must(st.Timelines(t.Context(), ids, store.EventFilter{}, store.Page{First: 1})) })
		if len(statements) > 3 {
			t.Errorf("%d statements for %d timelines, want one a hundred and one for redirects", len(statements), stories)
		}
		for n := 1; n <= stories; n++ {
			line := lines[storyN(n).ID]
			sameNumbers(t, fmt.Sprintf("story %d", n), numbers(models.EventPrefix, eventIDs(line.Items)), []int{1})
			if line.HasNext != (n == 7) {
				t.Errorf("story %d has more: %t", n, line.HasNext)
			}
		}
		if none, asked := lines["sty_none"]; !asked || len(none.Items) != 0 || none.Items == nil {
			t.Errorf("a story that is not there: %v, want an empty page", none)
		}
	})
}

func TestArticleFilters(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		world(t, st)
		feed, undated := articleN(8), articleN(9)
		feed.SourceID, feed.OriginID, feed.Publisher, feed.Text = "src_1", "org_1", "Another", "Nothing happened. Réunion."
		undated.PublishedOn = ""
		save(t, st, feed)
		save(t, st, undated)
		for name, test := range map[string]struct {
			filter store.ArticleFilter
			want   []int
		}{
			"none":          {store.ArticleFilter{}, []int{8, 7, 6, 5, 4, 3, 2, 1, 9}}, // the undated last
			"ids":           {store.ArticleFilter{IDs: []string{articleN(3).ID, "none", articleN(1).ID}}, []int{3, 1}},
			"source":        {store.ArticleFilter{SourceIDs: []string{"src_1"}}, []int{8}},
			"origin":        {store.ArticleFilter{OriginIDs: []string{"org_1"}}, []int{8}},
			"publisher":     {store.ArticleFilter{Publishers: []string{"Another", "x"}}, []int{8}},
			"story":         {store.ArticleFilter{StoryIDs: []string{storyN(1).ID}}, []int{6, 4, 2}},
			"event":         {store.ArticleFilter{EventIDs: []string{eventN(5).ID}}, []int{5}},
			"from":          {store.ArticleFilter{From: "2025-03-08"}, []int{8, 7}},
			"to":            {store.ArticleFilter{To: "2025-03-03"}, []int{2, 1}},
			"text":          {store.ArticleFilter{Text: "reunion happens"}, []int{8}},
			"title":         {store.ArticleFilter{Text: "headlines 4"}, []int{4}},
			"hostile id":    {store.ArticleFilter{IDs: []string{"\x00\xff'"}}, nil},
			"text and date": {store.ArticleFilter{Text: "envoys", To: "2025-03-02"}, []int{1}},
		} {
			var ids []string
			for _, a := range must(st.Articles(t.Context(), test.filter, store.Page{First: 100})).Items {
				ids = append(ids, a.ID)
			}
			sameNumbers(t, name, numbers(models.ArticlePrefix, ids), test.want)
			if n := must(st.CountArticles(t.Context(), test.filter)); n != (store.Total{Count: len(test.want), Exact: true}) {
				t.Errorf("%s: counted %d, want %d", name, n.Count, len(test.want))
			}
		}
	})
}

func TestStoryFilters(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		yes, no := true, false
		titles := []string{"", "Ukraine peace negotiations", "Élections in Freedonia", "Peaceful protests", "World cup"}
		write(t, st, func(tx *store.Tx) error {
			var err error
			for n := 1; n <= 4; n++ {
				s := storyN(n)
				s.Title, s.Tracked, s.Terms = titles[n], n%2 == 0, []string{"term" + fmt.Sprint(n), "cease-fire"}
				err = errors.Join(err, tx.SaveStories([]models.Story{s}), saveEvent(tx, n, eventN(n), linkN(n, n, .9)))
			}
			return err
		})
		for name, test := range map[string]struct {
			filter store.StoryFilter
			want   []int
		}{
			"none":             {store.StoryFilter{}, []int{4, 3, 2, 1}}, // the latest events first
			"beginning":        {store.StoryFilter{Text: "pea"}, []int{3, 1}},
			"two beginnings":   {store.StoryFilter{Text: "NEGO ukr"}, []int{1}},
			"accent and case":  {store.StoryFilter{Text: "ÉLEC"}, []int{2}},
			"no accent":        {store.StoryFilter{Text: "elec"}, []int{2}},
			"in a seed term":   {store.StoryFilter{Text: "term2"}, []int{2}},
			"parts of a term":  {store.StoryFilter{Text: "cease fi"}, []int{4, 3, 2, 1}},
			"no stem":          {store.StoryFilter{Text: "negotiated"}, nil},
			"within a word":    {store.StoryFilter{Text: "kraine"}, nil},
			"no word":          {store.StoryFilter{Text: "%_*"}, nil},
			"tracked":          {store.StoryFilter{Tracked: &yes}, []int{4, 2}},
			"found":            {store.StoryFilter{Tracked: &no}, []int{3, 1}},
			"ids":              {store.StoryFilter{IDs: []string{storyN(1).ID, "x"}}, []int{1}},
			"hostile":          {store.StoryFilter{Text: `pea" OR *:* & | ! ( ) NEAR`}, nil},
			"tracked and text": {store.StoryFilter{Text: "c", Tracked: &yes}, []int{4, 2}},
		} {
			got := must(st.Stories(t.Context(), test.filter, store.Page{First: 100}))
			sameNumbers(t, name, storyNumbers(got.Items), test.want)
			if n := must(st.CountStories(t.Context(), test.filter)); n != (store.Total{Count: len(test.want), Exact: true}) {
				t.Errorf("%s: counted %d, want %d", name, n.Count, len(test.want))
			}
		}
	})
}

func TestPlaceFilters(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		world(t, st)
		for name, test := range map[string]struct {
			filter store.PlaceFilter
			want   []int
		}{
			"none":      {store.PlaceFilter{}, []int{1, 2, 3, 4, 5, 6, 7}},
			"ids":       {store.PlaceFilter{IDs: []string{placeN(2).ID}}, []int{2}},
			"country":   {store.PlaceFilter{Countries: []string{"FJ"}}, []int{4, 5}},
			"precision": {store.PlaceFilter{Precisions: []models.PlacePrecision{models.PlacePoint}, Countries: []string{"FJ"}}, []int{5}},
			"text":      {store.PlaceFilter{Text: "TOWN 6"}, []int{6}},
		} {
			var ids []string
			for _, e := range must(st.Places(t.Context(), test.filter, store.Page{First: 100})).Items {
				ids = append(ids, e.ID)
			}
			sameNumbers(t, name, numbers(models.PlacePrefix, ids), test.want)
			if n := must(st.CountPlaces(t.Context(), test.filter)); n != (store.Total{Count: len(test.want), Exact: true}) {
				t.Errorf("%s: counted %d, want %d", name, n.Count, len(test.want))
			}
		}
	})
}

// TestOrders holds what comes first in each order, that the undated come last,
// and what hangs on places and entities.
func TestOrders(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		world(t, st) // all in one transaction, known at one moment
		write(t, st, func(tx *store.Tx) error {
			return errors.Join(saveEvent(tx, 8, eventN(8), linkN(8, 1, .9)), saveEvent(tx, 9, eventN(9), linkN(9, 1, .9)))
		})
		all := store.Page{First: 100}
		for by, want := range map[store.EventOrder][]int{
			store.EarliestFirst: {3, 1, 2, 5, 6, 7, 8, 9, 4},
			store.LatestFirst:   {9, 8, 7, 6, 5, 2, 1, 3, 4},
		} {
			sameNumbers(t, string(by), numbers(models.EventPrefix, eventIDs(must(st.EventsBy(t.Context(), by, store.EventFilter{}, all)).Items)), want)
		}
		newest := numbers(models.EventPrefix, eventIDs(must(st.EventsBy(t.Context(), store.NewestFirst, store.EventFilter{}, all)).Items))
		sameNumbers(t, "newest first", newest, []int{9, 8, 7, 6, 5, 4, 3, 2, 1})
		if _, err := st.EventsBy(t.Context(), "sideways", store.EventFilter{}, all); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("an order that is none: %v", err)
		}
		if _, err := st.StoriesBy(t.Context(), "sideways", store.StoryFilter{}, all); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("an order that is none: %v", err)
		}
		sameNumbers(t, "largest", storyNumbers(must(st.StoriesBy(t.Context(), store.LargestStoryFirst, store.StoryFilter{}, all)).Items), []int{1, 2})
		sameNumbers(t, "by title", storyNumbers(must(st.StoriesBy(t.Context(), store.StoriesByTitle, store.StoryFilter{}, all)).Items), []int{1, 2})

		f := store.EventFilter{Not: &store.EventFilter{Types: []models.EventType{models.Assault}}}
		at := []string{placeN(1).ID, placeN(2).ID, "pla_none"}
		places, counts := must(st.EventsAt(t.Context(), store.EarliestFirst, at, f, all)), must(st.CountEventsAt(t.Context(), at, f))
		with := []string{entityN(1).ID, entityN(2).ID}
		entities, parts := must(st.EventsWith(t.Context(), store.EarliestFirst, with, f, all)), must(st.CountEventsWith(t.Context(), with, f))
		for what, test := range map[string]struct {
			list  store.List[models.Event]
			count store.Total
			want  []int
		}{
			"an attack":    {places[at[0]], counts[at[0]], nil},
			"a place":      {places[at[1]], counts[at[1]], []int{2}},
			"no place":     {places[at[2]], counts[at[2]], nil},
			"an entity":    {entities[with[0]], parts[with[0]], []int{2, 6, 4}},
			"other entity": {entities[with[1]], parts[with[1]], []int{3, 5, 7}},
		} {
			sameNumbers(t, what, numbers(models.EventPrefix, eventIDs(test.list.Items)), test.want)
			if test.count != (store.Total{Count: len(test.want), Exact: true}) {
				t.Errorf("%s: counted %d, want %d", what, test.count.Count, len(test.want))
			}
		}
	})
}

func TestEntityFilters(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		people := entityN(3)
		people.Kind, people.Country, people.Name = models.EntityPerson, "TR", "Recep Tayyip Erdoğan"
		write(t, st, func(tx *store.Tx) error { return tx.SaveEntities([]models.Entity{entityN(2), people, entityN(1)}) })
		for name, test := range map[string]struct {
			filter store.EntityFilter
			want   []int
		}{
			"none":    {store.EntityFilter{}, []int{1, 2, 3}},
			"ids":     {store.EntityFilter{IDs: []string{entityN(2).ID}}, []int{2}},
			"keys":    {store.EntityFilter{Keys: []string{"key/1", "key/3"}}, []int{1, 3}},
			"kind":    {store.EntityFilter{Kinds: []models.EntityKind{models.EntityPerson}}, []int{3}},
			"country": {store.EntityFilter{Countries: []string{"CH"}}, []int{1, 2}},
			"text":    {store.EntityFilter{Text: "erdogan recep"}, []int{3}},
		} {
			var ids []string
			for _, e := range must(st.Entities(t.Context(), test.filter, store.Page{First: 100})).Items {
				ids = append(ids, e.ID)
			}
			sameNumbers(t, name, numbers(models.EntityPrefix, ids), test.want)
			if n := must(st.CountEntities(t.Context(), test.filter)); n != (store.Total{Count: len(test.want), Exact: true}) {
				t.Errorf("%s: counted %d, want %d", name, n.Count, len(test.want))
			}
		}
	})
}
