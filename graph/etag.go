package graph

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
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
		sum := sha256.Sum256(b.body.Bytes())
		tag := `"` + hex.EncodeToString(sum[:16]) + `"`
		h.Set("ETag", tag)
		if has(r.Header.Get("If-None-Match"), tag) {
			b.ResponseWriter.WriteHeader(http.StatusNotModified)
			return
		}
	}
	b.ResponseWriter.WriteHeader(b.status)
	// The client is gone when this fails; there is nobody to tell.
	_, _ = b.ResponseWriter.Write(b.body.Bytes())
}

// has tells whether a list of entity tags has this one, as for GET: weakly compared.
func has(list, tag string) bool {
	for one := range strings.SplitSeq(list, ",") {
		if one = strings.TrimSpace(one); one == "*" || strings.TrimPrefix(one, "W/") == tag {
			return true
		}
	}
	return false
}
