package events

import (
	"testing"
	"unicode/utf8"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/events/sentences"
)

// TestMarks sees to it that the marked sentences use the types, modes and
// statuses of the code.
func TestMarks(t *testing.T) {
	training, err := sentences.Training()
	if err != nil {
		t.Fatal(err)
	}
	gold, err := sentences.Gold()
	if err != nil {
		t.Fatal(err)
	}
	statuses := map[models.Status]bool{models.Happened: true, models.Ongoing: true, models.Historical: true, models.Scheduled: true, models.Intended: true, models.Possible: true,
		models.Hypothetical: true, models.Postponed: true, models.Denied: true, models.Cancelled: true, models.Claimed: true}
	for _, s := range append(training, gold...) {
		for _, e := range s.Events {
			k, ok := kinds[e.Type]
			if _, mode := k.modes[e.Mode]; !ok || e.Mode != "" && !mode {
				t.Errorf("%q: no type %s/%s", s.Text, e.Type, e.Mode)
			}
			if !statuses[e.Status] {
				t.Errorf("%q: no status %q", s.Text, e.Status)
			}
		}
	}
}

// share counts what is right among some.
type share struct{ right, of int }

func (s *share) note(right bool) {
	s.of++
	if right {
		s.right++
	}
}

func (s share) percent() float64 { return 100 * float64(s.right) / float64(max(1, s.of)) }

// TestGold measures on the sentences that nothing is learned from. The floors
// lie a little below what was measured last.
func TestGold(t *testing.T) {
	gold, err := sentences.Gold()
	if err != nil {
		t.Fatal(err)
	}
	b := newBench(t)
	var found, kind, status, who, whom, where, sure, whoGiven, whomGiven share
	bins := make([]share, 10) // by confidence
	for _, s := range gold {
		mentions := signed(b.mentions("", s.Text))
		right := make([]bool, len(mentions))
		for _, e := range s.Events {
			k := matching(s.Text, e, mentions)
			found.note(k >= 0)
			if k < 0 {
				continue
			}
			m := mentions[k]
			right[k] = m.Type == e.Type
			kind.note(right[k])
			status.note(m.Status == e.Status)
			if len(e.Who) > 0 {
				who.note(touch(s.Text, m.Actors, e.Who))
			}
			if len(e.Whom) > 0 {
				whom.note(touch(s.Text, m.Recipients, e.Whom))
			}
			if len(m.Actors) > 0 {
				whoGiven.note(touch(s.Text, m.Actors, e.Who))
			}
			if len(m.Recipients) > 0 {
				whomGiven.note(touch(s.Text, m.Recipients, e.Whom) || len(e.Whom) == 0 && touch(s.Text, m.Recipients, e.Who))
			}
			if e.Where != nil {
				where.note(m.Place != nil && overlaps(s.Text, m.Place.Start, m.Place.End, *e.Where))
			}
		}
		for k, m := range mentions {
			sure.note(right[k])
			bins[min(9, int(m.Confidence*10))].note(right[k])
		}
	}
	for _, f := range []struct {
		name  string
		share share
		floor float64
	}{
		{"events found", found, 51}, {"their types", kind, 79}, {"their status", status, 76}, {"who", who, 85}, {"whom", whom, 72}, {"where", where, 62},
		{"of those given as who, right", whoGiven, 86}, {"of those given as whom, right", whomGiven, 57},
		{"signed mentions that are right", sure, 61},
	} {
		t.Logf("%s: %d of %d, %.1f %%", f.name, f.share.right, f.share.of, f.share.percent())
		if f.share.percent() < f.floor {
			t.Errorf("%s: %.1f %%, want at least %.1f", f.name, f.share.percent(), f.floor)
		}
	}
	for k, b := range bins {
		if b.of > 0 {
			t.Logf("confidence .%d: %d of %d, %.0f %%", k, b.right, b.of, b.percent())
		}
	}
}

// signed are the mentions of a type with a confidence of at least one half.
func signed(all []models.Mention) []models.Mention {
	var out []models.Mention
	for _, m := range all {
		if m.Confidence >= .5 && m.Type != models.Other {
			out = append(out, m)
		}
	}
	return out
}

// matching is the mention whose trigger shares letters with that of e, one of its type first; -1 when none does.
func matching(text string, e sentences.Event, mentions []models.Mention) int {
	best := -1
	for k, m := range mentions {
		if overlaps(text, m.TriggerStart, m.TriggerEnd, e.Trigger) && (best < 0 || m.Type == e.Type) {
			best = k
		}
	}
	return best
}

func touch(text string, got []models.Participant, want []sentences.Span) bool {
	for _, p := range got {
		for _, w := range want {
			if overlaps(text, p.Start, p.End, w) {
				return true
			}
		}
	}
	return false
}

// overlaps tells whether code points start to end of text and a span in bytes share any.
func overlaps(text string, start, end int, s sentences.Span) bool {
	return start < utf8.RuneCountInString(text[:s.End]) && utf8.RuneCountInString(text[:s.Start]) < end
}
