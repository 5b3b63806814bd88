package reading

import (
	"math"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/events"
)

// Answer is a reading as `throughline analyze` writes it: one JSON object, with
// offsets in code points into the text as given (into the title where field
// says so). What is not known is left out.
type Answer struct {
	ID         string      `json:"id"`
	Language   string      `json:"language,omitempty"`
	Entities   []entity    `json:"entities"`
	Timexes    []timex     `json:"timexes"`
	Toponyms   []toponym   `json:"toponyms"`
	Events     []event     `json:"events"`
	Predicates []predicate `json:"predicates,omitempty"`
}

type span struct {
	Field string `json:"field,omitempty"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

type entity struct {
	span
	Text    string `json:"text"`
	Type    string `json:"type"`
	ID      string `json:"id,omitempty"`
	Name    string `json:"name,omitempty"`
	Country string `json:"country,omitempty"`
}

type timex struct {
	span
	Text  string       `json:"text"`
	Type  string       `json:"type"`
	Value string       `json:"value"`
	Date  *models.Date `json:"date,omitempty"`
}

type alternative struct {
	Lat         float64 `json:"lat"`
	Lon         float64 `json:"lon"`
	Country     string  `json:"country,omitempty"`
	GeoNames    int     `json:"geonames,omitempty"`
	Name        string  `json:"name"`
	Probability float64 `json:"probability"`
}

type toponym struct {
	span
	Text         string                `json:"text"`
	Lat          float64               `json:"lat"`
	Lon          float64               `json:"lon"`
	Country      string                `json:"country,omitempty"`
	GeoNames     int                   `json:"geonames,omitempty"`
	Name         string                `json:"name"`
	Precision    models.PlacePrecision `json:"precision"`
	Kind         string                `json:"kind,omitempty"`
	Alternatives []alternative         `json:"alternatives,omitempty"`
}

type participant struct {
	span
	Text    string `json:"text"`
	ID      string `json:"id,omitempty"`
	Name    string `json:"name,omitempty"`
	Country string `json:"country,omitempty"`
}

type place struct {
	Name      string                `json:"name"`
	Text      string                `json:"text,omitempty"`
	Lat       float64               `json:"lat"`
	Lon       float64               `json:"lon"`
	Country   string                `json:"country,omitempty"`
	GeoNames  int                   `json:"geonames,omitempty"`
	Precision models.PlacePrecision `json:"precision"`
	Field     string                `json:"field,omitempty"`
	Start     *int                  `json:"start,omitempty"`
	End       *int                  `json:"end,omitempty"`
	Basis     models.PlaceBasis     `json:"basis,omitempty"`
}

type event struct {
	Type       models.EventType  `json:"type"`
	Plover     models.EventType  `json:"plover,omitempty"`
	Mode       string            `json:"mode,omitempty"`
	Cameo      string            `json:"cameo,omitempty"` // CAMEO's root code
	Status     models.Status     `json:"status"`
	Source     string            `json:"source,omitempty"`
	Quad       models.Quad       `json:"quad,omitempty"`
	Score      *float64          `json:"score,omitempty"`
	span                         // of the sentence
	Trigger    span              `json:"trigger"`
	Actors     []participant     `json:"actors"`
	Recipients []participant     `json:"recipients"`
	Date       *models.Date      `json:"date,omitempty"`
	Place      *place            `json:"place,omitempty"`
	Numbers    []models.Quantity `json:"numbers,omitempty"`
	Main       bool              `json:"main"`
	Confidence float64           `json:"confidence"`
	Summary    string            `json:"summary,omitempty"`
	Quote      models.Quote      `json:"quote"`
}

type predicate struct {
	span
	Text   string        `json:"text"`
	Status models.Status `json:"status"`
	Source string        `json:"source,omitempty"`
	Date   *models.Date  `json:"date,omitempty"`
}

// Answer gives rd the shape `analyze` writes. predicates may be nil.
func (rd Reading) Answer(id string, predicates []events.Predicate) Answer {
	a := Answer{ID: id, Language: rd.Doc.Language,
		Entities: []entity{}, Timexes: []timex{}, Toponyms: []toponym{}, Events: []event{}}
	for _, x := range rd.Actors {
		if x.Type == "" { // a description such as "Ukrainian officials", no name
			continue
		}
		a.Entities = append(a.Entities, entity{locate(rd.Doc, x.Span), rd.Doc.Slice(x.Span), x.Type, x.Entity.Key, x.Entity.Name, x.Entity.Country})
	}
	for _, x := range rd.Times {
		a.Timexes = append(a.Timexes, timex{locate(rd.Doc, x.Span), rd.Doc.Slice(x.Span), string(x.Type), x.Value, x.Day})
	}
	for _, x := range rd.Places {
		t := toponym{locate(rd.Doc, x.Span), rd.Doc.Slice(x.Span), x.Place.Lat, x.Place.Lon, x.Place.Country, x.Place.GeoNames, x.Place.Name, x.Place.Precision, "", nil}
		if x.Demonym {
			t.Kind = "demonym"
		}
		for _, o := range x.Alternatives {
			t.Alternatives = append(t.Alternatives, alternative{o.Place.Lat, o.Place.Lon, o.Place.Country, o.Place.GeoNames, o.Place.Name, round(o.Probability)})
		}
		a.Toponyms = append(a.Toponyms, t)
	}
	for _, m := range rd.Mentions {
		a.Events = append(a.Events, answerEvent(m))
	}
	for _, p := range predicates {
		a.Predicates = append(a.Predicates, predicate{locate(rd.Doc, p.Span), rd.Doc.Slice(p.Span), p.Status, p.Source, p.Date})
	}
	return a
}

func answerEvent(m models.Mention) event {
	e := event{
		Type: m.Type, Plover: m.Plover, Mode: m.Mode, Cameo: m.Cameo(), Status: m.Status, Source: m.StatusSource, Quad: m.Quad,
		span:    span{m.Quote.Field, m.Quote.Start, m.Quote.End},
		Trigger: span{m.Quote.Field, m.TriggerStart, m.TriggerEnd},
		Actors:  participants(m.Actors), Recipients: participants(m.Recipients),
		Date: m.Date, Numbers: m.Numbers, Main: m.Main, Confidence: round(m.Confidence), Summary: m.Summary, Quote: m.Quote,
	}
	if m.Quad != "" {
		e.Score = &m.Score
	}
	if m.Place != nil {
		e.Place = &place{Name: m.Place.Name, Text: m.Place.Text, Lat: m.Place.Lat, Lon: m.Place.Lon,
			Country: m.Place.Country, GeoNames: m.Place.GeoNames, Precision: m.Place.Precision, Basis: m.Place.Basis}
		if m.Place.Text != "" {
			e.Place.Field, e.Place.Start, e.Place.End = m.Place.Field, &m.Place.Start, &m.Place.End
		}
	}
	return e
}

func participants(ps []models.Participant) []participant {
	out := make([]participant, 0, len(ps))
	for _, p := range ps {
		out = append(out, participant{span{p.Field, p.Start, p.End}, p.Text, p.Key, p.Name, p.Country})
	}
	return out
}

func locate(doc *nlp.Document, s nlp.Span) span {
	field, start, end := doc.Locate(s)
	return span{field, start, end}
}

// round keeps three digits of a probability: more would be claimed than known.
func round(p float64) float64 { return math.Round(p*1000) / 1000 }
