package store

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"gorm.io/gorm"
)

// MaxFirst is the most records one page may have.
const MaxFirst = 100

// Page says which part of a list is wanted: the First records after the
// cursor After, from the start when it is "". First is 1 to MaxFirst. Without names
// columns that need not be read: their fields are empty.
type Page struct {
	First   int
	After   string
	Without []string
}

// List is one page: Cursors[i] is where Items[i] stands, and HasNext tells
// whether the list goes on behind the last.
type List[T any] struct {
	Items   []T
	Cursors []string
	HasNext bool
}

// columnType is what a cursor keeps of a column.
type columnType int

const (
	text columnType = iota
	integer
	float
	moment // in a cursor as RFC 3339
)

type column struct {
	name string
	kind columnType
}

// order is a total order of a list: the columns it is sorted by, the last of
// them unique, all in one direction. A cursor is the columns' values at one item
// and stays good whatever is inserted or deleted.
type order[T any] struct {
	name    string // goes into cursors, so that one list refuses another's
	columns []column
	desc    bool
	key     func(T) []any // values of the columns: string, int64, float64; a moment as RFC 3339
}

// list reads one page of q, which has no order and no limit.
func list[T any](s *Store, q *gorm.DB, o order[T], p Page) (List[T], error) {
	q, err := o.page(q, p)
	if err != nil {
		return List[T]{}, err
	}
	items, err := rows[T](s, q.Omit(o.unread(p)...))
	if err != nil {
		return List[T]{}, fmt.Errorf("store: list %s: %w", o.name, err)
	}
	return o.list(items, p)
}

// unread are the columns that need not be read for a page: what it is sorted by is
// in the cursors.
func (o order[T]) unread(p Page) []string {
	return slices.DeleteFunc(slices.Clone(p.Without), func(name string) bool {
		return slices.ContainsFunc(o.columns, func(c column) bool { return strings.Contains(c.name, name) })
	})
}

// compare tells how a stands to b in the order, as cmp.Compare.
func (o order[T]) compare(a, b T) int { return o.compareKeys(o.key(a), o.key(b)) }

// compareKeys is compare for values of the columns, as key or decode give them.
func (o order[T]) compareKeys(a, b []any) int {
	for i, c := range o.columns {
		if d := c.compare(a[i], b[i]); d != 0 {
			if o.desc {
				return -d
			}
			return d
		}
	}
	return 0
}

// compare compares two values of the column; a moment may be written out.
func (c column) compare(a, b any) int {
	switch c.kind {
	case text:
		return cmp.Compare(a.(string), b.(string))
	case integer:
		return cmp.Compare(a.(int64), b.(int64))
	case float:
		return cmp.Compare(a.(float64), b.(float64))
	}
	return momentOf(a).Compare(momentOf(b))
}

func momentOf(v any) time.Time {
	if s, written := v.(string); written {
		at, _ := time.Parse(time.RFC3339Nano, s) // key wrote it
		return at
	}
	return v.(time.Time)
}

// page sorts q and limits it to the page and one record more.
func (o order[T]) page(q *gorm.DB, p Page) (*gorm.DB, error) {
	if p.First < 1 || p.First > MaxFirst {
		return nil, fmt.Errorf("store: %w: %d, a page has 1 to %d", ErrBadPage, p.First, MaxFirst)
	}
	names := make([]string, len(o.columns))
	for i, c := range o.columns {
		names[i] = c.name
	}
	if p.After != "" {
		values, err := o.decode(p.After)
		if err != nil {
			return nil, err
		}
		compare := ">"
		if o.desc {
			compare = "<"
		}
		q = q.Where("("+strings.Join(names, ", ")+") "+compare+" ?", values)
	}
	return q.Order(o.sorted()).Limit(p.First + 1), nil
}

// sorted is what ORDER BY says.
func (o order[T]) sorted() string {
	direction := ""
	if o.desc {
		direction = " DESC"
	}
	names := make([]string, len(o.columns))
	for i, c := range o.columns {
		names[i] = c.name + direction
	}
	return strings.Join(names, ", ")
}

// list makes a page of what page has read.
func (o order[T]) list(items []T, p Page) (List[T], error) {
	out := List[T]{Items: items}
	if len(items) > p.First {
		out.Items, out.HasNext = items[:p.First], true
	}
	out.Cursors = make([]string, len(out.Items))
	for i, it := range out.Items {
		var err error
		if out.Cursors[i], err = o.encode(it); err != nil {
			return List[T]{}, err
		}
	}
	return out, nil
}

// cursorVersion changes when cursors come to mean something else.
const cursorVersion = "1"

func (o order[T]) encode(item T) (string, error) {
	raw, err := json.Marshal(append([]any{cursorVersion, o.name}, o.key(item)...))
	if err != nil {
		return "", fmt.Errorf("store: cursor of %s: %w", o.name, err)
	}
	return base64.RawURLEncoding.EncodeToString(raw), nil
}

// maxCursor bounds what is decoded; a name or URL in a cursor may be long.
const maxCursor = 8 << 10

func (o order[T]) decode(cursor string) ([]any, error) {
	bad := func(why string) error {
		return fmt.Errorf("store: %w: %.40q %s", ErrBadCursor, cursor, why)
	}
	if len(cursor) > maxCursor {
		return nil, bad("is too long")
	}
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return nil, bad("was not made by this program")
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var parts []any
	if err := d.Decode(&parts); err != nil || d.More() || len(parts) < 2 {
		return nil, bad("was not made by this program")
	}
	if parts[0] != cursorVersion {
		return nil, bad("was made by another version of this program")
	}
	if parts[1] != o.name || len(parts) != len(o.columns)+2 {
		return nil, bad("belongs to another list than " + o.name)
	}
	values := parts[2:]
	for i, c := range o.columns {
		if values[i], err = c.value(values[i]); err != nil {
			return nil, bad("was not made by this program")
		}
	}
	return values, nil
}

// value checks one value of a cursor.
func (c column) value(v any) (any, error) {
	switch x := v.(type) {
	case string:
		if c.kind == moment {
			return time.Parse(time.RFC3339Nano, x)
		}
		if c.kind == text && utf8.ValidString(x) && !strings.ContainsRune(x, 0) {
			return x, nil
		}
	case json.Number:
		switch c.kind {
		case integer:
			return x.Int64()
		case float:
			return x.Float64()
		}
	}
	return nil, ErrBadCursor
}
