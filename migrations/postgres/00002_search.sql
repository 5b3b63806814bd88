-- Full text search: a generated tsvector a table, with the words of titles
-- weighing more. SQLite has the same with FTS5 and triggers.
--
-- The words are made the way SQLite makes them, so that both find the same: no
-- combining marks ("Erdoğan" and "Erdogan" are one word), every character that is
-- no letter or digit parts words (so that no host names, hyphenated compounds or
-- decimal numbers arise), Porter's stemmer, and no stop words: "WHO" is an
-- organization. ICU knows letters and their case whatever the database's locale.

-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION throughline_fold(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lower(regexp_replace(
        normalize(regexp_replace(normalize(t, NFKD), '[\u0300-\u036F]+', '', 'g'), NFC) COLLATE "und-x-icu",
        '[^[:alnum:]]+', ' ', 'g') COLLATE "und-x-icu")
$$;
-- +goose StatementEnd
CREATE TEXT SEARCH DICTIONARY throughline_stem (TEMPLATE = snowball, LANGUAGE = porter);
CREATE TEXT SEARCH CONFIGURATION throughline (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION throughline
    ALTER MAPPING FOR asciiword, word, numword WITH throughline_stem;

-- A tsvector holds 1 MB at most; the first 150,000 characters of a text fit
-- whatever they are.
ALTER TABLE articles ADD COLUMN search tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('throughline', throughline_fold(title)), 'A') ||
    setweight(to_tsvector('throughline', throughline_fold(left(text, 150000))), 'D')) STORED;
ALTER TABLE events ADD COLUMN search tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('throughline', throughline_fold(summary)), 'A')) STORED;
ALTER TABLE stories ADD COLUMN search tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('throughline', throughline_fold(title)), 'A') ||
    setweight(to_tsvector('throughline', throughline_fold(terms)), 'D')) STORED;
ALTER TABLE entities ADD COLUMN search tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('throughline', throughline_fold(name)), 'A')) STORED;
CREATE INDEX articles_search ON articles USING gin (search);
CREATE INDEX events_search ON events USING gin (search);
CREATE INDEX stories_search ON stories USING gin (search);
CREATE INDEX entities_search ON entities USING gin (search);

-- The words of a story as written, for finding it by how they begin: what is
-- being typed is no stem.
ALTER TABLE stories ADD COLUMN words tsvector GENERATED ALWAYS AS (
    to_tsvector('pg_catalog.simple', throughline_fold(title || ' ' || terms))) STORED;
CREATE INDEX stories_words ON stories USING gin (words);

-- +goose Down
ALTER TABLE stories DROP COLUMN words, DROP COLUMN search;
ALTER TABLE articles DROP COLUMN search;
ALTER TABLE events DROP COLUMN search;
ALTER TABLE entities DROP COLUMN search;
DROP TEXT SEARCH CONFIGURATION throughline;
DROP TEXT SEARCH DICTIONARY throughline_stem;
DROP FUNCTION throughline_fold(text);
