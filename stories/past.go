package stories

import "math"

// past is how a linker's last answers about stories that persons named fared:
// which share of items is of a story seen before differs between feeds, and with
// it what an answer is worth.
type past struct {
	known []bool // the item's story had been seen
	right []bool // it was the first candidate
}

const mostRecalled = 50 // answers

// take adds that truth was the story of an item with the candidates cs, at least
// one; known tells whether it had been seen before.
func (p *past) take(cs []candidate, truth *cluster, known bool) {
	first := cs[0].cluster
	first.led++
	if first == truth {
		first.hit++
	}
	p.known = last(append(p.known, known))
	p.right = last(append(p.right, first == truth))
}

func last(answers []bool) []bool { return answers[max(0, len(answers)-mostRecalled):] }

// shareTrue is the share that is true, as if two more were and two were not.
func shareTrue(answers []bool) float64 {
	n := 2.0
	for _, a := range answers {
		if a {
			n++
		}
	}
	return n / float64(len(answers)+4)
}

// values are the pastFeatures for an item whose first candidate is c.
func (p *past) values(c *cluster) values {
	return values{float64(c.hit+1) / (float64(c.led) + 2.5), math.Log1p(float64(c.led)), shareTrue(p.known), shareTrue(p.right)}
}

// pastFeatures are how often the first candidate was right when it came first,
// how often it did, and the shares of the last items that were of a story seen
// before and for which the first candidate was right.
var pastFeatures = []string{"hit", "led", "lately_known", "lately_right"}
