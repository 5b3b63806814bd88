// Package source gets articles: from files, folders, standard input, feeds and
// pages, whatever their format, as clean text with what is known of them. It
// trusts nothing it reads: sizes are capped, and what cannot be read is refused
// with its name and what was expected, while the rest goes on.
package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/throughline-news/throughline/models"
)

// Limits of what is read.
const (
	MaxArticle = 4 << 20  // bytes of one article's text
	MaxFile    = 64 << 20 // bytes of one file or page; JSON Lines may be longer
)

// Refused is one input that could not be read.
type Refused struct {
	Name string // path or URL as given, or "standard input"
	Line int    // of JSON Lines, from 1; 0 otherwise
	Err  error
}

// Error names the input, and its line where there is one.
func (r *Refused) Error() string {
	if r.Line > 0 {
		return fmt.Sprintf("%s: line %d: %v", r.Name, r.Line, r.Err)
	}
	return fmt.Sprintf("%s: %v", r.Name, r.Err)
}

// Unwrap returns the reason.
func (r *Refused) Unwrap() error { return r.Err }

// Stated is the time of publication a person gave for texts that do not carry
// their own. Unknown says that they may be read without one.
type Stated struct {
	Day     models.Day
	At      *time.Time
	Unknown bool
}

// ParseStated reads the value of --published: a day, RFC 3339, "unknown", or
// "" for nothing stated.
func ParseStated(s string) (Stated, error) {
	if s == "unknown" {
		return Stated{Unknown: true}, nil
	}
	day, at, err := ParsePublished(s)
	return Stated{Day: day, At: at}, err
}

// ParsePublished reads a day (YYYY-MM-DD) or an RFC 3339 time; "" is not known.
// The day of a time is the one in its own zone; the moment is in UTC.
func ParsePublished(s string) (models.Day, *time.Time, error) {
	if s == "" {
		return "", nil, nil
	}
	if day, err := models.ParseDay(s); err == nil {
		return day, nil, nil
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return "", nil, fmt.Errorf("%q is no date (expected YYYY-MM-DD or RFC 3339, such as 2025-12-08T14:30:00Z)", shortened(s))
	}
	day, at := publishedAt(t)
	if _, err := models.ParseDay(string(day)); err != nil {
		return "", nil, err
	}
	return day, at, nil
}

// publishedAt splits a time into the day where it was published and the moment.
func publishedAt(t time.Time) (models.Day, *time.Time) {
	day := models.DayOf(t)
	t = t.UTC().Truncate(time.Microsecond)
	return day, &t
}

// Opener reads whatever a path names.
type Opener struct {
	Stdin     io.Reader
	Published Stated
	Fetcher   *Fetcher
}

// IsURL tells whether path is to be fetched.
func IsURL(path string) bool {
	return strings.HasPrefix(path, "http://") || strings.HasPrefix(path, "https://")
}

// Articles yields the articles of path: a file, a folder (all files in it, in
// name order, hidden ones left out), "-" for standard input, or a URL. An input
// that cannot be read yields a *Refused, and the next one follows.
func (o Opener) Articles(ctx context.Context, path string) iter.Seq2[models.Article, error] {
	return func(yield func(models.Article, error) bool) {
		switch {
		case path == "-":
			o.stream("standard input", o.Stdin, yield)
		case IsURL(path):
			o.fetched(ctx, path, yield)
		default:
			o.walk(ctx, path, yield)
		}
	}
}

func (o Opener) fetched(ctx context.Context, url string, yield func(models.Article, error) bool) {
	page, err := o.Fetcher.Get(ctx, url, Validators{})
	if err != nil {
		yield(models.Article{}, &Refused{Name: url, Err: err})
		return
	}
	o.read(input{name: url, url: page.URL, contentType: page.ContentType, body: page.Body}, yield)
}

func (o Opener) walk(ctx context.Context, root string, yield func(models.Article, error) bool) {
	refuse := func(name string, err error) error {
		var path *fs.PathError
		if errors.As(err, &path) {
			err = path.Err
		}
		if !yield(models.Article{}, &Refused{Name: name, Err: err}) {
			return fs.SkipAll
		}
		return nil
	}
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error { // errors are yielded
		switch {
		case ctx.Err() != nil:
			return fs.SkipAll
		case err != nil:
			return refuse(path, err)
		case d.IsDir():
			if path != root && strings.HasPrefix(d.Name(), ".") {
				return fs.SkipDir
			}
			return nil
		case path != root && !readable(d.Name()):
			return nil
		}
		f, err := os.Open(path)
		if err != nil {
			return refuse(path, err)
		}
		defer f.Close()
		if !o.stream(path, f, yield) {
			return fs.SkipAll
		}
		return nil
	})
}

// readable tells whether a file met in a folder is one to read.
func readable(name string) bool {
	if strings.HasPrefix(name, ".") {
		return false
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".txt", ".md", ".markdown", ".html", ".htm", ".json", ".jsonl", ".ndjson", ".xml", ".rss", ".atom":
		return !strings.EqualFold(name, "README.md")
	}
	return false
}

// stream reads an open file. It returns false when the consumer has enough.
func (o Opener) stream(name string, r io.Reader, yield func(models.Article, error) bool) bool {
	if isLines(name) {
		return o.lines(name, r, yield)
	}
	body, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	switch {
	case err != nil:
		return yield(models.Article{}, &Refused{Name: name, Err: err})
	case len(body) > MaxFile:
		return yield(models.Article{}, &Refused{Name: name, Err: fmt.Errorf("larger than %d MiB", MaxFile>>20)})
	}
	return o.read(input{name: name, body: body}, yield)
}

// input is one file or page.
type input struct {
	name        string
	url         string // "" for a file
	contentType string
	body        []byte
}

// read detects the format of in and yields its articles.
func (o Opener) read(in input, yield func(models.Article, error) bool) bool {
	refuse := func(err error) bool { return yield(models.Article{}, &Refused{Name: in.name, Err: err}) }
	one := func(a models.Article, err error) bool {
		if err == nil {
			a, err = o.finish(a)
		}
		if err != nil {
			return refuse(err)
		}
		return yield(a, nil)
	}
	format, err := detect(in)
	if err != nil {
		return refuse(err)
	}
	switch format {
	case formatFeed:
		articles, err := ParseFeed(in.body)
		if err != nil {
			return refuse(err)
		}
		for _, a := range articles {
			if !one(a, nil) {
				return false
			}
		}
		return true
	case formatJSON:
		records, err := parseRecords(in.body)
		if err != nil {
			return refuse(err)
		}
		for _, r := range records {
			if !one(r.article()) {
				return false
			}
		}
		return true
	case formatLines:
		return o.lines(in.name, strings.NewReader(string(in.body)), yield)
	case formatHTML:
		return one(parseHTML(in))
	case formatMarkdown:
		return one(parseMarkdown(in.body))
	default:
		return one(parseText(in.body), nil)
	}
}

// lines reads JSON Lines of any length.
func (o Opener) lines(name string, r io.Reader, yield func(models.Article, error) bool) bool {
	more := true
	err := Lines(r, func(number int, line []byte, err error) bool {
		var a models.Article
		if err == nil {
			a, err = parseRecord(line)
		}
		if err == nil {
			a, err = o.finish(a)
		}
		if err != nil {
			more = yield(models.Article{}, &Refused{Name: name, Line: number, Err: err})
		} else {
			more = yield(a, nil)
		}
		return more
	})
	if err != nil && more {
		return yield(models.Article{}, &Refused{Name: name, Err: err})
	}
	return more
}

// errTooLong refuses a text of more than MaxArticle bytes.
func errTooLong(size int) error {
	return fmt.Errorf("the text has %.1f MiB (at most %d are read)", float64(size)/(1<<20), MaxArticle>>20)
}

var errNoDate = errors.New("no date of publication found in it; give one with --published YYYY-MM-DD (or --published unknown)")

// finish cleans an article, gives it the stated date where it has none, and its
// hash. It refuses what holds no text.
func (o Opener) finish(a models.Article) (models.Article, error) {
	if len(a.Text) > MaxArticle {
		return a, errTooLong(len(a.Text))
	}
	a = Clean(a)
	if a.Text == "" && a.Title == "" {
		return a, errors.New("no text in it")
	}
	if a.PublishedOn == "" {
		switch {
		case o.Published.Day != "":
			a.PublishedOn, a.PublishedAt = o.Published.Day, o.Published.At
		case !o.Published.Unknown:
			return a, errNoDate
		}
	}
	return a, nil
}
