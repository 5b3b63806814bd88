package stories

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestFieldsByEvidence(t *testing.T) {
	tr := NewTracker(Known{})
	tr.Place(article("a", "2025-12-05", as(models.Scheduled, says(models.Consult, "Zelenskyy will meet leaders.", "meet", "zel > starmer macron", ago("2025-12-09"), london))))
	tr.Place(article("b", "2025-12-09", says(models.Consult, "Zelenskyy met the leaders in the capital.", "met", "zel > starmer macron merz", ago("2025-12-08"), london)))
	tr.Place(article("c", "2025-12-10", says(models.Consult, "The leaders met Zelenskyy.", "met", "zel > starmer macron merz", on("2025-12-08"), land("GB"))))
	p := tr.Place(article("d", "2025-12-10", aside(as(models.Scheduled, says(models.Consult, "The meeting of Zelenskyy and Starmer was set for Monday.", "meeting", "zel > starmer", ago("2025-12-08"), london)))))
	if len(p.Events) != 1 {
		t.Fatalf("got %d events, want 1", len(p.Events))
	}
	e := p.Events[0]
	if e.Status != models.Happened {
		t.Errorf("status %s, want happened: plans looked back to change nothing", e.Status)
	}
	if e.Date == nil || e.Date.Start != "2025-12-08" || e.Date.Kind != models.KindStated {
		t.Errorf("date %+v, want the stated 8 December", e.Date)
	}
	if e.PlaceID != "pla_London" {
		t.Errorf("place %s, want the town", e.PlaceID)
	}
	if e.ReportCount != 4 || e.OriginCount != 4 {
		t.Errorf("%d reports of %d origins, want 4 of 4", e.ReportCount, e.OriginCount)
	}
	if !strings.Contains(e.Summary, "met") {
		t.Errorf("summary %q is of a plan", e.Summary)
	}
	if e.Confidence <= .8 || e.Confidence > .99 {
		t.Errorf("confidence %v, want more than that of one mention", e.Confidence)
	}
	if want := 4; len(p.Entities) != want || p.Entities[0].Role != models.RoleActor || p.Entities[0].EntityID != models.EntityID("person/zel") {
		t.Errorf("participants %v, want %d, Zelenskyy first", p.Entities, want)
	}
}

func TestStatusMoves(t *testing.T) {
	tests := []struct {
		told []models.Status
		want models.Status
	}{
		{[]models.Status{models.Scheduled, models.Happened}, models.Happened},
		{[]models.Status{models.Happened, models.Scheduled}, models.Happened},
		{[]models.Status{models.Scheduled, models.Postponed}, models.Postponed},
		{[]models.Status{models.Postponed, models.Scheduled}, models.Scheduled},
		{[]models.Status{models.Scheduled, models.Cancelled}, models.Cancelled},
		{[]models.Status{models.Claimed, models.Denied}, models.Denied},
		{[]models.Status{models.Claimed, models.Happened}, models.Happened},
		{[]models.Status{models.Happened, models.Denied}, models.Happened},
		{[]models.Status{models.Ongoing, models.Happened}, models.Happened},
		{[]models.Status{models.Possible, models.Intended}, models.Intended},
	}
	for _, test := range tests {
		tr := NewTracker(Known{})
		var p Placement
		for i, s := range test.told {
			p = tr.Place(article(fmt.Sprint("r", i), models.Day("2025-12-01").Add(i), as(s, says(models.Consult, "Rubio meets Yermak in Geneva.", "meets", "rubio > yermak", on("2025-12-02"), geneva))))
		}
		if len(p.Events) != 1 || p.Events[0].Status != test.want {
			t.Errorf("told %v: got %+v, want status %s", test.told, p.Events, test.want)
		}
	}
}

func TestFacetsDoNotDependOnArrival(t *testing.T) {
	tr := NewTracker(Known{})
	var ms []*knownMention
	for _, r := range pile(4, 12) {
		for _, m := range r.Mentions {
			ms = append(ms, tr.mention(m, tr.report(r.Article)))
		}
	}
	for _, words := range []string{"Ferry Crews", "ferry crews", "FERRY crews"} { // one unknown party, spelled in several ways
		m := says(models.Protest, "They walked out.", "walked out", "", ago("2025-11-23"), nil)
		m.Actors = []models.Participant{{Text: words}}
		ms = append(ms, tr.mention(m, tr.report(article(words, "2025-11-24", m).Article)))
	}
	want := newEvent("evt_1")
	for _, m := range ms {
		want.add(m)
	}
	random := rand.New(rand.NewSource(1))
	for range 50 {
		random.Shuffle(len(ms), func(i, j int) { ms[i], ms[j] = ms[j], ms[i] })
		got := newEvent("evt_1")
		for _, m := range ms {
			got.add(m)
		}
		if !sameSets(got.facets, want.facets) {
			t.Fatalf("in another order the event is known by\n%+v\nwant\n%+v", got.facets, want.facets)
		}
	}
}

// sameSets compares facets; only the cast has an order.
func sameSets(a, b facets) bool {
	return slices.Equal(a.cast, b.cast) && sameSet(a.acts, b.acts) && sameSet(a.sites, b.sites) && sameSet(a.exact, b.exact)
}

func sameSet[T comparable](a, b []T) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(x T) bool { return !slices.Contains(b, x) })
}

func TestPlaceIsComparedAlikeInAnyOrder(t *testing.T) {
	m := &knownMention{Mention: models.Mention{Place: &models.MentionPlace{Text: "Springfield", Place: models.Place{Key: "a", Country: "US", Admin1: "US1", Lat: 40, Lon: -90, Precision: models.PlaceCity}}}}
	namesake := site{models.Place{Key: "b", Country: "US", Admin1: "US2", Lat: 42, Lon: -72, Precision: models.PlaceCity}, "springfield"}
	country := site{models.Place{Key: "US", Country: "US", Precision: models.PlaceCountry}, "the United States"}
	for _, sites := range [][]site{{namesake, country}, {country, namesake}} {
		if score, w := matchPlace(m, &knownEvent{facets: facets{sites: sites}}); score != weightWithin || w != inTown {
			t.Errorf("%v, %v; want %v, %v", score, w, weightWithin, inTown)
		}
	}
}
