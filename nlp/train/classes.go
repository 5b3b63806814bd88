package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/throughline-news/throughline/nlp"
)

// Sizes of the word classes. With fewer classes countries, towns and surnames
// fall together; words that are seen less often fall anywhere.
const (
	wordClasses   = 320
	classedWords  = 30000
	classedFrom   = 3 // times a word is seen
	classPasses   = 10
	classFileHead = "# Written by nlp/train: words by the class that their neighbours put them in, a class a line. Digits are written 0.\n"
)

// makeClasses writes the classes of the words of the sets under data. The texts
// that are measured have no part in them.
func makeClasses(data, out string) error {
	texts, err := readColumnSets(data)
	if err != nil {
		return err
	}
	measured, err := readMeasured(data)
	if err != nil {
		return err
	}
	trees, err := readTreeSets(data, measured)
	if err != nil {
		return err
	}
	linked, err := readDocuments(filepath.Join(data, linkedSet))
	if err != nil {
		return err
	}
	texts = append(texts, trees...)
	for _, d := range linked {
		texts = append(texts, text{body: d.Text})
	}
	return writeClasses(texts, out)
}

// writeClasses writes the classes of the words of the texts.
func writeClasses(texts []text, out string) error {
	words, pairs := countPairs(texts)
	of := exchange(len(words), wordClasses, pairs)
	lines := make([][]string, wordClasses)
	for w, c := range of {
		lines[c] = append(lines[c], words[w])
	}
	var b strings.Builder
	b.WriteString(classFileHead)
	for _, line := range lines {
		sort.Strings(line)
		b.WriteString(strings.Join(line, " "))
		b.WriteByte('\n')
	}
	if err := os.WriteFile(filepath.Clean(out), []byte(b.String()), 0o644); err != nil {
		return fmt.Errorf("classes: %w", err)
	}
	return nil
}

// pair says how often a word stands right before another.
type pair struct{ before, after, n int }

// countPairs returns the words to be classed, the most frequent first, and
// their pairs. Addresses, and words that are seen too seldom, part their neighbours.
func countPairs(texts []text) ([]string, []pair) {
	counts := map[string]int{}
	runs := make([][]string, len(texts))
	each(len(texts), func(i int) {
		for _, t := range nlp.Tokenize(texts[i].body) {
			runs[i] = append(runs[i], nlp.WordForm(t.Lower))
		}
	})
	for _, run := range runs {
		for _, w := range run {
			counts[w]++
		}
	}
	var words []string
	for w, n := range counts {
		if n >= classedFrom && !address(w) {
			words = append(words, w)
		}
	}
	sort.Slice(words, func(i, j int) bool {
		a, b := counts[words[i]], counts[words[j]]
		return a > b || a == b && words[i] < words[j]
	})
	words = words[:min(len(words), classedWords)]
	number := make(map[string]int, len(words))
	for i, w := range words {
		number[w] = i
	}
	seen := map[[2]int]int{}
	for _, run := range runs {
		for i := 1; i < len(run); i++ {
			a, okA := number[run[i-1]]
			b, okB := number[run[i]]
			if okA && okB {
				seen[[2]int{a, b}]++
			}
		}
	}
	pairs := make([]pair, 0, len(seen))
	for k, n := range seen {
		pairs = append(pairs, pair{k[0], k[1], n})
	}
	sort.Slice(pairs, func(i, j int) bool {
		a, b := pairs[i], pairs[j]
		return a.before < b.before || a.before == b.before && a.after < b.after
	})
	return words, pairs
}

// address tells whether a word is one of mail or of the web, a user's name or a tag.
func address(w string) bool {
	return len(w) > 1 && strings.ContainsAny(w, "@#/_") || strings.HasPrefix(w, "www.")
}

// neighbour is a word beside another, and how often.
type neighbour struct{ word, n int32 }

// exchange puts words 0..n-1 into k classes so that the class of a word is
// told best by the word before it and by the word after it: it moves one word
// after the other to the class that raises the likelihood most, until the passes
// are over (predictive exchange in both directions, after Dehdari, Tan and van
// Genabith 2016, "BIRA"). Equal input gives equal classes.
func exchange(n, k int, pairs []pair) []int {
	sides := [2][][]neighbour{make([][]neighbour, n), make([][]neighbour, n)}
	total := make([]int32, n)
	for _, p := range pairs {
		sides[0][p.after] = append(sides[0][p.after], neighbour{int32(p.before), int32(p.n)})
		sides[1][p.before] = append(sides[1][p.before], neighbour{int32(p.after), int32(p.n)})
		total[p.before] += int32(p.n)
		total[p.after] += int32(p.n)
	}
	of := make([]int, n)
	size := make([]int32, k)
	beside := [2][]int32{make([]int32, n*k), make([]int32, n*k)} // by word and class: how often they are neighbours
	add := func(w, class int, sign int32) {
		size[class] += sign * total[w]
		for s := range sides {
			for _, x := range sides[s][w] {
				beside[s][int(x.word)*k+class] += sign * x.n
			}
		}
	}
	for w := range of {
		of[w] = w % k
		add(w, of[w], 1)
	}
	gain := make([]float64, k)
	for range classPasses {
		for w := range of {
			add(w, of[w], -1)
			for c := range gain {
				gain[c] = nLogN(size[c]) - nLogN(size[c]+total[w])
			}
			for s := range sides {
				for _, x := range sides[s][w] {
					row := beside[s][int(x.word)*k : int(x.word)*k+k]
					fresh := nLogN(x.n)
					for c, m := range row {
						if m == 0 {
							gain[c] += fresh
						} else {
							gain[c] += nLogN(m+x.n) - nLogN(m)
						}
					}
				}
			}
			best := of[w]
			for c := range gain {
				if gain[c] > gain[best]+1e-9 {
					best = c
				}
			}
			of[w] = best
			add(w, best, 1)
		}
	}
	return of
}

// smallLogs has n log n of the numbers that most counts are.
var smallLogs = func() (t [4096]float64) {
	for n := 1; n < len(t); n++ {
		t[n] = float64(n) * math.Log(float64(n))
	}
	return t
}()

func nLogN(n int32) float64 {
	if int(n) < len(smallLogs) {
		return smallLogs[n]
	}
	return float64(n) * math.Log(float64(n))
}
