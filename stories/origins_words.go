package stories

import "strings"

// A speech of so many words is the speaker's and not the reporter's: independent
// reports of it have it in common.
const longSpeech = 8

// furniture are phrases of sentences that stand in articles whatever they tell of.
var furniture = furnitureOf(`
sign up for|sign up to our|subscribe to|subscribe now|newsletter|your inbox|your email|all rights reserved|read more|click here|follow us on|follow us
download our app|terms of use|terms of service|privacy policy|accept cookies|cookie policy|image source|image caption|getty images|photo by|photo credit
reporting by|editing by|writing by|additional reporting|contributed to this report|this article was originally|this story was originally
originally published|may not be published broadcast|published broadcast rewritten|support our journalism|become a member|listen to this article
share this article|share this story|breaking news alerts|whatsapp channel|telegram channel|join our|copyright|advertisement|this is a developing story
for more stories like this|our reporters|log in to|create an account|free trial|supported by readers`)

// furnitureOf reads phrases, a bar or line between them, by the hash of the first word.
func furnitureOf(s string) map[uint64][][]uint64 {
	out := map[uint64][][]uint64{}
	for _, phrase := range strings.FieldsFunc(s, func(r rune) bool { return r == '|' || r == '\n' }) {
		var hashes []uint64
		for _, w := range strings.Fields(phrase) {
			hashes = append(hashes, hashWord(w))
		}
		out[hashes[0]] = append(out[hashes[0]], hashes)
	}
	return out
}

// isFurniture tells whether a sentence, by the hashes of its words, has such a phrase.
func isFurniture(sentence []uint64) bool {
	for i, w := range sentence {
		for _, phrase := range furniture[w] {
			if len(sentence)-i >= len(phrase) && sameWords(sentence[i:i+len(phrase)], phrase) {
				return true
			}
		}
	}
	return false
}

func sameWords(a, b []uint64) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// ownWords returns the hashes of at most limit words of a text that are its
// reporter's own: long speeches between quotation marks are left out, and
// sentences that stand in any article.
func ownWords(text string, limit int) []uint64 {
	out := make([]uint64, 0, limit)
	sentence, speech := 0, -1 // where they begin in out; no speech
	from := 0
	take := func(to int) {
		for w := range eachToken(text[from:to], 2*limit) {
			out = append(out, hashWord(w.text))
		}
		from = to
	}
	endSpeech := func() {
		if speech >= 0 && len(out)-speech >= longSpeech {
			out = out[:speech]
		}
		speech = -1
	}
	endSentence := func() {
		if speech < 0 {
			if sentence < len(out) && isFurniture(out[sentence:]) {
				out = out[:sentence]
			}
			sentence = len(out)
		}
	}
	for i, r := range text {
		switch r {
		case '“', '”', '"':
			take(i)
			opens := r == '“' || r == '"' && speech < 0
			endSpeech()
			if opens {
				speech = len(out)
			}
			sentence = min(sentence, len(out))
		case '\n':
			take(i)
			if speech >= 0 && strings.HasPrefix(strings.TrimLeft(text[i:], "\n "), "“") {
				endSpeech() // it goes on in the next paragraph
			}
			speech = -1
			sentence = min(sentence, len(out))
			endSentence()
		case '.', '!', '?':
			take(i)
			endSentence()
		}
		if sentence >= limit || len(out) > 3*limit { // a speech that never ends
			return out[:limit]
		}
	}
	take(len(text))
	endSentence()
	return out[:min(len(out), limit)]
}
