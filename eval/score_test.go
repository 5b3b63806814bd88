package eval

import (
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

const text = "Envoys of Ruritania met in Strelsau on Monday. Graustark rejected the plan. A storm was near."

// mention returns a mention whose trigger is the word.
func mention(word string, typ models.EventType, change func(*models.Mention)) models.Mention {
	start := strings.Index(text, word)
	m := models.Mention{Type: typ, Status: models.Happened, Confidence: .8, Trigger: word, TriggerStart: start, TriggerEnd: start + len(word), EventID: "e " + word}
	if change != nil {
		change(&m)
	}
	return m
}

func gold() Sample {
	return Sample{File: "x.md", Story: "Ruritania talks", Ignore: []string{"A storm was near"}, Events: []Event{
		{Words: "met in Strelsau on Monday", Main: true, Type: []models.EventType{models.Consult}, Status: []models.Status{models.Happened},
			Date: "2025-12-08", Place: "Strelsau", Actors: []string{"Ruritania"}, Same: "talks"},
		{Words: "rejected the plan", Type: []models.EventType{models.Reject}, Status: []models.Status{models.Happened}, Date: notStated, Same: "no"},
	}}
}

func right() Read {
	day := &models.Date{Start: "2025-12-08", End: "2025-12-08", Basis: models.BasisClause, EDTF: "2025-12-08"}
	return Read{Sample: gold(), Article: models.Article{Text: text}, Stories: []string{"Ruritania talks"}, Mentions: []models.Mention{
		mention("met", models.Consult, func(m *models.Mention) {
			m.Main, m.Date = true, day
			m.Place = &models.MentionPlace{Place: models.Place{Name: "Strelsau"}}
			m.Actors = []models.Participant{{Text: "Envoys of Ruritania"}}
		}),
		mention("rejected", models.Reject, nil),
		mention("storm", models.Disaster, nil),
	}}
}

func TestScore(t *testing.T) {
	tests := []struct {
		name   string
		change func(*Read)
		want   map[string]Tally
	}{
		{"all right", func(*Read) {}, map[string]Tally{
			figureEvents: {2, 2, 2}, figureMain: {1, 1, 1}, figureStatus: {2, 2, 2}, figureDate: {1, 1, 1}, figurePlace: {1, 1, 1},
			figureActors: {1, 1, 1}, figureRecipients: {}, figureStory: {1, 1, 1}, figureSame: {}}},
		{"nothing found", func(r *Read) { r.Mentions, r.Stories = nil, nil }, map[string]Tally{
			figureEvents: {0, 0, 2}, figureMain: {0, 0, 1}, figureStory: {0, 0, 1}, figureDate: {}}},
		{"wrong type is not found and too much", func(r *Read) { r.Mentions[1].Type = models.Assault }, map[string]Tally{figureEvents: {1, 2, 2}}},
		{"unsure events are not claimed", func(r *Read) { r.Mentions[1].Confidence = .4 }, map[string]Tally{figureEvents: {1, 1, 2}}},
		{"a date where none is stated", func(r *Read) { r.Mentions[1].Date = r.Mentions[0].Date }, map[string]Tally{figureDate: {1, 2, 1}}},
		{"a day of publication is no stated date", func(r *Read) {
			d := *r.Mentions[0].Date
			d.Basis = models.BasisPublication
			r.Mentions[0].Date = &d
		}, map[string]Tally{figureDate: {0, 0, 1}}},
		{"wrong place", func(r *Read) { r.Mentions[0].Place.Name = "Zenda" }, map[string]Tally{figurePlace: {0, 1, 1}}},
		{"an actor too many", func(r *Read) {
			r.Mentions[0].Actors = append(r.Mentions[0].Actors, models.Participant{Text: "Zenda"})
		}, map[string]Tally{figureActors: {1, 2, 1}}},
		{"second story", func(r *Read) { r.Stories = append(r.Stories, "another") }, map[string]Tally{figureStory: {1, 2, 1}}},
		{"strangers merged", func(r *Read) { r.Mentions[1].EventID = r.Mentions[0].EventID }, map[string]Tally{figureSame: {0, 1, 0}}},
		{"main event from the title", func(r *Read) {
			m := &r.Mentions[0]
			m.Main = false
			r.Mentions = append(r.Mentions, models.Mention{Type: models.Consult, Main: true, Quote: models.Quote{Field: "title"}})
		}, map[string]Tally{figureMain: {1, 1, 1}, figureEvents: {2, 2, 2}}},
		{"main event is another", func(r *Read) { r.Mentions[0].Main, r.Mentions[1].Main = false, true }, map[string]Tally{figureMain: {0, 1, 1}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := right()
			tt.change(&r)
			report, err := Score([]Read{r})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range report.Figures {
				if want, ok := tt.want[f.Name]; ok && f.Tally != want {
					t.Errorf("%s: got %+v, want %+v", f.Name, f.Tally, want)
				}
			}
		})
	}
}

func TestSameHappeningAcrossArticles(t *testing.T) {
	a, b := right(), right()
	for i := range b.Mentions {
		b.Mentions[i].EventID += " again"
	}
	report, err := Score([]Read{a, b})
	if err != nil {
		t.Fatal(err)
	}
	got := report.Figures[len(report.Figures)-1]
	if want := (Tally{0, 0, 2}); got.Name != figureSame || got.Tally != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestScoreRefusesWordsThatAreNotThere(t *testing.T) {
	r := right()
	r.Sample.Events[0].Words = "met in Zenda"
	if _, err := Score([]Read{r}); err == nil {
		t.Error("no error for words that are not in the text")
	}
}

func TestTally(t *testing.T) {
	if got := (Tally{}).F1(); got != 1 {
		t.Errorf("F1 of nothing asked and nothing answered is %v, want 1", got)
	}
	if got := (Tally{0, 3, 3}).F1(); got != 0 {
		t.Errorf("F1 of nothing right is %v, want 0", got)
	}
	if got := (Tally{1, 2, 4}); got.Precision() != .5 || got.Recall() != .25 {
		t.Errorf("precision %v and recall %v, want .5 and .25", got.Precision(), got.Recall())
	}
}
