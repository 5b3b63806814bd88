package events

import (
	_ "embed" // the lexicon's files
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/wordset"
)

//go:embed data/triggers.txt
var triggersFile string

//go:embed data/words.txt
var wordsFile string

//go:embed data/operators.txt
var operatorsFile string

// lexicon is the files of data/, read and checked.
type lexicon struct {
	verbs, nouns map[string][]entry     // by first word, in the order of the file
	classes      map[string]wordset.Set // "peacekeeping *" for what "peacekeeping" stands before
	modifiers    wordset.Set            // the words before " *" in any class
	operators    map[string]operator    // by word, all its classes
	forms        map[string]string      // irregular in the eyes of nlp.Lemma: form to verb
	venues       map[string][]venue     // by first word
	recipients   map[string]int         // rank of a preposition that leads to a recipient
	counts       *counts
}

// entry is one trigger: its words in dictionary form ("_" is a gap) and what must hold.
type entry struct {
	words      []string
	kind       models.EventType
	mode       string
	code       models.EventType // PLOVER's where its coders see another type; "" when not
	weak       bool
	conditions []condition
	isNoun     bool
	file       string // it is from
	line       int    // of the file where it stands
	own        bool   // the user's own: its word is not the model's to judge
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

func loadLexicon(own ...Lexicon) (*lexicon, error) {
	lx := &lexicon{verbs: map[string][]entry{}, nouns: map[string][]entry{}, classes: map[string]wordset.Set{}, modifiers: wordset.Set{},
		operators: map[string]operator{}, forms: map[string]string{}, venues: map[string][]venue{}, recipients: map[string]int{}, counts: newCounts()}
	if err := eachLine("words.txt", wordsFile, lx.addClass); err != nil {
		return nil, err
	}
	if err := eachLine("operators.txt", operatorsFile, lx.addOperator); err != nil {
		return nil, err
	}
	if err := lx.addTriggers("triggers.txt", triggersFile, lx.add); err != nil {
		return nil, err
	}
	for _, o := range own {
		if err := lx.addOwn(o); err != nil {
			return nil, err
		}
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
// file, and stops at the first error, to which it adds the line.
func eachLine(name, text string, add func(head, list string) error) error {
	for line := range joined(text) {
		head, list, ok := strings.Cut(line.text+" ", ": ")
		err := errNoColon
		if ok {
			err = add(head, list)
		}
		if err != nil {
			return fmt.Errorf("events: %s line %d: %w", name, line.number, err)
		}
	}
	return nil
}

var errNoColon = errors.New("no \": \" between what the line is for and its words")

// line is one line of a file with those that follow on it, each begun by as many
// newlines as it is further down, and its number from 1.
type line struct {
	text   string
	number int
}

// joined gives the lines of a file, indented ones joined to the one before,
// remarks and empty lines left out.
func joined(text string) iter.Seq[line] {
	return func(yield func(line) bool) {
		var l line
		number, last := 0, 0
		for s := range strings.Lines(text) {
			number++
			s, _, _ = strings.Cut(s, "#")
			switch {
			case strings.TrimSpace(s) == "":
			case (s[0] == ' ' || s[0] == '\t') && l.text != "":
				l.text += " " + strings.Repeat("\n", number-last) + strings.TrimSpace(s)
				last = number
			default:
				if l.text != "" && !yield(l) {
					return
				}
				l, last = line{strings.TrimSpace(s), number}, number
			}
		}
		if l.text != "" {
			yield(l)
		}
	}
}

func (lx *lexicon) addClass(name, list string) error {
	if lx.classes[name] != nil {
		return fmt.Errorf("class %q twice", name)
	}
	set := wordset.Set{}
	for w := range items(list) {
		set.Add(w)
		if m, ok := strings.CutSuffix(w, anyNoun); ok {
			lx.modifiers.Add(m)
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

// addTriggers calls add with the entries of a file of triggers, and stops at the
// first line with an error, which tells of everything wrong with it.
func (lx *lexicon) addTriggers(file, text string, add func(entry)) error {
	for line := range joined(text) {
		found, err := lx.entries(file, line)
		for _, e := range found {
			add(e)
		}
		if err != nil {
			return fmt.Errorf("events: %s line %d: %w", file, line.number, err)
		}
	}
	return nil
}

// add files a good entry under its first word.
func (lx *lexicon) add(e entry) {
	index := lx.index(e)
	index[e.words[0]] = append(index[e.words[0]], e)
}

// index is where the entries of its part of speech are.
func (lx *lexicon) index(e entry) map[string][]entry {
	if e.isNoun {
		return lx.nouns
	}
	return lx.verbs
}

// entries reads one line of a file of triggers: those that are good, and what is wrong with the others.
func (lx *lexicon) entries(file string, l line) ([]entry, error) {
	head, list, ok := strings.Cut(l.text+" ", ": ")
	if !ok {
		return nil, errNoColon
	}
	base, err := entryHead(head)
	if err != nil {
		return nil, err
	}
	base.file = file
	var found []entry
	var errs []error
	at := l.number
	for _, item := range strings.Split(list, ",") {
		blank := len(item) - len(strings.TrimLeft(item, " \t\n"))
		e := base
		e.line = at + strings.Count(item[:blank], "\n")
		at += strings.Count(item, "\n")
		if item = strings.TrimSpace(item); item == "" {
			continue
		}
		words, braces, open := strings.Cut(item, "{")
		braces, closed := strings.CutSuffix(braces, "}")
		e.words = strings.Fields(words)
		var err error
		switch {
		case open && !closed || !open && strings.Contains(words, "}"):
			err = errors.New("want its conditions between braces, with spaces between them: {obj:actor weak}")
		case len(e.words) == 0 || e.words[0] == gap || e.words[len(e.words)-1] == gap:
			err = errors.New("no first or last word")
		default:
			err = lx.addConditions(&e, braces)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("entry %q: %w", item, err))
			continue
		}
		found = append(found, e)
	}
	if len(found) == 0 && len(errs) == 0 {
		errs = append(errs, fmt.Errorf("no entries behind %q", head))
	}
	return found, errors.Join(errs...)
}

// entryHead reads what stands before the colon: "ASSAULT/aerial v".
func entryHead(head string) (entry, error) {
	fields := strings.Fields(head)
	if len(fields) != 2 {
		return entry{}, fmt.Errorf("head %q: want a type and a part of speech, such as %q", head, "CONSULT/visit v")
	}
	name, coded, _ := strings.Cut(fields[0], ">")
	typ, mode, _ := strings.Cut(name, "/")
	k, ok := kinds[models.EventType(typ)]
	if !ok {
		return entry{}, fmt.Errorf("no type %q: want one of %s", typ, choices(slices.Collect(maps.Keys(kinds))))
	}
	if _, ok := k.modes[mode]; mode != "" && !ok {
		return entry{}, fmt.Errorf("%s has no mode %q: want %s", typ, mode, choices(slices.Collect(maps.Keys(k.modes))))
	}
	if coded != "" && !isPlover(models.EventType(coded)) {
		return entry{}, fmt.Errorf("no code %q: want one of PLOVER's types", coded)
	}
	if fields[1] != "v" && fields[1] != "n" {
		return entry{}, fmt.Errorf("part of speech %q: want v (verb) or n (noun)", fields[1])
	}
	return entry{kind: models.EventType(typ), mode: mode, code: models.EventType(coded), isNoun: fields[1] == "n"}, nil
}

// choices writes words for a message, in order; "none" when there are none.
func choices[S ~string](words []S) string {
	if len(words) == 0 {
		return "none"
	}
	slices.Sort(words)
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = string(w)
	}
	return strings.Join(out, ", ")
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
			if arg == "" {
				return errors.New("want a preposition behind by, such as by:with")
			}
			c.word = arg
		case "obj", "subj":
			c.class = arg
			if arg != "" && !computedClass(arg) && lx.classes[arg] == nil {
				return fmt.Errorf("no class %q: want actor, name, place, or one of words.txt: %s", arg, choices(slices.Collect(maps.Keys(lx.classes))))
			}
		case "passive", "plural", "owner", "pair":
		default:
			return fmt.Errorf("no condition %q: want obj, subj, by:WORD, passive, plural, owner, pair or weak", s)
		}
		e.conditions = append(e.conditions, c)
	}
	return nil
}

// computedClass tells whether a class is found out from names, not from a list.
func computedClass(name string) bool { return name == "actor" || name == "name" || name == "place" }
