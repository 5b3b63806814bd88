package store

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/throughline-news/throughline/models"
)

// What is looked at to find related stories: of each story its most important
// events, of these the entities and places met most, of each of those the latest
// events. So the work is bounded however long timelines are.
const (
	relatedSample   = 50
	relatedEntities = 8
	relatedPlaces   = 4
	relatedLatest   = 100 // events of an entity or place, and suggestions for a story
	mostReasons     = 5
)

// The weights of what two stories have in common, set by hand. Each is multiplied
// by the share of the sample that it is true of: events on both timelines say most,
// an entity says the less the more stories it is met in.
const (
	weightCommon    = 3.0 // events on both timelines
	weightSuggested = 2.0 // events of one that were suggested for the other, times the probability
	weightCast      = 1.0
	weightSite      = .8
	weightFamily    = .5 // one is part of the other, or both are of a third
)

// relation is what is found out about a pair of stories.
type relation struct {
	score   float64
	reasons []models.Reason
}

// kinship collects, by story, what relates other stories to it.
type kinship map[string]map[string]*relation

func (k kinship) add(story, other, feature string, weight float64) {
	weight = math.Round(weight*1000) / 1000
	if story == other || weight <= 0 {
		return
	}
	if k[story] == nil {
		k[story] = map[string]*relation{}
	}
	r := k[story][other]
	if r == nil {
		r = &relation{}
		k[story][other] = r
	}
	r.score += weight
	r.reasons = append(r.reasons, models.Reason{Feature: feature, Weight: weight})
}

// RelatedTo returns up to first stories that have most in common with each story,
// those with the most first, by the id asked for: by events on both timelines or
// suggested for the other, entities and places of their most important events, and
// the story both are part of. The statements are as many for one story as for a hundred.
func (s *Store) RelatedTo(ctx context.Context, storyIDs []string, first int) (map[string][]models.RelatedStory, error) {
	targets, err := s.targets(ctx, storyIDs)
	if err != nil {
		return nil, err
	}
	db := s.read.WithContext(ctx)
	kin := kinship{}
	for some := range inChunksOf(maxTimelines, targets) {
		if err := relate(db, some, kin); err != nil {
			return nil, fmt.Errorf("store: find related stories: %w", err)
		}
	}
	best := make(map[string][]string)
	var named []string
	for story, others := range kin {
		for other := range others {
			best[story] = append(best[story], other)
		}
		slices.SortFunc(best[story], func(a, b string) int {
			return cmp.Or(cmp.Compare(others[b].score, others[a].score), cmp.Compare(a, b))
		})
		best[story] = best[story][:min(first, len(best[story]))]
		named = append(named, best[story]...)
	}
	stories, err := s.StoriesByID(ctx, named)
	if err != nil {
		return nil, err
	}
	out := make(map[string][]models.RelatedStory, len(storyIDs))
	for _, id := range storyIDs {
		for _, other := range best[targets[id]] {
			r, story := kin[targets[id]][other], stories[other]
			if story.ID == "" { // gone meanwhile
				continue
			}
			slices.SortStableFunc(r.reasons, func(a, b models.Reason) int { return cmp.Compare(b.Weight, a.Weight) })
			out[id] = append(out[id], models.RelatedStory{Story: story, Score: math.Round(r.score*1000) / 1000, Reasons: r.reasons[:min(mostReasons, len(r.reasons))]})
		}
	}
	return out, nil
}

// couple is a story and another, or one of the things that are met in it.
type couple struct{ story, other string }

// relate adds to kin what relates stories to others.
func relate(db *gorm.DB, storyIDs []string, kin kinship) error {
	var sample []models.Link
	err := union(db, storyIDs, "SELECT story_id, event_id FROM links WHERE story_id = ? AND "+onTimeline+
		" ORDER BY importance DESC, event_id LIMIT ?", relatedSample, &sample)
	if err != nil {
		return err
	}
	storiesOf, sizes := map[string][]string{}, map[string]float64{}
	var events []string
	for _, l := range sample {
		if storiesOf[l.EventID] == nil {
			events = append(events, l.EventID)
		}
		storiesOf[l.EventID] = append(storiesOf[l.EventID], l.StoryID)
		sizes[l.StoryID]++
	}
	if err := relateByLinks(db, storyIDs, events, storiesOf, sizes, kin); err != nil {
		return err
	}
	if err := relateByCast(db, events, storiesOf, sizes, kin); err != nil {
		return err
	}
	if err := relateBySites(db, events, storiesOf, sizes, kin); err != nil {
		return err
	}
	return relateByFamily(db, storyIDs, kin)
}

// union runs a query with two question marks, an id and how many rows at most, for each id.
func union[T any](db *gorm.DB, ids []string, query string, limit int, into *[]T) error {
	for some := range slices.Chunk(ids, maxTimelines) {
		parts, values := make([]string, len(some)), make([]any, 0, 2*len(some))
		for i, id := range some {
			parts[i] = "SELECT * FROM (" + query + ") AS t"
			values = append(values, id, limit)
		}
		var rows []T
		if err := db.Raw(strings.Join(parts, " UNION ALL "), values...).Scan(&rows).Error; err != nil {
			return err
		}
		*into = append(*into, rows...)
	}
	return nil
}

// relateByLinks adds the events that stories have in common, or that were suggested.
func relateByLinks(db *gorm.DB, storyIDs, events []string, storiesOf map[string][]string, sizes map[string]float64, kin kinship) error {
	common, suggested := map[couple]float64{}, map[couple]float64{} // of two stories
	for some := range inChunks(events) {
		var links []models.Link
		if err := db.Select("event_id", "story_id", "probability").Where("event_id IN ?", some).Order("event_id, story_id").Find(&links).Error; err != nil {
			return err
		}
		for _, l := range links {
			for _, story := range storiesOf[l.EventID] {
				if l.Probability >= TimelineFloor {
					common[couple{story, l.StoryID}]++
				} else {
					suggested[couple{story, l.StoryID}] += l.Probability
				}
			}
		}
	}
	var others []struct {
		StoryID, Other string
		Probability    float64
	}
	err := union(db, storyIDs, "SELECT mine.story_id, links.story_id AS other, mine.probability FROM"+
		" (SELECT story_id, event_id, probability FROM links WHERE story_id = ? AND probability < 0.5 ORDER BY event_id DESC LIMIT ?) AS mine"+
		" JOIN links ON links.event_id = mine.event_id AND "+onTimeline, relatedLatest, &others)
	if err != nil {
		return err
	}
	for _, o := range others {
		suggested[couple{o.StoryID, o.Other}] += o.Probability
	}
	for p, n := range common {
		kin.add(p.story, p.other, "events on both timelines", weightCommon*n/sizes[p.story])
	}
	for p, sum := range suggested {
		kin.add(p.story, p.other, "events suggested for the other", weightSuggested*sum/max(sizes[p.story], relatedSample/5))
	}
	return nil
}

// met is how often something is met among the events of a story.
type met struct {
	StoryID, Thing string
	Events         float64
}

// relateByCast adds the entities that take part in the events of both.
func relateByCast(db *gorm.DB, events []string, storiesOf map[string][]string, sizes map[string]float64, kin kinship) error {
	counts := map[couple]float64{} // by story and entity
	for some := range inChunks(events) {
		var parts []models.EventEntity
		err := db.Model(&models.EventEntity{}).Distinct("event_id", "entity_id").Where("event_id IN ?", some).Find(&parts).Error
		if err != nil {
			return err
		}
		for _, p := range parts {
			for _, story := range storiesOf[p.EventID] {
				counts[couple{story, p.EntityID}]++
			}
		}
	}
	return relateBy(db, counts, relatedEntities, sizes, "entities", "takes part in both: ", weightCast,
		"SELECT links.story_id, mine.entity_id AS thing, COUNT(DISTINCT mine.event_id) AS events FROM"+
			" (SELECT entity_id, event_id FROM event_entities WHERE entity_id = ? ORDER BY event_id DESC LIMIT ?) AS mine"+
			" JOIN links ON links.event_id = mine.event_id AND "+onTimeline+" GROUP BY links.story_id, mine.entity_id", kin)
}

// relateBySites adds the places, as exact as a city, of the events of both.
func relateBySites(db *gorm.DB, events []string, storiesOf map[string][]string, sizes map[string]float64, kin kinship) error {
	counts := map[couple]float64{}
	for some := range inChunks(events) {
		var sites []struct{ ID, PlaceID string }
		err := db.Table("events").Select("events.id, events.place_id").Joins("JOIN places ON places.id = events.place_id AND places.precision IN ('city', 'point')").
			Where("events.id IN ?", some).Scan(&sites).Error
		if err != nil {
			return err
		}
		for _, e := range sites {
			for _, story := range storiesOf[e.ID] {
				counts[couple{story, e.PlaceID}]++
			}
		}
	}
	return relateBy(db, counts, relatedPlaces, sizes, "places", "happened in ", weightSite,
		"SELECT links.story_id, mine.place_id AS thing, COUNT(*) AS events FROM"+
			" (SELECT place_id, id FROM events WHERE place_id = ? AND date_start < '"+string(models.NoDay)+"' ORDER BY date_start DESC, id DESC LIMIT ?) AS mine"+
			" JOIN links ON links.event_id = mine.id AND "+onTimeline+" GROUP BY links.story_id, mine.place_id", kin)
}

// relateBy adds what stories have in common of the things that each meets most,
// which have names in a table: query counts the latest events of one of them by story.
func relateBy(db *gorm.DB, counts map[couple]float64, most int, sizes map[string]float64, table, feature string, weight float64, query string, kin kinship) error {
	top := map[string][]couple{}
	for p := range counts {
		top[p.story] = append(top[p.story], p)
	}
	var things []string
	for story, ps := range top {
		slices.SortFunc(ps, func(a, b couple) int {
			return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a.other, b.other))
		})
		top[story] = ps[:min(most, len(ps))]
		for _, p := range top[story] {
			things = append(things, p.other)
		}
	}
	slices.Sort(things)
	things = slices.Compact(things)
	var found []met
	if err := union(db, things, query, relatedLatest, &found); err != nil {
		return err
	}
	var named []struct{ ID, Name string }
	for some := range inChunks(things) {
		var rows []struct{ ID, Name string }
		if err := db.Table(table).Select("id, name").Where("id IN ?", some).Scan(&rows).Error; err != nil {
			return err
		}
		named = append(named, rows...)
	}
	names := map[string]string{}
	for _, n := range named {
		names[n.ID] = n.Name
	}
	others := map[string][]met{} // by thing
	for _, m := range found {
		others[m.Thing] = append(others[m.Thing], m)
	}
	for story, ps := range top {
		for _, p := range ps {
			all := 0.0
			for _, m := range others[p.other] {
				all += m.Events
			}
			rarity := 1 / (1 + math.Log(float64(max(1, len(others[p.other])))))
			for _, m := range others[p.other] {
				kin.add(story, m.StoryID, feature+names[p.other], weight*rarity*counts[p]/sizes[story]*math.Sqrt(m.Events/all))
			}
		}
	}
	return nil
}

// relateByFamily adds the stories that a story is part of, its parts and the other
// parts of the same.
func relateByFamily(db *gorm.DB, storyIDs []string, kin kinship) error {
	var mine []models.Story
	if err := db.Select("id", "parent_id").Where("id IN ?", storyIDs).Find(&mine).Error; err != nil {
		return err
	}
	parents := slices.Clone(storyIDs)
	for _, m := range mine {
		if m.ParentID != "" {
			kin.add(m.ID, m.ParentID, "it is part of it", weightFamily)
			parents = append(parents, m.ParentID)
		}
	}
	slices.Sort(parents)
	var parts []models.Story
	err := union(db, slices.Compact(parents), "SELECT id, parent_id FROM stories WHERE parent_id = ? ORDER BY title, id LIMIT ?", relatedLatest, &parts)
	if err != nil {
		return err
	}
	for _, m := range mine {
		for _, p := range parts {
			switch p.ParentID {
			case m.ID:
				kin.add(m.ID, p.ID, "it is part of this one", weightFamily)
			case m.ParentID:
				kin.add(m.ID, p.ID, "both are part of one story", weightFamily)
			}
		}
	}
	return nil
}
