package highlight

// All tells whether every word of query is in a text, in whatever ending; false
// for a query without words.
func All(text, query string) bool {
	there := make(map[string]bool)
	for _, w := range words(text) {
		there[w.stem] = true
	}
	wanted := words(query)
	for _, w := range wanted {
		if !there[w.stem] {
			return false
		}
	}
	return len(wanted) > 0
}
