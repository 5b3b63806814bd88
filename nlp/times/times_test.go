package times

import (
	"testing"

	"github.com/throughline-news/throughline/models"
	"github.com/throughline-news/throughline/nlp"
)

var parser = mustParser()

func mustParser() *nlp.Parser {
	p, err := nlp.NewParser()
	if err != nil {
		panic(err)
	}
	return p
}

// published is a Tuesday.
const published models.Day = "2026-11-17"

// want is an expression as a test states it; days are "start..end".
type want struct {
	text  string
	typ   Type
	value string
	mod   string
	days  string
	edtf  string
}

func days(d *models.Date) string {
	if d == nil {
		return ""
	}
	if d.Start == d.End {
		return string(d.Start)
	}
	return string(d.Start) + ".." + string(d.End)
}

func check(t *testing.T, text string, published models.Day, wants []want) {
	t.Helper()
	doc := parser.Parse("", text)
	got := Find(doc, published)
	if len(got) != len(wants) {
		var found []string
		for _, x := range got {
			found = append(found, doc.Slice(x.Span)+"="+x.Value)
		}
		t.Fatalf("%q: got %d expressions %q, want %d", text, len(got), found, len(wants))
	}
	for i, w := range wants {
		x := got[i]
		g := want{doc.Slice(x.Span), x.Type, x.Value, x.Mod, days(x.Day), ""}
		if x.Day != nil {
			g.edtf = x.Day.EDTF
			if x.Day.Text != g.text || x.Day.Basis != "" {
				t.Errorf("%q: day of %q has text %q and basis %q", text, g.text, x.Day.Text, x.Day.Basis)
			}
		}
		if w.edtf == "" && w.days == g.days && len(w.days) == len("2026-11-17") {
			w.edtf = w.days
		}
		if g != w {
			t.Errorf("%q:\n got %+v\nwant %+v", text, g, w)
		}
	}
}

func TestFindDates(t *testing.T) {
	for _, c := range []struct {
		text  string
		wants []want
	}{
		{"The treaty was signed on December 8, 2025.", []want{{"December 8, 2025", Date, "2025-12-08", "", "2025-12-08", ""}}},
		{"The treaty was signed on Monday, 8 December 2025.", []want{{"Monday, 8 December 2025", Date, "2025-12-08", "", "2025-12-08", ""}}},
		{"It was signed on the 8th of December, 2025.", []want{{"the 8th of December, 2025", Date, "2025-12-08", "", "2025-12-08", ""}}},
		{"It was signed on Oct. 8 in Lima.", []want{{"Oct. 8", Date, "2026-10-08", "", "2026-10-08", ""}}},
		{"It was signed on 2025-12-08 and 12/09/2025.", []want{{"2025-12-08", Date, "2025-12-08", "", "2025-12-08", ""}, {"12/09/2025", Date, "2025-12-09", "", "2025-12-09", ""}}},
		{"Prices rose in August 2008.", []want{{"August 2008", Date, "2008-08", "", "2008-08-01..2008-08-31", "2008-08"}}},
		{"Prices rose in March and fell in 2014.", []want{{"March", Date, "2026-03", "", "2026-03-01..2026-03-31", "2026-03"}, {"2014", Date, "2014", "", "2014-01-01..2014-12-31", "2014"}}},
		{"Prices rose in September last year.", []want{{"September last year", Date, "2025-09", "", "2025-09-01..2025-09-30", "2025-09"}}},
		{"Prices rose in the third quarter of 1990.", []want{{"the third quarter of 1990", Date, "1990-Q3", "", "1990-07-01..1990-09-30", "1990-07/1990-09"}}},
		{"Prices rose in the second half of 2008.", []want{{"the second half of 2008", Date, "2008-H2", "", "2008-07-01..2008-12-31", "2008-07/2008-12"}}},
		{"It rained in the summer of 2019.", []want{{"the summer of 2019", Date, "2019-SU", "", "2019-06-01..2019-08-31", "2019-22"}}},
		{"It snowed in the winter of 1994.", []want{{"the winter of 1994", Date, "1994-WI", "", "1994-12-01..1995-02-28", "1994-24"}}},
		{"Towns grew in the early 1990s and in the 19th century.", []want{
			{"the early 1990s", Date, "199", "START", "1990-01-01..1999-12-31", "199X"}, {"the 19th century", Date, "18", "", "1800-01-01..1899-12-31", "18XX"}}},
		{"The ship sank around 1990.", []want{{"around 1990", Date, "1990", "APPROX", "1990-01-01..1990-12-31", "1990~"}}},
		{"The bridge opened by the end of 2024.", []want{{"the end of 2024", Date, "2024", "END", "2024-01-01..2024-12-31", "2024"}}},
		{"The bridge opened in mid-June.", []want{{"mid-June", Date, "2026-06", "MID", "2026-06-01..2026-06-30", "2026-06"}}},
		{"The fleet left in 264 BC.", []want{{"264 BC", Date, "BC0264", "", "", ""}}},
		{"They met on Christmas Eve and on Thanksgiving Day 2025.", []want{{"Christmas Eve", Date, "2025-12-24", "", "2025-12-24", ""}, {"Thanksgiving Day 2025", Date, "2025-11-27", "", "2025-11-27", ""}}},
		{"The parade of the 2022 Independence Day was small.", []want{{"2022 Independence Day", Date, "2022-07-04", "", "2022-07-04", ""}}},
		{"They met on Good Friday 2025.", []want{{"Good Friday 2025", Date, "2025-04-18", "", "2025-04-18", ""}}},
		{"They will meet on Wednesday, March 3.", []want{{"Wednesday, March 3", Date, "2027-03-03", "", "2027-03-03", ""}}},
		{"They met on the 15th.", []want{{"the 15th", Date, "2026-11-15", "", "2026-11-15", ""}}},
	} {
		check(t, c.text, published, c.wants)
	}
}

func TestFindRelative(t *testing.T) {
	for _, c := range []struct {
		text  string
		wants []want
	}{
		{"He arrived yesterday.", []want{{"yesterday", Date, "2026-11-16", "", "2026-11-16", ""}}},
		{"He arrived two days ago.", []want{{"two days ago", Date, "2026-11-15", "", "2026-11-15", ""}}},
		{"He arrived the day before yesterday.", []want{{"the day before yesterday", Date, "2026-11-15", "", "2026-11-15", ""}}},
		{"He arrived a year and a half ago.", []want{{"a year and a half ago", Date, "2025-05", "", "2025-05-01..2025-05-31", "2025-05"}}},
		{"They met on 6 March 2020, a Friday, and on the previous Tuesday.", []want{{"6 March 2020", Date, "2020-03-06", "", "2020-03-06", ""}, {"Friday", Date, "2026-11-13", "", "2026-11-13", ""}, {"the previous Tuesday", Date, "2026-11-10", "", "2026-11-10", ""}}},
		{"He arrived three weeks ago.", []want{{"three weeks ago", Date, "2026-W44", "", "2026-10-26..2026-11-01", "2026-10-26/2026-11-01"}}},
		{"He arrived last month and leaves next month.", []want{{"last month", Date, "2026-10", "", "2026-10-01..2026-10-31", "2026-10"}, {"next month", Date, "2026-12", "", "2026-12-01..2026-12-31", "2026-12"}}},
		{"He arrived last year.", []want{{"last year", Date, "2025", "", "2025-01-01..2025-12-31", "2025"}}},
		{"He arrived a decade ago.", []want{{"a decade ago", Date, "2016", "", "2016-01-01..2016-12-31", "2016"}}},
		{"He will arrive early next week.", []want{{"early next week", Date, "2026-W48", "START", "2026-11-23..2026-11-29", "2026-11-23/2026-11-29"}}},
		{"He arrived earlier this month.", []want{{"earlier this month", Date, "2026-11", "START", "2026-11-01..2026-11-30", "2026-11"}}},
		{"He arrived over the weekend.", []want{{"the weekend", Date, "2026-W46-WE", "", "2026-11-14..2026-11-15", "2026-11-14/2026-11-15"}}},
		{"Fighting has grown in recent weeks.", []want{{"recent weeks", Date, "PAST_REF", "", "2026-09-15..2026-11-17", "2026-09-15/2026-11-17"}}},
		{"Prices fell in the past 18 months.", []want{{"the past 18 months", Duration, "P18M", "", "2025-05-17..2026-11-17", "2025-05-17/2026-11-17"}}},
		{"It is now calm, and he recently said so.", []want{{"now", Date, "PRESENT_REF", "", "", ""}, {"recently", Date, "PAST_REF", "", "", ""}}},
		{"The talks began on 3 March 2024. Two days later they failed, and the following month they resumed.", []want{
			{"3 March 2024", Date, "2024-03-03", "", "2024-03-03", ""}, {"Two days later", Date, "2024-03-05", "", "2024-03-05", ""},
			{"the following month", Date, "2024-04", "", "2024-04-01..2024-04-30", "2024-04"}}},
		{"Profit rose in the third quarter from a loss a year earlier.", []want{
			{"the third quarter", Date, "2026-Q3", "", "2026-07-01..2026-09-30", "2026-07/2026-09"}, {"a year earlier", Date, "2025-Q3", "", "2025-07-01..2025-09-30", "2025-07/2025-09"}}},
	} {
		check(t, c.text, published, c.wants)
	}
}

func TestFindTimesDurationsSets(t *testing.T) {
	for _, c := range []struct {
		text  string
		wants []want
	}{
		{"The blast came at 10:30 a.m. EST.", []want{{"10:30 a.m. EST", Time, "2026-11-17T10:30-05", "", "2026-11-17", ""}}},
		{"The blast came at noon Wednesday.", []want{{"noon Wednesday", Time, "2026-11-11T12:00", "", "2026-11-11", ""}}},
		{"The blast came at 5:40 am local time on March 20, 2003.", []want{{"5:40 am local time", Time, "2003-03-20T05:40", "", "2003-03-20", ""}, {"March 20, 2003", Date, "2003-03-20", "", "2003-03-20", ""}}},
		{"The blast came on Thursday morning.", []want{{"Thursday morning", Time, "2026-11-12TMO", "", "2026-11-12", ""}}},
		{"The blast came on the night of April 18.", []want{{"the night of April 18", Time, "2026-04-18TNI", "", "2026-04-18", ""}}},
		{"The log says 2025-12-08T10:30Z here.", []want{{"2025-12-08T10:30Z", Time, "2025-12-08T10:30Z", "", "2025-12-08", ""}}},
		{"The siege lasted more than two weeks.", []want{{"more than two weeks", Duration, "P2W", "MORE_THAN", "", ""}}},
		{"It took 2 1/2 years and 5 1/2 hours.", []want{{"2 1/2 years", Duration, "P2Y6M", "", "", ""}, {"5 1/2 hours", Duration, "PT5H30M", "", "", ""}}},
		{"A five-year plan takes several months.", []want{{"five-year", Duration, "P5Y", "", "", ""}, {"several months", Duration, "PXM", "", "", ""}}},
		{"The council meets every Monday and twice a year.", []want{{"every Monday", Set, "XXXX-WXX-1", "", "", ""}, {"twice a year", Set, "P1Y", "", "", ""}}},
		{"Trains run daily, and each May they are cleaned.", []want{{"daily", Set, "P1D", "", "", ""}, {"each May", Set, "XXXX-05", "", "", ""}}},
	} {
		check(t, c.text, published, c.wants)
	}
}

func TestFindRanges(t *testing.T) {
	for _, c := range []struct {
		text  string
		wants []want
	}{
		{"The fair ran from 22 to 24 October.", []want{
			{"22", Date, "2026-10-22", "", "2026-10-22..2026-10-24", "2026-10-22/2026-10-24"}, {"24 October", Date, "2026-10-24", "", "2026-10-24", ""}}},
		{"The fair ran between Nov. 3 and 5.", []want{
			{"Nov. 3", Date, "2026-11-03", "", "2026-11-03..2026-11-05", "2026-11-03/2026-11-05"}, {"5", Date, "2026-11-05", "", "2026-11-05", ""}}},
		{"The fair ran from Monday to Wednesday.", []want{
			{"Monday", Date, "2026-11-09", "", "2026-11-09..2026-11-11", "2026-11-09/2026-11-11"}, {"Wednesday", Date, "2026-11-11", "", "2026-11-11", ""}}},
		{"The drought lasted from July to September 1990.", []want{
			{"July", Date, "1990-07", "", "1990-07-01..1990-09-30", "1990-07/1990-09"}, {"September 1990", Date, "1990-09", "", "1990-09-01..1990-09-30", "1990-09"}}},
		{"The war of 1939–45 was over.", []want{
			{"1939", Date, "1939", "", "1939-01-01..1945-12-31", "1939/1945"}, {"45", Date, "1945", "", "1945-01-01..1945-12-31", "1945"}}},
		{"Shops closed on Monday and Wednesday.", []want{
			{"Monday", Date, "2026-11-16", "", "2026-11-16", ""}, {"Wednesday", Date, "2026-11-11", "", "2026-11-11", ""}}},
	} {
		check(t, c.text, published, c.wants)
	}
}

// TestWeekdayTense holds the rule of the weekday's side: the last one unless the
// clause looks ahead, then the next; the day of publication is both.
func TestWeekdayTense(t *testing.T) {
	for _, c := range []struct{ text, phrase, want string }{
		{"The envoys met on Monday in Doha.", "Monday", "2026-11-16"},
		{"The envoys met on Friday in Doha.", "Friday", "2026-11-13"},
		{"The envoys met on Tuesday in Doha.", "Tuesday", "2026-11-17"},
		{"On Sunday, the envoys left Doha.", "Sunday", "2026-11-15"},
		{"The envoys met last Tuesday in Doha.", "last Tuesday", "2026-11-10"},
		{"The envoys will meet on Monday in Doha.", "Monday", "2026-11-23"},
		{"On Monday the envoys will meet in Doha.", "Monday", "2026-11-23"},
		{"The envoys will meet on Tuesday in Doha.", "Tuesday", "2026-11-17"},
		{"The envoys will meet next Tuesday in Doha.", "next Tuesday", "2026-11-24"},
		{"The envoys are scheduled to meet on Friday.", "Friday", "2026-11-20"},
		{"The envoys plan to meet on Friday.", "Friday", "2026-11-20"},
		{"The envoys could leave as early as Thursday.", "Thursday", "2026-11-19"},
		{"The envoys meet next Friday.", "next Friday", "2026-11-20"},
		{"The chancellor is to travel to Doha on Monday.", "Monday", "2026-11-23"},
		{"The chancellor is likely to resign on Monday.", "Monday", "2026-11-23"},
		{"Finance ministers to meet Sunday", "Sunday", "2026-11-22"},
		{"The strike was postponed until Friday.", "Friday", "2026-11-20"},
		{"The hearing scheduled for Friday was put off.", "Friday", "2026-11-20"},
		{"The minister said on Thursday that the envoys will meet.", "Thursday", "2026-11-12"},
		{"The minister refused to comment on Thursday.", "Thursday", "2026-11-12"},
	} {
		doc := parser.Parse("", c.text)
		got := Find(doc, published)
		if len(got) != 1 || doc.Slice(got[0].Span) != c.phrase || got[0].Value != c.want {
			t.Errorf("%q: got %+v, want %s = %s", c.text, got, c.phrase, c.want)
		}
	}
}

func TestMonthTense(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The ministers met in December.", "2025-12"},
		{"The ministers will meet in December.", "2026-12"},
		{"The ministers met in March.", "2026-03"},
		{"The ministers will meet in March.", "2027-03"},
		{"The deadline was moved to Nov. 20.", "2026-11-20"},
	} {
		got := Find(parser.Parse("", c.text), published)
		if len(got) != 1 || got[0].Value != c.want {
			t.Errorf("%q: got %+v, want %s", c.text, got, c.want)
		}
	}
}

// TestUndated: without a day of publication nothing relative has days, but a
// date goes on from the one before it.
func TestUndated(t *testing.T) {
	for _, c := range []struct {
		text  string
		wants []want
	}{
		{"He left on Monday, yesterday and last year.", []want{{"Monday", Date, "XXXX-WXX-1", "", "", ""}, {"yesterday", Date, "XXXX-XX-XX", "", "", ""}, {"last year", Date, "XXXX", "", "", ""}}},
		{"He left on Oct. 8, in March and in the spring.", []want{{"Oct. 8", Date, "XXXX-10-08", "", "", ""}, {"March", Date, "XXXX-03", "", "", ""}, {"the spring", Date, "XXXX-SP", "", "", ""}}},
		{"Fighting grew in recent weeks.", []want{{"recent weeks", Date, "PAST_REF", "", "", ""}}},
		{"He left on 8 December 2025 and came back two days later.", []want{{"8 December 2025", Date, "2025-12-08", "", "2025-12-08", ""}, {"two days later", Date, "2025-12-10", "", "2025-12-10", ""}}},
		{"He left on 8 December 2025. On 10 December he came back.", []want{{"8 December 2025", Date, "2025-12-08", "", "2025-12-08", ""}, {"10 December", Date, "2025-12-10", "", "2025-12-10", ""}}},
		{"The law of 1998 was changed in June.", []want{{"1998", Date, "1998", "", "1998-01-01..1998-12-31", "1998"}, {"June", Date, "XXXX-06", "", "", ""}}},
	} {
		check(t, c.text, "", c.wants)
	}
}

// TestNarrative: an account of the past counts from its own dates.
func TestNarrative(t *testing.T) {
	const text = `The siege began on 3 October 1812. In November the garrison ran out of bread. In January the river froze, and
on 4 February 1813 a relief column set out. Two weeks later it was driven back. A book of 1966 tells the story.
On 20 March the town fell. By the summer of 1813 the war had moved north, and in 1814 it ended.`
	got := Find(parser.Parse("", text), published)
	want := []string{"1812-10-03", "1812-11", "1813-01", "1813-02-04", "1813-W07", "1966", "1813-03-20", "1813-SU", "1814"}
	if len(got) != len(want) {
		t.Fatalf("got %+v, want %v", got, want)
	}
	for i, w := range want {
		if got[i].Value != w {
			t.Errorf("expression %d: got %s, want %s", i, got[i].Value, w)
		}
	}
}

func TestNotDates(t *testing.T) {
	for _, text := range []string{
		"The year 20255 is far, and so is 20255-01-01.",
		"The home side won 2-1 and the stake was $1,999.",
		"He may march on the capital, he said.",
		"She reads the Sunday Times and Agenda 2030.",
		"See page 1998 and Resolution 1701.",
		"About 2000 people came, 1500 of them on foot.",
		"Version 10.12.13.14 runs on port 8080.",
		"She is the 10th and first female president.",
		"Three-quarters of the six-year-olds can read.",
	} {
		doc := parser.Parse("", text)
		for _, x := range Find(doc, published) {
			t.Errorf("%q: found %q = %s", text, doc.Slice(x.Span), x.Value)
		}
	}
}

func TestImpossibleDates(t *testing.T) {
	for _, text := range []string{"On February 30, 2024 nothing happened.", "It came in 10000 BC.", "It came on 31 April 2025."} {
		for _, x := range Find(parser.Parse("", text), published) {
			if x.Day != nil {
				t.Errorf("%q: got days %+v, want none", text, *x.Day)
			}
		}
	}
}
