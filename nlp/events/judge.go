package events

// judged are the candidates of s and how sure the model is that each is an
// event. The lexicon's word on the type stands: the model gives a type to what
// the lexicon cannot place, which is left out unless the model is sure.
func (d *document) judged(s *sentence, m *model) []trigger {
	ts := d.candidates(s)
	kept := make([]trigger, 0, len(ts))
	for i := range ts {
		t := ts[i]
		if t.entry.own || t.by != "" { // the model knows neither a user's words nor what a mishap makes of its own
			kept = append(kept, t)
			continue
		}
		p := m.probabilities(d.features(s, ts, i), d.leanings(s, &ts[i]))
		t.judged, t.sure = true, 1-p[0]
		best := 1
		for c := range p[1:] {
			if p[c+1] > p[best] {
				best = c + 1
			}
		}
		if t.entry.kind == "" && (p[best] < .5 || t.standing.vague) {
			continue
		}
		if t.entry.kind == "" {
			t.entry.kind, t.placed = m.types[best], true
		}
		kept = append(kept, t)
	}
	return kept
}
