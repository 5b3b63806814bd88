package store

import (
	"fmt"
	"slices"

	"gorm.io/gorm"

	"github.com/throughline-news/throughline/models"
)

// maxURL keeps URLs below what a PostgreSQL index entry holds.
const maxURL = 2048

// SaveArticle keeps an article, new or changed, and sets it to what is stored.
// The same article is one with the same id, the same URL, or, where one of the
// two has no URL and their publishers do not differ, the same content hash. With
// the content hash unchanged, known publication details stay and only missing
// ones are filled in; with new content the new details count, and the old ones
// where none are given.
func (t *Tx) SaveArticle(a *models.Article) (Outcome, error) {
	if len(a.URL) > maxURL {
		return "", fmt.Errorf("store: save article: %w: a URL of %d bytes, at most %d", ErrInvalid, len(a.URL), maxURL)
	}
	id, err := t.sameArticle(*a)
	if err != nil {
		return "", fmt.Errorf("store: save article %q: %w", name(a.URL, a.ID), err)
	}
	a.ID = id
	outcomes, err := save(t, []*models.Article{a}, mergeArticle)
	if err != nil {
		return "", fmt.Errorf("store: save article %q: %w", name(a.URL, a.ID), err)
	}
	return outcomes[a.ID], nil
}

// name is what an error calls a record: its URL, or its id when it has none.
func name(url, id string) string {
	if url != "" {
		return url
	}
	return id
}

// sameArticle returns the id under which the article is stored, its own when it is new.
func (t *Tx) sameArticle(a models.Article) (string, error) {
	to, err := redirect(t.db(), a.ID)
	if err != nil || to != a.ID {
		return to, err
	}
	lookups := []func() *gorm.DB{
		func() *gorm.DB { return t.db().Where("id = ?", plain(a.ID)) },
	}
	if a.URL != "" {
		lookups = append(lookups, func() *gorm.DB { return t.db().Where("url = ? AND url <> ''", plain(a.URL)) })
	}
	lookups = append(lookups, func() *gorm.DB {
		q := t.db().Where("content_hash = ?", plain(a.ContentHash))
		if a.URL != "" {
			q = q.Where("url = ''")
		}
		if a.Publisher != "" {
			q = q.Where("publisher IN ?", []string{"", plain(a.Publisher)})
		}
		return q.Order("created_at, id")
	})
	for _, lookup := range lookups {
		var found []string
		if err := lookup().Model(&models.Article{}).Limit(1).Pluck("id", &found).Error; err != nil {
			return "", err
		}
		if len(found) > 0 {
			return found[0], nil
		}
	}
	return a.ID, nil
}

// mergeArticle says what a stored article becomes when it is met again.
func mergeArticle(a, old *models.Article) {
	if old == nil {
		return
	}
	fill := func(field *string, known string) {
		if *field == "" {
			*field = known
		}
	}
	keep := func(field *string, known string) {
		if known != "" {
			*field = known
		}
	}
	// Which feed brought it first, and where it is, do not change.
	keep(&a.SourceID, old.SourceID)
	keep(&a.URL, old.URL)
	fill(&a.OriginID, old.OriginID)
	fill(&a.ReadWith, old.ReadWith)
	if a.ContentHash == old.ContentHash {
		keep(&a.Publisher, old.Publisher)
		keep(&a.Title, old.Title)
		keep(&a.Text, old.Text)
		keep(&a.Language, old.Language)
		if len(old.Authors) > 0 {
			a.Authors = old.Authors
		}
		if old.PublishedOn != "" && old.PublishedOn != a.PublishedOn {
			a.PublishedOn, a.PublishedAt = old.PublishedOn, old.PublishedAt
		}
		if old.PublishedAt != nil {
			a.PublishedAt = old.PublishedAt
		}
		return
	}
	fill(&a.Publisher, old.Publisher)
	fill(&a.Title, old.Title)
	fill(&a.Language, old.Language)
	if len(a.Authors) == 0 {
		a.Authors = old.Authors
	}
	if a.PublishedOn == "" && a.PublishedAt == nil {
		a.PublishedOn, a.PublishedAt = old.PublishedOn, old.PublishedAt
	}
}

// SaveSource keeps a source, new or changed. It is known by its URL, or by its
// id; src gets the stored id and times.
func (t *Tx) SaveSource(src *models.Source) (Outcome, error) {
	if len(src.URL) > maxURL {
		return "", fmt.Errorf("store: save source: %w: a URL of %d bytes, at most %d", ErrInvalid, len(src.URL), maxURL)
	}
	var found []string
	err := t.db().Model(&models.Source{}).Where("url = ?", plain(src.URL)).Pluck("id", &found).Error
	if err == nil {
		if len(found) > 0 {
			src.ID = found[0]
		}
		var outcomes map[string]Outcome
		if outcomes, err = save(t, []*models.Source{src}, nil); err == nil {
			return outcomes[src.ID], nil
		}
	}
	return "", fmt.Errorf("store: save source %q: %w", src.URL, err)
}

// SaveEntities keeps entities, new or changed, and sets them to what is stored.
// One that was merged into another stays merged: it is not made again. Their other
// names stay as they are, whatever is given: see SaveAliases.
func (t *Tx) SaveEntities(entities []models.Entity) error {
	ids := make([]string, len(entities))
	for i, e := range entities {
		ids[i] = e.ID
	}
	merged, err := redirects(t.db(), ids)
	if err != nil {
		return err
	}
	there := slices.DeleteFunc(pointers(entities), func(e *models.Entity) bool { return merged[e.ID] != "" })
	keepAliases := func(e, old *models.Entity) {
		if e.Aliases = ""; old != nil {
			e.Aliases = old.Aliases
		}
	}
	if _, err := save(t, there, keepAliases); err != nil {
		return fmt.Errorf("store: save %d entities: %w", len(entities), err)
	}
	return nil
}

// SavePlaces keeps places, new or changed.
func (t *Tx) SavePlaces(places []models.Place) error {
	if _, err := save(t, pointers(places), nil); err != nil {
		return fmt.Errorf("store: save %d places: %w", len(places), err)
	}
	return nil
}
