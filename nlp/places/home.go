package places

// A source's home is learned from homeArticles articles at least that name places without
// doubt. Sure are places of this probability.
const (
	homeArticles = 3
	homeSure     = 0.9
)

// LearnHome says where a source is at home: the country, and within it the first-level
// division, that more than half of its articles speak of most. articles holds what
// Find returned for each without a home. Of a source that writes about many
// countries nothing is learned, of a national paper the country alone.
func LearnHome(articles [][]Toponym) Home {
	countries := make(map[string]int)
	divisions := make(map[Home]int)
	votes := 0
	for _, toponyms := range articles {
		vote := spokenOf(toponyms)
		if vote.Country == "" {
			continue
		}
		votes++
		countries[vote.Country]++
		if vote.Admin1 != "" {
			divisions[vote]++
		}
	}
	if votes < homeArticles {
		return Home{}
	}
	for home, n := range divisions {
		if 2*n > votes {
			return home
		}
	}
	for country, n := range countries {
		if 2*n > votes {
			return Home{Country: country}
		}
	}
	return Home{}
}

// spokenOf returns the country and the division in it that most of the sure toponyms lie in; of
// several equally frequent ones the first in the text.
func spokenOf(toponyms []Toponym) Home {
	countries := make(map[string]int)
	divisions := make(map[Home]int)
	for _, t := range toponyms {
		if t.Demonym || t.Probability < homeSure || t.Place.Country == "" {
			continue
		}
		countries[t.Place.Country]++
		divisions[divisionOf(t)]++
	}
	var home Home
	for _, t := range toponyms {
		if countries[t.Place.Country] > countries[home.Country] {
			home = Home{Country: t.Place.Country}
		}
	}
	for _, t := range toponyms {
		if d := divisionOf(t); d.Country == home.Country && d.Admin1 != "" && divisions[d] > divisions[home] {
			home = d
		}
	}
	return home
}

func divisionOf(t Toponym) Home { return Home{Country: t.Place.Country, Admin1: t.Place.Admin1} }
