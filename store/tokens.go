package store

import (
	"context"
	"fmt"

	"github.com/throughline-news/throughline/models"
)

// SaveToken keeps a token that is new; ErrDuplicate when another has its name.
func (t *Tx) SaveToken(token *models.Token) error {
	if _, err := save(t, []*models.Token{token}, nil); err != nil {
		return fmt.Errorf("store: save token %q: %w", token.Name, err)
	}
	return nil
}

// RevokeToken makes the token with this id or name let nobody in from now on.
// Revoking it again changes nothing; ErrNotFound when there is none.
func (t *Tx) RevokeToken(ref string) (models.Token, error) {
	var found []models.Token
	if err := t.db().Where("id = ? OR name = ?", plain(ref), plain(ref)).Limit(1).Find(&found).Error; err != nil {
		return models.Token{}, fmt.Errorf("store: find token %q: %w", ref, err)
	}
	if len(found) == 0 {
		return models.Token{}, fmt.Errorf("store: token %q: %w", ref, ErrNotFound)
	}
	token := found[0]
	if token.RevokedAt != nil {
		return token, nil
	}
	token.RevokedAt = &t.shared.now
	return token, t.SaveToken(&token)
}

// TokenByHash returns the token whose secret has this hash, or ErrNotFound. It
// may have expired or been revoked.
func (s *Store) TokenByHash(ctx context.Context, hash string) (models.Token, error) {
	var found []models.Token
	if err := s.read.WithContext(ctx).Where("hash = ?", hash).Limit(1).Find(&found).Error; err != nil {
		return models.Token{}, fmt.Errorf("store: find a token: %w", err)
	}
	if len(found) == 0 {
		return models.Token{}, fmt.Errorf("store: token: %w", ErrNotFound)
	}
	return found[0], nil
}

// Tokens returns all tokens by name, those that let nobody in any more as well.
func (s *Store) Tokens(ctx context.Context) ([]models.Token, error) {
	var out []models.Token
	if err := s.read.WithContext(ctx).Order("name").Find(&out).Error; err != nil {
		return nil, fmt.Errorf("store: list tokens: %w", err)
	}
	return out, nil
}
