package stories

import (
	"slices"
	"testing"
	"time"

	"github.com/throughline-news/throughline/models"
)

func TestStatusHistory(t *testing.T) {
	meet := says(models.Consult, "Rubio meets Yermak in Geneva.", "meets", "rubio yermak", on("2025-12-02"), geneva)
	tests := []struct {
		name string
		told []models.Status
		want []string
	}{
		{"announced, then held", []models.Status{models.Scheduled, models.Scheduled, models.Happened, models.Happened}, []string{">scheduled", "scheduled>happened"}},
		{"put off, then set anew and called off", []models.Status{models.Scheduled, models.Postponed, models.Scheduled, models.Cancelled},
			[]string{">scheduled", "scheduled>postponed", "postponed>scheduled", "scheduled>cancelled"}},
		{"claimed, then denied", []models.Status{models.Claimed, models.Denied}, []string{">claimed", "claimed>denied"}},
		{"a plan looked back to", []models.Status{models.Happened, models.Scheduled}, []string{">happened"}},
	}
	for _, test := range tests {
		tr := NewTracker(Known{})
		for i, s := range test.told {
			tr.Place(article(string(rune('a'+i)), models.Day("2025-11-25").Add(i), as(s, meet)))
		}
		if len(tr.events) != 1 {
			t.Fatalf("%s: %d events, want 1", test.name, len(tr.events))
		}
		for _, e := range tr.events {
			var got []string
			for _, s := range StatusHistory(e.account(e.told)) {
				got = append(got, string(s.From)+">"+string(s.Status))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("%s: got %v, want %v", test.name, got, test.want)
			}
		}
	}
}

func TestChains(t *testing.T) {
	at := func(s string) *time.Time {
		x, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return &x
	}
	got := Chains([]models.Article{
		{ID: "copy", OriginID: "org_1", PublishedOn: "2025-12-05", PublishedAt: at("2025-12-05T15:30:00Z")},
		{ID: "wire", OriginID: "org_1", PublishedOn: "2025-12-05", PublishedAt: at("2025-12-05T12:00:00Z")},
		{ID: "undated", OriginID: "org_1"},
		{ID: "next day", OriginID: "org_1", PublishedOn: "2025-12-06"},
		{ID: "other", OriginID: "org_2", PublishedOn: "2025-12-04"},
		{ID: "unknown"},
	})
	type report struct {
		id    string
		first bool
		lag   float64
	}
	want := map[string][]report{"org_2": {{"other", true, -1}}, "org_1": {{"wire", true, -1}, {"copy", false, 3.5}, {"next day", false, 24}, {"undated", false, -1}}}
	if len(got) != 2 || got[0].ID != "org_2" {
		t.Fatalf("got %+v, want two origins, the one told first ahead", got)
	}
	for _, o := range got {
		var reports []report
		for _, r := range o.Reports {
			x := report{r.ArticleID, r.First, -1}
			if r.LagHours != nil {
				x.lag = *r.LagHours
			}
			reports = append(reports, x)
		}
		if !slices.Equal(reports, want[o.ID]) {
			t.Errorf("%s: got %v, want %v", o.ID, reports, want[o.ID])
		}
	}
}
