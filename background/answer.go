package background

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/stories"
)

// Answer is the background of a draft.
type Answer struct {
	Date      models.Day  `json:"date"` // that it was read for
	Title     string      `json:"title,omitempty"`
	URL       string      `json:"url,omitempty"`
	Text      string      `json:"-"`
	Stories   []Story     `json:"stories"`   // the most probable first
	People    []Person    `json:"people"`    // in the order of the text
	Conflicts []Conflict  `json:"conflicts"` // in the order of the text
	Reported  []Happening `json:"reported"`  // what the draft tells and whether it was reported

	Findings []stories.Finding `json:"-"`
	report   stories.Report
	offices  []models.Conflict
}

// Paragraph is where in the draft something is: its number from 1, 0 for the
// title, and its code points.
type Paragraph struct {
	Number int `json:"number"`
	Start  int `json:"start"`
	End    int `json:"end"` // exclusive
}

// Conflict is a conflict with its place in the draft, in one line for a person,
// and the articles that say otherwise.
type Conflict struct {
	Paragraph Paragraph `json:"paragraph"`
	models.Conflict
	Line    string     `json:"line"`
	Sources []Evidence `json:"sources"`
}

// Evidence is what one article says.
type Evidence struct {
	Value     string       `json:"value"` // that it gives; "" where it is shown for an event
	Quote     models.Quote `json:"quote"`
	ArticleID string       `json:"articleId"`
	URL       string       `json:"url,omitempty"`
	Title     string       `json:"title,omitempty"`
	Publisher string       `json:"publisher,omitempty"`
	Published string       `json:"published,omitempty"` // as Article.Published
}

// Happening is something that the draft tells, and the event that it was
// reported as.
type Happening struct {
	Paragraph   Paragraph     `json:"paragraph"`
	Quote       models.Quote  `json:"quote"`
	Event       *models.Event `json:"event,omitempty"` // nil: not reported
	Probability float64       `json:"probability,omitempty"`
}

// mostSources is how many articles are shown for a conflict.
const mostSources = 5

// trace fills in the conflicts and what was reported, with what they are traced to.
func (s *Service) trace(ctx context.Context, k known, a *Answer) error {
	var events, articles []string
	conflicts := slices.Clone(a.offices)
	for _, f := range a.Findings {
		events = append(events, f.EventID)
		conflicts = append(conflicts, f.Conflicts...)
	}
	for _, c := range conflicts {
		for _, said := range c.Says {
			for _, k := range said.Claims {
				articles = append(articles, k.ArticleID)
			}
		}
	}
	byEvent, err := s.Store.EventsByID(ctx, events)
	if err != nil {
		return err
	}
	heads, err := s.Store.ArticleHeads(ctx, articles)
	if err != nil {
		return err
	}
	quotes := k.quotes()
	paragraphs := paragraphsOf(a.Text)
	a.Conflicts, a.Reported = []Conflict{}, []Happening{}
	for _, c := range conflicts {
		x := Conflict{Paragraph: paragraphs.of(c.Quote), Conflict: c, Line: line(c), Sources: []Evidence{}}
		for _, said := range c.Says {
			for _, k := range said.Claims {
				if len(x.Sources) < mostSources {
					x.Sources = append(x.Sources, evidence(said.Value, quotes[k.MentionID], heads[k.ArticleID]))
				}
			}
		}
		a.Conflicts = append(a.Conflicts, x)
	}
	slices.SortStableFunc(a.Conflicts, func(x, y Conflict) int {
		return cmp.Or(cmp.Compare(x.Paragraph.Number, y.Paragraph.Number), cmp.Compare(x.Quote.Start, y.Quote.Start))
	})
	for _, f := range a.Findings {
		m := a.report.Mentions[f.Mentions[0]]
		h := Happening{Paragraph: paragraphs.of(m.Quote), Quote: m.Quote, Probability: f.Probability}
		if e, ok := byEvent[f.EventID]; ok {
			h.Event = &e
		}
		a.Reported = append(a.Reported, h)
	}
	return nil
}

func evidence(value string, quote models.Quote, a models.Article) Evidence {
	return Evidence{Value: value, Quote: quote, ArticleID: a.ID, URL: a.URL, Title: a.Title, Publisher: a.Publisher, Published: a.Published()}
}

// paragraphs are the lines of a text that are not blank.
type paragraphs []Paragraph

func paragraphsOf(text string) paragraphs {
	var out paragraphs
	at := 0
	for line := range strings.SplitSeq(text, "\n") {
		n := len([]rune(line))
		if strings.TrimSpace(line) != "" {
			out = append(out, Paragraph{len(out) + 1, at, at + n})
		}
		at += n + 1
	}
	return out
}

// of returns the paragraph in which a quote begins; the zero value for one of the title.
func (ps paragraphs) of(q models.Quote) Paragraph {
	if q.Field != "" {
		return Paragraph{}
	}
	i, _ := slices.BinarySearchFunc(ps, q.Start, func(p Paragraph, at int) int {
		if p.End <= at {
			return -1
		}
		return 1
	})
	if i >= len(ps) {
		return Paragraph{}
	}
	return ps[i]
}
