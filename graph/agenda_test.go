package graph_test

import (
	"testing"

	"github.com/throughline-news/throughline/graph"
)

func TestAgenda(t *testing.T) {
	each(t, 4, func(t *testing.T, api *graph.Handler) {
		const query = `query($from: Date) { agenda(from: $from) { totalCount nodes { outcome event { id statusHistory { status } } announced { status speaker publisher article { url } mention { id } } } } }`
		got := ask(t, api, query, nil)
		if at(t, got, "agenda", "totalCount") == nil {
			t.Fatalf("got %v", got)
		}
		nodes := at(t, got, "agenda", "nodes").([]any)
		if len(nodes) != 1 || at(t, nodes, 0, "event", "id") != evt(4) || at(t, nodes, 0, "outcome") != "due" {
			t.Fatalf("got %v, want event 4 alone", nodes)
		}
		if at(t, nodes, 0, "announced", "speaker") != "an aide" || at(t, nodes, 0, "announced", "publisher") != "The Example" || at(t, nodes, 0, "announced", "article", "url") != "https://news.example/8" {
			t.Errorf("announced %v", at(t, nodes, 0, "announced"))
		}
		if later := at(t, ask(t, api, query, map[string]any{"from": "2025-11-01"}), "agenda", "nodes").([]any); len(later) != 0 { // it has no date
			t.Errorf("got %v", later)
		}
	})
}
