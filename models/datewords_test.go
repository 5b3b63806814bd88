package models

import "testing"

func TestDateWords(t *testing.T) {
	for _, tt := range []struct {
		date Date
		want string
	}{
		{Date{Start: "2025-12-08", End: "2025-12-08", Precision: PrecisionDay}, "8 December 2025"},
		{Date{Start: "2025-12-01", End: "2025-12-07", Precision: PrecisionWeek}, "the week of 1 December 2025"},
		{Date{Start: "2025-12-01", End: "2025-12-31", Precision: PrecisionMonth}, "December 2025"},
		{Date{Start: "2025-12-01", End: "2026-02-28", Precision: PrecisionSeason, EDTF: "2025-24"}, "Winter 2025"},
		{Date{Start: "2025-12-01", End: "2026-02-28", Precision: PrecisionSeason, EDTF: "?"}, "1 December 2025 – 28 February 2026"},
		{Date{Start: "2025-10-01", End: "2025-12-31", Precision: PrecisionQuarter}, "quarter 4 of 2025"},
		{Date{Start: "2025-01-01", End: "2025-03-31", Precision: PrecisionQuarter}, "quarter 1 of 2025"},
		{Date{Start: "1999-01-01", End: "1999-12-31", Precision: PrecisionYear}, "1999"},
		{Date{Start: "1990-01-01", End: "1999-12-31", Precision: PrecisionDecade}, "1990s"},
		{Date{Start: "1901-01-01", End: "2000-12-31", Precision: PrecisionCentury}, "1 January 1901 – 31 December 2000"},
		{Date{Start: "2025-12-05", End: "2025-12-08", Precision: PrecisionRange}, "5–8 December 2025"},
		{Date{Start: "2025-11-28", End: "2025-12-02", Precision: PrecisionRange}, "28 November – 2 December 2025"},
		{Date{Start: "2025-11-01", End: "2025-11-30", Precision: PrecisionMonth, Kind: KindVague}, "about November 2025"},
	} {
		if got := tt.date.Words(); got != tt.want {
			t.Errorf("%+v: got %q, want %q", tt.date, got, tt.want)
		}
	}
	for days, want := range map[[2]Day]string{{"", ""}: "", {"2025-01-02", ""}: "2 January 2025"} {
		if got := Span(days[0], days[1]); got != want {
			t.Errorf("%v: got %q, want %q", days, got, want)
		}
	}
}
