-- What people say of stories and entities beside what they are: that a story is
-- pinned, and what else both are called. Other names are searched as titles are.

-- +goose Up
ALTER TABLE stories ADD COLUMN pinned BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE stories ADD COLUMN aliases TEXT NOT NULL DEFAULT '';
ALTER TABLE entities ADD COLUMN aliases TEXT NOT NULL DEFAULT '';
ALTER TABLE entities ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE INDEX stories_pinned ON stories (last_date, id) WHERE pinned;
-- Which entities have other names: the reader is told of them.
CREATE INDEX entities_aliased ON entities (id) WHERE aliases <> '';

DROP TRIGGER stories_search_insert;
DROP TRIGGER stories_search_update;
DROP TRIGGER entities_search_insert;
DROP TRIGGER entities_search_update;
-- +goose StatementBegin
CREATE TRIGGER stories_search_insert AFTER INSERT ON stories
BEGIN
    INSERT INTO search_docs (kind, id) VALUES ('story', new.id);
    INSERT INTO search_words (rowid, title, body) SELECT doc, new.title || ' ' || new.aliases, new.terms FROM search_docs WHERE id = new.id;
    INSERT INTO story_words (rowid, words) SELECT doc, new.title || ' ' || new.aliases || ' ' || new.terms FROM search_docs WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER stories_search_update AFTER UPDATE OF title, aliases, terms ON stories
BEGIN
    UPDATE search_words SET title = new.title || ' ' || new.aliases, body = new.terms WHERE rowid = (SELECT doc FROM search_docs WHERE id = new.id);
    UPDATE story_words SET words = new.title || ' ' || new.aliases || ' ' || new.terms WHERE rowid = (SELECT doc FROM search_docs WHERE id = new.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entities_search_insert AFTER INSERT ON entities
BEGIN
    INSERT INTO search_docs (kind, id) VALUES ('entity', new.id);
    INSERT INTO search_words (rowid, title, body) SELECT doc, new.name || ' ' || new.aliases, '' FROM search_docs WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entities_search_update AFTER UPDATE OF name, aliases ON entities
BEGIN
    UPDATE search_words SET title = new.name || ' ' || new.aliases, body = '' WHERE rowid = (SELECT doc FROM search_docs WHERE id = new.id);
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER stories_search_insert;
DROP TRIGGER stories_search_update;
DROP TRIGGER entities_search_insert;
DROP TRIGGER entities_search_update;
DROP INDEX entities_aliased;
DROP INDEX stories_pinned;
UPDATE search_words SET title = (SELECT title FROM stories JOIN search_docs USING (id) WHERE doc = search_words.rowid),
        body = (SELECT terms FROM stories JOIN search_docs USING (id) WHERE doc = search_words.rowid)
    WHERE rowid IN (SELECT doc FROM stories JOIN search_docs USING (id) WHERE aliases <> '');
UPDATE story_words SET words = (SELECT title || ' ' || terms FROM stories JOIN search_docs USING (id) WHERE doc = story_words.rowid)
    WHERE rowid IN (SELECT doc FROM stories JOIN search_docs USING (id) WHERE aliases <> '');
UPDATE search_words SET title = (SELECT name FROM entities JOIN search_docs USING (id) WHERE doc = search_words.rowid), body = ''
    WHERE rowid IN (SELECT doc FROM entities JOIN search_docs USING (id) WHERE aliases <> '');
ALTER TABLE entities DROP COLUMN version;
ALTER TABLE entities DROP COLUMN aliases;
ALTER TABLE stories DROP COLUMN aliases;
ALTER TABLE stories DROP COLUMN pinned;
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
