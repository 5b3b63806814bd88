package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/models"
)

// ServeHTTP answers queries by GET, all operations by POST, and subscriptions as
// server-sent events or over a WebSocket. A request of which nothing says who it is
// from may only ask.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx := overHTTP(graphql.StartOperationTrace(r.Context()))
	if _, known := access.From(ctx); !known {
		ctx = access.With(ctx, access.Caller{Name: access.Anonymous, Scope: models.ScopeRead})
	}
	w.Header().Set("X-Content-Type-Options", "nosniff")
	switch {
	case r.Header.Get("Upgrade") != "":
		h.webSocket(w, r.WithContext(ctx))
	case r.Method == http.MethodGet || r.Method == http.MethodHead:
		h.get(w, r.WithContext(onlyQueries(ctx)))
	case r.Method == http.MethodPost:
		h.post(w, r.WithContext(ctx))
	default:
		w.Header().Set("Allow", "GET, HEAD, POST")
		refuse(w, http.StatusMethodNotAllowed, CodeBadRequest, "a GraphQL request is a GET or a POST")
	}
}

func (h *Handler) get(w http.ResponseWriter, r *http.Request) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		refuse(w, http.StatusBadRequest, CodeBadRequest, "the address cannot be read")
		return
	}
	params := &graphql.RawParams{Query: query.Get("query"), OperationName: query.Get("operationName")}
	for name, object := range map[string]*map[string]any{"variables": &params.Variables, "extensions": &params.Extensions} {
		if value := query.Get(name); value != "" && (!isObject([]byte(value)) || decode([]byte(value), object) != nil) {
			refuse(w, http.StatusBadRequest, CodeBadRequest, name+" is not a JSON object")
			return
		}
	}
	if wantsStream(r) {
		h.stream(w, r, params)
		return
	}
	answer := &buffered{ResponseWriter: w, status: http.StatusOK}
	h.respond(answer, r, params)
	answer.send(r)
}

// post answers only requests that a page of another origin cannot send: those
// with a body of JSON, and without a browser's word that they come from there.
func (h *Handler) post(w http.ResponseWriter, r *http.Request) {
	if err := http.NewCrossOriginProtection().Check(r); err != nil && (h.trusts == nil || !h.trusts(r.Header.Get("Origin"))) {
		refuse(w, http.StatusForbidden, CodeForbidden, "a page of another origin may not send this")
		return
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		refuse(w, http.StatusUnsupportedMediaType, CodeBadRequest, "a POST has the Content-Type application/json")
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, h.maxBody))
	if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
		refuse(w, http.StatusRequestEntityTooLarge, CodeTooLarge, "the request is larger than the limit of this server")
		return
	} else if err != nil {
		refuse(w, http.StatusBadRequest, CodeBadRequest, "the request could not be read")
		return
	}
	if !isObject(body) {
		refuse(w, http.StatusBadRequest, CodeBadRequest, "the request is not a JSON object")
		return
	}
	params := new(graphql.RawParams)
	if err := decode(body, params); err != nil {
		refuse(w, http.StatusBadRequest, CodeBadRequest, "the request is no GraphQL request: its query is a text, its variables an object")
		return
	}
	if wantsStream(r) {
		h.stream(w, r, params)
		return
	}
	h.respond(w, r, params)
}

// isObject tells whether raw is one JSON object.
func isObject(raw []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(raw, " \t\r\n"), []byte("{")) && json.Valid(raw)
}

// decode reads JSON without cutting numbers to floats.
func decode(raw []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	return d.Decode(into)
}

// The media types of an answer, as GraphQL over HTTP has them.
const (
	typeJSON    = "application/json"
	typeGraphQL = "application/graphql-response+json"
)

// respond runs one operation and writes its answer.
func (h *Handler) respond(w http.ResponseWriter, r *http.Request, params *graphql.RawParams) {
	ctx, kind := r.Context(), accepted(r.Header.Get("Accept"))
	params.Headers = r.Header
	w.Header().Set("Content-Type", kind)
	op, errs := h.exec.CreateOperationContext(ctx, params)
	if errs == nil {
		answers, ctx := h.exec.DispatchOperation(ctx, op)
		write(w, answers(ctx))
		return
	}
	if errcode.GetErrorKind(errs) == errcode.KindProtocol {
		status := http.StatusUnprocessableEntity
		if kind == typeGraphQL {
			status = http.StatusBadRequest
		}
		w.WriteHeader(status)
	}
	write(w, h.exec.DispatchError(graphql.WithOperationContext(ctx, op), errs))
}

// accepted is the media type of an answer to one who accepts these: the first that
// is known.
func accepted(accept string) string {
	for part := range strings.SplitSeq(accept, ",") {
		switch kind, _, _ := mime.ParseMediaType(part); kind {
		case "", "*/*", "application/*", typeJSON:
			return typeJSON
		case typeGraphQL:
			return typeGraphQL
		}
	}
	return typeGraphQL
}

// write writes an answer. Its data are JSON already: encoding/json would go through
// all of them once more.
func write(w io.Writer, answer *graphql.Response) {
	before := "{"
	member := func(name string, value []byte) {
		_, _ = io.WriteString(w, before+`"`+name+`":`) // the client is gone when this fails; there is nobody to tell
		_, _ = w.Write(value)
		before = ","
	}
	if len(answer.Errors) > 0 {
		member("errors", encoded(answer.Errors))
	}
	if answer.Data == nil {
		answer.Data = json.RawMessage("null")
	}
	member("data", answer.Data)
	if answer.HasNext != nil {
		member("hasNext", encoded(answer.HasNext))
	}
	if len(answer.Extensions) > 0 {
		member("extensions", encoded(answer.Extensions))
	}
	_, _ = io.WriteString(w, "}")
}

// encoded is a part of an answer other than its data, which this program has made of
// what always has a JSON form.
func encoded(part any) []byte {
	raw, _ := json.Marshal(part)
	return raw
}

// refuse answers what is no GraphQL request.
func refuse(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", typeJSON)
	w.WriteHeader(status)
	write(w, &graphql.Response{Errors: gqlerror.List{{Message: message, Extensions: map[string]any{"code": code}}}})
}
