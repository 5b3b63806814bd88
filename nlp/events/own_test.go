package events

import (
	"slices"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

func TestCheckLexicon(t *testing.T) {
	tests := []struct {
		name, text string
		entries    int
		want       []string // one part of each message, in order
	}{
		{"good", "# mine\nASSAULT/aerial v: carpet-bomb, strafe {obj},\n  dive-bomb\nCONSULT n: huddle {weak}\n", 4, nil},
		{"empty", "# nothing\n\n", 0, []string{"own.txt: no entries: want lines such as"}},
		{"no colon", "CONSULT v meet", 0, []string{`line 1: no ": "`}},
		{"nothing behind the colon", "CONSULT v:\n", 0, []string{`line 1: no entries behind "CONSULT v"`}},
		{"type", "\nPARTY v: dance", 0, []string{`line 2: no type "PARTY": want one of ACCUSE, AGREE, AID`}},
		{"mode", "CONSULT/loud v: shout", 0, []string{`CONSULT has no mode "loud": want multilateral, phone, third-party, visit`}},
		{"mode of a type without", "AID/fast v: rush", 0, []string{`AID has no mode "fast": want none`}},
		{"part of speech", "CONSULT x: meet", 0, []string{`part of speech "x": want v (verb) or n (noun)`}},
		{"head", "CONSULT: meet", 0, []string{`head "CONSULT": want a type and a part of speech`}},
		{"condition", "CONSULT v: meet {raining}", 0, []string{`entry "meet {raining}": no condition "raining": want obj, subj, by:WORD`}},
		{"class", "CONSULT v: meet {obj:dragon}", 0, []string{`no class "dragon": want actor, name, place, or one of words.txt: account, `}},
		{"comma between conditions", "CONSULT v: meet {obj:actor, weak}", 0, []string{"want its conditions between braces", "want its conditions between braces"}},
		{"preposition", "CONSULT v: meet {by}", 0, []string{"want a preposition behind by"}},
		{"gap at the end", "CONSULT v: hold _", 0, []string{"no first or last word"}},
		{"twice", "CONSULT v: huddle up\nAID v: huddle up", 1, []string{`line 2: entry "huddle up" stands on line 1 already`}},
		{"capitals", "CONSULT n: Bilderberg", 1, []string{`want "Bilderberg" in lower case`}},
		{"not in the dictionary form", "ASSAULT v: attacked", 1, []string{`want "attack", the dictionary form of "attacked"`}},
		{"all of it", "PARTY v: dance\nCONSULT v: meet {x}, parley, hold _ {weak}", 1, []string{"line 1", "line 2", "line 2"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			entries, problems := CheckLexicon(Lexicon{"own.txt", tt.text})
			if entries != tt.entries || len(problems) != len(tt.want) {
				t.Fatalf("%d entries and problems %v, want %d and %d", entries, problems, tt.entries, len(tt.want))
			}
			for i, want := range tt.want {
				if !strings.Contains(problems[i].Error(), want) {
					t.Errorf("problem %q, want it to say %s", problems[i], want)
				}
			}
		})
	}
}

// Entries of one's own are read as events, and take the place of built-in ones.
func TestOwnLexicon(t *testing.T) {
	b := newBench(t)
	if _, err := Load(Lexicon{"own.txt", "ASSAULT/cyber v: doxx\n"}); err == nil {
		t.Error("a mode that is not there was taken")
	}
	own, err := Load(Lexicon{"own.txt", "COERCE/cyber v: ransom\nACCUSE v: praise\n"})
	if err != nil {
		t.Fatal(err)
	}
	mine := bench{b.parser, b.gazetteer, b.base, own}
	for _, tt := range []struct {
		text        string
		before, now models.EventType
	}{
		{"Hackers ransomed the ministry on Monday.", "", models.Coerce},
		{"France praised Chad.", models.Support, models.Accuse},
		{"France met Chad on Monday.", models.Consult, models.Consult},
	} {
		for _, c := range []struct {
			b    bench
			want models.EventType
		}{{b, tt.before}, {mine, tt.now}} {
			var got models.EventType
			if ms := c.b.mentions("", tt.text); len(ms) > 0 && ms[0].Type != models.Other && ms[0].Confidence >= .5 {
				got = ms[0].Type
			}
			if got != c.want {
				t.Errorf("%q is %q, want %q", tt.text, got, c.want)
			}
		}
	}
	if ms := b.mentions("", "France praised Chad."); ms[0].Type != models.Support {
		t.Error("the built-in lexicon was changed")
	}
}

func FuzzCheckLexicon(f *testing.F) {
	for _, s := range []string{"CONSULT v: meet", "CONSULT/visit>AGREE n: a _ b {!obj:actor weak}", ":", "x v: {", " \n#\n\t:", "AID v: }{, ,"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		entries, problems := CheckLexicon(Lexicon{"own.txt", text})
		if entries == 0 && len(problems) == 0 {
			t.Fatal("nothing found and nothing wrong")
		}
		if len(problems) == 0 {
			if _, err := Load(Lexicon{"own.txt", text}); err != nil {
				t.Fatalf("a good file is refused: %v", err)
			}
		}
	})
}

// Each entry knows the line it stands on, whatever comes between.
func TestEntryLines(t *testing.T) {
	text := "# mine\n\nASSAULT v: ransom,\n  # a remark\n\n  doxx, hold\n    up,\n  dive-bomb {obj}\nCONSULT n: huddle\n"
	lx, err := loadLexicon(Lexicon{"own.txt", text})
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]int{"ransom": 3, "doxx": 6, "hold": 6, "dive-bomb": 8, "huddle": 9} {
		got := 0
		for _, e := range slices.Concat(lx.verbs[word], lx.nouns[word]) {
			if e.file == "own.txt" {
				got = e.line
			}
		}
		if got != want {
			t.Errorf("%q stands on line %d, want %d", word, got, want)
		}
	}
	lines := strings.Split(triggersFile, "\n")
	for _, list := range lx.verbs {
		for _, e := range list {
			if e.file == "triggers.txt" && !strings.Contains(lines[e.line-1], e.words[0]) {
				t.Errorf("line %d of triggers.txt has no %q", e.line, e.words[0])
			}
		}
	}
}

// Every participant has a reason, and so has a side without one.
func TestExplainCast(t *testing.T) {
	b := newBench(t)
	for _, tt := range []struct{ text, trigger, field, want string }{
		{"Police arrested nine protesters and three students on Monday.", "arrested", "actors", `"Police", subject: the ranker gives it `},
		{"Police arrested nine protesters and three students on Monday.", "arrested", "recipients", `"three students", object: listed with "nine protesters"`},
		{"Nine protesters were arrested on Monday.", "arrested", "actors", "the ranker gives nobody "},
		{"The talks between Peru and Chile were held in Lima.", "talks", "actors", `"Chile", hanging on the noun: `},
		{"Anna Costa met Peru's president in Lima. She criticised Chile.", "criticised", "actors", `"She" stands for the only ones it can of the sentence before`},
	} {
		ms, why := b.coder.Explain(b.input("", tt.text, "2025-12-10"))
		var got []string
		for i := range ms {
			for _, r := range why[i] {
				if ms[i].Trigger == tt.trigger && r.Field == tt.field {
					got = append(got, r.Text)
				}
			}
		}
		if !strings.Contains(strings.Join(got, "\n"), tt.want) {
			t.Errorf("%s of %q in %q: got %q, want it to say %s", tt.field, tt.trigger, tt.text, got, tt.want)
		}
	}
}

func TestExplain(t *testing.T) {
	b := newBench(t)
	ms, why := b.coder.Explain(b.input("", "The strike killed at least 25 people in Kharkiv on Monday. Envoys of Ukraine and Russia will meet in Geneva next week, an official said.", "2025-12-10"))
	want := map[models.EventType][]string{
		models.Assault: {"type: triggers.txt line ", `recipients: "25 people", object: the ranker gives it `, `status: told as a fact: "past tense"`, `date: "Monday", of its clause`, `place: "Kharkiv"`, "confidence: +0.74 a sure verb"},
		models.Consult: {`status: modal verb: "will"`, "plover: CONSULT that is to come is AGREE to PLOVER", "status: official says so"},
	}
	seen := map[models.EventType]bool{}
	for i, m := range ms {
		var lines []string
		for _, r := range why[i] {
			lines = append(lines, r.Field+": "+r.Text)
		}
		all := strings.Join(lines, "\n")
		for _, w := range want[m.Type] {
			if seen[m.Type] || m.Trigger != "killed" && m.Trigger != "meet" {
				continue
			}
			if !strings.Contains(all, w) {
				t.Errorf("reasons of %q have no %q:\n%s", m.Trigger, w, all)
			}
		}
	}
	plain := b.coder.Mentions(b.input("", "The strike killed at least 25 people in Kharkiv on Monday.", "2025-12-10"))
	explained, _ := b.coder.Explain(b.input("", "The strike killed at least 25 people in Kharkiv on Monday.", "2025-12-10"))
	if len(plain) != len(explained) || plain[0].Confidence != explained[0].Confidence {
		t.Error("to explain changes what is read")
	}
}
