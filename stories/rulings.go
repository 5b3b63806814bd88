package stories

import "github.com/throughline-news/throughline/models"

// Ruling is what people decided about one event. A Tracker keeps to it: the
// event keeps its id and what its articles said of it, is merged with no other
// that people decided about, and its corrected fields and links stay. The zero
// Ruling says only that the event was looked at.
type Ruling struct {
	Correction models.Correction
	Links      map[string]bool // by story: whether the event belongs to it
}

// The link of an event to a story that a person decided on. The weight is high
// enough for odds that no evidence turns.
const (
	reasonDecided = "a person decided"
	weightDecided = 10
)

// Decided is the link of an event to a story it belongs to because a person says so.
func Decided(eventID, storyID string) models.Link {
	return models.Link{EventID: eventID, StoryID: storyID, Probability: 1, Reasons: []models.Reason{{Feature: reasonDecided, Weight: weightDecided}}}
}

// settles tells whether a person decided if the event belongs to the story.
func (r *Ruling) settles(storyID string) bool {
	if r == nil {
		return false
	}
	_, decided := r.Links[storyID]
	return decided
}

// apply sets the fields of e that were corrected.
func (r *Ruling) apply(e *models.Event) {
	if r != nil {
		r.Correction.Apply(e)
	}
}

// participants returns who takes part where told is what the mentions say.
func (r *Ruling) participants(eventID string, told []models.EventEntity) []models.EventEntity {
	if r == nil {
		return told
	}
	return r.Correction.Participants(eventID, told)
}

// Retell returns an event and who takes part in it as its mentions, all of them
// and at least one, and the ruling tell it. e is the event as it was told before.
func Retell(e models.Event, mentions []models.Mention, articles []models.Article, ruling Ruling) (models.Event, []models.EventEntity) {
	known := newEvent(e.ID)
	known.told, known.ruling = e, &ruling
	t := NewTracker(Known{})
	reports := map[string]*knownReport{}
	for _, a := range articles {
		r := t.report(a)
		reports[a.ID] = r
	}
	for _, m := range mentions {
		if r := reports[m.ArticleID]; r != nil {
			known.add(t.mention(m, r))
		}
	}
	e = known.tell(nil)
	return e, known.takers
}

// held is what an article said of an event before it changed.
type held struct {
	said  *knownMention
	event string
	used  bool // a mention took its place
}

// Hold says what an article said before it changed, for the Place that follows:
// what takes the place of a mention of an event that people decided about is of
// that event again, whatever else it may fit; and what opens an event keeps the
// id of the one that its place was in, if that is told by nobody else.
func (t *Tracker) Hold(a models.Article, said []models.Mention) {
	t.held = nil
	r := t.report(a)
	for _, m := range said {
		t.held = append(t.held, held{said: t.mention(m, r), event: m.EventID})
	}
}

// The least likeness of the words of two sentences for one to be the other,
// edited, and how much more a mention of one type, and one by one word, weigh.
const (
	sameSentence = .5
	sameWord     = .25
)

// ruledFor returns the event that m is of because people decided about it, nil
// when there is none.
func (t *Tracker) ruledFor(m *knownMention) *knownEvent {
	id := t.heldBy(m, func(eventID string) bool { return t.rulings[eventID] != nil })
	if id == "" {
		return nil
	}
	if t.events[id] == nil {
		t.events[id] = t.newEvent(id)
	}
	return t.events[id]
}

// idFor is the id of the event that m opens.
func (t *Tracker) idFor(m *knownMention, p *Placement) string {
	if id := t.heldBy(m, func(eventID string) bool { return t.events[eventID] == nil && !t.isName(eventID, p) }); id != "" {
		return id
	}
	return t.freeID(m, p)
}

// heldBy returns the event, of those that may be, that the article told of in the
// place of m, "" when there is none.
func (t *Tracker) heldBy(m *knownMention, may func(eventID string) bool) string {
	best, most := -1, 0.0
	for i, h := range t.held {
		alike := m.wording().alike(h.said.wording())
		if h.said.ID == m.ID {
			alike++
		}
		told := m.act == h.said.act
		if h.used || !may(h.event) || alike < sameSentence && !told {
			continue
		}
		if m.Type == h.said.Type {
			alike += sameWord
		}
		if m.act.trigger == h.said.act.trigger {
			alike += sameWord
		}
		if alike > most {
			best, most = i, alike
		}
	}
	if best < 0 {
		return ""
	}
	t.held[best].used = true
	return t.held[best].event
}

// newEvent returns an event that has no mentions yet, with what people decided about it.
func (t *Tracker) newEvent(id string) *knownEvent {
	e := newEvent(id)
	e.ruling = t.rulings[id]
	if e.ruling == nil {
		return e
	}
	for storyID, belongs := range e.ruling.Links {
		if belongs {
			e.put(Decided(id, storyID))
		}
	}
	return e
}
