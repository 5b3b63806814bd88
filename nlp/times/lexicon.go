package times

import "strings"

// class is what a word may be in a time expression.
type class uint8

const (
	plain    class = iota // a word the grammars name, no time by itself
	month                 // n: 1 to 12
	monthAbb              // the same, shortened; may be followed by a full stop
	weekday               // n: 1 Monday to 7 Sunday
	weekAbb
	weekdays  // "Mondays"
	unitWord  // n: unit
	unitWords // plural; n: unit
	season    // n: 0 spring to 3 winter
	cardinal
	ordinal
	tens     // "nineties"; n: 90
	dayPart  // n: index of dayParts
	frequent // "daily"; n: unit
	holiday  // n: index of holidays
)

// names tells whether a word of class c names a day or month.
func (c class) names() bool { return c >= month && c <= weekAbb }

// unit is a measure of time, finest first, and the precision of a period.
type unit int8

const (
	noUnit unit = iota
	second
	minute
	hour
	day
	weekend
	week
	monthUnit
	quarter
	seasonUnit
	half
	year
	decade
	century
	millennium
)

// dayParts are TIMEX3's parts of a day.
var dayParts = [...]string{"TMO", "TMI", "TAF", "TEV", "TNI", "TDT"}

// opening is how a word can begin an expression.
type opening uint8

const (
	opensNone  opening = iota // not at all
	opensKnown                // before another word of the lexicon or a number
	opensAlone                // by itself
)

type entry struct {
	word  string
	class class
	n     int
	opens opening
}

// The words of no class that begin an expression.
const (
	loneOpeners = `now today yesterday tomorrow tonight currently presently nowadays recently soon noon midday midnight christmas easter thanksgiving halloween`
	openers     = `the a an this last next past previous preceding following subsequent coming upcoming same that these those current prior
		final latter recent early earlier late later mid middle midway beginning start end ending close every each per once twice several few many some couple
		half dozen dozens hundred hundreds thousand about around approximately roughly nearly almost over under more less at up no another shortly
		right present future circa ca fiscal financial new st april boxing valentine earth victory independence bastille veterans armistice martin presidents
		mother father memorial labor columbus good palm`
)

const (
	januaryOn = "january february march april may june july august september october november december"
	janOn     = "jan feb mar apr may jun jul aug sep oct nov dec"
	mondayOn  = "monday tuesday wednesday thursday friday saturday sunday"
	// plainWords are the words that the grammars name in comparisons: a word
	// with a capital is known to them only through this table.
	plainWords = `the a an of in on at by to and or from until till since between through this last next past previous following
		coming same that these those upcoming preceding subsequent current first second final latest recent early earlier late later
		mid middle midway beginning start end close turn part rest half ago before after hence now today tonight yesterday tomorrow
		every each all any per once twice times several few many some couple dozen dozens hundred hundreds thousand million o'clock clock
		am pm a p m s st nd rd th ad bc bce ce b c d e noon midnight midday about around approximately roughly nearly almost over under
		more less than least most up as some no not only just another other additional only within during fiscal financial full calendar
		recently currently presently nowadays soon formerly previously lately already yet future present past moment time term date
		days ahead long short near foreseeable old olds year's 's week's month's its their his her our my quarterly so back possible
		whole entire past corresponding comparable period anniversary here it is be was were has had have will would first's latter
		far being right contemporary modern former early-to-mid today's tomorrow's yesterday's overnight era circa ca later shortly long
		there for with without into toward towards ending ended starting beginning dated near-term mid- year-end yearend turn century's day's
		point quarter-century quarters halves worth straight consecutive successive business working trading calendar-year christmas easter
		new eve halloween labor memorial independence veterans presidents columbus martin luther king jr thanksgiving good black palm ash st valentine patrick
		bastille boxing victory armistice election earth mother father all saints souls april fools may ramadan hanukkah passover yom kippur rosh hashanah
		eid al fitr adha diwali lunar chinese orthodox super tuesday holy week d v e hours hour gmt utc est edt cst cdt mst mdt pst pdt bst cet cest msk
		local eastern central pacific atlantic mountain greenwich z number page pages no vol volume chapter article resolution
		room flight route highway channel agenda vision rule section throughout sometime prior rest remainder straight figure table line lines verse day`
	numberWords  = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
	tensWords    = "twenty thirty forty fifty sixty seventy eighty ninety"
	tensPlurals  = "twenties thirties forties fifties sixties seventies eighties nineties"
	ordinalWords = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)

var unitNames = [...]struct {
	name, plural string
	unit         unit
}{
	{"sec", "secs", second}, {"minute", "minutes", minute}, {"min", "mins", minute},
	{"hour", "hours", hour}, {"hr", "hrs", hour}, {"day", "days", day}, {"weekend", "weekends", weekend},
	{"week", "weeks", week}, {"month", "months", monthUnit}, {"quarter", "quarters", quarter},
	{"year", "years", year}, {"yr", "yrs", year}, {"decade", "decades", decade}, {"century", "centuries", century},
	{"millennium", "millennia", millennium},
}

// lexicon is read only after it is built.
var lexicon = buildLexicon()

func buildLexicon() map[string]entry {
	lex := map[string]entry{}
	add := func(c class, n int, words ...string) {
		for _, w := range words {
			e := entry{word: w, class: c, n: n}
			switch c {
			case plain:
			case cardinal, ordinal:
				e.opens = opensKnown
			default:
				e.opens = opensAlone
			}
			lex[w] = e
		}
	}
	list := func(c class, from int, words string) {
		for i, w := range strings.Fields(words) {
			add(c, from+i, w)
		}
	}
	add(plain, 0, strings.Fields(plainWords)...)
	list(cardinal, 0, numberWords)
	list(ordinal, 1, ordinalWords)
	add(ordinal, 30, "thirtieth")
	for i, w := range strings.Fields(tensWords) {
		add(cardinal, 20+10*i, w)
		add(tens, 20+10*i, strings.Fields(tensPlurals)[i])
	}
	list(monthAbb, 1, janOn)
	add(monthAbb, 9, "sept")
	list(month, 1, januaryOn)
	for i, w := range strings.Fields(mondayOn) {
		add(weekday, 1+i, w)
		add(weekdays, 1+i, w+"s")
		add(weekAbb, 1+i, w[:3])
	}
	add(weekAbb, 2, "tues")
	add(weekAbb, 4, "thur", "thurs")
	for _, u := range unitNames {
		add(unitWord, int(u.unit), u.name)
		add(unitWords, int(u.unit), u.plural)
	}
	add(unitWords, int(second), "seconds")
	list(season, 0, "spring summer fall winter")
	add(season, 2, "autumn")
	add(dayPart, 0, "morning")
	add(dayPart, 2, "afternoon")
	add(dayPart, 3, "evening")
	add(dayPart, 4, "night", "overnight")
	add(frequent, int(hour), "hourly")
	add(frequent, int(day), "daily", "nightly")
	add(frequent, int(week), "weekly")
	add(frequent, int(monthUnit), "monthly")
	add(frequent, int(year), "yearly", "annually")
	open := func(o opening, words string) {
		for _, w := range strings.Fields(words) {
			e := lex[w]
			e.opens = max(e.opens, o)
			lex[w] = e
		}
	}
	open(opensKnown, openers)
	open(opensAlone, loneOpeners)
	return lex
}
