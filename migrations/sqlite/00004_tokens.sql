-- The tokens that let callers of the API in. Secrets are kept nowhere.

-- +goose Up
CREATE TABLE tokens (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE CHECK (name <> ''),
    scope      TEXT NOT NULL CHECK (scope IN ('read', 'edit', 'admin')),
    hash       TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
    expires_at DATETIME,
    revoked_at DATETIME,
    created_at DATETIME NOT NULL
);

-- +goose Down
DROP TABLE tokens;
