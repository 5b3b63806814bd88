package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"gorm.io/gorm"

	"github.com/throughline-news/throughline/models"
)

// Metric is what a series counts.
type Metric string

// The metrics. Conflict and cooperation are sums of the scores of PLOVER below and
// above zero, both without their sign.
const (
	MetricEvents      Metric = "events"
	MetricOrigins     Metric = "origins"
	MetricReports     Metric = "reports"
	MetricConflict    Metric = "conflict"
	MetricCooperation Metric = "cooperation"
	MetricDisputed    Metric = "disputed"
)

// Grouping is what a series is divided by.
type Grouping string

// The groupings.
const (
	GroupNone    Grouping = "none"
	GroupType    Grouping = "type"
	GroupQuad    Grouping = "quad"
	GroupActor   Grouping = "actor"
	GroupCountry Grouping = "country"
)

// MaxPoints is how many points one answer has at most.
const MaxPoints = 10_000

// MaxSeries is how many series one answer has at most.
const MaxSeries = 50

// SeriesQuery says what to count. An event counts in the bucket in which its
// whole date lies: one dated to a month counts by month and by year, but on no day
// and in no week. Undated events count nowhere.
type SeriesQuery struct {
	StoryID   string     // "" for all events
	From, To  models.Day // the first and the last bucket are those that have these days; "" for the first or last that counts any event
	Interval  Interval
	Metric    Metric
	GroupBy   Grouping
	Types     []models.EventType // of one of these types
	Countries []string           // in one of these, ISO 3166-1 alpha-2
	ActorIDs  []string           // one of these takes part; of several only grouped by actor
	Top       int                // how many series at most, those with the largest sums; 1 to MaxSeries
}

// Point is the value of one series in one bucket.
type Point struct {
	Time   models.Day // the first day of the bucket
	Value  float64
	Series string // what GroupBy divides by: a type, quad, country or id of an entity, "" when it is not known; the metric without groups
}

// Series counts from the tallies, in time order and, of one time, the series with
// the largest sum first. Every bucket from the first to the last has a point of
// every series. Of more points than MaxPoints the error is ErrTooMuch.
func (s *Store) Series(ctx context.Context, q SeriesQuery) ([]Point, error) {
	if err := errors.Join(checkRange("", q.From, q.To), checkCountries(q.Countries)); err != nil {
		return nil, fmt.Errorf("store: series: %w", err)
	}
	if len(q.ActorIDs) > 1 && q.GroupBy != GroupActor { // who takes part together would be counted twice
		return nil, fmt.Errorf("store: series: %w: several actors need the grouping by actor", ErrInvalid)
	}
	lines, err := s.lines(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("store: series: %w", err)
	}
	first, last, ok := q.bounds(lines)
	if !ok {
		return nil, nil
	}
	names := topLines(lines, q.Top)
	if q.GroupBy == GroupNone {
		names = []string{string(q.Metric)}
	}
	buckets := q.Interval.Buckets(first, last)
	if points := buckets * len(names); points > MaxPoints {
		return nil, fmt.Errorf("store: series: %w: %d points (%d times of %d series), and an answer has at most %d; ask for a longer interval, a shorter range or fewer series",
			ErrTooMuch, points, buckets, len(names), MaxPoints)
	}
	out := make([]Point, 0, buckets*len(names))
	for day := q.Interval.Floor(first); day != "" && day <= last; day = q.Interval.next(day) {
		for _, name := range names {
			out = append(out, Point{day, lines[name][day], name})
		}
	}
	return out, nil
}

// lines reads the values of each series by the first days of their buckets.
func (s *Store) lines(ctx context.Context, q SeriesQuery) (map[string]map[models.Day]float64, error) {
	db, err := s.whereTallies(ctx, q)
	if err != nil {
		return nil, err
	}
	group := map[Grouping]string{GroupType: "type", GroupQuad: "quad", GroupActor: "actor", GroupCountry: "country"}[q.GroupBy]
	if group == "" {
		group = "''"
	}
	value := string(q.Metric)
	if !slices.Contains([]Metric{MetricEvents, MetricOrigins, MetricReports, MetricConflict, MetricCooperation, MetricDisputed}, q.Metric) {
		return nil, fmt.Errorf("%w: metric %q", ErrInvalid, q.Metric)
	}
	rows, err := db.Select(group + " AS line, date_start, date_end, SUM(" + value + ") AS value").Group("date_start, date_end, line").Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	sums := make(map[string]map[models.Day]int64)
	for rows.Next() { // thousands of a long chart: gorm takes several times as long to read them
		var name, start, end string
		var value int64
		if err := rows.Scan(&name, &start, &end, &value); err != nil {
			return nil, err
		}
		bucket := q.Interval.Floor(models.Day(start))
		if start != end && bucket != q.Interval.Floor(models.Day(end)) {
			continue
		}
		if q.GroupBy == GroupNone {
			name = string(q.Metric)
		}
		if sums[name] == nil {
			sums[name] = make(map[models.Day]int64)
		}
		sums[name][bucket] += value
	}
	return q.scaled(sums), rows.Err()
}

// scaled gives sums their unit: scores are kept in thousandths.
func (q SeriesQuery) scaled(sums map[string]map[models.Day]int64) map[string]map[models.Day]float64 {
	scale := 1.0
	if q.Metric == MetricConflict || q.Metric == MetricCooperation {
		scale = 1000
	}
	lines := make(map[string]map[models.Day]float64, len(sums))
	for name, values := range sums {
		lines[name] = make(map[models.Day]float64, len(values))
		for day, v := range values {
			lines[name][day] = float64(v) / scale
		}
	}
	return lines
}

// whereTallies chooses the rows of the smallest facet that has what is asked.
func (s *Store) whereTallies(ctx context.Context, q SeriesQuery) (*gorm.DB, error) {
	table := dayTallies
	if q.Interval == Monthly || q.Interval == Yearly {
		table = monthTallies
	}
	kind := q.GroupBy == GroupType || q.GroupBy == GroupQuad || len(q.Types) > 0
	country := q.GroupBy == GroupCountry || len(q.Countries) > 0
	actor := q.GroupBy == GroupActor || len(q.ActorIDs) > 0
	db := s.read.WithContext(ctx).Table(table).Where("story_id = ? AND facet = ?", plain(q.StoryID), facetOf(kind, country, actor))
	switch {
	case len(q.ActorIDs) > 0:
		targets, err := s.targets(ctx, q.ActorIDs)
		if err != nil {
			return nil, err
		}
		db = db.Where("actor IN ?", slices.Sorted(maps.Values(targets)))
	case actor:
		db = db.Where("actor <> ''")
	default:
		db = db.Where("actor = ''")
	}
	db = in(in(db, "type", q.Types), "country", q.Countries)
	if q.From != "" {
		db = db.Where("date_start >= ?", q.Interval.Floor(q.From))
	}
	end := models.NoDay
	if q.To != "" {
		end = cmp.Or(q.Interval.next(q.Interval.Floor(q.To)), models.NoDay)
	}
	db = db.Where("date_start < ?", end)
	if q.Interval == Daily {
		db = db.Where("date_end = date_start")
	}
	return db, nil
}

// facetOf is the smallest facet that is divided by type and quad, by country, by actor.
func facetOf(kind, country, actor bool) facet {
	switch [3]bool{kind, country, actor} {
	case [3]bool{}:
		return facetAll
	case [3]bool{true, false, false}:
		return facetKind
	case [3]bool{false, true, false}:
		return facetCountry
	case [3]bool{false, false, true}:
		return facetActor
	}
	return facetCube
}

// bounds returns the first day of the first bucket and that of the last; false
// when a bound that was not given cannot be found, as nothing is counted.
func (q SeriesQuery) bounds(lines map[string]map[models.Day]float64) (first, last models.Day, ok bool) {
	first, last = q.From, q.To
	for _, line := range lines {
		for day := range line {
			if q.From == "" {
				first = earlier(first, day)
			}
			if q.To == "" {
				last = max(last, day)
			}
		}
	}
	if first == "" || last == "" {
		return "", "", false
	}
	return q.Interval.Floor(first), q.Interval.Floor(last), true
}

// topLines names the lines with the largest sums, the largest first.
func topLines(lines map[string]map[models.Day]float64, top int) []string {
	totals := make(map[string]float64, len(lines))
	for name, line := range lines {
		for _, day := range slices.Sorted(maps.Keys(line)) { // in one order: floats are added
			totals[name] += line[day]
		}
	}
	names := slices.SortedFunc(maps.Keys(lines), func(a, b string) int {
		return cmp.Or(cmp.Compare(totals[b], totals[a]), cmp.Compare(a, b))
	})
	return names[:min(top, len(names))]
}
