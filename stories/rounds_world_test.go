package stories

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/throughline-news/throughline/models"
)

var beach = town("Beach", "US", 25.82, -80.13) // a part of Miami

// staged is an event of a story as the tests of rounds have it.
type staged struct {
	first, last models.Day // "" for last: one day
	place       *models.MentionPlace
	origins     int
	typ         models.EventType // "" for talks
	status      models.Status    // "" for held
	basis       models.DateBasis // "" for the clause
}

// talks are held in Miami on a day, as some origins tell.
func talks(day models.Day, origins int) staged {
	return staged{first: day, place: miami, origins: origins}
}

// negotiations are talks in Geneva and what else is told of a story: with these the
// next event has the number 4.
func negotiations(more ...staged) []staged {
	return append([]staged{{first: "2025-10-01", place: geneva, origins: 1}, {first: "2025-10-02", place: ternopil, origins: 1, typ: models.Assault},
		{first: "2025-10-03", place: odesa, origins: 1, typ: models.Assault}, {first: "2025-10-04", origins: 1, typ: models.Accuse}}, more...)
}

// archive is a tracker and what is stored.
type archive struct {
	*Tracker
	known Known
}

const larger = "sty_whole"

// archiveOf has the events of one story, which came in an order that follows from seed.
func archiveOf(seed uint64, events []staged) *archive {
	a := &archive{known: Known{Stories: []models.Story{{ID: larger, Title: "Lakeside negotiations"}}}}
	for _, n := range rand.New(rand.NewPCG(seed, 1)).Perm(len(events)) {
		a.add(n, events[n])
	}
	return a
}

// add stores event n.
func (a *archive) add(n int, x staged) {
	d := on(x.first)
	if x.last != "" {
		d.End, d.Precision = x.last, models.PrecisionRange
	}
	if x.basis != "" {
		d.Basis = x.basis
	}
	e := models.Event{ID: fmt.Sprintf("evt_%02d", n), Type: x.typ, Status: x.status, Date: d}
	if e.Type == "" {
		e.Type = models.Consult
	}
	if e.Status == "" {
		e.Status = models.Happened
	}
	if x.place != nil {
		e.PlaceID = x.place.ID
	}
	k := &a.known
	for i := range x.origins {
		r := article(fmt.Sprint(n, "-", i), d.End.Add(i), says(e.Type, fmt.Sprintf("Rubio and Yermak, part %d, paper %d.", n, i), "part", "rubio > yermak", d, x.place))
		r.Article.OriginID = r.Article.ID
		m := r.Mentions[0]
		m.EventID = e.ID
		k.Articles, k.Mentions = append(k.Articles, r.Article), append(k.Mentions, m)
	}
	k.Events = append(k.Events, e)
	k.Links = append(k.Links, models.Link{EventID: e.ID, StoryID: larger, Probability: .8, Reasons: []models.Reason{{Feature: "words", Weight: 1}}})
	a.Tracker = NewTracker(*k)
}

// look finds the rounds and stores them; what follows is decided by a tracker that is
// set up again.
func (a *archive) look() Placement {
	p := a.Rounds(a.stored())
	for _, s := range p.Stories {
		a.change(s)
	}
	for _, e := range p.Events {
		a.known.Links = slices.DeleteFunc(a.known.Links, func(l models.Link) bool { return l.EventID == e.ID })
	}
	a.known.Links = append(a.known.Links, p.Links...)
	a.Tracker = NewTracker(a.known)
	return p
}

// change stores a story.
func (a *archive) change(s models.Story) {
	a.known.Stories = append(slices.DeleteFunc(a.known.Stories, func(o models.Story) bool { return o.ID == s.ID }), s)
	a.Tracker = NewTracker(a.known)
}

// stored are the stories by id, with how many events they have.
func (a *archive) stored() map[string]models.Story {
	out := map[string]models.Story{}
	for _, s := range a.known.Stories {
		s.EventCount = 0
		for _, l := range a.known.Links {
			if l.StoryID == s.ID && l.Probability >= onTimeline {
				s.EventCount++
			}
		}
		out[s.ID] = s
	}
	return out
}

// one is the only round.
func (a *archive) one(t *testing.T) models.Story {
	t.Helper()
	var out []models.Story
	for _, s := range a.known.Stories {
		if s.Round != nil {
			out = append(out, s)
		}
	}
	if len(out) != 1 {
		t.Fatalf("there are %d rounds, want one: %+v", len(out), out)
	}
	return out[0]
}

// want compares the rounds, as "title: event event", by title.
func (a *archive) want(t *testing.T, when string, want ...string) {
	t.Helper()
	var got []string
	for _, s := range a.known.Stories {
		if s.Round == nil {
			continue
		}
		var events []string
		for _, l := range a.known.Links {
			if l.StoryID == s.ID {
				events = append(events, " "+l.EventID[len(models.EventPrefix):])
			}
		}
		slices.Sort(events)
		line := s.Title + ":"
		for _, e := range events {
			line += e
		}
		got = append(got, line)
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %q, want %q", when, got, want)
	}
}
