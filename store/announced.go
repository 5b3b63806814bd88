package store

// announced is the condition that the event with an id was announced: an article
// tells of it as scheduled, postponed or cancelled, and none was published on an
// earlier day that tells of it as done. Who looks back on what was planned
// announces nothing.
func announced(id string) string {
	return "EXISTS (SELECT 1 FROM mentions AS notice JOIN articles AS planned ON planned.id = notice.article_id" +
		" WHERE notice.event_id = " + id + " AND notice.status IN ('scheduled', 'postponed', 'cancelled') AND NOT EXISTS" +
		" (SELECT 1 FROM mentions AS deed JOIN articles AS told ON told.id = deed.article_id" +
		" WHERE deed.event_id = notice.event_id AND deed.status IN ('happened', 'ongoing', 'historical')" +
		" AND told.published_on <> '' AND (planned.published_on = '' OR told.published_on < planned.published_on)))"
}
