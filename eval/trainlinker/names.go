package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/throughline-news/throughline/stories"
)

// learnNames writes names.json: what the headings of the stories tell of how
// people name them.
func learnNames(read []stories.Labelled, folder string) error {
	at := map[string]int{}
	var named []stories.Named
	for _, it := range read {
		if it.Story == "" {
			continue
		}
		i, ok := at[it.Story]
		if !ok {
			i = len(named)
			at[it.Story] = i
			named = append(named, stories.Named{Heading: it.Story, Weight: it.Weight})
		}
		named[i].Items = append(named[i].Items, it.Item)
	}
	raw, err := json.Marshal(stories.LearnNames(named))
	if err != nil {
		return fmt.Errorf("write weights of names: %w", err)
	}
	return os.WriteFile(filepath.Join(folder, "names.json"), append(raw, '\n'), 0o644)
}

// leastJudged is from how many items on the name of a story is judged.
const leastJudged = 5

// measureNames files the items under their stories, without telling the linker
// what these are called, and compares what it calls them with the headings: F1 of
// the words, and how often a name changed.
func measureNames(w io.Writer, read []stories.Labelled) error {
	linker := stories.NewLinker(stories.StoryLevel)
	label, items, renames := map[string]string{}, map[string][]stories.Item{}, map[string]int{}
	for _, it := range read {
		if it.Story == "" {
			continue
		}
		linker.Learn(it.Item, it.Story, "")
		now := linker.Label(it.Story)
		if was := label[it.Story]; len(items[it.Story]) >= 2 && was != "" && was != now {
			renames[it.Story]++
		}
		label[it.Story] = now
		items[it.Story] = append(items[it.Story], it.Item)
	}
	var judged []string
	for story := range items {
		if len(items[story]) >= leastJudged {
			judged = append(judged, story)
		}
	}
	slices.SortFunc(judged, func(a, b string) int { return cmp.Or(cmp.Compare(len(items[b]), len(items[a])), cmp.Compare(a, b)) })
	sum, renamed, most, plain := 0.0, 0, 0, 0.0
	for _, story := range judged {
		f := sameWords(label[story], story)
		sum += f
		plain += sameWords(stories.FrequentWords(items[story], 3), story)
		renamed += renames[story]
		most = max(most, renames[story])
		fmt.Fprintf(w, "%5.2f %3d items %d renames  %-50s %s\n", f, len(items[story]), renames[story], label[story], story)
	}
	n := float64(len(judged))
	_, err := fmt.Fprintf(w, "token F1 %.3f (three most frequent words, rare ones counting more: %.3f), %.2f renames a story (at most %d), %d stories\n", sum/n, plain/n, float64(renamed)/n, most, len(judged))
	return err
}

// sameWords is the F1 of the words of two names by their stems: small words, years
// and what is in brackets left out.
func sameWords(a, b string) float64 {
	has := func(s string) map[string]bool {
		out := map[string]bool{}
		s, _, _ = strings.Cut(s, "(")
		for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if w[0] > '9' && !slices.Contains(smallWords, w) {
				out[stories.Stem(w)] = true
			}
		}
		return out
	}
	x, y := has(a), has(b)
	both := 0
	for w := range x {
		if y[w] {
			both++
		}
	}
	if both == 0 {
		return 0
	}
	return 2 * float64(both) / float64(len(x)+len(y))
}

var smallWords = strings.Fields("a an and at by during for from in into of on the to with s")
