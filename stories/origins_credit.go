package stories

import (
	"regexp"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// agencies are names of news agencies and wires, by how they are credited.
var agencies = func() map[string]string {
	out := map[string]string{}
	for agency, names := range map[string]string{
		"associated press": "ap|the associated press|ap news|apnews.com", "reuters": "thomson reuters|reuters news|reuters.com",
		"agence france-presse": "afp|agence france presse", "united press international": "upi", "deutsche presse-agentur": "dpa",
		"xinhua": "xinhua news agency|xinhuanet", "tass": "itar-tass|tass news agency", "interfax": "interfax news agency",
		"interfax-ukraine": "", "ukrinform": "", "ria novosti": "", "efe": "agencia efe", "ansa": "", "kyodo": "kyodo news", "jiji": "jiji press",
		"yonhap": "yonhap news agency|yonhap news", "press trust of india": "pti", "asian news international": "ani",
		"press association": "pa media|pa news agency", "bloomberg": "bloomberg news", "anadolu": "anadolu agency|anadolu ajansi",
		"canadian press": "the canadian press", "australian associated press": "aap", "bernama": "", "antara": "", "belga": "",
		"pr newswire": "prnewswire", "business wire": "businesswire", "globe newswire": "globenewswire", "accesswire": "",
	} {
		out[agency] = agency
		for _, name := range strings.Split(names, "|") {
			if name != "" {
				out[name] = agency
			}
		}
	}
	return out
}()

var (
	// dateline has the credit in brackets ("KYIV, Nov. 19 (Reuters) -"), a wire's
	// between strokes ("DENVER, May 4 /PRNewswire/ --").
	dateline = regexp.MustCompile(`^[\p{Lu}][^()/\n]{0,60}(?:\(([\p{Lu}][\p{L}\d .&-]{1,30})\)|/([\p{Lu}][\p{L}\d .&-]{1,30})/)\s*[-–—:_]`)
	// ahead is an agency before anything else: "Reuters - Snow fell".
	ahead = regexp.MustCompile(`^\(?([\p{Lu}][\p{L}. -]{1,30}?)\)?\s*[-–—:]`)
	// byline is a first line that says who wrote it.
	byline = regexp.MustCompile(`(?i)^by [^\n]{3,120}`)
	// atEnd is a credit in the last line.
	atEnd = regexp.MustCompile(`(?:[-–—] ?|[Ss]ource: ?|(?:©|[Cc]opyright)(?: \d{4})?(?: by)? ?|\()([\p{Lu}][\p{L}. -]{1,30}?)(?:\)|[.,]? [Aa]ll rights reserved.*|\.)?$`)
	// desk is how one agency ends its reports.
	desk = regexp.MustCompile(`\(?Reporting by [^\n]{3,200}?[;.] ?(?:[^\n]{0,80}; )?[Ee]diting by `)
)

// creditOf returns the agency that an article says it comes from, "" when it says
// none: in its dateline, its byline, its authors or its last line.
func creditOf(a models.Article) string {
	text := strings.TrimSpace(a.Text)
	if m := dateline.FindStringSubmatch(text[:min(len(text), 160)]); m != nil {
		return agencyNamed(m[1] + m[2])
	}
	if m := ahead.FindStringSubmatch(text[:min(len(text), 60)]); m != nil && known(m[1]) != "" {
		return known(m[1])
	}
	for _, who := range append(a.Authors[:len(a.Authors):len(a.Authors)], byline.FindString(text[:min(len(text), 160)])) {
		if agency := authorsAgency(who); agency != "" {
			return agency
		}
	}
	end := text[max(0, len(text)-300):]
	if strings.Contains(end, "eporting by ") && desk.MatchString(end) {
		return "reuters"
	}
	last := end[strings.LastIndexByte(end, '\n')+1:]
	if last = last[max(0, len(last)-100):]; !strings.ContainsAny(last, "-–—:©(") && !strings.Contains(last, "opyright") {
		return ""
	}
	if m := atEnd.FindStringSubmatch(last); m != nil {
		return known(m[1])
	}
	return ""
}

// known returns the agency of that name, "" when it is none that is known.
func known(name string) string { return agencies[strings.ToLower(strings.TrimSpace(name))] }

// agencyNamed returns the agency that is credited as name, in lower case.
func agencyNamed(name string) string {
	if agency := known(name); agency != "" {
		return agency
	}
	return strings.ToLower(strings.TrimSpace(name))
}

// employers parts authors from whom they write for.
var employers = strings.NewReplacer(" of ", ",", " for ", ",", " via ", ",", "By ", "", "by ", "")

// authorsAgency returns the agency that an author writes for: "Jane Doe,
// Associated Press", "By JOHN ROE of The Associated Press", "Reuters Staff".
func authorsAgency(who string) string {
	if who == "" {
		return ""
	}
	for _, part := range strings.FieldsFunc(employers.Replace(who),
		func(r rune) bool { return strings.ContainsRune(",/|();\n–—", r) }) {
		words := strings.Fields(part)
		for len(words) > 0 {
			if agency := known(strings.Join(words, " ")); agency != "" {
				return agency
			}
			switch strings.ToLower(strings.Trim(words[len(words)-1], ".")) {
			case "staff", "writer", "writers", "reporter", "reporters", "correspondent", "agency", "news":
				words = words[:len(words)-1]
				continue
			}
			break
		}
	}
	return ""
}

// sections are words that a publisher's feeds add to its name.
var sections = wordSet(`news sport sports world online business politics international latest top stories headlines rss feed uk us asia europe africa americas`)

// houseOf is the house that an article is published by, in lower case, without
// the section of its feed: "BBC News - World" and "BBC Sport" are of one.
func houseOf(publisher string) string {
	name := strings.ToLower(strings.TrimSpace(publisher))
	if agency := agencies[name]; agency != "" {
		return agency
	}
	for _, cut := range []string{" - ", " | ", " – ", ": ", " » "} {
		name, _, _ = strings.Cut(name, cut)
	}
	words := strings.Fields(strings.TrimPrefix(name, "the "))
	for len(words) > 1 && sections[words[len(words)-1]] {
		words = words[:len(words)-1]
	}
	name = strings.Join(words, " ")
	for _, end := range []string{".com", ".org", ".net"} {
		name = strings.TrimSuffix(name, end)
	}
	if agency := agencies[name]; agency != "" {
		return agency
	}
	return name
}
