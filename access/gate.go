package access

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/throughline-news/throughline/models"
)

// Options say whom a Gate lets in.
type Options struct {
	// Token finds a token by the hash of its secret; ErrNoToken when there is none.
	Token func(ctx context.Context, hash string) (models.Token, error)
	// Anonymous is what callers without a token may do; empty: nothing.
	Anonymous models.Scope
	// Hosts are the names, without ports, that the server is reached by; none:
	// any. With names given a page elsewhere cannot reach the server by a name of
	// its own that leads here (DNS rebinding).
	Hosts []string
	// Origins are the sites whose pages may use the server from a browser, as
	// https://news.example; "*" is any.
	Origins []string
	// Budget is how many values a caller's queries may find in a minute; 0: any.
	Budget int
	Now    func() time.Time
	Log    *slog.Logger
}

// ErrNoToken says that no token has the secret that was given.
var ErrNoToken = errors.New("no such token")

// Codes of what a Gate refuses, in extensions.code as in every answer of the API.
const (
	CodeUnauthenticated = "UNAUTHENTICATED"     // no token, or one that lets nobody in
	CodeForbidden       = "FORBIDDEN"           // the caller may not do this
	CodeRateLimited     = "RATE_LIMITED"        // the budget is spent; retryAfter says for how long
	CodeMisdirected     = "MISDIRECTED_REQUEST" // a name that the server does not go by
	codeInternal        = "INTERNAL"
)

// Gate lets requests in, each with its Caller.
type Gate struct {
	Options
	budgets *budgets // nil: nothing is counted
	streams streams
}

// NewGate checks the options.
func NewGate(o Options) (*Gate, error) {
	if o.Anonymous != "" && !o.Anonymous.Known() {
		return nil, fmt.Errorf("scope %q: expected read, edit or admin", o.Anonymous)
	}
	for _, origin := range o.Origins {
		if origin != "*" && !IsOrigin(origin) {
			return nil, fmt.Errorf("origin %q: expected a scheme and a host, as https://news.example, or *", origin)
		}
	}
	g := &Gate{Options: o, streams: streams{open: map[string]int{}}}
	if o.Budget > 0 {
		var err error
		if g.budgets, err = newBudgets(o.Budget, o.Now); err != nil {
			return nil, fmt.Errorf("access: %w", err)
		}
	}
	return g, nil
}

// IsOrigin tells whether s is a scheme and a host, as https://news.example, and no more.
func IsOrigin(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Host != "" && u.Scheme+"://"+u.Host == s && !strings.ContainsAny(s, " ;,'*")
}

// Wrap returns a handler that hands on what may come in. The request's context
// says who it is from.
func (g *Gate) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !g.servesHost(r.Host) {
			refuse(w, http.StatusMisdirectedRequest, CodeMisdirected, "this server does not go by the name "+nameOf(r.Host), 0)
			return
		}
		if preflight := g.cors(w, r); preflight {
			return
		}
		caller, err := g.caller(r)
		if err != nil {
			g.refuseCaller(w, r, err)
			return
		}
		if g.budgets != nil && !isUpgrade(r) {
			if wait := g.budgets.wait(caller.key); wait > 0 {
				g.budgets.tell(w.Header(), caller.key)
				refuse(w, http.StatusTooManyRequests, CodeRateLimited, "the budget of this minute is spent: wait "+seconds(wait)+" s", wait)
				return
			}
			caller.spend = func(amount int) {
				g.budgets.spend(caller.key, amount)
				g.budgets.tell(w.Header(), caller.key)
			}
			caller.wait = nil
			caller.spend(1)
		}
		next.ServeHTTP(w, r.WithContext(With(r.Context(), caller)))
	})
}

// servesHost tells whether the server goes by the name in a Host header.
func (g *Gate) servesHost(host string) bool {
	return len(g.Hosts) == 0 || slices.Contains(g.Hosts, nameOf(host))
}

// nameOf is a Host header without its port.
func nameOf(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.Trim(host, "[]"))
}

// unauthenticated is a request that must bring a token that lets it in.
type unauthenticated string

func (e unauthenticated) Error() string { return string(e) }

// caller finds out who sent a request: the token is given as
// "Authorization: Bearer SECRET", or as the password of Basic authentication,
// which browsers can ask for.
func (g *Gate) caller(r *http.Request) (Caller, error) {
	header := r.Header.Get("Authorization")
	if header == "" {
		if g.Anonymous == "" && !isUpgrade(r) {
			return Caller{}, unauthenticated("a token is needed here: send it as Authorization: Bearer SECRET")
		}
		return g.anonymous(r), nil
	}
	kind, secret, _ := strings.Cut(header, " ")
	if _, password, ok := r.BasicAuth(); ok {
		secret = password
	} else if !strings.EqualFold(kind, "Bearer") {
		return Caller{}, unauthenticated("a token is sent as Authorization: Bearer SECRET")
	}
	return g.Authenticate(r.Context(), strings.TrimSpace(secret))
}

// Authenticate returns the caller that a secret stands for.
func (g *Gate) Authenticate(ctx context.Context, secret string) (Caller, error) {
	token, err := g.Token(ctx, Hash(secret))
	if errors.Is(err, ErrNoToken) {
		return Caller{}, unauthenticated("no token has this secret")
	} else if err != nil {
		return Caller{}, err
	}
	if why := refusal(token, g.Now()); why != "" {
		return Caller{}, unauthenticated(why)
	}
	return g.connected(Caller{Name: token.Name, Scope: token.Scope, key: token.ID}), nil
}

// isUpgrade tells whether a request opens a WebSocket. Browsers send no token with
// it: the first message does.
func isUpgrade(r *http.Request) bool {
	return strings.EqualFold(r.Header.Get("Upgrade"), "websocket")
}

// connected lets a caller spend and hold streams over an open connection.
func (g *Gate) connected(c Caller) Caller {
	c.hold = func() (func(), bool) { return g.streams.take(c.key) }
	if g.budgets != nil {
		c.spend = func(amount int) { g.budgets.spend(c.key, amount) }
		c.wait = func() time.Duration { return g.budgets.wait(c.key) }
	}
	return c
}

func (g *Gate) anonymous(r *http.Request) Caller {
	address, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		address = r.RemoteAddr
	}
	return g.connected(Caller{Name: Anonymous, Scope: g.Anonymous, key: address})
}

func (g *Gate) refuseCaller(w http.ResponseWriter, r *http.Request, err error) {
	var missing unauthenticated
	if errors.As(err, &missing) {
		w.Header().Add("WWW-Authenticate", `Bearer realm="throughline"`)
		w.Header().Add("WWW-Authenticate", `Basic realm="throughline"`)
		refuse(w, http.StatusUnauthorized, CodeUnauthenticated, err.Error(), 0)
		return
	}
	g.Log.ErrorContext(r.Context(), "access: find the token", "error", err)
	refuse(w, http.StatusInternalServerError, codeInternal, "internal error", 0)
}

// cors tells a browser whether a page of another site may use the server, and
// answers the question that a browser asks before it sends such a request.
func (g *Gate) cors(w http.ResponseWriter, r *http.Request) (preflight bool) {
	origin := r.Header.Get("Origin")
	if origin == "" || len(g.Origins) == 0 {
		return false
	}
	h := w.Header()
	h.Add("Vary", "Origin")
	if !g.AllowsOrigin(origin) {
		return false
	}
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", "ETag, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After")
	if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
		return false
	}
	h.Set("Access-Control-Allow-Methods", "GET, HEAD, POST")
	h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, If-None-Match, Last-Event-ID")
	h.Set("Access-Control-Max-Age", "3600")
	w.WriteHeader(http.StatusNoContent)
	return true
}

// AllowsOrigin tells whether pages of that site may use the server.
func (g *Gate) AllowsOrigin(origin string) bool {
	return slices.Contains(g.Origins, "*") || slices.Contains(g.Origins, origin)
}

// refuse answers in the form of every error of the API.
func refuse(w http.ResponseWriter, status int, code, message string, wait time.Duration) {
	extensions := map[string]any{"code": code}
	if wait > 0 {
		w.Header().Set("Retry-After", seconds(wait))
		extensions["retryAfter"] = json.Number(seconds(wait))
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	// The client is gone when this fails; there is nobody to tell.
	_ = json.NewEncoder(w).Encode(map[string]any{"errors": []any{map[string]any{"message": message, "extensions": extensions}}})
}
