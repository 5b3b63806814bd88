// Command train makes data/weights.txt, by which nlp/events chooses which
// candidates are events and of what type. It learns from the marked sentences of
// nlp/events/sentences and from nothing else; the same sentences give the same
// bytes. Run it from the root of the project:
//
//	go run ./nlp/events/train
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/events"
	"github.com/throughline-news/throughline/nlp/events/sentences"
	"github.com/throughline-news/throughline/nlp/reading"
)

func main() {
	out := flag.String("out", "nlp/events/data/weights.txt", "file to write the weights to")
	decay := flag.Float64("decay", 0.07, "weight decay")
	shared := flag.Float64("shared", 0.001, "weight decay of leanings")
	epochs := flag.Int("epochs", 40, "passes over the sentences")
	flag.Parse()
	if err := run(*out, settings{epochs: *epochs, rate: 0.1, decay: *decay, sharedDecay: *shared}); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
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
	learn, test := examples(reader, coder, marked), examples(reader, coder, gold)
	fmt.Printf("%d sentences, %d candidates\n", len(marked), count(learn))
	fmt.Printf("left out in five folds: %s\n", fold(learn, set))
	m := train(learn, set)
	fmt.Printf("gold: %s\n", m.measure(test))
	if err := os.WriteFile(out, []byte(m.text()), 0o644); err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	return nil
}

// example is a candidate and its type: "" for no event.
type example struct {
	features []string
	leanings []events.Leaning
	kind     models.EventType
}

// day is the day of publication that the sentences are read with.
const day models.Day = "2025-12-10"

// examples are the candidates of each sentence. A candidate that shares letters
// with the trigger of an event is of its type; of several the one that shares
// most is, the others are left out.
func examples(reader *reading.Reader, coder *events.Coder, marked []sentences.Sentence) [][]example {
	out := make([][]example, len(marked))
	for i, s := range marked {
		rd := reader.Read(reading.Text{Body: s.Text, Published: day})
		shift := strings.Index(rd.Doc.Text, s.Text)
		if shift < 0 {
			continue
		}
		cands := coder.Candidates(rd.Input)
		kinds := make([]models.EventType, len(cands))
		skip := make([]bool, len(cands))
		for _, e := range s.Events {
			best, most := -1, 0
			for k, c := range cands {
				if n := min(c.End-shift, e.Trigger.End) - max(c.Start-shift, e.Trigger.Start); n > 0 {
					skip[k] = true
					if n > most {
						best, most = k, n
					}
				}
			}
			if best >= 0 {
				kinds[best] = e.Type
			}
		}
		for k, c := range cands {
			if kinds[k] != "" || !skip[k] {
				out[i] = append(out[i], example{c.Features, c.Leanings, kinds[k]})
			}
		}
	}
	return out
}

func count(list [][]example) int {
	n := 0
	for _, l := range list {
		n += len(l)
	}
	return n
}

// fold measures on each fifth of the sentences what is learned from the others.
func fold(all [][]example, set settings) figures {
	var sum figures
	for k := range 5 {
		var learn, held [][]example
		for i, s := range all {
			if i%5 == k {
				held = append(held, s)
			} else {
				learn = append(learn, s)
			}
		}
		sum.add(train(learn, set).measure(held))
	}
	return sum
}
