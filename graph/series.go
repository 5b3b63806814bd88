package graph

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/throughline-news/throughline/graph/model"
	"github.com/throughline-news/throughline/graph/scalar"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// maxAnnotated is how many stories one list of annotations is of at most.
const maxAnnotated = 20

// dayOf returns the day of a moment in UTC, "" when none was given.
func dayOf(moment *time.Time) models.Day {
	if moment == nil {
		return ""
	}
	return models.DayOf(*moment)
}

// checkRange refuses a range that ends before it begins.
func checkRange(from, to models.Day) error {
	if from != "" && to != "" && from > to {
		return badInput{"to", fmt.Sprintf("a moment not before from (%s), not %s", from, to)}
	}
	return nil
}

// series counts and gives the series their names.
func (r *Resolver) series(ctx context.Context, q store.SeriesQuery) ([]model.SeriesPoint, error) {
	if err := checkRange(q.From, q.To); err != nil {
		return nil, err
	}
	if q.Top < 1 || q.Top > store.MaxSeries {
		return nil, badInput{"top", fmt.Sprintf("1 to %d", store.MaxSeries)}
	}
	points, err := r.Store.Series(ctx, q)
	if err != nil {
		return nil, err
	}
	names, err := r.seriesNames(ctx, q.GroupBy, points)
	if err != nil {
		return nil, err
	}
	out := make([]model.SeriesPoint, len(points))
	for i, p := range points {
		out[i] = model.SeriesPoint{Time: p.Time.Time(), Value: p.Value, Series: names[p.Series]}
	}
	return out, nil
}

// seriesNames returns how each of the series is shown. Of actors with one name the
// ids stand behind it.
func (r *Resolver) seriesNames(ctx context.Context, by store.Grouping, points []store.Point) (map[string]string, error) {
	names := make(map[string]string)
	for _, p := range points {
		names[p.Series] = p.Series
	}
	switch by {
	case store.GroupQuad, store.GroupCountry:
		if _, some := names[""]; some {
			names[""] = map[store.Grouping]string{store.GroupQuad: "none", store.GroupCountry: "not stated"}[by]
		}
	case store.GroupActor:
		ids := make([]string, 0, len(names))
		for id := range names {
			ids = append(ids, id)
		}
		actors, err := r.Store.EntitiesByID(ctx, ids)
		if err != nil {
			return nil, err
		}
		bearers := make(map[string]int)
		for _, a := range actors {
			bearers[a.Name]++
		}
		for id, a := range actors {
			if names[id] = a.Name; bearers[a.Name] > 1 {
				names[id] += " (" + id + ")"
			}
		}
	}
	return names, nil
}

// annotations reads the key events of the stories with the article of each that
// has the best evidence: a number of statements that does not depend on theirs.
func (r *Resolver) annotations(ctx context.Context, storyIDs []string, from, to models.Day, first int) ([]model.Annotation, error) {
	if err := checkRange(from, to); err != nil {
		return nil, err
	}
	if len(storyIDs) > maxAnnotated {
		return nil, badInput{"storyIds", fmt.Sprintf("at most %d ids", maxAnnotated)}
	}
	stories, err := r.Store.StoriesByID(ctx, storyIDs)
	if err != nil {
		return nil, err
	}
	dated := store.EventFilter{From: "0001-01-01", To: to, Key: first}
	if from != "" {
		dated.From = from
	}
	lists, err := r.Store.Timelines(ctx, storyIDs, dated, store.Page{First: first})
	if err != nil {
		return nil, err
	}
	title := make(map[string]string)
	var events []models.Event
	for _, id := range storyIDs {
		story, known := stories[id]
		if !known {
			return nil, fmt.Errorf("graph: story %q: %w", id, store.ErrNotFound)
		}
		for _, e := range lists[id].Items {
			if _, twice := title[e.ID]; !twice {
				title[e.ID] = story.Title
				events = append(events, e)
			}
		}
	}
	slices.SortStableFunc(events, func(a, b models.Event) int {
		return strings.Compare(string(a.DateStart)+a.ID, string(b.DateStart)+b.ID)
	})
	urls, err := r.bestURLs(ctx, events)
	if err != nil {
		return nil, err
	}
	out := make([]model.Annotation, len(events))
	for i, e := range events {
		out[i] = model.Annotation{
			Time: e.DateStart.Time(), TimeEnd: e.DateEnd.Time().Add(24*time.Hour - time.Second),
			Title: title[e.ID], Text: e.Summary, Tags: string(e.Type) + "," + string(e.Status), URL: urls[e.ID],
		}
	}
	return out, nil
}

// bestURLs returns the address of the article with the best evidence of each event
// that has one.
func (r *Resolver) bestURLs(ctx context.Context, events []models.Event) (map[string]*string, error) {
	ids := make([]string, len(events))
	for i, e := range events {
		ids[i] = e.ID
	}
	mentions, err := r.Store.MentionsOf(ctx, ids, 1, "actors", "recipients", "date", "place", "numbers")
	if err != nil {
		return nil, err
	}
	var articleIDs []string
	for _, list := range mentions {
		articleIDs = append(articleIDs, list[0].ArticleID)
	}
	articles, err := r.Store.ArticleHeads(ctx, articleIDs)
	if err != nil {
		return nil, err
	}
	out := make(map[string]*string)
	for id, list := range mentions {
		if url := articles[list[0].ArticleID].URL; url != "" {
			out[id] = &url
		}
	}
	return out, nil
}

// seriesPoints returns how many points a field with these arguments may have.
func seriesPoints(args map[string]any) int {
	from, ferr := scalar.UnmarshalMoment(args["from"])
	to, terr := scalar.UnmarshalMoment(args["to"])
	if ferr != nil || terr != nil { // not given, or refused later
		return store.MaxPoints
	}
	interval, _ := args["interval"].(string)
	points := store.Interval(interval).Buckets(models.DayOf(from), models.DayOf(to))
	if by := args["groupBy"]; by != nil && by != string(store.GroupNone) {
		top, ok := number(args["top"])
		if !ok || top > store.MaxSeries {
			top = store.MaxSeries
		}
		points *= int(top)
	}
	return min(points, store.MaxPoints)
}
