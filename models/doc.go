// Package models holds the nouns of Throughline as plain structs: articles,
// mentions, events, stories, entities, places and the journal. The reader
// fills them, the store keeps them and the API serves them, all the same ones.
package models
