// Command train makes the model by which nlp finds names. It reads the sets
// that nlp/names/README.md lists from a folder, learns from them and from
// generated result pages, and writes nlp/names/model.bin. The same input gives
// the same bytes. With --fold it learns from two thirds of the documents of the
// sets that are also measured, and prints figures for the third that is left.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"sync"

	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/crf"
)

func main() {
	data := flag.String("data", "", "folder with the sets: gold/*.jsonl and train/")
	out := flag.String("out", "", "file to write the model to (default nlp/names/model.bin; none with --fold)")
	fold := flag.Int("fold", -1, "0, 1 or 2: leave this third out and print figures for it")
	epochs := flag.Int("epochs", 4, "passes over the data")
	cut := flag.Float64("cut", 0.05, "leave out weights below this")
	list := flag.Bool("phrases", false, "write nlp/names/phrases.tsv from the project's tables and stop; run it from the root of the project")
	classes := flag.Bool("classes", false, "write nlp/names/classes.tsv from the texts that are not measured and stop")
	flag.Parse()
	if *list {
		if err := writePhrases(".", "nlp/names/phrases.tsv"); err != nil {
			fmt.Fprintln(os.Stderr, "train:", err)
			os.Exit(1)
		}
		return
	}
	if *data == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if *classes {
		if err := makeClasses(*data, "nlp/names/classes.tsv"); err != nil {
			fmt.Fprintln(os.Stderr, "train:", err)
			os.Exit(1)
		}
		return
	}
	settings := crf.Settings{Epochs: *epochs, Rate: 0.1, Dropout: 0.35, Rare: 2, Seed: 1}
	if err := run(*data, *out, *fold, settings, float32(*cut)); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(data, out string, fold int, settings crf.Settings, cut float32) error {
	rules, err := nlp.NewParserWith(nil)
	if err != nil {
		return err
	}
	learn, held, err := readSets(data, fold, rules)
	if err != nil {
		return err
	}
	examples := makeExamples(rules, learn)
	words := 0
	for _, e := range examples {
		words += len(e.Allowed)
	}
	fmt.Printf("%d texts, %d sentences, %d tokens\n", len(learn), len(examples), words)
	weights, err := crf.Train(examples, settings, func(epoch int, loss float64) {
		fmt.Printf("epoch %d: mean loss %.4f\n", epoch, loss)
	})
	if err != nil {
		return err
	}
	model := weights.Compress(cut)
	file, err := model.Write()
	if err != nil {
		return err
	}
	features, cells := model.Size()
	fmt.Printf("%d features, %d weights, %d bytes\n", features, cells, len(file))
	if fold >= 0 {
		if err := measure(model, held); err != nil || out == "" {
			return err
		}
	}
	if out == "" {
		out = "nlp/names/model.bin"
	}
	if err := os.WriteFile(out, file, 0o644); err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	return nil
}

// each calls do for 0..n-1 on all processors.
func each(n int, do func(i int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

// makeExamples turns texts into sentences to learn from, in the order of the texts.
func makeExamples(parser *nlp.Parser, texts []text) []crf.Example {
	parts := make([][]crf.Example, len(texts))
	each(len(texts), func(i int) { parts[i] = texts[i].examples(parser) })
	var all []crf.Example
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}
