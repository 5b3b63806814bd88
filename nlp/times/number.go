package times

// number reads how many: "three", "twenty-five", "1,200", "2 1/2", "a few",
// "a couple of", "two and a half", "three to four".
func (g *grammar) number(i int) (count, int) {
	c, j := g.oneNumber(i)
	if j == i {
		return c, i
	}
	// "two or three", "18 to 24": the first counts, the value keeps it
	if k := g.skip(j, "to", "or"); k > j && !c.vague && !g.is(i, "a", "an") {
		if _, m := g.oneNumber(k); m > k && (g.class(m) == unitWords || g.word(m) == "-" && g.class(m+1) == unitWord) {
			return c, m
		}
	}
	return c, j
}

func (g *grammar) oneNumber(i int) (count, int) {
	switch {
	case g.isNumber(i):
		return g.figures(i)
	case g.class(i) == cardinal:
		n, j := g.numberWords(i)
		if k := g.phrase(j, "and", "a", "half"); k > j {
			return count{n: float64(n) + .5}, k
		}
		if k := g.phrase(j, "-", "and", "-", "a", "-", "half"); k > j {
			return count{n: float64(n) + .5}, k
		}
		return count{n: float64(n)}, j
	}
	switch g.word(i) {
	case "several", "many", "some", "few":
		return count{vague: true}, i + 1
	case "couple":
		return count{n: 2}, g.skip(i+1, "of")
	case "half":
		if j := g.skip(i+1, "a", "an"); j > i+1 {
			return count{n: .5}, j
		}
	case "dozens", "hundreds":
		if g.word(i+1) == "of" {
			return count{vague: true}, i + 2
		}
	case "hundred", "thousand", "dozen":
		n, j := g.numberWords(i)
		return count{n: float64(n)}, j
	case "a", "an":
		switch g.word(i + 1) {
		case "few", "couple", "hundred", "thousand", "dozen":
			return g.oneNumber(i + 1)
		case "good", "full", "whole", "single", "further":
			return count{n: 1}, i + 2
		}
		return count{n: 1}, i + 1
	}
	return count{}, i
}

// figures reads a number in digits with thousands, decimals and fractions.
func (g *grammar) figures(i int) (count, int) {
	if g.items[i].n < 0 || g.glued(i) && g.is(i-1, ".", ",", ":", "/", "$") {
		return count{}, i
	}
	n := float64(g.items[i].n)
	j := i + 1
	for g.word(j) == "," && g.glued(j) && g.width(j+1) == 3 && g.glued(j+1) {
		n = n*1000 + float64(g.items[j+1].n)
		j += 2
	}
	switch {
	case g.word(j) == "." && g.glued(j) && g.isNumber(j+1) && g.glued(j+1):
		scale := 1.0
		for k := 0; k < g.width(j+1); k++ {
			scale *= 10
		}
		return count{n: n + float64(g.items[j+1].n)/scale}, j + 2
	case g.isNumber(j) && !g.glued(j) && g.word(j+1) == "/" && g.isNumber(j+2) && g.items[j+2].n > 0:
		return count{n: n + float64(g.items[j].n)/float64(g.items[j+2].n)}, j + 3
	case g.phrase(j, "and", "a", "half") > j:
		return count{n: n + .5}, j + 3
	case g.is(j, "/", ":", "%") && g.glued(j):
		return count{}, i
	}
	return count{n: n}, j
}

// numberWords reads cardinals up to thousands.
func (g *grammar) numberWords(i int) (n, end int) {
	total, part, j := 0, 0, i
	for j < i+8 {
		switch {
		case g.class(j) == cardinal:
			v := g.items[j].n
			if part%100 != 0 && !(part%100 >= 20 && part%10 == 0 && v < 10 && v > 0) {
				return total + part, j
			}
			part += v
			j++
		case g.word(j) == "hundred" && part < 100:
			part = max(part, 1) * 100
			j++
		case g.word(j) == "thousand" && total == 0:
			total, part = max(part, 1)*1000, 0
			j++
		case g.word(j) == "dozen" && part < 100:
			part = max(part, 1) * 12
			j++
		case g.word(j) == "-" && j > i && g.class(j+1) == cardinal && g.glued(j) && g.glued(j+1) && part%100 >= 20 && part%10 == 0:
			j++
		case g.word(j) == "and" && g.word(j-1) == "hundred" && g.class(j+1) == cardinal:
			j++
		default:
			return total + part, j
		}
	}
	return total + part, j
}

// ordinalNumber reads "first", "21st", "twenty-first".
func (g *grammar) ordinalNumber(i int) (n, end int) {
	switch {
	case g.isNumber(i) && g.glued(i+1) && g.is(i+1, "st", "nd", "rd", "th"):
		return g.items[i].n, i + 2
	case g.class(i) == ordinal:
		return g.items[i].n, i + 1
	case g.class(i) == cardinal && g.items[i].n >= 20 && g.items[i].n%10 == 0 && g.word(i+1) == "-" && g.class(i+2) == ordinal && g.items[i+2].n < 10:
		return g.items[i].n + g.items[i+2].n, i + 3
	case g.class(i) == cardinal && g.items[i].n >= 20 && g.items[i].n%10 == 0 && g.class(i+1) == ordinal && g.items[i+1].n < 10:
		return g.items[i].n + g.items[i+1].n, i + 2
	}
	return 0, i
}

// spokenYear reads "nineteen ninety-six" and "two thousand five".
func (g *grammar) spokenYear(i int) (y, end int) {
	if g.class(i) != cardinal {
		return 0, i
	}
	if g.items[i].n == 2 && g.word(i+1) == "thousand" {
		y = 2000
		j := g.skip(i+2, "and")
		if g.class(j) == cardinal {
			n, k := g.numberWords(j)
			if n < 100 {
				return y + n, k
			}
		}
		return y, i + 2
	}
	if h := g.items[i].n; h >= 15 && h <= 20 && g.class(i+1) == cardinal && g.items[i+1].n >= 10 {
		n, k := g.numberWords(i + 1)
		if n < 100 {
			return h*100 + n, k
		}
	}
	return 0, i
}
