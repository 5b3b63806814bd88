package throughline

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

const module = "github.com/throughline-news/throughline"

// mayImport says which of our packages each package may import: those named,
// and those below a name that ends in /. What is not listed imports none of ours.
var mayImport = map[string][]string{
	"nlp":              {"nlp/crf", "nlp/wordset"},
	"nlp/crf":          {},
	"nlp/train":        {"nlp", "nlp/crf", "nlp/places/atlas"},
	"nlp/times":        {"models", "nlp", "nlp/wordset"},
	"nlp/places":       {"models", "nlp", "nlp/places/atlas", "nlp/places/geonames", "nlp/wordset"},
	"nlp/letters":      {},
	"nlp/wordset":      {},
	"nlp/numbers":      {"nlp"},
	"nlp/actors":       {"models", "nlp", "nlp/letters", "nlp/places", "nlp/actors/knowledge", "nlp/wordset"},
	"nlp/actors/":      {"models"},
	"nlp/events":       {"models", "nlp", "nlp/times", "nlp/places", "nlp/actors", "nlp/numbers", "nlp/wordset"},
	"nlp/events/":      {"models", "nlp/events", "nlp/events/sentences", "nlp/reading"},
	"nlp/reading":      {"models", "nlp", "nlp/times", "nlp/places", "nlp/actors", "nlp/events"},
	"stories":          {"models"},
	"source":           {"models"},
	"store":            {"models", "migrations", "highlight"},
	"ingest":           {"models", "nlp/", "source", "store", "stories"},
	"access":           {"models"},
	"ledger":           {"models", "store", "stories"},
	"highlight":        {"stories"},
	"webhook":          {"models", "store"},
	"etag":             {},
	"frame":            {},
	"background":       {"models", "nlp", "nlp/", "source", "store", "stories", "ledger", "ingest", "exports"},
	"exports":          {"models", "access", "etag", "frame", "store", "ledger"},
	"graph":            {"models", "access", "etag", "webhook", "store", "ledger", "highlight", "ingest", "source", "background", "graph/"},
	"web":              {"models", "access", "frame", "graph"},
	"web/":             {},
	"eval":             {"models", "nlp/", "source", "store", "ingest", "stories", "background"},
	"graph/page":       {"models", "store"},
	"graph/scalar":     {"models"},
	"graph/model":      {"models", "store", "graph/"},
	"cmd/":             {"models", "nlp", "nlp/", "source", "store", "stories", "ledger", "ingest", "access", "webhook", "exports", "background", "graph", "graph/", "web", "eval"},
	"eval/":            {"models", "nlp/", "nlp", "source", "store", "stories", "ingest", "eval"},
	"nlp/places/atlas": {"nlp/letters"},
	"nlp/places/":      {"models", "nlp", "nlp/places", "nlp/places/atlas", "nlp/places/geonames"},
	"stories/":         {"models", "nlp/", "source", "stories"},
	"store/":           {"models", "store"},
	"graph/":           {"models", "store", "ledger", "highlight", "ingest", "background", "graph/"},
	"models":           {},
	"migrations":       {},
	"scripts/":         {},
}

// onlyIn says in which packages of ours a foreign module may be imported.
var onlyIn = map[string][]string{
	"github.com/jdkato/prose":           {"nlp"},
	"gorm.io/":                          {"store", "store/"},
	"modernc.org/sqlite":                {"store", "store/"},
	"github.com/jackc/pgx":              {"store", "store/"},
	"github.com/pressly/goose":          {"store", "store/", "migrations"},
	"github.com/99designs/gqlgen":       {"graph", "graph/", "web"},
	"github.com/vektah/gqlparser":       {"graph", "graph/", "web"},
	"github.com/mmcdole/gofeed":         {"source"},
	"codeberg.org/readeck":              {"source"},
	"github.com/temoto/robotstxt":       {"source"},
	"github.com/abadojack/whatlanggo":   {"nlp"},
	"golang.org/x/time":                 {"access"},
	"github.com/hashicorp/golang-lru":   {"access"},
	"github.com/coder/websocket":        {"graph"},
	"github.com/alecthomas/kong":        {"cmd/"},
	"github.com/schollz/progressbar":    {"cmd/"},
	"github.com/mattn/go-isatty":        {"cmd/"},
	"github.com/google/go-cmp":          {},
	"github.com/arran4/golang-ical":     {}, // read exports back in tests
	"github.com/paulmach/go.geojson":    {},
	"github.com/golangci/golangci-lint": {},
}

// pure packages turn values into values: no files, network, processes or
// environment. (The clock is the linter's to watch.)
var pure = []string{"models", "nlp", "nlp/crf", "nlp/letters", "nlp/numbers", "nlp/times", "nlp/places", "nlp/places/atlas", "nlp/places/geonames", "nlp/actors", "nlp/actors/knowledge", "nlp/events", "nlp/events/sentences", "nlp/reading", "stories"}

var impure = []string{"os", "os/exec", "net", "net/http", "log", "log/slog", "database/sql", "syscall"}

type pkg struct {
	ImportPath, Name, Doc string
	Imports               []string
}

func (p pkg) path() string { return strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/") }

func packages(t *testing.T) []pkg {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Name,Doc,Imports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []pkg
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		if p.path() != "" { // this folder has tests only
			all = append(all, p)
		}
	}
}

// listed tells whether path is named in list, or lies below a name ending in /.
func listed(list []string, path string) bool {
	for _, l := range list {
		if path == l || strings.HasSuffix(l, "/") && strings.HasPrefix(path, l) {
			return true
		}
	}
	return false
}

// allowed returns what path may import: by its own name, else by the longest
// folder it lies in.
func allowed(path string) ([]string, bool) {
	if l, ok := mayImport[path]; ok {
		return l, true
	}
	for folder := path; strings.Contains(folder, "/"); {
		folder = folder[:strings.LastIndex(folder, "/")]
		if l, ok := mayImport[folder+"/"]; ok {
			return l, true
		}
	}
	return nil, false
}

func TestImports(t *testing.T) {
	for _, p := range packages(t) {
		ours, known := allowed(p.path())
		if !known {
			t.Errorf("%s: no rule says what this package may import: add one, and record why in docs/decisions", p.path())
		}
		for _, imported := range p.Imports {
			if rest, ok := strings.CutPrefix(imported, module+"/"); ok && !listed(ours, rest) {
				t.Errorf("%s must not import %s", p.path(), rest)
			}
			for foreign, where := range onlyIn {
				if strings.HasPrefix(imported, foreign) && !listed(where, p.path()) {
					t.Errorf("%s must not import %s: that is for %v", p.path(), imported, where)
				}
			}
			if p.path() == "models" && strings.Contains(imported, ".") {
				t.Errorf("models imports %s; it has the standard library only", imported)
			}
			if listed(pure, p.path()) && listed(impure, imported) {
				t.Errorf("%s is pure and must not import %s", p.path(), imported)
			}
		}
	}
}

func TestEveryPackageIsDocumented(t *testing.T) {
	for _, p := range packages(t) {
		if p.Doc == "" && !strings.HasPrefix(p.path(), "graph/generated") && !strings.HasPrefix(p.path(), "graph/model") {
			t.Errorf("%s has no package comment", p.path())
		}
	}
}
