package stories

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/throughline-news/throughline/models"
)

// conflicts are the fields in which h differs from the event that it tells of.
// all are the events that are known: what another one says that h may tell of is
// not held against it.
func conflicts(h draftHappening, r *resemblance, all []resemblance) []models.Conflict {
	claims := map[models.ClaimField][]models.Claim{}
	for _, c := range Claims(r.event.told) {
		claims[c.Field] = append(claims[c.Field], c)
	}
	var out []models.Conflict
	for _, m := range h.mentions {
		c := check{m, r, r.event, all, claims}
		for _, found := range [][]models.Conflict{c.dates(), c.places(), c.parties(), c.statuses(h)} {
			out = append(out, found...)
		}
	}
	return out
}

// check is one mention of a draft that is held against an event.
type check struct {
	m      *knownMention
	like   *resemblance
	e      *candidateEvent
	all    []resemblance
	claims map[models.ClaimField][]models.Claim
}

// conflict begins one that quotes the words of the draft.
func (c check) conflict(kind models.ConflictKind, field models.ConflictField, draft string, quote models.Quote, says []models.Claim) models.Conflict {
	return models.Conflict{Kind: kind, Field: field, Draft: draft, Quote: quote, EventID: c.e.told.Event.ID, Says: sayings(says)}
}

// sayings groups claims by value: that of most origins first, of equals the one
// told last. Of each origin one claim is kept.
func sayings(claims []models.Claim) []models.Saying {
	var out []models.Saying
	for _, c := range claims {
		i := slices.IndexFunc(out, func(s models.Saying) bool { return s.Value == c.Value })
		if i < 0 {
			out = append(out, models.Saying{Value: c.Value})
			i = len(out) - 1
		}
		if !slices.ContainsFunc(out[i].Claims, func(o models.Claim) bool { return originOf(o) == originOf(c) }) {
			out[i].Claims = append(out[i].Claims, c)
			out[i].Origins++
		}
	}
	latest := func(s models.Saying) string { return s.Claims[len(s.Claims)-1].Published }
	slices.SortStableFunc(out, func(a, b models.Saying) int {
		return cmp.Or(cmp.Compare(b.Origins, a.Origins), cmp.Compare(latest(b), latest(a)))
	})
	return out
}

// originOf is the origin of a claim; an article without one is its own.
func originOf(c models.Claim) string { return cmp.Or(c.OriginID, c.ArticleID) }

// words is the part of a mention's quote that has the text, or all of it.
func (c check) words(text string) models.Quote {
	q := c.m.Quote
	before, _, found := strings.Cut(q.Exact, text)
	if text == "" || !found {
		return q
	}
	start := q.Start + utf8.RuneCountInString(before)
	return partOf(q, text, start, start+utf8.RuneCountInString(text), q.Field)
}

// partOf quotes the text that stands from start to end of a field: with the words
// round it when it lies in the quote, else alone.
func partOf(q models.Quote, text string, start, end int, field string) models.Quote {
	exact := []rune(q.Exact)
	from, to := start-q.Start, end-q.Start
	if field != q.Field || from < 0 || to > len(exact) || from >= to {
		return models.Quote{Exact: text, Start: start, End: end, Field: field}
	}
	return models.Quote{Exact: string(exact[from:to]), Prefix: lastRunes(q.Prefix+string(exact[:from]), asideOf), Suffix: firstRunes(string(exact[to:])+q.Suffix, asideOf), Start: start, End: end, Field: field}
}

// asideOf is how many code points a quote has on each side.
const asideOf = 32

func lastRunes(s string, n int) string {
	r := []rune(s)
	return string(r[max(0, len(r)-n):])
}

// firstRunes returns the first n runes of s, all when there are not so many.
func firstRunes(s string, n int) string {
	for i := range s {
		if n <= 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// dates tells that reports give another day.
func (c check) dates() []models.Conflict {
	m := c.m
	if !c.like.otherDay || !stated(m.Mention) || m.Date.Basis == models.BasisDiscourse || m.when.strength != exactDay {
		return nil
	}
	if _, days, ok := c.e.compareDay(m); !ok || days == 0 {
		return nil
	}
	said := slices.DeleteFunc(slices.Clone(c.claims[models.ClaimDate]), func(k models.Claim) bool { return k.Verdict == models.VerdictSuperseded })
	if len(said) == 0 {
		said = c.claims[models.ClaimDate]
	}
	if len(said) == 0 { // no report states the day, but it was told of before
		s := c.e.told.Statements[0]
		said = []models.Claim{c.e.told.claim(s, models.ClaimDate, "reported on "+string(s.Article.PublishedOn))}
	}
	return []models.Conflict{c.conflict(models.ConflictContradicted, models.ConflictDate, m.Date.EDTF, c.words(m.Date.Text), said)}
}

// places tells that reports give another place.
func (c check) places() []models.Conflict {
	p := c.m.Place
	if !c.like.otherPlace || p == nil || p.Text == "" {
		return nil
	}
	said := c.claims[models.ClaimPlace]
	if _, where := matchPlace(c.m, c.e.knownEvent); where != elsewhere || len(said) == 0 {
		return nil
	}
	return []models.Conflict{c.conflict(models.ConflictContradicted, models.ConflictPlace, p.Name, partOf(c.m.Quote, p.Text, p.Start, p.End, p.Field), said)}
}

// statuses tells that reports say otherwise whether it took place.
func (c check) statuses(h draftHappening) []models.Conflict {
	draft, is := c.m.Status, c.e.told.Event.Status
	kind := models.ConflictContradicted
	switch {
	case happened(draft) && (is == models.Cancelled || is == models.Postponed || is == models.Denied):
	case undone(draft) && happened(is) && c.like.score >= surelyTold && (draft != models.Denied || c.like.sameDay) && !slices.ContainsFunc(h.mentions, func(m *knownMention) bool { return happened(m.Status) }):
	case (draft == models.Scheduled || draft == models.Intended) && happened(is) && c.like.sameDay && c.m.when.strength == exactDay && c.m.Main:
		kind = models.ConflictOutdated
	default:
		return nil
	}
	if kind == models.ConflictContradicted && slices.ContainsFunc(c.claims[models.ClaimStatus], func(k models.Claim) bool {
		return k.Verdict != models.VerdictSuperseded && (k.Status == draft || happened(k.Status) && happened(draft) || undone(k.Status) && undone(draft))
	}) {
		kind = models.ConflictDisputed
	}
	said := slices.DeleteFunc(slices.Clone(c.claims[models.ClaimStatus]), func(k models.Claim) bool { return k.Verdict == models.VerdictSuperseded })
	return []models.Conflict{c.conflict(kind, models.ConflictStatus, string(draft), partOf(c.m.Quote, c.m.Trigger, c.m.TriggerStart, c.m.TriggerEnd, c.m.Quote.Field), said)}
}

// undone are the statuses that say that it did not take place.
func undone(s models.Status) bool {
	return s == models.Cancelled || s == models.Denied || s == models.Postponed
}

// surelyTold is the score from which on a draft may be told that what it calls off took place.
const surelyTold = toldOf + .6
