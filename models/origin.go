package models

// Origin is the independent reporting that articles carry: copies of one wire
// report are several articles and one origin.
type Origin struct {
	ID      string         `json:"id"`
	Reports []OriginReport `json:"reports"` // in the order of publication
}

// OriginReport is an article that carries an origin.
type OriginReport struct {
	ArticleID string `json:"articleId"`
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"` // as Article.Published
	First     bool   `json:"first"`               // it came first of those that are known
	// LagHours is how long after the first it came: whole days where only the
	// days are known, nil where one of the two is not.
	LagHours *float64 `json:"lagHours,omitempty"`
}

// StatusStep is one step of an event's status: what it came to be, by whom, when.
type StatusStep struct {
	EventID   string `json:"eventId"`
	From      Status `json:"from,omitempty"` // "" for the first
	Status    Status `json:"status"`
	Speaker   string `json:"speaker,omitempty"` // who says so, as written; "" when the article itself does
	Publisher string `json:"publisher,omitempty"`
	Published string `json:"published,omitempty"` // as Article.Published; the day from which an event counts as unreported
	MentionID string `json:"mentionId,omitempty"` // "" for unreported, which nobody says
	ArticleID string `json:"articleId,omitempty"`
}
