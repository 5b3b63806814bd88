package main

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
