package events

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/nlp"
)

// Lexicon is a file of triggers of a user's own, in the format of
// data/triggers.txt: its name, for messages, and its text.
type Lexicon struct{ Name, Text string }

// addOwn adds the entries of o. They take the place of those that have the
// same words, whatever their conditions, and the model does not judge them.
func (lx *lexicon) addOwn(o Lexicon) error {
	return lx.addTriggers(o.Name, o.Text, func(e entry) {
		e.own = true
		index := lx.index(e)
		index[e.words[0]] = slices.DeleteFunc(index[e.words[0]], func(other entry) bool {
			return other.file != o.Name && slices.Equal(other.words, e.words)
		})
		lx.add(e)
	})
}

// CheckLexicon tells how many entries o has and everything that is wrong with
// it, each error with the line it is on.
func CheckLexicon(o Lexicon) (entries int, problems []error) {
	lx, err := loadLexicon()
	if err != nil {
		return 0, []error{err}
	}
	seen := map[string]int{} // line by entry
	for line := range joined(o.Text) {
		tell := func(err error) {
			problems = append(problems, fmt.Errorf("events: %s line %d: %w", o.Name, line.number, err))
		}
		found, err := lx.entries(o.Name, line)
		for _, err := range each(err) {
			tell(err)
		}
		for _, e := range found {
			if err := lx.dictionaryForm(e); err != nil {
				tell(err)
			}
			key := fmt.Sprint(e.isNoun, e.words, e.conditions)
			if at := seen[key]; at > 0 {
				tell(fmt.Errorf("entry %q stands on line %d already with the same conditions", strings.Join(e.words, " "), at))
				continue
			}
			seen[key] = e.line
			entries++
		}
	}
	if entries == 0 && len(problems) == 0 {
		problems = append(problems, fmt.Errorf("events: %s: no entries: want lines such as %q", o.Name, "ASSAULT/aerial v: carpet-bomb, strafe"))
	}
	return entries, problems
}

// each returns the errors that errors.Join put together.
func each(err error) []error {
	var many interface{ Unwrap() []error }
	switch {
	case err == nil:
		return nil
	case errors.As(err, &many):
		return many.Unwrap()
	}
	return []error{err}
}

// dictionaryForm refuses words that no text can match, since words are compared
// in lower case and the first of an entry in its dictionary form.
func (lx *lexicon) dictionaryForm(e entry) error {
	for _, w := range e.words {
		if w != strings.ToLower(w) {
			return fmt.Errorf("entry %q: want %q in lower case", strings.Join(e.words, " "), w)
		}
	}
	tags := []string{"VBD", "VBG", "VBZ"}
	if e.isNoun {
		tags = []string{"NNS"}
	}
	first := e.words[0]
	for _, tag := range tags {
		if base := nlp.Lemma(first, tag); base != first && len(lx.index(e)[base]) > 0 && len(lx.index(e)[first]) == 0 {
			return fmt.Errorf("entry %q: want %q, the dictionary form of %q", strings.Join(e.words, " "), base, first)
		}
	}
	return nil
}
