package stories

import (
	"cmp"
	"math"
	"slices"

	"github.com/throughline-news/throughline/models"
)

// StatusHistory returns how the event came to its status, the first statement of
// it and each that moved it on: what is less settled, told later, moves nothing.
func StatusHistory(t Told) []models.StatusStep {
	var out []models.StatusStep
	var last models.Status
	told := inTime(t.Statements)
	plans := holdingOf(told)
	for i, s := range told {
		is := s.Mention.Status
		if is == last || last != "" && settled[is] < settled[last] || plans[i] == outOfDate {
			continue
		}
		step := stepOf(t.Event.ID, s)
		step.From = last
		out = append(out, step)
		last = is
	}
	return out
}

// holdingOf is holding of statements in the order of publication.
func holdingOf(told []Statement) []hold {
	mentions := make([]*models.Mention, len(told))
	for i, s := range told {
		mentions[i] = s.Mention
	}
	return holding(mentions)
}

// holding is the same by mention, nil when nothing was put off.
func (t Told) holding() map[*models.Mention]hold {
	if !slices.ContainsFunc(t.Statements, func(s Statement) bool { return s.Mention.Status == models.Postponed }) {
		return nil
	}
	told := inTime(t.Statements)
	out := make(map[*models.Mention]hold, len(told))
	for i, h := range holdingOf(told) {
		out[told[i].Mention] = h
	}
	return out
}

// Announcement returns the first statement of the event as scheduled, put off or
// called off, nil when there is none.
func Announcement(t Told) *models.StatusStep {
	for _, s := range inTime(t.Statements) {
		switch s.Mention.Status {
		case models.Scheduled, models.Postponed, models.Cancelled:
			step := stepOf(t.Event.ID, s)
			return &step
		}
	}
	return nil
}

// stepOf is a statement, as inTime has it, as the first step of a history.
func stepOf(eventID string, s Statement) models.StatusStep {
	return models.StatusStep{EventID: eventID, Status: s.Mention.Status, Speaker: s.Mention.StatusSource,
		Publisher: s.Article.Publisher, Published: s.published, MentionID: s.Mention.ID, ArticleID: s.Article.ID}
}

// Chains groups articles by their origins, the ones told first ahead. Articles
// whose origin is not known are left out.
func Chains(articles []models.Article) []models.Origin {
	articles = slices.Clone(articles)
	slices.SortFunc(articles, orderArticles)
	var out []models.Origin
	first := map[string]models.Article{}
	for _, a := range articles {
		if a.OriginID == "" {
			continue
		}
		r := models.OriginReport{ArticleID: a.ID, Publisher: a.Publisher, Published: a.Published()}
		head, known := first[a.OriginID]
		if !known {
			first[a.OriginID] = a
			r.First = true
			out = append(out, models.Origin{ID: a.OriginID, Reports: []models.OriginReport{r}})
			continue
		}
		r.LagHours = lag(head, a)
		i := slices.IndexFunc(out, func(o models.Origin) bool { return o.ID == a.OriginID })
		out[i].Reports = append(out[i].Reports, r)
	}
	return out
}

// lag is how many hours after a b came, nil when that is not known.
func lag(a, b models.Article) *float64 {
	hours := 0.0
	switch {
	case a.PublishedAt != nil && b.PublishedAt != nil:
		hours = math.Round(b.PublishedAt.Sub(*a.PublishedAt).Hours()*100) / 100
	case a.PublishedOn != "" && b.PublishedOn != "":
		hours = 24 * float64(b.PublishedOn.Sub(a.PublishedOn))
	default:
		return nil
	}
	return &hours
}

// orderArticles orders articles by publication; those of unknown day come last.
func orderArticles(a, b models.Article) int {
	return cmp.Or(cmp.Compare(dayOrLast(&a), dayOrLast(&b)), cmp.Compare(a.Published(), b.Published()), cmp.Compare(a.ID, b.ID))
}

func dayOrLast(a *models.Article) models.Day { return cmp.Or(a.PublishedOn, models.NoDay) }

// inTime returns statements in the order of publication, the surest of an article
// first, each knowing when it was published.
func inTime(statements []Statement) []Statement {
	out := slices.Clone(statements)
	for i := range out {
		if s := &out[i]; s.published == "" {
			s.published = s.Article.Published()
		}
	}
	slices.SortFunc(out, func(a, b Statement) int {
		if a.Article.ID == b.Article.ID {
			return cmp.Or(cmp.Compare(sureness(b.Mention), sureness(a.Mention)), cmp.Compare(a.Mention.ID, b.Mention.ID))
		}
		return cmp.Or(cmp.Compare(dayOrLast(a.Article), dayOrLast(b.Article)), cmp.Compare(a.published, b.published), cmp.Compare(a.Article.ID, b.Article.ID))
	})
	return out
}
