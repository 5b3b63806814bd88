// Command trainroles makes data/roles.txt, by which nlp/events chooses who did
// what to whom among the phrases of a sentence. It learns from the marked
// sentences of nlp/events/sentences; the same sentences give the same bytes.
// Run it from the root of the project:
//
//	go run ./nlp/events/trainroles
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/throughline-news/throughline/nlp/events"
	"github.com/throughline-news/throughline/nlp/events/sentences"
	"github.com/throughline-news/throughline/nlp/reading"
)

func main() {
	out := flag.String("out", "nlp/events/data/roles.txt", "file to write the weights to")
	decay := flag.Float64("decay", 0.005, "weight decay")
	epochs := flag.Int("epochs", 10, "passes over the sentences")
	flag.Parse()
	if err := run(*out, settings{epochs: *epochs, rate: 0.1, decay: *decay}); err != nil {
		fmt.Fprintln(os.Stderr, "trainroles:", err)
		os.Exit(1)
	}
}

func run(out string, set settings) error {
	marked, err := sentences.Training()
	if err != nil {
		return err
	}
	gold, err := sentences.Gold()
	if err != nil {
		return err
	}
	reader, err := reading.New()
	if err != nil {
		return err
	}
	coder, err := events.Load()
	if err != nil {
		return err
	}
	x := newIndex()
	learn, test := markedChoices(x, reader, coder, marked), markedChoices(x, reader, coder, gold)
	fmt.Printf("%d sentences\n", len(marked))
	report("left out in five folds", learn, fold(x, learn, set))
	m := train(x, flat(learn), set)
	report("gold", test, func(int) ranker { return m })
	if err := os.WriteFile(out, []byte(m.text(x)), 0o644); err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	return nil
}

func flat(all [][]*choice) []*choice {
	var out []*choice
	for _, s := range all {
		out = append(out, s...)
	}
	return out
}

// fold learns five times from four fifths of the sentences; the result gives the
// ranker that has not learned from sentence i.
func fold(x *index, all [][]*choice, set settings) func(i int) ranker {
	const parts = 5
	var m [parts]ranker
	for k := range m {
		var learn []*choice
		for i, s := range all {
			if i%parts != k {
				learn = append(learn, s...)
			}
		}
		m[k] = train(x, learn, set)
	}
	return func(i int) ranker { return m[i%parts] }
}

// report prints what the rules and the ranker of each sentence get right.
func report(name string, all [][]*choice, by func(i int) ranker) {
	var rules, learned [2]figures
	for i, s := range all {
		m := by(i)
		for k := range s {
			c := s[k]
			rules[c.role].note(c, c.rules)
			learned[c.role].note(c, m.best(c))
		}
	}
	for r, role := range [...]string{"who", "whom"} {
		fmt.Printf("%s, %s: rules %s; learned %s\n", name, role, rules[r], learned[r])
	}
}
