package store

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Kind is what a search hit is.
type Kind string

// The kinds that can be searched.
const (
	KindStory   Kind = "story"
	KindEvent   Kind = "event"
	KindArticle Kind = "article"
	KindEntity  Kind = "entity"
	KindPlace   Kind = "place"
)

// tables are where each kind is kept.
var tables = map[Kind]string{KindStory: "stories", KindEvent: "events", KindArticle: "articles", KindEntity: "entities", KindPlace: "places"}

// Hit is one find of Search. Rank grows with how well it fits; its scale is the
// database's own.
type Hit struct {
	Kind Kind
	ID   string
	Rank float64
	For  Wanted `gorm:"-"` // what was looked for
}

// Wanted is what a search looks for: each item is a word or name, or some words,
// and after it what may stand in its place. All of these are plain text: no
// character in them has a meaning.
type Wanted [][]string

// Text is all of it as one text.
func (w Wanted) Text() string {
	var all []string
	for _, spellings := range w {
		all = append(all, spellings...)
	}
	return strings.Join(all, " ")
}

// Search finds the records in which of each item of what is wanted all the words
// of the first spelling occur, in whatever ending, or another spelling does with
// its words side by side; the best fit comes first, and no kinds means all. What
// has no word finds nothing. A rank depends on how rare a word is, so what is
// stored between two pages may move hits from one to the other.
func (s *Store) Search(ctx context.Context, w Wanted, kinds []Kind, p Page) (List[Hit], error) {
	q, err := s.hits(ctx, w, kinds)
	if err != nil {
		return List[Hit]{}, err
	}
	found, err := list(s, q, hitOrder, p)
	for i := range found.Items {
		found.Items[i].For = w
	}
	return found, err
}

var hitOrder = order[Hit]{
	name: "search", columns: []column{{"rank", float}, {"id", text}}, desc: true,
	key: func(h Hit) []any { return []any{h.Rank, h.ID} },
}

// CountHits counts what Search finds.
func (s *Store) CountHits(ctx context.Context, w Wanted, kinds []Kind) (Total, error) {
	q, err := s.hits(ctx, w, kinds)
	if err != nil {
		return Total{}, err
	}
	return count(q, "hits")
}

// hits is a query of all that Search finds.
func (s *Store) hits(ctx context.Context, w Wanted, kinds []Kind) (*gorm.DB, error) {
	db := s.read.WithContext(ctx)
	if len(kinds) == 0 {
		kinds = []Kind{KindStory, KindEvent, KindArticle, KindEntity, KindPlace}
	}
	var parts []string
	var values []any
	query := s.wanted(w)
	seen := make(map[Kind]bool)
	for _, kind := range kinds {
		table, known := tables[kind]
		if !known {
			return nil, fmt.Errorf("store: search: %w: kind %q", ErrInvalid, kind)
		}
		if query != "" && !seen[kind] {
			parts = append(parts, fmt.Sprintf(s.dialect.hits, table, kind))
			values = append(values, query)
		}
		seen[kind] = true
	}
	if len(parts) == 0 {
		return db.Table("(?) AS hits", db.Raw("SELECT '' AS kind, '' AS id, 0.0 AS rank WHERE 1 = 0")), nil
	}
	return db.Table("(?) AS hits", db.Raw(strings.Join(parts, " UNION ALL "), values...)), nil
}

// wanted writes what is wanted as a query of the database; "" when it has no word.
func (s *Store) wanted(w Wanted) string {
	var all []string
	seen := make(map[string]bool)
	for _, spellings := range w {
		if len(spellings) == 0 {
			continue
		}
		words := terms(spellings[0])
		key := strings.Join(words, " ")
		if len(words) == 0 || seen[key] || len(all) == maxTerms {
			continue
		}
		seen[key] = true
		any := []string{s.dialect.words(words)}
		for _, other := range spellings[1:min(len(spellings), 1+maxSpellings)] {
			if words := terms(other); len(words) > 0 {
				any = append(any, s.dialect.phrase(words))
			}
		}
		all = append(all, "("+strings.Join(any, s.dialect.or)+")")
	}
	return strings.Join(all, s.dialect.and)
}

// whereWords limits a query of records of a kind, whose id is in the column id, to
// those that have all the words of text. Without a word in it there are none.
func (s *Store) whereWords(q *gorm.DB, id string, kind Kind, text string) *gorm.DB {
	var c condition
	s.addWords(&c, id, kind, text)
	return q.Where(clause.Expr{SQL: c.sql(), Vars: c.values})
}

// addWords adds the same.
func (s *Store) addWords(c *condition, id string, kind Kind, text string) {
	words := terms(text)
	if len(words) == 0 {
		c.add("1 = 0")
		return
	}
	c.add(fmt.Sprintf(s.dialect.matches, tables[kind], kind, id), s.dialect.words(words))
}

// Limits of a search: how many words of a text are looked for, how many bytes of a
// word (PostgreSQL takes 2,046), and how many other spellings of one.
const (
	maxTerms     = 32
	maxTerm      = 500
	maxSpellings = 64
)

// terms cuts text into the words that are looked for, as both databases cut what
// they keep: marks above and below letters do not count, nor does case, and
// whatever is no letter or digit parts words. So no term has a character that
// means something in a query.
func terms(text string) []string {
	bare := strings.Map(func(r rune) rune {
		if r >= 0x300 && r <= 0x36F {
			return -1
		}
		return r
	}, norm.NFKD.String(strings.ToValidUTF8(text, " ")))
	var out []string
	seen := make(map[string]bool)
	for word := range strings.FieldsFuncSeq(strings.ToLower(norm.NFC.String(bare)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r)
	}) {
		word = strings.ToValidUTF8(word[:min(len(word), maxTerm)], "")
		if !seen[word] && len(out) < maxTerms {
			seen[word] = true
			out = append(out, word)
		}
	}
	return out
}
