package models

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"
	"time"
)

// Prefixes of the ids, one a kind of record.
const (
	ArticlePrefix = "art_"
	MentionPrefix = "men_"
	EventPrefix   = "evt_"
	StoryPrefix   = "sty_"
	EntityPrefix  = "ent_"
	PlacePrefix   = "pla_"
	SourcePrefix  = "src_"
	OriginPrefix  = "org_"
)

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// NewID returns the prefix and a ULID whose time part is at (zero time: 0)
// and whose random part is the hash of key. The same key and time give the
// same id, so that reading the same articles in the same order twice, on any
// machine, gives the same ids.
func NewID(prefix string, at time.Time, key string) string {
	sum := sha256.Sum256([]byte(prefix + key))
	var ms uint64
	if !at.IsZero() && at.UnixMilli() > 0 {
		ms = uint64(at.UnixMilli()) & (1<<48 - 1)
	}
	hi := ms<<16 | uint64(binary.BigEndian.Uint16(sum[:2]))
	lo := binary.BigEndian.Uint64(sum[2:10])
	var out [26]byte
	for i := 25; i >= 0; i-- {
		out[i] = crockford[lo&31]
		lo = lo>>5 | hi<<59
		hi >>= 5
	}
	return prefix + string(out[:])
}

// EntityID is the permanent id of the entity with this key of the knowledge base.
func EntityID(key string) string { return NewID(EntityPrefix, time.Time{}, key) }

// HasPrefix tells whether id is of the kind that prefix names.
func HasPrefix(id, prefix string) bool {
	return len(id) == len(prefix)+26 && strings.HasPrefix(id, prefix)
}
