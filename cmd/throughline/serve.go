package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/throughline-news/throughline/background"
	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/ingest"
	"github.com/throughline-news/throughline/source"
	"github.com/throughline-news/throughline/store"
	"github.com/throughline-news/throughline/webhook"
)

type serveCmd struct {
	database
	tables
	homeFlag
	accessFlags
	Addr         string   `default:"127.0.0.1:8080" help:"Address to listen on." placeholder:"HOST:PORT"`
	Published    string   `help:"Day of publication of texts that do not state theirs." placeholder:"DATE"`
	AllowPrivate bool     `help:"Allow feeds and webhooks on private networks and this machine."`
	Paths        []string `arg:"" optional:"" name:"path" help:"Files and folders to read first; http(s) URLs of feeds to follow."`
}

// Help is shown below the flags.
func (serveCmd) Help() string {
	return `Migrates the database, reads the given paths, follows the feeds, and serves until it is interrupted:
GraphQL at /graphql, GraphiQL at /graphiql, the stories at /.

Examples:
  throughline serve --db examples.db examples/
  throughline serve --addr 127.0.0.1:9000 https://example.org/feed.xml`
}

// Run serves until ctx ends.
func (c serveCmd) Run(ctx context.Context, std stdio) error {
	stated, err := source.ParseStated(c.Published)
	if err != nil {
		return usageError{fmt.Errorf("--published: %w", err)}
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", c.Addr) // before the work: a port in use is known at once
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w (choose another address with --addr)", c.Addr, err)
	}
	defer listener.Close()
	st, service, err := c.openService(ctx, c.tables, c.homeFlag, std.err)
	if err != nil {
		return err
	}
	defer st.Close()
	fetcher := source.NewFetcher(source.FetchOptions{AllowPrivate: c.AllowPrivate})
	var local, feeds []string
	for _, path := range c.Paths {
		if source.IsURL(path) {
			feeds = append(feeds, path)
		} else {
			local = append(local, path)
		}
	}
	summary, err := ingestAll(ctx, service, source.Opener{Stdin: std.in, Published: stated, Fetcher: fetcher}, local, std.err)
	if err != nil {
		return err
	}
	if err := service.Follow(ctx, feeds); err != nil {
		return err
	}
	totals, err := st.Counts(ctx)
	if err != nil {
		return err
	}
	printSummary(std.out, summary, totals)
	address := "http://" + listener.Addr().String()
	fmt.Fprintf(std.out, "\nstories   %s/\nGraphiQL  %s/graphiql\nGraphQL   %s/graphql\n", address, address, address)
	return c.serve(ctx, listener, st, service, fetcher, std)
}

func (c serveCmd) serve(ctx context.Context, listener net.Listener, st *store.Store, service *ingest.Service, fetcher *source.Fetcher, std stdio) error {
	log := newLog(std.err)
	gate, err := c.gate(c.Addr, st, log)
	if err != nil {
		return err
	}
	opts, err := c.options(gate, log)
	if err != nil {
		return err
	}
	api := graph.NewHandler(&graph.Resolver{Store: st, Ingest: service, Drafts: &background.Service{Store: st, Reader: service.Reader, Fetcher: fetcher}}, opts)
	embedOn, err := c.embedOn()
	if err != nil {
		return err
	}
	handler, err := routes(st, api, gate, embedOn, log)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute,
		WriteTimeout:      2 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    1 << 16,
	}
	server.RegisterOnShutdown(api.EndStreams)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	sender := webhook.Sender{Store: st, Query: api.Query, Now: time.Now, Log: log, Client: &http.Client{
		Transport:     source.Transport(c.AllowPrivate),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	go sender.Run(ctx)
	reviewed := make(chan struct{})
	go func() {
		defer close(reviewed)
		service.KeepReviewing(ctx)
	}()
	polled := make(chan error, 1)
	go func() { polled <- service.Poll(ctx, fetcher) }()
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		grace, done := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer done()
		stopped <- server.Shutdown(grace)
	}()
	err = server.Serve(listener)
	cancel()
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	<-reviewed
	return errors.Join(err, <-stopped, <-polled)
}
