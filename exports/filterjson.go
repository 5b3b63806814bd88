package exports

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/store"
)

// parseJSON reads a filter as the schema's EventFilter has it, in JSON: for what
// parameters cannot say, that one of several filters holds, or that one does not.
func parseJSON(raw json.RawMessage) (store.EventFilter, error) {
	var f store.EventFilter
	var members map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil {
		return f, fmt.Errorf("%.50q (expected an EventFilter in JSON)", raw)
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		if err := setMember(&f, name, members[name]); err != nil {
			return f, fmt.Errorf("%s: %w", name, err)
		}
	}
	return f, nil
}

// setMember sets what one member of the JSON says.
func setMember(f *store.EventFilter, name string, raw json.RawMessage) (err error) {
	switch name {
	case "and":
		f.And, err = parseList(raw)
		return err
	case "or":
		f.Or, err = parseList(raw)
		return err
	case "not":
		not, err := parseJSON(raw)
		f.Not = &not
		return err
	case "date":
		return setDate(f, raw)
	case "near":
		var n struct{ Lat, Lon, Km float64 }
		if err := json.Unmarshal(raw, &n); err != nil {
			return fmt.Errorf("%s (expected lat, lon and km)", raw)
		}
		f.Near, err = circle(fmt.Sprintf("%g,%g,%g", n.Lat, n.Lon, n.Km))
		return err
	}
	set, known := parameters[name]
	if !known || name == "key" { // which is of a whole timeline
		return fmt.Errorf("no field of an EventFilter")
	}
	var values []string
	if strings.HasPrefix(string(raw), "[") {
		err = json.Unmarshal(raw, &values)
	} else {
		var text string
		if json.Unmarshal(raw, &text) != nil { // a number, or true and false
			text = string(raw)
		}
		values = []string{text}
	}
	if err == nil && len(values) > maxValues {
		err = fmt.Errorf("%d values (expected at most %d)", len(values), maxValues)
	}
	if err != nil || len(values) == 0 { // an empty list counts as not given
		return err
	}
	return set(f, values)
}

func setDate(f *store.EventFilter, raw json.RawMessage) error {
	d := struct {
		From, To string
		Overlap  *bool
	}{}
	if err := json.Unmarshal(raw, &d); err != nil {
		return fmt.Errorf("%s (expected from, to and overlap)", raw)
	}
	var within store.EventFilter
	for name, day := range map[string]string{"from": d.From, "to": d.To} {
		if day == "" {
			continue
		}
		if err := parameters[name](&within, []string{day}); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	f.Date = &store.DateFilter{From: within.From, To: within.To, Overlap: d.Overlap == nil || *d.Overlap}
	return nil
}

func parseList(raw json.RawMessage) ([]store.EventFilter, error) {
	var list []json.RawMessage
	if err := json.Unmarshal(raw, &list); err != nil {
		return nil, fmt.Errorf("%.50q (expected a list of filters)", raw)
	}
	var out []store.EventFilter
	for i, item := range list {
		f, err := parseJSON(item)
		if err != nil {
			return nil, fmt.Errorf("%d: %w", i, err)
		}
		out = append(out, f)
	}
	return out, nil
}
