package events

import (
	"strconv"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

// showQuantity writes a number of a mention as "killed >=25 person".
func showQuantity(q models.Quantity) string {
	out := string(q.Kind)
	for _, b := range []struct {
		sign  string
		value *float64
	}{{" =", q.Value}, {" >=", q.Min}, {" <=", q.Max}} {
		if b.value != nil {
			out += b.sign + strconv.FormatFloat(*b.value, 'f', -1, 64)
		}
	}
	if q.Approx {
		out += " ~"
	}
	if q.Unit != "" {
		out += " " + q.Unit
	}
	return out
}

func showQuantities(qs []models.Quantity) string {
	var out []string
	for _, q := range qs {
		out = append(out, showQuantity(q))
	}
	return strings.Join(out, ", ")
}

func TestQuantities(t *testing.T) {
	b := newBench(t)
	tests := []struct {
		text    string
		trigger string
		want    string
	}{
		// the toll of an attack, in its clause
		{"The strike killed at least 25 people and wounded 80.", "killed", "killed >=25 person, wounded =80"},
		{"A missile hit a market in Kharkiv, killing 25 and injuring dozens more.", "hit", "killed =25, wounded >=24 ~"},
		{"A Russian missile hit a market in Kharkiv on Monday, killing at least 25 people and wounding about 80.", "hit", "killed >=25 person, wounded =80 ~"},
		{"34 people were killed in the shelling, six of them children.", "killed", "killed =34 person"},
		{"Rebels attacked a convoy near Goma and killed 34 soldiers, including six officers.", "killed", "killed =34 soldier"},
		{"At least 14 people were killed and more than 100 wounded in the blast.", "killed", "killed >=14 person, wounded >=100"},
		{"The Russian bombing left 12 people dead and hundreds injured.", "bombing", "killed =12 person, wounded >=200 ~"},
		{"Gunmen shot dead two policemen in Quetta.", "shot", "killed =2 policeman"},
		{"A soldier was killed in the clash.", "killed", "killed =1 soldier"},
		{"Drones hit Odesa on Monday, killing a woman and two children.", "hit", "killed =1 woman, killed =2 child"},
		{"Nobody was killed when a drone struck the roof.", "struck", "killed =0"},
		{"A rocket struck the port on Monday. There were no casualties.", "struck", "casualties =0"},
		{"A rocket struck the port on Monday, but no one was hurt.", "struck", "wounded =0"},
		{"The rebel attack on the camp claimed 19 lives.", "attack", "killed =19"},
		{"The Russian artillery damaged 40 homes in Kherson.", "damaged", "destroyed =40 home"},
		{"The bombing of the town destroyed about 30 houses and left 200 people homeless.", "bombing", "destroyed =30 ~ house, displaced =200"},
		// told in the sentence after
		{"A missile hit a market in Kharkiv on Monday. The death toll rose to 34, including six children.", "hit", "killed =34"},
		{"Jets bombed the town of Yako on Monday. At least 14 were dead and 12 missing, officials said.", "bombed", "killed >=14, missing =12"},
		{"A car bomb exploded outside a ministry in Kabul. The number of wounded people rose from 40 to 62.", "exploded", "wounded =62"},
		{"An earthquake struck Nepal on Sunday. Officials put the death toll at 120.", "struck", "killed =120"},
		// disasters
		{"An earthquake of magnitude 6.3 left twenty-five people dead and hundreds injured.", "earthquake", "killed =25 person, wounded >=200 ~"},
		{"The quake left up to 50,000 people homeless and 12 missing.", "quake", "displaced <=50000 person, missing =12"},
		{"Twenty-five miners, two of them boys, died when the shaft flooded.", "died", "killed =25 miner"},
		{"Floods in Kerala killed between 20 and 30 people.", "killed", "killed >=20 <=30 person"},
		{"Heavy seas swamped a ferry off Cebu, where 18 passengers drowned.", "drowned", "killed =18 passenger"},
		// arrests and releases
		{"Police arrested between 20 and 30 protesters in Tbilisi.", "arrested", "detained >=20 <=30 protester"},
		{"The arrest of 12 activists drew criticism from Berlin.", "arrest", "detained =12 activist"},
		{"Around 300 demonstrators were detained in Minsk.", "detained", "detained =300 ~ demonstrator"},
		{"Militants kidnapped as many as 40 schoolgirls in Kaduna.", "kidnapped", "detained <=40 schoolgirl"},
		{"The two sides agreed to exchange 1,200 prisoners each.", "exchange", "released =1200 prisoner"},
		{"Hamas released 20 hostages on Monday.", "released", "released =20 hostage"},
		{"Soldiers captured three villages near Pokrovsk.", "captured", ""},
		// troops, weapons, crowds
		{"Poland sent 2,000 troops to the border.", "sent", "troops =2000 troops"},
		{"Kenya deployed a 400-strong police force to Haiti.", "deployed", "troops =400 force"},
		{"Russia launched 45 missiles and about 270 drones at Kyiv overnight.", "launched", "weapons =45 missile, weapons =270 ~ drone"},
		{"The army shot down 30 of 45 drones.", "shot", "weapons =30 drone"},
		{"Berlin will send Kyiv 18 tanks.", "send", "weapons =18 tank"},
		{"Tens of thousands of people marched in Belgrade.", "marched", "crowd >=20000 ~ person"},
		// money, points, votes, shares
		{"The European Union pledged a $5 billion aid package to Ukraine.", "aid", "money =5000000000 USD"},
		{"Germany will give Kyiv €300m.", "give", "money =300000000 EUR"},
		{"Japan donated more than 40 million dollars to Sudan.", "donated", "money >=40000000 USD"},
		{"Trump presented a 28-point peace plan.", "presented", "points =28 point"},
		{"The court fined the company 80 million Swiss francs.", "fined", "money =80000000 CHF"},
		{"Some 62 percent of voters backed the treaty.", "backed", "percent =62 ~"},
		// what is no number of the event
		{"Envoys of Iran and Iraq met in Baghdad on May 5, 2025.", "met", ""},
		{"Police arrested a 34-year-old man in Leeds.", "arrested", "detained =1 man"},
		{"The army shelled Goma for 12 days.", "shelled", ""},
		{"Rebels attacked a village 25 kilometers from Bangui.", "attacked", ""},
		{"Jets bombed a depot near Highway 66.", "bombed", ""},
		{"The Group of 20 condemned the attack.", "condemned", ""},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			for _, m := range b.mentions("", tt.text) {
				if strings.HasPrefix(m.Trigger, tt.trigger) {
					if got := showQuantities(m.Numbers); got != tt.want {
						t.Errorf("%s has %q, want %q", m.Trigger, got, tt.want)
					}
					return
				}
			}
			t.Errorf("no mention with trigger %q", tt.trigger)
		})
	}
}

// A number is quoted with what it counts, in code points of its field.
func TestQuantityWords(t *testing.T) {
	b := newBench(t)
	m := one(t, b.mentions("Strike kills 25 in Café Märk", "A missile hit a café. At least 25 people in the café were killed and 12 people were hurt."), models.Assault)
	text := []rune("A missile hit a café. At least 25 people in the café were killed and 12 people were hurt.")
	for _, q := range m.Numbers {
		field := text
		if q.Field == "title" {
			field = []rune("Strike kills 25 in Café Märk")
		}
		if got := string(field[q.Start:q.End]); got != q.Text {
			t.Errorf("%s at %d to %d of %q is %q, want %q", q.Kind, q.Start, q.End, q.Field, got, q.Text)
		}
	}
	if len(m.Numbers) == 0 {
		t.Error("no numbers")
	}
}

func TestBadCounts(t *testing.T) {
	for line, want := range map[string]string{
		"slain object: kill":              `no kind of number "slain"`,
		"killed adverb: kill":             `no place "adverb"`,
		"killed event: WAR":               `no type "WAR"`,
		"killed noun: x\nwounded noun: x": `"x" is killed and wounded as noun`,
	} {
		if err := eachLine("counts.txt", line, newCounts().add); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got error %v, want %s", line, err, want)
		}
	}
}
