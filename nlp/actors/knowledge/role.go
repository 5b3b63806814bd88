package knowledge

import (
	"fmt"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// ParseRole reads a role, OFFICE FROM..TO: days, months or years, both ends
// included. to is "" when the end is open.
func ParseRole(text string) (office string, from, to models.Day, err error) {
	at := strings.LastIndexByte(text, ' ')
	begins, ends, ok := strings.Cut(text[at+1:], "..")
	if at <= 0 || !ok {
		return "", "", "", fmt.Errorf("role %q is not OFFICE FROM..TO", text)
	}
	if from, err = bound(begins, "-01", "-01"); err != nil {
		return "", "", "", fmt.Errorf("role %q: %w", text, err)
	}
	if ends != "" {
		if to, err = bound(ends, "-12", "-28"); err != nil {
			return "", "", "", fmt.Errorf("role %q: %w", text, err)
		}
		if to < from {
			return "", "", "", fmt.Errorf("role %q ends before it begins", text)
		}
	}
	return text[:at], from, to, nil
}

// bound completes a day, month or year with the given month and day.
func bound(s, month, day string) (models.Day, error) {
	switch len(s) {
	case 4:
		s += month + day
	case 7:
		s += day
	}
	return models.ParseDay(s)
}
