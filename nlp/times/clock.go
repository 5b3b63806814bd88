package times

import "strconv"

// zones are the offsets from UTC, in hours, of the zones that news names.
var zones = map[string]int{
	"gmt": 0, "utc": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
	"bst": 1, "cet": 1, "cest": 2, "msk": 3,
}

// clock reads a time of day with its zone and returns its TIMEX3 value:
// "10:30 a.m. EST", "5 p.m.", "noon", "midnight", "0600 GMT", "eight o'clock".
func (g *grammar) clock(i int) (value string, end int) {
	switch {
	case g.is(i, "noon", "midday"):
		return "T12:00", i + 1
	case g.is(i, "midnight"):
		return "T24:00", i + 1
	}
	h, m, sec, j := g.hourMinute(i)
	if j == i {
		return "", i
	}
	pm, to := g.halfDay(j)
	switch {
	case to > j && (h > 12 || h == 0):
		return "", i
	case to > j:
		h %= 12
		if pm {
			h += 12
		}
		j = to
	case g.is(j, "o'clock"), g.phrase(j, "o", "'", "clock") > j:
		j = max(j+1, g.phrase(j, "o", "'", "clock"))
	case g.is(j, "hours") && g.width(i) == 4:
		j++
	case g.zoneAt(j):
	case m < 0, g.width(i) == 4:
		return "", i
	}
	value = "T" + two(h)
	if m >= 0 {
		value += ":" + two(m)
	} else {
		value += ":00"
	}
	if sec >= 0 {
		value += ":" + two(sec)
	}
	z, end := g.zone(j)
	return value + z, end
}

// hourMinute reads "10:30", "10:30:15", "10.30" before a.m., "10", "ten", "0600"; minute
// and second are -1 when left out.
func (g *grammar) hourMinute(i int) (h, m, s, end int) {
	if g.class(i) == cardinal && g.items[i].n >= 1 && g.items[i].n <= 12 {
		return g.items[i].n, -1, -1, i + 1
	}
	if !g.isNumber(i) || g.glued(i) && g.is(i-1, ":", ".", ",", "/", "-", "$") {
		return 0, 0, 0, i
	}
	switch w := g.width(i); {
	case w == 4 && g.items[i].n%100 < 60 && g.items[i].n/100 <= 24:
		return g.items[i].n / 100, g.items[i].n % 100, -1, i + 1
	case w > 2 || g.items[i].n > 24:
		return 0, 0, 0, i
	}
	h = g.items[i].n
	if g.glued(i+1) && g.is(i+1, ":", ".") && g.width(i+2) == 2 && g.glued(i+2) && g.items[i+2].n < 60 {
		m, end = g.items[i+2].n, i+3
		if g.word(i+1) == "." {
			if _, to := g.halfDay(end); to == end {
				return 0, 0, 0, i
			}
			return h, m, -1, end
		}
		if g.glued(end) && g.is(end, ":") && g.width(end+1) == 2 && g.glued(end+1) && g.items[end+1].n < 60 {
			return h, m, g.items[end+1].n, end + 2
		}
		return h, m, -1, end
	}
	return h, -1, -1, i + 1
}

// halfDay reads "a.m.", "pm", "p. m.".
func (g *grammar) halfDay(i int) (pm bool, end int) {
	switch {
	case g.is(i, "am"):
		return false, i + 1
	case g.is(i, "pm"):
		return true, i + 1
	case g.is(i, "a", "p") && g.word(i+1) == "." && g.word(i+2) == "m":
		return g.is(i, "p"), g.skipGlued(i+3, ".")
	}
	return false, i
}

func (g *grammar) zoneAt(i int) bool {
	_, ok := zones[g.word(i)]
	return ok && (g.upper(i) || g.is(i, "z"))
}

// zone reads a zone in letters, or "local time", "Eastern time", which give no offset.
func (g *grammar) zone(i int) (value string, end int) {
	if g.zoneAt(i) {
		h := zones[g.word(i)]
		switch {
		case h == 0:
			return "Z", i + 1
		case h < 0:
			return "-" + two(-h), i + 1
		}
		return "+" + two(h), i + 1
	}
	if g.is(i, "local", "eastern", "central", "pacific", "mountain", "greenwich", "atlantic") {
		j := g.skip(i+1, "standard", "daylight", "mean")
		if g.is(j, "time") {
			return "", j + 1
		}
	}
	return "", i
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// partOfDay reads "morning", "the night", "early evening" after a day.
func (g *grammar) partOfDay(i int) (part string, end int) {
	j := g.skip(i, "early", "late")
	if g.class(j) != dayPart || g.is(j, "overnight") {
		return "", i
	}
	return dayParts[g.items[j].n], g.skip(j+1, "hours")
}
