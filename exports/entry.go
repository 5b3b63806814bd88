package exports

import (
	"context"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/ledger"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// entry is an event of a timeline with all that an export shows.
type entry struct {
	models.Event
	Place      string              `json:"place,omitempty"`
	Country    string              `json:"country,omitempty"`
	Actors     []string            `json:"actors"`
	Recipients []string            `json:"recipients"`
	Quote      string              `json:"quote,omitempty"` // the best evidence, and where it was published
	URL        string              `json:"url,omitempty"`
	Publisher  string              `json:"publisher,omitempty"`
	Published  models.Day          `json:"published,omitempty"`
	Language   string              `json:"language,omitempty"` // of the quote, ISO 639-1
	Claims     []models.Claim      `json:"claims,omitempty"`   // that differ from what was chosen, or were overtaken
	Statuses   []models.StatusStep `json:"statusHistory,omitempty"`
	Announced  *models.StatusStep  `json:"announced,omitempty"`
	Outcome    models.Outcome      `json:"outcome,omitempty"` // what became of it, if it was announced
	Origins    []models.Origin     `json:"origins,omitempty"`
	Reasons    []models.Reason     `json:"reasons,omitempty"`
	at         *models.Place       // nil when not known
	link       float64
}

// needs say what of an entry a format shows beside the event itself.
type needs struct {
	account bool // what was said of it
	links   bool // why it is on the timeline
}

// entriesOf reads what hangs on a page of events of a story, with one statement a kind.
func entriesOf(ctx context.Context, st *store.Store, storyID string, events []models.Event, n needs) ([]entry, error) {
	var ids, placeIDs, articleIDs []string
	for _, e := range events {
		ids = append(ids, e.ID)
		placeIDs = append(placeIDs, e.PlaceID)
	}
	participants, err := st.ParticipantsOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	places, err := st.PlacesByID(ctx, placeIDs)
	if err != nil {
		return nil, err
	}
	quoted, err := quotedMentions(ctx, st, ids, events)
	if err != nil {
		return nil, err
	}
	for _, m := range quoted {
		articleIDs = append(articleIDs, m.ArticleID)
	}
	articles, err := st.ArticleHeads(ctx, articleIDs)
	if err != nil {
		return nil, err
	}
	entries := make([]entry, len(events))
	for i, e := range events {
		x := entry{Event: e, Actors: names(participants[e.ID].Actors), Recipients: names(participants[e.ID].Recipients)}
		if p, ok := places[e.PlaceID]; ok {
			x.at, x.Place, x.Country = &p, p.Name, p.Country
		}
		if m, some := quoted[e.ID]; some {
			a := articles[m.ArticleID]
			x.Quote, x.URL, x.Publisher, x.Published, x.Language = m.Quote.Exact, a.URL, a.Publisher, a.PublishedOn, a.Language
		}
		entries[i] = x
	}
	if n.account {
		if err := addAccounts(ctx, st, ids, entries); err != nil {
			return nil, err
		}
	}
	if n.links {
		return entries, addLinks(ctx, st, storyID, ids, entries)
	}
	return entries, nil
}

// mostQuoted is among how many mentions of an event the one is looked for that is
// quoted, the best evidence first.
const mostQuoted = 5

// quotedMentions returns the mention of each event that is quoted: the best evidence
// that says what the event is now, rather than what was planned first.
func quotedMentions(ctx context.Context, st *store.Store, ids []string, events []models.Event) (map[string]models.Mention, error) {
	mentions, err := st.MentionsOf(ctx, ids, mostQuoted, "actors", "recipients", "place", "numbers")
	out := make(map[string]models.Mention, len(mentions))
	for _, e := range events {
		fits := 0
		for _, m := range mentions[e.ID] {
			f := 1
			if m.Status == e.Status {
				f += 2
			}
			if m.Date != nil && e.Date != nil && m.Date.Start == e.Date.Start && m.Date.End == e.Date.End {
				f++
			}
			if f > fits {
				out[e.ID], fits = m, f
			}
		}
	}
	return out, err
}

func addAccounts(ctx context.Context, st *store.Store, ids []string, entries []entry) error {
	accounts, err := ledger.Accounts(ctx, st, ids)
	if err != nil {
		return err
	}
	for i := range entries {
		x := &entries[i]
		a := accounts[x.ID]
		x.Statuses, x.Origins, x.Announced = a.Statuses, a.Origins, a.Announced
		if x.Announced != nil {
			x.Outcome = x.Event.Outcome()
		}
		x.Claims = slices.DeleteFunc(a.Claims, func(c models.Claim) bool { return c.Verdict == models.VerdictAgree })
	}
	return nil
}

func addLinks(ctx context.Context, st *store.Store, storyID string, ids []string, entries []entry) error {
	links, err := st.LinksOf(ctx, ids)
	if err != nil {
		return err
	}
	for i := range entries {
		for _, l := range links[entries[i].ID] {
			if l.StoryID == storyID {
				entries[i].Reasons, entries[i].link = l.Reasons, l.Probability
			}
		}
	}
	return nil
}

func names(entities []models.Entity) []string {
	out := make([]string, 0, len(entities))
	for _, e := range entities {
		out = append(out, e.Name)
	}
	return out
}

// day is the date of the event, the zero value when it is not stated.
func (e entry) day() models.Date {
	if e.Date == nil {
		return models.Date{}
	}
	return *e.Date
}

// point is where the event is on a map, nil when that is not known: the middle of
// a country or a region is not where something happened.
func (e entry) point() *models.Place {
	if e.at == nil || e.at.Precision != models.PlaceCity && e.at.Precision != models.PlacePoint {
		return nil
	}
	return e.at
}

// Shorten cuts s to at most n code points and puts it on one line.
func Shorten(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}
