//go:build !race

package nlp

// randomDocuments is how many documents TestRandomDocuments makes up.
const randomDocuments = 100_000
