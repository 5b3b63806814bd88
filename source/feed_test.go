package source

import (
	"strings"
	"testing"
)

func TestFeedNesting(t *testing.T) {
	rss := func(inside string) string {
		return `<rss version="2.0" xmlns:x="http://x.example/"><channel><title>Feed</title><item><title>Minister visits Accra</title>` + inside + `</item></channel></rss>`
	}
	deep := strings.Repeat("<x:a>", maxDepth) + strings.Repeat("</x:a>", maxDepth)
	tests := []struct {
		name, body string
		refused    bool
	}{
		{"many elements beside each other", rss(strings.Repeat("<x:a>1</x:a>", 2*maxDepth)), false},
		{"a few in each other", rss("<x:a><x:a><x:a>1</x:a></x:a></x:a>"), false},
		{"too many in each other", rss(deep), true},
		{"after a control character", rss("\x01" + deep), true},
		{"in another charset", `<?xml version="1.0" encoding="windows-1252"?>` + rss("<x:b>\x93</x:b>"+deep), true},
		{"never closed", strings.TrimSuffix(rss(strings.Repeat("<x:a>", 100*maxDepth)), "</item></channel></rss>"), true},
		{"pages inside JSON", `{"version":"https://jsonfeed.org/version/1.1","title":"Feed","items":[{"id":"1","title":"Minister visits Accra","content_html":"` + strings.Repeat("<br>", 2*maxDepth) + `"}]}`, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			articles, err := ParseFeed([]byte(tt.body))
			if refused := err != nil && strings.Contains(err.Error(), "nest deeper"); refused != tt.refused || !refused && len(articles) != 1 {
				t.Errorf("got %d articles, %v; want refused %v", len(articles), err, tt.refused)
			}
		})
	}
}

func TestFeedItemsNameTheirSource(t *testing.T) {
	tests := []struct{ name, body string }{
		{"RSS", `<rss version="2.0"><channel><title>Gathered</title>
			<item><title>Ferry held at Lamu</title><source url="https://wire.example/rss">Sample Wire</source></item>
			<item><title>Minister visits Accra</title></item></channel></rss>`},
		{"Atom", `<feed xmlns="http://www.w3.org/2005/Atom"><title>Gathered</title><id>x</id>
			<entry><id>1</id><title>Ferry held at Lamu</title><source><title>Sample Wire</title></source></entry>
			<entry><id>2</id><title>Minister visits Accra</title></entry></feed>`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			articles, err := ParseFeed([]byte(tt.body))
			if err != nil || len(articles) != 2 {
				t.Fatalf("got %d articles, %v", len(articles), err)
			}
			if got := []string{articles[0].Publisher, articles[1].Publisher}; got[0] != "Sample Wire" || got[1] != "Gathered" {
				t.Errorf("publishers are %q, want Sample Wire by the item's source, else that of the feed", got)
			}
		})
	}
}
