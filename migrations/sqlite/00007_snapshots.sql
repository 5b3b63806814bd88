-- Timelines as they were, with names to cite them by. The events themselves are
-- told from the journal.

-- +goose Up
CREATE TABLE snapshots (
    id          TEXT PRIMARY KEY CHECK (length(id) = 64),
    story_id    TEXT NOT NULL CHECK (story_id <> ''),
    title       TEXT NOT NULL,
    seq         INTEGER NOT NULL,
    as_of       DATETIME NOT NULL,
    event_count INTEGER NOT NULL,
    taken_at    DATETIME NOT NULL,
    taken_by    TEXT NOT NULL
);

-- +goose Down
DROP TABLE snapshots;
