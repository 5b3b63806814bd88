-- What changes of the journal concern beside their targets: a mention's change
-- its event, an event's the stories on whose timelines it is. From it follow what
-- changed about a story since some moment, and timelines as they were.

-- +goose Up
CREATE TABLE concerns (
    subject TEXT NOT NULL,
    seq     INTEGER NOT NULL,
    PRIMARY KEY (subject, seq)
) WITHOUT ROWID;
INSERT INTO concerns SELECT DISTINCT substr(field, 7), seq FROM changes WHERE field LIKE 'links/%';
INSERT OR IGNORE INTO concerns SELECT links.story_id, changes.seq FROM changes JOIN links ON links.event_id = changes.target
    WHERE links.probability >= 0.5 AND changes.field NOT LIKE 'links/%';
INSERT OR IGNORE INTO concerns SELECT json_extract(after, '$.event_id'), seq FROM changes WHERE target LIKE 'men\_%' ESCAPE '\' AND action = 'create';
INSERT OR IGNORE INTO concerns SELECT json_extract(before, '$.event_id'), seq FROM changes WHERE target LIKE 'men\_%' ESCAPE '\' AND action = 'delete';
INSERT OR IGNORE INTO concerns SELECT json_extract(before, '$'), seq FROM changes WHERE field = 'event_id';
INSERT OR IGNORE INTO concerns SELECT json_extract(after, '$'), seq FROM changes WHERE field = 'event_id';
INSERT OR IGNORE INTO concerns SELECT mentions.event_id, changes.seq FROM changes JOIN mentions ON mentions.id = changes.target WHERE changes.action = 'update';
-- Which change was the last at a moment.
CREATE INDEX changes_at ON changes (at, seq);

-- +goose Down
DROP INDEX changes_at;
DROP TABLE concerns;
