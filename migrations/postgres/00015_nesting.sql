-- What a story seems to be part of, with the reasons, and a title that may take the
-- place of its own: JSON, null where there is none.

-- +goose Up
ALTER TABLE stories ADD COLUMN nesting TEXT;
ALTER TABLE stories ADD COLUMN rival TEXT;

-- +goose Down
ALTER TABLE stories DROP COLUMN rival;
ALTER TABLE stories DROP COLUMN nesting;
