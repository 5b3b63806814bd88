package stories

import (
	"strings"

	"github.com/throughline-news/throughline/models"
)

// affairNoun is a noun that headings of stories end in, and the types of event
// that such stories are of.
type affairNoun struct {
	noun  string
	types []models.EventType
}

// affairNouns are such nouns by the types of event that they stand for.
var affairNouns = readNouns(`
AGREE         accord agreement deal pact treaty
CONSULT       talks negotiations summit conference meeting visit dialogue relations
SUPPORT       support recognition alliance
CONCEDE       concessions release pardon
COOPERATE     cooperation exercises mission
AID           aid relief
RETREAT       ceasefire truce withdrawal
REQUEST       demands referendum
ACCUSE        dispute inquiry investigation hearing hearings controversy scandal
REJECT        row dispute
THREATEN      tensions crisis ultimatum standoff
PROTEST       protest protests demonstrations riots unrest strike march
SANCTION      sanctions embargo tariffs ban boycott
MOBILIZE      build-up deployment mobilization
COERCE        crackdown arrest arrests blockade siege raid raids deportation deportations kidnapping detention occupation purge
ASSAULT       conflict war attack attacks offensive strikes airstrikes bombing bombings battle fighting clashes invasion insurgency massacre massacres campaign shooting shootings killing killings assassination uprising rebellion incursion stabbing genocide
ELECTION      election elections vote poll primary runoff
OFFICE        cabinet government leadership presidency resignation coup impeachment appointment coalition inauguration
DISASTER      disaster earthquake earthquakes flood floods flooding fire fires wildfire wildfires hurricane typhoon cyclone storm storms eruption landslide landslides crash collapse explosion heatwave drought famine tornado tornadoes derailment avalanche tsunami outbreak pandemic epidemic sinking blackout
DEATH         death deaths murder murders funeral disappearance
RULING        case trial verdict lawsuit conviction prosecution sentence charges
ECONOMY       economy inflation shortage merger bankruptcy recession default trade
OTHER         affair season championship tournament games festival awards policy reform plan process law bill programme project migration
`)

// heads is the set of these nouns.
var heads = func() map[string]bool {
	out := map[string]bool{}
	for _, n := range affairNouns {
		out[n.noun] = true
	}
	return out
}()

// forms are the noun and its other number: "attack", "attacks". Other words of its
// stem, as "kill" of "killing", say nothing of how people would call it.
func (n affairNoun) forms() []string {
	if one, plural := strings.CutSuffix(n.noun, "s"); plural && heads[one] {
		return []string{n.noun, one}
	}
	return []string{n.noun, n.noun + "s"}
}

// readNouns reads lines of a type and the nouns for it. A noun may stand in several.
func readNouns(table string) []affairNoun {
	var out []affairNoun
	at := map[string]int{}
	for _, line := range strings.Split(strings.TrimSpace(table), "\n") {
		fields := strings.Fields(line)
		for _, noun := range fields[1:] {
			i, ok := at[noun]
			if !ok {
				i = len(out)
				at[noun] = i
				out = append(out, affairNoun{noun: noun})
			}
			out[i].types = append(out[i].types, models.EventType(fields[0]))
		}
	}
	return out
}

// nounFor is the noun for a story of mostly one type of event, when no words tell.
func nounFor(typ models.EventType) string {
	for _, n := range affairNouns {
		if n.types[0] == typ {
			return n.noun
		}
	}
	return "affair"
}
