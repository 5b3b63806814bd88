package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/stories"
)

// News is what is new in a story since a moment, each list the most important
// events first; an event is in one list.
type News struct {
	Summary  string         // in a few lines, as stories.News; "" when nothing is new
	Added    []models.Event // that came on its timeline
	Disputed []models.Event // that independent reports have come to differ about
	Changed  []models.Event // of which something else changed
	Complete bool           // false when there was more than is looked at
}

// mostNewsRead is how many changes are looked at: who missed more reads the timeline.
const mostNewsRead = 5000

// NewsOf returns what is new in each story since a moment, by the id asked for.
// first is how long the lists are at most. The summary tells what began on that
// day or later, and when nothing did, what came to be known.
func NewsOf(ctx context.Context, st *store.Store, storyIDs []string, since time.Time, first int) (map[string]News, error) {
	seq, err := st.SeqAt(ctx, since)
	if err != nil {
		return nil, err
	}
	out := make(map[string]News, len(storyIDs))
	for _, id := range storyIDs {
		if out[id], err = newsOf(ctx, st, id, seq, models.DayOf(since.UTC()), first); err != nil {
			return nil, fmt.Errorf("ledger: news of story %s: %w", id, err)
		}
	}
	return out, nil
}

func newsOf(ctx context.Context, st *store.Store, storyID string, seq int64, day models.Day, first int) (News, error) {
	added, disputed, changed := map[string]bool{}, map[string]bool{}, map[string]bool{}
	page, complete := store.Page{First: store.MaxFirst, After: store.JournalCursor(seq)}, true
	for read := 0; ; {
		list, err := st.StoryChanges(ctx, []string{storyID}, page)
		if err != nil {
			return News{}, err
		}
		for _, c := range list.Items {
			switch store.KindOf(c) {
			case store.EventAdded:
				added[c.Target] = true
			case store.EventRemoved:
				delete(added, c.Target)
			case store.EventDisputed:
				disputed[c.Target] = true
			case store.EventChanged:
				if c.Field != "importance" && c.Field != "confidence" {
					changed[c.Target] = true
				}
			}
		}
		if read += len(list.Items); !list.HasNext || read >= mostNewsRead {
			complete = !list.HasNext
			break
		}
		page.After = list.Cursors[len(list.Cursors)-1]
	}
	var ids []string
	for _, set := range []map[string]bool{added, disputed, changed} {
		for id := range set {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	events, err := st.EventsChosen(ctx, slices.Compact(ids), store.EventFilter{StoryIDs: []string{storyID}})
	if err != nil {
		return News{}, err
	}
	n := News{Added: []models.Event{}, Disputed: []models.Event{}, Changed: []models.Event{}, Complete: complete}
	for _, id := range slices.Compact(ids) {
		e, on := events[id]
		switch {
		case !on: // it left the timeline again
		case added[id]:
			n.Added = append(n.Added, e)
		case disputed[id] && e.Disputed:
			n.Disputed = append(n.Disputed, e)
		default:
			n.Changed = append(n.Changed, e)
		}
	}
	n.Summary = stories.News(slices.Concat(n.Added, n.Disputed, n.Changed), day)
	if n.Summary == "" {
		n.Summary = stories.News(n.Added, "")
	}
	for _, list := range []*[]models.Event{&n.Added, &n.Disputed, &n.Changed} {
		slices.SortStableFunc(*list, func(a, b models.Event) int {
			return cmp.Or(cmp.Compare(b.Importance, a.Importance), cmp.Compare(a.ID, b.ID))
		})
		*list = (*list)[:min(len(*list), first)]
	}
	return n, nil
}
