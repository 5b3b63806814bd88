package store

import (
	"context"
	"time"

	"gorm.io/gorm/logger"
)

// tracer is a gorm logger that hands on statements and nothing else.
type tracer func(statement string)

// newTracer returns gorm's silent logger when there is nobody to tell.
func newTracer(trace func(statement string)) logger.Interface {
	if trace == nil {
		return logger.Discard
	}
	return tracer(trace)
}

func (t tracer) LogMode(logger.LogLevel) logger.Interface { return t }
func (tracer) Info(context.Context, string, ...any)       {}
func (tracer) Warn(context.Context, string, ...any)       {}
func (tracer) Error(context.Context, string, ...any)      {}

func (t tracer) Trace(_ context.Context, _ time.Time, statement func() (string, int64), _ error) {
	text, _ := statement()
	t(text)
}
