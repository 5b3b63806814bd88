package eval

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/places"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/source"
	"github.com/throughline-news/throughline/stories"
)

// Run has the samples in folder read and linked, in the order of their
// publication, and scores the outcome.
func Run(ctx context.Context, reader *reading.Reader, folder string) (Report, error) {
	samples, err := Samples()
	if err != nil {
		return Report{}, err
	}
	read := make([]Read, len(samples))
	for i, sample := range samples {
		read[i].Sample = sample
		if read[i].Article, err = open(ctx, folder, sample); err != nil {
			return Report{}, err
		}
	}
	slices.SortStableFunc(read, func(a, b Read) int { return strings.Compare(a.Article.Published(), b.Article.Published()) })
	if err := link(reader, filepath.Join(folder, "stories.yaml"), read); err != nil {
		return Report{}, err
	}
	return Score(read)
}

// open reads the article of one sample.
func open(ctx context.Context, folder string, sample Sample) (models.Article, error) {
	opener := source.Opener{Published: source.Stated{Day: sample.Published}}
	for article, err := range opener.Articles(ctx, filepath.Join(folder, sample.File)) {
		if err != nil {
			return models.Article{}, fmt.Errorf("eval: sample: %w", err)
		}
		if sample.URL == "" || sample.URL == article.URL {
			article = source.Clean(article)
			article.ID = ingest.ArticleID(article)
			return article, nil
		}
	}
	return models.Article{}, fmt.Errorf("eval: no sample %s in %s", sample.name(), folder)
}

// link has every article read and placed, and fills in what came of it.
func link(reader *reading.Reader, seedsPath string, read []Read) error {
	seeds, err := ingest.ReadSeeds(seedsPath)
	if err != nil {
		return fmt.Errorf("eval: %w", err)
	}
	tracker := stories.NewTracker(stories.Known{Lookup: reader.Base().Lookup})
	titles := map[string]string{}
	for _, seed := range seeds {
		story := models.Story{ID: models.NewID(models.StoryPrefix, time.Time{}, seed.Title), Title: seed.Title,
			Tracked: true, Status: models.StoryActive, Entities: seed.Entities, Terms: seed.Terms}
		titles[story.ID] = story.Title
		tracker.Track(story)
	}
	links, merged := map[string][]models.Link{}, map[string]string{}
	for i := range read {
		report := ingest.NewReport(read[i].Article, reader.ReadArticle(read[i].Article, places.Home{}))
		placed := tracker.Place(report)
		read[i].Mentions = withEvents(report.Mentions, placed.Mentions)
		for _, e := range placed.Events {
			links[e.ID] = nil
		}
		for _, l := range placed.Links {
			links[l.EventID] = append(links[l.EventID], l)
		}
		for _, s := range placed.Stories {
			titles[s.ID] = s.Title
		}
		for _, r := range placed.Merged {
			merged[r.FromID] = r.ToID
		}
	}
	for i := range read {
		for k := range read[i].Mentions {
			m := &read[i].Mentions[k]
			for merged[m.EventID] != "" {
				m.EventID = merged[m.EventID]
			}
			if !m.Main {
				continue
			}
			for _, l := range links[m.EventID] {
				if l.Probability >= least {
					read[i].Stories = append(read[i].Stories, titles[l.StoryID])
				}
			}
		}
	}
	return nil
}

// withEvents gives the mentions that were read the events they were put into;
// the tracker drops those that it puts into none.
func withEvents(read, placed []models.Mention) []models.Mention {
	events := map[string]string{}
	for _, m := range placed {
		events[m.ID] = m.EventID
	}
	out := slices.Clone(read)
	for i := range out {
		out[i].EventID = events[out[i].ID]
	}
	return out
}
