-- Full text search: one FTS5 index over all that can be searched, kept by
-- triggers, with the words of titles weighing more. PostgreSQL has the same with
-- generated tsvector columns.
--
-- The index keeps no copy of the texts (contentless), so search_docs says which
-- record a row of it stands for: the row numbers of tables with text keys may change.
-- Words: unicode61 without diacritics ("Erdoğan" and "Erdogan" are one word),
-- Porter's stemmer, no stop words: "WHO" is an organization.

-- +goose Up
CREATE TABLE search_docs (
    doc  INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id   TEXT NOT NULL UNIQUE
);
CREATE VIRTUAL TABLE search_words USING fts5 (title, body, content = '', contentless_delete = 1,
    tokenize = 'porter unicode61 remove_diacritics 2');

-- The words of a story as written, for finding it by how they begin: what is
-- being typed is no stem.
CREATE VIRTUAL TABLE story_words USING fts5 (words, content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');

-- As much of a text as PostgreSQL's index takes.
-- +goose StatementBegin
CREATE TRIGGER articles_search_insert AFTER INSERT ON articles
BEGIN
    INSERT INTO search_docs (kind, id) VALUES ('article', new.id);
    INSERT INTO search_words (rowid, title, body) SELECT doc, new.title, substr(new.text, 1, 150000) FROM search_docs WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER articles_search_update AFTER UPDATE OF title, text ON articles
BEGIN
    UPDATE search_words SET title = new.title, body = substr(new.text, 1, 150000) WHERE rowid = (SELECT doc FROM search_docs WHERE id = new.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER articles_search_delete AFTER DELETE ON articles
BEGIN
    DELETE FROM search_words WHERE rowid = (SELECT doc FROM search_docs WHERE id = old.id);
    DELETE FROM search_docs WHERE id = old.id;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER events_search_insert AFTER INSERT ON events
BEGIN
    INSERT INTO search_docs (kind, id) VALUES ('event', new.id);
    INSERT INTO search_words (rowid, title, body) SELECT doc, new.summary, '' FROM search_docs WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER events_search_update AFTER UPDATE OF summary ON events
BEGIN
    UPDATE search_words SET title = new.summary, body = '' WHERE rowid = (SELECT doc FROM search_docs WHERE id = new.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER events_search_delete AFTER DELETE ON events
BEGIN
    DELETE FROM search_words WHERE rowid = (SELECT doc FROM search_docs WHERE id = old.id);
    DELETE FROM search_docs WHERE id = old.id;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER stories_search_insert AFTER INSERT ON stories
BEGIN
    INSERT INTO search_docs (kind, id) VALUES ('story', new.id);
    INSERT INTO search_words (rowid, title, body) SELECT doc, new.title, new.terms FROM search_docs WHERE id = new.id;
    INSERT INTO story_words (rowid, words) SELECT doc, new.title || ' ' || new.terms FROM search_docs WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER stories_search_update AFTER UPDATE OF title, terms ON stories
BEGIN
    UPDATE search_words SET title = new.title, body = new.terms WHERE rowid = (SELECT doc FROM search_docs WHERE id = new.id);
    UPDATE story_words SET words = new.title || ' ' || new.terms WHERE rowid = (SELECT doc FROM search_docs WHERE id = new.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER stories_search_delete AFTER DELETE ON stories
BEGIN
    DELETE FROM search_words WHERE rowid = (SELECT doc FROM search_docs WHERE id = old.id);
    DELETE FROM story_words WHERE rowid = (SELECT doc FROM search_docs WHERE id = old.id);
    DELETE FROM search_docs WHERE id = old.id;
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER entities_search_insert AFTER INSERT ON entities
BEGIN
    INSERT INTO search_docs (kind, id) VALUES ('entity', new.id);
    INSERT INTO search_words (rowid, title, body) SELECT doc, new.name, '' FROM search_docs WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entities_search_update AFTER UPDATE OF name ON entities
BEGIN
    UPDATE search_words SET title = new.name, body = '' WHERE rowid = (SELECT doc FROM search_docs WHERE id = new.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entities_search_delete AFTER DELETE ON entities
BEGIN
    DELETE FROM search_words WHERE rowid = (SELECT doc FROM search_docs WHERE id = old.id);
    DELETE FROM search_docs WHERE id = old.id;
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER articles_search_insert;
DROP TRIGGER articles_search_update;
DROP TRIGGER articles_search_delete;
DROP TRIGGER events_search_insert;
DROP TRIGGER events_search_update;
DROP TRIGGER events_search_delete;
DROP TRIGGER stories_search_insert;
DROP TRIGGER stories_search_update;
DROP TRIGGER stories_search_delete;
DROP TRIGGER entities_search_insert;
DROP TRIGGER entities_search_update;
DROP TRIGGER entities_search_delete;
DROP TABLE story_words;
DROP TABLE search_words;
DROP TABLE search_docs;
