package events

import (
	"bufio"
	_ "embed" // the lexicon's files
	"fmt"
	"strings"

	"github.com/throughline-news/throughline/models"
)

//go:embed data/triggers.txt
var triggersFile string

//go:embed data/words.txt
var wordsFile string

//go:embed data/operators.txt
var operatorsFile string

// lexicon is the files of data/, read and checked.
type lexicon struct {
	verbs, nouns map[string][]entry  // by first word, in the order of the file
	classes      map[string]wordSet  // "peacekeeping *" for what "peacekeeping" stands before
	modifiers    wordSet             // the words before " *" in any class
	operators    map[string]operator // by word, all its classes
	forms        map[string]string   // irregular in the eyes of nlp.Lemma: form to verb
	venues       map[string][]venue  // by first word
	recipients   map[string]int      // rank of a preposition that leads to a recipient
	counts       *counts
}

type wordSet map[string]struct{}

func (s wordSet) has(w string) bool { _, ok := s[w]; return ok }

// entry is one trigger: its words in dictionary form ("_" is a gap) and what must hold.
type entry struct {
	words      []string
	kind       models.EventType
	mode       string
	code       models.EventType // PLOVER's where its coders see another type; "" when not
	weak       bool
	conditions []condition
}

// condition is one test on a trigger's surroundings.
type condition struct {
	not   bool
	what  string // obj subj by passive plural owner pair
	word  string // the preposition of by
	class string // of obj and subj; "" when any will do
}

// anyNoun ends a word of a class that makes any noun behind it one of the class.
const anyNoun = " *"

// gap is the word of an entry that stands for up to maxGap words, a noun phrase counting as one.
const (
	gap    = "_"
	maxGap = 3
)

// eventNoun tells whether a noun by itself is a word for an event.
func (lx *lexicon) eventNoun(lemma string) bool {
	for _, e := range lx.nouns[lemma] {
		if len(e.words) == 1 {
			return true
		}
	}
	return false
}

func loadLexicon() (*lexicon, error) {
	lx := &lexicon{verbs: map[string][]entry{}, nouns: map[string][]entry{}, classes: map[string]wordSet{}, modifiers: wordSet{},
		operators: map[string]operator{}, forms: map[string]string{}, venues: map[string][]venue{}, recipients: map[string]int{}, counts: newCounts()}
	if err := eachLine("words.txt", wordsFile, lx.addClass); err != nil {
		return nil, err
	}
	if err := eachLine("operators.txt", operatorsFile, lx.addOperator); err != nil {
		return nil, err
	}
	if err := eachLine("triggers.txt", triggersFile, lx.addTriggers); err != nil {
		return nil, err
	}
	if err := eachLine("venues.txt", venuesFile, lx.addVenue); err != nil {
		return nil, err
	}
	if err := eachLine("counts.txt", countsFile, lx.counts.add); err != nil {
		return nil, err
	}
	for v := range lx.verbs {
		lx.learnForms(v)
	}
	for w, o := range lx.operators {
		if o.is(verbOperators) {
			lx.learnForms(w)
		}
	}
	return lx, nil
}

// eachLine calls add with the head and the list of every "head: list" of a
// file, indented lines joined to the one before, remarks left out.
func eachLine(name, text string, add func(head, list string) error) error {
	var line string
	var number int
	flush := func() error {
		if line == "" {
			return nil
		}
		head, list, ok := strings.Cut(line, ": ")
		if !ok {
			return fmt.Errorf("events: %s line %d: no \": \"", name, number)
		}
		if err := add(head, list); err != nil {
			return fmt.Errorf("events: %s line %d: %w", name, number, err)
		}
		return nil
	}
	scanner := bufio.NewScanner(strings.NewReader(text))
	for n := 1; scanner.Scan(); n++ {
		s, _, _ := strings.Cut(scanner.Text(), "#")
		switch {
		case strings.TrimSpace(s) == "":
			continue
		case s[0] == ' ' || s[0] == '\t':
			line += " " + strings.TrimSpace(s)
			continue
		}
		if err := flush(); err != nil {
			return err
		}
		line, number = strings.TrimSpace(s), n
	}
	if err := scanner.Err(); err != nil {
		return fmt.Errorf("events: read %s: %w", name, err)
	}
	return flush()
}

func (lx *lexicon) addClass(name, list string) error {
	if lx.classes[name] != nil {
		return fmt.Errorf("class %q twice", name)
	}
	set := wordSet{}
	for w := range items(list) {
		set[w] = struct{}{}
		if m, ok := strings.CutSuffix(w, anyNoun); ok {
			lx.modifiers[m] = struct{}{}
		}
	}
	lx.classes[name] = set
	return nil
}

// items are the parts of a list between commas, braces kept whole.
func items(list string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for _, w := range strings.Split(list, ",") {
			if w = strings.TrimSpace(w); w != "" && !yield(w) {
				return
			}
		}
	}
}

func (lx *lexicon) addTriggers(head, list string) error {
	var name, pos string
	if n, err := fmt.Sscanf(head, "%s %s", &name, &pos); n != 2 {
		return fmt.Errorf("head %q: %w", head, err)
	}
	name, coded, _ := strings.Cut(name, ">")
	typ, mode, _ := strings.Cut(name, "/")
	k, ok := kinds[models.EventType(typ)]
	if !ok {
		return fmt.Errorf("no type %q", typ)
	}
	if _, ok := k.modes[mode]; mode != "" && !ok {
		return fmt.Errorf("%s has no mode %q", typ, mode)
	}
	if coded != "" && !isPlover(models.EventType(coded)) {
		return fmt.Errorf("no code %q", coded)
	}
	index := lx.verbs
	switch pos {
	case "n":
		index = lx.nouns
	case "v":
	default:
		return fmt.Errorf("part of speech %q: want v or n", pos)
	}
	for item := range items(list) {
		e := entry{kind: models.EventType(typ), mode: mode, code: models.EventType(coded)}
		words, braces, _ := strings.Cut(item, "{")
		if e.words = strings.Fields(words); len(e.words) == 0 || e.words[0] == gap || e.words[len(e.words)-1] == gap {
			return fmt.Errorf("entry %q: no first or last word", item)
		}
		if err := lx.addConditions(&e, strings.TrimSuffix(braces, "}")); err != nil {
			return fmt.Errorf("entry %q: %w", item, err)
		}
		index[e.words[0]] = append(index[e.words[0]], e)
	}
	return nil
}

func (lx *lexicon) addConditions(e *entry, list string) error {
	for _, s := range strings.Fields(list) {
		if s == "weak" {
			e.weak = true
			continue
		}
		var c condition
		s, c.not = strings.CutPrefix(s, "!")
		what, arg, _ := strings.Cut(s, ":")
		c.what = what
		switch what {
		case "by":
			c.word = arg
		case "obj", "subj":
			c.class = arg
			if arg != "" && !computedClass(arg) && lx.classes[arg] == nil {
				return fmt.Errorf("no class %q", arg)
			}
		case "passive", "plural", "owner", "pair":
		default:
			return fmt.Errorf("no condition %q", s)
		}
		e.conditions = append(e.conditions, c)
	}
	return nil
}

// computedClass tells whether a class is found out from names, not from a list.
func computedClass(name string) bool { return name == "actor" || name == "name" || name == "place" }
