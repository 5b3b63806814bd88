package models

import "time"

// Article is one published text.
type Article struct {
	ID          string     `json:"id" gorm:"primaryKey"`
	URL         string     `json:"url,omitempty"` // canonical; "" for a plain text
	SourceID    string     `json:"sourceId,omitempty"`
	OriginID    string     `json:"originId,omitempty"`
	Publisher   string     `json:"publisher,omitempty"`
	Authors     []string   `json:"authors,omitempty" gorm:"serializer:json"`
	Title       string     `json:"title,omitempty"`
	Text        string     `json:"text"`
	Language    string     `json:"language,omitempty"`    // ISO 639-1
	PublishedOn Day        `json:"publishedOn,omitempty"` // the day where it was published: relative dates count from it
	PublishedAt *time.Time `json:"publishedAt,omitempty"` // the moment, UTC; nil when only the day is known
	ContentHash string     `json:"contentHash"`           // hex SHA-256 of title and text
	ReadWith    string     `json:"readWith"`              // version of the reader that analysed it
	CreatedAt   time.Time  `json:"createdAt"`
	UpdatedAt   time.Time  `json:"updatedAt"`
}

// Published is the moment of publication as RFC 3339 in UTC, the day when only
// that is known, or "".
func (a Article) Published() string {
	if a.PublishedAt != nil {
		return a.PublishedAt.UTC().Format(time.RFC3339)
	}
	return string(a.PublishedOn)
}

// Source is a publisher or feed that is read from.
type Source struct {
	ID           string     `json:"id" gorm:"primaryKey"`
	URL          string     `json:"url"` // of the feed; unique
	Title        string     `json:"title,omitempty"`
	ETag         string     `json:"-" gorm:"column:etag"`
	LastModified string     `json:"-"`
	NextCheckAt  time.Time  `json:"nextCheckAt"`
	CheckedAt    *time.Time `json:"checkedAt,omitempty"`
	LastError    string     `json:"lastError,omitempty"`
	HomeCountry  string     `json:"homeCountry,omitempty"` // ISO 3166-1 alpha-2
	HomeAdmin1   string     `json:"homeAdmin1,omitempty"`
	CreatedAt    time.Time  `json:"createdAt"`
	UpdatedAt    time.Time  `json:"updatedAt"`
}

// Quote is a W3C Web Annotation selector: the exact words, some words before
// and after, and their offsets in Unicode code points, End exclusive.
type Quote struct {
	Exact  string `json:"exact"`
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Field  string `json:"field,omitempty"` // "title" when the offsets are in the title, else ""
}
