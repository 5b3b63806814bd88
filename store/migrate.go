package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/pressly/goose/v3"

	"github.com/throughline-news/throughline/migrations"
)

// versionTable is where the schema's versions are recorded: not goose's usual
// name, which another program in the same database may use.
const versionTable = "throughline_versions"

// Migrate brings the schema up to date and returns the versions applied; none
// when it is. Several processes may call it at the same time.
func (s *Store) Migrate(ctx context.Context) ([]int64, error) {
	if err := s.refuseNewer(ctx); err != nil {
		return nil, err
	}
	var applied []int64
	for {
		before, err := s.version(ctx)
		if err != nil {
			return applied, err
		}
		provider, err := s.migrations()
		if err != nil {
			return applied, err
		}
		results, err := provider.Up(ctx)
		var partial *goose.PartialError
		if errors.As(err, &partial) {
			results = partial.Applied
		}
		for _, r := range results {
			applied = append(applied, r.Source.Version)
		}
		if err == nil {
			return applied, nil
		}
		// Where the database has no lock for this, another process may have
		// applied the same version first: go on from where it stopped.
		if after, verr := s.version(ctx); verr != nil || after == before {
			return applied, fmt.Errorf("store: migrate database at %s: %w", s.pools.place, err)
		}
	}
}

func (s *Store) migrations() (*goose.Provider, error) {
	files, err := migrations.For(s.dialect.name)
	if err != nil {
		return nil, fmt.Errorf("store: migrations: %w", err)
	}
	options := []goose.ProviderOption{goose.WithTableName(versionTable), goose.WithDisableGlobalRegistry(true)}
	if s.dialect.locker != nil {
		locker, err := s.dialect.locker()
		if err != nil {
			return nil, fmt.Errorf("store: migrations: %w", err)
		}
		options = append(options, goose.WithSessionLocker(locker))
	}
	provider, err := goose.NewProvider(s.dialect.goose, s.pools.write, files, options...)
	if err != nil {
		return nil, fmt.Errorf("store: migrations: %w", err)
	}
	return provider, nil
}

// version returns the schema's version, 0 when there is none. It changes nothing.
func (s *Store) version(ctx context.Context) (int64, error) {
	db := s.write.WithContext(ctx)
	var tables, version int64
	err := db.Raw(s.dialect.hasTable, versionTable).Scan(&tables).Error
	if err == nil && tables > 0 {
		err = db.Table(versionTable).Where("is_applied").Select("COALESCE(MAX(version_id), 0)").Scan(&version).Error
	}
	if err != nil {
		return 0, fmt.Errorf("store: read the schema version of the database at %s: %w", s.pools.place, err)
	}
	return version, nil
}

func (s *Store) refuseNewer(ctx context.Context) error {
	version, err := s.version(ctx)
	if err != nil {
		return err
	}
	provider, err := s.migrations()
	if err != nil {
		return err
	}
	sources := provider.ListSources()
	if known := sources[len(sources)-1].Version; version > known {
		return fmt.Errorf("store: database at %s is newer than this program (schema %d, this program knows %d)",
			s.pools.place, version, known)
	}
	return nil
}
