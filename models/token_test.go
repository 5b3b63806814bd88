package models_test

import (
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestScopes(t *testing.T) {
	scopes := []models.Scope{"", models.ScopeRead, models.ScopeEdit, models.ScopeAdmin}
	for has, scope := range scopes {
		for needs, needed := range scopes {
			if got, want := scope.Allows(needed), needs > 0 && has >= needs; got != want {
				t.Errorf("%q allows %q: got %v, want %v", scope, needed, got, want)
			}
		}
	}
	if models.Scope("root").Known() || models.Scope("root").Allows(models.ScopeRead) {
		t.Error("an unknown scope allows something")
	}
}
