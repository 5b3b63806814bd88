-- How much events matter to their stories: what the key events of a timeline are
-- chosen by. Links have a copy, so that these are read from one index.

-- +goose Up
ALTER TABLE events ADD COLUMN importance REAL NOT NULL DEFAULT 0;
ALTER TABLE links ADD COLUMN importance REAL NOT NULL DEFAULT 0;
CREATE INDEX links_important ON links (story_id, importance DESC, event_id) WHERE probability >= 0.5;

-- +goose Down
DROP INDEX links_important;
ALTER TABLE links DROP COLUMN importance;
ALTER TABLE events DROP COLUMN importance;
