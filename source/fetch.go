package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/temoto/robotstxt"
)

// agent is how the fetcher introduces itself and what robots.txt may name.
const agent = "Throughline"

// FetchOptions change how pages are fetched; the zero value is what a public
// service should use.
type FetchOptions struct {
	// AllowPrivate permits addresses of private networks and this machine.
	AllowPrivate bool
	// HostDelay is the least time between two requests to one host; zero means one second.
	HostDelay time.Duration
}

// Fetcher gets pages and feeds politely: it keeps to robots.txt, waits between
// requests to a host, and never reaches into private networks. It may be used
// by several goroutines.
type Fetcher struct {
	pages *http.Client // follows no redirect: the next site has rules of its own
	rules *http.Client // for robots.txt, RFC 9309 section 2.3.1.2
	delay time.Duration
	now   func() time.Time // when the rules of sites are asked for again

	mu     sync.Mutex
	robots map[string]siteRules // by scheme and host
	next   map[string]time.Time // earliest next request, by host
}

// siteRules are what a site's robots.txt said, and until when that holds.
type siteRules struct {
	rules *robotstxt.RobotsData
	until time.Time
}

// Rules hold for a day, RFC 9309 section 2.4; a server's failure to give them is
// asked about again after failedFor.
const (
	rulesFor  = 24 * time.Hour
	failedFor = 5 * time.Minute
)

// maxHosts bounds what a fetcher remembers of hosts.
const maxHosts = 10000

// maxRedirects is how often a page or a robots.txt may have moved.
const maxRedirects = 5

var errMoved = fmt.Errorf("more than %d redirects", maxRedirects)

// NewFetcher returns a fetcher.
func NewFetcher(o FetchOptions) *Fetcher {
	if o.HostDelay == 0 {
		o.HostDelay = time.Second
	}
	transport := Transport(o.AllowPrivate)
	return &Fetcher{
		delay:  o.HostDelay,
		now:    time.Now,
		robots: map[string]siteRules{},
		next:   map[string]time.Time{},
		pages: &http.Client{
			Timeout:   30 * time.Second,
			Transport: transport,
			CheckRedirect: func(*http.Request, []*http.Request) error {
				return http.ErrUseLastResponse
			},
		},
		rules: &http.Client{
			Timeout:   30 * time.Second,
			Transport: transport,
			CheckRedirect: func(r *http.Request, via []*http.Request) error {
				if len(via) >= maxRedirects {
					return errMoved
				}
				return checkScheme(r.URL)
			},
		},
	}
}

// checkScheme refuses redirects to what is not on the web.
func checkScheme(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("redirect to %s (expected http or https)", u.Scheme)
	}
	return nil
}

// Transport reaches public addresses alone, whatever names and redirects lead to,
// unless private ones are allowed.
func Transport(allowPrivate bool) *http.Transport {
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	if !allowPrivate {
		dialer.Control = refusePrivate
	}
	return &http.Transport{
		Proxy:                  nil, // a proxy would see addresses that the dialer must refuse
		DialContext:            dialer.DialContext,
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  20 * time.Second,
		MaxResponseHeaderBytes: 1 << 20,
		MaxIdleConns:           20,
		IdleConnTimeout:        time.Minute,
	}
}

// special are the networks of IANA's registries of special-purpose addresses that
// no public page is in and that netip does not know: "this network", carriers' NAT,
// protocol assignments, benchmarks, the reserved rest of IPv4, what stands for an IPv4
// address within IPv6 (compatible, NAT64, 6to4), and the old site-local addresses.
var special = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("100.64.0.0/10"),
	netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("::/96"),
	netip.MustParsePrefix("64:ff9b::/96"),
	netip.MustParsePrefix("64:ff9b:1::/48"),
	netip.MustParsePrefix("2002::/16"),
	netip.MustParsePrefix("fec0::/10"),
}

// refusePrivate is run by the dialer on every address, also after redirects and
// name look-ups.
func refusePrivate(_, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("address %s: %w", address, err)
	}
	ip := ap.Addr().Unmap().WithZone("") // a network contains no address with a zone
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || slices.ContainsFunc(special, func(p netip.Prefix) bool { return p.Contains(ip) }) {
		return fmt.Errorf("address %s is not public (allow it with --allow-private)", ip)
	}
	return nil
}

// Validators are what a server gave to ask "changed since?" with.
type Validators struct{ ETag, LastModified string }

// Page is what a server answered.
type Page struct {
	URL         string // after redirects
	ContentType string
	Body        []byte
	Validators  Validators
	NotModified bool
	moved       *url.URL // where a redirect leads
}

// Get fetches address and what it redirects to, each by the rules of its own
// site. With validators of an earlier answer the page may be NotModified, with
// no body.
func (f *Fetcher) Get(ctx context.Context, address string, v Validators) (Page, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return Page{}, fmt.Errorf("%q is no address (expected http://… or https://…)", shortened(address))
	}
	for range maxRedirects + 1 {
		if err := f.admitted(ctx, u); err != nil {
			return Page{}, err
		}
		page, err := f.get(ctx, f.pages, u.String(), v)
		if err != nil || page.moved == nil {
			return page, err
		}
		if err := checkScheme(page.moved); err != nil {
			return Page{}, err
		}
		u = page.moved
	}
	return Page{}, errMoved
}

// admitted waits until u's site may be asked for u, or says why it may not.
func (f *Fetcher) admitted(ctx context.Context, u *url.URL) error {
	rules, err := f.robotsOf(ctx, u)
	if err != nil {
		return err
	}
	if !rules.TestAgent(u.RequestURI(), agent) {
		return fmt.Errorf("the robots.txt of %s does not allow it", u.Host)
	}
	delay := f.delay
	if asked := rules.FindGroup(agent).CrawlDelay; asked > delay {
		delay = min(asked, time.Minute)
	}
	return f.wait(ctx, u.Host, delay)
}

func (f *Fetcher) get(ctx context.Context, client *http.Client, address string, v Validators) (Page, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return Page{}, fmt.Errorf("address %q: %w", shortened(address), err)
	}
	request.Header.Set("User-Agent", agent+"/1 (news timeline reader)")
	request.Header.Set("Accept", "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, application/json;q=0.9, text/plain;q=0.8")
	if v.ETag != "" {
		request.Header.Set("If-None-Match", v.ETag)
	}
	if v.LastModified != "" {
		request.Header.Set("If-Modified-Since", v.LastModified)
	}
	response, err := client.Do(request)
	if err != nil {
		var u *url.Error
		if errors.As(err, &u) {
			err = u.Err // the address is named by the caller
		}
		return Page{}, err
	}
	defer response.Body.Close()
	page := Page{URL: response.Request.URL.String(), ContentType: response.Header.Get("Content-Type"),
		Validators: Validators{response.Header.Get("ETag"), response.Header.Get("Last-Modified")}}
	switch {
	case response.StatusCode == http.StatusNotModified:
		page.NotModified = true
		return page, nil
	case isRedirect(response.StatusCode):
		page.moved, err = response.Location()
		return page, err
	case response.StatusCode != http.StatusOK:
		return page, &StatusError{Code: response.StatusCode, Status: response.Status}
	}
	page.Body, err = io.ReadAll(io.LimitReader(response.Body, MaxFile+1))
	if err != nil {
		return page, err
	}
	if len(page.Body) > MaxFile {
		return page, fmt.Errorf("larger than %d MiB", MaxFile>>20)
	}
	return page, nil
}

func isRedirect(code int) bool {
	switch code {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// StatusError is an answer other than 200 or 304.
type StatusError struct {
	Code   int
	Status string
}

// Error repeats the server's status line.
func (e *StatusError) Error() string { return "the server answered " + e.Status }

// robotsOf returns the rules of u's site. A site without rules
// allows everything; one that fails to answer (5xx) allows nothing, as RFC 9309 says.
func (f *Fetcher) robotsOf(ctx context.Context, u *url.URL) (*robotstxt.RobotsData, error) {
	site := u.Scheme + "://" + u.Host
	f.mu.Lock()
	known := f.robots[site]
	f.mu.Unlock()
	now := f.now()
	if now.Before(known.until) {
		return known.rules, nil
	}
	code, holds := http.StatusOK, rulesFor
	page, err := f.get(ctx, f.rules, site+"/robots.txt", Validators{})
	if err != nil {
		var status *StatusError
		if !errors.As(err, &status) {
			return nil, err
		}
		if code = status.Code; code >= http.StatusInternalServerError {
			holds = failedFor
		}
	}
	rules, err := robotstxt.FromStatusAndBytes(code, page.Body)
	if err != nil {
		rules = &robotstxt.RobotsData{} // rules nobody can read forbid nothing
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.robots) >= maxHosts {
		clear(f.robots)
	}
	f.robots[site] = siteRules{rules, now.Add(holds)}
	return rules, nil
}

// wait sleeps until the host may be asked again, and books the next turn.
func (f *Fetcher) wait(ctx context.Context, host string, delay time.Duration) error {
	f.mu.Lock()
	now := time.Now()
	at := f.next[host]
	if at.Before(now) {
		at = now
	}
	if len(f.next) >= maxHosts {
		clear(f.next)
	}
	f.next[host] = at.Add(delay)
	f.mu.Unlock()
	timer := time.NewTimer(at.Sub(now))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
