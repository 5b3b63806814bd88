// Package webhook tells addresses what happens to stories: signed, in order, and
// again until they have it.
package webhook

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// How deliveries go: what is due is looked for every tick; a receiver has timeout
// to answer with a status of 200 to 299; after a failure the wait begins at
// firstWait and doubles up to longestWait; after mostFailures in a row, some four
// days, the webhook is given up.
const (
	tick         = time.Second
	timeout      = 15 * time.Second
	lease        = time.Minute // longer than timeout: nobody else delivers meanwhile
	firstWait    = 10 * time.Second
	longestWait  = 6 * time.Hour
	mostFailures = 25
	mostChanges  = 100 // in one delivery
)

// Changes is the query whose answer is delivered: the same as any client may ask.
const Changes = `query Changes($since: String, $storyIds: [ID!], $first: Int) {
	storyChanges(since: $since, storyIds: $storyIds, first: $first) {
		nodes {
			cursor kind
			story { id slug title status }
			event { id type mode status summary confidence reportCount originCount date { start end precision basis edtf text } place { name country lat lon } }
			change { seq at actor action field before after reason }
		}
		endCursor
	}
}`

// Sender delivers what happens.
type Sender struct {
	Store *store.Store
	// Query asks the API in process.
	Query  func(ctx context.Context, query string, variables map[string]any, out any) error
	Client *http.Client // one that reaches only addresses it should
	Now    func() time.Time
	Log    *slog.Logger
}

// Run delivers until ctx ends.
func (s *Sender) Run(ctx context.Context) {
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	for {
		if err := s.DeliverDue(ctx); err != nil && ctx.Err() == nil {
			s.Log.ErrorContext(ctx, "webhooks", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// DeliverDue delivers all that is due now.
func (s *Sender) DeliverDue(ctx context.Context) error {
	for {
		w, err := s.Store.TakeDueWebhook(ctx, s.Now().Add(lease))
		if err != nil || w == nil {
			return err
		}
		if err := s.Store.NoteDelivery(ctx, s.deliver(ctx, *w)); err != nil {
			return err
		}
	}
}

// deliver sends the next changes, if there are any that concern the webhook, and
// returns it with how it stands then.
func (s *Sender) deliver(ctx context.Context, w models.Webhook) models.Webhook {
	var found struct {
		StoryChanges struct {
			Nodes     []json.RawMessage
			EndCursor string
		}
	}
	variables := map[string]any{"since": store.JournalCursor(w.Seq), "first": mostChanges}
	if len(w.StoryIDs) > 0 {
		variables["storyIds"] = w.StoryIDs
	}
	err := s.Query(ctx, Changes, variables, &found)
	var end int64
	if err == nil {
		end, err = store.JournalSeq(found.StoryChanges.EndCursor)
	}
	if err == nil && len(found.StoryChanges.Nodes) > 0 {
		err = s.send(ctx, w, fmt.Sprintf("%s-%d", w.ID, end), Delivery{Webhook: w.ID, Cursor: found.StoryChanges.EndCursor, Changes: found.StoryChanges.Nodes})
	}
	now := s.Now()
	if err == nil {
		w.Seq, w.Failures, w.LastError, w.NextAt = end, 0, "", now
		return w
	}
	w.Failures++
	w.LastError = fmt.Sprintf("%.500s", err)
	w.NextAt = now.Add(wait(w.Failures))
	if w.Failures >= mostFailures {
		w.Active = false
		s.Log.WarnContext(ctx, "webhook given up", "id", w.ID, "failures", w.Failures, "error", err)
	}
	return w
}

// wait is how long to wait after so many failures in a row.
func wait(failures int) time.Duration {
	d := firstWait
	for range failures - 1 {
		if d = 2 * d; d > longestWait {
			return longestWait
		}
	}
	return d
}

// Delivery is the body of one request. Cursor goes on where Changes ends, also for
// the query storyChanges.
type Delivery struct {
	Webhook string            `json:"webhook"`
	Cursor  string            `json:"cursor"`
	Changes []json.RawMessage `json:"changes"`
}

// send posts a delivery, signed.
func (s *Sender) send(ctx context.Context, w models.Webhook, id string, d Delivery) error {
	body, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("webhook: write delivery: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.URL, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("webhook: %w", err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Throughline-Webhook/1")
	sign(r.Header, w.Secret, id, s.Now(), body)
	answer, err := s.Client.Do(r)
	if err != nil {
		return fmt.Errorf("webhook: %w", err)
	}
	defer answer.Body.Close()
	// What the receiver says is of no interest; read, it lets the connection be used again.
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, 64<<10))
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return fmt.Errorf("webhook: the receiver answered %s", answer.Status)
	}
	return nil
}
