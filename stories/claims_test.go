package stories

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/throughline-news/throughline/models"
)

// by names who says m.
func by(speaker string, m models.Mention) models.Mention {
	m.StatusSource = speaker
	return m
}

// counting gives m numbers: "killed 25", "killed >=25", "killed ~300", "killed 20-30", "killed 3 child".
func counting(m models.Mention, numbers ...string) models.Mention {
	for _, n := range numbers {
		words := strings.Fields(n)
		q := models.Quantity{Kind: models.QuantityKind(words[0]), Text: n}
		if len(words) > 2 {
			q.Unit = words[2]
		}
		number := func(text string) *float64 {
			x, err := strconv.ParseFloat(text, 64)
			if err != nil {
				panic(err)
			}
			return &x
		}
		switch value := words[1]; {
		case strings.HasPrefix(value, ">="):
			q.Min = number(value[2:])
		case strings.HasPrefix(value, "~"):
			q.Value, q.Approx = number(value[1:]), true
		case strings.Contains(value, "-"):
			least, most, _ := strings.Cut(value, "-")
			q.Min, q.Max = number(least), number(most)
		default:
			q.Value = number(value)
		}
		m.Numbers = append(m.Numbers, q)
	}
	return m
}

// ledger places reports and returns the claims about the event of the first one's
// main mention as lines "FIELD [aspect:] value VERDICT", * before a chosen one.
func ledger(t *testing.T, field models.ClaimField, reports ...Report) (lines []string, disputed bool) {
	t.Helper()
	tr := NewTracker(Known{})
	for _, r := range reports {
		tr.Place(r)
	}
	e := tr.byID[reports[0].Article.ID].mentions[0].event
	for _, r := range reports {
		for _, m := range tr.byID[r.Article.ID].mentions {
			if m.event != e {
				t.Fatalf("%q is of another event", m.Quote.Exact)
			}
		}
	}
	for _, c := range Claims(e.account(e.told)) {
		if c.Field != field {
			continue
		}
		line := c.Value + " " + string(c.Verdict)
		if c.Aspect != "" {
			line = c.Aspect + ": " + line
		}
		if c.Chosen {
			line = "*" + line
		}
		lines = append(lines, line)
	}
	return lines, e.told.Disputed
}

func TestClaims(t *testing.T) {
	strike := func(date *models.Date) models.Mention {
		return says(models.Assault, "Russian missiles hit apartment blocks.", "hit", "RU > UA", date, ternopil)
	}
	talks := func(date *models.Date, place *models.MentionPlace) models.Mention {
		return says(models.Consult, "Rubio and Yermak held talks.", "talks", "rubio yermak", date, place)
	}
	hit := strike(ago("2025-11-19"))
	range22 := during("2025-11-22", "2025-11-24", models.PrecisionRange)
	range22.EDTF = "2025-11-22/2025-11-24"
	november := during("2025-11-01", "2025-11-30", models.PrecisionMonth)
	november.EDTF = "2025-11"
	held := talks(ago("2025-11-23"), geneva)
	tests := []struct {
		name     string
		field    models.ClaimField
		reports  []Report
		want     []string
		disputed bool
	}{
		{"a toll that rises", models.ClaimNumber, []Report{
			article("a", "2025-11-19", by("officials", counting(hit, "killed >=25", "killed 3 child"))),
			article("b", "2025-11-21", by("the emergency service", counting(hit, "killed 34", "killed 6 child")))},
			[]string{"killed: at least 25 SUPERSEDED", "*killed: 34 AGREE", "killed child: 3 SUPERSEDED", "*killed child: 6 AGREE"}, false},
		{"a toll that rises, counted exactly", models.ClaimNumber, []Report{
			article("a", "2025-11-19", counting(hit, "killed 25")), article("b", "2025-11-21", counting(hit, "killed >=34"))},
			[]string{"killed: 25 SUPERSEDED", "*killed: at least 34 AGREE"}, false},
		{"an old bound told again", models.ClaimNumber, []Report{
			article("a", "2025-11-19", counting(hit, "killed 34")), article("b", "2025-11-21", counting(hit, "killed >=25"))},
			[]string{"*killed: 34 AGREE", "killed: at least 25 AGREE"}, false},
		{"two tolls on one day", models.ClaimNumber, []Report{
			article("a", "2025-11-19", by("the ministry", counting(hit, "killed 3"))), article("b", "2025-11-19", by("the mayor", counting(hit, "killed 19"))),
			article("c", "2025-11-19", by("the mayor", counting(hit, "killed 19")))},
			[]string{"killed: 3 DIFFER", "*killed: 19 AGREE", "*killed: 19 AGREE"}, true},
		{"a lower toll by one of many", models.ClaimNumber, []Report{
			article("a", "2025-11-19", counting(hit, "killed 30")), article("b", "2025-11-19", counting(hit, "killed 30")), article("c", "2025-11-21", counting(hit, "killed 12"))},
			[]string{"*killed: 30 AGREE", "*killed: 30 AGREE", "killed: 12 DIFFER"}, true},
		{"rounded", models.ClaimNumber, []Report{
			article("a", "2025-11-19", counting(hit, "wounded ~100")), article("b", "2025-11-19", counting(hit, "wounded 94"))},
			[]string{"wounded: about 100 AGREE", "*wounded: 94 AGREE"}, false},
		{"between two", models.ClaimNumber, []Report{
			article("a", "2025-11-19", counting(hit, "killed 20-30")), article("b", "2025-11-19", counting(hit, "killed 12"))},
			[]string{"*killed: 20 to 30 AGREE", "killed: 12 DIFFER"}, true},
		{"within the bounds", models.ClaimNumber, []Report{
			article("a", "2025-11-19", counting(hit, "killed 20-30")), article("b", "2025-11-19", counting(hit, "killed 22"))},
			[]string{"killed: 20 to 30 AGREE", "*killed: 22 AGREE"}, false},
		{"a part and the whole", models.ClaimNumber, []Report{
			article("a", "2025-11-19", counting(hit, "killed 30", "killed 4")), article("b", "2025-11-19", counting(hit, "killed 30"))},
			[]string{"*killed: 30 AGREE", "killed: 4 AGREE", "*killed: 30 AGREE"}, false},
		{"two sides in one article", models.ClaimNumber, []Report{
			article("a", "2025-11-19", by("the army", counting(hit, "killed 30")), by("the rebels", counting(hit, "killed 4")))},
			[]string{"killed: 4 DIFFER", "*killed: 30 AGREE"}, true},
		{"what does not grow", models.ClaimNumber, []Report{
			article("a", "2025-11-19", counting(hit, "money 30 USD")), article("b", "2025-11-21", counting(hit, "money 40 USD"))},
			[]string{"*money USD: 30 AGREE", "money USD: 40 DIFFER"}, true},

		{"a day, its range and its month", models.ClaimDate, []Report{
			article("a", "2025-11-24", held), article("b", "2025-11-25", talks(range22, geneva)), article("c", "2025-11-26", talks(on("2025-11-23"), geneva)),
			article("d", "2025-12-20", aside(as(models.Historical, talks(november, geneva))))},
			[]string{"*2025-11-23 AGREE", "2025-11-22/2025-11-24 AGREE", "*2025-11-23 AGREE", "2025-11 AGREE"}, false},
		{"three days apart", models.ClaimDate, []Report{
			article("a", "2025-11-24", held), article("b", "2025-11-27", talks(on("2025-11-26"), geneva))},
			[]string{"2025-11-23 DIFFER", "*2025-11-26 AGREE"}, true},
		{"planned for another day", models.ClaimDate, []Report{
			article("a", "2025-11-20", as(models.Scheduled, talks(ago("2025-11-22"), geneva))), article("b", "2025-11-24", held)},
			[]string{"2025-11-22 SUPERSEDED", "*2025-11-23 AGREE"}, false},
		{"one report that gives two days", models.ClaimDate, []Report{
			article("a", "2025-11-24", held, talks(ago("2025-11-22"), geneva))},
			[]string{"*2025-11-23 AGREE", "2025-11-22 DIFFER"}, false},
		{"the day of publication is no claim", models.ClaimDate, []Report{article("a", "2025-11-24", talks(about("2025-11-24"), geneva))}, nil, false},

		{"the town and its country", models.ClaimPlace, []Report{
			article("a", "2025-11-24", held), article("b", "2025-11-24", talks(ago("2025-11-23"), land("CH")))},
			[]string{"*Geneva AGREE", "CH AGREE"}, false},

		{"announced, then held", models.ClaimStatus, []Report{
			article("a", "2025-11-20", as(models.Scheduled, held)), article("b", "2025-11-24", held), article("c", "2025-11-25", as(models.Ongoing, held))},
			[]string{"scheduled SUPERSEDED", "happened AGREE", "*ongoing AGREE"}, false},
		{"announced, then called off", models.ClaimStatus, []Report{
			article("a", "2025-11-20", as(models.Scheduled, held)), article("b", "2025-11-22", as(models.Cancelled, held))},
			[]string{"scheduled SUPERSEDED", "*cancelled AGREE"}, false},
		{"claimed, then confirmed", models.ClaimStatus, []Report{
			article("a", "2025-11-19", as(models.Claimed, hit)), article("b", "2025-11-20", hit)},
			[]string{"claimed SUPERSEDED", "*happened AGREE"}, false},
		{"denied", models.ClaimStatus, []Report{
			article("a", "2025-11-19", hit), article("b", "2025-11-20", as(models.Denied, by("Moscow", hit)))},
			[]string{"*happened AGREE", "denied DIFFER"}, true},

		{"persons of the countries", models.ClaimParticipants, []Report{
			article("a", "2025-11-24", held), article("b", "2025-11-24", says(models.Consult, "American and Ukrainian delegations held talks.", "talks", "US UA", ago("2025-11-23"), geneva))},
			[]string{"actor: Marco Rubio, Andriy Yermak AGREE", "actor: United States, Ukraine AGREE"}, false},
		{"the other side did it", models.ClaimParticipants, []Report{
			article("a", "2025-10-27", says(models.Assault, "The RSF shelled El Fasher.", "shelled", "rsf", ago("2025-10-26"), fasher)),
			article("b", "2025-10-27", says(models.Assault, "The RSF shelled the town of El Fasher.", "shelled", "rsf", ago("2025-10-26"), fasher)),
			article("c", "2025-10-27", by("the RSF", says(models.Assault, "Kenya shelled El Fasher.", "shelled", "KE", ago("2025-10-26"), fasher)))},
			[]string{"actor: Rapid Support Forces AGREE", "actor: Rapid Support Forces AGREE", "actor: Kenya DIFFER"}, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			// The tracker's own type and quad come from the mentions.
			for _, r := range test.reports {
				for i := range r.Mentions {
					if r.Mentions[i].Type == models.Assault {
						r.Mentions[i].Quad = models.MaterialConflict
					}
				}
			}
			got, disputed := ledger(t, test.field, test.reports...)
			slices.Sort(got) // articles of one day have no order
			slices.Sort(test.want)
			if !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
			if disputed != test.disputed {
				t.Errorf("disputed: %v, want %v", disputed, test.disputed)
			}
		})
	}
}
