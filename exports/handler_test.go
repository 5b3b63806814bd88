package exports

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

// served is a server of exports; what it logs is written to log.
func served(t *testing.T, st *store.Store, log io.Writer) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	for pattern, handler := range (Server{Store: st, Log: slog.New(slog.NewTextHandler(log, nil)), Now: time.Now, Version: "test", EmbedOn: []string{"https://news.example", "https://other.example"}}).Routes() {
		mux.Handle(pattern, handler)
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

func get(t *testing.T, server *httptest.Server, method, path, holds string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, server.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("If-None-Match", holds)
	response, err := server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

func TestServer(t *testing.T) {
	each(t, func(t *testing.T, st *store.Store) {
		var log bytes.Buffer
		server := served(t, st, &log)
		for _, f := range Served() {
			want, _ := exported(t, st, f, store.EventFilter{From: "2026-01-08"})
			for _, story := range []string{told.Slug, told.ID} {
				path := "/stories/" + story + "/timeline." + string(f) + "?from=2026-01-08"
				response, body := get(t, server, http.MethodGet, path, "")
				if f == Atom || f == ICalendar || f == HTML { // with addresses of the server's pages
					body = strings.ReplaceAll(body, "\r\n ", "")
					if f == Atom && !strings.Contains(body, `<link rel="self" href="`+server.URL+path+`"`) {
						t.Errorf("%s does not say where it is:\n%s", path, body)
					}
					if !strings.Contains(body, server.URL+"/events/evt_") {
						t.Errorf("%s has no address of an event:\n%s", path, body)
					}
				} else if body != want {
					t.Errorf("%s: got %s\nwant %s", path, body, want)
				}
				h := response.Header
				if response.StatusCode != http.StatusOK || h.Get("Content-Type") != kinds[f].mediaType || h.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(h.Get("Content-Disposition"), "harbour-talks."+string(f)) {
					t.Errorf("%s: %d, %v", path, response.StatusCode, h)
				}
				again, rest := get(t, server, http.MethodGet, path, h.Get("ETag"))
				if again.StatusCode != http.StatusNotModified || rest != "" || again.Header.Get("ETag") != h.Get("ETag") {
					t.Errorf("%s again: %d, %q", path, again.StatusCode, rest)
				}
				if head, none := get(t, server, http.MethodHead, path, ""); head.StatusCode != http.StatusOK || none != "" || head.Header.Get("Content-Type") != kinds[f].mediaType {
					t.Errorf("HEAD %s: %d, %v", path, head.StatusCode, head.Header)
				}
				if other, _ := get(t, server, http.MethodGet, path+"&key=1", h.Get("ETag")); other.StatusCode != http.StatusOK {
					t.Errorf("%s with another filter: %d", path, other.StatusCode)
				}
			}
		}
		path := "/stories/harbour-talks/timeline.csv"
		before, _ := get(t, server, http.MethodGet, path, "")
		err := st.Write(t.Context(), func(tx *store.Tx) error {
			e := happenings()[0].event
			e.Summary = "Talks opened"
			return tx.As("editor", "").SaveEvents([]models.Event{e}, nil)
		})
		if err != nil {
			t.Fatal(err)
		}
		if after, body := get(t, server, http.MethodGet, path, before.Header.Get("ETag")); after.StatusCode != http.StatusOK || !strings.Contains(body, "Talks opened") {
			t.Errorf("after a change: %d\n%s", after.StatusCode, body)
		}
		if log.Len() > 0 {
			t.Errorf("logged %s", log.String())
		}
	})
}

func TestServerRefuses(t *testing.T) {
	st := filled(t, storetest.SQLite.New(t))
	var log bytes.Buffer
	server := served(t, st, &log)
	for path, want := range map[string]struct {
		status int
		body   string
	}{
		"/stories/nothing/timeline.csv":                                                    {404, "no such story"},
		"/stories/harbour-talks/timeline.csv?colour=red":                                   {400, `unknown parameter "colour"`},
		"/stories/harbour-talks/timeline.csv?countries=USA":                                {400, `countries: expected codes of two capitals`},
		"/agenda.ics?key=3":                                                                {400, "key: "},
		"/stories/harbour-talks/timeline.csv?filter=%7B%22types%22%3A%5B%22PARTY%22%5D%7D": {400, `filter: types: "PARTY"`},
		"/stories/harbour-talks/timeline.atom?from=8.1.2026":                               {400, "from: "},
		"/stories/harbour-talks/timeline.ics?types=PARTY":                                  {400, `types: "PARTY"`},
		"/agenda.ics?statuses=" + strings.Repeat("held,", 101):                             {400, "statuses: 101 values"},
		"/agenda.ics?storyIds=" + strings.Repeat("x,", 101):                                {400, "storyIds: 101 values"},
		"/stories/harbour-talks/timeline.pdf":                                              {404, ""},
		"/agenda.ics?from=2026-01-25&storyIds=" + told.ID + "&to=x":                        {400, "to: "},
	} {
		response, body := get(t, server, http.MethodGet, path, "")
		if response.StatusCode != want.status || !strings.Contains(body, want.body) || strings.Contains(body, "exports: ") || response.Header.Get("ETag") != "" {
			t.Errorf("%s: got %d %s", path, response.StatusCode, body)
		}
	}
	if response, body := get(t, server, http.MethodGet, "/agenda.ics?from=2026-01-25&storyIds="+told.ID, ""); response.StatusCode != http.StatusOK || len(calendar(t, body)) != 3 {
		t.Errorf("agenda: %d\n%s", response.StatusCode, body)
	}
	if log.Len() > 0 {
		t.Errorf("logged %s", log.String())
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	if response, body := get(t, server, http.MethodGet, "/agenda.ics", ""); response.StatusCode != http.StatusInternalServerError || strings.Contains(body, "sql") || log.Len() == 0 {
		t.Errorf("without a database: %d %s, logged %q", response.StatusCode, body, log.String())
	}
}

// TestCutShort holds that an export that fails on its way does not look whole.
func TestCutShort(t *testing.T) {
	var log bytes.Buffer
	st := filled(t, storetest.SQLite.New(t))
	s := Server{Store: st, Log: slog.New(slog.NewTextHandler(&log, nil)), Now: time.Now}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.send(w, r, delivery{format: CSV, name: "x"}, func(a *answer, _ Options) error {
			_, err := a.Write([]byte("start,end\r\n"))
			return errors.Join(err, errors.New("the disk is gone"))
		})
	}))
	defer server.Close()
	response, err := server.Client().Get(server.URL)
	if err == nil {
		_, err = io.ReadAll(response.Body)
		response.Body.Close()
	}
	server.Close() // waits for the handler, which writes the log
	if err == nil || !strings.Contains(log.String(), "the disk is gone") {
		t.Errorf("got %v, logged %q", err, log.String())
	}
}

func TestParseFilter(t *testing.T) {
	yes := true
	for query, want := range map[string]store.EventFilter{
		"": {},
		"from=2026-01-01&to=2026-01-31&types=CONSULT,AID&types=ASSAULT": {From: "2026-01-01", To: "2026-01-31", Types: []models.EventType{models.Consult, models.Aid, models.Assault}},
		"statuses=scheduled&quads=VERBAL_CONFLICT&countries=UA,%20RU":   {Statuses: []models.Status{models.Scheduled}, Quads: []models.Quad{models.VerbalConflict}, Countries: []string{"UA", "RU"}},
		"minConfidence=.5&disputed=true&text=peace+talks&key=3":         {MinConfidence: .5, Disputed: &yes, Text: "peace talks", Key: 3},
		"near=25.77,-80.19,50&entityIds=ent_1&minOrigins=2":             {Near: &store.Near{Lat: 25.77, Lon: -80.19, Km: 50}, EntityIDs: []string{"ent_1"}, MinOrigins: 2},
		`filter={"not":{"statuses":["scheduled","possible"],"minConfidence":0.5},"or":[{"disputed":true},{"near":{"lat":1.5,"lon":-2,"km":30}}]}&minOrigins=2`: {
			MinOrigins: 2, And: []store.EventFilter{{
				Not: &store.EventFilter{Statuses: []models.Status{models.Scheduled, models.Possible}, MinConfidence: .5},
				Or:  []store.EventFilter{{Disputed: &yes}, {Near: &store.Near{Lat: 1.5, Lon: -2, Km: 30}}},
			}}},
		`filter={"date":{"from":"2026-01-01","overlap":false},"storyIds":["sty_1"],"types":[],"and":[{"text":"a, b"}]}`: {
			And: []store.EventFilter{{Date: &store.DateFilter{From: "2026-01-01"}, StoryIDs: []string{"sty_1"}, And: []store.EventFilter{{Text: "a, b"}}}}},
		"actorIds=ent_1&placeIds=pla_1": {ActorIDs: []string{"ent_1"}, PlaceIDs: []string{"pla_1"}},
	} {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := ParseFilter(values); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, %v", query, got, err)
		}
	}
	for query, want := range map[string]string{
		"From=2026-01-01": `"From"`, "minConfidence=2": "minConfidence", "minConfidence=NaN": "minConfidence", "disputed=perhaps": "disputed", "key=0": "key", "near=1,2": "LAT,LON,KM",
		"near=1,200,3": "near", "from=2026-01-01&from=2026-01-02": "once", "quads=x": "quads", "minOrigins=-1": "minOrigins",
		"filter={": "EventFilter", "filter=[]": "EventFilter", `filter={"key":3}`: "key: ", `filter={"not":{"or":{}}}`: "not: or: ", `filter={"date":{"to":"x"}}`: "date: to: ",
		`filter={"or":[{},{"colour":1}]}`: "or: 1: colour: ", `filter={"near":{"lat":100}}`: "near: ", `filter={"types":[1]}`: "types: ", `filter={"not":"x"}`: "not: ",
	} {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ParseFilter(values); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s named", query, err, want)
		}
	}
}

// TestEveryFilter holds that each field of the schema's EventFilter can be asked for.
func TestEveryFilter(t *testing.T) {
	schema, err := os.ReadFile("../graph/event.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	_, input, _ := strings.Cut(string(schema), "\ninput EventFilter {\n")
	input, _, _ = strings.Cut(input, "\n}")
	fields := 0
	for line := range strings.Lines(input) {
		name, kind, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(name, `"`) {
			continue
		}
		fields++
		value := map[string]string{"[EventFilter!]": "[{}]", "EventFilter": "{}", "DateFilter": "{}", "Near": `{"lat":1,"lon":1,"km":1}`, "Date": `"2026-01-01"`, "Float": "0.5", "Int": "2", "Boolean": "true",
			"String": `"x"`, "[ID!]": `["x"]`, "[String!]": `["x"]`, "[EventType!]": `["AID"]`, "[Status!]": `["happened"]`, "[Quad!]": `["VERBAL_CONFLICT"]`}[kind]
		if value == "" {
			value = "{}"
		}
		f, err := ParseFilter(url.Values{"filter": {`{"` + name + `":` + value + `}`}})
		if err != nil || value != "{}" && value != "[{}]" && reflect.DeepEqual(f.And[0], store.EventFilter{}) {
			t.Errorf("%s of %s cannot be asked for: %+v, %v", name, kind, f, err)
		}
	}
	if fields < 15 {
		t.Errorf("%d fields", fields)
	}
}

// TestFilterInJSON holds that such a filter chooses as its parts say.
func TestFilterInJSON(t *testing.T) {
	each(t, func(t *testing.T, st *store.Store) {
		server := served(t, st, io.Discard)
		for filter, want := range map[string]int{`{}`: 9, `{"not":{"statuses":["scheduled"]}}`: 6, `{"or":[{"disputed":true},{"statuses":["cancelled"]}]}`: 2, `{"date":{"from":"2026-01-01","to":"2026-01-10","overlap":false}}`: 4} {
			_, body := get(t, server, http.MethodGet, "/stories/harbour-talks/timeline.jsonl?filter="+url.QueryEscape(filter), "")
			if got := strings.Count(body, "\n"); got != want {
				t.Errorf("%s: %d events, want %d", filter, got, want)
			}
		}
	})
}
