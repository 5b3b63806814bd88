-- Whether independent reports differ about a field of an event. What they claim is
-- not kept beside the mentions: it follows from them (docs/decisions/0010).

-- +goose Up
ALTER TABLE events ADD COLUMN disputed BOOLEAN NOT NULL DEFAULT FALSE;
-- With date_end a range of days is decided in the index.
CREATE INDEX events_disputed ON events (date_start, id, date_end) WHERE disputed;

-- +goose Down
DROP INDEX events_disputed;
ALTER TABLE events DROP COLUMN disputed;
