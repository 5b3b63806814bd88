package stories

import (
	"fmt"
	"math/rand"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/throughline-news/throughline/models"
)

// step is an item of a table, with what is expected of it.
type step struct {
	id, day, text string
	story         string // an analyst's word
	want          string // id of the item whose cluster it joins; its own id for a new one
}

// file decides and learns as `throughline link` does.
func file(l *Linker, it Item, story string) Decision {
	d := l.Decide(it)
	if story != "" {
		d.Cluster, d.Label = story, story
	}
	l.Learn(it, d.Cluster, d.Label)
	return d
}

var scenes = map[Level][]step{
	EventLevel: {
		{"a", "2025-03-01", "A ferry with 120 people on board capsized off Masbate in the Philippines on Saturday, the coast guard said.", "", "a"},
		{"b", "2025-03-01", "The central bank of Norway kept its key interest rate unchanged at four percent.", "", "b"},
		{"c", "2025-03-01", "Coast guard divers searched for survivors after a ferry carrying 120 people capsized off Masbate.", "", "a"},
		{"d", "2025-03-02", "Norway's central bank held its key interest rate at four percent, as expected.", "", "b"},
		{"e", "2025-03-02", "Masbate ferry disaster: the coast guard says 31 people who were on board the capsized ferry are missing.", "", "a"},
		{"f", "2025-03-02", "Archaeologists in Peru uncovered a mural of the Moche culture.", "", "f"},
	},
	StoryLevel: {
		{"a", "2025-03-01", "Delegations of Armenia and Azerbaijan meet in Vienna for talks on a peace treaty.", "Armenia–Azerbaijan peace talks", "a"},
		{"b", "2025-03-01", "Dock workers in Rotterdam walk out over pay, closing the port's container terminals.", "Rotterdam dock strike", "b"},
		{"c", "2025-03-04", "The dock workers of Rotterdam extend their strike over pay to a second week.", "Rotterdam dock strike", "b"},
		{"d", "2025-03-05", "The foreign ministers of Armenia and Azerbaijan announce a draft of the peace treaty after talks in Vienna.", "Armenia–Azerbaijan peace talks", "a"},
	},
}

func TestLinkerPutsTogetherWhatBelongsTogether(t *testing.T) {
	for level, steps := range scenes {
		l := NewLinker(level)
		placed := map[string]string{}
		for _, s := range steps {
			it := Item{ID: s.id, Day: models.Day(s.day), Text: s.text}
			d := l.Decide(it)
			got := d.Cluster
			if level == StoryLevel { // the order of candidates is what counts
				got = ""
				if len(d.Candidates) > 0 {
					got = d.Candidates[0].Cluster
				}
			}
			cluster, label := d.Cluster, d.Label
			if s.story != "" {
				cluster, label = s.story, s.story
			}
			if s.want == s.id && placed[s.id] == "" {
				for _, c := range placed {
					if got == c && level == EventLevel {
						t.Errorf("%s: %s joined %q, want a cluster of its own", level, s.id, got)
					}
				}
			} else if got != placed[s.want] {
				t.Errorf("%s: %s belongs to %q, want %q; candidates %v", level, s.id, got, placed[s.want], d.Candidates)
			}
			l.Learn(it, cluster, label)
			placed[s.id] = cluster
		}
	}
}

func TestDecideKeepsNothing(t *testing.T) {
	with, without := NewLinker(StoryLevel), NewLinker(StoryLevel)
	for i, it := range stream(200, 1) {
		with.Decide(Item{ID: "asked", Day: it.Day, Text: strings.Repeat("Nobody else says xylophone "+it.Text+" ", 3)})
		got, want := file(with, it, ""), file(without, it, "")
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("item %d: after a question that was not learned from the answer is %+v, want %+v", i, got, want)
		}
	}
	if got, want := len(with.index.numbers), len(without.index.numbers); got > want {
		t.Errorf("questions left %d terms behind", got-want)
	}
}

func TestSameInputSameOutput(t *testing.T) {
	for _, level := range []Level{EventLevel, StoryLevel} {
		a, b := NewLinker(level), NewLinker(level)
		for i, it := range stream(300, 2) {
			story := ""
			if i%3 == 0 {
				story = fmt.Sprint("Story ", i%7)
			}
			if got, want := file(a, it, story), file(b, it, story); !reflect.DeepEqual(got, want) {
				t.Fatalf("%s item %d: %+v and then %+v", level, i, want, got)
			}
		}
	}
}

// What left the window is gone without a trace: the profiles, postings and terms
// are those of an index that saw only the rest.
func TestForgottenIsAsNeverSeen(t *testing.T) {
	items := stream(120, 3)
	w := window{days: 400, items: 40}
	long, short := newIndex(w, loadBackground()), newIndex(w, loadBackground())
	put := func(x *index, it Item, i int) { x.remember(x.doc(it), x.open(fmt.Sprint("cluster ", i%5))) }
	for i, it := range items {
		put(long, it, i)
	}
	// Weights depend on the counts at the time, so the rest is given as vectors.
	for _, d := range long.docs {
		copied := *d
		for kind, v := range d.vectors {
			copied.vectors[kind] = nil
			for _, e := range v {
				copied.vectors[kind] = append(copied.vectors[kind], entry{short.number(long.spelled[e.term]), e.weight})
			}
		}
		short.remember(&copied, short.open(d.cluster.id))
	}
	if got, want := len(long.numbers), len(short.numbers); got != want {
		t.Errorf("%d terms are remembered, want %d", got, want)
	}
	if got, want := len(long.clusters), len(short.clusters); got != want {
		t.Errorf("%d clusters are remembered, want %d", got, want)
	}
	for id, c := range short.clusters {
		o := long.clusters[id]
		if o == nil {
			t.Fatalf("cluster %q is gone", id)
		}
		for kind := range c.profiles {
			sameProfile(t, long, short, &o.profiles[kind], &c.profiles[kind])
		}
	}
}

func sameProfile(t *testing.T, a, b *index, p, q *profile) {
	t.Helper()
	if p.norm2 != q.norm2 || p.cells.used != q.cells.used {
		t.Errorf("a profile has %d terms and lengths %v, want %d and %v", p.cells.used, p.norm2, q.cells.used, q.norm2)
	}
	for _, want := range q.cells.slots {
		if want.term == 0 {
			continue
		}
		spelled := b.spelled[want.term-1]
		if got := p.cells.find(a.numbers[spelled]); got == nil || *got != want.cell {
			t.Errorf("%q: %+v, want %+v", spelled, got, want.cell)
		}
	}
}

// One item with a wrong date far ahead must not empty the memory.
func TestWrongDateDoesNotEmptyTheMemory(t *testing.T) {
	l := NewLinker(EventLevel)
	text := "A ferry with 120 people on board capsized off Masbate."
	first := file(l, Item{ID: "1", Day: "2025-03-01", Text: text}, "")
	file(l, Item{ID: "2", Day: "2025-03-01", Text: "Norway keeps its interest rate."}, "")
	file(l, Item{ID: "3", Day: "9999-12-31", Text: "A misprinted date."}, "")
	file(l, Item{ID: "4", Day: "0001-01-01", Text: "Another one."}, "")
	if got := file(l, Item{ID: "5", Day: "2025-03-02", Text: text}, ""); got.Cluster != first.Cluster {
		t.Errorf("the second report is in %q, want %q", got.Cluster, first.Cluster)
	}
}

func TestAnyTextIsSafe(t *testing.T) {
	random := rand.New(rand.NewSource(4))
	pieces := []string{"", " ", "\n", "\x00", "\xff\xfe", "Ж", "日本", "’s", "'S", "…", "A", "a", "the", "NATO", "9", "-", "\u0301", "🛳", "Kyiv", "talks", "."}
	days := []models.Day{"", "2025-01-01", "2024-02-29", "0001-01-01", "9999-12-31", "20255-01-01", "never"}
	for _, level := range []Level{EventLevel, StoryLevel} {
		l := NewLinker(level)
		for i := range 3000 {
			var b strings.Builder
			for range random.Intn(40) {
				b.WriteString(pieces[random.Intn(len(pieces))])
			}
			it := Item{ID: fmt.Sprint(i), Day: days[random.Intn(len(days))], Text: b.String()}
			if random.Intn(3) == 0 {
				it.Title = it.Text[:len(it.Text)/2]
			}
			if random.Intn(5) == 0 {
				it.Entities, it.Places, it.Countries = []string{"UA", ""}, []string{it.Text}, []string{"UA", "UA"}
			}
			story := ""
			if random.Intn(4) == 0 {
				story = fmt.Sprint("Story ", random.Intn(9))
			}
			d := file(l, it, story)
			if d.Cluster == "" || d.Probability < 0 || d.Probability > 1 || d.Probability != d.Probability {
				t.Fatalf("%s: %q is put into %q with %v", level, it.Text, d.Cluster, d.Probability)
			}
			if story == "" && !utf8.ValidString(d.Label) {
				t.Fatalf("label %q is no text", d.Label)
			}
			for k, c := range d.Candidates {
				if c.Probability < 0 || c.Probability > 1 || k > 0 && c.Probability > d.Candidates[k-1].Probability {
					t.Fatalf("candidates of %q are %+v", it.Text, d.Candidates)
				}
			}
		}
	}
	l := NewLinker(StoryLevel)
	file(l, Item{ID: "long", Text: strings.Repeat("Kyiv talks on and on. ", 500000)}, "")
	file(l, Item{ID: "word", Text: strings.Repeat("x", 5000000)}, "")
}

func TestPersonsNameStays(t *testing.T) {
	l := NewLinker(StoryLevel)
	for i, it := range stream(40, 5) {
		d := file(l, it, "Strike at the port")
		if i > 0 && (len(d.Candidates) == 0 || d.Candidates[0].Label != "Strike at the port") {
			t.Fatalf("item %d: candidates %+v, want the given story", i, d.Candidates)
		}
	}
}

func TestReasonsAreGiven(t *testing.T) {
	for level, steps := range scenes {
		l := NewLinker(level)
		var d Decision
		for _, s := range steps[:4] {
			d = file(l, Item{ID: s.id, Day: models.Day(s.day), Text: s.text}, s.story)
		}
		if len(d.Candidates) == 0 || len(d.Candidates[0].Reasons) == 0 {
			t.Errorf("%s: %+v has no reasons", level, d)
		}
	}
}

// stream makes n items on a handful of affairs, from a fixed seed.
func stream(n int, seed int64) []Item {
	random := rand.New(rand.NewSource(seed))
	places := strings.Fields("Aldovia Brenstadt Corvania Dunmere Estrova Fallmark Grenholm Harwick")
	acts := []string{"ministers meet for talks", "protesters block the harbour", "troops shell the border", "courts hear the appeal", "voters elect a parliament"}
	things := strings.Fields("treaty budget pipeline bridge festival tariff vaccine railway satellite wheat ballot dam")
	day := models.Day("2025-01-01")
	out := make([]Item, n)
	for i := range out {
		if random.Intn(4) == 0 {
			day = day.Add(1)
		}
		p, q := places[random.Intn(len(places))], places[random.Intn(len(places))]
		out[i] = Item{ID: fmt.Sprint("item ", i), Day: day, Text: fmt.Sprintf("In %s %s over the %s and the %s of %s, spokesman number %d said.",
			p, acts[random.Intn(len(acts))], things[random.Intn(len(things))], things[random.Intn(len(things))], q, random.Intn(5000)),
			Countries: []string{p[:2]}}
	}
	return out
}

// BenchmarkLinker measures an item's cost after a history of each length; it
// must not grow with it. The history is filed by a person's word, which costs
// less than deciding.
func BenchmarkLinker(b *testing.B) {
	for _, level := range []Level{EventLevel, StoryLevel} {
		for _, history := range []int{2000, 20000, 200000} {
			var l *Linker
			random := rand.New(rand.NewSource(6))
			seen := 0
			next := func() Item {
				seen++
				return reportOf(random, seen)
			}
			b.Run(fmt.Sprintf("%s/after=%d", level, history), func(b *testing.B) {
				if l == nil {
					l = NewLinker(level)
					for range history {
						it := next()
						l.index.remember(l.index.doc(it), l.index.open(it.Countries[0]))
					}
				}
				b.ResetTimer()
				for range b.N {
					file(l, next(), "")
				}
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "items/s")
			})
		}
	}
}

// reportOf makes a sentence of 30 words, common and rare ones as in news: a
// word's rank follows Zipf's law. A day has 50 reports.
func reportOf(random *rand.Rand, i int) Item {
	zipf := rand.NewZipf(random, 1.1, 20, 60000)
	words := make([]string, 30)
	for k := range words {
		n := zipf.Uint64()
		words[k] = fmt.Sprintf("w%dq", n)
		if n%4 == 0 {
			words[k] = fmt.Sprintf("Name%dq", n)
		}
	}
	return Item{ID: fmt.Sprint(i), Day: models.Day("2020-01-01").Add(i / 50), Text: strings.Join(words, " "), Countries: []string{fmt.Sprintf("C%d", zipf.Uint64()%500)}}
}
