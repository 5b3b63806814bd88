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
)

// Options say how a timeline is written.
type Options struct {
	Format Format
	Claims bool                        // of a Table: what reports disagree on as well
	Why    bool                        // of a Table: why each event is on the timeline as well
	Paged  func(events int)            // is told of each page that was written; nil: nobody is
	Links  func(eventID string) string // where an event is shown, "" when nowhere; nil: nowhere
}

// heading is what an export is called.
type heading struct {
	id, title string
	updated   time.Time
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
	read := func(ctx context.Context, p store.Page) (store.List[models.Event], error) {
		lists, err := st.Timelines(ctx, []string{story.ID}, f, p)
		return lists[story.ID], err
	}
	err := write(ctx, w, st, heading{story.ID, story.Title, story.UpdatedAt}, read, o)
	if err != nil {
		return fmt.Errorf("exports: timeline of %q as %s: %w", story.Title, o.Format, err)
	}
	return nil
}

// Agenda writes what was announced for a day and what became of it, of all
// stories that the filter chooses, as a calendar.
func Agenda(ctx context.Context, w io.Writer, st *store.Store, f store.EventFilter, o Options) error {
	f.Announced, o.Format = true, ICalendar
	read := func(ctx context.Context, p store.Page) (store.List[models.Event], error) { return st.Events(ctx, f, p) }
	if err := write(ctx, w, st, heading{id: "agenda", title: "Agenda"}, read, o); err != nil {
		return fmt.Errorf("exports: agenda: %w", err)
	}
	return nil
}

// write reads page after page and writes each.
func write(ctx context.Context, w io.Writer, st *store.Store, h heading, read pager, o Options) error {
	k, known := kinds[o.Format]
	if !known {
		return fmt.Errorf("no format %q", o.Format)
	}
	k.needs.account = k.needs.account || o.Claims || o.Why
	k.needs.links = k.needs.links || o.Why
	out := bufio.NewWriter(w)
	enc := k.encoder(out, h, o)
	for page := (store.Page{First: store.MaxFirst}); ; {
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
		if !list.HasNext {
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
