package store

import (
	"context"
	"fmt"
	"time"

	"github.com/throughline-news/throughline/models"
)

// SaveWebhook keeps a webhook that is new.
func (t *Tx) SaveWebhook(w *models.Webhook) error {
	if _, err := save(t, []*models.Webhook{w}, nil); err != nil {
		return fmt.Errorf("store: save webhook to %s: %w", w.URL, err)
	}
	return nil
}

// RemoveWebhook deletes a webhook, or returns ErrNotFound.
func (t *Tx) RemoveWebhook(id string) error {
	found, err := load[models.Webhook](t.shared.store, t.db(), []string{plain(id)})
	if err == nil && len(found) == 0 {
		err = ErrNotFound
	}
	if err == nil {
		err = remove(t, found[plain(id)].model)
	}
	if err != nil {
		return fmt.Errorf("store: remove webhook %q: %w", id, err)
	}
	return nil
}

// Webhooks returns all webhooks, the oldest first.
func (s *Store) Webhooks(ctx context.Context) ([]models.Webhook, error) {
	var out []models.Webhook
	if err := s.read.WithContext(ctx).Order("created_at, id").Find(&out).Error; err != nil {
		return nil, fmt.Errorf("store: list webhooks: %w", err)
	}
	return out, nil
}

// TakeDueWebhook returns a webhook that may be delivered to and has not been told
// all that the journal has, and keeps other processes off it until the time given;
// nil when there is none.
func (s *Store) TakeDueWebhook(ctx context.Context, until time.Time) (*models.Webhook, error) {
	head, err := s.LastSeq(ctx)
	if err != nil {
		return nil, err
	}
	now := s.Now()
	for {
		var due []models.Webhook
		err := s.read.WithContext(ctx).Where("active AND next_at <= ? AND seq < ?", now, head).Order("next_at, id").Limit(1).Find(&due).Error
		if err != nil || len(due) == 0 {
			return nil, wrapped("find a webhook that is due", err)
		}
		taken := s.write.WithContext(ctx).Model(&models.Webhook{}).Where("id = ? AND next_at = ?", due[0].ID, due[0].NextAt).
			UpdateColumn("next_at", instant(until))
		if taken.Error != nil || taken.RowsAffected == 1 {
			return &due[0], wrapped("take a webhook", taken.Error)
		} // another process was first
	}
}

// NoteDelivery keeps how deliveries to a webhook stand now.
func (s *Store) NoteDelivery(ctx context.Context, w models.Webhook) error {
	w.NextAt = instant(w.NextAt)
	err := s.write.WithContext(ctx).Model(&w).Select("seq", "active", "failures", "last_error", "next_at").UpdateColumns(&w).Error
	return wrapped("note a delivery", err)
}

// wrapped says what was done when an error came; nil stays nil.
func wrapped(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("store: %s: %w", what, err)
}
