-- Of a story that is a round of talks: where and when, with the reasons. JSON, null
-- for the others.

-- +goose Up
ALTER TABLE stories ADD COLUMN round TEXT;

-- +goose Down
ALTER TABLE stories DROP COLUMN round;
