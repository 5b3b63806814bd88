package stories

import "strings"

// phrase is a run of words of a text that may name a story.
type phrase struct {
	words   string          // as first written
	head    bool            // ends in a noun that names affairs: "talks", "siege"
	named   bool            // holds a capitalised word
	length  int             // words
	origins map[string]bool // that say it
	titles  map[string]bool // that say it in a headline
}

// phrasesOf returns the phrases of the titles and leads of reports, in the order
// of first use.
func phrasesOf(reports []reporting) []phrase {
	var out []phrase
	at := map[string]int{}
	for i, r := range reports {
		origin := r.from(i)
		for _, text := range []string{r.title, r.text} {
			ts := tokens(text, leadWords)
			if bigLetters(ts) {
				continue // case says nothing here: a phrase cut from it would look like a name
			}
			for from := range ts {
				for _, p := range phrasesFrom(ts[from:]) {
					if !p.head && !whole(ts, from, p.length) {
						continue
					}
					key := strings.ToLower(p.words)
					i, ok := at[key]
					if !ok {
						i = len(out)
						at[key] = i
						p.origins, p.titles = map[string]bool{}, map[string]bool{}
						out = append(out, p)
					}
					out[i].named = out[i].named || p.named
					out[i].origins[origin] = true
					if text == r.title {
						out[i].titles[origin] = true
					}
				}
			}
		}
	}
	return out
}

// whole tells whether a name of some words is no part of a longer one.
func whole(ts []token, from, length int) bool {
	end := from + length
	return !(from > 0 && ts[from].next && capitalised(ts[from-1].text) && !stopWords[strings.ToLower(ts[from-1].text)]) &&
		!(end < len(ts) && ts[end].next && capitalised(ts[end].text))
}

// phrasesFrom returns the phrases that begin with the first of ts: names, and
// runs that end in the noun of an affair. Neither begins or ends with a word
// such as "the", nor holds a number or a single letter.
func phrasesFrom(ts []token) []phrase {
	if stopWords[strings.ToLower(ts[0].text)] {
		return nil
	}
	var out []phrase
	words := make([]string, 0, longestName)
	named, capitals := false, true
	for i, t := range ts[:min(len(ts), longestName)] {
		if i > 0 && !t.next || len(t.text) < 2 || len(t.text) > widestName/2 || t.text[0] >= '0' && t.text[0] <= '9' {
			break
		}
		lower := strings.ToLower(t.text)
		big := capitalised(t.text)
		named = named || big && !t.initial
		capitals = capitals && (big || i > 0 && (lower == "of" || lower == "the"))
		words = append(words, t.text)
		p := phrase{words: strings.Join(words, " "), named: named, head: heads[lower] && i > 0, length: i + 1}
		if p.head || capitals && big && !stopWords[lower] {
			out = append(out, p)
		}
	}
	return out
}
