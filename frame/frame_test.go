package frame

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// TestHTML reads the frame back as a page does that it is pasted into.
func TestHTML(t *testing.T) {
	title := `Talks "in" <Vienna> & 'elsewhere' onload="alert(1)"`
	address := "https://throughline.example" + Path("a b/ü", url.Values{"text": {`"><script>`}, "from": {"2026-01-01"}})
	nodes, err := html.ParseFragment(strings.NewReader(HTML(address, Title(title), 320, 200)), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil || len(nodes) != 1 || nodes[0].Data != "iframe" {
		t.Fatalf("got %v, %v", nodes, err)
	}
	got := map[string]string{}
	for _, a := range nodes[0].Attr {
		got[a.Key] = a.Val
	}
	want := map[string]string{"src": "https://throughline.example/embed/a%20b%2F%C3%BC?from=2026-01-01&text=%22%3E%3Cscript%3E", "title": "Timeline: " + title, "width": "320", "height": "200"}
	for name, value := range want {
		if got[name] != value {
			t.Errorf("%s is %q, want %q", name, got[name], value)
		}
	}
	if _, bad := got["onload"]; bad || strings.Contains(got["sandbox"], "allow-scripts") {
		t.Errorf("the frame may run scripts: %v", got)
	}
}

func TestOEmbed(t *testing.T) {
	u, err := url.Parse(OEmbed("http://127.0.0.1:8080", "http://127.0.0.1:8080/stories/x?text=a&b"))
	if err != nil || u.Path != "/oembed" || u.Query().Get("url") != "http://127.0.0.1:8080/stories/x?text=a&b" || u.Query().Get("format") != "json" {
		t.Errorf("got %v, %v", u, err)
	}
}
