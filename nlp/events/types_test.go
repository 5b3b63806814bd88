package events

import (
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestTypes(t *testing.T) {
	b := newBench(t)
	tests := []struct {
		text         string
		kind, plover models.EventType
		mode         string
	}{
		{"Norway's foreign minister met his Finnish counterpart in Oslo on Monday.", models.Consult, "", ""},
		{"Norway and Finland held talks in Oslo on Monday.", models.Consult, "", ""},
		{"Talks between Peru and Chile were held in Lima on Monday.", models.Consult, "", ""},
		{"The president of Chile visited Peru on Monday.", models.Consult, "", "visit"},
		{"Peru and Chile signed a trade agreement on Tuesday.", models.Support, "", ""},
		{"France praised Kenya on Monday.", models.Support, "", ""},
		{"Denmark agreed to send medicine to Chad.", models.Aid, models.Agree, ""},
		{"Germany delivered medical supplies to Chad on Monday.", models.Aid, "", ""},
		{"Peru withdrew its troops from the border on Monday.", models.Retreat, "", "withdraw"},
		{"Colombia released four prisoners on Monday.", models.Retreat, "", "release"},
		{"The rebels declared a ceasefire on Monday.", models.Retreat, "", "ceasefire"},
		{"Finance Minister Ana Costa resigned on Monday.", models.Retreat, "", "resign"},
		{"Kenya demanded that Uganda open the border.", models.Request, "", ""},
		{"Bolivia condemned the decision of Chile on Monday.", models.Accuse, "", "disapprove"},
		{"Bolivia accused Chile of breaking the treaty.", models.Accuse, "", "allege"},
		{"Prosecutors opened an investigation into the bank.", models.Accuse, "", "investigate"},
		{"Peru rejected the plan on Monday.", models.Reject, "", ""},
		{"Chile refused to meet Bolivian officials.", models.Consult, models.Reject, ""},
		{"Kenya threatened to attack Somalia.", models.Assault, models.Threaten, ""},
		{"Thousands of students marched against the government in Lima on Monday.", models.Protest, "", "demo"},
		{"Train drivers in Belgium went on strike on Monday.", models.Protest, "", "strike"},
		{"Canada imposed sanctions on Iran on Monday.", models.Sanction, models.Coerce, ""},
		{"Canada imposed tariffs on Iran on Monday.", models.Sanction, "", ""},
		{"A court in Quito convicted the banker on Monday.", models.Sanction, models.Accuse, "convict"},
		{"A court in Quito rejected the request of the banker on Monday.", models.Ruling, models.Reject, ""},
		{"Navy ships imposed a blockade on the port of Aden on Monday.", models.Coerce, models.Assault, "restrict"},
		{"The United Nations withdrew peacekeeping troops from Chad on Monday.", models.Sanction, "", "withdraw"},
		{"An Iraqi airstrike kills seven people in Mosul.", models.Assault, "", ""},
		{"Five rockets hit Bagram in Afghanistan.", models.Assault, "", ""},
		{"A summit planned for 14 March was cancelled.", models.Consult, models.Reject, ""},
		{"The court in Dakar dropped the charges against the editor.", models.Retreat, "", "release"},
		{"Shelling by Peruvian forces damaged the bridge.", models.Assault, "", "heavy-weapons"},
		{"The US military struck militia groups last January.", models.Assault, "", ""},
		{"The judge found the leader of the northern militia guilty.", models.Sanction, models.Accuse, "convict"},
		{"Kenya decided to lift the ban on Monday.", models.Concede, "", ""},
		{"Kenya promised to lift the ban on Monday.", models.Concede, models.Agree, ""},
		{"Peru and Chile agreed to a ceasefire on Monday.", models.Agree, "", ""},
		{"Peru and Chile agreed to a trade deal on Monday.", models.Support, "", ""},
		{"The opposition launched a scathing attack on the mayor of Lima.", models.Accuse, "", "disapprove"},
		{"The government ordered two newspapers to suspend publication.", models.Coerce, "", "censor"},
		{"Chile expelled two Peruvian diplomats on Monday.", models.Sanction, "", "expel"},
		{"Poland deployed soldiers along the border on Monday.", models.Mobilize, "", "troops"},
		{"Police in Nairobi arrested twenty students on Monday.", models.Coerce, "", "arrest"},
		{"The government imposed a curfew in Lima on Monday.", models.Coerce, "", "curfew"},
		{"Turkish jets bombed a village in northern Iraq on Monday.", models.Assault, "", "explosives"},
		{"Gunmen kidnapped a priest in Haiti on Monday.", models.Assault, "", "abduct"},
		{"Workers struck a car plant in Turin on Monday.", models.Protest, "", "strike"},
		{"A missile struck a hospital in Aden on Monday.", models.Assault, "", ""},
		{"Voters in Ghana elected a new president on Monday.", models.Election, "", ""},
		{"The king appointed a new governor on Monday.", models.Office, "", ""},
		{"A strong earthquake hit central Italy on Monday.", models.Disaster, "", ""},
		{"The singer Lola Maro died on Monday.", models.Death, "", ""},
		{"The court ruled that the law was void.", models.Ruling, "", ""},
		{"Sweden's central bank raised its interest rate on Tuesday.", models.Economy, "", ""},
		{"A farmer from Ohio grew the largest pumpkin of the year.", models.Other, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			m := one(t, b.mentions("", tt.text), tt.kind)
			if m.Plover != tt.plover || m.Mode != tt.mode {
				t.Errorf("plover %q mode %q, want %q %q", m.Plover, m.Mode, tt.plover, tt.mode)
			}
			if (isPlover(m.Type) || m.Plover != "") != (m.Quad != "") {
				t.Errorf("%s has quad %q", m.Type, m.Quad)
			}
		})
	}
}

// TestFrames holds the rules of PLOVER's manual on what changes a code.
func TestFrames(t *testing.T) {
	tests := []struct {
		kind models.EventType
		f    frame
		want models.EventType
	}{
		{models.Consult, plain, models.Consult},
		{models.Consult, promised, models.Agree},
		{models.Support, promised, models.Agree},
		{models.Cooperate, promised, models.Agree},
		{models.Aid, promised, models.Agree},
		{models.Concede, promised, models.Agree},
		{models.Retreat, promised, models.Agree}, // an announced withdrawal: the manual says CONCEDE, its examples AGREE
		{models.Retreat, decided, models.Retreat},
		{models.Aid, decided, models.Agree},
		{models.Assault, promised, models.Threaten},
		{models.Consult, refused, models.Reject},
		{models.Assault, refused, models.Assault},
		{models.Aid, requested, models.Request},
		{models.Accuse, requested, models.Accuse},
		{models.Sanction, threatened, models.Threaten},
		{models.Aid, stopped, models.Sanction},
		{models.Consult, stopped, models.Reject}, // a cancelled meeting
		{models.Assault, stopped, models.Retreat},
		{models.Election, promised, models.Election},
	}
	for _, tt := range tests {
		if got := code(tt.kind, tt.f); got != tt.want {
			t.Errorf("code(%s, %d) = %s, want %s", tt.kind, tt.f, got, tt.want)
		}
	}
}
