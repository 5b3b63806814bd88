package eval

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/throughline-news/throughline/background"
	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp/reading"
	"github.com/throughline-news/throughline/store"
)

//go:embed drafts/planted.yaml
var plantedYAML []byte

// Draft is a draft in which one field is wrong, or none.
type Draft struct {
	Date  models.Day           `yaml:"date"`
	Text  string               `yaml:"text"`
	Wrong models.ConflictField `yaml:"wrong"` // "" when all is right
	Words string               `yaml:"words"` // those that are wrong, once in the text
}

// Planted returns the drafts that were written for the samples, checked for
// slips of the pen.
func Planted() ([]Draft, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(plantedYAML))
	decoder.KnownFields(true)
	var drafts []Draft
	if err := decoder.Decode(&drafts); err != nil {
		return nil, fmt.Errorf("eval: drafts: %w", err)
	}
	for _, d := range drafts {
		if err := d.check(); err != nil {
			return nil, fmt.Errorf("eval: drafts: %q: %w", d.Text, err)
		}
	}
	return drafts, nil
}

func (d Draft) check() error {
	if _, err := models.ParseDay(string(d.Date)); err != nil {
		return err
	}
	if (d.Wrong == "") != (d.Words == "") {
		return errors.New("a field that is wrong and its words belong together")
	}
	if d.Words != "" {
		_, err := locate(d.Text, d.Words)
		return err
	}
	return nil
}

// Drafts measures what is found in drafts with a planted error and in as many
// that are right: those written by hand, and those made from the gold set. The
// samples in folder are what was reported; they are stored and asked as a
// newsroom would.
func Drafts(ctx context.Context, reader *reading.Reader, folder string) (report Report, err error) {
	planted, err := Planted()
	if err != nil {
		return Report{}, err
	}
	made, err := Made(ctx, reader, folder)
	if err != nil {
		return Report{}, err
	}
	service, leave, err := newsroom(ctx, reader, folder)
	if err != nil {
		return Report{}, err
	}
	defer func() { err = errors.Join(err, leave()) }()
	for _, set := range []struct {
		name   string
		drafts []Draft
	}{{"drafts", planted}, {"made drafts", made}} {
		if err := scoreDrafts(ctx, service, set.name, set.drafts, &report); err != nil {
			return Report{}, err
		}
	}
	return report, nil
}

// newsroom stores the samples in a database of its own, which leave removes.
func newsroom(ctx context.Context, reader *reading.Reader, folder string) (service *background.Service, leave func() error, err error) {
	path, err := os.MkdirTemp("", "throughline-eval")
	if err != nil {
		return nil, nil, fmt.Errorf("eval: %w", err)
	}
	st, err := store.Open(ctx, filepath.Join(path, "eval.db"), store.Options{})
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("eval: %w", err), os.RemoveAll(path))
	}
	leave = func() error { return errors.Join(st.Close(), os.RemoveAll(path)) }
	if err := fillNewsroom(ctx, st, reader, folder); err != nil {
		return nil, nil, errors.Join(fmt.Errorf("eval: store the samples: %w", err), leave())
	}
	return &background.Service{Store: st, Reader: func() *reading.Reader { return reader }}, leave, nil
}

func fillNewsroom(ctx context.Context, st *store.Store, reader *reading.Reader, folder string) error {
	if _, err := st.Migrate(ctx); err != nil {
		return err
	}
	service := ingest.New(st, reader, slog.New(slog.DiscardHandler))
	seeds, err := ingest.ReadSeeds(filepath.Join(folder, "stories.yaml"))
	if err != nil {
		return err
	}
	for _, seed := range seeds {
		if _, err := service.Track(ctx, seed, "eval"); err != nil {
			return err
		}
	}
	samples, err := Samples()
	if err != nil {
		return err
	}
	read := make([]models.Article, 0, len(samples))
	for _, sample := range samples {
		article, err := open(ctx, folder, sample)
		if err != nil {
			return err
		}
		read = append(read, article)
	}
	slices.SortStableFunc(read, func(a, b models.Article) int { return strings.Compare(a.Published(), b.Published()) })
	for _, article := range read {
		if result, err := service.One(ctx, article); err != nil || result.Err != nil {
			return errors.Join(err, result.Err)
		}
	}
	return nil
}

// scoreDrafts asks for the background of each draft and adds the figures: of the
// errors how many are found and of what is found how much is an error, by field
// and in all; and how many of the drafts that are right stay without a conflict.
func scoreDrafts(ctx context.Context, service *background.Service, name string, drafts []Draft, report *Report) error {
	fields := []models.ConflictField{models.ConflictDate, models.ConflictPlace, models.ConflictNumber, models.ConflictOffice}
	tallies := map[models.ConflictField]*Tally{}
	for _, f := range fields {
		tallies[f] = &Tally{}
	}
	var all, quiet Tally
	for _, d := range drafts {
		answer, err := service.Of(ctx, background.Draft{Text: d.Text, Date: d.Date})
		if err != nil {
			return fmt.Errorf("eval: draft %q: %w", d.Text, err)
		}
		found, others := d.judge(answer.Conflicts)
		for _, c := range others {
			all.Found++
			if t := tallies[c.Field]; t != nil {
				t.Found++
			}
			report.Misses = append(report.Misses, fmt.Sprintf("%s: false alarm: %s %s: %q", name, c.Field, c.Line, d.Text))
		}
		if d.Wrong == "" {
			quiet.Gold++
			quiet.Found++
			if len(others) == 0 {
				quiet.Right++
			}
			continue
		}
		t := tallies[d.Wrong]
		t.Gold++
		all.Gold++
		if !found {
			report.Misses = append(report.Misses, fmt.Sprintf("%s: missed: %s %q: %q", name, d.Wrong, d.Words, d.Text))
			continue
		}
		t.Found, t.Right = t.Found+1, t.Right+1
		all.Found, all.Right = all.Found+1, all.Right+1
	}
	report.Figures = append(report.Figures, Figure{name, all})
	for _, f := range fields {
		report.Figures = append(report.Figures, Figure{name + ": " + string(f), *tallies[f]})
	}
	report.Figures = append(report.Figures, Figure{name + ": right ones quiet", quiet})
	return nil
}

// judge tells whether the planted error is among the conflicts, by its field and
// words, and which others are told as errors. What the reports themselves
// dispute or have replaced is no alarm.
func (d Draft) judge(conflicts []background.Conflict) (found bool, others []background.Conflict) {
	before, _, _ := strings.Cut(d.Text, d.Words)
	start := utf8.RuneCountInString(before)
	end := start + utf8.RuneCountInString(d.Words)
	for _, c := range conflicts {
		switch {
		case c.Kind != models.ConflictContradicted:
		case d.Wrong != "" && c.Field == d.Wrong && c.Quote.Start < end && start < c.Quote.End:
			found = true
		default:
			others = append(others, c)
		}
	}
	return found, others
}
