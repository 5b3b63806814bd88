package access

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/throughline-news/throughline/models"
)

// secretPrefix makes a token that leaked findable, by people and by scanners.
const secretPrefix = "tl_"

// reserved are the names the journal has for the program itself.
var reserved = map[string]bool{Anonymous: true, "reader": true, "linker": true, "graphql": true, "command line": true}

// NewToken makes a token for a name of 1 to 80 characters, and its secret, which
// is not kept. The token does not expire when expires is the zero time.
func NewToken(name string, scope models.Scope, now, expires time.Time) (models.Token, string, error) {
	switch name = strings.TrimSpace(name); {
	case name == "" || len(name) > 80 || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' }):
		return models.Token{}, "", errors.New("the name of a token has 1 to 80 characters")
	case reserved[strings.ToLower(name)]:
		return models.Token{}, "", fmt.Errorf("%q is a name of the program itself: choose another", name)
	case !scope.Known():
		return models.Token{}, "", fmt.Errorf("scope %q: expected read, edit or admin", scope)
	case !expires.IsZero() && !expires.After(now):
		return models.Token{}, "", fmt.Errorf("the token would have expired on %s already", expires.UTC().Format(time.DateOnly))
	}
	random := make([]byte, 32)
	if _, err := rand.Read(random); err != nil {
		return models.Token{}, "", fmt.Errorf("access: make a secret: %w", err)
	}
	secret := secretPrefix + base64.RawURLEncoding.EncodeToString(random)
	t := models.Token{ID: models.NewID(models.TokenPrefix, now, secret), Name: name, Scope: scope, Hash: Hash(secret), CreatedAt: now}
	if !expires.IsZero() {
		t.ExpiresAt = &expires
	}
	return t, secret, nil
}

// Hash is what is kept of a secret. A fast hash is enough: secrets are random
// and too long to be guessed.
func Hash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// refusal says why a token lets nobody in, "" when it does.
func refusal(t models.Token, now time.Time) string {
	switch {
	case t.RevokedAt != nil:
		return "this token was revoked"
	case t.ExpiresAt != nil && !t.ExpiresAt.After(now):
		return "this token has expired"
	}
	return ""
}
