package background

import (
	"cmp"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/actors"
	"github.com/throughline-news/throughline/nlp/events"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/stories"
)

// Person is somebody or some body that the draft names, and what they were on its day.
type Person struct {
	Entity  models.Entity `json:"entity"`
	Quote   models.Quote  `json:"quote"`   // where the draft names them first
	Offices []Office      `json:"offices"` // held on the day
	Called  []Called      `json:"called"`  // by reports of these days, what most say first
}

// Office is an office of a person, in its time.
type Office struct {
	Name string     `json:"name"`
	Of   string     `json:"of,omitempty"` // the country or organization
	From models.Day `json:"from,omitempty"`
	To   models.Day `json:"to,omitempty"` // "" when no end is known
}

// Called is a title that reports give a person.
type Called struct {
	Title   string `json:"title"`
	Origins int    `json:"origins"`
}

// mostPeople bounds how many are told of, in the order of the text.
const mostPeople = 40

// people returns who is named in the draft, and the offices it gives them that
// they did not hold.
func (s *Service) people(rd reading.Reading, draft stories.Report, k known) ([]Person, []models.Conflict) {
	c := officeCheck{base: s.Reader().Base(), rd: rd, on: draft.Article.PublishedOn, called: titlesIn(k.told)}
	out := []Person{}
	var conflicts []models.Conflict
	seen := map[string]bool{}
	for _, a := range rd.Actors {
		key := a.Entity.Key
		if key == "" || a.Type == "" || a.Metonym || a.Entity.Kind == models.EntityCountry || a.Entity.Kind == models.EntityPlace {
			continue
		}
		if a.Entity.Kind == models.EntityPerson {
			conflicts = append(conflicts, c.check(a)...)
		}
		if seen[key] || len(out) == mostPeople {
			continue
		}
		seen[key] = true
		p := Person{Entity: a.Entity, Quote: c.quote(a.Span.Start, a.Span.End), Offices: []Office{}, Called: c.called[key]}
		p.Entity.ID = models.EntityID(key)
		for _, r := range c.base.Roles(key) {
			if r.On(c.on) {
				p.Offices = append(p.Offices, Office{r.Office, r.Of.Name, r.From, r.To})
			}
		}
		if p.Called == nil {
			p.Called = []Called{}
		}
		out = append(out, p)
	}
	return out, onceEach(conflicts)
}

// onceEach keeps one conflict for each person and office.
func onceEach(conflicts []models.Conflict) []models.Conflict {
	var out []models.Conflict
	for _, c := range conflicts {
		if !slices.ContainsFunc(out, func(o models.Conflict) bool { return o.Aspect == c.Aspect && strings.EqualFold(o.Draft, c.Draft) }) {
			out = append(out, c)
		}
	}
	return out
}

// titlesIn are the titles that reports give people, by key.
func titlesIn(told []stories.Told) map[string][]Called {
	origins := map[string]map[string]map[string]bool{} // by key and title
	for _, t := range told {
		for _, s := range t.Statements {
			for _, p := range slices.Concat(s.Mention.Actors, s.Mention.Recipients) {
				if p.Key == "" || p.Role == "" || p.Kind != models.EntityPerson {
					continue
				}
				if origins[p.Key] == nil {
					origins[p.Key] = map[string]map[string]bool{}
				}
				title := strings.ToLower(p.Role)
				if origins[p.Key][title] == nil {
					origins[p.Key][title] = map[string]bool{}
				}
				origins[p.Key][title][cmp.Or(s.Article.OriginID, s.Article.ID)] = true
			}
		}
	}
	out := map[string][]Called{}
	for key, titles := range origins {
		for title, by := range titles {
			out[key] = append(out[key], Called{title, len(by)})
		}
		slices.SortFunc(out[key], func(a, b Called) int {
			return cmp.Or(cmp.Compare(b.Origins, a.Origins), cmp.Compare(a.Title, b.Title))
		})
	}
	return out
}

// officeCheck holds the titles of a draft against what is known.
type officeCheck struct {
	base   *actors.Base
	rd     reading.Reading
	on     models.Day
	called map[string][]Called
}

// soleOffices leave no room for another: who is president is no minister. Prime
// ministers and foreign ministers may be.
var soleOffices = map[string]bool{"president": true, "chancellor": true, "secretary of state": true}

// changeDays is how long before and after a change of office either title may be told.
const changeDays = 7

// check tells that the person did not hold the office that the draft names, on
// its day or any day that the sentence names. What is not known is no conflict:
// somebody else must have held it, or the person until before, or the person have
// had one that allows no other or the same of another country, or reports call the
// person otherwise.
func (c officeCheck) check(a actors.Actor) []models.Conflict {
	title := a.Title
	if title.Former || len(title.Offices) == 0 {
		return nil
	}
	words := c.rd.Doc.Slice(title.Span)
	of := cmp.Or(title.Country, a.Entity.Country)
	roles := c.base.Roles(a.Entity.Key)
	days := c.days(a)
	ended, ours, known, alone, abroad := false, false, false, false, false
	var says []models.Saying
	for _, r := range roles {
		fits := slices.Contains(title.Offices, r.Office) && (title.Country == "" || r.Of.Key == title.Country || r.Of.Kind != models.EntityCountry) ||
			slices.Contains(title.Offices, "leader") && r.Of.Key == of
		for _, day := range days {
			on := r.On(day) || r.On(day.Add(changeDays)) || r.On(day.Add(-changeDays))
			ours = ours || fits && on
		}
		ended = ended || fits && r.To != "" && r.To < c.on
		abroad = abroad || !fits && r.On(c.on) && slices.Contains(title.Offices, r.Office) && r.Of.Kind == models.EntityCountry
		if r.On(c.on) {
			known, alone = true, alone || soleOffices[r.Office]
			says = append(says, models.Saying{Value: sinceWhen(r)})
		}
	}
	if ours {
		return nil
	}
	holder, taken := c.base.Holder(title.Offices, of, c.on)
	taken = taken && holder.Key != a.Entity.Key
	otherwise := c.calledOtherwise(a)
	if !abroad && c.calledSo(a) || !taken && !ended && !alone && !abroad && len(otherwise) == 0 {
		return nil
	}
	if taken {
		says = append(says, models.Saying{Value: holder.Name + " is " + strings.ToLower(words)})
	}
	if !known {
		for _, title := range otherwise {
			says = append(says, models.Saying{Value: title.Title + ", as reports call " + a.Entity.Name})
		}
		for _, r := range roles {
			if r.To != "" && r.To < c.on {
				says = append(says, models.Saying{Value: r.Office + " until " + shownDate(string(r.To))})
			}
		}
	}
	for i := range says {
		says[i].Claims = []models.Claim{}
	}
	start, end := min(title.Span.Start, a.Span.Start), max(title.Span.End, a.Span.End)
	return []models.Conflict{{Kind: models.ConflictContradicted, Field: models.ConflictOffice, Aspect: a.Entity.Name,
		Draft: words, Quote: c.quote(start, end), Says: says}}
}

func sinceWhen(r actors.Role) string {
	out := r.Office
	if r.Of.Name != "" {
		out += " of " + r.Of.Name
	}
	return out + ", since " + shownDate(string(r.From))
}

// calledSo tells whether reports give the person a title that can mean the same.
func (c officeCheck) calledSo(a actors.Actor) bool {
	return slices.ContainsFunc(c.called[a.Entity.Key], func(t Called) bool {
		return slices.ContainsFunc(c.base.Offices(t.Title), func(o string) bool { return slices.Contains(a.Title.Offices, o) })
	})
}

// calledOtherwise are titles of other offices that reports give the person.
func (c officeCheck) calledOtherwise(a actors.Actor) []Called {
	return slices.DeleteFunc(slices.Clone(c.called[a.Entity.Key]), func(t Called) bool { return len(c.base.Offices(t.Title)) == 0 })
}

// days are that of the draft and those that the sentence of a names.
func (c officeCheck) days(a actors.Actor) []models.Day {
	out := []models.Day{c.on}
	at := c.rd.Doc.SentenceAt(a.Span.Start)
	for _, t := range c.rd.Times {
		if t.Day != nil && c.rd.Doc.SentenceAt(t.Span.Start) == at {
			out = append(out, t.Day.Start, t.Day.End)
		}
	}
	return out
}

// quote is the part of the text from start to end, bytes of the document.
func (c officeCheck) quote(start, end int) models.Quote {
	return events.QuoteAt(c.rd.Doc, nlp.Span{Start: start, End: end})
}
