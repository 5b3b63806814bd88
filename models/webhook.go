package models

import "time"

// WebhookPrefix is the prefix of the ids of webhooks.
const WebhookPrefix = "whk_"

// Webhook is an address that is told what happens to stories.
type Webhook struct {
	ID        string    `json:"id" gorm:"primaryKey"`
	URL       string    `json:"url"`
	Secret    string    `json:"-" journal:"-"`                   // what deliveries are signed with
	StoryIDs  []string  `json:"storyIds" gorm:"serializer:json"` // none: any story
	CreatedBy string    `json:"createdBy"`
	CreatedAt time.Time `json:"createdAt"`
	// How deliveries stand. This is not in the journal, as it changes all the time.
	Seq       int64     `json:"-" journal:"-"` // the last change that was delivered
	Active    bool      `json:"-" journal:"-"` // false: given up after too many failures
	Failures  int       `json:"-" journal:"-"` // in a row
	LastError string    `json:"-" journal:"-"` // "" after a success
	NextAt    time.Time `json:"-" journal:"-"` // not delivered to before
}
