-- Events that are dated to longer than the days of one month, or of one year: what
-- of these reaches into a range of days is read from here, so that no timeline is
-- read from its beginning to find what lasted into the range.

-- +goose Up
CREATE INDEX links_months ON links (story_id, date_start, event_id, date_end) WHERE probability >= 0.5 AND substr(date_start, 1, 7) <> substr(date_end, 1, 7);
CREATE INDEX links_years ON links (story_id, date_start, event_id, date_end) WHERE probability >= 0.5 AND substr(date_start, 1, 4) <> substr(date_end, 1, 4);
CREATE INDEX events_months ON events (date_start, id, date_end) WHERE substr(date_start, 1, 7) <> substr(date_end, 1, 7);
CREATE INDEX events_years ON events (date_start, id, date_end) WHERE substr(date_start, 1, 4) <> substr(date_end, 1, 4);

-- +goose Down
DROP INDEX links_months;
DROP INDEX links_years;
DROP INDEX events_months;
DROP INDEX events_years;
