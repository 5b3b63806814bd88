package times

// holidays are the feasts that news dates by. A fixed one has month and day;
// a floating one the n-th weekday of its month (-1 the last); Easter's are
// days from Easter Sunday.
var holidays = [...]struct {
	words   []string
	month   int
	day     int
	weekday int
	nth     int
	easter  int
}{
	{words: []string{"new", "year", "'s", "eve"}, month: 12, day: 31},
	{words: []string{"new", "year", "'s", "day"}, month: 1, day: 1},
	{words: []string{"christmas", "eve"}, month: 12, day: 24},
	{words: []string{"christmas", "day"}, month: 12, day: 25},
	{words: []string{"christmas"}, month: 12, day: 25},
	{words: []string{"boxing", "day"}, month: 12, day: 26},
	{words: []string{"valentine", "'s", "day"}, month: 2, day: 14},
	{words: []string{"st", ".", "patrick", "'s", "day"}, month: 3, day: 17},
	{words: []string{"april", "fools", "'", "day"}, month: 4, day: 1},
	{words: []string{"earth", "day"}, month: 4, day: 22},
	{words: []string{"victory", "day"}, month: 5, day: 9},
	{words: []string{"independence", "day"}, month: 7, day: 4},
	{words: []string{"bastille", "day"}, month: 7, day: 14},
	{words: []string{"halloween"}, month: 10, day: 31},
	{words: []string{"veterans", "day"}, month: 11, day: 11},
	{words: []string{"armistice", "day"}, month: 11, day: 11},
	{words: []string{"martin", "luther", "king", "day"}, month: 1, weekday: 1, nth: 3},
	{words: []string{"presidents", "'", "day"}, month: 2, weekday: 1, nth: 3},
	{words: []string{"mother", "'s", "day"}, month: 5, weekday: 7, nth: 2},
	{words: []string{"memorial", "day"}, month: 5, weekday: 1, nth: -1},
	{words: []string{"father", "'s", "day"}, month: 6, weekday: 7, nth: 3},
	{words: []string{"labor", "day"}, month: 9, weekday: 1, nth: 1},
	{words: []string{"columbus", "day"}, month: 10, weekday: 1, nth: 2},
	{words: []string{"thanksgiving", "day"}, month: 11, weekday: 4, nth: 4},
	{words: []string{"thanksgiving"}, month: 11, weekday: 4, nth: 4},
	{words: []string{"good", "friday"}, easter: -2},
	{words: []string{"palm", "sunday"}, easter: -7},
	{words: []string{"easter", "sunday"}, easter: 0},
	{words: []string{"easter", "monday"}, easter: 1},
	{words: []string{"easter"}, easter: 0},
}

// holiday reads the name of a feast and its year: "Christmas Day", "Easter
// 1916", "2022 Independence Day".
func (g *grammar) holiday(i int) (expr, int) {
	if y, to := g.yearNumber(i); to > i {
		if e, end := g.feast(to); end > to {
			e.year = y
			return e, end
		}
		return expr{}, i
	}
	e, end := g.feast(i)
	if end == i {
		return expr{}, i
	}
	return g.withYear(e, end)
}

// feast reads the name of a feast.
func (g *grammar) feast(i int) (expr, int) {
	if !g.upper(i) {
		return expr{}, i
	}
	for h := range holidays {
		to := g.phrase(i, holidays[h].words...)
		if to == i || g.is(to, "island") {
			continue
		}
		return expr{form: formHoliday, index: h, typ: Date, names: true}, to
	}
	return expr{}, i
}

// holidayDay returns the day of holiday h in year y.
func holidayDay(h, y int) int {
	f := &holidays[h]
	switch {
	case f.month == 0:
		return easterSunday(y) + f.easter
	case f.nth > 0:
		first := dayNumber(y, f.month, 1)
		return first + (f.weekday-weekdayOf(first)+7)%7 + 7*(f.nth-1)
	case f.nth < 0:
		last := dayNumber(y, f.month+1, 1) - 1
		return last - (weekdayOf(last)-f.weekday+7)%7
	}
	return dayNumber(y, f.month, f.day)
}

// easterSunday returns Easter of the Gregorian calendar by the algorithm of
// Meeus, Jones and Butcher.
func easterSunday(y int) int {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return dayNumber(y, n/31, n%31+1)
}
