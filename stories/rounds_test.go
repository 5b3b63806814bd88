package stories

import (
	"reflect"
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestRoundsAreFound(t *testing.T) {
	tests := []struct {
		name   string
		events []staged
		want   []string
	}{
		{"three origins of one meeting", negotiations(talks("2025-12-04", 3)), []string{"Miami round, December 2025: 04"}},
		{"two of two", negotiations(talks("2025-12-04", 1), talks("2025-12-06", 1)), []string{"Miami round, December 2025: 04 05"}},
		{"two of one: too few", negotiations(talks("2025-12-04", 2)), nil},
		{"in a part of the town", negotiations(talks("2025-12-04", 2), staged{first: "2025-12-05", place: beach, origins: 1}), []string{"Miami round, December 2025: 04 05"}},
		{"nine quiet days", negotiations(talks("2025-12-04", 3), talks("2025-12-14", 3)), []string{"Miami round, December 2025: 04 05"}},
		{"ten quiet days", negotiations(talks("2025-12-04", 3), talks("2025-12-15", 3)),
			[]string{"Miami round, 15 December 2025: 05", "Miami round, December 2025: 04"}},
		{"from day to day", negotiations(staged{first: "2025-12-01", last: "2025-12-04", place: miami, origins: 3}, talks("2025-12-14", 3)),
			[]string{"Miami round, December 2025: 04 05"}},
		{"another town between", negotiations(talks("2025-12-04", 3), staged{first: "2025-12-05", place: paris, origins: 3}, talks("2025-12-06", 1)),
			[]string{"Miami round, December 2025: 04 06", "Paris round, December 2025: 05"}},
		{"what was agreed there", negotiations(talks("2025-12-04", 3), staged{first: "2025-12-05", place: miami, origins: 1, typ: models.Agree}),
			[]string{"Miami round, December 2025: 04 05"}},
		{"agreed alone", negotiations(staged{first: "2025-12-05", place: miami, origins: 4, typ: models.Agree}), nil},
		{"a strike there", negotiations(talks("2025-12-04", 3), staged{first: "2025-12-05", place: miami, origins: 3, typ: models.Assault}),
			[]string{"Miami round, December 2025: 04"}},
		{"planned", negotiations(staged{first: "2025-12-04", place: miami, origins: 3, status: models.Scheduled}), []string{"Miami round, December 2025: 04"}},
		{"called off", negotiations(staged{first: "2025-12-04", place: miami, origins: 3, status: models.Cancelled}), nil},
		{"one called off, others held", negotiations(talks("2025-12-04", 3), staged{first: "2025-12-05", place: miami, origins: 1, status: models.Cancelled}),
			[]string{"Miami round, December 2025: 04 05"}},
		{"possible", negotiations(staged{first: "2025-12-04", place: miami, origins: 3, status: models.Possible}), nil},
		{"in no town", negotiations(staged{first: "2025-12-04", place: land("US"), origins: 3}), nil},
		{"on the day of the report", negotiations(staged{first: "2025-12-04", place: miami, origins: 3, basis: models.BasisPublication}), nil},
		{"some time in weeks", negotiations(staged{first: "2025-12-01", last: "2025-12-14", place: miami, origins: 3}), nil},
		{"regular meetings", negotiations(talks("2025-11-01", 1), talks("2025-11-09", 1), talks("2025-11-17", 1), talks("2025-11-25", 1), talks("2025-12-03", 1)), nil},
		{"the story has no other talks", []staged{talks("2025-12-04", 2), talks("2025-12-05", 2), {first: "2025-10-02", place: ternopil, origins: 1, typ: models.Assault},
			{first: "2025-10-03", place: ternopil, origins: 1, typ: models.Assault}}, nil},
		{"nearly all of the story", []staged{talks("2025-12-04", 2), talks("2025-12-05", 2), {first: "2025-10-03", place: geneva, origins: 1}}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var first Placement
			for seed := range uint64(4) {
				a := archiveOf(seed, tt.events)
				p := a.look()
				a.want(t, "found", tt.want...)
				if seed == 0 {
					first = p
				} else if !reflect.DeepEqual(p, first) {
					t.Errorf("in another order: %+v, want %+v", p, first)
				}
				if again := a.look(); len(again.Stories)+len(again.Events) > 0 {
					t.Errorf("a second look changes %+v", again)
				}
				for _, s := range p.Stories {
					if s.ParentID != larger || s.Round.Of != larger || len(s.Round.Reasons) < 3 || s.Round.Probability < roundSure {
						t.Errorf("got %+v with %+v, want a part of the story, for sure and with reasons", s, s.Round)
					}
				}
				for _, l := range p.Links {
					if l.Inherited() || l.Probability != .8 || len(l.Reasons) == 0 {
						t.Errorf("link %+v, want one of its own, as probable as that to the story", l)
					}
				}
			}
		})
	}
}

// A round is extended by what comes later, before, after and between, under the id it
// was opened with.
func TestRoundsStay(t *testing.T) {
	a := archiveOf(0, negotiations(talks("2025-12-06", 3)))
	a.look()
	opened := a.one(t)
	a.add(5, talks("2025-12-13", 1))
	a.look()
	a.add(6, talks("2025-12-01", 1)) // an article came late
	a.add(20, staged{first: "2025-12-04", place: paris, origins: 3})
	a.look()
	a.want(t, "extended", "Miami round, December 2025: 04 05 06", "Paris round, December 2025: 20")
	round := a.stored()[opened.ID]
	if round.Round == nil || round.Round.First != "2025-12-01" || round.Round.Last != "2025-12-13" || round.Title != opened.Title {
		t.Errorf("got %+v, %+v, want the first round to last from 1 to 13 December", round, round.Round)
	}

	a.add(7, talks("2025-12-30", 3))
	a.look()
	a.add(8, talks("2025-12-22", 1))
	a.look()
	a.want(t, "when two rounds meet", "Miami round, 30 December 2025: 07 08", "Miami round, December 2025: 04 05 06", "Paris round, December 2025: 20")

	a.add(9, talks("2026-01-07", 1))
	a.add(10, talks("2026-01-15", 1))
	a.add(11, talks("2026-01-23", 1))
	a.look()
	a.want(t, "when it would last too long", "Miami round, 30 December 2025: 07 08 09 10", "Miami round, December 2025: 04 05 06", "Paris round, December 2025: 20")
}

// What people decide about a round holds whatever is found.
func TestRoundsGiveWay(t *testing.T) {
	const found = "Miami round, December 2025: 04 05"
	for name, change := range map[string]func(a *archive, s models.Story){
		"taken out of the story": func(a *archive, s models.Story) { s.ParentID = ""; a.change(s) },
		"put in another": func(a *archive, s models.Story) {
			s.ParentID = "sty_other"
			a.change(s)
			a.change(models.Story{ID: "sty_other", Title: "Other"})
		},
		"tracked": func(a *archive, s models.Story) { s.Tracked = true; a.change(s) },
	} {
		a := archiveOf(0, negotiations(talks("2025-12-04", 3), talks("2025-12-05", 1)))
		a.look()
		change(a, a.one(t))
		a.add(6, talks("2025-12-06", 3))
		a.look()
		a.want(t, name, found)
	}

	a := archiveOf(0, negotiations(talks("2025-12-04", 3), talks("2025-12-05", 1)))
	a.look()
	round := a.one(t)
	a.known.Rulings = map[string]*Ruling{"evt_05": {Links: map[string]bool{round.ID: false}}, "evt_01": {Links: map[string]bool{round.ID: true}}}
	for _, l := range a.known.Links {
		if l.EventID == "evt_01" {
			a.known.Links = append(a.known.Links, Decided("evt_01", round.ID))
			break
		}
	}
	for i, l := range a.known.Links {
		if l.EventID == "evt_05" && l.StoryID == round.ID {
			a.known.Links[i].Probability = 0 // not on its timeline
		}
	}
	a.Tracker = NewTracker(a.known)
	if p := a.look(); len(p.Events) > 0 {
		t.Errorf("a look changes the links of %+v", p.Events)
	}

	a = archiveOf(0, negotiations(talks("2025-12-04", 3), talks("2025-12-05", 1)))
	a.look()
	gone := a.one(t).ID
	a = archiveOf(0, negotiations(talks("2025-12-04", 3), talks("2025-12-05", 1)))
	a.known.Merged = func(id string) bool { return id == gone }
	a.Tracker = NewTracker(a.known)
	a.look()
	a.want(t, "merged into another story")
}

// An event that is known to be elsewhere now, or of the story no longer, is none of the round.
func TestRoundsLoseEvents(t *testing.T) {
	for name, change := range map[string]func(a *archive){
		"elsewhere": func(a *archive) {
			for i := range a.known.Events {
				if a.known.Events[i].ID == "evt_05" {
					a.known.Events[i].PlaceID = geneva.ID
				}
			}
			for i := range a.known.Mentions {
				if a.known.Mentions[i].EventID == "evt_05" {
					a.known.Mentions[i].Place = geneva
				}
			}
		},
		"at another time": func(a *archive) {
			for i := range a.known.Events {
				if a.known.Events[i].ID == "evt_05" {
					a.known.Events[i].Date = on("2025-11-05")
				}
			}
		},
		"not of the story": func(a *archive) {
			for i, l := range a.known.Links {
				if l.EventID == "evt_05" && l.StoryID == larger {
					a.known.Links[i].Probability = .2
				}
			}
		},
	} {
		a := archiveOf(0, negotiations(talks("2025-12-04", 3), talks("2025-12-05", 1)))
		a.look()
		before := a.one(t)
		change(a)
		a.Tracker = NewTracker(a.known)
		a.look()
		a.want(t, name, "Miami round, December 2025: 04")
		if now := a.one(t); now.ID != before.ID || now.Round.Last != "2025-12-04" {
			t.Errorf("%s: %+v, %+v, want the same round, until 4 December", name, now, now.Round)
		}
	}
}

// When its only event was read anew and lost its links, a round gets it back.
func TestRoundsAreFoundAgain(t *testing.T) {
	a := archiveOf(0, negotiations(talks("2025-12-04", 3)))
	a.look()
	before := a.one(t)
	for i, e := range a.known.Events {
		if e.ID == "evt_04" {
			a.known.Events[i].ID = "evt_99"
		}
	}
	for i, m := range a.known.Mentions {
		if m.EventID == "evt_04" {
			a.known.Mentions[i].EventID = "evt_99"
		}
	}
	var links []models.Link
	for _, l := range a.known.Links {
		if l.EventID == "evt_04" {
			if l.StoryID == before.ID {
				continue
			}
			l.EventID = "evt_99"
		}
		links = append(links, l)
	}
	a.known.Links = links
	a.Tracker = NewTracker(a.known)
	a.look()
	a.want(t, "again", "Miami round, December 2025: 99")
	if got := a.one(t); got.ID != before.ID {
		t.Errorf("it has the id %s, want %s", got.ID, before.ID)
	}
}

// The parts of a story have the rounds of what is theirs, unless these would lie too deep.
func TestRoundsLieDeepest(t *testing.T) {
	a := archiveOf(0, negotiations(talks("2025-12-04", 3), staged{first: "2025-11-01", place: paris, origins: 1}))
	a.known.Stories = append(a.known.Stories, models.Story{ID: "sty_part", Title: "Miami and Paris talks", ParentID: larger})
	for _, l := range a.known.Links {
		if l.EventID == "evt_04" || l.EventID == "evt_05" {
			l.StoryID, l.Probability = "sty_part", .7
			a.known.Links = append(a.known.Links, l)
		}
	}
	a.Tracker = NewTracker(a.known)
	a.look()
	if got := a.one(t); got.ParentID != "sty_part" {
		t.Errorf("the round is part of %q, want of the part", got.ParentID)
	}
	deep := archiveOf(0, negotiations(talks("2025-12-04", 3)))
	s := deep.known.Stories[0]
	s.ParentID = "sty_a"
	deep.known.Stories = []models.Story{s, {ID: "sty_a", ParentID: "sty_b"}, {ID: "sty_b"}}
	deep.Tracker = NewTracker(deep.known)
	deep.look()
	deep.want(t, "in a third level")
}

// New reports are not linked to rounds by likeness: only Rounds says what is of one.
func TestRoundsAttractNothing(t *testing.T) {
	a := archiveOf(0, negotiations(talks("2025-12-04", 3), talks("2025-12-05", 3)))
	a.look()
	round := a.one(t).ID
	p := a.Place(article("new", "2025-12-09", says(models.Consult, "Rubio and Yermak, part 4, paper 1, once more.", "part", "rubio > yermak", on("2025-12-08"), miami)))
	linked := false
	for _, l := range p.Links {
		if l.StoryID == round && l.EventID != "evt_04" && l.EventID != "evt_05" {
			t.Errorf("the new event is linked to the round: %+v", l)
		}
		linked = linked || l.StoryID == larger
	}
	if !linked {
		t.Error("it is linked to no story at all: nothing was tried")
	}
}
