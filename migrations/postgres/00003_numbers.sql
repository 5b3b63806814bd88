-- The numbers of a mention (killed, money, troops ...) as JSON, [] when it has none.

-- +goose Up
ALTER TABLE mentions ADD COLUMN numbers TEXT NOT NULL DEFAULT '[]';

-- +goose Down
ALTER TABLE mentions DROP COLUMN numbers;
