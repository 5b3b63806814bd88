package store

import (
	"fmt"
	"slices"

	"github.com/throughline-news/throughline/models"
)

// inherit returns the links that events have of their own, with those that they
// have because a story is part of another: as probable as the link to the part. A
// story that a person took the event off is left out.
func (t *Tx) inherit(links []models.Link) ([]models.Link, error) {
	own := slices.DeleteFunc(slices.Clone(links), models.Link.Inherited)
	var ids []string
	for _, l := range own {
		if l.Probability >= TimelineFloor {
			ids = append(ids, l.StoryID)
		}
	}
	known, err := t.ancestry(ids)
	if err != nil {
		return nil, err
	}
	var given []models.Link
	for _, l := range own {
		if l.Probability < TimelineFloor {
			continue
		}
		part := known[l.StoryID]
		for n := 1; n < models.MostNested && part.ParentID != ""; n++ {
			above, ok := known[part.ParentID]
			if !ok {
				break
			}
			given = append(given, models.Link{EventID: l.EventID, StoryID: above.ID, Probability: l.Probability,
				Reasons: []models.Reason{{Feature: models.ReasonPart + known[l.StoryID].Title, Weight: 1}}})
			part = above
		}
	}
	if len(given) == 0 {
		return own, nil
	}
	rejected, err := t.rejections(given)
	if err != nil {
		return nil, err
	}
	at := map[pair]int{}
	for i, l := range own {
		at[pair{l.EventID, l.StoryID}] = i
	}
	for _, l := range given {
		key := pair{l.EventID, l.StoryID}
		i, linked := at[key]
		switch {
		case rejected[key], linked && own[i].Probability >= max(TimelineFloor, l.Probability):
		case linked && (own[i].Inherited() || own[i].Probability < TimelineFloor):
			if l.Probability > own[i].Probability {
				own[i] = l
			}
		case !linked:
			at[key] = len(own)
			own = append(own, l)
		}
	}
	return own, nil
}

// ancestry reads stories and those that they are part of, by id.
func (t *Tx) ancestry(ids []string) (map[string]models.Story, error) {
	out := map[string]models.Story{}
	for range models.MostNested {
		ids = slices.Compact(slices.Sorted(slices.Values(ids)))
		if len(ids) == 0 {
			break
		}
		var above []string
		for some := range inChunks(ids) {
			var found []models.Story
			if err := t.db().Select("id", "title", "parent_id").Where("id IN ?", some).Find(&found).Error; err != nil {
				return nil, err
			}
			for _, s := range found {
				if _, met := out[s.ID]; !met && s.ParentID != "" {
					above = append(above, s.ParentID)
				}
				out[s.ID] = s
			}
		}
		ids = above
	}
	return out, nil
}

// rejections tells which of the links people decided against.
func (t *Tx) rejections(links []models.Link) (map[pair]bool, error) {
	var ids []string
	for _, l := range links {
		ids = append(ids, l.EventID)
	}
	out := map[pair]bool{}
	for some := range inChunks(slices.Compact(slices.Sorted(slices.Values(ids)))) {
		var found []models.Decision
		err := t.db().Where("undone_at IS NULL AND id IN (SELECT decision_id FROM decision_targets WHERE target IN ?)", some).
			Order("last_seq").Find(&found).Error
		if err != nil {
			return nil, err
		}
		for _, d := range found {
			for _, event := range d.Targets {
				for _, story := range d.Arguments.Rejected {
					out[pair{event, story}] = true
				}
				for _, story := range d.Arguments.Accepted {
					delete(out, pair{event, story})
				}
			}
		}
	}
	return out, nil
}

// SpreadLinks brings the links of what is on a story's timeline up to date with
// what the story is part of now.
func (t *Tx) SpreadLinks(storyID string) error {
	var events []string
	err := t.db().Model(&models.Link{}).Where("story_id = ? AND "+onTimeline, storyID).Order("event_id").Pluck("event_id", &events).Error
	if err != nil {
		return fmt.Errorf("store: spread links of story %s: %w", storyID, err)
	}
	for some := range inChunks(events) {
		var links []models.Link
		if err := t.db().Where("event_id IN ?", some).Order("event_id, story_id").Find(&links).Error; err != nil {
			return fmt.Errorf("store: spread links of story %s: %w", storyID, err)
		}
		if err := t.SaveLinks(some, links); err != nil {
			return err
		}
	}
	return nil
}
