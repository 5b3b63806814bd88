package nlp

import "github.com/throughline-news/throughline/nlp/wordset"

// stopKind says what a full stop after an abbreviation may mean.
type stopKind uint8

const (
	never   stopKind = iota // a name or number follows: no sentence ends here (Gen.)
	perhaps                 // may end a sentence (Inc.)
	number                  // an abbreviation only before a digit (No. 5)
)

// abbreviations are English abbreviations of news text, without the full stop.
// Written from general knowledge.
var abbreviations = map[string]stopKind{
	// titles
	"Mr": never, "Mrs": never, "Ms": never, "Mx": never, "Dr": never, "Drs": never, "Prof": never, "Profs": never,
	"Gen": never, "Lt": never, "Col": never, "Maj": never, "Capt": never, "Cpt": never, "Sgt": never, "Cpl": never, "Pvt": never, "Adm": never,
	"Cmdr": never, "Comdr": never, "Brig": never, "Cdr": never, "Sen": never, "Sens": never, "Rep": never, "Reps": never,
	"Gov": never, "Govs": never, "Rev": never, "Fr": never, "Hon": never, "Pres": never, "Msgr": never, "Supt": never, "Insp": never, "Amb": never,
	"Atty": never, "Det": never, "Messrs": never, "Mme": never, "Mlle": never, "Sr": perhaps, "Jr": perhaps, "Esq": perhaps,
	"St": never, "Ste": never, "Mt": never, "Ft": never, "Pt": never, "Lieut": never, "Asst": never, "Spc": never, "Pfc": never, "Ald": never,
	// months and days
	"Jan": perhaps, "Feb": perhaps, "Mar": perhaps, "Apr": perhaps, "Jun": perhaps, "Jul": perhaps, "Aug": perhaps, "Sep": perhaps,
	"Sept": perhaps, "Oct": perhaps, "Nov": perhaps, "Dec": perhaps,
	"Mon": perhaps, "Tue": perhaps, "Tues": perhaps, "Wed": perhaps, "Thu": perhaps, "Thur": perhaps, "Thurs": perhaps, "Fri": perhaps, "Sat": perhaps,
	// firms, streets, letters after names
	"Inc": perhaps, "Corp": perhaps, "Co": perhaps, "Cos": perhaps, "Ltd": perhaps, "Bros": perhaps, "Ave": perhaps, "Blvd": perhaps, "Rd": perhaps,
	"Assn": perhaps, "Dept": perhaps, "Univ": perhaps, "Intl": perhaps, "Natl": perhaps, "Govt": perhaps, "PhD": perhaps, "Plc": perhaps,
	// states of the United States, as agencies shorten them
	"Ala": perhaps, "Ariz": perhaps, "Ark": perhaps, "Calif": perhaps, "Colo": perhaps, "Conn": perhaps, "Del": perhaps, "Fla": perhaps,
	"Ga": perhaps, "Ill": perhaps, "Ind": perhaps, "Kan": perhaps, "Ky": perhaps, "La": perhaps, "Md": perhaps, "Mich": perhaps, "Minn": perhaps,
	"Mo": perhaps, "Mont": perhaps, "Neb": perhaps, "Nev": perhaps, "Okla": perhaps, "Ont": perhaps, "Pa": perhaps, "Que": perhaps, "Tenn": perhaps,
	"Tex": perhaps, "Va": perhaps, "Vt": perhaps, "Wis": perhaps, "Wyo": perhaps,
	// words
	"etc": perhaps, "al": perhaps, "vs": never, "approx": never, "est": never, "cf": never, "ca": never, "viz": never, "incl": never, "dept": perhaps,
	"govt": perhaps, "hrs": perhaps, "lbs": perhaps, "ft": perhaps, "oz": perhaps, "yrs": perhaps, "ed": never, "eds": never,
	"No": number, "Nos": number, "no": number, "nos": number, "Art": number, "art": number, "Fig": number, "fig": number, "Figs": number, "Vol": number,
	"vol": number, "p": number, "pp": number, "Sec": number, "sec": number, "Ch": number, "ch": number, "Op": number, "para": number, "c": number,
}

// starters begin a sentence after an abbreviation that may end one: words
// that are capitalised there and are no part of a name.
var starters = wordset.Of(`A An The This That These Those There Here It Its He His She Her They Their Them We Our You Your I My
	And But Or Nor So Yet If When While As Although Though Because Since Until Before After During Despite However Meanwhile Moreover Also
	In On At By For From With Without Under Over Between Among Against About Both Each Every Some Many Most Several Few All Other Others Another
	What Who Whose Which Where Why How Not No Nothing Only Even Still Then Thus Once Last Next Later Earlier Today Yesterday Tomorrow
	One Two Three According Asked Is Are Was Were Has Have Had Do Does Did Can Could Will Would Should May Might To Of Instead Officials Police Analysts`)

// topDomains are the endings that make "name.ending" a web address.
var topDomains = wordset.Of(`com org net edu gov mil int info biz io co uk de fr ru ua eu us ca au cn jp es nl pl ch se il ir tr tv news
	ly za br mx kr sg hk nz ie cz gr pt ro hu dk fi`)
