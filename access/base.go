package access

import (
	"net/http"
	"net/url"
)

// BaseOf is the address that a client reached the server by, without a slash at
// its end: a proxy that speaks TLS says so in X-Forwarded-Proto.
func BaseOf(r *http.Request) string {
	scheme := "http"
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		scheme = "https"
	}
	return (&url.URL{Scheme: scheme, Host: r.Host}).String()
}
