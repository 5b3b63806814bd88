package letters

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func folded(s string) string {
	var dst []byte
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		dst = Fold(dst, r, s[i:i+size])
		i += size
	}
	return string(dst)
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"Élysée": "elysee", "E\u0301lyse\u0301e": "elysee", "Łódź": "lodz", "Gießen": "giessen", "Ærø": "aero", "Œuvre": "oeuvre",
		"Þórður": "thordur", "Əliyev": "aliyev", "Iğdır": "igdir", "Київ": "київ", "東京": "東京", "a\xffb": "a\xffb", "": "",
	} {
		if got := folded(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// FuzzFold holds that a letter is folded the same whatever stands before it,
// and that no capital of ASCII is left.
func FuzzFold(f *testing.F) {
	f.Add("Þórður Łódź")
	f.Fuzz(func(t *testing.T, text string) {
		once := folded(text)
		if got := folded("x" + text); got != "x"+once {
			t.Errorf("%q: got %q behind a letter, want %q", text, got, "x"+once)
		}
		if i := strings.IndexFunc(once, func(r rune) bool { return 'A' <= r && r <= 'Z' }); i >= 0 {
			t.Errorf("%q: %q has a capital at %d", text, once, i)
		}
	})
}
