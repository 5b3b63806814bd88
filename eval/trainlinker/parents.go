package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/stories"
)

const (
	reviewDays  = 7 // between two looks at what stories are part of
	leastEvents = 3 // of a story that ought to be found as a part
)

// filing is a collection as stories of events, as far as time has come. Each item is
// one event, on the timeline of the story alone that it is filed under, and nobody
// accepts what is suggested.
type filing struct {
	known    stories.Known
	stories  map[string]models.Story
	above    map[string]map[string]bool // by story: those that headings have it under
	first    map[string]models.Nesting  // by story: what was suggested first
	findable map[string]bool            // parts with events enough of stories that are known
}

// measureParents files the items under their stories in time order and compares what
// a weekly review takes for the larger story with the headings above.
func measureParents(w io.Writer, items []filed) error {
	reader, err := reading.New()
	if err != nil {
		return err
	}
	f := filing{stories: map[string]models.Story{}, above: map[string]map[string]bool{}, first: map[string]models.Nesting{}, findable: map[string]bool{}}
	var next models.Day
	for _, it := range items {
		if it.Story == "" || len(it.Path) == 0 {
			continue
		}
		if it.Published >= next {
			f.review(it.Published)
			next = it.Published.Add(reviewDays)
		}
		f.file(it, reader.Read(reading.Text{Body: it.Text, Published: it.Published}))
	}
	f.review(next)
	return f.report(w)
}

// file adds an item to its story.
func (f *filing) file(it filed, rd reading.Reading) {
	a := models.Article{ID: models.NewID(models.ArticlePrefix, it.Published.Time(), it.ID), Text: it.Text, PublishedOn: it.Published}
	a.OriginID = a.ID
	event := models.Event{ID: models.NewID(models.EventPrefix, it.Published.Time(), it.ID)}
	for _, m := range ingest.NewReport(a, rd).Mentions {
		m.EventID = event.ID
		f.known.Mentions = append(f.known.Mentions, m)
	}
	f.known.Articles, f.known.Events = append(f.known.Articles, a), append(f.known.Events, event)
	f.known.Links = append(f.known.Links, models.Link{EventID: event.ID, StoryID: it.Story, Probability: 1})
	s, met := f.stories[it.Story]
	if !met {
		s = models.Story{ID: it.Story, Title: it.Path[len(it.Path)-1], FirstDate: it.Published}
		f.above[s.ID] = map[string]bool{}
	}
	for _, heading := range it.Path[:len(it.Path)-1] {
		f.above[s.ID][storyOf(heading)] = true
	}
	s.LastDate, s.EventCount = it.Published, s.EventCount+1
	f.stories[s.ID] = s
}

// storyOf is the story that a heading stands for, as the collection calls it.
func storyOf(heading string) string { return strings.ReplaceAll(strings.ToLower(heading), "–", "-") }

// review looks for larger stories on a day, with what the linker remembers then.
func (f *filing) review(day models.Day) {
	since := day.Add(-stories.MemoryDays)
	old := 0
	for old < len(f.known.Articles) && f.known.Articles[old].PublishedOn < since {
		old++
	}
	f.known.Articles, f.known.Events, f.known.Links = f.known.Articles[old:], f.known.Events[old:], f.known.Links[old:] // one each an item
	f.known.Stories = slices.Collect(maps.Values(f.stories))
	tracker := stories.NewTracker(f.known)
	known := map[string]models.Story{}
	for _, id := range tracker.Reviewable() {
		known[id] = f.stories[id]
	}
	for id, s := range known {
		for above := range f.above[id] {
			if larger, ok := known[above]; ok && s.EventCount >= leastEvents && larger.FirstDate <= s.FirstDate {
				f.findable[id] = true
			}
		}
	}
	named := map[string]bool{}
	for id := range known {
		named[id] = true
	}
	for _, s := range tracker.Review(day, known, stories.Settled{Named: named}) {
		if _, met := f.first[s.ID]; !met && s.Nesting != nil {
			f.first[s.ID] = *s.Nesting
		}
		now := f.stories[s.ID]
		now.ParentID, now.Nesting = s.ParentID, s.Nesting
		f.stories[s.ID] = now
	}
}

// report writes what was suggested and how much of it, and of what was to be found, is right.
func (f *filing) report(w io.Writer) error {
	right, found := 0, 0
	for _, id := range slices.SortedFunc(maps.Keys(f.first), func(a, b string) int {
		return cmp.Or(cmp.Compare(f.first[b].Probability, f.first[a].Probability), cmp.Compare(a, b))
	}) {
		n, mark := f.first[id], "wrong"
		if f.above[id][n.StoryID] {
			mark = "right"
			right++
			if f.findable[id] {
				found++
			}
		}
		fmt.Fprintf(w, "%.2f %s  %s: part of %s\n", n.Probability, mark, id, n.StoryID)
	}
	_, err := fmt.Fprintf(w, "%d of %d suggested parents are right, precision %.2f; %d of %d parts of %d events or more are found, recall %.2f\n",
		right, len(f.first), float64(right)/float64(max(1, len(f.first))), found, len(f.findable), leastEvents, float64(found)/float64(max(1, len(f.findable))))
	return err
}
