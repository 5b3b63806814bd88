package exports

import (
	"bufio"

	"github.com/throughline-news/throughline/models"
)

// feature is one event as a GeoJSON Feature. Its geometry is null when the place is
// not known as exactly as a city.
type feature struct {
	Type       string     `json:"type"`
	ID         string     `json:"id"`
	Geometry   *geometry  `json:"geometry"`
	Properties properties `json:"properties"`
}

type geometry struct {
	Type        string     `json:"type"`
	Coordinates [2]float64 `json:"coordinates"` // longitude first
}

// properties are flat, as maps want them.
type properties struct {
	Summary        string                `json:"summary"`
	Type           models.EventType      `json:"type"`
	Mode           string                `json:"mode,omitempty"`
	Status         models.Status         `json:"status"`
	Quad           models.Quad           `json:"quad,omitempty"`
	Start          models.Day            `json:"start,omitempty"`
	End            models.Day            `json:"end,omitempty"`
	Precision      models.Precision      `json:"precision,omitempty"`
	Basis          models.DateBasis      `json:"basis,omitempty"`
	EDTF           string                `json:"edtf,omitempty"`
	Place          string                `json:"place,omitempty"`
	Country        string                `json:"country,omitempty"`
	PlacePrecision models.PlacePrecision `json:"placePrecision,omitempty"`
	Actors         []string              `json:"actors"`
	Recipients     []string              `json:"recipients"`
	Reports        int                   `json:"reports"`
	Origins        int                   `json:"origins"`
	Confidence     float64               `json:"confidence"`
	Disputed       bool                  `json:"disputed"`
	Quote          string                `json:"quote,omitempty"`
	Publisher      string                `json:"publisher,omitempty"`
	URL            string                `json:"url,omitempty"`
}

type geojsonEncoder struct{ jsonList }

func newGeoJSON(w *bufio.Writer, _ heading, _ Options) encoder {
	return &geojsonEncoder{jsonList{Writer: w, before: `{"type":"FeatureCollection","features":[` + "\n"}}
}

func (g *geojsonEncoder) write(e entry) error {
	d := e.day()
	f := feature{Type: "Feature", ID: e.ID, Properties: properties{
		Summary: e.Summary, Type: e.Type, Mode: e.Mode, Status: e.Status, Quad: e.Quad, Start: d.Start, End: d.End, Precision: d.Precision, Basis: d.Basis, EDTF: d.EDTF,
		Place: e.Place, Country: e.Country, Actors: e.Actors, Recipients: e.Recipients, Reports: e.ReportCount, Origins: e.OriginCount,
		Confidence: e.Confidence, Disputed: e.Disputed, Quote: e.Quote, Publisher: e.Publisher, URL: e.URL,
	}}
	if e.at != nil {
		f.Properties.PlacePrecision = e.at.Precision
	}
	if p := e.point(); p != nil {
		f.Geometry = &geometry{Type: "Point", Coordinates: [2]float64{p.Lon, p.Lat}}
	}
	return g.item(f)
}
