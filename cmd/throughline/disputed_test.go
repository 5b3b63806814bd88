package main

import (
	"slices"
	"strings"
	"testing"
)

// TestSamplesDisagree holds what the samples disagree on: on which day the round
// in Miami ended. What was announced and then held is no disagreement.
func TestSamplesDisagree(t *testing.T) {
	onBoth(t, func(t *testing.T, db string) {
		must(t, "ingest", "--db", db, "--json", examples)
		events := objects(t, must(t, "timeline", "--db", db, "Ukraine peace negotiations", "--format", "json"))
		inMiami := func(e map[string]any) bool { return e["place"] == "Miami" }
		if n := len(slices.DeleteFunc(slices.Clone(events), func(e map[string]any) bool { return !inMiami(e) })); n != 1 {
			t.Errorf("%d events in Miami, want the round as one", n)
		}
		for _, e := range events {
			verdicts := verdictsOf(e)
			switch {
			case inMiami(e):
				if e["originCount"] != 4.0 || e["reportCount"] != 4.0 {
					t.Errorf("Miami: %v reports of %v origins, want 4 of 4", e["reportCount"], e["originCount"])
				}
				days := []string{e["date"].(map[string]any)["start"].(string)}
				for value := range verdicts["date DIFFER"] {
					days = append(days, value)
				}
				if e["disputed"] != true || !slices.Contains(days, "2025-12-06") || !slices.Contains(days, "2025-12-08") {
					t.Errorf("Miami: disputed %v, days %v, want 6 and 8 December", e["disputed"], days)
				}
			case e["place"] == "Ternopil":
				if e["disputed"] == true || len(verdicts["number DIFFER"]) > 0 || !verdicts["number SUPERSEDED"]["at least 25"] {
					t.Errorf("Ternopil: %v, want the toll of at least 25 superseded, and none that differs", verdicts)
				}
			case e["place"] == "London", e["place"] == "Moscow", e["place"] == "Geneva":
				if e["status"] != "happened" || !verdicts["status SUPERSEDED"]["scheduled"] || e["disputed"] == true {
					t.Errorf("%v: %v, %v, want it announced and then held, and not disputed", e["place"], e["status"], verdicts)
				}
			}
		}
		show := must(t, "stories", "show", "--db", db, "Ukraine peace negotiations")
		if !strings.Contains(show, "happened, disputed") || !strings.Contains(show, "differs: date 2025-12-0") || !strings.Contains(show, "status: scheduled: Sample Wire on 2025-12-05 (office); happened: ") {
			t.Errorf("stories show:\n%s", show)
		}
		if key := objects(t, must(t, "timeline", "--db", db, "Ukraine peace negotiations", "--format", "json", "--key", "3")); len(key) != 3 || !slices.ContainsFunc(key, inMiami) {
			t.Errorf("key events: got %v, want three, the round in Miami among them", key)
		}
		if only := objects(t, must(t, "timeline", "--db", db, "Ukraine peace negotiations", "--format", "json", "--disputed")); len(only) == 0 || len(only) >= len(events) {
			t.Errorf("%d of %d events are disputed", len(only), len(events))
		}
	})
}

// verdictsOf returns the values of an entry's claims by field and verdict.
func verdictsOf(e map[string]any) map[string]map[string]bool {
	out := map[string]map[string]bool{}
	list, _ := e["claims"].([]any)
	for _, c := range list {
		c := c.(map[string]any)
		key := c["field"].(string) + " " + c["verdict"].(string)
		if out[key] == nil {
			out[key] = map[string]bool{}
		}
		out[key][c["value"].(string)] = true
	}
	return out
}
