// Package exports writes timelines for other programs: tables, calendars, maps,
// feeds. It reads them from the store page by page, so that a million events take
// no more memory than a hundred. The command line and the server share it.
package exports

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// Format is the name of a format; that of files in it ends in a dot and the name,
// but for Table, which is for terminals only.
type Format string

// The formats.
const (
	Table      Format = "table"           // for a terminal
	CSV        Format = "csv"             // RFC 4180
	JSONL      Format = "jsonl"           // all that is known of an event, an object a line
	GeoJSON    Format = "geojson"         // RFC 7946
	ICalendar  Format = "ics"             // RFC 5545: what was announced for a day
	TimelineJS Format = "timelinejs.json" // Knight Lab's TimelineJS; what has no date is left out
	Atom       Format = "atom"            // RFC 4287
	Markdown   Format = "md"
	HTML       Format = "html" // a page that stands alone, to be shown in a frame
)

// Options say how a timeline is written.
type Options struct {
	Format Format
	Claims bool                        // of a Table: what reports disagree on as well
	Why    bool                        // of a Table: why each event is on the timeline as well
	Paged  func(events int)            // is told of each page that was written; nil: nobody is
	Links  func(eventID string) string // where an event is shown, "" when nowhere; nil: nowhere
	First  int                         // only so many entries; 0: all
	Latest bool                        // the latest first instead of the earliest; not with EventFilter.Key
	Page   Page                        // of HTML
	Self   string                      // where the export itself is, "" when nowhere
}

// heading is what an export is called.
type heading struct {
	id, title   string
	updated     time.Time
	first, last models.Day // of the story's dated events
	events      int        // of the whole story
	shown       string     // which part of the timeline this is, where a format says so
}

// encoder writes entries in one format.
type encoder interface {
	begin() error
	write(entry) error
	end() error
}

// kind is what sets a format apart.
type kind struct {
	mediaType string
	policy    string // Content-Security-Policy; "": nothing in it runs or loads
	counted   bool   // whether it says how many events there are
	needs     needs
	encoder   func(w *bufio.Writer, h heading, o Options) encoder
}

var kinds = map[Format]kind{
	Table:      {needs: needs{}, encoder: newTable},
	CSV:        {mediaType: "text/csv; charset=utf-8; header=present", encoder: newCSV},
	JSONL:      {mediaType: "application/x-ndjson", needs: needs{account: true, links: true}, encoder: newJSONL},
	GeoJSON:    {mediaType: "application/geo+json", encoder: newGeoJSON},
	ICalendar:  {mediaType: "text/calendar; charset=utf-8", needs: needs{account: true}, encoder: newICalendar},
	TimelineJS: {mediaType: "application/json", encoder: newTimelineJS},
	Atom:       {mediaType: "application/atom+xml; charset=utf-8", encoder: newAtom},
	Markdown:   {mediaType: "text/markdown; charset=utf-8", needs: needs{account: true}, encoder: newMarkdown},
	HTML:       {mediaType: "text/html; charset=utf-8", policy: htmlPolicy, counted: true, needs: needs{account: true}, encoder: newHTML},
}

// pager reads one page of events.
type pager func(context.Context, store.Page) (store.List[models.Event], error)

// Timeline writes the events on a story's timeline that the filter chooses, in the
// order of their dates, the undated last. Nothing is written before the first page
// was read.
func Timeline(ctx context.Context, w io.Writer, st *store.Store, story models.Story, f store.EventFilter, o Options) error {
	if o.Format == ICalendar {
		f.Announced = true
	}
	k, known := kinds[o.Format]
	if !known {
		return fmt.Errorf("exports: no format %q", o.Format)
	}
	h := heading{id: story.ID, title: story.Title, updated: story.UpdatedAt, first: story.FirstDate, last: story.LastDate, events: story.EventCount}
	var err error
	if k.counted {
		err = h.count(ctx, st, f, o)
	}
	if err == nil {
		err = write(ctx, w, st, h, timelinePager(st, story.ID, f, o), k, o)
	}
	if err != nil {
		return fmt.Errorf("exports: timeline of %q as %s: %w", story.Title, o.Format, err)
	}
	return nil
}

// timelinePager reads the events of a story in the order that is asked for.
func timelinePager(st *store.Store, storyID string, f store.EventFilter, o Options) pager {
	if o.Latest {
		f.StoryIDs = []string{storyID}
		return func(ctx context.Context, p store.Page) (store.List[models.Event], error) {
			return st.EventsBy(ctx, store.LatestFirst, f, p)
		}
	}
	return func(ctx context.Context, p store.Page) (store.List[models.Event], error) {
		lists, err := st.Timelines(ctx, []string{storyID}, f, p)
		return lists[storyID], err
	}
}

// count has the heading say which part of the timeline is shown.
func (h *heading) count(ctx context.Context, st *store.Store, f store.EventFilter, o Options) error {
	all := f
	all.Key = 0
	chosen, err := st.CountTimelines(ctx, []string{h.id}, all)
	if err != nil {
		return err
	}
	h.shown = shownOf(o, f.Key, chosen[h.id], h.events)
	if chosen[h.id].Count < h.events { // then others are the first and the last
		h.first, h.last = "", ""
	}
	return nil
}

// write reads page after page and writes each.
func write(ctx context.Context, w io.Writer, st *store.Store, h heading, read pager, k kind, o Options) error {
	k.needs.account = k.needs.account || o.Claims || o.Why
	k.needs.links = k.needs.links || o.Why
	out := bufio.NewWriter(w)
	enc := k.encoder(out, h, o)
	for page, left := (store.Page{}), o.First; ; {
		page.First = least(store.MaxFirst, left)
		list, err := read(ctx, page)
		if err != nil {
			return err
		}
		entries, err := entriesOf(ctx, st, h.id, list.Items, k.needs)
		if err != nil {
			return err
		}
		if page.After == "" {
			err = enc.begin()
		}
		for i := 0; err == nil && i < len(entries); i++ {
			err = enc.write(entries[i])
		}
		if err != nil {
			return err
		}
		if o.Paged != nil {
			o.Paged(len(entries))
		}
		if left -= len(entries); !list.HasNext || left == 0 {
			break
		}
		page.After = list.Cursors[len(list.Cursors)-1]
	}
	if err := enc.end(); err != nil {
		return err
	}
	return out.Flush()
}

// Served are the formats that the server writes, by the ends of their addresses.
func Served() []Format {
	var out []Format
	for f, k := range kinds {
		if k.mediaType != "" {
			out = append(out, f)
		}
	}
	slices.Sort(out)
	return out
}
