package stories

import (
	"strings"
	"unicode/utf8"
)

// A cluster's name is made anew when it has grown by half, and changed only when
// another was clearly better several times in a row: people remember names.
const (
	clearlyBetter = 1.2 // times as much worth
	severalTimes  = 3
)

// labelling is how a cluster that nobody named came to its label.
type labelling struct {
	at     int // members when a name was last made
	given  bool
	better int // times in a row that another name was clearly better
}

// relabel names c anew when it is time to.
func (l *Linker) relabel(c *cluster) {
	n := len(c.members)
	switch {
	case n < 2:
		l.index.call(c, headline(c.members[0].item))
		return
	case n <= mostNaming && 2*n >= 3*c.labelling.at:
	default:
		return
	}
	c.labelling.at = n
	items := make([]Item, n)
	for i, d := range c.members {
		items[i] = d.item
	}
	made := newNaming(reportings(items), l.index.background)
	name, worth := made.best(items[0].Day, func(name string) bool { return l.taken(name, c) })
	switch {
	case name == "" || name == c.label:
		c.labelling.better = 0
	case !c.labelling.given:
		l.index.call(c, name)
		c.labelling.given = true
	case worth <= clearlyBetter*made.score(c.label):
		c.labelling.better = 0
	default:
		if c.labelling.better++; c.labelling.better >= severalTimes {
			l.index.call(c, name)
			c.labelling.better = 0
		}
	}
}

// taken tells whether another cluster has this name.
func (l *Linker) taken(name string, c *cluster) bool {
	o := l.index.labels[strings.ToLower(name)]
	return o != nil && o != c
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
