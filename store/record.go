package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"gorm.io/gorm/schema"
)

// record looks at one row of a table through its gorm schema, so that comparing,
// checking and journalling are written once for all models.
type record struct {
	schema *schema.Schema
	value  reflect.Value // the struct, addressable
}

// record wraps a pointer to a model; what is done to one is done to the other.
func (s *Store) record(row any) (record, error) {
	sch, err := schema.Parse(row, &s.schemas, schema.NamingStrategy{})
	if err != nil {
		return record{}, fmt.Errorf("%T is no model: %w", row, err)
	}
	return record{sch, reflect.ValueOf(row).Elem()}, nil
}

func (r record) field(f *schema.Field) reflect.Value {
	return f.ReflectValueOf(context.Background(), r.value)
}

// columns are the fields that the table has, those of Go alone (gorm:"-") left out.
func (r record) columns() iter.Seq[*schema.Field] {
	return func(yield func(*schema.Field) bool) {
		for _, f := range r.schema.Fields {
			if f.DBName != "" && !yield(f) {
				return
			}
		}
	}
}

// id returns the value of the primary key, which is one column.
func (r record) id() string { return r.field(r.schema.PrioritizedPrimaryField).String() }

// set sets the field of this Go name where the model has it.
func (r record) set(name string, value any) {
	if f := r.schema.LookUpField(name); f != nil {
		r.field(f).Set(reflect.ValueOf(value))
	}
}

// get returns the field of this Go name, nil where the model has none.
func (r record) get(name string) any {
	if f := r.schema.LookUpField(name); f != nil {
		return r.field(f).Interface()
	}
	return nil
}

// concerns returns the event that the row belongs to, if it is part of one.
func (r record) concerns() []string {
	if event, ok := r.get("EventID").(string); ok && event != "" {
		return []string{event}
	}
	return nil
}

// stampLike gives the row the stamps of old.
func (r record) stampLike(old record) {
	for _, name := range []string{"CreatedAt", "UpdatedAt", "Version"} {
		if v := old.get(name); v != nil {
			r.set(name, v)
		}
	}
}

// settle makes the row what both databases give back: times in UTC to the
// microsecond and lists that are never nil. Text that a database cannot keep is
// refused; cleaning it here would shift the offsets that point into it.
func (r record) settle() error {
	for f := range r.columns() {
		v := r.field(f)
		switch x := v.Interface().(type) {
		case time.Time:
			v.Set(reflect.ValueOf(instant(x)))
		case *time.Time:
			if x != nil {
				t := instant(*x)
				v.Set(reflect.ValueOf(&t))
			}
		}
		switch v.Kind() {
		case reflect.Slice:
			if v.IsNil() {
				v.Set(reflect.MakeSlice(v.Type(), 0, 0))
			}
		case reflect.String:
			if s := v.String(); strings.ContainsRune(s, 0) {
				return fmt.Errorf("%w: a NUL byte in %s", ErrInvalid, f.DBName)
			} else if !utf8.ValidString(s) {
				return fmt.Errorf("%w: %s is not UTF-8", ErrInvalid, f.DBName)
			}
		}
	}
	if r.id() == "" {
		return fmt.Errorf("%w: no id", ErrInvalid)
	}
	return nil
}

func instant(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

// stamps are the columns the store sets when anything else changes. The time of
// a change is in the journal's own column.
var stamps = map[string]bool{"created_at": true, "updated_at": true, "version": true}

// difference is one column in which two rows differ.
type difference struct{ column, before, after string }

// differences compares two rows of one table, stamps aside.
func (r record) differences(old record) ([]difference, error) {
	var out []difference
	for f := range r.columns() {
		if stamps[f.DBName] {
			continue
		}
		before, err := json.Marshal(old.field(f).Interface())
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrInvalid, f.DBName, err)
		}
		after, err := json.Marshal(r.field(f).Interface())
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrInvalid, f.DBName, err)
		}
		if !bytes.Equal(before, after) {
			out = append(out, difference{f.DBName, string(before), string(after)})
		}
	}
	return out, nil
}

// json writes the row as one JSON object with the columns as names, but for
// those that are nobody's business: a field with the tag journal:"-".
func (r record) json() (string, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for f := range r.columns() {
		if f.Tag.Get("journal") == "-" {
			continue
		}
		value, err := json.Marshal(r.field(f).Interface())
		if err != nil {
			return "", fmt.Errorf("%w: %s: %w", ErrInvalid, f.DBName, err)
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:%s", f.DBName, value)
	}
	b.WriteByte('}')
	return b.String(), nil
}
