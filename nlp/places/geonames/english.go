package geonames

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// softSigns are the countries in whose names GeoNames writes an apostrophe for what is no
// letter of its own in English: the soft sign of Cyrillic and the aspiration of Korean.
var softSigns = map[string]bool{"BY": true, "KP": true, "RU": true, "UA": true}

// unmarked are the countries in whose names English newspapers leave out even
// the accents they keep elsewhere.
var unmarked = map[string]bool{"GR": true, "VN": true}

// letters are those that do not fall apart into a plain letter and a mark.
var letters = strings.NewReplacer("Đ", "D", "đ", "d", "Ð", "D", "ð", "d", "Ł", "L", "ł", "l", "ı", "i", "Ə", "A", "ə", "a", "ǝ", "a", "Ħ", "H", "Ø", "O", "ø", "o", "ħ", "h", "ʻ", "‘")

// English writes a name of GeoNames as English newspapers do. They keep the marks of
// western European alphabets, which are the letters of Latin-1, and leave out
// those of other alphabets and of transliteration: São Paulo, but Kandahar, Lodz, Sanliurfa.
// A name that is another in English, such as Geneva, it cannot know.
func English(name, country string) string {
	plain := unmarked[country]
	for _, r := range name {
		plain = plain || r > unicode.MaxLatin1 && unicode.IsLetter(r) || unicode.Is(unicode.Mn, r)
	}
	if plain {
		name = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, norm.NFD.String(letters.Replace(name)))
	}
	name = strings.ReplaceAll(name, "’", "'")
	if softSigns[country] {
		name = strings.NewReplacer("'", "", "‘", "").Replace(name)
	}
	words := strings.Fields(name)
	for i, w := range words {
		w = strings.Trim(w, "‘") // the Arabic letter ayn, which English leaves out at the ends of a word
		w = strings.ReplaceAll(w, "‘", "'")
		words[i] = ending(w, country)
	}
	return strings.Join(words, " ")
}

// ending writes the end of a word as newspapers transliterate it, and leaves out
// what Korea calls a city.
func ending(word, country string) string {
	switch country {
	case "RU": // Nizhny, Grozny
		for _, long := range []string{"iy", "yy"} {
			if stem, ok := strings.CutSuffix(word, long); ok {
				return stem + "y"
			}
		}
	case "UA": // Kropyvnytskyi
		if stem, ok := strings.CutSuffix(word, "yy"); ok {
			return stem + "yi"
		}
	case "KR":
		return strings.TrimSuffix(word, "-si")
	}
	return word
}
