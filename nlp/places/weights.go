package places

// The weights of the words around a name, in units of log odds that it is meant
// as a place. They are set by hand, rounded to halves, in the order of what
// logistic regressions on several corpora found.
var local = struct {
	bias, in, preposition, qualified, title, firstName, isFirstName, fullName, person                    float64
	speaks, facility, placeAfter, capitalAfter, capitalBefore, starts, mostly, partly, capitals, partner float64
	partOfPerson, personName, organizationName, locationName                                             float64
	probability, near, nearSmall, division, small, tiny, alternate, weak, demonym, country               float64
}{
	in: 2, preposition: 0.5, qualified: 1.5, title: -1.5, firstName: -3, isFirstName: -0.5, fullName: -2, person: -2,
	speaks: -0.5, facility: -3, placeAfter: -1.5, capitalAfter: 0, capitalBefore: -0.5, starts: -0.5, mostly: -2.5, partly: -1.5, capitals: -1, partner: -2,
	partOfPerson: -2, personName: -1.5, organizationName: -1, locationName: 1,
	probability: 1, near: 1.5, nearSmall: 1.5, division: 1, small: -1, tiny: -1, alternate: -2, weak: -0.5, demonym: 3, country: 1,
}

// threshold is the log odds from which on a name is taken as a place: a probability of 0.3.
const threshold = -0.85

// smallTown and tinyTown are decimal logarithms of populations: names of small
// places are more often names of something else.
const (
	smallTown = 4.2 // 15,000
	tinyTown  = 3   // 1,000
)

// passes is how often the names of a text are resolved, each time with the answers of the time before.
const passes = 3

// The weights of a candidate, for the first pass and the later ones: the first
// knows no other places and so leans on what the place is.
type resolving struct {
	population, fame, country, admin1, admin2, capital, seat3, quarter, weak, alternate float64
	inside, outside, division, notDivision                                              float64
	stateNamed, countryNamed, nearest, mean, sum, shareCountry, shareState              float64
	homeState, homeCountry                                                              float64
}

var resolvings = [2]resolving{
	{population: 1.5, fame: 1, country: 0.5, admin1: 0.5, admin2: -1.5, capital: 0.5, seat3: 0.5, quarter: -0.5, weak: -1.5, alternate: -3,
		inside: 2, outside: -1, division: 2, notDivision: -2, homeState: 4, homeCountry: 2},
	{population: 1.5, fame: 1, country: 1.5, admin1: 0, admin2: -1, capital: 0.5, seat3: 0.5, quarter: -0.5, weak: -1.5, alternate: -2,
		inside: 2, outside: -1, division: 2, notDivision: -2, homeState: 4, homeCountry: 2,
		stateNamed: 1.5, countryNamed: 0.5, nearest: 1.5, mean: 2, sum: 1.5, shareCountry: 2.5, shareState: 2},
}
