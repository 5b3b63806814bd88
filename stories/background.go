package stories

import (
	"bufio"
	"embed"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"sync"
)

// The folder background holds what was learned from a public collection of
// news: how often words occur, and the weights of the linker. It has its own
// licence and a card that says how it was made.
//
//go:embed background/words.tsv background/weights.json background/names.json background/trees.jsonl
var backgroundFiles embed.FS

// background says in how many of Size items of news a term was seen.
type background struct {
	size   float64
	counts map[string]float64
	// countries are where the items that have a stem mostly are.
	countries map[string]string
}

// loadBackground reads the embedded counts once; they are never changed after.
var loadBackground = sync.OnceValue(func() background {
	b, err := readBackground()
	if err != nil {
		panic(err) // the file is part of the program: a test reads it
	}
	return b
})

func readBackground() (background, error) {
	f, err := backgroundFiles.Open("background/words.tsv")
	if err != nil {
		return background{}, fmt.Errorf("stories: word counts: %w", err)
	}
	defer f.Close()
	return parseBackground(f)
}

// parseBackground reads lines of a term, a count and, where the term belongs to
// one, a country, with tabs between; the line without a term says of how many
// items.
func parseBackground(r io.Reader) (background, error) {
	b := background{counts: map[string]float64{}, countries: map[string]string{}}
	scanner := bufio.NewScanner(r)
	for line := 1; scanner.Scan(); line++ {
		term, rest, ok := strings.Cut(scanner.Text(), "\t")
		count, country, _ := strings.Cut(rest, "\t")
		n, err := strconv.Atoi(count)
		if !ok || err != nil || n < 1 {
			return background{}, fmt.Errorf("stories: word counts, line %d: %q is not a term and a count", line, scanner.Text())
		}
		if term == "" {
			b.size = float64(n)
			continue
		}
		b.counts[term] = float64(n)
		if country != "" {
			b.countries[term] = country
		}
	}
	if err := scanner.Err(); err != nil {
		return background{}, fmt.Errorf("stories: word counts: %w", err)
	}
	return b, nil
}

// rarity is the inverse document frequency of a term: in news at large, and
// among the seen items of which count have it.
func (b background) rarity(term string, count, seen int) float64 {
	return math.Log(1 + (b.size+float64(seen))/(b.counts[term]+float64(count)+.5))
}

// name tells whether a word is mostly a name: most items that have it have it
// capitalised, or none has it at all, which is rare for a word that is no name.
func (b background) name(lower, stem string) bool {
	return 2*b.counts[prefixes[byName]+lower] >= b.counts[stem]
}
