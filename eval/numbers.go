package eval

import (
	"slices"
	"strconv"

	"github.com/throughline-news/throughline/models"
)

// shown writes a number as the marks do: "killed >=25", "money =5000000000".
func shown(q models.Quantity) string {
	out := string(q.Kind)
	for _, b := range []struct {
		sign  string
		value *float64
	}{{" =", q.Value}, {" >=", q.Min}, {" <=", q.Max}} {
		if b.value != nil {
			out += b.sign + strconv.FormatFloat(*b.value, 'f', -1, 64)
		}
	}
	return out
}

// numbers compares the numbers of the text's events with those marked. A
// number is right with its kind, its value or bounds, and a mention of a fitting
// type that has it; one that several mentions have counts once.
func (s *scorer) numbers(r Read) error {
	t := s.tallies[figureNumbers]
	t.Gold += len(r.Sample.Numbers)
	zones := make([]zone, len(r.Sample.Numbers))
	for i, n := range r.Sample.Numbers {
		var err error
		if zones[i], err = locate(r.Article.Text, n.Words); err != nil {
			return err
		}
	}
	seen := map[int]bool{} // by where they begin
	right := make([]bool, len(zones))
	for _, m := range r.Mentions {
		if m.Confidence < least {
			continue
		}
		for _, q := range m.Numbers {
			if q.Field != "" {
				continue
			}
			i := slices.IndexFunc(zones, func(z zone) bool { return z.start < q.End && q.Start < z.end })
			if !seen[q.Start] {
				seen[q.Start] = true
				t.Found++
				if i < 0 || shown(q) != r.Sample.Numbers[i].Is {
					s.miss(r, "number %s: %q", shown(q), q.Text)
				}
			}
			if i >= 0 && shown(q) == r.Sample.Numbers[i].Is && slices.Contains(r.Sample.Numbers[i].Of, m.Type) {
				right[i] = true
			}
		}
	}
	for i, n := range r.Sample.Numbers {
		if right[i] {
			t.Right++
		} else {
			s.miss(r, "no number %s of %s: %q", n.Is, n.Of, n.Words)
		}
	}
	return nil
}
