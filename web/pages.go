package web

import (
	"net/http"
	"strings"

	"github.com/throughline-news/throughline/access"
)

// given returns the parameters of the address that are not blank, as variables.
func given(r *http.Request, names ...string) map[string]any {
	out := map[string]any{}
	for _, name := range names {
		if v := strings.TrimSpace(r.URL.Query().Get(name)); v != "" {
			out[name] = v
		}
	}
	return out
}

func (s *site) stories(w http.ResponseWriter, r *http.Request) {
	var answer struct {
		Tracked, Found list[story]
		Stats          struct{ Articles, Events, Stories, Sources int }
	}
	if !s.ask(w, r, "stories", given(r, "after"), &answer) {
		return
	}
	s.show(w, r, http.StatusOK, "stories", layout{Title: "Stories", Page: map[string]any{
		"Tracked": answer.Tracked, "Found": answer.Found, "Stats": answer.Stats,
		"Next": next(r, answer.Found.PageInfo), "First": first(r),
	}})
}

func (s *site) search(w http.ResponseWriter, r *http.Request) {
	text := strings.TrimSpace(r.URL.Query().Get("text"))
	if text == "" {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	var answer struct{ Search list[hit] }
	if !s.ask(w, r, "search", given(r, "text", "after"), &answer) {
		return
	}
	s.show(w, r, http.StatusOK, "search", layout{Title: "Search", Text: text, Page: map[string]any{
		"Hits": answer.Search, "Next": next(r, answer.Search.PageInfo),
	}})
}

func (s *site) story(w http.ResponseWriter, r *http.Request) {
	filter := given(r, "from", "to", "text")
	variables := given(r, "after")
	variables["id"], variables["filter"] = r.PathValue("id"), filter
	var answer struct{ Story *story }
	if !s.ask(w, r, "story", variables, &answer) {
		return
	}
	if answer.Story == nil {
		s.problem(w, r, http.StatusNotFound, "There is no such story.")
		return
	}
	s.show(w, r, http.StatusOK, "story", layout{Title: answer.Story.Title, Page: map[string]any{
		"Story": answer.Story, "Filter": filter,
		"Next": next(r, answer.Story.Timeline.PageInfo), "First": first(r),
		"Elsewhere": elsewhere(access.BaseOf(r), answer.Story.Story, filter),
	}})
}

func (s *site) event(w http.ResponseWriter, r *http.Request) {
	var answer struct{ Event *event }
	if !s.ask(w, r, "event", map[string]any{"id": r.PathValue("id")}, &answer) {
		return
	}
	if answer.Event == nil {
		s.problem(w, r, http.StatusNotFound, "There is no such event.")
		return
	}
	s.show(w, r, http.StatusOK, "event", layout{Title: answer.Event.Summary, Page: answer.Event})
}

func (s *site) article(w http.ResponseWriter, r *http.Request) {
	var answer struct{ Article *article }
	if !s.ask(w, r, "article", map[string]any{"id": r.PathValue("id")}, &answer) {
		return
	}
	a := answer.Article
	if a == nil {
		s.problem(w, r, http.StatusNotFound, "There is no such article.")
		return
	}
	s.show(w, r, http.StatusOK, "article", layout{Title: a.Name(), Page: map[string]any{
		"Article": a, "Pieces": marked(a.Text, a.Mentions),
	}})
}

// next is the address of the page after this one, "" when this is the last.
func next(r *http.Request, info pageInfo) string {
	if !info.HasNextPage {
		return ""
	}
	query := r.URL.Query()
	query.Set("after", info.EndCursor)
	return "?" + query.Encode()
}

// first is the address of the first page, "" when this is it.
func first(r *http.Request) string {
	query := r.URL.Query()
	if !query.Has("after") {
		return ""
	}
	query.Del("after")
	return r.URL.EscapedPath() + "?" + query.Encode()
}
