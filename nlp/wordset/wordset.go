// Package wordset holds sets of words as they are written in a program: one
// string, with white space between.
package wordset

import "strings"

// Set is a set of words. The zero value is empty and cannot be added to.
type Set map[string]struct{}

// Of returns the set of the words in list.
func Of(list string) Set {
	s := Set{}
	for word := range strings.FieldsSeq(list) {
		s.Add(word)
	}
	return s
}

// Add puts word into s.
func (s Set) Add(word string) { s[word] = struct{}{} }

// Has tells whether word, spelled as in the list, is in s.
func (s Set) Has(word string) bool {
	_, ok := s[word]
	return ok
}
