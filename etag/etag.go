// Package etag names answers by what they depend on, so that who has one already
// need not read it again (RFC 9110, section 8.8.3).
package etag

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Of returns the tag of an answer that follows from content alone.
func Of(content []byte) string {
	sum := sha256.Sum256(content)
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}

// In tells whether the value of If-None-Match has the tag, weakly compared as for GET.
func In(list, tag string) bool {
	for one := range strings.SplitSeq(list, ",") {
		if one = strings.TrimSpace(one); one == "*" || strings.TrimPrefix(one, "W/") == tag {
			return true
		}
	}
	return false
}
