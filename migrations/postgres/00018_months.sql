-- What happened a month, added up as in tallies, for series of months and years, and
-- for counting events. The days of a row are the first of the month in which its events
-- begin and that in which they end; events without a date have a row as well. How many
-- rows other tables have is kept beside it, and what else events are chosen by has
-- indexes.

-- +goose Up
CREATE TABLE month_tallies (
    story_id    TEXT COLLATE "C" NOT NULL,
    facet       TEXT COLLATE "C" NOT NULL CHECK (facet IN ('all', 'kind', 'country', 'actor', 'cube')),
    actor       TEXT COLLATE "C" NOT NULL,
    date_start  TEXT COLLATE "C" NOT NULL,
    date_end    TEXT COLLATE "C" NOT NULL,
    type        TEXT COLLATE "C" NOT NULL,
    quad        TEXT COLLATE "C" NOT NULL,
    country     TEXT COLLATE "C" NOT NULL,
    events      BIGINT NOT NULL,
    reports     BIGINT NOT NULL,
    origins     BIGINT NOT NULL,
    disputed    BIGINT NOT NULL,
    -- Sums of scores below and above zero, in thousandths, so that they stay exact.
    conflict    BIGINT NOT NULL,
    cooperation BIGINT NOT NULL,
    PRIMARY KEY (story_id, facet, actor, date_start, date_end, type, quad, country)
);
CREATE INDEX month_tallies_actors ON month_tallies (story_id, facet, date_start) WHERE actor <> '';
CREATE INDEX month_tallies_empty ON month_tallies (events) WHERE events = 0;
INSERT INTO month_tallies (story_id, facet, actor, date_start, date_end, type, quad, country, events, reports, origins, disputed, conflict, cooperation)
SELECT story_id, facet, actor, substr(date_start, 1, 7) || '-01', substr(date_end, 1, 7) || '-01', type, quad, country,
    SUM(events), SUM(reports), SUM(origins), SUM(disputed), SUM(conflict), SUM(cooperation)
FROM tallies GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
INSERT INTO month_tallies (story_id, facet, actor, date_start, date_end, type, quad, country, events, reports, origins, disputed, conflict, cooperation)
WITH told AS (
    SELECT events.id AS event_id, events.date_start, events.date_end, events.type, events.quad, COALESCE(places.country, '') AS country,
        events.report_count AS reports, events.origin_count AS origins, CASE WHEN events.disputed THEN 1 ELSE 0 END AS disputed,
        CASE WHEN events.plover = '' AND events.status IN ('denied', 'cancelled', 'possible', 'hypothetical', 'postponed') THEN 0
            ELSE CAST(ROUND(events.score * 1000) AS BIGINT) END AS score
    FROM events LEFT JOIN places ON places.id = events.place_id
    WHERE events.date_start = '9999-12-31'
), scoped AS (
    SELECT '' AS story_id, told.* FROM told
    UNION ALL
    SELECT links.story_id, told.* FROM told JOIN links ON links.event_id = told.event_id WHERE links.probability >= 0.5
), parts AS (
    SELECT DISTINCT event_id, entity_id FROM event_entities
), rows_of AS (
    SELECT event_id, story_id, 'all' AS facet, '' AS actor, date_start, date_end, '' AS type, '' AS quad, '' AS country, reports, origins, disputed, score FROM scoped
    UNION ALL
    SELECT event_id, story_id, 'kind', '', date_start, date_end, type, quad, '', reports, origins, disputed, score FROM scoped
    UNION ALL
    SELECT event_id, story_id, 'country', '', date_start, date_end, '', '', country, reports, origins, disputed, score FROM scoped
    UNION ALL
    SELECT event_id, story_id, 'cube', '', date_start, date_end, type, quad, country, reports, origins, disputed, score FROM scoped
    UNION ALL
    SELECT scoped.event_id, story_id, 'actor', entity_id, date_start, date_end, '', '', '', reports, origins, disputed, score
    FROM scoped JOIN parts ON parts.event_id = scoped.event_id
    UNION ALL
    SELECT scoped.event_id, story_id, 'cube', entity_id, date_start, date_end, type, quad, country, reports, origins, disputed, score
    FROM scoped JOIN parts ON parts.event_id = scoped.event_id
)
SELECT story_id, facet, actor, date_start, date_end, type, quad, country, COUNT(*), SUM(reports), SUM(origins), SUM(disputed),
    SUM(CASE WHEN score < 0 THEN -score ELSE 0 END), SUM(CASE WHEN score > 0 THEN score ELSE 0 END)
FROM rows_of GROUP BY story_id, facet, actor, date_start, date_end, type, quad, country;

CREATE TABLE totals (
    kind    TEXT COLLATE "C" PRIMARY KEY,
    records BIGINT NOT NULL
);
INSERT INTO totals (kind, records) SELECT 'articles', COUNT(*) FROM articles UNION ALL SELECT 'decisions', COUNT(*) FROM decisions UNION ALL SELECT 'entities', COUNT(*) FROM entities UNION ALL SELECT 'events', COUNT(*) FROM events UNION ALL SELECT 'mentions', COUNT(*) FROM mentions UNION ALL SELECT 'places', COUNT(*) FROM places UNION ALL SELECT 'sources', COUNT(*) FROM sources UNION ALL SELECT 'stories', COUNT(*) FROM stories;

CREATE INDEX events_status ON events (status, date_start, id);
CREATE INDEX events_quad ON events (quad, date_start, id);
CREATE INDEX events_confidence ON events (confidence);
CREATE INDEX events_origins ON events (origin_count);

-- The timelines of entities: a copy of the event's first day, and which of two rows
-- counts where an entity acts and receives.
ALTER TABLE event_entities ADD COLUMN date_start TEXT COLLATE "C" NOT NULL DEFAULT '9999-12-31';
ALTER TABLE event_entities ADD COLUMN leads BOOLEAN NOT NULL DEFAULT TRUE;
UPDATE event_entities SET date_start = (SELECT date_start FROM events WHERE events.id = event_entities.event_id),
    leads = (role = 'actor' OR NOT EXISTS (SELECT 1 FROM event_entities AS deed WHERE deed.event_id = event_entities.event_id
        AND deed.entity_id = event_entities.entity_id AND deed.role = 'actor'));
CREATE INDEX event_entities_timeline ON event_entities (entity_id, date_start, event_id) WHERE leads;
-- The latest first and the undated last.
CREATE INDEX event_entities_latest ON event_entities (entity_id, (CASE WHEN date_start = '9999-12-31' THEN '' ELSE date_start END), event_id) WHERE leads;

-- +goose Down
DROP INDEX event_entities_latest;
DROP INDEX event_entities_timeline;
ALTER TABLE event_entities DROP COLUMN leads;
ALTER TABLE event_entities DROP COLUMN date_start;
DROP INDEX events_origins;
DROP INDEX events_confidence;
DROP INDEX events_quad;
DROP INDEX events_status;
DROP TABLE totals;
DROP TABLE month_tallies;
