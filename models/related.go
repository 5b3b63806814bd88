package models

// RelatedStory is a story that has much in common with another, and what.
type RelatedStory struct {
	Story   Story
	Score   float64  // the sum of the reasons' weights; without unit: it orders stories
	Reasons []Reason // the weightiest first
}
