//go:build race

package nlp

// randomDocuments is fewer where the race detector makes each ten times as slow.
const randomDocuments = 5_000
