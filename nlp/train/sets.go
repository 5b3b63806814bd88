package main

import (
	"path/filepath"
	"strings"

	"github.com/throughline-news/throughline/nlp"
)

// folds is the number of parts of a measured set; one is left out to be measured.
const folds = 3

// linkedSet is the file of the sentences with links.
const linkedSet = "gold/wcep_2020_2023.jsonl"

// readSets returns the texts to learn from and, when fold is not negative, the
// documents to measure by set.
func readSets(data string, fold int, rules *nlp.Parser) (learn []text, held map[string][]document, err error) {
	learn, err = readColumnSets(data)
	if err != nil {
		return nil, nil, err
	}
	measured, err := readMeasured(data)
	if err != nil {
		return nil, nil, err
	}
	held = map[string][]document{}
	for _, s := range measured {
		for i, d := range s.docs {
			if fold >= 0 && i%folds == fold {
				held[s.name] = append(held[s.name], d)
				continue
			}
			if strings.Contains(d.Source, "BBC") || strings.Contains(d.Source, "European Union") {
				continue // licences that forbid it
			}
			x := d.learn(text{set: s.name, rest: s.rest, weight: 1})
			if s.phrases {
				x.plainNames()
			}
			learn = append(learn, x)
		}
	}
	trees, err := readTreeSets(data, measured)
	if err != nil {
		return nil, nil, err
	}
	learn = append(learn, trees...)
	if fold >= 0 {
		docs, err := readDocuments(filepath.Join(data, "gold/ner_conllpp.jsonl"))
		if err != nil {
			return nil, nil, err
		}
		held["ner_conllpp"] = docs
	}
	linked, err := readDocuments(filepath.Join(data, linkedSet))
	if err != nil {
		return nil, nil, err
	}
	pages, err := generate(learn, text{set: "pages", rest: outside, weight: .4})
	if err != nil {
		return nil, nil, err
	}
	typer := newLinkTyper(rules, learn)
	learn = append(learn, pages...)
	learn = append(learn, typer.texts(linked, text{set: "wcep", rest: orUnknown, weight: .5})...)
	return learn, held, nil
}

// readColumnSets returns the sets of a token a line.
func readColumnSets(data string) ([]text, error) {
	var out []text
	for _, s := range []struct {
		name   string
		rest   rest
		titles bool // persons' titles are within the spans
		weight float32
	}{
		{"wikigold", outside, false, 1},
		{"gmb", outside, true, 1},
		{"wnut17", orMisc, false, 1},
		{"btc", orMisc, false, 1},
		{"crossner_other", outside, false, .5},
	} {
		texts, err := readColumns(filepath.Join(data, "train/ner", s.name+".conll"), text{set: s.name, rest: s.rest, weight: s.weight})
		if err != nil {
			return nil, err
		}
		for i := range texts {
			for j, x := range texts[i].spans {
				if s.titles && x.kind == kindPerson {
					texts[i].spans[j] = trimTitle(texts[i].body, x)
				}
			}
		}
		out = append(out, texts...)
	}
	return out, nil
}

// measuredSet is a set of which a part is left out to be measured.
type measuredSet struct {
	name    string
	rest    rest
	phrases bool // its spans are whole phrases
	docs    []document
}

// readMeasured returns the sets that are measured by parts.
func readMeasured(data string) ([]measuredSet, error) {
	sets := []measuredSet{
		{name: "ner_uner_ewt", rest: orMisc},
		{name: "ner_gum_news_derived", rest: orUnknown, phrases: true},
		{name: "ner_re3d", rest: orMisc, phrases: true},
		{name: "ner_crossner_politics", rest: outside},
	}
	for i := range sets {
		docs, err := readDocuments(filepath.Join(data, "gold", sets[i].name+".jsonl"))
		if err != nil {
			return nil, err
		}
		sets[i].docs = docs
	}
	return sets, nil
}

// readTreeSets returns the sets of trees, without the documents of the measured sets.
func readTreeSets(data string, measured []measuredSet) ([]text, error) {
	skip := map[string]bool{}
	for _, s := range measured {
		for _, d := range s.docs {
			skip[strings.TrimPrefix(d.ID, "gum/")] = true
		}
	}
	var out []text
	for _, s := range []struct {
		file   string
		marked bool
		rest   rest
		weight float32
	}{
		{"gum-train", true, orMisc, .5},
		{"gum-dev", true, orMisc, .5},
		{"ewt-train", false, outside, .3},
	} {
		texts, err := readTrees(filepath.Join(data, "train/syntax", s.file+".conllu"), skip, s.marked, text{set: s.file, rest: s.rest, weight: s.weight})
		if err != nil {
			return nil, err
		}
		out = append(out, texts...)
	}
	return out, nil
}
