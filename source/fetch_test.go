package source

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// site serves a page, a feed, rules for robots and traps.
func site(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "User-agent: *\nDisallow: /private\n")
	})
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
		fmt.Fprintf(w, "<html><head><title>Caf\xe9 talks</title></head><body><article><p>%s</p></article></body></html>", strings.Repeat("Delegates met in a caf\xe9 in Geneva, and they talked. ", 20))
	})
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	mux.HandleFunc("/file", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "file:///etc/hostname", http.StatusFound)
	})
	mux.HandleFunc("/huge", func(w http.ResponseWriter, _ *http.Request) {
		chunk := []byte(strings.Repeat("x", 1<<20))
		for range MaxFile>>20 + 1 {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

func TestFetchedPage(t *testing.T) {
	server := site(t)
	o := Opener{Fetcher: NewFetcher(FetchOptions{AllowPrivate: true, HostDelay: time.Nanosecond}), Published: Stated{Unknown: true}}
	got, refused := collect(t, o, server.URL+"/page")
	if len(refused) > 0 || len(got) != 1 {
		t.Fatalf("got %d articles, refused %q", len(got), refused)
	}
	if got[0].Title != "Café talks" || !strings.Contains(got[0].Text, "a café in Geneva") || got[0].URL != server.URL+"/page" {
		t.Errorf("got %+v", got[0])
	}
}

func TestFetchAsksWhetherChanged(t *testing.T) {
	server := site(t)
	f := NewFetcher(FetchOptions{AllowPrivate: true, HostDelay: time.Nanosecond})
	page, err := f.Get(context.Background(), server.URL+"/page", Validators{})
	if err != nil || page.NotModified || page.Validators.ETag != `"v1"` {
		t.Fatalf("first: %+v, %v", page.Validators, err)
	}
	page, err = f.Get(context.Background(), server.URL+"/page", page.Validators)
	if err != nil || !page.NotModified {
		t.Errorf("second: not modified %v, %v", page.NotModified, err)
	}
}

func TestFetchRefusals(t *testing.T) {
	server := site(t)
	open := NewFetcher(FetchOptions{AllowPrivate: true, HostDelay: time.Nanosecond})
	guarded := NewFetcher(FetchOptions{HostDelay: time.Nanosecond})
	tests := []struct {
		name    string
		fetcher *Fetcher
		address string
		want    string
	}{
		{"this machine", guarded, server.URL + "/page", "127.0.0.1 is not public"},
		{"this machine by name", guarded, strings.Replace(server.URL, "127.0.0.1", "localhost", 1) + "/page", "is not public"},
		{"this machine as IPv4 in IPv6", guarded, "http://[::ffff:127.0.0.1]:9/", "127.0.0.1 is not public"},
		{"private network", guarded, "http://10.0.0.1/", "10.0.0.1 is not public"},
		{"link local", guarded, "http://169.254.169.254/latest/meta-data", "169.254.169.254 is not public"},
		{"link local through NAT64", guarded, "http://[64:ff9b::a9fe:a9fe]/", "is not public"},
		{"this machine through 6to4", guarded, "http://[2002:7f00:1::]/", "is not public"},
		{"this machine as an IPv4-compatible address", guarded, "http://[::7f00:1]/", "is not public"},
		{"this network", guarded, "http://0.1.2.3/", "0.1.2.3 is not public"},
		{"reserved", guarded, "http://240.0.0.1/", "240.0.0.1 is not public"},
		{"disallowed by robots.txt", open, server.URL + "/private/x", "robots.txt"},
		{"redirects without end", open, server.URL + "/loop", "more than 5 redirects"},
		{"redirect to a file", open, server.URL + "/file", "redirect to file"},
		{"too large", open, server.URL + "/huge", "larger than 64 MiB"},
		{"not there", open, server.URL + "/none", "the server answered 404"},
		{"no host", open, "http://", "is no address"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := tt.fetcher.Get(context.Background(), tt.address, Validators{})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestFetcherWaitsBetweenRequests(t *testing.T) {
	server := site(t)
	f := NewFetcher(FetchOptions{AllowPrivate: true, HostDelay: time.Hour})
	if _, err := f.Get(context.Background(), server.URL+"/page", Validators{}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if _, err := f.Get(ctx, server.URL+"/page", Validators{}); err == nil {
		t.Error("the second request did not wait its turn")
	}
}

func TestRobotsRules(t *testing.T) {
	var answer http.HandlerFunc
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			answer(w, r)
		}
	}))
	t.Cleanup(server.Close)
	say := func(status int, rules string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			fmt.Fprint(w, rules)
		}
	}
	f := NewFetcher(FetchOptions{AllowPrivate: true, HostDelay: time.Nanosecond})
	now := time.Date(2025, 12, 8, 0, 0, 0, 0, time.UTC)
	f.now = func() time.Time { return now }
	for _, step := range []struct {
		name    string
		passes  time.Duration
		answer  http.HandlerFunc
		path    string
		allowed bool
	}{
		{"a server that fails", 0, say(503, ""), "/page", false},
		{"soon after", time.Second, say(200, ""), "/page", false},
		{"asked again", failedFor, say(200, "User-agent: *\nDisallow: /*?print"), "/page", true},
		{"a rule about what is asked for", 0, nil, "/page?print=1", false},
		{"the same day", time.Hour, say(200, "User-agent: *\nDisallow: /"), "/page", true},
		{"the next day", rulesFor, say(200, "User-agent: *\nDisallow: /"), "/page", false},
		{"an address without a path", 0, nil, "", false},
		{"rules taken away", rulesFor, say(404, ""), "/page", true},
	} {
		now, answer = now.Add(step.passes), step.answer
		if _, err := f.Get(context.Background(), server.URL+step.path, Validators{}); (err == nil) != step.allowed {
			t.Errorf("%s: got %v, want allowed %v", step.name, err, step.allowed)
		}
	}
}

func TestRedirectsKeepToTheRulesOfWhereTheyLead(t *testing.T) {
	there := site(t)
	here := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" {
			http.Redirect(w, r, there.URL+r.URL.Path, http.StatusMovedPermanently)
		}
	}))
	t.Cleanup(here.Close)
	f := NewFetcher(FetchOptions{AllowPrivate: true, HostDelay: time.Nanosecond})
	page, err := f.Get(context.Background(), here.URL+"/page", Validators{})
	if err != nil || page.URL != there.URL+"/page" || len(page.Body) == 0 {
		t.Errorf("got %q with %d bytes, %v", page.URL, len(page.Body), err)
	}
	if _, err := f.Get(context.Background(), here.URL+"/private/x", Validators{}); err == nil || !strings.Contains(err.Error(), "robots.txt of "+strings.TrimPrefix(there.URL, "http://")) {
		t.Errorf("got %v, want what the second site's rules forbid", err)
	}
}
