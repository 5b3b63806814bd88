package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/store/storetest"
)

func TestTokens(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		expires := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
		desk := models.Token{ID: models.NewID(models.TokenPrefix, expires, "desk"), Name: "desk", Scope: models.ScopeEdit,
			Hash: strings.Repeat("a", 64), ExpiresAt: &expires}
		write(t, st, func(tx *store.Tx) error { return tx.SaveToken(&desk) })

		got := must(st.TokenByHash(t.Context(), desk.Hash))
		if got.Name != "desk" || got.Scope != models.ScopeEdit || !got.ExpiresAt.Equal(expires) || got.RevokedAt != nil {
			t.Errorf("got %+v", got)
		}
		if _, err := st.TokenByHash(t.Context(), strings.Repeat("b", 64)); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("another secret: got %v, want not found", err)
		}

		twin := models.Token{ID: models.NewID(models.TokenPrefix, expires, "twin"), Name: "desk", Scope: models.ScopeRead, Hash: strings.Repeat("c", 64)}
		err := st.Write(t.Context(), func(tx *store.Tx) error { return tx.As("cli", "").SaveToken(&twin) })
		if !errors.Is(err, store.ErrDuplicate) {
			t.Errorf("the same name again: got %v, want a duplicate", err)
		}

		for range 2 { // the second time changes nothing
			write(t, st, func(tx *store.Tx) error {
				_, err := tx.RevokeToken("desk")
				return err
			})
		}
		if all := must(st.Tokens(t.Context())); len(all) != 1 || all[0].RevokedAt == nil {
			t.Errorf("got %+v, want one token, revoked", all)
		}
		err = st.Write(t.Context(), func(tx *store.Tx) error {
			_, err := tx.As("cli", "").RevokeToken("nobody")
			return err
		})
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("revoke what is not there: got %v", err)
		}

		changes := must(st.Changes(t.Context(), 0, 10))
		if len(changes) != 2 || changes[0].Target != desk.ID || changes[1].Field != "revoked_at" {
			t.Fatalf("journal: got %+v, want the making and the revoking", changes)
		}
		if strings.Contains(changes[0].After, desk.Hash) {
			t.Errorf("the journal tells the hash: %s", changes[0].After)
		}
	})
}
