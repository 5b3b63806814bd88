-- What people say of stories and entities beside what they are: that a story is
-- pinned, and what else both are called. Other names are searched as titles are.

-- +goose Up
ALTER TABLE stories ADD COLUMN pinned BOOLEAN NOT NULL DEFAULT FALSE, ADD COLUMN aliases TEXT NOT NULL DEFAULT '';
ALTER TABLE entities ADD COLUMN aliases TEXT NOT NULL DEFAULT '', ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
CREATE INDEX stories_pinned ON stories (last_date, id) WHERE pinned;
-- Which entities have other names: the reader is told of them.
CREATE INDEX entities_aliased ON entities (id) WHERE aliases <> '';

-- What a generated column is made of cannot be changed: they are made anew.
ALTER TABLE stories DROP COLUMN search, DROP COLUMN words;
ALTER TABLE entities DROP COLUMN search;
ALTER TABLE stories ADD COLUMN search tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('throughline', throughline_fold(title || ' ' || aliases)), 'A') ||
        setweight(to_tsvector('throughline', throughline_fold(terms)), 'D')) STORED,
    ADD COLUMN words tsvector GENERATED ALWAYS AS (
        to_tsvector('pg_catalog.simple', throughline_fold(title || ' ' || aliases || ' ' || terms))) STORED;
ALTER TABLE entities ADD COLUMN search tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('throughline', throughline_fold(name || ' ' || aliases)), 'A')) STORED;
CREATE INDEX stories_search ON stories USING gin (search);
CREATE INDEX stories_words ON stories USING gin (words);
CREATE INDEX entities_search ON entities USING gin (search);

-- +goose Down
ALTER TABLE stories DROP COLUMN search, DROP COLUMN words;
ALTER TABLE entities DROP COLUMN search;
ALTER TABLE stories DROP COLUMN aliases, DROP COLUMN pinned;
ALTER TABLE entities DROP COLUMN version, DROP COLUMN aliases;
ALTER TABLE stories ADD COLUMN search tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('throughline', throughline_fold(title)), 'A') ||
        setweight(to_tsvector('throughline', throughline_fold(terms)), 'D')) STORED,
    ADD COLUMN words tsvector GENERATED ALWAYS AS (
        to_tsvector('pg_catalog.simple', throughline_fold(title || ' ' || terms))) STORED;
ALTER TABLE entities ADD COLUMN search tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('throughline', throughline_fold(name)), 'A')) STORED;
CREATE INDEX stories_search ON stories USING gin (search);
CREATE INDEX stories_words ON stories USING gin (words);
CREATE INDEX entities_search ON entities USING gin (search);
