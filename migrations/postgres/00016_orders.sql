-- What further orders of events and timelines are read from, what leads from a
-- story to those that its events were suggested for, and which events are gone
-- whose past is still told.

-- +goose Up
CREATE INDEX events_important ON events (importance, id);
CREATE INDEX events_reported ON events (report_count, id);
CREATE INDEX events_changed ON events (updated_at, id);
-- A timeline, the latest first and the undated last.
CREATE INDEX links_latest ON links (story_id, (CASE WHEN date_start = '9999-12-31' THEN '' ELSE date_start END), event_id) WHERE probability >= 0.5;
CREATE INDEX links_suggested ON links (story_id, event_id) WHERE probability < 0.5;
CREATE INDEX changes_gone ON changes (seq, target) WHERE field = '' AND action IN ('delete', 'merge') AND substr(target, 1, 4) = 'evt_';

-- +goose Down
DROP INDEX changes_gone;
DROP INDEX links_suggested;
DROP INDEX links_latest;
DROP INDEX events_changed;
DROP INDEX events_reported;
DROP INDEX events_important;
