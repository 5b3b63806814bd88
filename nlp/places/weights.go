package places

// What the words around a name say of whether a place is meant, in log odds. The
// weights are set by hand and rounded to halves, after the sizes and the order
// that logistic regressions on several corpora of news gave them.
const (
	weightIn            = 1    // "in" stands before it, or "in the"
	weightPreposition   = 0.5  // another preposition of places does
	weightQualified     = 1.5  // "Miami, Florida": it lies in what follows, or is what follows
	weightTitle         = -1.5 // "Mayor Jackson"
	weightFirstName     = -3   // "Andrew Jackson", "J. Jackson"
	weightCapitalBefore = -0.5 // "Nueva Jackson": part of a longer name that is not in the gazetteer
	weightPerson        = -2   // it comes after a first name elsewhere in the text, and nowhere as a place
	weightIsFirstName   = -0.5 // "Jordan"
	weightFullName      = -2   // "Jordan Smith"
	weightSpeaks        = -0.5 // "Jackson laughed"
	weightFacility      = -3   // "Jackson Times", "Jackson Avenue"
	weightPartner       = -2   // "Jackson & Sons"
	weightPlaceAfter    = -1.5 // "Jackson Paris"
	weightMostly        = -2.5 // a common word: "Reading"
	weightPartly        = -1.5
	weightLanguage      = -8 // "in French", though it is the name of a people
	weightCapitals      = -1 // written in capitals alone: "NATO"

	// The classes of the names that the parser found. That a place's name is one of several
	// words of a place says nothing: it may be its street.
	weightPartOfPerson = -2
	weightPersonName   = -1.5
	weightInsideName   = -1 // of an organization
	weightOrganization = -1
	weightLocation     = 1.5
	weightMiscellany   = 0.5
)

// What the place that a name was resolved to says of the same, in log odds.
const (
	weightProbability = 1   // times the probability that it is the right one
	weightNear        = 1.5 // times its nearness to another place of the text, 0 to 1
	weightNearSmall   = 2.5 // the same again for a small place
	weightCountry     = 1
	weightDivision    = 1
	weightDemonym     = 3
	weightSmall       = -1 // names of small places are more often names of something else
	weightTiny        = -1 // on top of it
	weightAlternate   = -2
	weightWeak        = -0.5
)

// threshold is the log odds from which on a name is taken as a place: a probability of 0.3,
// since a place that is left out cannot be asked for.
const threshold = -0.85

// smallTown and tinyTown are decimal logarithms of populations.
const (
	smallTown = 4.2 // 15,000
	tinyTown  = 3   // 1,000
)

// resolving are the weights of a candidate against the others of its name.
type resolving struct {
	population float64 // times its decimal logarithm
	fame       float64 // times the decimal logarithm of the number of its other names

	country, admin1, admin2, capital, seat3, quarter float64 // what it is
	weak, alternate                                  float64 // how well the name fits it

	inside, outside       float64 // of the country or division that is named right after it
	division, notDivision float64 // when the words around say that it is a division

	homeState, homeCountry float64 // it is where the source is at home

	stateNamed, countryNamed float64 // its state or country is named in the text
	nearest                  float64 // times the nearness of the nearest other place
	mean                     float64 // times the mean nearness of the other places
	sum                      float64 // times how many others are very near, mostNear at most
	shareCountry, shareState float64 // times the share of the others in the same country, state
}

// alone are the weights of the first pass. It knows no other places and so leans
// on what the place is.
var alone = resolving{
	population: 1.5, fame: 1, country: 0.5, admin1: 0.5, admin2: -1.5, capital: 0.5, seat3: 0.5, quarter: -0.5, weak: -1.5, alternate: -3,
	inside: 2, outside: -1, division: 2, notDivision: -2, homeState: 4, homeCountry: 2,
}

// together are the weights of the later passes.
var together = resolving{
	population: 1.5, fame: 1, country: 1.5, admin2: -1, capital: 0.5, seat3: 0.5, quarter: -0.5, weak: -1.5, alternate: -2,
	inside: 2, outside: -1, division: 2, notDivision: -2, homeState: 4, homeCountry: 2,
	stateNamed: 1.5, countryNamed: 0.5, nearest: 1.5, mean: 2, sum: 1.5, shareCountry: 2.5, shareState: 2,
}
