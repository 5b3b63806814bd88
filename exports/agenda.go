package exports

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// agendaFormats are those that an agenda is served in.
var agendaFormats = []Format{ICalendar, CSV, JSONL, GeoJSON, Atom, Markdown}

// Agenda writes what was announced for a day and what became of it, of all
// stories that the filter chooses; as a calendar unless a format is named.
func Agenda(ctx context.Context, w io.Writer, st *store.Store, f store.EventFilter, o Options) error {
	f.Announced, o.Format = true, cmp.Or(o.Format, ICalendar)
	read := func(ctx context.Context, p store.Page) (store.List[models.Event], error) { return st.Events(ctx, f, p) }
	k, known := kinds[o.Format]
	if o.Format == Table {
		k.encoder, k.needs = newAgendaTable, needs{account: true}
	}
	if !known || k.counted {
		return fmt.Errorf("exports: agenda: no format %q", o.Format)
	}
	if err := write(ctx, w, st, heading{id: "agenda", title: "Agenda"}, read, k, o); err != nil {
		return fmt.Errorf("exports: agenda: %w", err)
	}
	return nil
}

// agendaTable shows an agenda on a terminal.
type agendaTable struct{ *tabwriter.Writer }

func newAgendaTable(w *bufio.Writer, _ heading, _ Options) encoder {
	return agendaTable{tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)}
}

func (t agendaTable) begin() error {
	_, err := fmt.Fprintln(t, "DATE\tOUTCOME\tWHAT\tWHERE\tANNOUNCED BY")
	return err
}

func (t agendaTable) write(e entry) error {
	by := "" // it was put off or called off only
	if e.Announced != nil {
		by = stepVoice(*e.Announced)
	}
	outcome := string(e.Event.Outcome())
	if e.Disputed {
		outcome += ", disputed"
	}
	_, err := fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\n", shownDate(e), outcome, Shorten(e.Summary, 70), e.Place, by)
	for _, line := range statusLines(e.Statuses) {
		_, more := fmt.Fprintf(t, "\t\t\t\t%s\n", line)
		err = errors.Join(err, more)
	}
	return err
}

func (t agendaTable) end() error { return t.Flush() }
