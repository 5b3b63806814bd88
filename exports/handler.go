package exports

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/etag"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// Server answers with exports.
type Server struct {
	Store   *store.Store
	Log     *slog.Logger
	Now     func() time.Time
	Version string // of the program: another may write otherwise
	// EmbedOn are the sites whose pages may show an embedded timeline, as
	// https://news.example; "*" is any, none is no site.
	EmbedOn []string
}

// valuesAnEvent is what an event of an export costs of a caller's budget: as many
// values as are written of it.
const valuesAnEvent = 20

// patience is how long a client may take to read one page of events.
const patience = 2 * time.Minute

// Routes are the patterns that the server answers, with their handlers:
// /stories/{story}/timeline.FORMAT, /agenda.FORMAT, /embed/{story} and /oembed.
func (s Server) Routes() map[string]http.Handler {
	routes := map[string]http.Handler{
		"GET /embed/{story}": http.HandlerFunc(s.embed),
		"GET /oembed":        http.HandlerFunc(s.oembed),
	}
	for _, f := range agendaFormats {
		routes["GET /agenda."+string(f)] = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.agenda(w, r, f) })
	}
	for _, f := range Served() {
		routes["GET /stories/{story}/timeline."+string(f)] = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.timeline(w, r, f) })
	}
	return routes
}

func (s Server) timeline(w http.ResponseWriter, r *http.Request, f Format) {
	filter, err := ParseFilter(r.URL.Query())
	if err != nil {
		s.refuse(w, r, err, http.StatusBadRequest)
		return
	}
	story, err := s.Store.StoryBySlugOrTitle(r.Context(), r.PathValue("story"))
	if err != nil {
		s.refuse(w, r, err, statusOf(err))
		return
	}
	s.send(w, r, delivery{format: f, name: story.Slug}, func(a *answer, o Options) error { return Timeline(r.Context(), a, s.Store, story, filter, o) })
}

func (s Server) agenda(w http.ResponseWriter, r *http.Request, f Format) {
	filter, err := ParseFilter(r.URL.Query())
	if err == nil && filter.Key > 0 {
		err = errors.New("key: only of a story's timeline")
	}
	if err != nil {
		s.refuse(w, r, err, http.StatusBadRequest)
		return
	}
	s.send(w, r, delivery{format: f, name: "agenda"}, func(a *answer, o Options) error { return Agenda(r.Context(), a, s.Store, filter, o) })
}

// delivery says how an export is sent.
type delivery struct {
	format Format
	name   string // of the file, without the format
	framed bool   // other sites may show it in a frame
}

// keepFor is how many seconds anybody may show an embedded timeline before asking
// whether it still holds: a page that many read asks for it once a minute.
const keepFor = 60

// cacheFor is the Cache-Control of what other sites show: what is for everyone may
// be kept between the server and its readers.
func cacheFor(r *http.Request) string {
	if c, known := access.From(r.Context()); known && c.Name != access.Anonymous {
		return "private, no-cache"
	}
	return fmt.Sprintf("public, max-age=%d", keepFor)
}

// send answers with what write writes, or that the client's copy still holds.
func (s Server) send(w http.ResponseWriter, r *http.Request, d delivery, write func(*answer, Options) error) {
	tag, err := s.tag(r)
	if err != nil {
		s.refuse(w, r, err, http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", "private, no-cache") // keep it, and ask each time whether it still holds
	if d.framed {
		h.Set("Cache-Control", cacheFor(r))
	}
	h.Add("Vary", "Authorization")
	h.Set("X-Content-Type-Options", "nosniff")
	if etag.In(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	release, ok := access.Hold(r.Context())
	if !ok {
		s.refuse(w, r, errors.New("too many exports at once: wait until one has ended"), http.StatusTooManyRequests)
		return
	}
	defer release()
	a := &answer{ResponseWriter: w, delivery: d, ancestors: "'none'"}
	if d.framed {
		a.ancestors = s.ancestors()
	}
	if r.Method == http.MethodHead {
		a.start()
		return
	}
	control := http.NewResponseController(w)
	base := access.BaseOf(r)
	err = write(a, Options{Format: d.format, Self: base + r.URL.RequestURI(),
		Links: func(id string) string { return base + "/events/" + url.PathEscape(id) },
		Paged: func(events int) {
			access.Spend(r.Context(), valuesAnEvent*events)
			// A recorder has no deadline to move; on a connection that is gone the next write fails.
			_ = control.SetWriteDeadline(s.Now().Add(patience))
		}})
	switch {
	case err == nil && !a.started: // there was nothing to write
		a.start()
	case err == nil:
	case !a.started:
		s.refuse(w, r, err, statusOf(err))
	default: // the client must not take what it has for the whole
		if r.Context().Err() == nil {
			s.Log.ErrorContext(r.Context(), "exports: cut short", "error", err)
		}
		panic(http.ErrAbortHandler)
	}
}

// tag names the answer by all that it follows from: the address, the last change
// of the journal, and the day, on which plans may become overdue.
func (s Server) tag(r *http.Request) (string, error) {
	head, err := s.Store.Head(r.Context())
	if err != nil {
		return "", err
	}
	day := models.DayOf(s.Store.Now())
	return etag.Of(fmt.Appendf(nil, "%s %s%s?%s %d %s", s.Version, access.BaseOf(r), r.URL.Path, r.URL.Query().Encode(), head, day)), nil
}

// answer is a response whose headers are sent with its first byte.
type answer struct {
	http.ResponseWriter
	delivery
	ancestors string // whose pages may show it in a frame
	started   bool
}

func (a *answer) start() {
	a.started = true
	h := a.Header()
	k := kinds[a.format]
	h.Set("Content-Type", k.mediaType)
	h.Set("Content-Disposition", `inline; filename="`+url.PathEscape(a.name+"."+string(a.format))+`"`)
	// A browser shows it, but nothing in it runs.
	h.Set("Content-Security-Policy", cmp.Or(k.policy, "default-src 'none'; sandbox")+"; frame-ancestors "+a.ancestors)
	if a.framed { // also on pages that let nothing in but what allows it
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		h.Set("Cross-Origin-Embedder-Policy", "require-corp")
	} else {
		h.Set("X-Frame-Options", "DENY")
	}
	a.WriteHeader(http.StatusOK)
}

// Write is io.Writer's.
func (a *answer) Write(p []byte) (int, error) {
	if !a.started {
		a.start()
	}
	return a.ResponseWriter.Write(p)
}

func statusOf(err error) int {
	switch {
	case errors.Is(err, store.ErrNotFound):
		return http.StatusNotFound
	case errors.Is(err, store.ErrConflict):
		return http.StatusConflict
	case errors.Is(err, store.ErrInvalid):
		return http.StatusBadRequest
	}
	return http.StatusInternalServerError
}

// refuse says in one line what is wrong. What is our fault is logged and not shown.
func (s Server) refuse(w http.ResponseWriter, r *http.Request, err error, status int) {
	message := ""
	if err != nil {
		message = err.Error()
	}
	if bad := (store.BadValue{}); errors.As(err, &bad) {
		message = bad.Error()
	}
	switch status {
	case http.StatusInternalServerError:
		if r.Context().Err() == nil {
			s.Log.ErrorContext(r.Context(), "exports: internal error", "error", err)
		}
		message = "internal error"
	case http.StatusNotFound:
		message = "there is no such story"
	}
	h := w.Header()
	h.Del("ETag")
	h.Set("Cache-Control", "no-store")
	http.Error(w, message, status)
}
