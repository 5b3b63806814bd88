package store

import (
	"context"
	"database/sql"

	"gorm.io/gorm"
)

// traced is a pool of connections that tells of what is sent over them.
type traced struct {
	*sql.DB
	trace func(statement string, values []any)
}

var _ gorm.ConnPoolBeginner = traced{}

// ExecContext, QueryContext and QueryRowContext are database/sql's.
func (p traced) ExecContext(ctx context.Context, statement string, values ...any) (sql.Result, error) {
	p.trace(statement, values)
	return p.DB.ExecContext(ctx, statement, values...)
}

func (p traced) QueryContext(ctx context.Context, statement string, values ...any) (*sql.Rows, error) {
	p.trace(statement, values)
	return p.DB.QueryContext(ctx, statement, values...)
}

func (p traced) QueryRowContext(ctx context.Context, statement string, values ...any) *sql.Row {
	p.trace(statement, values)
	return p.DB.QueryRowContext(ctx, statement, values...)
}

// BeginTx is gorm's.
func (p traced) BeginTx(ctx context.Context, opts *sql.TxOptions) (gorm.ConnPool, error) {
	tx, err := p.DB.BeginTx(ctx, opts)
	return &tracedTx{tx, p.trace}, err
}

// tracedTx does the same of one transaction.
type tracedTx struct {
	*sql.Tx
	trace func(statement string, values []any)
}

func (t *tracedTx) ExecContext(ctx context.Context, statement string, values ...any) (sql.Result, error) {
	t.trace(statement, values)
	return t.Tx.ExecContext(ctx, statement, values...)
}

func (t *tracedTx) QueryContext(ctx context.Context, statement string, values ...any) (*sql.Rows, error) {
	t.trace(statement, values)
	return t.Tx.QueryContext(ctx, statement, values...)
}

func (t *tracedTx) QueryRowContext(ctx context.Context, statement string, values ...any) *sql.Row {
	t.trace(statement, values)
	return t.Tx.QueryRowContext(ctx, statement, values...)
}
