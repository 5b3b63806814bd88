package stories

import (
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

var sudan = models.Story{ID: "sty_sudan", Title: "Sudan's war and the truce efforts", Tracked: true, Status: models.StoryActive,
	Entities: []string{"Sudan", "Rapid Support Forces"}, Terms: []string{"humanitarian truce", "ceasefire", "El Fasher"}}

// linked returns the probability of the link of the only event of p to a story.
func linked(t *testing.T, p Placement, story string) (float64, []models.Reason) {
	t.Helper()
	if len(p.Events) != 1 {
		t.Fatalf("got %d events, want 1", len(p.Events))
	}
	for _, l := range p.Links {
		if l.StoryID == story {
			return l.Probability, l.Reasons
		}
	}
	return 0, nil
}

func TestTrackedStories(t *testing.T) {
	day := models.Day("2025-11-07")
	tests := []struct {
		name    string
		mention models.Mention
		peace   string // timeline, suggestion or none
		sudan   string
	}{
		{"talks on the peace plan", says(models.Consult, "Rubio met Yermak to discuss the peace plan.", "met", "rubio > yermak", ago(day), geneva), "timeline", "none"},
		{"an attack of one side in the other's country", says(models.Assault, "Russian missiles hit Ternopil in Ukraine.", "hit", "RU > UA", ago(day), ternopil), "timeline", "none"},
		{"a tournament in the country", says(models.Other, "A girl of twelve won a chess tournament.", "won", "", ago(day), ternopil), "suggestion", "none"},
		{"a ceasefire elsewhere", says(models.Agree, "The RSF agreed to a ceasefire.", "agreed", "rsf", ago(day), fasher), "none", "timeline"},
		{"a great power on a truce elsewhere", says(models.Request, "The United States proposed a ceasefire in Sudan.", "proposed", "US", ago(day), land("SD")), "none", "timeline"},
		{"a great power alone", says(models.Accuse, "The United States accused Kenya of dumping steel.", "accused", "US > KE", ago(day), nairobi), "none", "none"},
		{"the term alone", says(models.Agree, "Two gangs agreed to a ceasefire.", "agreed", "", ago(day), nairobi), "none", "none"},
		{"a body of the story in another's words", says(models.Accuse, "Kenya blamed the RSF for the siege of El Fasher.", "blamed", "KE > rsf", ago(day), nil), "none", "timeline"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tr := NewTracker(Known{Lookup: lookup})
			tr.Track(peace)
			tr.Track(sudan)
			p := tr.Place(article("a", "2025-11-08", test.mention))
			for story, want := range map[string]string{peace.ID: test.peace, sudan.ID: test.sudan} {
				probability, reasons := linked(t, p, story)
				got := "none"
				switch {
				case probability >= onTimeline:
					got = "timeline"
				case probability > 0:
					got = "suggestion"
				}
				if got != want {
					t.Errorf("%s: %s (%.2f), want %s; %v", story, got, probability, want, reasons)
				}
			}
		})
	}
}

func TestReasonsNameTheEvidence(t *testing.T) {
	tr := NewTracker(Known{Lookup: lookup})
	tr.Track(peace)
	p := tr.Place(article("a", "2025-11-08", says(models.Consult, "Rubio met Zelenskyy to discuss the peace plan.", "met", "rubio > zel UA", ago("2025-11-07"), geneva)))
	_, reasons := linked(t, p, peace.ID)
	var all []string
	for _, r := range reasons {
		all = append(all, r.Feature)
	}
	for _, want := range []string{"takes part: Ukraine", "takes part: Marco Rubio", `the sentence says "peace plan"`} {
		if !strings.Contains(strings.Join(all, "; "), want) {
			t.Errorf("reasons %q lack %q", all, want)
		}
	}
}

func TestAnArticlesOtherEventsFollowItsMain(t *testing.T) {
	other := aside(says(models.Accuse, "Macron blamed Merz for the delay.", "blamed", "macron > merz", ago("2025-11-07"), nil))
	main := says(models.Consult, "Rubio met Zelenskyy of Ukraine about the peace plan.", "met", "rubio > zel", ago("2025-11-07"), geneva)
	alone := NewTracker(Known{Lookup: lookup})
	alone.Track(peace)
	before, _ := linked(t, alone.Place(article("a", "2025-11-08", other)), peace.ID)

	tr := NewTracker(Known{Lookup: lookup})
	tr.Track(peace)
	r := article("b", "2025-11-08", main, other)
	p := tr.Place(r)
	after := 0.0
	for _, l := range p.Links {
		if l.EventID == eventOf(p, r, 1) && l.StoryID == peace.ID {
			after = l.Probability
		}
	}
	if after <= before {
		t.Errorf("linked with %.2f beside the main event, %.2f alone", after, before)
	}
}

func TestTrackLinksWhatIsKnown(t *testing.T) {
	tr := NewTracker(Known{Lookup: lookup})
	r := article("a", "2025-11-08", says(models.Consult, "Rubio met Yermak to discuss the peace plan for Ukraine.", "met", "rubio > yermak", ago("2025-11-07"), geneva))
	placed := tr.Place(r)
	if len(placed.Links) != 0 {
		t.Fatalf("links %+v before any story is tracked", placed.Links)
	}
	p := tr.Track(peace)
	if probability, _ := linked(t, p, peace.ID); probability < onTimeline || p.Events[0].ID != placed.Events[0].ID {
		t.Errorf("tracking links %+v", p)
	}
	if p := tr.Track(peace); len(p.Events) != 0 {
		t.Errorf("tracking the same again changes %+v", p.Events)
	}
	narrow := peace
	narrow.Title, narrow.Entities, narrow.Terms = "Kenya", []string{"Kenya"}, nil
	if p := tr.Track(narrow); len(p.Events) != 1 || len(p.Links) != 0 {
		t.Errorf("other seeds: got %+v, want the event without links", p)
	}
	tr.Track(peace)
	off := peace
	off.Tracked = false
	if p := tr.Track(off); len(p.Events) != 0 {
		t.Errorf("a story that is tracked no longer loses %+v", p.Events)
	}
	again := tr.Place(article("b", "2025-11-09", says(models.Consult, "Rubio met Yermak to discuss the peace plan for Ukraine.", "met", "rubio > yermak", ago("2025-11-07"), geneva)))
	if probability, _ := linked(t, again, peace.ID); probability < onTimeline {
		t.Errorf("the timeline of a story that is tracked no longer lost an event")
	}
}
