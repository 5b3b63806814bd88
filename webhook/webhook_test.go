package webhook_test

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
	"github.com/throughline-news/throughline/webhook"
)

// receiver keeps what it is sent, and answers with the statuses it is given, the
// last of them from then on.
type receiver struct {
	statuses []int
	requests []*http.Request
	bodies   [][]byte
}

func (r *receiver) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	body, _ := io.ReadAll(request.Body)
	r.requests, r.bodies = append(r.requests, request), append(r.bodies, body)
	w.WriteHeader(r.statuses[min(len(r.bodies), len(r.statuses))-1])
}

// titles are what the deliveries that were received with a success say.
func (r *receiver) titles(t *testing.T) []string {
	t.Helper()
	var out []string
	for i, body := range r.bodies {
		if status := r.statuses[min(i+1, len(r.statuses))-1]; status > 299 {
			continue
		}
		var d struct {
			Changes []struct{ Change struct{ After string } }
		}
		if err := json.Unmarshal(body, &d); err != nil {
			t.Fatal(err)
		}
		for _, c := range d.Changes {
			out = append(out, c.Change.After)
		}
	}
	return out
}

// office is a store, its clock, a sender and a receiver.
type office struct {
	st     *store.Store
	clock  time.Time
	sender webhook.Sender
	*receiver
	url string
	log bytes.Buffer
}

func open(t *testing.T, d storetest.Database, statuses ...int) *office {
	t.Helper()
	o := &office{clock: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), receiver: &receiver{statuses: statuses}}
	o.st = storetest.Open(t, d.New(t), store.Options{Now: func() time.Time { return o.clock }})
	log := slog.New(slog.NewTextHandler(&o.log, nil))
	api := graph.NewHandler(&graph.Resolver{Store: o.st}, graph.Options{Log: log})
	server := httptest.NewServer(o.receiver)
	t.Cleanup(server.Close)
	o.url = server.URL
	o.sender = webhook.Sender{Store: o.st, Query: api.Query, Client: server.Client(), Now: func() time.Time { return o.clock }, Log: log}
	o.title(t, "Talks")
	return o
}

var talks = models.NewID(models.StoryPrefix, time.UnixMilli(1), "")

// title gives the story a title, which is one change.
func (o *office) title(t *testing.T, title string) {
	t.Helper()
	err := o.st.Write(t.Context(), func(tx *store.Tx) error {
		return tx.As("desk", "").SaveStories([]models.Story{{ID: talks, Slug: "talks", Title: title, Status: models.StoryActive}})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// hook makes a webhook that is told what happens from now on.
func (o *office) hook(t *testing.T, stories ...string) models.Webhook {
	t.Helper()
	seq, err := o.st.LastSeq(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	w, err := webhook.New(o.url, stories, "desk", o.clock, seq)
	if err == nil {
		err = o.st.Write(t.Context(), func(tx *store.Tx) error { return tx.As("desk", "").SaveWebhook(&w) })
	}
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func (o *office) deliver(t *testing.T) {
	t.Helper()
	if err := o.sender.DeliverDue(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestDelivery(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			o := open(t, d, 200)
			w := o.hook(t, talks)
			o.deliver(t) // the making of the webhook itself is no news
			if len(o.bodies) != 0 {
				t.Fatalf("got %s before anything happened", o.bodies[0])
			}
			for i := range 150 { // more than one delivery holds
				o.title(t, fmt.Sprint("Talks ", i))
			}
			o.deliver(t)
			if got := o.titles(t); len(o.bodies) != 2 || len(got) != 150 || got[0] != `"Talks 0"` || got[149] != `"Talks 149"` {
				t.Errorf("got %d deliveries with %d changes", len(o.bodies), len(got))
			}
			r := o.requests[0]
			key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(w.Secret, "whsec_"))
			if err != nil {
				t.Fatal(err)
			}
			mac := hmac.New(sha256.New, key)
			fmt.Fprintf(mac, "%s.%s.%s", r.Header.Get("Webhook-Id"), r.Header.Get("Webhook-Timestamp"), o.bodies[0])
			if want := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)); r.Header.Get("Webhook-Signature") != want {
				t.Errorf("signature %q, want %q", r.Header.Get("Webhook-Signature"), want)
			}
			if r.Header.Get("Webhook-Timestamp") != fmt.Sprint(o.clock.Unix()) || r.Header.Get("Content-Type") != "application/json" {
				t.Errorf("headers %v", r.Header)
			}
			o.deliver(t)
			if len(o.bodies) != 2 {
				t.Error("something was delivered again")
			}
		})
	}
}

// TestRetries holds that what fails comes again, later and later, and in order.
func TestRetries(t *testing.T) {
	for _, d := range storetest.Databases {
		t.Run(string(d), func(t *testing.T) {
			o := open(t, d, 500, 503, 302, 204)
			o.hook(t)
			o.title(t, "One")
			var waits []time.Duration
			start := o.clock
			for len(o.bodies) < 4 {
				before := len(o.bodies)
				o.deliver(t)
				if len(o.bodies) > before {
					waits = append(waits, o.clock.Sub(start))
					start = o.clock
				}
				if len(o.bodies) == 2 {
					o.title(t, "Two")
				}
				o.clock = o.clock.Add(5 * time.Second)
			}
			if want := []time.Duration{0, 10 * time.Second, 20 * time.Second, 40 * time.Second}; !slices.Equal(waits, want) {
				t.Errorf("waited %v, want %v", waits, want)
			}
			if got := o.titles(t); !slices.Equal(got, []string{`"One"`, `"Two"`}) {
				t.Errorf("got %v, want both, in order", got)
			}
			hooks, err := o.st.Webhooks(t.Context())
			if err != nil || len(hooks) != 1 || hooks[0].Failures != 0 || hooks[0].LastError != "" || !hooks[0].Active {
				t.Errorf("got %+v, %v; want no failures any more", hooks, err)
			}
		})
	}
}

func TestGivenUp(t *testing.T) {
	o := open(t, storetest.SQLite, 410)
	o.hook(t)
	o.title(t, "One")
	for range 40 {
		o.deliver(t)
		o.clock = o.clock.Add(7 * time.Hour)
	}
	hooks, err := o.st.Webhooks(t.Context())
	if err != nil || hooks[0].Active || len(o.bodies) != 25 || !strings.Contains(hooks[0].LastError, "410") || !strings.Contains(o.log.String(), "given up") {
		t.Errorf("%d deliveries, %+v, %v", len(o.bodies), hooks, err)
	}
}

// TestOthersKeepOff holds that what one process delivers no other does too.
func TestOthersKeepOff(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		w, err := webhook.New("https://board.example/hook", nil, "desk", st.Now(), 0)
		if err != nil {
			t.Fatal(err)
		}
		if err := st.Write(t.Context(), func(tx *store.Tx) error { return tx.As("desk", "").SaveWebhook(&w) }); err != nil {
			t.Fatal(err)
		}
		first, err := st.TakeDueWebhook(t.Context(), st.Now().Add(time.Hour))
		if err != nil || first == nil || first.ID != w.ID || first.Secret != w.Secret {
			t.Fatalf("got %+v, %v", first, err)
		}
		if second, err := st.TakeDueWebhook(t.Context(), st.Now().Add(time.Hour)); err != nil || second != nil {
			t.Errorf("another process got %+v, %v; want nothing", second, err)
		}
		for _, c := range must(st.Changes(t.Context(), 0, 10)) {
			if strings.Contains(c.After, w.Secret) {
				t.Errorf("the journal tells the secret: %s", c.After)
			}
		}
		if err := st.Write(t.Context(), func(tx *store.Tx) error { return tx.As("desk", "").RemoveWebhook(w.ID) }); err != nil {
			t.Error(err)
		}
		if left := must(st.Webhooks(t.Context())); len(left) != 0 {
			t.Errorf("left: %+v", left)
		}
	})
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestNewRefuses(t *testing.T) {
	for _, bad := range []string{"", "board.example", "ftp://board.example", "https://", "https://user:secret@board.example", "https://board.example/" + strings.Repeat("x", 2000), "http://a b"} {
		if _, err := webhook.New(bad, nil, "desk", time.Now(), 0); err == nil {
			t.Errorf("%.40q was taken", bad)
		}
	}
}

// TestRunEnds holds that the sender stops with its context.
func TestRunEnds(t *testing.T) {
	o := open(t, storetest.SQLite, 200)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); o.sender.Run(ctx) }()
	cancel()
	<-ended
}
