package geonames

import "testing"

func TestEnglish(t *testing.T) {
	for _, test := range []struct{ name, country, want string }{
		{"São Paulo", "BR", "São Paulo"}, {"Malmö", "SE", "Malmö"}, {"Sjöbo Härad", "SE", "Sjöbo Härad"},
		{"Kandahār", "AF", "Kandahar"}, {"Łódź", "PL", "Lodz"}, {"Şanlıurfa", "TR", "Sanliurfa"}, {"Đà Nẵng", "VN", "Da Nang"},
		{"Hà Giang", "VN", "Ha Giang"}, {"Thessaloníki", "GR", "Thessaloniki"}, {"Iaşi", "RO", "Iasi"},
		{"Arkhangel’sk", "RU", "Arkhangelsk"}, {"Nizhniy Tagil", "RU", "Nizhny Tagil"}, {"Groznyy", "RU", "Grozny"},
		{"Kropyvnytskyy", "UA", "Kropyvnytskyi"}, {"Sunch’ŏn", "KP", "Sunchon"}, {"Goyang-si", "KR", "Goyang"},
		{"Xi’an", "CN", "Xi'an"}, {"Al ‘Amārah", "IQ", "Al Amarah"}, {"Nuku‘alofa", "TO", "Nuku'alofa"}, {"", "US", ""},
	} {
		if got := English(test.name, test.country); got != test.want {
			t.Errorf("%s, %s: got %q, want %q", test.name, test.country, got, test.want)
		}
	}
}
