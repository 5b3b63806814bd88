-- What further orders of lists, and the search for places, are read from.

-- +goose Up
-- The latest first and the undated last.
CREATE INDEX events_latest ON events ((CASE WHEN date_start = '9999-12-31' THEN '' ELSE date_start END), id);
-- What came to be known last first.
CREATE INDEX events_created ON events (created_at, id);
CREATE INDEX stories_title ON stories (title, id);
CREATE INDEX stories_size ON stories (event_count, id);
CREATE INDEX places_name ON places (name, id);
-- The events at a place by date.
DROP INDEX events_place;
CREATE INDEX events_place ON events (place_id, date_start, id);

INSERT INTO search_docs (kind, id) SELECT 'place', id FROM places;
INSERT INTO search_words (rowid, title, body) SELECT doc, name, '' FROM places JOIN search_docs USING (id);
-- +goose StatementBegin
CREATE TRIGGER places_search_insert AFTER INSERT ON places
BEGIN
    INSERT INTO search_docs (kind, id) VALUES ('place', new.id);
    INSERT INTO search_words (rowid, title, body) SELECT doc, new.name, '' FROM search_docs WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER places_search_update AFTER UPDATE OF name ON places
BEGIN
    UPDATE search_words SET title = new.name, body = '' WHERE rowid = (SELECT doc FROM search_docs WHERE id = new.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER places_search_delete AFTER DELETE ON places
BEGIN
    DELETE FROM search_words WHERE rowid = (SELECT doc FROM search_docs WHERE id = old.id);
    DELETE FROM search_docs WHERE id = old.id;
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER places_search_insert;
DROP TRIGGER places_search_update;
DROP TRIGGER places_search_delete;
DELETE FROM search_words WHERE rowid IN (SELECT doc FROM search_docs WHERE kind = 'place');
DELETE FROM search_docs WHERE kind = 'place';
DROP INDEX events_place;
CREATE INDEX events_place ON events (place_id);
DROP INDEX places_name;
DROP INDEX stories_size;
DROP INDEX stories_title;
DROP INDEX events_created;
DROP INDEX events_latest;
