-- What people decided about what is stored. The machine keeps to it whatever it
-- reads later, until it is undone (docs/decisions/0014).

-- +goose Up
CREATE TABLE decisions (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind <> ''),
    targets    TEXT NOT NULL,
    arguments  TEXT NOT NULL,
    actor      TEXT NOT NULL CHECK (actor <> ''),
    reason     TEXT NOT NULL,
    at         DATETIME NOT NULL,
    key        TEXT NOT NULL,
    first_seq  INTEGER NOT NULL,
    last_seq   INTEGER NOT NULL,
    undone_at  DATETIME,
    undone_by  TEXT NOT NULL,
    created_at DATETIME NOT NULL
);
CREATE INDEX decisions_at ON decisions (at, id);
-- Asking twice with one key decides once.
CREATE UNIQUE INDEX decisions_key ON decisions (actor, key) WHERE key <> '';

CREATE TABLE decision_targets (
    target      TEXT NOT NULL,
    decision_id TEXT NOT NULL REFERENCES decisions (id),
    PRIMARY KEY (target, decision_id)
);

-- +goose Down
DROP TABLE decision_targets;
DROP TABLE decisions;
