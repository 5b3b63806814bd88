package graph

import (
	"bytes"
	"net/http"

	"github.com/throughline-news/throughline/etag"
)

// buffered keeps an answer until it is whole, so that it can be named by its
// content: who has it already is told so, and need not read it again.
type buffered struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

// WriteHeader and Write are http.ResponseWriter's.
func (b *buffered) WriteHeader(status int)            { b.status = status }
func (b *buffered) Write(content []byte) (int, error) { return b.body.Write(content) }

// send writes the answer with its ETag, or that the client's copy still holds.
func (b *buffered) send(r *http.Request) {
	h := b.Header()
	h.Set("Cache-Control", "private, no-cache") // keep it, and ask each time whether it still holds
	h.Add("Vary", "Accept, Authorization")
	if b.status == http.StatusOK {
		tag := etag.Of(b.body.Bytes())
		h.Set("ETag", tag)
		if etag.In(r.Header.Get("If-None-Match"), tag) {
			b.ResponseWriter.WriteHeader(http.StatusNotModified)
			return
		}
	}
	b.ResponseWriter.WriteHeader(b.status)
	// The client is gone when this fails; there is nobody to tell.
	_, _ = b.ResponseWriter.Write(b.body.Bytes())
}
