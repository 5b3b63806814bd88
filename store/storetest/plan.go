package storetest

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Large is how many rows a table has at least that no statement may go through
// from end to end.
const Large = 10_000

// NoRace skips a test that starts no goroutine of its own and whose work is the
// database's: the race detector finds nothing in it, and takes ten times as long.
func NoRace(tb testing.TB) {
	tb.Helper()
	if raced {
		tb.Skip("not with the race detector: the work of this test is the database's, and go test without -race does it")
	}
}

// Statement is what a store sent to its database.
type Statement struct {
	Text   string
	Values []any
}

// lists are the values of IN: however many they are, the plan is the same.
var lists = regexp.MustCompile(`\((\?|\$\d+)(,(\?|\$\d+))+\)`)
var numbered = regexp.MustCompile(`\$\d+`)

// Key is the same of two statements that differ in the number of values only.
func (s Statement) Key() string {
	return numbered.ReplaceAllString(lists.ReplaceAllString(s.Text, "(?)"), "?")
}

// Planner tells how a database would go about statements.
type Planner struct {
	database Database
	db       *sql.DB
	large    map[string]bool
}

// Planner returns a planner for a filled database. Its tables are analyzed first.
// PostgreSQL is told that they are so many times as large that there are a million
// events, for which other plans are good than for a few; and that it has a solid-state
// disk: only on a turning one is a table read whole for a few rows.
func (d Database) Planner(tb testing.TB, dsn string) *Planner {
	tb.Helper()
	tables := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%USING fts5%'"
	if d == Postgres {
		Exec(tb, dsn, "ANALYZE", "UPDATE pg_class SET reltuples = reltuples * 1000000.0 / (SELECT COUNT(*) FROM events)"+
			" WHERE relnamespace = current_schema()::regnamespace AND reltuples > 0")
		if !strings.Contains(dsn, "?") {
			dsn += "?"
		}
		dsn += "&random_page_cost=1.1"
		tables = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
	}
	p := &Planner{database: d, db: Connect(tb, dsn), large: make(map[string]bool)}
	for _, row := range Query(tb, dsn, tables) {
		count := Query(tb, dsn, `SELECT COUNT(*) > `+fmt.Sprint(Large)+` FROM "`+row[0]+`"`)
		p.large[row[0]] = count[0][0] == "1" || count[0][0] == "true"
	}
	return p
}

// Large tells whether a table is.
func (p *Planner) Large(table string) bool { return p.large[table] }

// Scans names the large tables that a statement goes through from end to end, with
// the plan that says so. An index in the order of a list is no such table where the
// page's LIMIT stops there.
func (p *Planner) Scans(tb testing.TB, s Statement) (tables []string, plan string) {
	tb.Helper()
	if p.database == SQLite {
		return p.sqlite(tb, s)
	}
	return p.postgres(tb, s)
}

// step is a line of a plan of SQLite: what it does, and within which.
type step struct {
	id, parent int
	detail     string
}

var (
	scanned = regexp.MustCompile(`^SCAN (\w+)( USING (COVERING )?INDEX (\w+))?$`)
	within  = regexp.MustCompile(`(?i)(CO-ROUTINE|MATERIALIZE) (\w+)`)
)

func (p *Planner) sqlite(tb testing.TB, s Statement) (tables []string, plan string) {
	rows, err := p.db.QueryContext(tb.Context(), "EXPLAIN QUERY PLAN "+s.Text, s.Values...)
	if err != nil {
		tb.Fatalf("%v\nin %s", err, s.Text)
	}
	defer rows.Close()
	var steps []step
	for rows.Next() {
		var st step
		var unused int
		if err := rows.Scan(&st.id, &st.parent, &unused, &st.detail); err != nil {
			tb.Fatal(err)
		}
		steps = append(steps, st)
		plan += fmt.Sprintf("%d/%d %s\n", st.parent, st.id, st.detail)
	}
	if err := rows.Err(); err != nil {
		tb.Fatal(err)
	}
	results := make(map[string]bool) // of subqueries
	for _, m := range within.FindAllStringSubmatch(plan, -1) {
		results[m[2]] = true
	}
	for _, st := range steps {
		m := scanned.FindStringSubmatch(st.detail)
		if m == nil || results[m[1]] {
			continue
		}
		sorted := slices.ContainsFunc(steps, func(o step) bool {
			return o.parent == st.parent && strings.HasPrefix(o.detail, "USE TEMP B-TREE")
		})
		own := m[2] == "" && strings.Contains(s.Text, "ORDER BY seq") // the order of the journal is that of its table
		if stops := (m[2] != "" || own) && !sorted && strings.Contains(s.Text, "LIMIT"); stops {
			continue
		}
		if table := named(s.Text, m[1]); p.large[table] {
			tables = append(tables, table)
		}
	}
	return tables, plan
}

// named is the table that an alias in a statement stands for.
func named(statement, alias string) string {
	m := regexp.MustCompile("(?i)(?:FROM|JOIN|,) [\"(]?(\\w+)\"? (?:AS )?\"?" + alias + `\b`).FindStringSubmatch(statement)
	if m == nil || strings.EqualFold(m[1], "select") {
		return alias
	}
	return m[1]
}

// node is a step of a plan of PostgreSQL, with those that it takes rows from.
type node struct {
	Type  string  `json:"Node Type"`
	Table string  `json:"Relation Name"`
	Index string  `json:"Index Name"`
	Cond  string  `json:"Index Cond"`
	Rows  float64 `json:"Plan Rows"`
	Plans []node  `json:"Plans"`
}

func (p *Planner) postgres(tb testing.TB, s Statement) (tables []string, plan string) {
	var answer string
	if err := p.db.QueryRowContext(tb.Context(), "EXPLAIN (FORMAT JSON) "+s.Text, s.Values...).Scan(&answer); err != nil {
		tb.Fatalf("%v\nin %s", err, s.Text)
	}
	var found []struct{ Plan node }
	if err := json.Unmarshal([]byte(answer), &found); err != nil {
		tb.Fatal(err)
	}
	var text strings.Builder
	var walk func(n node, depth int, stops bool)
	walk = func(n node, depth int, stops bool) {
		fmt.Fprintf(&text, "%s%s %s %s %s, %.0f rows\n", strings.Repeat("  ", depth), n.Type, n.Table, n.Index, n.Cond, n.Rows)
		if whole := n.Type == "Seq Scan" || strings.HasPrefix(n.Type, "Index") && n.Cond == ""; whole && !stops && p.large[n.Table] {
			tables = append(tables, n.Table)
		}
		switch n.Type {
		case "Limit": // where it is reached before the rows end
			stops = n.Plans[0].Rows > n.Rows
		case "Sort", "Hash", "Aggregate": // they take all rows before they give one
			stops = false
		}
		for _, inner := range n.Plans {
			walk(inner, depth+1, stops)
		}
	}
	walk(found[0].Plan, 0, false)
	return tables, text.String()
}
