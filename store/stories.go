package store

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/throughline-news/throughline/models"
)

// SaveStories keeps stories, new or changed, and sets them to what is stored.
// FirstDate, LastDate and EventCount follow from the links, and Status from
// LastDate and the day: they are the store's own, and those given are ignored. A
// slug stays what it was at creation. The id of a
// merged story is not given again: ErrConflict.
func (t *Tx) SaveStories(stories []models.Story) error {
	ids := make([]string, len(stories))
	for i, s := range stories {
		ids[i] = s.ID
	}
	err := t.refuseMerged(ids)
	if err == nil {
		_, err = save(t, pointers(stories), t.keepStory)
	}
	if err != nil {
		return fmt.Errorf("store: save %d stories: %w", len(stories), err)
	}
	return nil
}

func (t *Tx) keepStory(s, old *models.Story) {
	s.FirstDate, s.LastDate, s.EventCount, s.CreatedAt = "", "", 0, t.shared.now
	if old != nil {
		s.FirstDate, s.LastDate, s.EventCount, s.CreatedAt = old.FirstDate, old.LastDate, old.EventCount, old.CreatedAt
		s.Slug = old.Slug
	}
	t.setStatus(s)
}

// FreeSlug returns base, or base-2, base-3… when a story has it.
func (t *Tx) FreeSlug(base string) (string, error) {
	for n := 1; ; n++ {
		slug := base
		if n > 1 {
			slug += "-" + strconv.Itoa(n)
		}
		var taken int64
		if err := t.db().Model(&models.Story{}).Where("slug = ?", plain(slug)).Count(&taken).Error; err != nil {
			return "", fmt.Errorf("store: find a slug like %q: %w", base, err)
		}
		if taken == 0 {
			return slug, nil
		}
	}
}

// SaveLinks makes links all the links of the events eventIDs, which must have
// been saved as well as the stories. What is on the timeline of a story is on that
// of the story it is part of too: those links are made here.
func (t *Tx) SaveLinks(eventIDs []string, links []models.Link) error {
	links, err := t.inherit(links)
	if err == nil {
		err = t.replaceLinks(eventIDs, links)
	}
	if err != nil {
		return fmt.Errorf("store: save %d links: %w", len(links), err)
	}
	return nil
}

// pair is the key of a link.
type pair struct{ event, story string }

func (t *Tx) replaceLinks(eventIDs []string, links []models.Link) error {
	if err := t.remember(eventIDs); err != nil {
		return err
	}
	stored := make(map[pair]models.Link)
	dates := make(map[string]models.Event)
	for some := range inChunks(eventIDs) {
		var found []models.Link
		if err := t.db().Where("event_id IN ?", some).Find(&found).Error; err != nil {
			return err
		}
		for _, l := range found {
			stored[pair{l.EventID, l.StoryID}] = l
		}
		var events []models.Event
		if err := t.db().Select("id", "date_start", "date_end", "importance").Where("id IN ?", some).Find(&events).Error; err != nil {
			return err
		}
		for _, e := range events {
			dates[e.ID] = e
		}
	}
	timelines := make(map[string]growth)
	for _, l := range links {
		key := pair{l.EventID, l.StoryID}
		event, known := dates[l.EventID]
		if !known {
			return fmt.Errorf("event %q: %w", l.EventID, ErrNotFound)
		}
		if l.Reasons == nil {
			l.Reasons = []models.Reason{}
		}
		l.DateStart, l.DateEnd, l.Importance = event.DateStart, event.DateEnd, event.Importance
		old, was := stored[key]
		delete(stored, key)
		if err := t.putLink(l, old, was); err != nil {
			return err
		}
		timelines[l.StoryID] = timelines[l.StoryID].with(l, was && old.Probability >= TimelineFloor, l.Probability >= TimelineFloor)
	}
	gone := make([]models.Link, 0, len(stored))
	for _, l := range stored {
		gone = append(gone, l)
	}
	slices.SortFunc(gone, compareLinks)
	for _, l := range gone {
		if err := t.dropLink(l); err != nil {
			return err
		}
		timelines[l.StoryID] = timelines[l.StoryID].with(l, l.Probability >= TimelineFloor, false)
	}
	return t.grow(timelines)
}

func compareLinks(a, b models.Link) int {
	switch {
	case a.EventID+a.StoryID < b.EventID+b.StoryID:
		return -1
	case a.EventID+a.StoryID > b.EventID+b.StoryID:
		return 1
	}
	return 0
}

// putLink writes one link with the journal, if anything changed.
func (t *Tx) putLink(l, old models.Link, was bool) error {
	after, err := json.Marshal(l)
	if err != nil {
		return fmt.Errorf("%w: link of %s to %s: %w", ErrInvalid, l.EventID, l.StoryID, err)
	}
	var before []byte
	action := actionCreate
	if was {
		if before, err = json.Marshal(old); err != nil {
			return err
		}
		if string(before) == string(after) {
			return nil
		}
		action = actionUpdate
	}
	if err := t.journal(l.EventID, action, fieldLink+l.StoryID, string(before), string(after), l.StoryID); err != nil {
		return err
	}
	if was {
		return translate(t.db().Model(&l).Select("probability", "reasons").UpdateColumns(&l).Error)
	}
	return translate(t.db().Create(&l).Error)
}

func (t *Tx) dropLink(l models.Link) error {
	before, err := json.Marshal(l)
	if err != nil {
		return err
	}
	if err := t.journal(l.EventID, actionDelete, fieldLink+l.StoryID, string(before), "", l.StoryID); err != nil {
		return err
	}
	return translate(t.db().Delete(&l).Error)
}

// growth is what changed links do to the timeline of a story: how many events
// came on it and between which days, or that one left it.
type growth struct {
	events      int
	first, last models.Day
	shrunk      bool
}

// with adds what the change of a link does, which was and is on the timeline or not.
func (g growth) with(l models.Link, was, is bool) growth {
	switch {
	case was && !is:
		g.shrunk = true
	case is && !was:
		g.events++
		if l.DateStart != models.NoDay {
			g.first, g.last = earlier(g.first, l.DateStart), max(g.last, l.DateEnd)
		}
	}
	return g
}

// earlier is the first of two days, of which a may be unknown.
func earlier(a, b models.Day) models.Day {
	if a == "" {
		return b
	}
	return min(a, b)
}

// grow brings FirstDate, LastDate and EventCount of the stories up to date. What
// only came on a timeline is added, so that a long one is not read for each event.
func (t *Tx) grow(timelines map[string]growth) error {
	var grown []*models.Story
	var shrunk []string
	for _, id := range slices.Sorted(maps.Keys(timelines)) {
		switch g := timelines[id]; {
		case g.shrunk:
			shrunk = append(shrunk, id)
		case g.events > 0:
			grown = append(grown, &models.Story{ID: id})
		}
	}
	_, err := save(t, grown, func(s, old *models.Story) {
		g := timelines[s.ID]
		*s = *old // a link has a story
		s.EventCount += g.events
		if g.first != "" {
			s.FirstDate, s.LastDate = earlier(s.FirstDate, g.first), max(s.LastDate, g.last)
		}
		t.setStatus(s)
	})
	if err != nil {
		return err
	}
	return t.recount(shrunk)
}

// recount brings FirstDate, LastDate and EventCount of the stories up to date
// with their timelines. It reads the index links_timeline alone.
func (t *Tx) recount(storyIDs []string) error {
	storyIDs = slices.Compact(slices.Sorted(slices.Values(storyIDs)))
	if len(storyIDs) == 0 {
		return nil
	}
	var sums []struct {
		StoryID     string
		Events      int
		First, Last models.Day
	}
	err := t.db().Model(&models.Link{}).Where("story_id IN ? AND "+onTimeline, storyIDs).Group("story_id").
		Select("story_id, COUNT(*) AS events,"+
			" COALESCE(MIN(NULLIF(date_start, ?)), '') AS first,"+
			" COALESCE(MAX(NULLIF(date_end, ?)), '') AS last", models.NoDay, models.NoDay).Scan(&sums).Error
	if err != nil {
		return err
	}
	stories, err := load[models.Story](t.shared.store, t.db(), storyIDs)
	if err != nil {
		return err
	}
	counted := make([]*models.Story, 0, len(stories))
	for _, id := range storyIDs {
		s, known := stories[id]
		if !known {
			return fmt.Errorf("story %q: %w", id, ErrNotFound)
		}
		s.model.FirstDate, s.model.LastDate, s.model.EventCount = "", "", 0
		for _, sum := range sums {
			if sum.StoryID == id {
				s.model.FirstDate, s.model.LastDate, s.model.EventCount = sum.First, sum.Last, sum.Events
			}
		}
		t.setStatus(s.model)
		counted = append(counted, s.model)
	}
	_, err = save(t, counted, nil)
	return err
}
