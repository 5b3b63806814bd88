package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

func save(t testing.TB, st *store.Store, a models.Article) (models.Article, store.Outcome) {
	t.Helper()
	var outcome store.Outcome
	write(t, st, func(tx *store.Tx) (err error) {
		outcome, err = tx.SaveArticle(&a)
		return err
	})
	return a, outcome
}

func TestSavedArticleIsReadAsItWas(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		at := time.Date(2025, 3, 2, 23, 30, 0, 123456789, time.FixedZone("", 3*3600))
		a := articleN(1)
		a.PublishedAt, a.Title, a.Text = &at, "Приветствие «Łódź»", "one\ntwo 😀"
		got, outcome := save(t, st, a)
		if outcome != store.Created {
			t.Errorf("outcome %s, want created", outcome)
		}
		if want := time.Date(2025, 3, 2, 20, 30, 0, 123456000, time.UTC); *got.PublishedAt != want {
			t.Errorf("published at %v, want %v: UTC, whole microseconds", got.PublishedAt, want)
		}
		if got.CreatedAt.IsZero() || got.CreatedAt != got.UpdatedAt {
			t.Errorf("created %v, updated %v", got.CreatedAt, got.UpdatedAt)
		}
		if diff := cmp.Diff(got, must(st.Article(t.Context(), a.ID))); diff != "" {
			t.Errorf("saved (-) and read (+) differ:\n%s", diff)
		}
	})
}

func TestTheSameArticleTwice(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		first, _ := save(t, st, articleN(1))
		before := len(changes(t, st))
		again, outcome := save(t, st, articleN(1))
		if outcome != store.Unchanged {
			t.Errorf("outcome %s, want unchanged", outcome)
		}
		if diff := cmp.Diff(first, again); diff != "" {
			t.Errorf("the second is set to (+), the first to (-):\n%s", diff)
		}
		if got := len(changes(t, st)) - before; got != 0 {
			t.Errorf("%d rows in the journal for nothing", got)
		}
	})
}

func TestWhichArticleIsTheSame(t *testing.T) {
	base := func(edit func(*models.Article)) models.Article {
		a := articleN(1)
		edit(&a)
		return a
	}
	other := idN(models.ArticlePrefix, 2)
	for name, test := range map[string]struct {
		first, second models.Article
		want          store.Outcome
	}{
		"same URL, another id": {
			base(func(*models.Article) {}),
			base(func(a *models.Article) { a.ID = other }), store.Unchanged,
		},
		"same URL, another text": {
			base(func(*models.Article) {}),
			base(func(a *models.Article) { a.ID, a.Text, a.ContentHash = other, "Revised.", "hash-revised" }), store.Updated,
		},
		"same content, one without a URL": {
			base(func(*models.Article) {}),
			base(func(a *models.Article) { a.ID, a.URL = other, "" }), store.Unchanged,
		},
		"same content, a URL at last": {
			base(func(a *models.Article) { a.URL = "" }),
			base(func(a *models.Article) { a.ID = other }), store.Updated,
		},
		"same content at two addresses": {
			base(func(*models.Article) {}),
			base(func(a *models.Article) { a.ID, a.URL = other, "https://copy.example/1" }), store.Created,
		},
		"same content of two publishers": {
			base(func(a *models.Article) { a.URL = "" }),
			base(func(a *models.Article) { a.ID, a.URL, a.Publisher = other, "", "The Copy" }), store.Created,
		},
		"details that were missing": {
			base(func(a *models.Article) { a.Publisher, a.PublishedOn, a.Authors = "", "", nil }),
			base(func(*models.Article) {}), store.Updated,
		},
		"details that are missing now": {
			base(func(*models.Article) {}),
			base(func(a *models.Article) { a.Publisher, a.PublishedOn, a.Authors, a.Title = "", "", nil, "" }), store.Unchanged,
		},
	} {
		t.Run(name, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, st *store.Store) {
				first, _ := save(t, st, test.first)
				second, outcome := save(t, st, test.second)
				if outcome != test.want {
					t.Errorf("outcome %s, want %s", outcome, test.want)
				}
				if same := second.ID == first.ID; same != (test.want != store.Created) {
					t.Errorf("ids %s and %s, outcome %s", first.ID, second.ID, test.want)
				}
				want := 1
				if test.want == store.Created {
					want = 2
				}
				if got := must(st.CountArticles(t.Context(), store.ArticleFilter{})); got != (store.Total{Count: want, Exact: true}) {
					t.Errorf("%d articles, want %d", got.Count, want)
				}
				if diff := cmp.Diff(second, must(st.Article(t.Context(), second.ID))); diff != "" {
					t.Errorf("set to (-), stored (+):\n%s", diff)
				}
			})
		})
	}
}

func TestWhatNoDatabaseMayKeep(t *testing.T) {
	for name, edit := range map[string]func(*models.Article){
		"NUL in the text":         func(a *models.Article) { a.Text = "a\x00b" },
		"broken UTF-8 in a title": func(a *models.Article) { a.Title = "a\xffb" },
		"NUL in an id":            func(a *models.Article) { a.ID = "art_\x00" },
		"NUL in an address":       func(a *models.Article) { a.URL = "https://news.example/\x00" },
		"no id":                   func(a *models.Article) { a.ID = "" },
		"no content hash":         func(a *models.Article) { a.ContentHash = "" },
		"a day that is none":      func(a *models.Article) { a.PublishedOn = "March" },
		"a URL without end":       func(a *models.Article) { a.URL = "https://news.example/" + strings.Repeat("x", 4000) },
	} {
		t.Run(name, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, st *store.Store) {
				a := articleN(1)
				edit(&a)
				err := st.Write(t.Context(), func(tx *store.Tx) error {
					_, err := tx.As("reader", "").SaveArticle(&a)
					return err
				})
				if !errors.Is(err, store.ErrInvalid) {
					t.Errorf("got %v, want invalid value", err)
				}
				if n := len(changes(t, st)); n != 0 {
					t.Errorf("%d rows in the journal for nothing", n)
				}
			})
		})
	}
}

func TestSources(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
		for n, due := range []time.Time{now.Add(time.Hour), now.Add(-time.Minute), now.Add(-time.Hour)} {
			src := models.Source{ID: idN(models.SourcePrefix, n), URL: fmt.Sprintf("https://news.example/feed/%d", n), NextCheckAt: due}
			write(t, st, func(tx *store.Tx) error {
				outcome, err := tx.SaveSource(&src)
				if outcome != store.Created {
					t.Errorf("source %d: %s, want created", n, outcome)
				}
				return err
			})
		}
		again := models.Source{ID: idN(models.SourcePrefix, 9), URL: "https://news.example/feed/1", NextCheckAt: now.Add(-time.Minute), ETag: "x"}
		write(t, st, func(tx *store.Tx) error {
			outcome, err := tx.SaveSource(&again)
			if outcome != store.Updated || again.ID != idN(models.SourcePrefix, 1) {
				t.Errorf("known by its URL: %s as %s, want updated", outcome, again.ID)
			}
			return err
		})
		due := must(st.DueSources(t.Context(), now, 10))
		if len(due) != 2 || due[0].URL != "https://news.example/feed/2" || due[1].ETag != "x" {
			t.Errorf("due: %v, want the third and the second", due)
		}
		if one := must(st.DueSources(t.Context(), now, 1)); len(one) != 1 {
			t.Errorf("%d due sources, want 1", len(one))
		}
		if all := must(st.Sources(t.Context(), store.Page{First: 2})); len(all.Items) != 2 || !all.HasNext {
			t.Errorf("a page of 2 sources: %d, more %t", len(all.Items), all.HasNext)
		}
	})
}
