package nlp

import (
	"strings"
	"testing"
)

// written gives the names of d as "TYPE words", one a name.
func written(d *Document) string {
	var b strings.Builder
	for i, n := range d.Names {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(string(n.Type) + " " + d.Slice(n.Span))
	}
	return b.String()
}

// TestRules tests the rules alone, whose answers the model weighs.
func TestRules(t *testing.T) {
	rules, err := NewParserWith(nil)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, text, want string }{
		{"first name and surname", "Yesterday Oksana Hrytsenko spoke for an hour.", "PER Oksana Hrytsenko"},
		{"title is no part of the name", "The talks were led by Prime Minister Arturo Bellini.", "PER Arturo Bellini"},
		{"title with of", "He met U.S. Secretary of State Harold Wickes on Friday.", "ORG U.S.; PER Harold Wickes"},
		{"people before a title", "French President Camille Durand left early.", "MISC French; PER Camille Durand"},
		{"organization before a title", "They heard Northfield University President Ellen Marsh.", "ORG Northfield University; PER Ellen Marsh"},
		{"title alone", "He wrote to the Prime Minister and the Attorney General.", ""},
		{"particles", "She thanked Ludwig van der Meulen and Yusuf bin Rashid.", "PER Ludwig van der Meulen; PER Yusuf bin Rashid"},
		{"small article", "Fighters loyal to Gen. Hamid al-Zubair withdrew.", "PER Hamid al-Zubair"},
		{"initials", "It was signed by J. T. Harwell.", "PER J. T. Harwell"},
		{"organization of", "He runs the Ministry of Health and the University of Tartumaa.", "ORG Ministry of Health; ORG University of Tartumaa"},
		{"organization and", "She works for the Food and Agriculture Agency.", "ORG Food and Agriculture Agency"},
		{"organization for", "A report by the Institute for Border Studies came out.", "ORG Institute for Border Studies"},
		{"two names joined by and", "He visited Estonia and Latvia.", "MISC Estonia; MISC Latvia"},
		{"ampersand", "Shares of Harper & Lowe fell.", "ORG Harper & Lowe"},
		{"acronym", "Officers of the NBKR were there.", "ORG NBKR"},
		{"a word in capitals for stress", "He did NOT go, it was TOO late.", ""},
		{"possessive stays outside", "Brodsky's lawyer said Viktor Brodsky was ill.", "PER Brodsky; PER Viktor Brodsky"},
		{"possessive within", "He joined the People's Liberation Front.", "ORG People's Liberation Front"},
		{"comma divides", "Talks between Hana Novak, Peter Lindqvist and others failed.", "PER Hana Novak; PER Peter Lindqvist"},
		{"place by preposition", "Two people died in Karvelo on Sunday.", "LOC Karvelo"},
		{"place by its words", "The ship sank off Cape Verrin near the Oster River.", "LOC Cape Verrin; LOC Oster River"},
		{"place after a place", "A fire broke out in Karvelo, Brastia.", "LOC Karvelo; LOC Brastia"},
		{"days and months", "On Monday and in March they rested.", ""},
		{"a month that is a surname", "Theresa May resigned.", "PER Theresa May"},
		{"ordinary word opens the sentence", "Police arrested two men. Talks failed.", ""},
		{"ordinary words form a name", "White House aides were silent.", "MISC White House"},
		{"capital after a colon", "He said: They will go.", ""},
		{"surname alone", "Dmitro Halenko spoke. Later Halenko left. Nobody followed Halenko.", "PER Dmitro Halenko; PER Halenko; PER Halenko"},
		{"line of capitals", "HALENKO LEAVES TALKS\n\nDmitro Halenko left on Friday, and Halenko was angry.", "PER HALENKO; PER Dmitro Halenko; PER Halenko"},
		{"headline", "Halenko Leaves Peace Talks Without Deal\n\nOn Friday Dmitro Halenko left.", "PER Halenko; PER Dmitro Halenko"},
		{"led and based", "A British-led mission and London-based firms.", ""},
		{"event", "It was the worst day since the Battle of Karvelo.", "MISC Battle of Karvelo"},
		{"general is no title here", "The General Assembly voted.", "ORG General Assembly"},
		{"no capital", "nobody here has a name.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := written(rules.Parse("", tt.text)); got != tt.want {
				t.Errorf("%q\n got %s\nwant %s", tt.text, got, tt.want)
			}
		})
	}
}

func TestNames(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"countries and leaders", "Ukraine's President Volodymyr Zelenskyy met Keir Starmer in London on Tuesday.", "LOC Ukraine; PER Volodymyr Zelenskyy; PER Keir Starmer; LOC London"},
		{"unknown persons", "Dmitro Halenko and Aisha Benyoussef signed it, Halenko said.", "PER Dmitro Halenko; PER Aisha Benyoussef; PER Halenko"},
		{"unknown place", "Two people died in Karvelo when a bridge fell.", "LOC Karvelo"},
		{"bodies", "The United Nations Security Council and NATO condemned the attack.", "ORG United Nations Security Council; ORG NATO"},
		{"firms", "Shares in Harwell Foods Inc. fell after Toyota cut its order.", "ORG Harwell Foods Inc.; ORG Toyota"},
		{"people", "Russian forces shelled the town, Ukrainian officials said.", "MISC Russian; MISC Ukrainian"},
		{"ministry", "The Ministry of Health in Brazil confirmed the outbreak.", "ORG Ministry of Health; LOC Brazil"},
		{"town and state", "A storm hit Nashville, Tennessee, late on Friday.", "LOC Nashville; LOC Tennessee"},
		{"capitals", "FLOODS KILL NINE IN PAKISTAN", "LOC PAKISTAN"},
		{"clubs in a table", "Division one results on Saturday:\nArsenal 2 Leeds 1\nEverton 0 Chelsea 0", "ORG Arsenal; ORG Leeds; ORG Everton; ORG Chelsea"},
		{"athletes", "1. Marta Oliveira (Portugal) 2:07.31", "PER Marta Oliveira; LOC Portugal"},
		{"listed places", "Raids in the West Bank went on, and tankers left the Strait of Hormuz.", "LOC West Bank; LOC Strait of Hormuz"},
		{"a listed place within a longer name", "He worked at the Bank of New South Wales.", "ORG Bank of New South Wales"},
		{"no name", "On Monday they rested. Nothing else happened.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := written(parse(t, "", tt.text)); got != tt.want {
				t.Errorf("%q\n got %s\nwant %s", tt.text, got, tt.want)
			}
		})
	}
}

// TestNamesInOddTexts checks that names keep their exact spans beside emoji,
// other scripts, invisible hyphens and in lines of capitals.
func TestNamesInOddTexts(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"soft hyphens", "Vo\u00adlo\u00addymyr Ze\u00adlen\u00adskyy met Keir Starmer in Lon\u00addon on Tuesday.",
			"PER Vo\u00adlo\u00addymyr Ze\u00adlen\u00adskyy; PER Keir Starmer; LOC Lon\u00addon"},
		{"emoji", "Keir Starmer🇬🇧 met Emmanuel Macron👍🏽 in Brussels🙂 on Monday.", "PER Keir Starmer; PER Emmanuel Macron; LOC Brussels"},
		{"other scripts beside", "習近平 met Vladimir Putin in 北京 on Monday, officials in Moscow said.", "PER Vladimir Putin; LOC Moscow"},
		{"capitals", "FLOODS KILL NINE IN PAKISTAN\nEARTHQUAKE SHAKES TURKEY", "LOC PAKISTAN; LOC TURKEY"},
		{"capitals that the text repeats", "STARMER MEETS MACRON IN PARIS\n\nKeir Starmer met Emmanuel Macron in Paris on Tuesday.",
			"PER STARMER; PER MACRON; LOC PARIS; PER Keir Starmer; PER Emmanuel Macron; LOC Paris"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := written(parse(t, "", tt.text)); got != tt.want {
				t.Errorf("%q\n got %s\nwant %s", tt.text, got, tt.want)
			}
		})
	}
}

func TestIsTitle(t *testing.T) {
	for word, want := range map[string][2]bool{"minister": {true, false}, "foreign": {false, true}, "deputy": {true, true}, "river": {false, false}} {
		if head, part := IsTitle(word); head != want[0] || part != want[1] {
			t.Errorf("IsTitle(%q) = %v, %v, want %v", word, head, part, want)
		}
	}
}
