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

ALTER TABLE places ADD COLUMN search tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('throughline', throughline_fold(name)), 'A')) STORED;
CREATE INDEX places_search ON places USING gin (search);

-- +goose Down
ALTER TABLE places DROP COLUMN search;
DROP INDEX events_place;
CREATE INDEX events_place ON events (place_id);
DROP INDEX places_name;
DROP INDEX stories_size;
DROP INDEX stories_title;
DROP INDEX events_created;
DROP INDEX events_latest;
