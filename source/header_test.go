package source

import (
	"strings"
	"testing"
)

func TestHeaderDate(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"label before", "Envoys leave\n\nPublished 24 November 2025\n\nThey left.", "2025-11-24"},
		{"label on its own line", "Envoys leave\nPublished\nNovember 24, 2025\nThey left.", "2025-11-24"},
		{"date alone, with weekday and shortened month", "Envoys leave\nMon, Nov. 24, 2025\nThey left.", "2025-11-24"},
		{"four letters", "Envoys leave\nSept. 4, 2025\nThey left.", "2025-09-04"},
		{"colon and zone", "Envoys leave\nDate: 2025-11-24T23:30:00-05:00\nThey left.", "2025-11-24"},
		{"dateline", "Envoys leave\n\nGENEVA, Nov. 24, 2025 (Sample Wire) - Envoys left.", "2025-11-24"},
		{"dateline without a year", "Envoys leave\n\nGENEVA, Nov. 24 (Sample Wire) - Envoys left.", ""},
		{"only an update", "Envoys leave\nUpdated 24 November 2025\nThey left.", ""},
		{"a date in a sentence", "Envoys leave\nThey left on 24 November 2025.", ""},
		{"day or month first", "Envoys leave\n12/8/2025\nThey left.", ""},
		{"a year too far", "Envoys leave\nPublished 24 November 20255\nThey left.", ""},
		{"no such day", "Envoys leave\nPublished 31 November 2025\nThey left.", ""},
		{"far down", strings.Repeat("A line of the text.\n", headerLines) + "24 November 2025", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			day, _, ok := headerDate(tt.text)
			if string(day) != tt.want || ok != (tt.want != "") {
				t.Errorf("got %q, %t, want %q", day, ok, tt.want)
			}
		})
	}
}

func FuzzHeaderDate(f *testing.F) {
	f.Add("Envoys leave\nPublished 24 November 2025")
	f.Fuzz(func(t *testing.T, text string) {
		if day, at, ok := headerDate(text); ok == (day == "") || at != nil && !ok {
			t.Errorf("%q: %q %v %t", text, day, at, ok)
		}
	})
}
