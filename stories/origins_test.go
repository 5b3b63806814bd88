package stories

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

const (
	footer = "Sign up for our morning newsletter and get the day's news in your inbox before breakfast. Follow us on the usual channels for pictures and video from our reporters. " +
		"All rights reserved; this material may not be published, broadcast, rewritten or redistributed without permission of the publisher in writing."
	speech = "“We have made mistakes, and I am the first to say so. The river rose faster than anyone here had reckoned with, the pumps were old, the plans were older, and the people who live by the " +
		"water paid for what we left undone for twenty years. From tomorrow there will be a guard on every bridge, and before the summer a new dam of four metres from the mill to the harbour,” he said."
	twoParts = "“We have made mistakes, and I am the first to say so. The river rose faster than anyone here had reckoned with, the pumps were old and the plans were older.\n" +
		"“The people who live by the water paid for what we left undone for twenty years. From tomorrow there will be a guard on every bridge, and before the summer a new dam of four metres.”"
	harbour = "Dock workers at the northern harbour voted on Tuesday night to end a walkout of nine days after the port authority offered a raise of four percent and two more crews for the night shift. " +
		"The union's spokeswoman said that cranes would turn again from Wednesday noon, and that a list of safety demands would be taken up in May. Ships had waited in the bay since last week. " +
		"Traders in the region put the loss at several million, though the port authority gave no figure of its own and promised an account by the end of the month."
	budget = "Lawmakers in the capital passed a budget late on Tuesday that raises spending on schools and roads while cutting the subsidy for diesel, which farmers had defended with tractors before parliament. " +
		"The finance minister called it a compromise that nobody loves. The opposition announced that it would ask the constitutional court to look at the vote, which was held after midnight. " +
		"The measure takes effect in July unless the president sends it back."
)

func TestOrigins(t *testing.T) {
	tail := strings.Fields(harbour)
	half := strings.Join(tail[:len(tail)*7/10], " ")
	rewrite := strings.Join(tail[:len(tail)*4/10], " ") + " " + budget
	tests := []struct {
		name         string
		first, later models.Article
		want         bool
	}{
		{"a copy with another headline", models.Article{Title: "Port strike ends", Text: harbour}, models.Article{Title: "Cranes to turn again", Text: harbour}, true},
		{"a copy that is cut off", models.Article{Text: harbour}, models.Article{Text: half}, true},
		{"another report", models.Article{Text: harbour}, models.Article{Text: budget}, false},
		{"a copy a year later", models.Article{Text: harbour}, models.Article{Text: harbour, PublishedOn: "2026-03-04"}, false},
		{"a rewrite under the same credit", models.Article{Text: "LYTTELTON, March 4 (Sample Wire) - " + harbour}, models.Article{Text: "LYTTELTON, March 5 (Sample Wire) - " + rewrite}, true},
		{"the agency's own report and a rewrite", models.Article{Publisher: "Sample Wire", Text: harbour}, models.Article{Text: "LYTTELTON, March 5 (Sample Wire) - " + rewrite}, true},
		{"the same rewrite without a credit", models.Article{Publisher: "A", Text: harbour}, models.Article{Publisher: "B", Text: rewrite}, false},
		{"too short to tell", models.Article{Text: "Strike over."}, models.Article{Text: "Strike over."}, false},
		{"a copy cut to its first sentence and a half", models.Article{Text: harbour}, models.Article{Text: strings.Join(tail[:44], " ")}, true},
		{"a release in its own words and as it was sent out", models.Article{Publisher: "A", Text: harbour}, models.Article{Publisher: "B", Text: "The dispute in the port is over. " + strings.Join(tail[18:], " ")}, true},
		{"two reports that quote one speech", models.Article{Text: "The mayor answered on the steps of the town hall, where some forty people had waited since noon. " + speech + " Shops stayed shut."},
			models.Article{Text: "After a week of silence came an answer, read out from a sheet of paper in the evening news. " + speech + " Two parties want a new vote."}, false},
		{"the same with a speech of two paragraphs", models.Article{Text: "The mayor answered on the steps of the town hall, where some forty people had waited since noon.\n" + twoParts + "\nShops stayed shut."},
			models.Article{Text: "After a week of silence came an answer, read out from a sheet of paper in the evening news.\n" + twoParts + "\nTwo parties want a new vote."}, false},
		{"short reports with one footer", models.Article{Publisher: "A", Text: "A bus ran off the road near Ede this morning. Nobody was hurt, the fire service said. " + footer},
			models.Article{Publisher: "A", Text: "Milk will cost more from Monday at the two large chains, which blame the drought. " + footer}, false},
		{"and with one header", models.Article{Publisher: "A", Text: footer + " A bus ran off the road near Ede this morning. Nobody was hurt, the fire service said."},
			models.Article{Publisher: "B", Text: footer + " Milk will cost more from Monday at the two large chains, which blame the drought."}, false},
		{"an agency's report by its byline and a rewrite", models.Article{Publisher: "A", Authors: []string{"Jane Roe, Associated Press"}, Text: harbour}, models.Article{Publisher: "B", Text: "LYTTELTON (AP) — " + rewrite}, true},
		{"a house's own rewrite in another section", models.Article{Publisher: "Lake News - World", Text: harbour},
			models.Article{Publisher: "Lake News Business", Text: strings.Join(tail[:len(tail)*5/10], " ") + " " + strings.Join(strings.Fields(budget)[:40], " ")}, true},
		{"one house, two reports with a sentence in common", models.Article{Publisher: "A", Text: harbour}, models.Article{Publisher: "A", Text: strings.Join(tail[:24], " ") + ". " + budget}, false},
		{"the same agency, another report", models.Article{Publisher: "Sample Wire", Text: harbour}, models.Article{Publisher: "Sample Wire", Text: budget}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			tr := NewTracker(Known{})
			var ids []string
			for i, a := range []models.Article{test.first, test.later} {
				a.ID = fmt.Sprint("art_", i)
				if a.PublishedOn == "" {
					a.PublishedOn = models.Day("2025-03-04").Add(i)
				}
				ids = append(ids, tr.Place(Report{Article: a}).OriginID)
			}
			if got := ids[0] == ids[1]; got != test.want {
				t.Errorf("one origin: %v, want %v", got, test.want)
			}
			if !models.HasPrefix(ids[0], models.OriginPrefix) {
				t.Errorf("origin %q", ids[0])
			}
		})
	}
}

func TestCredit(t *testing.T) {
	tests := []struct {
		text    string
		authors []string
		want    string
	}{
		{"BANGKOK, July 25 (Sample Wire) - Soldiers fought.", nil, "sample wire"},
		{"Soldiers (of both sides) - fought.", nil, ""},
		{"They met (Tuesday) in Oslo.", nil, ""},
		{"OSLO (AP) — Snow fell.", nil, "associated press"},
		{"OSLO (AP) _ Snow fell.", nil, "associated press"},
		{"DENVER, May 4, 2025 /PRNewswire/ -- A firm hired.", nil, "pr newswire"},
		{"Reuters - Snow fell.", nil, "reuters"},
		{"Snow - fell.", nil, ""},
		{"By JANE ROE, Associated Press\nSnow fell.", nil, "associated press"},
		{"By JANE ROE and JOHN DOE\nSnow fell.", nil, ""},
		{"Snow fell.", []string{"AFP"}, "agence france-presse"},
		{"Snow fell.", []string{"Reuters Staff"}, "reuters"},
		{"Snow fell.", []string{"Jane Roe of The Associated Press"}, "associated press"},
		{"Snow fell.", []string{"Jane Roe", "John Doe/Xinhua"}, "xinhua"},
		{"Snow fell.", []string{"Jane Roe, chief reporter"}, ""},
		{"Snow fell.\n(Reporting by Jane Roe in Oslo; Editing by John Doe)", nil, "reuters"},
		{"Snow fell.\nCopyright 2025 The Associated Press. All rights reserved.", nil, "associated press"},
		{"Snow fell, it said. — Bernama", nil, "bernama"},
		{"Snow fell.\nSource: Xinhua", nil, "xinhua"},
		{"Snow fell, he told Reuters.", nil, ""},
		{"", nil, ""},
	}
	for _, test := range tests {
		if got := creditOf(models.Article{Text: test.text, Authors: test.authors}); got != test.want {
			t.Errorf("credit of %q by %q is %q, want %q", test.text, test.authors, got, test.want)
		}
	}
}

func TestHouse(t *testing.T) {
	for publisher, want := range map[string]string{
		"Lake News - World": "lake", "Lake Sport": "lake", "The Lake": "lake", "lake.com": "lake", "Lake Gazette": "lake gazette",
		"AP News": "associated press", "Reuters": "reuters", "News": "news", "": "",
	} {
		if got := houseOf(publisher); got != want {
			t.Errorf("house of %q is %q, want %q", publisher, got, want)
		}
	}
}

func TestOwnWords(t *testing.T) {
	tests := []struct{ text, want string }{
		{"It rained. He said it rained.", "it rained he said it rained"},
		{"It rained. Sign up for our newsletter. It snowed.", "it rained it snowed"},
		{"He called it “a bad day” and left.", "he called it a bad day and left"},
		{"He said: “This was a bad day for all of us who live here, and tomorrow will be worse.” Then he left.", "he said then he left"},
		{"She said \"it was a bad day for all of us who live here and work\" and left.", "she said and left"},
		{"A screen of 24\" was sold today in the shop by the river and nobody knows to whom.\nIt rained.",
			"a screen of 24 was sold today in the shop by the river and nobody knows to whom it rained"},
	}
	for _, test := range tests {
		var want []uint64
		for _, w := range strings.Fields(test.want) {
			want = append(want, hashWord(w))
		}
		if got := ownWords(test.text, 50); !slices.Equal(got, want) {
			t.Errorf("%q: %d words are its own, want %d: %s", test.text, len(got), len(want), test.want)
		}
	}
}

func TestSketchEstimatesWhatIsShared(t *testing.T) {
	words := strings.Fields(strings.Repeat(harbour+" "+budget+" ", 1))
	for _, share := range []int{25, 50, 75} {
		cut := len(words[:120]) * share / 100
		other := append([]string{}, words[:cut]...)
		for i := len(other); i < 120; i++ {
			other = append(other, fmt.Sprint("other", i))
		}
		got, _ := newSketch("", strings.Join(words[:120], " ")).like(newSketch("", strings.Join(other, " ")))
		// Of two texts of n shingles with s in common the share is s/(2n-s).
		want := float64(cut-3) / float64(2*117-(cut-3))
		if got < want-.2 || got > want+.2 {
			t.Errorf("%d%% of the words in common: estimated %.2f, want %.2f", share, got, want)
		}
	}
}

// BenchmarkOrigin measures what it takes to find the origin of an article of 3.6 KB
// among so many, of which three in ten are copies.
func BenchmarkOrigin(b *testing.B) {
	tr, w := NewTracker(Known{}), newWorld(1, 2000)
	next := func() Report {
		r := w.report()
		r.Mentions = nil
		return r
	}
	placed := 0
	for _, history := range []int{2000, 20000} {
		b.Run(fmt.Sprintf("after=%d", history), func(b *testing.B) {
			for ; placed < history; placed++ {
				tr.Place(next())
			}
			reports := make([]Report, b.N)
			for i := range reports {
				reports[i] = next()
				placed++
			}
			b.ResetTimer()
			for _, r := range reports {
				tr.Place(r)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}
