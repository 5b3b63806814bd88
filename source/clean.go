package source

import (
	"crypto/sha256"
	"encoding/hex"
	"html"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/throughline-news/throughline/models"
)

// Clean gives an article the form in which it is kept: valid UTF-8 without
// control characters, lines ending in \n, a canonical URL and a content hash.
// Offsets of quotes count in the text it returns.
func Clean(a models.Article) models.Article {
	a.Text = cleanText(a.Text)
	a.Title = oneLine(a.Title)
	a.Publisher = oneLine(a.Publisher)
	a.URL = CanonicalURL(a.URL)
	var authors []string
	for _, author := range a.Authors {
		if author = oneLine(author); author != "" && !slices.Contains(authors, author) {
			authors = append(authors, author)
		}
	}
	a.Authors = authors
	sum := sha256.Sum256([]byte(a.Title + "\x00" + a.Text))
	a.ContentHash = hex.EncodeToString(sum[:])
	return a
}

// cleanText makes s valid UTF-8 with \n line ends and no control characters.
func cleanText(s string) string {
	s = strings.ToValidUTF8(strings.TrimPrefix(s, "\ufeff"), "\ufffd")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r' || r == '\u2028' || r == '\u2029':
			return '\n'
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

// oneLine makes s a single line without entities or doubled spaces.
func oneLine(s string) string {
	return strings.Join(strings.Fields(cleanText(html.UnescapeString(s))), " ")
}

// tracking names query parameters that say how a reader came, not what is read.
var tracking = []string{"fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "ocid", "cmpid", "smid", "sref", "ref_src", "at_medium", "at_campaign"}

// CanonicalURL returns one form for the addresses of one page: lower-case host,
// no default port, no fragment, no tracking parameters, the others sorted. What
// is no absolute http(s) URL gives "".
func CanonicalURL(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.Host = strings.ToLower(u.Host)
	u.User = nil
	if port := u.Port(); port == "80" && u.Scheme == "http" || port == "443" && u.Scheme == "https" {
		u.Host = strings.TrimSuffix(u.Host, ":"+port)
	}
	u.Fragment, u.RawFragment = "", ""
	query := u.Query()
	for name := range query {
		if strings.HasPrefix(name, "utm_") || slices.Contains(tracking, strings.ToLower(name)) {
			delete(query, name)
		}
	}
	u.RawQuery = query.Encode()
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String()
}

// shortened cuts a value for an error message.
func shortened(s string) string {
	if r := []rune(s[:min(len(s), 400)]); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
