-- The records of Throughline: what was read, what it says, and what belongs
-- together. The SQLite file of the same number makes the same tables and columns.
--
-- Ids, days and everything else that lists are sorted by are COLLATE "C", so
-- that they compare byte by byte as they do in Go and in SQLite.
-- Days are text YYYY-MM-DD: years 0001 to 9999 without a time zone in sight.
-- Lists and optional objects are JSON in text; nothing is filtered by them.
-- A reference that may be empty holds '' and so has no foreign key.
-- Types of events and kinds of entities have no CHECK: those lists grow.

-- +goose Up
CREATE TABLE sources (
    id            TEXT COLLATE "C" PRIMARY KEY,
    url           TEXT COLLATE "C" NOT NULL UNIQUE CHECK (url <> ''),
    title         TEXT NOT NULL,
    etag          TEXT NOT NULL,
    last_modified TEXT NOT NULL,
    next_check_at TIMESTAMPTZ NOT NULL,
    checked_at    TIMESTAMPTZ,
    last_error    TEXT NOT NULL,
    home_country  TEXT NOT NULL,
    home_admin1   TEXT NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL,
    updated_at    TIMESTAMPTZ NOT NULL
);
-- Which feeds are due, the longest waiting first.
CREATE INDEX sources_due ON sources (next_check_at, id);

CREATE TABLE articles (
    id           TEXT COLLATE "C" PRIMARY KEY,
    url          TEXT COLLATE "C" NOT NULL,
    source_id    TEXT COLLATE "C" NOT NULL,
    origin_id    TEXT COLLATE "C" NOT NULL,
    publisher    TEXT NOT NULL,
    authors      TEXT NOT NULL,
    title        TEXT NOT NULL,
    text         TEXT NOT NULL,
    language     TEXT NOT NULL,
    published_on TEXT COLLATE "C" NOT NULL CHECK (published_on = '' OR published_on ~ '^\d{4}-\d{2}-\d{2}$'),
    published_at TIMESTAMPTZ,
    content_hash TEXT COLLATE "C" NOT NULL CHECK (content_hash <> ''),
    read_with    TEXT NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    updated_at   TIMESTAMPTZ NOT NULL
);
-- A page is stored once; plain texts have no URL.
CREATE UNIQUE INDEX articles_url ON articles (url) WHERE url <> '';
CREATE INDEX articles_hash ON articles (content_hash);
CREATE INDEX articles_published ON articles (published_on, id);
CREATE INDEX articles_source ON articles (source_id, published_on, id);
CREATE INDEX articles_origin ON articles (origin_id, published_on, id);
CREATE INDEX articles_publisher ON articles (publisher, published_on, id);
CREATE INDEX articles_arrived ON articles (created_at);

CREATE TABLE entities (
    id         TEXT COLLATE "C" PRIMARY KEY,
    key        TEXT COLLATE "C" NOT NULL UNIQUE CHECK (key <> ''),
    name       TEXT COLLATE "C" NOT NULL,
    kind       TEXT NOT NULL,
    country    TEXT NOT NULL,
    wikidata   TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX entities_name ON entities (name, id);

CREATE TABLE places (
    id         TEXT COLLATE "C" PRIMARY KEY,
    key        TEXT COLLATE "C" NOT NULL UNIQUE CHECK (key <> ''),
    geonames   BIGINT NOT NULL,
    name       TEXT NOT NULL,
    lat        DOUBLE PRECISION NOT NULL CHECK (lat BETWEEN -90 AND 90),
    lon        DOUBLE PRECISION NOT NULL CHECK (lon BETWEEN -180 AND 180),
    country    TEXT NOT NULL,
    admin1     TEXT NOT NULL,
    precision  TEXT NOT NULL CHECK (precision IN ('country', 'admin1', 'admin2', 'city', 'region', 'sea', 'point'))
);
CREATE INDEX places_lat ON places (lat, lon);
CREATE INDEX places_country ON places (country);

CREATE TABLE events (
    id           TEXT COLLATE "C" PRIMARY KEY,
    type         TEXT NOT NULL CHECK (type <> ''),
    plover       TEXT NOT NULL,
    mode         TEXT NOT NULL,
    status       TEXT NOT NULL CHECK (status IN ('happened', 'ongoing', 'historical', 'scheduled', 'intended', 'possible',
        'hypothetical', 'postponed', 'denied', 'cancelled', 'claimed', 'unreported')),
    quad         TEXT NOT NULL CHECK (quad IN ('', 'VERBAL_COOPERATION', 'MATERIAL_COOPERATION', 'VERBAL_CONFLICT', 'MATERIAL_CONFLICT')),
    score        DOUBLE PRECISION NOT NULL,
    summary      TEXT NOT NULL,
    confidence   DOUBLE PRECISION NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    report_count BIGINT NOT NULL,
    origin_count BIGINT NOT NULL,
    date         TEXT,
    -- The bounds of date, both 9999-12-31 when it is not known.
    date_start   TEXT COLLATE "C" NOT NULL CHECK (date_start ~ '^\d{4}-\d{2}-\d{2}$'),
    date_end     TEXT COLLATE "C" NOT NULL CHECK (date_end ~ '^\d{4}-\d{2}-\d{2}$' AND date_end >= date_start),
    place_id     TEXT COLLATE "C" NOT NULL,
    version      BIGINT NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    updated_at   TIMESTAMPTZ NOT NULL
);
-- With date_end a range of days is decided in the index.
CREATE INDEX events_date ON events (date_start, id, date_end);
CREATE INDEX events_type ON events (type, date_start, id);
CREATE INDEX events_place ON events (place_id);

CREATE TABLE mentions (
    id            TEXT COLLATE "C" PRIMARY KEY,
    article_id    TEXT COLLATE "C" NOT NULL REFERENCES articles (id),
    event_id      TEXT COLLATE "C" NOT NULL REFERENCES events (id),
    type          TEXT NOT NULL CHECK (type <> ''),
    plover        TEXT NOT NULL,
    mode          TEXT NOT NULL,
    status        TEXT NOT NULL CHECK (status IN ('happened', 'ongoing', 'historical', 'scheduled', 'intended', 'possible',
        'hypothetical', 'postponed', 'denied', 'cancelled', 'claimed')),
    status_source TEXT NOT NULL,
    quad          TEXT NOT NULL CHECK (quad IN ('', 'VERBAL_COOPERATION', 'MATERIAL_COOPERATION', 'VERBAL_CONFLICT', 'MATERIAL_CONFLICT')),
    score         DOUBLE PRECISION NOT NULL,
    -- Offsets count Unicode code points in the article's text, or in its title
    -- when the field says so.
    quote_exact   TEXT NOT NULL,
    quote_prefix  TEXT NOT NULL,
    quote_suffix  TEXT NOT NULL,
    quote_start   BIGINT NOT NULL CHECK (quote_start >= 0),
    quote_end     BIGINT NOT NULL CHECK (quote_end >= quote_start),
    quote_field   TEXT NOT NULL CHECK (quote_field IN ('', 'title')),
    trigger_start BIGINT NOT NULL,
    trigger_end   BIGINT NOT NULL,
    trigger       TEXT NOT NULL,
    actors        TEXT NOT NULL,
    recipients    TEXT NOT NULL,
    date          TEXT,
    place         TEXT,
    main          BOOLEAN NOT NULL,
    confidence    DOUBLE PRECISION NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    summary       TEXT NOT NULL
);
CREATE INDEX mentions_article ON mentions (article_id, quote_start);
-- The best evidence of an event first.
CREATE INDEX mentions_event ON mentions (event_id, confidence DESC, id);

CREATE TABLE event_entities (
    event_id  TEXT COLLATE "C" NOT NULL REFERENCES events (id),
    entity_id TEXT COLLATE "C" NOT NULL REFERENCES entities (id),
    role      TEXT COLLATE "C" NOT NULL CHECK (role IN ('actor', 'recipient')),
    position  BIGINT NOT NULL,
    PRIMARY KEY (event_id, entity_id, role)
);
CREATE INDEX event_entities_entity ON event_entities (entity_id, event_id);

CREATE TABLE stories (
    id          TEXT COLLATE "C" PRIMARY KEY,
    slug        TEXT COLLATE "C" NOT NULL UNIQUE CHECK (slug <> ''),
    title       TEXT COLLATE "C" NOT NULL,
    tracked     BOOLEAN NOT NULL,
    status      TEXT NOT NULL CHECK (status IN ('active', 'dormant', 'closed')),
    parent_id   TEXT COLLATE "C" NOT NULL,
    entities    TEXT NOT NULL,
    terms       TEXT NOT NULL,
    -- These three follow from the links.
    first_date  TEXT COLLATE "C" NOT NULL CHECK (first_date = '' OR first_date ~ '^\d{4}-\d{2}-\d{2}$'),
    last_date   TEXT COLLATE "C" NOT NULL CHECK (last_date = '' OR last_date ~ '^\d{4}-\d{2}-\d{2}$'),
    event_count BIGINT NOT NULL CHECK (event_count >= 0),
    version     BIGINT NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    updated_at  TIMESTAMPTZ NOT NULL
);
CREATE INDEX stories_last ON stories (last_date, id);
CREATE INDEX stories_tracked ON stories (created_at, id) WHERE tracked;
CREATE INDEX stories_parent ON stories (parent_id, title, id);
CREATE INDEX stories_updated ON stories (updated_at);

CREATE TABLE links (
    event_id    TEXT COLLATE "C" NOT NULL REFERENCES events (id),
    story_id    TEXT COLLATE "C" NOT NULL REFERENCES stories (id),
    probability DOUBLE PRECISION NOT NULL CHECK (probability BETWEEN 0 AND 1),
    reasons     TEXT NOT NULL,
    -- Copies of the event's, so that a timeline is read from one index.
    date_start  TEXT COLLATE "C" NOT NULL,
    date_end    TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (event_id, story_id)
);
-- A timeline: below one half a link is a suggestion and not on it.
CREATE INDEX links_timeline ON links (story_id, date_start, event_id, date_end) WHERE probability >= 0.5;
CREATE INDEX links_story ON links (story_id);

CREATE TABLE redirects (
    from_id TEXT COLLATE "C" PRIMARY KEY,
    to_id   TEXT COLLATE "C" NOT NULL CHECK (to_id <> from_id),
    reason  TEXT NOT NULL,
    at      TIMESTAMPTZ NOT NULL
);
CREATE INDEX redirects_to ON redirects (to_id);

-- The journal. Numbers have no gaps and follow the order in which changes took
-- effect: who has read up to a number has missed nothing before it.
CREATE TABLE changes (
    seq    BIGINT PRIMARY KEY,
    at     TIMESTAMPTZ NOT NULL,
    actor  TEXT NOT NULL CHECK (actor <> ''),
    target TEXT COLLATE "C" NOT NULL CHECK (target <> ''),
    action TEXT NOT NULL CHECK (action IN ('create', 'update', 'delete', 'merge')),
    field  TEXT NOT NULL,
    before TEXT NOT NULL,
    after  TEXT NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX changes_target ON changes (target, seq);
-- The last change that matters to a linker: feeds are polled all the time.
CREATE INDEX changes_linker ON changes (seq) WHERE substr(target, 1, 4) <> 'src_';

-- The journal is only ever appended to, whoever is connected.
-- +goose StatementBegin
CREATE FUNCTION throughline_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only';
END $$;
-- +goose StatementEnd
CREATE TRIGGER changes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON changes
    FOR EACH STATEMENT EXECUTE FUNCTION throughline_append_only();

-- +goose Down
DROP TABLE changes, redirects, links, stories, event_entities, mentions, events, places, entities, articles, sources;
DROP FUNCTION throughline_append_only();
