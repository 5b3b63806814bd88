package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/throughline-news/throughline/models"
)

// TakeSnapshot names a story's timeline as it was known at a moment. Taking the
// same again changes nothing and returns what was taken first. It is made outside
// of a transaction: the journal up to a number never changes.
func (s *Store) TakeSnapshot(ctx context.Context, actor, storyID string, at time.Time) (models.Snapshot, error) {
	story, err := s.Story(ctx, storyID)
	if err != nil {
		return models.Snapshot{}, err
	}
	seq, err := s.SeqAt(ctx, at)
	if err != nil {
		return models.Snapshot{}, err
	}
	past, err := s.history(ctx, []string{story.ID}, seq)
	if err != nil {
		return models.Snapshot{}, err
	}
	then, err := replay[models.Story](s, past[story.ID])
	if err != nil {
		return models.Snapshot{}, err
	}
	if then == nil {
		return models.Snapshot{}, fmt.Errorf("store: story %s at %s: %w", storyID, at.UTC().Format(time.RFC3339), ErrNotFound)
	}
	timelines, err := s.TimelinesAsOf(ctx, []string{story.ID}, seq)
	if err != nil {
		return models.Snapshot{}, err
	}
	timeline := timelines[story.ID]
	hash, err := hashTimeline(story.ID, timeline)
	if err != nil {
		return models.Snapshot{}, err
	}
	var taken models.Snapshot
	err = s.Write(ctx, func(tx *Tx) error {
		found, err := load[models.Snapshot](s, tx.db(), []string{hash})
		if row, ok := found[hash]; ok || err != nil {
			if ok {
				taken = *row.model
			}
			return err
		}
		taken = models.Snapshot{ID: hash, StoryID: story.ID, Title: then.Title, Seq: seq, AsOf: at, EventCount: len(timeline),
			TakenAt: tx.shared.now, TakenBy: actor}
		_, err = save(tx.As(actor, ""), []*models.Snapshot{&taken}, nil)
		return err
	})
	if err != nil {
		return models.Snapshot{}, fmt.Errorf("store: take a snapshot of %s: %w", storyID, err)
	}
	return taken, nil
}

// Snapshot returns the snapshot with this hash, or ErrNotFound.
func (s *Store) Snapshot(ctx context.Context, hash string) (models.Snapshot, error) {
	return one[models.Snapshot](ctx, s, "snapshot", hash)
}

// Verify tells whether the events of a snapshot, told from the journal again,
// still have its hash.
func (s *Store) Verify(ctx context.Context, snap models.Snapshot) (bool, error) {
	timelines, err := s.TimelinesAsOf(ctx, []string{snap.StoryID}, snap.Seq)
	if err != nil {
		return false, err
	}
	hash, err := hashTimeline(snap.StoryID, timelines[snap.StoryID])
	return hash == snap.ID, err
}

// cited is what a snapshot's hash covers of an event, and in what form: the JSON
// of this struct. It must not change; what is new gets a new version.
type cited struct {
	ID          string           `json:"id"`
	Type        models.EventType `json:"type"`
	Plover      models.EventType `json:"plover"`
	Mode        string           `json:"mode"`
	Status      models.Status    `json:"status"`
	Summary     string           `json:"summary"`
	Confidence  float64          `json:"confidence"`
	ReportCount int              `json:"reportCount"`
	OriginCount int              `json:"originCount"`
	Start       models.Day       `json:"start"`
	End         models.Day       `json:"end"`
	EDTF        string           `json:"edtf"`
	Basis       models.DateBasis `json:"basis"`
	PlaceID     string           `json:"placeId"`
	Parts       []part           `json:"parts"`
}

// hashTimeline is SHA-256 of a line that names the form and the story, and a
// line of JSON for each event in the timeline's order.
func hashTimeline(storyID string, timeline []PastEvent) (string, error) {
	h := sha256.New()
	fmt.Fprintf(h, "throughline snapshot 1 %s\n", storyID)
	lines := json.NewEncoder(h)
	for _, e := range timeline {
		c := cited{ID: e.ID, Type: e.Type, Plover: e.Plover, Mode: e.Mode, Status: e.Status, Summary: e.Summary, Confidence: e.Confidence,
			ReportCount: e.ReportCount, OriginCount: e.OriginCount, Start: e.DateStart, End: e.DateEnd, PlaceID: e.PlaceID, Parts: []part{}}
		if e.Date != nil {
			c.EDTF, c.Basis = e.Date.EDTF, e.Date.Basis
		}
		for _, p := range e.Participants {
			c.Parts = append(c.Parts, part{p.EntityID, p.Role})
		}
		if err := lines.Encode(c); err != nil {
			return "", fmt.Errorf("store: hash event %s: %w", e.ID, err)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
