package graph

import (
	"context"
	"sync"
	"time"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/graph/page"
	"github.com/throughline-news/throughline/store"
)

// pollEvery is how often the journal is looked at while anyone follows it. Other
// processes write to it too, so it is the one way that sees all.
const pollEvery = 500 * time.Millisecond

// follower tells all that follow the journal when it has grown, with one look at
// it for all of them.
type follower struct {
	mu      sync.Mutex
	grown   chan struct{} // closed when the journal has grown
	waiting int
	stop    context.CancelFunc
}

// join makes the follower look for one more; leave ends it.
func (f *follower) join(st *store.Store) (leave func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.waiting++; f.waiting == 1 {
		f.grown = make(chan struct{})
		ctx, stop := context.WithCancel(context.Background())
		f.stop = stop
		go f.look(ctx, st)
	}
	return func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		if f.waiting--; f.waiting == 0 {
			f.stop()
		}
	}
}

// look looks at the journal now and then until ctx ends. A look that fails is
// made again.
func (f *follower) look(ctx context.Context, st *store.Store) {
	ticker := time.NewTicker(pollEvery)
	defer ticker.Stop()
	last := int64(-1)
	for {
		if head, err := st.LastSeq(ctx); err == nil && head != last {
			last = head
			f.mu.Lock()
			if ctx.Err() == nil {
				close(f.grown)
				f.grown = make(chan struct{})
			}
			f.mu.Unlock()
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// next is closed when the journal has grown after the call.
func (f *follower) next() <-chan struct{} {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.grown
}

// stretch is what a subscription reads of the journal at once.
type stretch[T any] struct {
	items []T
	end   string // the cursor to go on from
	more  bool   // whether there is more already
}

// follow sends what read finds behind a cursor, and then what comes to be there.
// Without a cursor it begins behind what is there now. A read that fails is made
// again: the cursor is where it was.
func follow[T any](ctx context.Context, r *Resolver, since *string, read func(ctx context.Context, after string) (stretch[T], error)) (<-chan T, error) {
	after := orZero(since)
	if resumed := lastEventID(ctx); resumed != "" {
		after = resumed
	}
	if _, err := store.JournalSeq(after); err != nil {
		return nil, badInput{"since", "a cursor of an earlier message, or of storyChanges"}
	}
	if after == "" {
		head, err := r.Store.LastSeq(ctx)
		if err != nil {
			return nil, err
		}
		after = store.JournalCursor(head)
	}
	release, ok := access.Hold(ctx)
	if !ok {
		return nil, refused(nil, access.CodeRateLimited, "this caller follows too much at once; end a subscription first")
	}
	leave := r.live.join(r.Store)
	out := make(chan T)
	go func() {
		defer close(out)
		defer release()
		defer leave()
		for {
			grown := r.live.next() // before reading: what comes meanwhile is seen
			found, err := read(ctx, after)
			if err == nil {
				for _, item := range found.items {
					select {
					case out <- item:
					case <-ctx.Done():
						return
					}
				}
				after = found.end
				if found.more {
					continue
				}
			}
			var again <-chan time.Time
			if err != nil { // what could not be read may be the last there is
				again = time.After(pollEvery)
			}
			select {
			case <-grown:
			case <-again:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out, nil
}

// addedEvents reads events that came to be known behind a cursor.
func (r *Resolver) addedEvents(filter store.EventFilter) func(context.Context, string) (stretch[*page.EventAdded], error) {
	return func(ctx context.Context, after string) (stretch[*page.EventAdded], error) {
		head, err := r.Store.LastSeq(ctx)
		if err != nil {
			return stretch[*page.EventAdded]{}, err
		}
		list, err := r.Store.EventsCreated(ctx, store.Page{First: store.MaxFirst, After: after})
		if err != nil {
			return stretch[*page.EventAdded]{}, err
		}
		ids := make([]string, len(list.Items))
		for i, c := range list.Items {
			ids[i] = c.Target
		}
		chosen, err := r.Store.EventsChosen(ctx, ids, filter)
		if err != nil {
			return stretch[*page.EventAdded]{}, err
		}
		changes := page.Changes(list, after, head)
		out := stretch[*page.EventAdded]{end: changes.EndCursor, more: changes.HasNextPage}
		for _, c := range changes.Nodes {
			if event, ok := chosen[c.Change.Target]; ok {
				out.items = append(out.items, &page.EventAdded{Cursor: c.Cursor, Event: event})
			}
		}
		return out, nil
	}
}

// changedStories reads what happened to stories behind a cursor.
func (r *Resolver) changedStories(storyIDs []string) func(context.Context, string) (stretch[*page.StoryChange], error) {
	return func(ctx context.Context, after string) (stretch[*page.StoryChange], error) {
		changes, err := r.changesOf(newAnswer(ctx), storyIDs, nil, store.Page{First: store.MaxFirst, After: after})
		if err != nil {
			return stretch[*page.StoryChange]{}, err
		}
		out := stretch[*page.StoryChange]{end: changes.EndCursor, more: changes.HasNextPage}
		for i := range changes.Nodes {
			out.items = append(out.items, &changes.Nodes[i])
		}
		return out, nil
	}
}
