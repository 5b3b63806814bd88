// Package infinity reads answers as Grafana's Infinity data source does with its
// backend parser, so that tests can hold that a dashboard's queries give what its
// panels need. It knows the query type GraphQL.
package infinity

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Query is a query of the plugin, as dashboards keep it.
type Query struct {
	Type, Source, Parser, Format, URL string
	Root                              string `json:"root_selector"`
	Options                           struct {
		Method   string
		BodyType string `json:"body_type"`
		Query    string `json:"body_graphql_query"`
	} `json:"url_options"`
	Columns []Column
}

// Column is one column of what a query gives.
type Column struct{ Selector, Text, Type string }

// Names are the names of the columns.
func (q Query) Names() []string {
	var out []string
	for _, c := range q.Columns {
		out = append(out, c.Text)
	}
	return out
}

// GraphQL is the text of the query, with the variables of a dashboard filled in:
// those of the time range as milliseconds since 1970, and others by their names.
// It refuses a query that Grafana's server would not send.
func (q Query) GraphQL(from, to time.Time, variables map[string]string) (string, error) {
	if q.Type != "graphql" || q.Source != "url" || q.Parser != "backend" || q.Options.Method != http.MethodPost || q.Options.BodyType != "graphql" || q.URL != "/graphql" {
		return "", fmt.Errorf("not asked by Grafana's server over GraphQL: %+v", q)
	}
	pairs := []string{"${__from}", strconv.FormatInt(from.UnixMilli(), 10), "${__to}", strconv.FormatInt(to.UnixMilli(), 10),
		"${__from:date:iso}", from.UTC().Format("2006-01-02T15:04:05.000Z"), "${__to:date:iso}", to.UTC().Format("2006-01-02T15:04:05.000Z")}
	for name, value := range variables {
		pairs = append(pairs, "${"+name+"}", value)
	}
	query := strings.NewReplacer(pairs...).Replace(q.Options.Query)
	if strings.Contains(query, "$") {
		return "", fmt.Errorf("a variable that the dashboard does not have: %s", query)
	}
	return query, nil
}

// Rows reads an answer: below the root selector must be an array of flat objects,
// each column is the value under its selector, and of the column's type.
func (q Query) Rows(answer any) ([][]any, error) {
	value := answer
	for name := range strings.SplitSeq(q.Root, ".") {
		object, ok := value.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("no object above %s of %s", name, q.Root)
		}
		value = object[name]
	}
	list, ok := value.([]any)
	if !ok {
		return nil, fmt.Errorf("no array under %s: %v", q.Root, value)
	}
	rows := make([][]any, len(list))
	for i, item := range list {
		object, ok := item.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("%v is no object", item)
		}
		for _, c := range q.Columns {
			cell, known := object[c.Selector]
			if !known {
				return nil, fmt.Errorf("no %s in %v", c.Selector, object)
			}
			parsed, err := cellOf(cell, c.Type)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", c.Selector, err)
			}
			rows[i] = append(rows[i], parsed)
		}
	}
	return rows, nil
}

// cellOf reads a value as a column of a type. The plugin leaves a cell empty that is
// of another type, without a word; here that is an error.
func cellOf(value any, columnType string) (any, error) {
	switch v := value.(type) {
	case float64:
		switch columnType {
		case "number":
			return v, nil
		case "timestamp_epoch":
			return time.UnixMilli(int64(v)).UTC(), nil
		}
	case string:
		switch columnType {
		case "string":
			return v, nil
		case "timestamp":
			return time.Parse(time.RFC3339, v)
		}
	}
	return nil, fmt.Errorf("%v (%T) is no %s", value, value, columnType)
}

// Wide turns rows of a time, a number and a text, as the format timeseries is
// prepared for a chart: by the texts, a value a time. Grafana refuses times that do not ascend
// and shows holes where a series has no value.
func Wide(rows [][]any) (map[string][]float64, error) {
	out := map[string][]float64{}
	var last time.Time
	times := 0
	for _, row := range rows {
		if len(row) != 3 {
			return nil, fmt.Errorf("a row of %d columns (expected time, number and text)", len(row))
		}
		at, isTime := row[0].(time.Time)
		value, isNumber := row[1].(float64)
		series, isText := row[2].(string)
		switch {
		case !isTime || !isNumber || !isText || series == "":
			return nil, fmt.Errorf("the row %v (expected time, number and text)", row)
		case at.Before(last):
			return nil, fmt.Errorf("%s comes after %s: long series must be sorted ascending by time", at, last)
		case times == 0 || at.After(last):
			times++
			last = at
		}
		if len(out[series]) != times-1 {
			return nil, fmt.Errorf("%s has %d values at %s, the %d. time", series, len(out[series]), at, times)
		}
		out[series] = append(out[series], value)
	}
	for series, values := range out {
		if len(values) != times {
			return nil, fmt.Errorf("%s has %d values at %d times", series, len(values), times)
		}
	}
	if times == 0 {
		return nil, errors.New("no rows")
	}
	return out, nil
}
