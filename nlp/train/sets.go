package main

import (
	"path/filepath"
	"strings"

	"github.com/throughline-news/throughline/nlp"
)

// folds is the number of parts of a measured set; one is left out to be measured.
const folds = 3

// readSets returns the texts to learn from and, when fold is not negative, the
// documents to measure by set.
func readSets(data string, fold int, rules *nlp.Parser) (learn []text, held map[string][]document, err error) {
	held = map[string][]document{}
	known := map[string]bool{} // ids of the measured documents
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
			return nil, nil, err
		}
		for i := range texts {
			for j, x := range texts[i].spans {
				if s.titles && x.kind == kindPerson {
					texts[i].spans[j] = trimTitle(texts[i].body, x)
				}
			}
		}
		learn = append(learn, texts...)
	}
	for _, s := range []struct {
		name string
		rest rest
	}{
		{"ner_uner_ewt", orMisc},
		{"ner_gum_news_derived", orUnknown},
		{"ner_re3d", orMisc},
		{"ner_crossner_politics", outside},
	} {
		docs, err := readDocuments(filepath.Join(data, "gold", s.name+".jsonl"))
		if err != nil {
			return nil, nil, err
		}
		for i, d := range docs {
			known[strings.TrimPrefix(d.ID, "gum/")] = true
			if fold >= 0 && i%folds == fold {
				held[s.name] = append(held[s.name], d)
				continue
			}
			if strings.Contains(d.Source, "BBC") || strings.Contains(d.Source, "European Union") {
				continue // licences that forbid it
			}
			x := d.learn(text{set: s.name, rest: s.rest, weight: 1})
			if s.name == "ner_re3d" || s.name == "ner_gum_news_derived" {
				x.plainNames()
			}
			learn = append(learn, x)
		}
	}
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
		texts, err := readTrees(filepath.Join(data, "train/syntax", s.file+".conllu"), known, s.marked, text{set: s.file, rest: s.rest, weight: s.weight})
		if err != nil {
			return nil, nil, err
		}
		learn = append(learn, texts...)
	}
	if fold >= 0 {
		docs, err := readDocuments(filepath.Join(data, "gold/ner_conllpp.jsonl"))
		if err != nil {
			return nil, nil, err
		}
		held["ner_conllpp"] = docs
	}
	linked, err := readDocuments(filepath.Join(data, "gold/wcep_2020_2023.jsonl"))
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
