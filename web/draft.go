package web

import (
	"html/template"
	"net/http"
	"strings"
)

// longestForm is how many bytes a form may have: those of the longest draft, each
// of them escaped.
const longestForm = 1 << 20

func (s *site) emptyDraft(w http.ResponseWriter, r *http.Request) {
	s.show(w, r, http.StatusOK, "draft", layout{Title: "Check a draft", Page: map[string]any{"Draft": "", "Date": "", "Answer": nil}})
}

// draft shows the background of a draft below it.
func (s *site) draft(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, longestForm)
	if err := r.ParseForm(); err != nil {
		s.problem(w, r, http.StatusBadRequest, "The form could not be read; a draft has at most 200,000 bytes.")
		return
	}
	draft, date := r.PostForm.Get("draft"), strings.TrimSpace(r.PostForm.Get("date"))
	variables := map[string]any{"text": draft}
	if date != "" {
		variables["date"] = date
	}
	var answer struct{ Background struct{ HTML string } }
	if !s.ask(w, r, "draft", variables, &answer) {
		return
	}
	s.show(w, r, http.StatusOK, "draft", layout{Title: "Check a draft", Page: map[string]any{
		"Draft": draft, "Date": date, "Answer": template.HTML(answer.Background.HTML), //nolint:gosec // the API escapes what it makes to paste
	}})
}
