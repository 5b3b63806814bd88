package store

import (
	"context"
	"errors"
	"time"

	"github.com/throughline-news/throughline/models"
)

var errUnfinished = errors.New("store: not written yet")

// Article returns one article; a merged id gives what it was merged into.
func (s *Store) Article(ctx context.Context, id string) (models.Article, error) {
	return models.Article{}, errUnfinished
}

// Event returns one event; a merged id gives what it was merged into.
func (s *Store) Event(ctx context.Context, id string) (models.Event, error) {
	return models.Event{}, errUnfinished
}

// Story returns one story; a merged id gives what it was merged into.
func (s *Store) Story(ctx context.Context, id string) (models.Story, error) {
	return models.Story{}, errUnfinished
}

// Entity returns one entity; a merged id gives what it was merged into.
func (s *Store) Entity(ctx context.Context, id string) (models.Entity, error) {
	return models.Entity{}, errUnfinished
}

// Place returns one place.
func (s *Store) Place(ctx context.Context, id string) (models.Place, error) {
	return models.Place{}, errUnfinished
}

// Source returns one source.
func (s *Store) Source(ctx context.Context, id string) (models.Source, error) {
	return models.Source{}, errUnfinished
}

// StoryBySlugOrTitle returns the story a person means by ref: its id, its slug
// or its title in whatever case. Of several with this title it is the tracked one;
// ErrConflict when that does not decide.
func (s *Store) StoryBySlugOrTitle(ctx context.Context, ref string) (models.Story, error) {
	return models.Story{}, errUnfinished
}

// Stories lists stories, the ones with the latest events first.
func (s *Store) Stories(ctx context.Context, f StoryFilter, p Page) (List[models.Story], error) {
	return List[models.Story]{}, errUnfinished
}

// CountStories counts what Stories lists.
func (s *Store) CountStories(ctx context.Context, f StoryFilter) (int, error) {
	return 0, errUnfinished
}

// TrackedStories returns all tracked stories, the oldest first.
func (s *Store) TrackedStories(ctx context.Context) ([]models.Story, error) {
	return nil, errUnfinished
}

// Events lists events in the order of their dates, undated ones last.
func (s *Store) Events(ctx context.Context, f EventFilter, p Page) (List[models.Event], error) {
	return List[models.Event]{}, errUnfinished
}

// CountEvents counts what Events lists.
func (s *Store) CountEvents(ctx context.Context, f EventFilter) (int, error) {
	return 0, errUnfinished
}

// Timelines gives one page of the timeline of each story, in the order of the
// dates, with one statement. A link counts from probability TimelineFloor on.
func (s *Store) Timelines(ctx context.Context, storyIDs []string, f EventFilter, p Page) (map[string]List[models.Event], error) {
	return nil, errUnfinished
}

// CountTimelines counts the events on the timeline of each story.
func (s *Store) CountTimelines(ctx context.Context, storyIDs []string, f EventFilter) (map[string]int, error) {
	return nil, errUnfinished
}

// TimelineFloor is the probability from which on a link puts an event on its
// story's timeline; below it is a suggestion.
const TimelineFloor = .5

// Articles lists articles, the latest published first.
func (s *Store) Articles(ctx context.Context, f ArticleFilter, p Page) (List[models.Article], error) {
	return List[models.Article]{}, errUnfinished
}

// CountArticles counts what Articles lists.
func (s *Store) CountArticles(ctx context.Context, f ArticleFilter) (int, error) {
	return 0, errUnfinished
}

// Entities lists entities by name.
func (s *Store) Entities(ctx context.Context, f EntityFilter, p Page) (List[models.Entity], error) {
	return List[models.Entity]{}, errUnfinished
}

// CountEntities counts what Entities lists.
func (s *Store) CountEntities(ctx context.Context, f EntityFilter) (int, error) {
	return 0, errUnfinished
}

// Sources lists sources by URL.
func (s *Store) Sources(ctx context.Context, p Page) (List[models.Source], error) {
	return List[models.Source]{}, errUnfinished
}

// DueSources returns up to limit sources whose next check is due at now, the longest due first.
func (s *Store) DueSources(ctx context.Context, now time.Time, limit int) ([]models.Source, error) {
	return nil, errUnfinished
}

// MentionsOf returns up to first mentions of each event, the best evidence first.
func (s *Store) MentionsOf(ctx context.Context, eventIDs []string, first int) (map[string][]models.Mention, error) {
	return nil, errUnfinished
}

// CountMentions counts the mentions of each event.
func (s *Store) CountMentions(ctx context.Context, eventIDs []string) (map[string]int, error) {
	return nil, errUnfinished
}

// MentionsIn returns all mentions of each article in the order of its text.
func (s *Store) MentionsIn(ctx context.Context, articleIDs []string) (map[string][]models.Mention, error) {
	return nil, errUnfinished
}

// Participants are who takes part in an event, by role, each in order.
type Participants struct {
	Actors, Recipients []models.Entity
}

// ParticipantsOf returns who takes part in each event.
func (s *Store) ParticipantsOf(ctx context.Context, eventIDs []string) (map[string]Participants, error) {
	return nil, errUnfinished
}

// LinksOf returns the links of each event, suggestions included, the most probable first.
func (s *Store) LinksOf(ctx context.Context, eventIDs []string) (map[string][]models.Link, error) {
	return nil, errUnfinished
}

// ArticlesByID returns those of the articles that exist.
func (s *Store) ArticlesByID(ctx context.Context, ids []string) (map[string]models.Article, error) {
	return nil, errUnfinished
}

// EventsByID returns those of the events that exist.
func (s *Store) EventsByID(ctx context.Context, ids []string) (map[string]models.Event, error) {
	return nil, errUnfinished
}

// StoriesByID returns those of the stories that exist.
func (s *Store) StoriesByID(ctx context.Context, ids []string) (map[string]models.Story, error) {
	return nil, errUnfinished
}

// PlacesByID returns those of the places that exist.
func (s *Store) PlacesByID(ctx context.Context, ids []string) (map[string]models.Place, error) {
	return nil, errUnfinished
}

// EntitiesByID returns those of the entities that exist.
func (s *Store) EntitiesByID(ctx context.Context, ids []string) (map[string]models.Entity, error) {
	return nil, errUnfinished
}

// HistoryOf returns up to first changes of each record, the oldest first.
func (s *Store) HistoryOf(ctx context.Context, targets []string, first int) (map[string][]models.Change, error) {
	return nil, errUnfinished
}

// ChildrenOf returns up to first stories that are part of each story, by title.
func (s *Store) ChildrenOf(ctx context.Context, storyIDs []string, first int) (map[string][]models.Story, error) {
	return nil, errUnfinished
}

// SourcesByID returns those of the sources that exist.
func (s *Store) SourcesByID(ctx context.Context, ids []string) (map[string]models.Source, error) {
	return nil, errUnfinished
}

// Kind is what a search hit is.
type Kind string

// The kinds that can be searched.
const (
	KindStory   Kind = "story"
	KindEvent   Kind = "event"
	KindArticle Kind = "article"
	KindEntity  Kind = "entity"
)

// Hit is one find of Search. Rank grows with how well it fits; its scale is the database's own.
type Hit struct {
	Kind Kind
	ID   string
	Rank float64
}

// Search finds the records in which every word of text occurs, in whatever
// ending, the best fit first; no kinds means all. Text is plain words: no
// character in it has a meaning, and text without a word finds nothing.
func (s *Store) Search(ctx context.Context, text string, kinds []Kind, p Page) (List[Hit], error) {
	return List[Hit]{}, errUnfinished
}

// CountHits counts what Search finds.
func (s *Store) CountHits(ctx context.Context, text string, kinds []Kind) (int, error) {
	return 0, errUnfinished
}

// Totals are how many records of each kind there are.
type Totals struct {
	Sources, Articles, Mentions, Events, Stories, Entities, Places, Links, Changes int
}

// Counts counts all records.
func (s *Store) Counts(ctx context.Context) (Totals, error) { return Totals{}, errUnfinished }

// Memory is what a linker needs to go on where it stopped, each list in the
// order of arrival.
type Memory struct {
	Head     int64 // of the journal, as Tx.Head
	Stories  []models.Story
	Events   []models.Event
	Links    []models.Link
	Articles []models.Article
	Mentions []models.Mention
}

// Recent returns the articles published since the day ("" for all; an article whose day is
// not known counts by its arrival), their mentions, the events of these with
// their links, and the stories linked to, tracked, or changed since.
func (s *Store) Recent(ctx context.Context, since models.Day) (Memory, error) {
	return Memory{}, errUnfinished
}
