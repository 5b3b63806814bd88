package store

import (
	"context"

	"github.com/throughline-news/throughline/models"
)

// Outcome is what saving a record did.
type Outcome string

// The outcomes. Unchanged writes nothing, not even to the journal.
const (
	Created   Outcome = "created"
	Updated   Outcome = "updated"
	Unchanged Outcome = "unchanged"
)

// Tx is one transaction. It is not safe for use by several goroutines and ends
// with the function given to Write.
type Tx struct{}

// Write runs fn in one transaction: all it saves is kept, with its journal, or
// nothing when fn returns an error. fn may run again when another writer was in
// the way, so it must not change anything outside that a second run would not
// set right.
func (s *Store) Write(ctx context.Context, fn func(tx *Tx) error) error { return errUnfinished }

// As returns the same transaction with the name that goes into the journal:
// "reader", "linker" or a person, and why. Saving without a name is an error.
func (t *Tx) As(actor, reason string) *Tx { return t }

// LockLinker waits until no other process decides what belongs together, and
// keeps others waiting until the transaction ends. Whoever changes articles,
// mentions, events, stories or links calls it first.
func (t *Tx) LockLinker() error { return errUnfinished }

// Head returns the number of the journal's last change, the ones of this
// transaction included, leaving out those of sources. Under LockLinker a head
// other than the one remembered means that another process has decided since.
func (t *Tx) Head() (int64, error) { return 0, errUnfinished }

// SaveSource keeps a source, new or changed. It is known by its id or its URL; src gets the stored id and times.
func (t *Tx) SaveSource(src *models.Source) (Outcome, error) { return "", errUnfinished }

// SaveArticle keeps an article, new or changed, and sets its id and times to
// the stored ones. The same article is one with the same id, the same URL, or,
// where one of the two has no URL, the same content hash. With the content hash unchanged,
// known publication details stay and only missing ones are filled in.
func (t *Tx) SaveArticle(a *models.Article) (Outcome, error) { return "", errUnfinished }

// ArticleByURL returns the article with this canonical URL, or ErrNotFound.
func (t *Tx) ArticleByURL(url string) (models.Article, error) { return models.Article{}, errUnfinished }

// ArticleByHash returns the oldest article with this content hash, or ErrNotFound.
func (t *Tx) ArticleByHash(hash string) (models.Article, error) {
	return models.Article{}, errUnfinished
}

// SaveEntities keeps entities, new or changed.
func (t *Tx) SaveEntities(entities []models.Entity) error { return errUnfinished }

// SavePlaces keeps the places that are not there yet.
func (t *Tx) SavePlaces(places []models.Place) error { return errUnfinished }

// SaveEvents keeps events, new or changed, and replaces who takes part in
// them. DateStart and DateEnd are set from Date, times and version by the store.
func (t *Tx) SaveEvents(events []models.Event, participants []models.EventEntity) error {
	return errUnfinished
}

// ReplaceMentions makes mentions all that the article says. Their events must
// have been saved. An event that no article mentions any more is deleted, with
// its links, and returned.
func (t *Tx) ReplaceMentions(articleID string, mentions []models.Mention) (deleted []string, err error) {
	return nil, errUnfinished
}

// SaveStories keeps stories, new or changed. FirstDate, LastDate and EventCount
// follow from the links and are the store's own; those given are ignored.
func (t *Tx) SaveStories(stories []models.Story) error { return errUnfinished }

// FreeSlug returns base, or base-2, base-3… when a story has it.
func (t *Tx) FreeSlug(base string) (string, error) { return "", errUnfinished }

// SaveLinks makes links all the links of the events eventIDs.
func (t *Tx) SaveLinks(eventIDs []string, links []models.Link) error { return errUnfinished }

// Redirect merges from into to, two events, stories, entities or articles:
// what hung on from hangs on to, and from stays valid as a name for to.
func (t *Tx) Redirect(from, to, reason string) error { return errUnfinished }
