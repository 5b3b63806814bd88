package times

import (
	"strings"
	"testing"
)

// article has the mix of a news report: a few dates among many words.
const article = `Negotiators closed three days of talks in Geneva on Monday without a deal, officials said, and agreed to meet again on Friday.
The envoys had arrived on 14 November, two weeks after the previous round, which ended on Oct. 30. A senior diplomat who asked not to be named said that
the sides were closer than at any time since the ceasefire of August 2024, but that questions about prisoners, borders and the future of the port remained open.
In recent weeks both armies have moved heavy guns away from the river, and aid convoys have reached four towns that had been cut off for months.
The United Nations says more than 200,000 people left the region last year. Its representative will brief the Security Council early next week.
`

func BenchmarkFind(b *testing.B) {
	doc := parser.Parse("", article)
	b.SetBytes(int64(len(article)))
	b.ReportAllocs()
	for b.Loop() {
		Find(doc, published)
	}
}

// BenchmarkFindLength shows that the time per byte does not grow with the length.
func BenchmarkFindLength(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"700B", article},
		{"32KB", strings.Repeat(article+"\n", 32<<10/len(article))},
		{"1MB", strings.Repeat(article+"\n", 1<<20/len(article))},
		{"1MByears", strings.Repeat("1999 ", 1<<20/5)},
		{"32000brackets", strings.Repeat("(", 32000)},
	} {
		b.Run(c.name, func(b *testing.B) {
			doc := parser.Parse("", c.text)
			b.SetBytes(int64(len(c.text)))
			for b.Loop() {
				Find(doc, published)
			}
		})
	}
}
