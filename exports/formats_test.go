package exports

import (
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed/atom"
	geojson "github.com/paulmach/go.geojson"
	"github.com/yuin/goldmark"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

func TestCSV(t *testing.T) {
	each(t, func(t *testing.T, st *store.Store) {
		raw, entries := exported(t, st, CSV, store.EventFilter{})
		rows, err := csv.NewReader(strings.NewReader(raw)).ReadAll()
		if err != nil || len(rows) != len(entries)+1 {
			t.Fatalf("%d rows of %d entries: %v", len(rows), len(entries), err)
		}
		if !slices.Equal(rows[0], csvColumns) || !strings.Contains(raw, "lat,lon\r\n") {
			t.Errorf("columns %q", rows[0])
		}
		for i, e := range entries {
			row := map[string]string{}
			for c, name := range csvColumns {
				row[name] = rows[i+1][c]
				if name != "lat" && name != "lon" && name != "score" && row[name] != "" && strings.ContainsAny(row[name][:1], "=+-@") {
					t.Errorf("%s of %q is a formula to a spreadsheet: %q", name, e.Summary, row[name])
				}
			}
			d := e.day()
			if row["id"] != e.ID || strings.TrimPrefix(row["summary"], "'") != e.Summary || row["start"] != string(d.Start) || row["end"] != string(d.End) ||
				row["status"] != string(e.Status) || row["place"] != e.Place || row["confidence"] != "0.88" || row["score"] != "-1.5" ||
				row["actors"] != "'@Dockers, United" || row["quote"] != e.Quote || row["url"] != e.URL || row["disputed"] == "true" != e.Disputed {
				t.Errorf("got %q for %+v", row, e)
			}
			if e.Place == "Port Alder" && (row["lat"] != "-12.5" || row["lon"] != "130.25" || row["place_precision"] != "city") {
				t.Errorf("got %q in Port Alder", row)
			}
		}
	})
}

func TestCell(t *testing.T) {
	for text, want := range map[string]string{"": "", "talks": "talks", "=1+1": "'=1+1", "+49": "'+49", "-Board": "'-Board", "@x": "'@x", "\tx": "'\tx", "\nx": "'\nx", "＝1": "'＝1", "'quoted'": "'quoted'", "a=1": "a=1", "\xff": "\xff"} {
		if got := cell(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestJSONL(t *testing.T) {
	each(t, func(t *testing.T, st *store.Store) {
		raw, entries := exported(t, st, JSONL, store.EventFilter{Statuses: []models.Status{models.Happened}})
		lines := strings.Split(strings.TrimSuffix(raw, "\n"), "\n")
		if len(lines) != len(entries) || len(entries) != 3 {
			t.Fatalf("%d lines of %d entries, want 3", len(lines), len(entries))
		}
		for i, line := range lines {
			var got entry
			if err := json.Unmarshal([]byte(line), &got); err != nil {
				t.Fatal(err)
			}
			want := entries[i]
			if got.ID != want.ID || got.Summary != want.Summary || got.Quote != want.Quote || *got.Date != *want.Date || len(got.Statuses) != len(want.Statuses) || len(got.Reasons) != 1 {
				t.Errorf("got %+v\nwant %+v", got, want)
			}
		}
	})
}

func TestGeoJSON(t *testing.T) {
	each(t, func(t *testing.T, st *store.Store) {
		raw, entries := exported(t, st, GeoJSON, store.EventFilter{})
		collection, err := geojson.UnmarshalFeatureCollection([]byte(raw))
		if err != nil || len(collection.Features) != len(entries) {
			t.Fatalf("%d features of %d entries: %v", len(collection.Features), len(entries), err)
		}
		for i, e := range entries {
			f := collection.Features[i]
			if e.Place == "Port Alder" {
				if f.Geometry == nil || !f.Geometry.IsPoint() || !slices.Equal(f.Geometry.Point, []float64{130.25, -12.5}) {
					t.Errorf("%s: at %+v, want 130.25, -12.5", e.Summary, f.Geometry)
				}
			} else if f.Geometry != nil { // the middle of Australia is no place where something happened
				t.Errorf("%s: at %+v", e.Summary, f.Geometry)
			}
			if f.ID != e.ID || f.Properties["summary"] != e.Summary || text(f, "start") != string(e.day().Start) ||
				f.Properties["status"] != string(e.Status) || text(f, "place") != e.Place || f.Properties["disputed"] != e.Disputed {
				t.Errorf("got %v for %+v", f, e)
			}
		}
	})
}

// text is a property of a feature, "" when it has none of this name.
func text(f *geojson.Feature, name string) string {
	s, _ := f.Properties[name].(string)
	return s
}

func TestAtom(t *testing.T) {
	each(t, func(t *testing.T, st *store.Store) {
		raw, entries := exported(t, st, Atom, store.EventFilter{})
		feed, err := (&atom.Parser{}).Parse(strings.NewReader(raw))
		if err != nil || len(feed.Entries) != len(entries) {
			t.Fatalf("%v\n%s", err, raw)
		}
		if feed.ID != permanent(told.ID) || feed.Title != told.Title || feed.UpdatedParsed == nil || !feed.UpdatedParsed.Equal(moment) || feed.Authors[0].Name != "Throughline" {
			t.Errorf("feed %+v", feed)
		}
		ids := map[string]bool{}
		for i, e := range entries {
			x := feed.Entries[i]
			shown := "date not stated"
			if e.Date != nil {
				shown = e.Date.Shown()
			}
			if x.ID != permanent(e.ID) || ids[x.ID] || x.Title != shown+": "+e.Summary || !x.UpdatedParsed.Equal(e.UpdatedAt) || x.Categories[0].Term != string(e.Type) ||
				!strings.Contains(x.Content.Value, Shorten(e.Quote, longestQuote)) || len(x.Links) != 1 || x.Links[0].Rel != "via" || x.Links[0].Href != e.URL {
				t.Errorf("got %+v\nwant %+v", x, e)
			}
			ids[x.ID] = true
		}
	})
}

// slides is TimelineJS's own format, as its documentation has it.
type slides struct {
	Title  struct{ Text slideText } `json:"title"`
	Events []slide                  `json:"events"`
}

func TestTimelineJS(t *testing.T) {
	each(t, func(t *testing.T, st *store.Store) {
		raw, entries := exported(t, st, TimelineJS, store.EventFilter{})
		decoder := json.NewDecoder(strings.NewReader(raw))
		decoder.DisallowUnknownFields()
		var got slides
		if err := decoder.Decode(&got); err != nil {
			t.Fatalf("%v\n%s", err, raw)
		}
		dated := slices.DeleteFunc(entries, func(e entry) bool { return e.Date == nil })
		if len(got.Events) != len(dated) || got.Title.Text.Headline != "Harbour &lt;talks&gt; &amp; &#34;strikes&#34;, 2026" {
			t.Fatalf("%d slides of %d dated entries, title %+v", len(got.Events), len(dated), got.Title)
		}
		for i, e := range dated {
			s := got.Events[i]
			start := e.Date.Start.Time()
			if s.UniqueID != e.ID || s.StartDate.Year != start.Year() || s.StartDate.Month != int(start.Month()) || s.DisplayDate != e.Date.Shown() || s.Group != string(e.Type) {
				t.Errorf("got %+v for %+v", s, e)
			}
			if exact := e.Date.Precision != models.PrecisionMonth; exact != (s.StartDate.Day != 0) || exact && (s.EndDate.Day != e.Date.End.Time().Day()) {
				t.Errorf("days %+v of %+v", s, e.Date)
			}
			if strings.Contains(s.Text.Headline+s.Text.Text, "<b>") || !strings.Contains(s.Text.Text, `href="https://news.example/`) {
				t.Errorf("text %+v", s.Text)
			}
		}
	})
}

func TestMarkdown(t *testing.T) {
	each(t, func(t *testing.T, st *store.Store) {
		raw, entries := exported(t, st, Markdown, store.EventFilter{})
		var page strings.Builder
		if err := goldmark.Convert([]byte(raw), &page); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(page.String(), "<strong>"); n != len(entries) || !strings.Contains(page.String(), "<h1>Harbour &lt;talks&gt; &amp; &quot;strikes&quot;, 2026</h1>") {
			t.Errorf("%d entries of %d:\n%s", n, len(entries), page.String())
		}
		for _, want := range []string{"Dockers &lt;b&gt;struck&lt;/b&gt;; owners \\ &amp; 'mates' *waited*, [see](javascript:x)", "<strong>not stated</strong>",
			`<a href="https://news.example/1?a=1&amp;b=2">The &lt;Example&gt;, &amp; Co</a>`, "<li>status: scheduled: The &lt;Example&gt;, &amp; Co on 2026-01-01 (an aide); happened"} {
			if !strings.Contains(page.String(), want) {
				t.Errorf("no %s in\n%s", want, page.String())
			}
		}
	})
}
