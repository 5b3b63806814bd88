package exports

import (
	"slices"
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestClaimLines(t *testing.T) {
	got := claimLines([]models.Claim{
		{Field: models.ClaimDate, Value: "2025-12-08", Verdict: models.VerdictDiffer, Publisher: "The Paper", Published: "2025-12-09T10:00:00Z", Speaker: "an aide"},
		{Field: models.ClaimNumber, Aspect: "killed", Value: "at least 25", Verdict: models.VerdictSuperseded, Published: "2025-12-09"},
		{Field: models.ClaimDate, Value: "2025-12-08", Verdict: models.VerdictDiffer, Publisher: "Other"},
		{Field: models.ClaimDate, Value: "2025-12-08", Verdict: models.VerdictDiffer, Publisher: "Other"},
		{Field: models.ClaimParticipants, Aspect: "actor", Value: "Kenya", Verdict: models.VerdictDiffer, Publisher: "Other"},
	})
	want := []string{"differs: date 2025-12-08: The Paper on 2025-12-09 (an aide); Other", "superseded: number killed at least 25: a text on 2025-12-09", "differs: actor Kenya: Other"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
