package store_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// library stores one record of each kind about a harbour, and an article each
// for the words that are hard to cut.
func library(t testing.TB, st *store.Store) {
	t.Helper()
	e, s, entity := eventN(1), storyN(1), entityN(1)
	e.Summary, s.Title, s.Terms, entity.Name = "Ships attacked the harbour", "Harbour attacks", []string{"blockade"}, "Harbour Authority"
	texts := []string{
		1:  "The harbour was attacked twice on Monday. Dockers fled.",
		2:  "Nothing about ports. At the end the word harbour comes once, after many other words about the weather.",
		3:  "ПЕРЕГОВОРЫ в Женеве начались",
		4:  "Recep Tayyip Erdoğan visited İzmir; São Tomé too.",
		5:  "Prices rose 12.5% to €3,400 per MWh (U.S. data, e-mail: desk@news.example, https://news.example/a-b_c).",
		6:  "WHO said it is not over and the who, the what.",
		7:  "Straße, Łódź, Ångström, naïve café.",
		8:  "日本の首相が訪問した",
		9:  "don't rock-n-roll the state-of-the-art F-16s",
		10: "서울에서 회담",
	}
	write(t, st, func(tx *store.Tx) error {
		err := errors.Join(tx.SaveStories([]models.Story{s}), tx.SaveEvents([]models.Event{e}, nil), tx.SaveEntities([]models.Entity{entity}))
		for n := 1; n < len(texts); n++ {
			a := articleN(n)
			a.Title, a.Text = "Report", texts[n]
			if n == 1 {
				a.Title = "Harbour attack"
			}
			err = errors.Join(err, second(tx.SaveArticle(&a)))
		}
		return err
	})
}

func TestSearch(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		library(t, st)
		all := must(st.Search(t.Context(), store.Wanted{{"attacking harbours"}}, nil, store.Page{First: 100}))
		kinds := map[store.Kind]int{}
		for i, h := range all.Items {
			kinds[h.Kind]++
			if h.Rank <= 0 || i > 0 && h.Rank > all.Items[i-1].Rank {
				t.Errorf("ranks %v, want positive ones, the best first", all.Items)
			}
		}
		if len(all.Items) != 3 || kinds[store.KindStory] != 1 || kinds[store.KindEvent] != 1 || kinds[store.KindArticle] != 1 {
			t.Errorf("hits %v, want a story, an event and an article", all.Items)
		}
		ranked := must(st.Search(t.Context(), store.Wanted{{"harbour"}}, []store.Kind{store.KindArticle, store.KindEntity, store.KindArticle}, store.Page{First: 100}))
		if len(ranked.Items) != 3 || ranked.Items[2].ID != articleN(2).ID {
			t.Errorf("hits %v, want three, the passing mention last", ranked.Items)
		}
		if n := must(st.CountHits(t.Context(), store.Wanted{{"harbour"}}, nil)); n != (store.Total{Count: 5, Exact: true}) {
			t.Errorf("counted %d hits, want 5", n.Count)
		}
		if _, err := st.Search(t.Context(), store.Wanted{{"harbour"}}, []store.Kind{"planet"}, store.Page{First: 1}); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("unknown kind: got %v, want invalid value", err)
		}
		if hits := must(st.Search(t.Context(), store.Wanted{{"blockades"}}, []store.Kind{store.KindStory}, store.Page{First: 1})); len(hits.Items) != 1 {
			t.Errorf("by a seed term: %v, want the story", hits.Items)
		}
	})
}

// Both databases cut and compare words alike.
func TestSearchWords(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		library(t, st)
		for text, want := range map[string][]int{
			"dockers": {1}, "DOCKER fleeing": nil, "docker fled monday": {1},
			"переговоры": {3}, "Женеве НАЧАЛИСЬ": {3}, "женев": nil,
			"erdogan": {4}, "ERDOĞAN": {4}, "izmir": {4}, "İzmir": {4}, "tome sao": {4}, "tomé": {4},
			"12.5": {5}, "12 5": {5}, "3,400": {5}, "mwh": {5}, "U.S.": {5}, "news.example": {5}, "desk@news.example": {5}, "a-b_c": {5}, "e mail": {5},
			"WHO": {6}, "the": {1, 2, 6, 9}, "not over": {6},
			"straße": {7}, "lodz": nil, "łódź": {7}, "angstrom": {7}, "naive cafe": {7}, "CAFÉ": {7},
			"日本の首相が訪問した": {8}, "서울에서": {10},
			"don't": {9}, "F-16s": {9}, "f 16s": {9}, "state of the art": {9}, "rock roll": {9},
		} {
			var ids []string
			for _, h := range must(st.Search(t.Context(), store.Wanted{{text}}, []store.Kind{store.KindArticle}, store.Page{First: 100})).Items {
				ids = append(ids, h.ID)
			}
			got := numbers(models.ArticlePrefix, ids)
			if len(got) != len(want) {
				t.Errorf("%q: found %v, want %v", text, got, want)
				continue
			}
			for _, n := range want {
				if !strings.Contains(strings.Join(ids, " "), articleN(n).ID) {
					t.Errorf("%q: found %v, want %v", text, got, want)
				}
			}
		}
	})
}

// One spelling of a name is as good as another; those that were not typed stand
// with their words side by side.
func TestSearchSpellings(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		texts := []string{1: "Talks in Kyiv.", 2: "The Ivory Coast votes.", 3: "On the coast an ivory ship.", 4: "Kiev talks end.", 5: "Votes in Côte d'Ivoire."}
		for n := 1; n < len(texts); n++ {
			a := articleN(n)
			a.Title, a.Text = "Report", texts[n]
			save(t, st, a)
		}
		for _, tc := range []struct {
			wanted store.Wanted
			want   []int
		}{
			{store.Wanted{{"Kiev", "Kyiv"}, {"talks"}}, []int{1, 4}},
			{store.Wanted{{"Kiev", "", "!?", "Kyiv"}}, []int{1, 4}},
			{store.Wanted{{"Côte d'Ivoire", "Ivory Coast"}}, []int{2, 5}},
			{store.Wanted{{"Ivory Coast", "Côte d'Ivoire"}, {"votes"}}, []int{2, 5}},
			{store.Wanted{{"Ivory Coast"}}, []int{2, 3}},
			{store.Wanted{{"", "Kyiv"}, {"votes"}}, []int{2, 5}},
			{store.Wanted{{}, {"votes"}}, []int{2, 5}},
			{store.Wanted{{}, {""}}, nil},
			{store.Wanted{{`a" OR "Kyiv`, `Kyiv") OR ("votes`}}, nil},
		} {
			var got []int
			for _, h := range must(st.Search(t.Context(), tc.wanted, []store.Kind{store.KindArticle}, store.Page{First: 100})).Items {
				got = append(got, numbers(models.ArticlePrefix, []string{h.ID})...)
			}
			slices.Sort(got)
			if !slices.Equal(got, tc.want) || must(st.CountHits(t.Context(), tc.wanted, []store.Kind{store.KindArticle})).Count != len(tc.want) {
				t.Errorf("%q: got %v, want %v", tc.wanted, got, tc.want)
			}
		}
	})
}

func TestHostileSearches(t *testing.T) {
	nothing := []string{
		"", " ", "\n\t", `"`, `'`, `""`, "*", "&", "|", "!", "(", ")", ":", "<->", "\\", "%", "_", "-", "--", ";", "\x00", "\xff\xfe", "\u0301", "\u200b",
		`"unclosed`, "harbour AND zzz", "harbour NOT attacked", "zzz OR harbour", "harbour & zzz", "harbour | zzz", "!zzz", "NEAR(harbour, zzz)",
		"title:harbour", "kind:event", "harbour*zzz", "har*", "harb:*", `harbour" OR "a`, "'; DROP TABLE events; --", "harbour\x00zzz",
		strings.Repeat("a", 5000), strings.Repeat("harbour ", 5000) + "zzz" + strings.Repeat(" x", 50), strings.Repeat("((((", 1000),
	}
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		library(t, st)
		for _, text := range nothing {
			hits, err := st.Search(t.Context(), store.Wanted{{text}}, nil, store.Page{First: 10})
			if err != nil || len(hits.Items) != 0 {
				t.Errorf("%.40q: %d hits, %v, want none", text, len(hits.Items), err)
			}
			if n, err := st.CountHits(t.Context(), store.Wanted{{text}}, nil); err != nil || n != (store.Total{Exact: true}) {
				t.Errorf("%.40q: counted %d, %v, want none", text, n.Count, err)
			}
		}
		for _, text := range []string{`"harbour"`, "harbour:*", "harbour\x00", "+harbour -attacked", "(harbour", "harbour;--", strings.Repeat("harbour ", 5000)} {
			if hits, err := st.Search(t.Context(), store.Wanted{{text}}, nil, store.Page{First: 10}); err != nil || len(hits.Items) == 0 {
				t.Errorf("%.40q: %d hits, %v, want some", text, len(hits.Items), err)
			}
		}
	})
}

func TestSearchFollowsChanges(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		saved(t, st, 1)
		found := func(text string, kind store.Kind) int {
			return must(st.CountHits(t.Context(), store.Wanted{{text}}, []store.Kind{kind})).Count
		}
		e, s, a := eventN(1), storyN(1), articleN(1)
		e.Summary, s.Title, a.Text, a.ContentHash = "Pilots landed", "Aviation", "Pilots landed safely.", "other"
		write(t, st, func(tx *store.Tx) error {
			return errors.Join(tx.SaveEvents([]models.Event{e}, nil), tx.SaveStories([]models.Story{s}), second(tx.SaveArticle(&a)))
		})
		for _, kind := range []store.Kind{store.KindEvent, store.KindArticle} {
			if found("envoy", kind) != 0 || found("pilot", kind) != 1 {
				t.Errorf("%s: the old words find %d, the new ones %d", kind, found("envoy", kind), found("pilot", kind))
			}
		}
		if n := must(st.CountStories(t.Context(), store.StoryFilter{Text: "avi"})); n != (store.Total{Count: 1, Exact: true}) {
			t.Errorf("the new title finds %d stories, want 1", n.Count)
		}
		write(t, st, func(tx *store.Tx) error { return second(tx.ReplaceMentions(a.ID, nil)) })
		if found("pilot", store.KindEvent) != 0 {
			t.Error("a deleted event is found")
		}
		long := articleN(2)
		long.Text = strings.Repeat("word ", 40000) + "ending"
		long.Text += strings.Repeat(" \u0416\u0416\u0416", 300000) // more than an index entry takes
		save(t, st, long)
		if found("words", store.KindArticle) != 1 {
			t.Error("a long text is not found")
		}
	})
}

// Whatever is typed, a search and a filter answer without an error.
func TestRandomSearches(t *testing.T) {
	alphabet := []rune("ab Z09\"'*&|!():<->\\%_;,.{}[]^~@#$+/=?\x00\t\n\u00e9\u0130\u0301\u200d\u0416\u65e5\uac00\u0e01\u093f\u00bd\u2460\U0001f600\ufffd")
	random := rand.New(rand.NewPCG(1, 2))
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		library(t, st)
		for range 300 {
			text := make([]rune, random.IntN(24))
			for i := range text {
				text[i] = alphabet[random.IntN(len(alphabet))]
			}
			query := string(text)
			_, err := st.Search(t.Context(), store.Wanted{{query}}, nil, store.Page{First: 10})
			for _, err := range []error{err, second(st.CountStories(t.Context(), store.StoryFilter{Text: query})),
				second(st.CountEvents(t.Context(), store.EventFilter{Text: query}))} {
				if err != nil {
					t.Fatalf("%q: %v", query, err)
				}
			}
		}
	})
}

func FuzzSearch(f *testing.F) {
	st := storetest.Open(f, storetest.SQLite.New(f), store.Options{})
	f.Add("harbour AND \"x")
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := st.Search(t.Context(), store.Wanted{{text}}, nil, store.Page{First: 1}); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	})
}
