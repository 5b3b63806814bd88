package models

import (
	"encoding/json"
	"slices"
	"strings"
)

// Names are the other names of one thing, one a line, in the order in which they
// were given. As a string they can be compared and kept in one column; as JSON
// they are a list.
type Names string

// List returns the names, none as an empty list.
func (n Names) List() []string {
	if n == "" {
		return []string{}
	}
	return strings.Split(string(n), "\n")
}

// Has tells whether name is among them, in whatever case.
func (n Names) Has(name string) bool {
	return slices.ContainsFunc(n.List(), func(s string) bool { return strings.EqualFold(s, name) })
}

// With returns n with the names that are not among them yet behind. A name has no line breaks.
func (n Names) With(names ...string) Names {
	for _, name := range names {
		switch {
		case n == "":
			n = Names(name)
		case !n.Has(name):
			n += Names("\n" + name)
		}
	}
	return n
}

// Without returns n without the names, in whatever case.
func (n Names) Without(names ...string) Names {
	return Names(strings.Join(slices.DeleteFunc(n.List(), func(s string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(s, name) })
	}), "\n"))
}

// MarshalJSON writes a list.
func (n Names) MarshalJSON() ([]byte, error) { return json.Marshal(n.List()) }

// UnmarshalJSON reads a list.
func (n *Names) UnmarshalJSON(raw []byte) error {
	var list []string
	err := json.Unmarshal(raw, &list)
	*n = Names(strings.Join(list, "\n"))
	return err
}
