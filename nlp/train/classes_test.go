package main

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// oneText is a text of days and of towns, which have neighbours of their own.
var oneText = text{body: strings.Repeat("on Monday in Brastia . on Tuesday in Karvelo . on Friday in Tartuma . They met on Monday . It fell in Karvelo . ", 5)}

func TestCountPairs(t *testing.T) {
	words, pairs := countPairs([]text{oneText})
	if first := words[:3]; !slices.Contains(first, "on") || !slices.Contains(first, "in") || !slices.Contains(first, ".") {
		t.Errorf("the most frequent words are %v", first)
	}
	number := func(w string) int { return slices.Index(words, w) }
	for _, tt := range []struct {
		before, after string
		want          int
	}{{"on", "monday", 10}, {"in", "tartuma", 5}, {"monday", "tartuma", 0}} {
		got := 0
		for _, p := range pairs {
			if p.before == number(tt.before) && p.after == number(tt.after) {
				got += p.n
			}
		}
		if got != tt.want {
			t.Errorf("%s %s: %d times, want %d", tt.before, tt.after, got, tt.want)
		}
	}
	if mail, _ := countPairs([]text{{body: strings.Repeat("me@mail.example #tag ", 5)}}); len(mail) != 0 {
		t.Errorf("addresses are classed: %v", mail)
	}
	if rare, _ := countPairs([]text{{body: "seldom seen , seldom heard"}}); len(rare) != 0 {
		t.Errorf("rare words are classed: %v", rare)
	}
}

func TestExchange(t *testing.T) {
	words, pairs := countPairs([]text{oneText})
	of := exchange(len(words), 5, pairs)
	class := func(w string) int { return of[slices.Index(words, w)] }
	for _, same := range [][]string{{"monday", "tuesday", "friday"}, {"brastia", "karvelo", "tartuma"}} {
		for _, w := range same[1:] {
			if class(w) != class(same[0]) {
				t.Errorf("%s is in class %d, %s in %d", w, class(w), same[0], class(same[0]))
			}
		}
	}
	if class("monday") == class("brastia") {
		t.Error("days and towns are one class")
	}
	if again := exchange(len(words), 5, pairs); !reflect.DeepEqual(of, again) {
		t.Error("two runs differ")
	}
}

func TestWriteClasses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "classes.tsv")
	if err := writeClasses([]text{oneText}, path); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(string(file), "\n"), "\n")
	if len(lines) != 1+wordClasses || !strings.HasPrefix(lines[0], "# ") {
		t.Fatalf("%d lines, the first %q", len(lines), lines[0])
	}
	words := strings.Fields(strings.Join(lines[1:], " "))
	slices.Sort(words)
	if !slices.Contains(words, "karvelo") || slices.Contains(words, "Karvelo") || len(slices.Compact(words)) != len(words) {
		t.Errorf("words %v", words)
	}
}
