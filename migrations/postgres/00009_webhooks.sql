-- Addresses that are told what happens to stories, and how far each was told.

-- +goose Up
CREATE TABLE webhooks (
    id         TEXT PRIMARY KEY,
    url        TEXT NOT NULL CHECK (url <> ''),
    secret     TEXT NOT NULL CHECK (secret <> ''),
    story_ids  TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    seq        BIGINT NOT NULL,
    active     BOOLEAN NOT NULL,
    failures   INTEGER NOT NULL,
    last_error TEXT NOT NULL,
    next_at    TIMESTAMPTZ NOT NULL
);
-- Which are due.
CREATE INDEX webhooks_due ON webhooks (next_at, id) WHERE active;

-- +goose Down
DROP TABLE webhooks;
