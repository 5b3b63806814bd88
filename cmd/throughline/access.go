package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/graph"
	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/store"
)

// accessFlags say who may use the server, and how much of it.
type accessFlags struct {
	Anonymous       string        `enum:"auto,none,read,edit" default:"auto" help:"What callers without a token may do: none, read or edit. auto: edit on a loopback address, read elsewhere."`
	Host            []string      `help:"Names the server is reached by, without ports. Default: on a loopback address localhost and that address, elsewhere any." placeholder:"NAME"`
	Origin          []string      `help:"Sites whose pages may use the API from a browser, as https://news.example; * is any." placeholder:"ORIGIN"`
	EmbedOn         []string      `default:"*" help:"Sites whose pages may show timelines in a frame (/embed), as https://news.example; * is any, none is no site." placeholder:"ORIGIN"`
	Budget          int           `default:"3000000" help:"Values that the queries of one caller may find in a minute; 0: any number."`
	Timeout         time.Duration `default:"30s" help:"How long one answer may take."`
	NoIntrospection bool          `help:"Refuse questions about the schema; GraphiQL then knows no fields."`
	AllowList       string        `help:"Answer only the queries in this folder's .graphql files." placeholder:"FOLDER"`
}

// gate is what requests must pass on their way to a server on this address.
func (f accessFlags) gate(addr string, st *store.Store, log *slog.Logger) (*access.Gate, error) {
	loopback, name := isLoopback(addr)
	anonymous := models.Scope(f.Anonymous)
	switch {
	case anonymous == "none":
		anonymous = ""
	case anonymous == "auto" && loopback:
		anonymous = models.ScopeEdit
	case anonymous == "auto":
		anonymous = models.ScopeRead
	}
	hosts := f.Host
	if len(hosts) == 0 && loopback {
		hosts = []string{"localhost", "127.0.0.1", "::1", name}
	}
	gate, err := access.NewGate(access.Options{
		Token: func(ctx context.Context, hash string) (models.Token, error) {
			token, err := st.TokenByHash(ctx, hash)
			if errors.Is(err, store.ErrNotFound) {
				err = access.ErrNoToken
			}
			return token, err
		},
		Anonymous: anonymous, Hosts: hosts, Origins: f.Origin, Budget: f.Budget, Now: time.Now, Log: log,
	})
	if err != nil {
		return nil, usageError{err}
	}
	return gate, nil
}

// isLoopback tells whether only this machine can reach an address, and the host
// in it.
func isLoopback(addr string) (bool, string) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false, ""
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback(), host
}

// embedOn are the sites whose pages may show timelines in a frame.
func (f accessFlags) embedOn() ([]string, error) {
	if slices.Equal(f.EmbedOn, []string{"none"}) {
		return nil, nil
	}
	for _, site := range f.EmbedOn {
		if site != "*" && !access.IsOrigin(site) {
			return nil, usageError{fmt.Errorf("--embed-on: %q (expected a scheme and a host, as https://news.example, * or none)", site)}
		}
	}
	return f.EmbedOn, nil
}

// options are the API's part of the flags.
func (f accessFlags) options(gate *access.Gate, log *slog.Logger) (graph.Options, error) {
	o := graph.Options{Log: log, Timeout: f.Timeout, NoIntrospection: f.NoIntrospection, Trusts: gate.AllowsOrigin, Authenticate: gate.Authenticate}
	if f.AllowList == "" {
		return o, nil
	}
	queries, err := readQueries(f.AllowList)
	if err == nil {
		o.Allowed, err = graph.NewAllowList(queries)
	}
	if err != nil {
		return o, usageError{fmt.Errorf("--allow-list: %w", err)}
	}
	return o, nil
}

// readQueries reads the .graphql files of a folder, one query each.
func readQueries(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var queries []string
	for _, entry := range entries {
		if entry.IsDir() || !strings.HasSuffix(entry.Name(), ".graphql") {
			continue
		}
		content, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			return nil, err
		}
		queries = append(queries, string(content))
	}
	if len(queries) == 0 {
		return nil, fmt.Errorf("%s has no .graphql files", folder)
	}
	return queries, nil
}
