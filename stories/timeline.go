package stories

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// Telling is a report and the dates that its text names, for the timeline of a
// pile of articles.
type Telling struct {
	Report
	Dates []NamedDate
}

// NamedDate is a date and the sentence that names it.
type NamedDate struct {
	Date     models.Date
	Sentence string
}

// TimelineDay is a day of a timeline. Importance has no unit: it orders days.
type TimelineDay struct {
	Date       models.Day     `json:"date"`
	Importance float64        `json:"importance"`
	Summary    string         `json:"summary"`
	Reports    int            `json:"reports"` // articles that tell of the day
	Origins    int            `json:"origins"` // independent origins of these
	Events     []models.Event `json:"events"`
}

// The votes an origin gives a day that it names, by how long after it the
// origin writes. What is still dated weeks later mattered; the day of the news
// itself is named by habit. Chosen on journalists' timelines of five subjects,
// where dates named beat articles published, and looking back beats both.
const (
	votesAhead   = .25 // named before it came
	votesSameDay = .3
	votesSoon    = 1.0 // within soonDays
	votesLater   = 3.0
	votesPlain   = 1.0 // more, when the calendar date is in the words
	votesEvent   = .5  // more, when an event that took place is dated so
	votesPublish = .2  // for an article published on the day
	soonDays     = 7
)

// toldDay collects what is told of a day.
type toldDay struct {
	votes     map[string]float64 // by origin
	named     []string           // origins that name the calendar date
	reports   []string           // articles that name the day
	published []string           // origins published on it
	sentence  string
	events    []models.Event
}

// Timeline returns the days that the articles of one subject tell of, in order.
// Dates coarser than a day count for no day.
func Timeline(tellings []Telling) []TimelineDay {
	tellings = slices.Clone(tellings)
	slices.SortStableFunc(tellings, func(a, b Telling) int {
		return cmp.Compare(a.Article.PublishedOn, b.Article.PublishedOn)
	})
	days := map[models.Day]*toldDay{}
	at := func(d models.Day) *toldDay {
		if days[d] == nil {
			days[d] = &toldDay{votes: map[string]float64{}}
		}
		return days[d]
	}
	tracker := NewTracker(Known{})
	events := map[string]models.Event{}
	for _, t := range tellings {
		p := tracker.Place(t.Report)
		for _, r := range p.Merged {
			delete(events, r.FromID)
		}
		for _, e := range p.Events {
			events[e.ID] = e
		}
		if on := t.Article.PublishedOn; on != "" {
			d := at(on)
			d.published = once(d.published, p.OriginID)
		}
		for _, n := range t.Dates {
			if isDay(n.Date) {
				at(n.Date.Start).name(n, t.Article, p.OriginID)
			}
		}
	}
	for _, e := range events {
		if e.Date != nil && isDay(*e.Date) {
			d := at(e.Date.Start)
			d.events = append(d.events, e)
		}
	}
	var out []TimelineDay
	for day, d := range days {
		if len(d.votes)+len(d.events) > 0 {
			out = append(out, d.sum(day))
		}
	}
	slices.SortFunc(out, func(a, b TimelineDay) int { return cmp.Compare(a.Date, b.Date) })
	return out
}

// KeyDays returns the n most important days of a timeline, in order; of equals
// the earlier.
func KeyDays(days []TimelineDay, n int) []TimelineDay {
	ranked := slices.Clone(days)
	slices.SortStableFunc(ranked, func(a, b TimelineDay) int { return cmp.Compare(b.Importance, a.Importance) })
	ranked = ranked[:min(max(n, 0), len(ranked))]
	slices.SortFunc(ranked, func(a, b TimelineDay) int { return cmp.Compare(a.Date, b.Date) })
	return ranked
}

func isDay(d models.Date) bool {
	return d.Start != "" && d.Start == d.End && d.Precision == models.PrecisionDay
}

// name counts that an article names the day: an origin has the vote of its
// latest look back.
func (d *toldDay) name(n NamedDate, a models.Article, origin string) {
	d.reports = once(d.reports, a.ID)
	d.votes[origin] = max(d.votes[origin], lookBack(a.PublishedOn, n.Date.Start))
	if n.Date.Kind == models.KindStated {
		if len(d.named) == 0 {
			d.sentence = n.Sentence
		}
		d.named = once(d.named, origin)
	}
	if d.sentence == "" {
		d.sentence = n.Sentence
	}
}

// sum makes the day of the timeline. Reports and origins are those of its most
// reported event when no article names the day in words.
func (d *toldDay) sum(day models.Day) TimelineDay {
	out := TimelineDay{Date: day, Summary: tidyLine(d.sentence), Reports: len(d.reports), Origins: len(d.votes), Events: d.events}
	slices.SortFunc(out.Events, func(a, b models.Event) int {
		return cmp.Or(cmp.Compare(b.OriginCount, a.OriginCount), cmp.Compare(b.ReportCount, a.ReportCount),
			cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(a.ID, b.ID))
	})
	votes := weigh(d.votes, len(d.named)) + votesPublish*float64(len(d.published))
	for i, e := range out.Events {
		if happened(e.Status) {
			votes += votesEvent * float64(e.OriginCount)
		}
		out.Reports, out.Origins = max(out.Reports, e.ReportCount), max(out.Origins, e.OriginCount)
		if i == 0 {
			out.Summary = e.Summary
		}
	}
	out.Importance = math.Round(votes*1000) / 1000
	if out.Events == nil {
		out.Events = []models.Event{}
	}
	return out
}

func tidyLine(s string) string { return strings.Join(strings.Fields(s), " ") }
