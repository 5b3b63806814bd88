package exports

import (
	"fmt"
	"slices"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// verdictWords are how a print names the verdicts that it shows.
var verdictWords = map[models.Verdict]string{
	models.VerdictDiffer:     "differs",
	models.VerdictSuperseded: "superseded",
}

// claimLines writes what does not agree with what was chosen, a line for each
// value with all who say so: "differs: date 2025-12-08: The Paper on 2025-12-08 (an aide)".
func claimLines(claims []models.Claim) []string {
	var lines, heads []string
	voices := map[string][]string{}
	for _, c := range claims {
		if c.Field == models.ClaimStatus && c.Verdict == models.VerdictSuperseded {
			continue // statusLines says so
		}
		head := fmt.Sprintf("%s: %s %s", verdictWords[c.Verdict], claimed(c), c.Value)
		if voices[head] == nil {
			heads = append(heads, head)
		}
		if v := voice(c); !slices.Contains(voices[head], v) {
			voices[head] = append(voices[head], v)
		}
	}
	for _, head := range heads {
		lines = append(lines, head+": "+strings.Join(voices[head], "; "))
	}
	return lines
}

// statusLines is how an event came to its status, when it ever had another:
// "status: scheduled: The Paper on 2025-12-05 (an aide); happened: Other on 2025-12-08".
func statusLines(steps []models.StatusStep) []string {
	if len(steps) < 2 {
		return nil
	}
	parts := make([]string, len(steps))
	for i, s := range steps {
		parts[i] = string(s.Status) + ": " + stepVoice(s)
		if s.Status == models.Unreported {
			parts[i] = "unreported since " + s.Published
		}
	}
	return []string{"status: " + strings.Join(parts, "; ")}
}

// originLines says who came first and who copied, of origins with copies, or of
// all of them: "origin: The Wire on 2025-12-05, Other 3 h later".
func originLines(origins []models.Origin, all bool) []string {
	var lines []string
	for _, o := range origins {
		if len(o.Reports) < 2 && !all {
			continue
		}
		parts := make([]string, len(o.Reports))
		for i, r := range o.Reports {
			switch {
			case r.First:
				parts[i] = voice(models.Claim{Publisher: r.Publisher, Published: r.Published})
			case r.LagHours == nil:
				parts[i] = voice(models.Claim{Publisher: r.Publisher})
			default:
				parts[i] = fmt.Sprintf("%s %g h later", voice(models.Claim{Publisher: r.Publisher}), *r.LagHours)
			}
		}
		lines = append(lines, "origin: "+strings.Join(parts, ", "))
	}
	return lines
}

// claimed names the field of a claim: "date", "number killed", "actor".
func claimed(c models.Claim) string {
	switch c.Field {
	case models.ClaimParticipants:
		return c.Aspect
	case models.ClaimNumber:
		return "number " + c.Aspect
	}
	return string(c.Field)
}

// voice names who makes a claim.
func voice(c models.Claim) string {
	s := c.Publisher
	if s == "" {
		s = "a text"
	}
	if c.Published != "" {
		s += " on " + c.Published[:len("2006-01-02")]
	}
	if c.Speaker != "" {
		s += " (" + c.Speaker + ")"
	}
	return s
}

// stepVoice names who moved a status on.
func stepVoice(s models.StatusStep) string {
	return voice(models.Claim{Publisher: s.Publisher, Published: s.Published, Speaker: s.Speaker})
}
