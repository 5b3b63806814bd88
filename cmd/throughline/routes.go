package main

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/exports"
	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/web"
)

// routes says what serve answers: GraphQL at /graphql, timelines and the agenda as
// files and in frames at addresses of their own, and the pages everywhere else, for
// whom the gate lets in; and to anyone whether it is in health at /healthz.
func routes(st *store.Store, api *graph.Handler, gate *access.Gate, embedOn []string, log *slog.Logger) (http.Handler, error) {
	pages, err := web.New(api, log)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) { health(w, r, st, log) })
	mux.Handle("/graphql", gate.Wrap(api))
	files := exports.Server{Store: st, Log: log, Now: time.Now, Version: version(), EmbedOn: embedOn}
	for pattern, handler := range files.Routes() {
		mux.Handle(pattern, gate.Wrap(handler))
	}
	mux.Handle("/", gate.Wrap(pages))
	return mux, nil
}

// health tells a load balancer whether the database can be reached.
func health(w http.ResponseWriter, r *http.Request, st *store.Store, log *slog.Logger) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	answer := "ok\n"
	if err := st.Ping(ctx); err != nil {
		log.ErrorContext(ctx, "health", "error", err)
		w.WriteHeader(http.StatusServiceUnavailable)
		answer = "the database cannot be reached\n"
	}
	// The client is gone when this fails; there is nobody to tell.
	_, _ = io.WriteString(w, answer)
}
