package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

func postgresDialect() dialect {
	return dialect{
		name:     "postgres",
		goose:    goose.DialectPostgres,
		open:     openPostgres,
		busy:     postgresBusy,
		hasTable: "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = ?",
		// The numbers mean nothing; they keep apart what is locked.
		lockLinker:  "SELECT pg_advisory_xact_lock(744672691, 1)",
		lockJournal: "SELECT pg_advisory_xact_lock(744672691, 2)",
		lockRow:     "NO KEY UPDATE",
		locker:      func() (lock.SessionLocker, error) { return lock.NewPostgresSessionLocker() },

		eachEvent: "JOIN LATERAL (SELECT * FROM events WHERE events.id = part.event_id OFFSET 0) AS events ON TRUE",

		words:     func(terms []string) string { return strings.Join(terms, " & ") },
		phrase:    func(terms []string) string { return strings.Join(terms, " <-> ") },
		and:       " & ",
		or:        " | ",
		beginning: func(terms []string) string { return strings.Join(terms, ":* & ") + ":*" },
		matches:   "%[1]s.search @@ to_tsquery('throughline', ?)",
		begins:    "stories.words @@ to_tsquery('pg_catalog.simple', ?)",
		// The weights of D, C, B and A: a word in a title (A) weighs four times
		// one in the body (D). 1 divides by the logarithm of the length.
		hits: "SELECT '%[2]s' AS kind, id, ts_rank('{0.25, 0.5, 0.75, 1.0}', search, q, 1)::float8 AS rank" +
			" FROM %[1]s, to_tsquery('throughline', ?) q WHERE search @@ q",
	}
}

// openPostgres opens a pool. Times come back in UTC whatever the zone of the
// server and of this process.
func openPostgres(_ context.Context, dsn string) (pools, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return pools{}, err
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = 10 * time.Second
	}
	if config.RuntimeParams["application_name"] == "" {
		config.RuntimeParams["application_name"] = "throughline"
	}
	pool := stdlib.OpenDB(*config, stdlib.OptionAfterConnect(func(_ context.Context, conn *pgx.Conn) error {
		if encoding := conn.PgConn().ParameterStatus("server_encoding"); encoding != "UTF8" {
			return fmt.Errorf("its encoding is %s, Throughline needs UTF8", encoding)
		}
		conn.TypeMap().RegisterType(&pgtype.Type{
			Name: "timestamptz", OID: pgtype.TimestamptzOID, Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
		})
		return nil
	}))
	pool.SetMaxOpenConns(16)
	pool.SetMaxIdleConns(8)
	place := fmt.Sprintf("%s:%d/%s", config.Host, config.Port, config.Database) // never the password
	return pools{read: pool, write: pool, place: place, gorm: func(conn gorm.ConnPool) gorm.Dialector {
		return postgres.New(postgres.Config{Conn: conn})
	}}, nil
}

// postgresBusy tells whether the transaction failed only because of another
// one: serialization failure (40001) and deadlock (40P01).
func postgresBusy(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && (e.Code == "40001" || e.Code == "40P01")
}
