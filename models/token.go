package models

import "time"

// TokenPrefix is the prefix of the ids of tokens.
const TokenPrefix = "tok_"

// Scope is what a caller of the API may do. Each includes those before it.
type Scope string

// The scopes. The empty one allows nothing.
const (
	ScopeRead  Scope = "read"  // ask anything
	ScopeEdit  Scope = "edit"  // and correct, track, ingest
	ScopeAdmin Scope = "admin" // and see and change who may do what
)

// scopeRank orders the scopes.
var scopeRank = map[Scope]int{ScopeRead: 1, ScopeEdit: 2, ScopeAdmin: 3}

// Known tells whether s is one of the scopes.
func (s Scope) Known() bool { return scopeRank[s] > 0 }

// Allows tells whether who has s may do what needs it.
func (s Scope) Allows(needs Scope) bool { return needs.Known() && scopeRank[s] >= scopeRank[needs] }

// Token lets a caller of the API in. The secret itself is shown once and kept
// nowhere; Hash finds the token by it.
type Token struct {
	ID        string     `json:"id" gorm:"primaryKey"`
	Name      string     `json:"name"` // whom the journal names; unique
	Scope     Scope      `json:"scope"`
	Hash      string     `json:"-" journal:"-"` // SHA-256 of the secret, hexadecimal
	ExpiresAt *time.Time `json:"expiresAt,omitempty"`
	RevokedAt *time.Time `json:"revokedAt,omitempty"`
	CreatedAt time.Time  `json:"createdAt"`
}
