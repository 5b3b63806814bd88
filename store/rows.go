package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"
)

// rows runs a query that gorm has built and reads what it finds into structs of T,
// a model or a struct that has one in it, field by field of its schema. It does
// what gorm's Find does, in a third of the time: what is read for a page goes
// through here.
func rows[T any](s *Store, q *gorm.DB) (out []T, err error) {
	var none T
	shape, err := s.record(&none)
	if err != nil {
		return nil, err
	}
	found, err := q.Model(&none).Rows()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, found.Close()) }()
	names, err := found.Columns()
	if err != nil {
		return nil, err
	}
	cells, into := make([]cell, len(names)), make([]any, len(names))
	for i, name := range names {
		if cells[i].field = shape.schema.FieldsByDBName[name]; cells[i].field == nil {
			return nil, fmt.Errorf("%T has no field for the column %s", none, name)
		}
		into[i] = &cells[i]
	}
	for found.Next() {
		out = append(out, none)
		row := reflect.ValueOf(&out[len(out)-1]).Elem()
		for i := range cells {
			cells[i].place = cells[i].field.ReflectValueOf(context.Background(), row)
		}
		if err := found.Scan(into...); err != nil {
			return nil, err
		}
	}
	return out, found.Err()
}

// group adds to out a list of the records of each key. They are sorted by it: a list
// is a part of found.
func group[T any](out map[string][]T, found []T, key func(*T) string) {
	for from, to := 0, 0; from < len(found); from = to {
		for to < len(found) && key(&found[to]) == key(&found[from]) {
			to++
		}
		out[key(&found[from])] = found[from:to:to]
	}
}

// cell is one column of the row that is being read, and where its value goes.
type cell struct {
	field *schema.Field
	place reflect.Value
}

// Scan is database/sql's: it takes a value as a driver gives it. NULL leaves the
// field as it is in an empty struct.
func (c *cell) Scan(value any) error {
	if value == nil {
		return nil
	}
	if c.field.Serializer != nil {
		return c.decode(value)
	}
	switch v := value.(type) {
	case string:
		if c.place.Kind() == reflect.String {
			c.place.SetString(v)
			return nil
		}
	case int64:
		switch c.place.Kind() {
		case reflect.Int, reflect.Int64:
			c.place.SetInt(v)
			return nil
		case reflect.Bool: // SQLite has no other
			c.place.SetBool(v != 0)
			return nil
		case reflect.Float64: // of a whole number SQLite forgets that it is one
			c.place.SetFloat(float64(v))
			return nil
		}
	case float64:
		if c.place.Kind() == reflect.Float64 {
			c.place.SetFloat(v)
			return nil
		}
	case bool:
		if c.place.Kind() == reflect.Bool {
			c.place.SetBool(v)
			return nil
		}
	case time.Time:
		switch at := c.place.Addr().Interface().(type) {
		case *time.Time:
			*at = v
			return nil
		case **time.Time:
			*at = &v
			return nil
		}
	}
	return fmt.Errorf("column %s: a %T does not fit into a %s", c.field.DBName, value, c.place.Type())
}

// decode reads a column of JSON, which is the only serializer of the models.
func (c *cell) decode(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("column %s: expected JSON in text, got a %T", c.field.DBName, value)
	}
	if err := json.Unmarshal([]byte(text), c.place.Addr().Interface()); err != nil {
		return fmt.Errorf("column %s: %w", c.field.DBName, err)
	}
	return nil
}
