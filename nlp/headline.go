package nlp

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// wordUse counts how the body uses a word of the title.
type wordUse struct {
	small, capital int // with a small first letter; with a capital that no sentence begins with
	noun, verb     int // the form as a noun; the base as a verb, in whatever form
}

// tagTitle tags the sentences of the title when the body has its tags. A
// headline breaks what the tagger has learned from running text: its words
// carry capitals, its verb stands in the bare present ("Tram Derails in
// Croydon"). The words are tagged in the case that the body gives them, and
// where no verb is found that could carry the line, the one that the body uses
// as a verb becomes it.
func (p *Parser) tagTitle(d *Document) {
	last := 0
	for last < len(d.Sentences) && d.Sentences[last].Paragraph < 0 {
		last++
	}
	if last == 0 {
		return
	}
	end := d.Sentences[last-1].Last
	use := make(map[string]*wordUse, 2*end)
	for _, t := range d.Tokens[:end] {
		use[t.Lower] = &wordUse{}
		for _, tag := range [...]string{"VBZ", "VBN"} {
			use[Lemma(t.Lower, tag)] = &wordUse{}
		}
	}
	for _, s := range d.Sentences[last:] {
		countUses(d.Tokens[s.First:s.Last], use)
	}
	for _, s := range d.Sentences[:last] {
		tokens := slices.Clone(d.Tokens[s.First:s.Last])
		capitals := inCapitals(tokens)
		for i := range tokens {
			t, u := &tokens[i], use[tokens[i].Lower]
			loud := capitals || len(t.Text) > 3 && allUpper(t.Text)
			opens := i == 0 || tokens[i-1].Text == ":"
			if loud && p.small(t, u) || opens && u.small > u.capital {
				t.Text = t.Lower
			}
		}
		p.tagger.tag(tokens, nil)
		for i := range tokens {
			t, u := &tokens[i], use[tokens[i].Lower]
			if opens := i == 0 || tokens[i-1].Text == ":"; opens && (t.Tag == "JJ" || t.Tag == "RB") && u.noun > u.capital && u.noun == u.small {
				t.Tag = "NN" // "Driver arrested": only ever a noun in the body
			}
		}
		for first := 0; first < len(tokens); { // "Croydon tram crash: Driver arrested" is two lines
			end := first
			for end < len(tokens) && tokens[end].Text != ":" {
				end++
			}
			if k, tag := p.headVerb(tokens[first:end], use); k >= 0 {
				for i := first + k; i < end; i++ {
					tokens[i].Tag = ""
				}
				tokens[first+k].Tag = tag
				p.tagger.tag(tokens, nil)
			}
			first = end + 1
		}
		for i := range tokens {
			d.Tokens[s.First+i].Tag = tokens[i].Tag
		}
	}
}

// inCapitals tells whether the words of a headline are written with capitals, the short ones set aside.
func inCapitals(tokens []Token) bool {
	words := 0
	for i := range tokens {
		if t := &tokens[i]; len(t.Text) > 3 && letterByte(t.Text[0]) && !isShort(t.Lower) {
			if r, _ := utf8.DecodeRuneInString(t.Text); !unicode.IsUpper(r) {
				return false
			}
			words++
		}
	}
	return words >= 3
}

// countUses adds the uses of words that use has in a tagged sentence.
func countUses(tokens []Token, use map[string]*wordUse) {
	for i, t := range tokens {
		if u := use[t.Lower]; u != nil {
			switch {
			case t.Text == t.Lower:
				u.small++
				if strings.HasPrefix(t.Tag, "NN") {
					u.noun++
				}
			case i > 0:
				u.capital++
			}
		}
		if strings.HasPrefix(t.Tag, "VB") && t.Text == t.Lower {
			if u := use[Lemma(t.Lower, t.Tag)]; u != nil {
				u.verb++
			}
		}
	}
}

// small tells whether a word of a headline would have no capital in running text.
func (p *Parser) small(t *Token, u *wordUse) bool {
	if u.capital > u.small {
		return false
	}
	return u.small > 0 || p.namer.ordinary(t.Lower)
}

// headVerb is the token of a headline that must be its verb although it was
// tagged as a noun, and the tag it gets; -1 when it has a verb, or none can be it.
func (p *Parser) headVerb(tokens []Token, use map[string]*wordUse) (int, string) {
	best, tag := -1, ""
	for i := range tokens {
		t := &tokens[i]
		switch t.Tag {
		case "VBZ", "VBD", "MD":
			if i == 0 || tokens[i-1].Tag != "CC" { // "shrinks bar and denies link": the second verb
				return -1, ""
			}
		case "VBP":
			if use[t.Lower].verb > 0 && (best < 0 || best < i-1) { // "suffers head injuries"
				return -1, ""
			}
		}
		if best >= 0 || !subjectEnds(tokens[:i]) {
			continue
		}
		noun := strings.HasPrefix(t.Tag, "NN")
		past := Lemma(t.Lower, "VBN")
		switch {
		case noun && thirdPerson(t.Lower) && carries(tokens, i) && p.verbal(t.Lower, Lemma(t.Lower, "VBZ"), "VBZ", use):
			best, tag = i, "VBZ"
		case t.Tag == "NN" && i+1 < len(tokens) && (tokens[i+1].Tag == "DT" || tokens[i+1].Tag == "PRP$") && p.verbal(t.Lower, t.Lower, "VB", use):
			best, tag = i, "VBP"
		case noun && past != t.Lower && use[past] != nil && use[past].verb > use[t.Lower].noun && i+1 < len(tokens) && tokens[i+1].Tag == "IN":
			best, tag = i, "VBN" // "Five shot in Seattle"
		}
	}
	return best, tag
}

// subjectEnds tells whether a subject can end with the last of tokens, adverbs left out.
func subjectEnds(tokens []Token) bool {
	for len(tokens) > 1 && tokens[len(tokens)-1].Tag == "RB" {
		tokens = tokens[:len(tokens)-1]
	}
	if len(tokens) == 0 {
		return false
	}
	t := tokens[len(tokens)-1].Tag
	return strings.HasPrefix(t, "NN") || t == "CD"
}

// thirdPerson tells whether a word can be a verb's third person by its end.
func thirdPerson(w string) bool {
	return len(w) > 3 && w[len(w)-1] == 's' && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is")
}

// carries tells whether what follows token i can follow a verb.
func carries(tokens []Token, i int) bool {
	if i+1 == len(tokens) {
		return true
	}
	t := tokens[i+1].Tag
	return t != "POS" && t != "," && t != "CC" && !strings.HasPrefix(t, "VBZ") && !strings.HasPrefix(t, "VBD") && t != "MD"
}

// verbal tells whether a form is rather a verb than a noun: by how the body
// uses it, else by what the tagger has learned of the word.
func (p *Parser) verbal(form, base, tag string, use map[string]*wordUse) bool {
	if n, v := use[form].noun, use[base].verb; n+v > 0 {
		return v > n
	}
	noun, verb := 0.0, 0.0
	for _, x := range p.tagger.words[form].here {
		switch class := p.tagger.classes[x.class]; {
		case class == tag:
			verb = x.value
		case strings.HasPrefix(class, "NN"):
			noun = max(noun, x.value)
		}
	}
	return verb > noun
}
