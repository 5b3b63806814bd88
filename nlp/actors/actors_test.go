package actors

import (
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
	"github.com/throughline-news/throughline/nlp/places"
)

var parser = sync.OnceValues(nlp.NewParser)

func parse(tb testing.TB, title, text string) *nlp.Document {
	tb.Helper()
	p, err := parser()
	if err != nil {
		tb.Fatal(err)
	}
	return p.Parse(title, text)
}

// written gives an actor as "words|type|key|role", with "*" for a metonym.
// Without a key, the entity's name stands in quotes.
func written(d *nlp.Document, a Actor) string {
	key := a.Entity.Key
	if key == "" {
		key = `"` + a.Entity.Name + `"`
	}
	if a.Metonym {
		key = "*" + key
	}
	return strings.Join([]string{d.Slice(a.Span), a.Type, key, a.Role}, "|")
}

func find(tb testing.TB, b *Base, text string, on models.Day, toponyms ...string) []string {
	tb.Helper()
	d := parse(tb, "", text)
	var tops []places.Toponym
	for _, name := range toponyms { // "Name=CC": a town of that country
		name, country, _ := strings.Cut(name, "=")
		for at := 0; ; {
			i := strings.Index(d.Text[at:], name)
			if i < 0 {
				break
			}
			at += i + len(name)
			tops = append(tops, places.Toponym{Span: nlp.Span{Start: at - len(name), End: at}, Probability: 0.9,
				Place: models.Place{Key: "town/" + name, Name: name, Country: country, Precision: models.PlaceCity}})
		}
	}
	slices.SortFunc(tops, func(a, b places.Toponym) int { return a.Start - b.Start })
	var out []string
	for _, a := range b.Find(d, tops, on) {
		out = append(out, written(d, a))
	}
	return out
}

func TestFind(t *testing.T) {
	b := load(t)
	tests := []struct {
		name, text string
		on         models.Day
		want       []string // each must be found
		not        []string // words that must not be found
	}{
		{"country, adjective, people", "France thanked the Thai people and many Ukrainians.", "", []string{"France|LOC|FR|", "Thai|NORP|TH|", "Ukrainians|NORP|UA|"}, nil},
		{"capital that acts", "Kyiv said it would answer Moscow.", "", []string{"Kyiv|LOC|*UA|", "Moscow|LOC|*RU|"}, nil},
		{"capital where something is", "They met in Kyiv and in the Thai capital, Bangkok.", "", []string{`Kyiv|LOC|"Kyiv"|`, `Bangkok|LOC|"Bangkok"|`}, nil},
		{"dateline", "NAIROBI (AP) — Talks began.", "", []string{`NAIROBI|LOC|"Nairobi"|`, "AP|ORG|org/associated-press|"}, nil},
		{"seat of power", "The Kremlin rejected the plan.", "", []string{"Kremlin|FAC|*RU|"}, nil},
		{"officials", "Ukrainian officials left early.", "", []string{"Ukrainian officials||UA|"}, []string{"Ukrainian"}},
		{"forces", "Russian forces and Israeli ground troops advanced.", "", []string{"Russian forces||RU/military|", "Israeli ground troops||IL/military|"}, nil},
		{"possessive", "Sudan's army denied it.", "", []string{"Sudan|LOC|SD|", "army||SD/military|"}, nil},
		{"compound is no description", "A Russian army base and an Israeli air strike.", "", []string{"Russian|NORP|RU|", "Israeli|NORP|IL|"}, []string{"Russian army", "army"}},
		{"ministry of", "The Foreign Ministry of Estonia and the defence ministry of Japan agreed.", "",
			[]string{"Foreign Ministry|ORG|EE/foreign-ministry|", "defence ministry||JP/defence-ministry|", "Japan|LOC|JP|"}, nil},
		{"ministry of a people", "The Ukrainian Foreign Ministry spoke.", "", []string{"Ukrainian Foreign Ministry|ORG|UA/foreign-ministry|"}, nil},
		{"named body", "The State Department and the IDF declined.", "", []string{"State Department|ORG|US/foreign-ministry|", "IDF|ORG|IL/military|"}, nil},
		{"group and its people", "Hamas militants met ASEAN foreign ministers.", "",
			[]string{"Hamas|ORG|org/hamas|", "militants||org/hamas|", "ASEAN|ORG|org/association-of-southeast-asian-nations|"}, nil},
		{"country has no gunmen", "Syrian rebels fled.", "", []string{"Syrian|NORP|SY|"}, []string{"Syrian rebels"}},
		{"transliterations", "Zelensky met aides. Zelenskyy left. Zelenskiy spoke.", "",
			[]string{"Zelensky|PER|person/volodymyr-zelenskyy|", "Zelenskyy|PER|person/volodymyr-zelenskyy|", "Zelenskiy|PER|person/volodymyr-zelenskyy|"}, nil},
		{"full name in another spelling", "Then Volodymyr Zelenskiy spoke.", "", []string{"Volodymyr Zelenskiy|PER|person/volodymyr-zelenskyy|"}, nil},
		{"title before", "Finnish Foreign Minister Arvo Kattila spoke.", "", []string{"Finnish|NORP|FI|", `Arvo Kattila|PER|"Arvo Kattila"|Foreign Minister`}, nil},
		{"title after", "Arvo Kattila, the Finnish foreign minister, spoke.", "", []string{`Arvo Kattila|PER|"Arvo Kattila"|foreign minister`}, nil},
		{"former title", "Ukraine's former president Petro Poroshenko spoke.", "2024-05-01", []string{"Petro Poroshenko|PER|person/petro-poroshenko|former president"}, nil},
		{"apposition beats the table", "The prime minister of Japan, Arvo Kattila, spoke.", "2025-12-01", []string{`prime minister||"Arvo Kattila"|`, `Arvo Kattila|PER|"Arvo Kattila"|prime minister`}, nil},
		{"surname after full name", "Arvo Kattila spoke. Kattila then left.", "", []string{`Kattila|PER|"Arvo Kattila"|`}, nil},
		{"surname of a namesake", "Natalia Poroshenko spoke. Poroshenko left.", "", []string{`Poroshenko|PER|"Natalia Poroshenko"|`}, nil},
		{"two of one surname", "Arvo Kattila met Pentti Kattila. Kattila was angry.", "", []string{`Kattila|PER|"Kattila"|`}, nil},
		{"shared surname alone", "Bush said nothing.", "2025-12-01", []string{`Bush|PER|"Bush"|`}, nil},
		{"shared surname and office on the day", "President Bush said nothing.", "2004-05-05", []string{"Bush|PER|person/george-w-bush|President"}, nil},
		{"person with a country's name", "Michael Jordan spoke. Jordan left.", "", []string{`Michael Jordan|PER|"Michael Jordan"|`, `Jordan|PER|"Michael Jordan"|`}, nil},
		{"office holder on the day", "The Russian president left.", "2010-03-01", []string{"Russian president||person/dmitry-medvedev|"}, nil},
		{"office holder on another day", "The Russian president left.", "2024-03-01", []string{"Russian president||person/vladimir-putin|"}, nil},
		{"office holder on no day", "The Russian president left.", "", []string{"Russian president||RU|"}, nil},
		{"office after its holder", "Finnish President Arvo Kattila came. Later the president left.", "", []string{`president||"Arvo Kattila"|`}, nil},
		{"office after two holders", "President Vladimir Putin met President Donald Trump. Later the president left.", "2025-08-15", nil, []string{"president"}},
		{"body after its country", "The Estonian government fell. Its Foreign Ministry was calm.", "", []string{"Estonian government||EE|"}, nil},
		{"body of the only country", "Kenya is calm. The government said the army was ready.", "", []string{"government||KE|", "army||KE/military|"}, nil},
		{"body of one of two countries", "Kenya and Uganda are calm. The government said so.", "", nil, []string{"government"}},
		{"nothing crosses a line", "Fire in Ukraine\n\nOfficials said a president\n\nArvo Kattila left.", "", []string{"Ukraine|LOC|UA|", `Arvo Kattila|PER|"Arvo Kattila"|`}, []string{"Officials"}},
		{"administration of a person", "The Biden administration agreed.", "", []string{"Biden|PER|person/joe-biden|", "administration||US|"}, nil},
		{"chief of staff", "Arvo Kattila, the chief of staff of the president, left.", "", []string{`Arvo Kattila|PER|"Arvo Kattila"|chief of staff`}, nil},
		{"shared acronym after full name", "The Rapid Support Forces withdrew. An RSF spokesman spoke.", "", []string{"RSF|ORG|org/rapid-support-forces|"}, nil},
		{"acronym that is a word", "Doctors of the WHO met US envoys.", "", []string{"WHO|ORG|org/world-health-organization|", "US|LOC|US|"}, nil},
		{"acronym in small letters", "It told us who is it.", "", nil, []string{"us", "who"}},
		{"line of capitals", "UKRAINE AND RUSSIA TALK", "", []string{"UKRAINE|LOC|UA|", "RUSSIA|LOC|RU|"}, nil},
		{"shared acronym by country", "General Abdel Fattah al-Burhan fought the RSF.", "", []string{"RSF|ORG|org/rapid-support-forces|"}, nil},
		{"shared seat", "The European Union met. Brussels will act.", "", []string{"Brussels|LOC|*org/european-union|"}, nil},
		{"first name that stands for the whole", "Xi Jinping spoke, and Xi left.", "", []string{"Xi|PER|person/xi-jinping|"}, nil},
		{"two of one first name", "Kim Jong Un met Kim Yong Chol. Kim left.", "", []string{`Kim|PER|"Kim"|`}, nil},
		{"long title", "EU foreign policy chief Kaja Kallas spoke.", "", []string{"Kaja Kallas|PER|person/kaja-kallas|foreign policy chief"}, nil},
		{"former holder is not meant", "Former Finnish President Arvo Kattila came. Later the president left.", "", nil, []string{"president"}},
		{"unknown organization", "The Harbour Workers Union called a strike.", "", []string{`Harbour Workers Union|ORG|"Harbour Workers Union"|`}, nil},
		{"election of a year", "He lost the 1956 United States presidential election and the Kenyan general election, 2017.", "",
			[]string{`1956 United States presidential election|EVENT|"1956 United States presidential election"|`,
				`Kenyan general election, 2017|EVENT|"Kenyan general election, 2017"|`}, []string{"United States"}},
		{"election of no year", "He lost the Kenyan general election.", "", []string{"Kenyan|NORP|KE|"}, nil},
		{"place at the end of a firm", "The strike at Orlan Air France ended.", "", nil, []string{"France"}},
		{"surname that is a title", "Then Major General Arvo Kattila spoke in May.", "", []string{`Arvo Kattila|PER|"Arvo Kattila"|Major General`}, []string{"Major", "May"}},
		{"event", "He fought in the Battle of Karvelo.", "", []string{`Battle of Karvelo|EVENT|"Battle of Karvelo"|`}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := find(t, b, tt.text, tt.on)
			for _, w := range tt.want {
				if !slices.Contains(got, w) {
					t.Errorf("%q on %s\n got %q\nwant %q", tt.text, tt.on, got, w)
				}
			}
			for _, w := range tt.not {
				if slices.ContainsFunc(got, func(g string) bool { return strings.HasPrefix(g, w+"|") }) {
					t.Errorf("%q\n got %q\nwant none %q", tt.text, got, w)
				}
			}
		})
	}
}

func TestToponyms(t *testing.T) {
	b := load(t)
	got := find(t, b, "Georgia sued, and a fire broke out in Karvelo. Kyiv was hit; they met in Kyiv.", "", "Georgia=US", "Karvelo=EE", "Kyiv=UA")
	want := []string{"Georgia|LOC|town/Georgia|", "Karvelo|LOC|town/Karvelo|", "Kyiv|LOC|*UA|", "Kyiv|LOC|town/Kyiv|"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestLookup(t *testing.T) {
	b := load(t)
	for name, want := range map[string]string{
		"Ukraine": "UA", "the United States": "US", "usa": "US", "Rapid Support Forces": "org/rapid-support-forces", "RSF": "org/rapid-support-forces",
		"Hun Manet": "person/hun-manet", "ASEAN": "org/association-of-southeast-asian-nations", "Zelensky": "person/volodymyr-zelenskyy",
		"Volodymyr Zelenskiy": "person/volodymyr-zelenskyy", "The Kremlin": "RU", "Ukrainian Foreign Ministry": "UA/foreign-ministry",
		"Sudan's army": "SD/military", "NATO": "org/nato", "  Donald   Trump ": "person/donald-trump", "Kyiv": "UA",
		"": "", "Arvo Kattila": "", "Bush": "", "Foreign Ministry": "",
	} {
		got, ok := b.Lookup(name)
		if got.Key != want || ok != (want != "") {
			t.Errorf("Lookup(%q) = %q, %v, want %q", name, got.Key, ok, want)
		}
	}
}

var pieces = []string{
	" ", " ", " ", " ", "\n", "\n\n", ",", ".", "'s", "’s", "(", ")", "“", "—", "Ukraine", "Ukrainian", "officials", "forces", "the", "The", "of", "president", "President",
	"Vladimir", "Putin", "Zelenskiy", "Kyiv", "Kremlin", "White", "House", "Foreign", "Ministry", "foreign minister", "RSF", "US", "U.S.", "us", "Bush", "Hamas", "army",
	"Kim", "Jong", "Un", "Jr.", "İstanbul", "É", "e\u0301", "\xff", "中国", "said", "in", "and", "met", "A", "Jordan", "Georgia", "Élysée", "al-Burhan", "former", "Gen.", "\u00ad",
}

// TestRandomDocuments holds that no text breaks the finder: actors lie within the text, in order, none
// overlapping another, and their edges are those of tokens.
func TestRandomDocuments(t *testing.T) {
	b := load(t)
	rng := rand.New(rand.NewPCG(3, 4))
	text := func(n int) string {
		var s strings.Builder
		for range n {
			s.WriteString(pieces[rng.IntN(len(pieces))])
			if rng.IntN(2) == 0 {
				s.WriteByte(' ')
			}
		}
		return s.String()
	}
	days := []models.Day{"", "2015-01-01", "2025-06-30"}
	for i := range 5_000 {
		d := parse(t, text(rng.IntN(4)), text(rng.IntN(30)))
		var tops []places.Toponym
		for k := 0; k < len(d.Tokens); k += 1 + rng.IntN(9) {
			end := min(len(d.Tokens), k+1+rng.IntN(2))
			tops = append(tops, places.Toponym{Span: nlp.Span{Start: d.Tokens[k].Start, End: d.Tokens[end-1].End}, Demonym: rng.IntN(3) == 0, Place: models.Place{Country: "UA"}})
			k = end
		}
		at := 0
		for _, a := range b.Find(d, tops, days[rng.IntN(len(days))]) {
			first, last := d.TokensIn(a.Span)
			if a.Start < at || a.End <= a.Start || first == last || d.Tokens[first].Start != a.Start || d.Tokens[last-1].End != a.End {
				t.Fatalf("document %d: actor %+v after %d\n%q", i, a, at, d.Text)
			}
			if a.Type == "" && a.Entity.Name == "" {
				t.Fatalf("document %d: description of nothing: %q\n%q", i, d.Slice(a.Span), d.Text)
			}
			at = a.End
		}
	}
}

var article = strings.Repeat("Russian President Vladimir Putin met Ukrainian officials in Geneva on Monday, the Kremlin said. "+
	"Arvo Kattila, the Finnish foreign minister, told Reuters that Sudan's army and the Rapid Support Forces (RSF) had agreed. "+
	"Kattila said the United Nations would send observers to Kharkiv, and the president agreed. ", 10)

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}

func BenchmarkFind(b *testing.B) {
	base := load(b)
	for _, c := range []struct {
		name  string
		times int
	}{{"3KB", 1}, {"300KB", 100}} {
		d := parse(b, "", strings.Repeat(article, c.times))
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(d.Text)))
			b.ReportAllocs()
			for b.Loop() {
				base.Find(d, nil, "2025-12-01")
			}
		})
	}
}

// TestHostileDocuments reads texts that invite looking back and forth without end.
func TestHostileDocuments(t *testing.T) {
	b := load(t)
	for name, text := range map[string]string{
		"titles":    strings.Repeat("President Foreign Minister ", 8000),
		"countries": strings.Repeat("Ukraine's ", 20000),
		"bodies":    strings.Repeat("the Ukrainian foreign ministry of the ", 5000),
		"persons":   strings.Repeat("Arvo Kattila, Pentti Kattila. Kattila said. ", 5000),
		"surnames":  strings.Repeat("John Abc Def. Mary Ghi. ", 8000),
		"capitals":  strings.Repeat("Xyz Abc ", 20000),
	} {
		t.Run(name, func(t *testing.T) { checkSpans(t, b, "", text) })
	}
}

// checkSpans fails when the actors of a text do not lie in it, in order and apart.
func checkSpans(t *testing.T, b *Base, title, text string) {
	t.Helper()
	d := parse(t, title, text)
	at := 0
	for _, a := range b.Find(d, nil, "2025-12-01") {
		if a.Start < at || a.End <= a.Start || a.End > len(d.Text) {
			t.Fatalf("actor %+v after %d", a, at)
		}
		at = a.End
	}
}

// FuzzFind holds that actors lie in the text, in order and apart, whatever the text.
// Fuzz with -fuzzminimizetime 5x: each new input is minimized for a minute else.
func FuzzFind(f *testing.F) {
	b := load(f)
	f.Add("Sudan's army and the Rapid Support Forces", "NAIROBI (AP) — Finnish foreign minister Arvo Kattila told Reuters on Monday that the Kremlin's envoy had left.")
	f.Fuzz(func(t *testing.T, title, text string) { checkSpans(t, b, title, text) })
}
