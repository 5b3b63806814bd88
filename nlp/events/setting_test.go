package events

import (
	"testing"

	"github.com/throughline-news/throughline/models"
)

// TestMainPlace is about the place of a main event whose own words do not give it.
func TestMainPlace(t *testing.T) {
	b := newBench(t)
	tests := []struct {
		name, title, body string
		want              string // the words; "" for none
		basis             models.PlaceBasis
	}{
		{"own clause", "", "Norway and Finland held talks in Oslo on Monday.", "Oslo", models.PlaceFromClause},
		{"lead", "Bus crash kills nine pupils", "Nine pupils died on Monday. The bus left the road in Nakuru and rolled over.", "Nakuru", models.PlaceFromDiscourse},
		{"headline", "Nakuru bus crash: nine pupils dead", "Nine pupils died on Monday when a bus overturned.", "Nakuru", models.PlaceFromDiscourse},
		{"dateline", "", "NAIROBI, Kenya (Agency) Bakers have raised the price of bread.", "NAIROBI", models.PlaceFromDateline},
		{"caption before the dateline", "", "Photo NAIROBI -- Bakers have raised the price of bread.", "NAIROBI", models.PlaceFromDateline},
		{"venue before talks", "Costa and Silva hold two-hour Downing Street meeting", "The talks were short.", "Downing Street", models.PlaceFromClause},
		{"gathering", "Costa wins Brazilian Grand Prix", "Ana Costa overtook nine cars at the Brazilian Grand Prix on Sunday.", "Brazilian Grand Prix", models.PlaceFromClause},
		{"country", "Bakers raise bread prices", "Bakers have raised the price of bread. The flour sold across Kenya is dear. Imports from Egypt fell.", "Kenya", models.PlaceFromDiscourse},
		{"kind of place", "Bus crash kills nine pupils", "Nine pupils died on Monday in the Kenyan town of Nakuru.", "Nakuru", models.PlaceFromClause},
		{"two countries", "Bakers raise bread prices", "Bakers have raised the price of bread. Flour is dear in Kenya. Flour is dear in Uganda.", "", ""},
		{"what was said is elsewhere", "Norway accuses rebels of burning villages", "Norway accused the rebels of burning villages. The fires in Goma spread.", "", ""},
		{"where it was said", "Norway accuses rebels of burning villages", "Norway accused the rebels of burning villages. The minister said in Oslo that fires had spread.", "Oslo", models.PlaceFromDiscourse},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ms := b.mentions(tt.title, tt.body)
			if len(ms) == 0 {
				t.Fatal("no mentions")
			}
			got, basis := "", models.PlaceBasis("")
			if p := ms[0].Place; p != nil {
				got, basis = p.Text, p.Basis
			}
			if got != tt.want || basis != tt.basis {
				t.Errorf("%s %q: place %q from the %q, want %q from the %q", ms[0].Type, ms[0].Summary, got, basis, tt.want, tt.basis)
			}
		})
	}
}
