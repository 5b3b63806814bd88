// Package web serves the pages of Throughline: the stories, their timelines,
// the events with their evidence, the articles, a form for drafts, and GraphiQL. All it shows comes
// from the GraphQL operations in queries/, run in process; it has nothing that
// another client could not ask for. The pages need no script and load nothing
// from elsewhere.
package web

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/throughline-news/throughline/graph"
)

// The Content-Security-Policy of the pages, and of GraphiQL, whose dialogs add
// style elements and whose style sheet has its fonts in it.
const (
	pagePolicy     = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
	graphiqlPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)

//go:embed queries templates
var files embed.FS

// site is what the pages are made of.
type site struct {
	api       *graph.Handler
	log       *slog.Logger
	templates map[string]*template.Template
	queries   map[string]string
}

// New returns the handler of the pages, which asks api for what they show.
func New(api *graph.Handler, log *slog.Logger) (http.Handler, error) {
	s := &site{api: api, log: log, templates: map[string]*template.Template{}, queries: map[string]string{}}
	for _, name := range []string{"stories", "story", "event", "article", "search", "draft", "problem"} {
		t, err := template.New("layout.html").Funcs(functions).ParseFS(files, "templates/layout.html", "templates/parts.html", "templates/"+name+".html")
		if err != nil {
			return nil, fmt.Errorf("web: read page %s: %w", name, err)
		}
		s.templates[name] = t
		if name == "problem" {
			continue
		}
		query, err := files.ReadFile("queries/" + name + ".graphql")
		if err != nil {
			return nil, fmt.Errorf("web: read query %s: %w", name, err)
		}
		s.queries[name] = string(query)
	}
	assets, err := newAssets()
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.stories)
	mux.HandleFunc("GET /search", s.search)
	mux.HandleFunc("GET /draft", s.emptyDraft)
	mux.Handle("POST /draft", http.NewCrossOriginProtection().Handler(http.HandlerFunc(s.draft))) // no other site may have drafts read
	mux.HandleFunc("GET /stories/{id}", s.story)
	mux.HandleFunc("GET /events/{id}", s.event)
	mux.HandleFunc("GET /articles/{id}", s.article)
	mux.HandleFunc("GET /graphiql", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", graphiqlPolicy)
		assets.serve(w, r, "graphiql/index.html")
	})
	mux.HandleFunc("GET /graphiql/{file}", func(w http.ResponseWriter, r *http.Request) { s.asset(w, r, assets, "graphiql/") })
	mux.HandleFunc("GET /static/{file}", func(w http.ResponseWriter, r *http.Request) { s.asset(w, r, assets, "static/") })
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) { s.problem(w, r, http.StatusNotFound, "") })
	return secured(mux), nil
}

// secured sets the headers that every answer has.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", pagePolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

func (s *site) asset(w http.ResponseWriter, r *http.Request, assets assets, folder string) {
	if name := folder + r.PathValue("file"); name == "graphiql/index.html" || !assets.serve(w, r, name) {
		s.problem(w, r, http.StatusNotFound, "")
	}
}

// layout is what a template is given: Page is the page's own part.
type layout struct {
	Title string
	Text  string // in the search box
	Page  any
}

// show writes a page; a template that fails shows nothing half done.
func (s *site) show(w http.ResponseWriter, r *http.Request, status int, name string, l layout) {
	var body bytes.Buffer
	if err := s.templates[name].Execute(&body, l); err != nil {
		s.log.ErrorContext(r.Context(), "web: page failed", "page", name, "error", err)
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	// The browser is gone when this fails; there is nobody to tell.
	_, _ = w.Write(body.Bytes())
}

// ask runs a page's query. When there is no answer it shows why and returns false.
func (s *site) ask(w http.ResponseWriter, r *http.Request, name string, variables map[string]any, out any) bool {
	err := s.api.Query(r.Context(), s.queries[name], variables, out)
	if err == nil {
		return true
	}
	status, message := http.StatusInternalServerError, ""
	switch graph.Code(err) {
	case graph.CodeBadUserInput:
		status, message = http.StatusBadRequest, firstMessage(err)
	case graph.CodeForbidden:
		status, message = http.StatusForbidden, firstMessage(err)
	case graph.CodeConflict:
		status, message = http.StatusConflict, firstMessage(err)
	case graph.CodeTimeout:
		status, message = http.StatusGatewayTimeout, firstMessage(err)
	case graph.CodeInternal: // the API has logged it
	default:
		s.log.ErrorContext(r.Context(), "web: query failed", "query", name, "error", err)
	}
	s.problem(w, r, status, message)
	return false
}

// firstMessage is what the API says is wrong, which is fit to be shown.
func firstMessage(err error) string {
	var list gqlerror.List
	if errors.As(err, &list) && len(list) > 0 {
		return list[0].Message
	}
	return err.Error()
}

// problems are what the pages say when there is nothing to show.
var problems = map[int]string{
	http.StatusNotFound:            "There is nothing at this address.",
	http.StatusInternalServerError: "Something went wrong here. It has been noted.",
}

func (s *site) problem(w http.ResponseWriter, r *http.Request, status int, message string) {
	if message == "" {
		message = problems[status]
	}
	s.show(w, r, status, "problem", layout{Title: http.StatusText(status), Page: message})
}
