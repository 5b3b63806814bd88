package actors

import (
	"strings"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
)

// titles notes the title that a person's name has before it ("Foreign Minister
// Hana Novak") or after it ("Hana Novak, the foreign minister"), and lets it decide
// between people of one surname.
func (f *finder) titles() {
	for i := range f.spots {
		s := &f.spots[i]
		if s.label != string(nlp.Person) {
			continue
		}
		first, last := f.titleBefore(s.first)
		if first == last {
			first, last = f.titleAfter(s.last)
		}
		if first == last {
			s.called = f.calledApart(i)
			continue
		}
		if !f.together(min(first, s.first), max(last, s.last)-1) {
			continue
		}
		s.role = f.doc.Text[f.doc.Tokens[first].Start:f.doc.Tokens[last-1].End]
		country := f.leads(i, first, last)
		for k := first; k < last; k++ {
			if end, title := f.posts.longest(f.doc.Tokens[:last], k); end == last {
				s.title = title
				s.called = f.calls(first, k, last, title, country)
				break
			}
		}
		if f.past(first) {
			s.title, s.called.Former = -1, true
		}
		if !s.linked && s.title >= 0 {
			f.byOffice(s, country)
		}
		if !s.linked && country != "" && s.entity.Country == "" {
			s.entity.Country = country
		}
	}
}

// titleBefore returns the tokens of the title that ends before token i; none when first is last.
func (f *finder) titleBefore(i int) (first, last int) {
	last, first = i, i
	found := false
	for k := i - 1; k >= 0 && k >= i-7; k-- {
		w := f.doc.Tokens[k].Lower
		head, part := nlp.IsTitle(w)
		switch {
		case head:
			found, first = true, k
		case found && (part || startsSmall(f.doc.Tokens[k].Text) && (f.doc.Tokens[k].Tag == "NN" || f.doc.Tokens[k].Tag == "JJ")),
			!found && part && k+1 == i && k > 0 && f.doc.Tokens[k-1].Lower == "of":
			first = k
		case w == "of" && k > 0 && (found || first < last):
			h, _ := nlp.IsTitle(f.doc.Tokens[k-1].Lower)
			if !h {
				return f.titled(first, last, found)
			}
		default:
			return f.titled(first, last, found)
		}
	}
	return f.titled(first, last, found)
}

// titled returns the range when it holds a title's head word that is more than a courtesy.
func (f *finder) titled(first, last int, found bool) (int, int) {
	if !found {
		return last, last
	}
	if last-first == 1 {
		switch f.doc.Tokens[first].Lower {
		case "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss":
			return last, last
		}
	}
	return first, last
}

// titleAfter returns the tokens of the title that follows a name ending before
// token i: ", the foreign minister", ", Estonia's prime minister".
func (f *finder) titleAfter(i int) (first, last int) {
	tokens := f.doc.Tokens
	if i+1 >= len(tokens) || tokens[i].Text != "," {
		return i, i
	}
	return f.titleFrom(i, i+1)
}

// titleFrom returns the tokens of the title that begins at token k, behind an
// article, a country and the like; none when first is last, which are then i.
func (f *finder) titleFrom(i, k int) (first, last int) {
	tokens := f.doc.Tokens
	for n := 0; n < 5 && k < len(tokens); n++ {
		w := tokens[k].Lower
		if _, part := nlp.IsTitle(w); part {
			break
		}
		if head, _ := nlp.IsTitle(w); head {
			break
		}
		if w != "the" && w != "a" && w != "an" && w != "'s" && w != "’s" && tokens[k].Tag[0] != 'J' && tokens[k].Tag[0] != 'N' {
			return i, i
		}
		if tokens[k].Tag == "NN" || tokens[k].Tag == "NNS" {
			return i, i
		}
		k++
	}
	first, found := k, false
	for ; k < len(tokens) && k < first+6; k++ {
		head, part := nlp.IsTitle(tokens[k].Lower)
		if !head && !part {
			break
		}
		found = found || head
	}
	if found && k+1 < len(tokens) && tokens[k].Lower == "of" && tokens[k+1].Lower == "staff" {
		k += 2
	}
	if !found || k < len(tokens) && tokens[k].Tag[0] == 'N' {
		return i, i
	}
	return first, k
}

// leads returns the code of the country whose title stands at tokens
// first..last: named just before it ("the Estonian prime minister") or after an "of".
func (f *finder) leads(i, first, last int) string {
	for k := max(0, i-2); k < len(f.spots) && k <= i+2; k++ {
		s := &f.spots[k]
		if !s.linked || s.entity.Kind != models.EntityCountry {
			continue
		}
		after := s.last
		if after < len(f.doc.Tokens) && f.doc.Tokens[after].Tag == "POS" {
			after++
		}
		if after == first || f.doc.Tokens[last-1].End < f.doc.Tokens[s.first].Start && s.first-last <= 2 && f.doc.Tokens[last].Lower == "of" {
			return s.entity.Country
		}
	}
	return ""
}

// past tells whether the title that begins at token i is one of the past:
// "former president", "then Estonian prime minister", "ex-US president".
func (f *finder) past(i int) bool {
	for k := i; k >= 0 && k >= i-3; k-- {
		switch w := f.doc.Tokens[k].Lower; {
		case w == "former", w == "then", w == "late", w == "ousted", w == "deposed", strings.HasPrefix(w, "ex-"):
			return true
		case k < i && f.doc.Tokens[k].Tag[0] != 'J' && f.doc.Tokens[k].Tag[0] != 'N' && f.doc.Tokens[k].Tag != "POS":
			return false
		}
	}
	return false
}

// byOffice links a surname with a title to the one person of that surname who
// held the office on the day.
func (f *finder) byOffice(s *spot, country string) {
	var found *reading
	for i := range s.readings {
		r := &s.readings[i]
		e := &f.entities[r.entity]
		if r.kind != byShort || country != "" && e.Country != country || !f.held(r.entity, f.officesOf[s.title], f.on) {
			continue
		}
		if found != nil {
			return
		}
		found = r
	}
	if _, known := f.partOfName(s); found != nil && !known {
		s.entity, s.linked = f.entities[found.entity], true
	}
}
