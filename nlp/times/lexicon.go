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

// readers is a set of the grammar's readers: those that a word can open an
// expression for. alone says that it can do so before any word; else the next
// one must be known too.
type readers uint8

const (
	forDate readers = 1 << iota
	forLength
	forSet
	forReference
	alone
	forNumber = forDate | forLength | forReference
)

// wordID is a word or mark that the grammars know: its index in the vocabulary. An
// ASCII mark is its own code, so that the items of a text hold no pointers.
type wordID uint16

const (
	noWord      wordID = 0
	apostrophe  wordID = '\''
	possessiveS wordID = 0x80
)

type entry struct {
	word  wordID
	class class
	n     int
	opens readers
}

// classReaders are the readers that the words of a class open.
var classReaders = [...]readers{
	month: forDate | alone, monthAbb: forDate | alone, weekday: forDate | alone, weekAbb: forDate | alone, weekdays: forSet | alone,
	unitWord: forNumber | alone, unitWords: forNumber | alone, season: forDate | alone, cardinal: forNumber, ordinal: forDate, tens: forDate | alone,
	dayPart: forReference | alone, frequent: forSet | alone,
}

// The words of no class that open an expression, for each reader, and those
// that can stand alone.
const (
	dateOpeners = `the this last next early late earlier later mid middle midway beginning start end ending close first final latter around about approximately roughly
		circa ca shortly noon midday midnight fiscal financial new st april boxing valentine earth victory independence bastille veterans armistice martin presidents
		mother father memorial labor columbus good palm christmas easter thanksgiving halloween`
	lengthOpeners = `the this these those past last next another a an several many some few couple half dozen dozens hundred hundreds thousand
		about around approximately roughly nearly almost over under more less at up no`
	setOpeners       = `every each once twice per`
	referenceOpeners = `the this that these same current last past previous preceding prior next coming upcoming following subsequent recent future
		early late earlier later mid middle midway beginning start end ending close first latter around about approximately roughly circa ca
		a an several many some few couple half dozen dozens hundred hundreds thousand nearly almost over under more less at up no right present
		today yesterday tomorrow tonight now currently presently nowadays recently soon christmas easter thanksgiving`
	loneOpeners = `today yesterday tomorrow tonight now currently presently nowadays recently soon noon midday midnight christmas easter thanksgiving halloween`
)

const (
	januaryOn = "january february march april may june july august september october november december"
	janOn     = "jan feb mar apr may jun jul aug sep oct nov dec"
	mondayOn  = "monday tuesday wednesday thursday friday saturday sunday"
	// plainWords are the words that the grammars name in comparisons: a word
	// with a capital is known to them only through this table.
	plainWords = `a about ad additional after afterwards agenda ago almost am an and another approximately april armistice around article as ash at atlantic b
		bastille bc bce be before beginning being between billion black boxing bst business by c ca calendar cdt ce central cents cest cet channel chapter
		christmas circa clock close columbus coming comparable consecutive corresponding couple cst current currently d day daylight days distant dollars
		dozen dozens during e each earlier early earth easter eastern edt election end ended ending entire est eve every father few final financial first
		fiscal flight following fools for foreseeable from full further future gmt good greenwich half halloween has have hence her highway his holy hour
		hours hundred hundreds in independence into is island its king labor last late later latest latter least less line lines local long luther m many
		martin may mdt mean memorial mid midday middle midnight midway miles million more most mother mountain msk mst nd near nearly new next no noon not
		now nowadays number o'clock of old olds on once or other over overnight p pacific page pages palm part past patrick pdt per percent period pm post
		pre preceding present presently presidents previous previously prior pst quarters rd recent recently resolution right room roughly route rule s same
		second section several short shortly since so some soon spent st standard start straight subsequent successive super th than thanksgiving that the
		their thereafter these this those thousand through throughout till time times to today tomorrow tonight trading tuesday twice under until up
		upcoming utc valentine very veterans victory vision vol volume was week were whole will within working would year's yesterday z`
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

// The tables are read only after they are built: what a word may be, the words
// by their ids, and for each first letter the lengths of the words it begins, a bit each.
var lexicon, vocabulary, lengths = buildLexicon()

func buildLexicon() (lex map[string]entry, vocabulary []string, lengths [26]uint32) {
	lex = map[string]entry{}
	vocabulary = make([]string, possessiveS, 700)
	for c := 1; c < int(possessiveS); c++ {
		vocabulary[c] = string(rune(c))
	}
	vocabulary = append(vocabulary, "'s")
	add := func(c class, n int, words ...string) {
		for _, w := range words {
			e := entry{lex[w].word, c, n, classReaders[c]}
			if e.word == noWord {
				e.word = wordID(len(vocabulary))
				vocabulary = append(vocabulary, w)
				lengths[w[0]-'a'] |= 1 << len(w)
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
	open := func(r readers, words string) {
		for _, w := range strings.Fields(words) {
			e := lex[w]
			e.opens |= r
			lex[w] = e
		}
	}
	open(forDate, dateOpeners)
	open(forLength, lengthOpeners)
	open(forSet, setOpeners)
	open(forReference, referenceOpeners)
	open(alone, loneOpeners)
	return lex, vocabulary, lengths
}
