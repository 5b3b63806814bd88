// Command trainlinker computes the files of stories/background from a collection
// of dated news items that people filed under stories: JSON Lines of
// {"id","published","text","cluster","cluster_top","story_path"}, where cluster is the
// story, cluster_top the outermost story it is part of, and story_path the headings of
// all of these as written. It reads the collection with
// the program's own reader and writes words.tsv, weights.json and trees.jsonl. The same
// collection gives the same files.
//
//	go run ./eval/trainlinker COLLECTION.jsonl stories/background
//
// names.json, how people name stories, is learned from the headings alone, with
// -names. With -measure-names nothing is written: the names that the linker gives
// are compared with the headings of a collection; with -measure-parents the larger
// stories that it takes stories to be part of.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"sync"

	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/stories"
)

// heaviest is how many items the largest story tree may count as: a pandemic
// that fills two years of the collection must not be all that is learned.
const heaviest = 800

// filed is one item of the collection.
type filed struct {
	ID        string     `json:"id"`
	Published models.Day `json:"published"`
	Text      string     `json:"text"`
	Story     string     `json:"cluster"`
	Top       string     `json:"cluster_top"`
	Path      []string   `json:"story_path"` // headings, the outermost first
}

func main() {
	names := flag.Bool("names", false, "learn only how people name stories")
	measure := flag.Bool("measure-names", false, "measure names against the headings, and write nothing")
	parents := flag.Bool("measure-parents", false, "measure what stories are taken to be part of, and write nothing")
	flag.Parse()
	if flag.NArg() != 2 && !((*measure || *parents) && flag.NArg() == 1) {
		fmt.Fprintln(os.Stderr, "usage: trainlinker [-names] COLLECTION.jsonl FOLDER\n       trainlinker -measure-names|-measure-parents COLLECTION.jsonl")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), flag.Arg(1), *names, *measure, *parents); err != nil {
		fmt.Fprintln(os.Stderr, "trainlinker:", err)
		os.Exit(1)
	}
}

func run(collection, folder string, names, measure, parents bool) error {
	items, err := load(collection)
	if err != nil {
		return err
	}
	if parents {
		return measureParents(os.Stdout, items)
	}
	read, err := readAll(items)
	if err != nil {
		return err
	}
	if measure {
		return measureNames(os.Stdout, read)
	}
	if err := learnNames(read, folder); err != nil || names {
		return err
	}
	words, weights := stories.Train(streams(read))
	raw, err := json.MarshalIndent(weights, "", " ")
	if err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	if err := os.WriteFile(filepath.Join(folder, "words.tsv"), []byte(words), 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, "weights.json"), append(raw, '\n'), 0o644); err != nil {
		return err
	}
	var trees bytes.Buffer
	lines := json.NewEncoder(&trees)
	for _, t := range weights.Trees {
		if err := lines.Encode(t); err != nil {
			return fmt.Errorf("write trees: %w", err)
		}
	}
	return os.WriteFile(filepath.Join(folder, "trees.jsonl"), trees.Bytes(), 0o644)
}

// load reads the collection in time order.
func load(path string) ([]filed, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []filed
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for n := 1; lines.Scan(); n++ {
		var it filed
		if err := json.Unmarshal(lines.Bytes(), &it); err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", path, n, err)
		}
		if it.Published.Time().IsZero() {
			return nil, fmt.Errorf("%s, line %d: published %q is no day", path, n, it.Published)
		}
		out = append(out, it)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Published < out[j].Published })
	return out, lines.Err()
}

// readAll reads the items on two goroutines; each item is read on its own.
func readAll(items []filed) ([]stories.Labelled, error) {
	reader, err := reading.New()
	if err != nil {
		return nil, err
	}
	tree := map[string]float64{}
	for _, it := range items {
		tree[it.Top]++
	}
	out := make([]stories.Labelled, len(items))
	const readers = 2
	var group sync.WaitGroup
	for r := range readers {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := r; i < len(items); i += readers {
				it := items[i]
				rd := reader.Read(reading.Text{Body: it.Text, Published: it.Published})
				out[i] = stories.Labelled{Item: ingest.NewItem(it.ID, it.Published, "", it.Text, rd), Story: it.Story, Weight: 1}
				if it.Top != "" {
					out[i].Weight = min(1, heaviest/tree[it.Top])
				}
			}
		}()
	}
	group.Wait()
	return out, nil
}

// streams cuts the items into years, so that each can be judged by what was
// learned from the others. The first weeks of a year are a stream of their own
// only with most of the year to follow.
func streams(items []stories.Labelled) [][]stories.Labelled {
	const least = 1000
	var out [][]stories.Labelled
	for i, it := range items {
		if i == 0 || it.Day[:4] != items[i-1].Day[:4] && len(items)-i >= least {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], it)
	}
	return out
}
