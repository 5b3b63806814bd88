package exports

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/throughline-news/throughline/access"
	"github.com/throughline-news/throughline/frame"
	"github.com/throughline-news/throughline/store"
)

// usualEntries is how many events an embedded timeline shows unless told
// otherwise: as many as a reader of another text takes in.
const usualEntries = 20

// excerpt is what an embedded timeline shows.
type excerpt struct {
	filter store.EventFilter
	first  int
	latest bool
	theme  string
}

// parseExcerpt reads the parameters of an embedded timeline: those of a filter;
// `first`, how many entries at most; `orderBy`, earliestFirst or latestFirst; and
// `theme`, light or dark. Without first, key and orderBy it is of the most important events.
func parseExcerpt(query url.Values) (excerpt, error) {
	x := excerpt{first: usualEntries}
	rest := url.Values{}
	for name, values := range query {
		var err error
		switch name {
		case "first":
			err = one(values, &x.first, upTo(store.MaxFirst))
		case "orderBy":
			err = one(values, &x.latest, func(s string) (bool, error) {
				return s == string(store.LatestFirst), oneOf(s, string(store.EarliestFirst), string(store.LatestFirst))
			})
		case "theme":
			err = one(values, &x.theme, func(s string) (string, error) { return s, oneOf(s, "light", "dark") })
		default:
			rest[name] = values
		}
		if err != nil {
			return x, errors.New(name + ": " + err.Error())
		}
	}
	var err error
	if x.filter, err = ParseFilter(rest); err != nil {
		return x, err
	}
	switch {
	case x.latest && x.filter.Key > 0:
		return x, errors.New("key: not with orderBy=latestFirst")
	case !query.Has("first") && !query.Has("orderBy") && x.filter.Key == 0:
		x.filter.Key = usualEntries
	case !query.Has("first") && x.filter.Key > 0:
		x.first = min(x.filter.Key, store.MaxFirst)
	}
	return x, nil
}

// embed answers with a timeline to be shown in a frame on a page of another site.
func (s Server) embed(w http.ResponseWriter, r *http.Request) {
	x, err := parseExcerpt(r.URL.Query())
	if err != nil {
		s.refuse(w, r, err, http.StatusBadRequest)
		return
	}
	story, err := s.Store.StoryBySlugOrTitle(r.Context(), r.PathValue("story"))
	if err != nil {
		s.refuse(w, r, err, statusOf(err))
		return
	}
	if asked := r.PathValue("story"); asked != story.Slug && asked != story.ID { // merged, or named by its title
		w.Header().Set("Cache-Control", "no-cache")
		http.Redirect(w, r, frame.Path(story.Slug, r.URL.Query()), http.StatusFound) // #nosec G710 -- a path of this server
		return
	}
	base := access.BaseOf(r)
	page := Page{Theme: x.theme, Story: base + "/stories/" + url.PathEscape(story.Slug), OEmbed: frame.OEmbed(base, base+frame.Path(story.Slug, r.URL.Query()))}
	s.send(w, r, delivery{format: HTML, name: story.Slug, framed: true}, func(a *answer, o Options) error {
		o.First, o.Latest, o.Page = x.first, x.latest, page
		return Timeline(r.Context(), a, s.Store, story, x.filter, o)
	})
}

// ancestors says whose pages may show an embedded timeline, as a
// Content-Security-Policy has it.
func (s Server) ancestors() string {
	if len(s.EmbedOn) == 0 {
		return "'none'"
	}
	return strings.Join(s.EmbedOn, " ")
}
