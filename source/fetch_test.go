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
