-- What happened a day, added up: of each story, and under the empty id of all
-- events. Series are read from here, not from the events. A row counts the events
-- whose dates are exactly these days; the columns that its facet does not divide
-- by are ''. In the facet cube a row without an actor counts events, and those
-- with one count them once more for each who takes part.

-- +goose Up
CREATE TABLE tallies (
    story_id    TEXT NOT NULL,
    facet       TEXT NOT NULL CHECK (facet IN ('all', 'kind', 'country', 'actor', 'cube')),
    actor       TEXT NOT NULL,
    date_start  TEXT NOT NULL,
    date_end    TEXT NOT NULL,
    type        TEXT NOT NULL,
    quad        TEXT NOT NULL,
    country     TEXT NOT NULL,
    events      INTEGER NOT NULL,
    reports     INTEGER NOT NULL,
    origins     INTEGER NOT NULL,
    disputed    INTEGER NOT NULL,
    -- Sums of scores below and above zero, in thousandths, so that they stay exact.
    conflict    INTEGER NOT NULL,
    cooperation INTEGER NOT NULL,
    PRIMARY KEY (story_id, facet, actor, date_start, date_end, type, quad, country)
) WITHOUT ROWID;
-- Which actors take part in what happened on some days.
CREATE INDEX tallies_actors ON tallies (story_id, facet, date_start) WHERE actor <> '';
-- Rows that count nothing any more, to be deleted.
CREATE INDEX tallies_empty ON tallies (events) WHERE events = 0;
INSERT INTO tallies (story_id, facet, actor, date_start, date_end, type, quad, country, events, reports, origins, disputed, conflict, cooperation)
WITH told AS (
    SELECT events.id AS event_id, events.date_start, events.date_end, events.type, events.quad, COALESCE(places.country, '') AS country,
        events.report_count AS reports, events.origin_count AS origins, CASE WHEN events.disputed THEN 1 ELSE 0 END AS disputed,
        CASE WHEN events.plover = '' AND events.status IN ('denied', 'cancelled', 'possible', 'hypothetical', 'postponed') THEN 0
            ELSE CAST(ROUND(events.score * 1000) AS BIGINT) END AS score
    FROM events LEFT JOIN places ON places.id = events.place_id
    WHERE events.date_start < '9999-12-31'
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

-- +goose Down
DROP TABLE tallies;
