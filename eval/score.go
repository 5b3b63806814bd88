package eval

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/throughline-news/throughline/models"
)

// Read is a sample and what the program made of it.
type Read struct {
	Sample   Sample
	Article  models.Article
	Mentions []models.Mention // with the ids of their events
	Stories  []string         // titles of the stories that its main event is on the timeline of
}

// Tally counts one kind of answer.
type Tally struct {
	Right int `json:"right"`
	Found int `json:"found"` // answers given
	Gold  int `json:"gold"`  // answers marked
}

// Precision is the share of the answers that are right, 1 when there is none.
func (t Tally) Precision() float64 { return share(t.Right, t.Found) }

// Recall is the share of what is marked that was answered right, 1 when nothing is marked.
func (t Tally) Recall() float64 { return share(t.Right, t.Gold) }

// F1 is the harmonic mean of both.
func (t Tally) F1() float64 {
	p, r := t.Precision(), t.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

// Figure is one line of a report.
type Figure struct {
	Name string `json:"name"`
	Tally
}

// Report is the outcome of a measurement.
type Report struct {
	Figures []Figure `json:"figures"`
	Misses  []string `json:"misses"` // what went wrong, a line each, with the words
}

// The names of the figures, in the order they are shown.
const (
	figureEvents     = "events"
	figureMain       = "main event"
	figureStatus     = "status"
	figureDate       = "date"
	figurePlace      = "place"
	figureActors     = "actors"
	figureRecipients = "recipients"
	figureStory      = "story"
	figureSame       = "same happening"
	figureNumbers    = "numbers"
)

var figureNames = []string{figureEvents, figureMain, figureStatus, figureDate, figurePlace, figureActors, figureRecipients, figureNumbers, figureStory, figureSame}

// least is the confidence from which on an event is claimed to be reported.
const least = .5

// scorer sums up over the samples.
type scorer struct {
	tallies map[string]*Tally
	misses  []string
	pairs   []placed
}

// placed is a found clause of a happening and the event it was put into.
type placed struct{ same, event string }

// Score compares what was read with what is marked.
func Score(read []Read) (Report, error) {
	s := scorer{tallies: map[string]*Tally{}}
	for _, name := range figureNames {
		s.tallies[name] = &Tally{}
	}
	for _, r := range read {
		if err := s.sample(r); err != nil {
			return Report{}, fmt.Errorf("eval: %s: %w", r.Sample.name(), err)
		}
	}
	s.happenings()
	report := Report{Misses: s.misses}
	for _, name := range figureNames {
		report.Figures = append(report.Figures, Figure{name, *s.tallies[name]})
	}
	return report, nil
}

func (s *scorer) miss(r Read, format string, args ...any) {
	s.misses = append(s.misses, r.Sample.name()+": "+fmt.Sprintf(format, args...))
}

// zone is where words stand in the text, in code points.
type zone struct{ start, end int }

func locate(text, words string) (zone, error) {
	before, _, _ := strings.Cut(text, words)
	if n := strings.Count(text, words); n != 1 {
		return zone{}, fmt.Errorf("%q is %d times in the text", words, n)
	}
	start := utf8.RuneCountInString(before)
	return zone{start, start + utf8.RuneCountInString(words)}, nil
}

func (z zone) holds(m models.Mention) bool {
	return m.Quote.Field == "" && z.start <= m.TriggerStart && m.TriggerEnd <= z.end
}

func (s *scorer) sample(r Read) error {
	used := make([]bool, len(r.Mentions))
	events := s.tallies[figureEvents]
	for _, e := range r.Sample.Events {
		z, err := locate(r.Article.Text, e.Words)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(r.Mentions, func(m models.Mention) bool {
			return z.holds(m) && m.Confidence >= least && slices.Contains(e.Type, m.Type)
		})
		if i < 0 {
			if !e.Optional {
				events.Gold++
				s.miss(r, "not found: %s %q", e.Type, e.Words)
			}
			continue
		}
		if !used[i] {
			events.Found++
		}
		used[i] = true
		events.Gold++
		events.Right++
		s.event(r, e, r.Mentions[i])
	}
	if err := s.spurious(r, used); err != nil {
		return err
	}
	if err := s.numbers(r); err != nil {
		return err
	}
	s.main(r)
	s.story(r)
	return nil
}

// spurious counts what was found and is not marked, but for titles, what may
// be ignored, and second mentions in one clause of a type marked there.
func (s *scorer) spurious(r Read, used []bool) error {
	for _, words := range r.Sample.Ignore {
		z, err := locate(r.Article.Text, words)
		if err != nil {
			return err
		}
		for i, m := range r.Mentions {
			used[i] = used[i] || z.holds(m)
		}
	}
	for _, e := range r.Sample.Events {
		z, err := locate(r.Article.Text, e.Words)
		if err != nil {
			return err
		}
		for i, m := range r.Mentions {
			used[i] = used[i] || z.holds(m) && slices.Contains(e.Type, m.Type)
		}
	}
	for i, m := range r.Mentions {
		if used[i] || m.Quote.Field != "" || m.Confidence < least {
			continue
		}
		s.tallies[figureEvents].Found++
		s.miss(r, "not marked: %s %s %q", m.Type, m.Status, m.Trigger)
	}
	return nil
}

// event compares a found event field by field.
func (s *scorer) event(r Read, e Event, m models.Mention) {
	status := s.tallies[figureStatus]
	status.Found++
	status.Gold++
	if slices.Contains(e.Status, m.Status) {
		status.Right++
	} else {
		s.miss(r, "status %s, not %s: %q", m.Status, e.Status, e.Words)
	}
	s.date(r, e, m)
	if e.Place != "" {
		name := ""
		if m.Place != nil {
			name = m.Place.Name
		}
		s.name(r, figurePlace, e.Words, name, e.Place)
	}
	s.names(r, figureActors, e.Words, m.Actors, e.Actors)
	s.names(r, figureRecipients, e.Words, m.Recipients, e.Recipients)
	if e.Same != "" {
		s.pairs = append(s.pairs, placed{e.Same, m.EventID})
	}
}

// date counts dates the text states: one from the day of publication is none.
func (s *scorer) date(r Read, e Event, m models.Mention) {
	if e.Date == "" {
		return
	}
	t := s.tallies[figureDate]
	first, last, _ := e.dates() // checked when the set was read
	if first != "" {
		t.Gold++
	}
	if m.Date == nil || m.Date.Basis == models.BasisPublication {
		if first != "" {
			s.miss(r, "no date, not %s: %q", e.Date, e.Words)
		}
		return
	}
	t.Found++
	if m.Date.Start == first && m.Date.End == last {
		t.Right++
		return
	}
	s.miss(r, "date %s, not %s: %q", m.Date.EDTF, e.Date, e.Words)
}

func (s *scorer) name(r Read, figure, words, got, want string) {
	t := s.tallies[figure]
	t.Gold++
	if got != "" {
		t.Found++
	}
	if got == want {
		t.Right++
		return
	}
	s.miss(r, "%s %q, not %q: %q", figure, got, want, words)
}

func (s *scorer) names(r Read, figure, words string, got []models.Participant, want []string) {
	if len(want) == 0 {
		return
	}
	t := s.tallies[figure]
	t.Gold += len(want)
	t.Found += len(got)
	var missing []string
	for _, w := range want {
		if slices.ContainsFunc(got, func(p models.Participant) bool { return called(p, w) }) {
			t.Right++
		} else {
			missing = append(missing, w)
		}
	}
	if len(missing) > 0 || len(got) > len(want) {
		var texts []string
		for _, p := range got {
			texts = append(texts, p.Text+" ("+p.Name+")")
		}
		s.miss(r, "%s %q, not %q: %q", figure, texts, want, words)
	}
}

// called tells whether p is who a person calls name: by the knowledge base's
// name, or in the words of the text.
func called(p models.Participant, name string) bool {
	return p.Name == name || strings.Contains(strings.ToLower(p.Text), strings.ToLower(name))
}

// main compares the first event with the clauses marked as what the article is
// about. It may be told by the title.
func (s *scorer) main(r Read) {
	t := s.tallies[figureMain]
	t.Gold++
	i := slices.IndexFunc(r.Mentions, func(m models.Mention) bool { return m.Main })
	if i < 0 {
		s.miss(r, "no main event")
		return
	}
	t.Found++
	m := r.Mentions[i]
	for _, e := range r.Sample.Events {
		z, err := locate(r.Article.Text, e.Words)
		if err == nil && e.Main && slices.Contains(e.Type, m.Type) && (m.Quote.Field == "title" || z.holds(m)) {
			t.Right++
			return
		}
	}
	s.miss(r, "main event %s %q", m.Type, m.Quote.Exact)
}

func (s *scorer) story(r Read) {
	if r.Sample.Optional {
		return
	}
	t := s.tallies[figureStory]
	t.Found += len(r.Stories)
	if r.Sample.Story != "" {
		t.Gold++
		if slices.Contains(r.Stories, r.Sample.Story) {
			t.Right++
			if len(r.Stories) == 1 {
				return
			}
		}
	} else if len(r.Stories) == 0 {
		return
	}
	s.miss(r, "stories %q, not %q", r.Stories, r.Sample.Story)
}

// happenings counts pairs of clauses: those in one event against those that
// are marked as one happening.
func (s *scorer) happenings() {
	t := s.tallies[figureSame]
	for i, a := range s.pairs {
		for _, b := range s.pairs[:i] {
			same, together := a.same == b.same, a.event == b.event && a.event != ""
			if same {
				t.Gold++
			}
			if together {
				t.Found++
			}
			if same && together {
				t.Right++
			}
			if same != together {
				s.misses = append(s.misses, fmt.Sprintf("same happening %t, not %t: %q and %q", together, same, b.same, a.same))
			}
		}
	}
}
