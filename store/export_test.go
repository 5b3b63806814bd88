package store

import (
	"context"
	"sync"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// Statements returns what fn made the store read, values filled in.
func (s *Store) Statements(fn func()) []string {
	var r recorder
	plain := s.read
	s.read = plain.Session(&gorm.Session{Logger: &r})
	defer func() { s.read = plain }()
	fn()
	return r.statements
}

// Unmigrate takes all migrations back.
func (s *Store) Unmigrate(ctx context.Context) error {
	provider, err := s.migrations()
	if err != nil {
		return err
	}
	_, err = provider.DownTo(ctx, 0)
	return err
}

// recorder is a gorm logger that keeps statements.
type recorder struct {
	mu         sync.Mutex
	statements []string
}

func (r *recorder) LogMode(logger.LogLevel) logger.Interface { return r }
func (r *recorder) Info(context.Context, string, ...any)     {}
func (r *recorder) Warn(context.Context, string, ...any)     {}
func (r *recorder) Error(context.Context, string, ...any)    {}

func (r *recorder) Trace(_ context.Context, _ time.Time, statement func() (string, int64), _ error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	text, _ := statement()
	r.statements = append(r.statements, text)
}

// Run reads a number with a statement.
func (s *Store) Run(ctx context.Context, statement string) error {
	var n int64
	return s.read.WithContext(ctx).Raw(statement).Scan(&n).Error
}
