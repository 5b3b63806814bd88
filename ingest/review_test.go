package ingest

import (
	"testing"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// That a story rests because nothing was heard is told once, though no report
// came that could have told it.
func TestReviewTellsThatAStoryRests(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			now := time.Date(2025, 3, 5, 12, 0, 0, 0, time.UTC)
			st := storetest.Open(t, d.New(t), store.Options{Now: func() time.Time { return now }})
			s, ctx := newService(t, st), t.Context()
			ingest(t, s, anyOf(news())...)
			story := must(s.Track(ctx, fishing, "a person"))
			told := func() (statuses []string) {
				for _, c := range must(st.StoryChanges(ctx, []string{story.ID}, store.Page{First: 100})).Items {
					if c.Target == story.ID && c.Field == "status" {
						statuses = append(statuses, c.After)
					}
				}
				return statuses
			}
			for range 2 {
				if err := s.Review(ctx); err != nil {
					t.Fatal(err)
				}
			}
			if got := told(); len(got) != 0 || story.Status != models.StoryActive {
				t.Fatalf("at first it is %s and the journal tells %v, want active and nothing", story.Status, got)
			}
			now = now.AddDate(0, 3, 0)
			for range 2 {
				if err := s.Review(ctx); err != nil {
					t.Fatal(err)
				}
			}
			if got := told(); len(got) != 1 || got[0] != `"dormant"` {
				t.Errorf("three months later the journal tells %v, want once that it is dormant", got)
			}
		})
	}
}
