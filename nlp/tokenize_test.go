package nlp

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// parser is loaded once for all tests: loading takes longer than most of them.
var parser = sync.OnceValues(NewParser)

func parse(tb testing.TB, title, body string) *Document {
	tb.Helper()
	p, err := parser()
	if err != nil {
		tb.Fatal(err)
	}
	return p.Parse(title, body)
}

func TestTokens(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"clitics", "They'll say it's Ukraine's, don't we?", "They 'll say it 's Ukraine 's , do n't we ?"},
		{"curly clitics", "We’ve seen Kyiv’s mayor; he’d won’t", "We ’ve seen Kyiv ’s mayor ; he ’d wo n’t"},
		{"apostrophe names", "O'Reilly, D'Souza and O’Malley's sister", "O'Reilly , D'Souza and O’Malley 's sister"},
		{"capital clitics", "IRAN'S DIDN'T", "IRAN 'S DID N'T"},
		{"plural possessive", "the workers' union", "the workers ' union"},
		{"hyphens", "al-Burhan's U.S.-led 48-hour truce", "al-Burhan 's U.S.-led 48-hour truce"},
		{"abbreviations", "Gen. Smith met Mr. Lee on Dec. 8 at 9 a.m. in the U.S.", "Gen. Smith met Mr. Lee on Dec. 8 at 9 a.m. in the U.S."},
		{"number word", "No. 5 said no.", "No. 5 said no ."},
		{"numbers", "3.5 and 1,200, -5 at 10:30", "3.5 and 1,200 , -5 at 10:30"},
		{"money", "$5bn, €90 and US$3", "$ 5bn , € 90 and US$3"},
		{"percent", "12.5% up", "12.5 % up"},
		{"dates", "12/08/2025 and 2025-12-08", "12/08/2025 and 2025-12-08"},
		{"em dash", "Moscow—which said--no", "Moscow — which said -- no"},
		{"en dash", "2014–2018", "2014 – 2018"},
		{"ellipsis", "Well... yes… no....", "Well ... yes … no ...."},
		{"guillemets", "«Oui», dit-il", "« Oui » , dit-il"},
		{"quotes", `"Stop," he said. “Go!”`, `" Stop , " he said . “ Go ! ”`},
		{"brackets", "(AP) [sic] {x}", "( AP ) [ sic ] { x }"},
		{"slashes", "AFP/Reuters km/h and/or", "AFP / Reuters km/h and / or"},
		{"lost space", "It ended.The war", "It ended . The war"},
		{"addresses", "See www.example.org/a, https://x.y/b?c=1 or (me@mail.example).", "See www.example.org/a , https://x.y/b?c=1 or ( me@mail.example ) ."},
		{"handles", "@user's #tag, ok", "@user 's #tag , ok"},
		{"decades", "the '90s and 1990s", "the '90s and 1990s"},
		{"final stop in bracket", "(He left.)", "( He left . )"},
		{"soft hyphen", "Don\u00adbas fell", "Don\u00adbas fell"},
		{"emoji", "Lindqvist🇸🇪 said 👍🏽👍 in Karvelo👩‍👩‍👧, 🔥hot", "Lindqvist 🇸🇪 said 👍🏽👍 in Karvelo 👩‍👩‍👧 , 🔥 hot"},
		{"signs", "Harwell™ at 30°C, №5 and ☎112", "Harwell ™ at 30°C , №5 and ☎ 112"},
		{"invisible marks", "\ufeffKyiv\u200b fell\u200f", "Kyiv fell"},
		{"company", "AT&T, S&P and Johnson & Co.", "AT&T , S&P and Johnson & Co."},
		{"only blanks", " \n\t\u00a0", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, tok := range tokenize(nil, tt.text, 0, len(tt.text)) {
				got = append(got, tok.Text)
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("tokens of %q (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

func TestSoftHyphen(t *testing.T) {
	tokens := Tokenize("Don\u00adbas \u00ad fell")
	var lower []string
	for _, tok := range tokens {
		lower = append(lower, tok.Lower)
	}
	if diff := cmp.Diff([]string{"donbas", "\u00ad", "fell"}, lower); diff != "" {
		t.Errorf("words in lower case (-want +got):\n%s", diff)
	}
}

func TestSentences(t *testing.T) {
	tests := []struct {
		name, title, body string
		want              []string
	}{
		{"abbreviations", "", "Gen. Ali met Mr. J. Smith on Nov. 3. They left the U.S. on Dec. 5 at 9 a.m. local time.",
			[]string{"Gen. Ali met Mr. J. Smith on Nov. 3.", "They left the U.S. on Dec. 5 at 9 a.m. local time."}},
		{"abbreviation at the end", "", "He works for Acme Inc. The firm sells to the U.S. It grows.",
			[]string{"He works for Acme Inc.", "The firm sells to the U.S.", "It grows."}},
		{"abbreviation within a name", "", "The U.S. Senate and Acme Corp. Chairman Lee agreed.",
			[]string{"The U.S. Senate and Acme Corp. Chairman Lee agreed."}},
		{"quotes", "", `"We won't go." He paused. "Why?" she asked. (He left.) Then rain.`,
			[]string{`"We won't go."`, `He paused.`, `"Why?" she asked.`, `(He left.)`, `Then rain.`}},
		{"numbers begin", "", "It fell. 20 people died.", []string{"It fell.", "20 people died."}},
		{"title and paragraphs", "Talks end", "First one\n\nSecond. Third",
			[]string{"Talks end", "First one", "Second.", "Third"}},
		{"headings and items", "", "LATEST NEWS\nThe mine closed\n- Jobs go\n1. Prices rise\nStorm near\nthe coast",
			[]string{"LATEST NEWS", "The mine closed", "- Jobs go", "1. Prices rise", "Storm near\nthe coast"}},
		{"wrapped lines", "", strings.Join([]string{
			"The ministers of the three countries met in the capital on",
			"Tuesday and signed a treaty on the waters of the river. The",
			"Prime Minister of the host country praised it. Mr Okello of",
			"Uganda stayed away, and nobody at the talks would say why."}, "\n"),
			[]string{"The ministers of the three countries met in the capital on\nTuesday and signed a treaty on the waters of the river.",
				"The\nPrime Minister of the host country praised it.",
				"Mr Okello of\nUganda stayed away, and nobody at the talks would say why."}},
		{"other scripts", "", "战争结束了。 和平开始。 यह अंत है। हाँ", []string{"战争结束了。", "和平开始。", "यह अंत है।", "हाँ"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := parse(t, tt.title, tt.body)
			var got []string
			for _, s := range d.Sentences {
				got = append(got, d.Slice(s.Span))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("sentences (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParagraphs(t *testing.T) {
	d := parse(t, "A title. In two", "One.\nTwo.\n\n\nThree.\u2029Four.")
	var got []int
	for _, s := range d.Sentences {
		got = append(got, s.Paragraph)
	}
	if diff := cmp.Diff([]int{-1, -1, 0, 0, 1, 2}, got); diff != "" {
		t.Errorf("paragraphs (-want +got):\n%s", diff)
	}
}

func TestLanguage(t *testing.T) {
	tests := []struct{ text, want string }{
		{"The ministers met in the capital on Tuesday and signed a treaty on the waters of the river.", "en"},
		{"Die Minister trafen sich am Dienstag in der Hauptstadt und unterzeichneten einen Vertrag.", "de"},
		{"Президент заявил, что переговоры о прекращении огня будут продолжены на следующей неделе.", "ru"},
		{"Kyiv", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := parse(t, "", tt.text).Language; got != tt.want {
			t.Errorf("language of %q = %q, want %q", tt.text, got, tt.want)
		}
	}
}
