package stories

import (
	"strings"
	"unicode/utf8"
)

const (
	mostNaming  = 64 // members a name is made from, the first
	longestName = 6  // words
	widestName  = 80 // letters
)

// phrase is a run of words of a text that may name a cluster.
type phrase struct {
	words   string // as first written
	head    bool   // ends in a noun that names affairs: "talks", "siege"
	named   bool   // holds a capitalised word
	members int    // that have it
	worth   float64
}

// label names a cluster by a phrase people would use: one that several members
// share, that says what sets the cluster apart, and, best, that names a party or
// place and ends in a noun for an affair ("Kivu peace talks"); else a shared name
// and the noun most use. A cluster whose members share no phrase is called by the
// title or the first words of its first.
func (l *Linker) label(members []*doc) string {
	if len(members) > mostNaming {
		members = members[:mostNaming]
	}
	if len(members) == 1 {
		return headline(members[0].item)
	}
	best := phrase{}
	for _, p := range phrasesOf(members) {
		if p.members < 2 || !p.named {
			continue
		}
		p.worth = l.worth(p, len(members))
		if p.worth > best.worth {
			best = p
		}
	}
	if best.worth == 0 {
		return headline(members[0].item)
	}
	if noun := affair(members); !best.head && noun != "" {
		best.words += " " + noun
	}
	first, size := utf8.DecodeRuneInString(best.words)
	return strings.ToUpper(string(first)) + best.words[size:]
}

// worth is the share of members that say p times the rarity of its words; a
// phrase that ends in the noun of an affair is worth twice as much.
func (l *Linker) worth(p phrase, members int) float64 {
	rarity := 0.0
	for _, s := range titleStems(p.words) {
		rarity += l.index.background.rarity(s, 0, 0)
	}
	w := float64(p.members) / float64(members) * rarity
	if p.head {
		w *= 2
	}
	return w
}

// phrasesOf returns the phrases of the titles and leads of members, in the
// order of first use.
func phrasesOf(members []*doc) []phrase {
	var out []phrase
	at := map[string]int{}
	for _, m := range members {
		once := map[string]bool{}
		for _, text := range []string{m.item.Title, m.item.Text} {
			ts := tokens(text, leadWords)
			if bigLetters(ts) {
				continue // case says nothing here
			}
			for from := range ts {
				for _, p := range phrasesFrom(ts[from:]) {
					key := strings.ToLower(p.words)
					i, ok := at[key]
					if !ok {
						i = len(out)
						at[key] = i
						out = append(out, p)
					}
					out[i].named = out[i].named || p.named
					if !once[key] {
						once[key] = true
						out[i].members++
					}
				}
			}
		}
	}
	return out
}

// phrasesFrom returns the phrases that begin with the first of ts: names, and
// runs that end in the noun of an affair. Neither begins or ends with a word
// such as "the", nor holds a single letter.
func phrasesFrom(ts []token) []phrase {
	if stopWords[strings.ToLower(ts[0].text)] {
		return nil
	}
	var out []phrase
	words := make([]string, 0, longestName)
	named, capitals := false, true
	for i, t := range ts[:min(len(ts), longestName)] {
		if i > 0 && !t.next || len(t.text) < 2 || len(t.text) > widestName/2 {
			break
		}
		lower := strings.ToLower(t.text)
		big := capitalised(t.text)
		named = named || big && !t.initial
		capitals = capitals && (big || i > 0 && (lower == "of" || lower == "the"))
		words = append(words, t.text)
		p := phrase{words: strings.Join(words, " "), named: named, head: heads[lower] && i > 0}
		if p.head || capitals && big && !stopWords[lower] {
			out = append(out, p)
		}
	}
	return out
}

// affair returns the noun for an affair that most of members use, "" when fewer
// than a quarter agree on one.
func affair(members []*doc) string {
	counts := map[string]int{}
	best := ""
	for _, m := range members {
		once := map[string]bool{}
		for _, t := range tokens(m.item.Title+"\n"+m.item.Text, leadWords) {
			if heads[t.text] && !once[t.text] {
				once[t.text] = true
				counts[t.text]++
				if n := counts[t.text] - counts[best]; n > 0 || n == 0 && t.text < best {
					best = t.text
				}
			}
		}
	}
	if counts[best]*4 < len(members) {
		return ""
	}
	return best
}

// headline is what an item is called that stands alone: its title, else the
// first words of its text.
func headline(it Item) string {
	text := it.Title
	if strings.TrimSpace(text) == "" {
		text = it.Text
		if end := strings.IndexAny(text, "\n"); end > 0 {
			text = text[:end]
		}
	}
	const room = 4 * widestName // bytes of a text that are looked at
	for len(text) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(text[cut]) {
			cut--
		}
		text = text[:cut]
	}
	name := ""
	for _, w := range strings.Fields(strings.ToValidUTF8(text, "")) {
		if utf8.RuneCountInString(name)+1+utf8.RuneCountInString(w) > widestName {
			if name == "" {
				name = string([]rune(w)[:min(widestName, utf8.RuneCountInString(w))])
			}
			return strings.TrimRight(name, ",;:-–—") + "…"
		}
		name = strings.TrimLeft(name+" "+w, " ")
	}
	return name
}
