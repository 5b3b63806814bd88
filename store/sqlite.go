package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/pressly/goose/v3"
	"gorm.io/gorm"
	"gorm.io/gorm/callbacks"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/logger"
	"gorm.io/gorm/migrator"
	"gorm.io/gorm/schema"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

func sqliteDialect() dialect {
	return dialect{
		name:     "sqlite",
		goose:    goose.DialectSQLite3,
		open:     openSQLite,
		busy:     sqliteBusy,
		hasTable: "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?",

		eachEvent: "JOIN events ON events.id = part.event_id",

		words:     func(terms []string) string { return `"` + strings.Join(terms, `" AND "`) + `"` },
		phrase:    func(terms []string) string { return `"` + strings.Join(terms, " ") + `"` },
		and:       " AND ",
		or:        " OR ",
		beginning: func(terms []string) string { return `"` + strings.Join(terms, `"* AND "`) + `"*` },
		matches: "%[3]s IN (SELECT d.id FROM search_words JOIN search_docs d ON d.doc = search_words.rowid" +
			" WHERE search_words MATCH ? AND d.kind = '%[2]s')",
		begins: "stories.id IN (SELECT d.id FROM story_words JOIN search_docs d ON d.doc = story_words.rowid" +
			" WHERE story_words MATCH ?)",
		// bm25 is the smaller the better; a word in a title weighs four times one in the body.
		hits: "SELECT d.kind, d.id, -bm25(search_words, 4.0, 1.0) AS rank FROM search_words" +
			" JOIN search_docs d ON d.doc = search_words.rowid WHERE search_words MATCH ? AND d.kind = '%[2]s'",
	}
}

// openSQLite opens a file with one connection that writes and several that
// read: with a write-ahead log readers never wait for the writer.
func openSQLite(ctx context.Context, path string) (pools, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return pools{}, err
	}
	if err := os.MkdirAll(filepath.Dir(abs), 0o755); err != nil {
		return pools{}, err
	}
	write, err := sql.Open("sqlite", sqliteURI(abs, "immediate",
		"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(NORMAL)", "foreign_keys(1)"))
	if err != nil {
		return pools{}, err
	}
	write.SetMaxOpenConns(1)
	read, err := sql.Open("sqlite", sqliteURI(abs, "deferred", "busy_timeout(10000)", "query_only(1)"))
	if err != nil {
		return pools{}, errors.Join(err, write.Close())
	}
	read.SetMaxOpenConns(max(4, runtime.NumCPU()))
	read.SetMaxIdleConns(max(4, runtime.NumCPU()))
	return pools{read: read, write: write, place: path, gorm: func(conn gorm.ConnPool) gorm.Dialector { return sqliteDialector{conn} }}, nil
}

// sqliteURI makes the driver's name of a file. Times are kept as UTC in a form
// that SQLite's own functions read. They are read back as times where the column
// is declared so, not wherever a text looks like one (_texttotime): a day is text.
func sqliteURI(abs, txlock string, pragmas ...string) string {
	slashed := filepath.ToSlash(abs)
	if !strings.HasPrefix(slashed, "/") { // C:/…
		slashed = "/" + slashed
	}
	query := url.Values{
		"_pragma": pragmas, "_txlock": {txlock},
		"_time_format": {"sqlite"}, "_timezone": {"UTC"},
	}
	return (&url.URL{Scheme: "file", Path: slashed, RawQuery: query.Encode()}).String()
}

// sqliteBusy tells whether another writer was in the way.
func sqliteBusy(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && (e.Code()&0xff == sqlite3.SQLITE_BUSY || e.Code()&0xff == sqlite3.SQLITE_LOCKED)
}

// sqliteDialector is the half of a gorm dialect that queries need. The driver
// gorm offers is built on C, and the schema is not gorm's here.
type sqliteDialector struct{ conn gorm.ConnPool }

func (sqliteDialector) Name() string { return "sqlite" }

func (d sqliteDialector) Initialize(db *gorm.DB) error {
	db.ConnPool = d.conn
	callbacks.RegisterDefaultCallbacks(db, &callbacks.Config{
		CreateClauses: []string{"INSERT", "VALUES", "ON CONFLICT"},
		QueryClauses:  []string{"SELECT", "FROM", "WHERE", "GROUP BY", "ORDER BY", "LIMIT"}, // no row locks: the writer is alone
		UpdateClauses: []string{"UPDATE", "SET", "FROM", "WHERE"},
		DeleteClauses: []string{"DELETE", "FROM", "WHERE"},
	})
	return nil
}

func (d sqliteDialector) Migrator(db *gorm.DB) gorm.Migrator {
	return migrator.Migrator{Config: migrator.Config{DB: db, Dialector: d}}
}

func (sqliteDialector) DataTypeOf(field *schema.Field) string { return string(field.DataType) }

func (sqliteDialector) DefaultValueOf(*schema.Field) clause.Expression {
	return clause.Expr{SQL: "NULL"}
}

func (sqliteDialector) BindVarTo(w clause.Writer, _ *gorm.Statement, _ any) { _ = w.WriteByte('?') }

// QuoteTo writes a name in double quotes, each part of one with dots by itself.
func (sqliteDialector) QuoteTo(w clause.Writer, name string) {
	for i, part := range strings.Split(name, ".") {
		if i > 0 {
			_ = w.WriteByte('.')
		}
		_, _ = w.WriteString(`"` + strings.ReplaceAll(strings.Trim(part, `"`), `"`, `""`) + `"`)
	}
}

func (sqliteDialector) Explain(sql string, vars ...any) string {
	return logger.ExplainSQL(sql, nil, `'`, vars...)
}

// Translate gives broken constraints gorm's names, so that both databases
// report them alike.
func (sqliteDialector) Translate(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return fmt.Errorf("%w: %w", gorm.ErrDuplicatedKey, err)
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		return fmt.Errorf("%w: %w", gorm.ErrForeignKeyViolated, err)
	case sqlite3.SQLITE_CONSTRAINT_CHECK:
		return fmt.Errorf("%w: %w", gorm.ErrCheckConstraintViolated, err)
	}
	return err
}
