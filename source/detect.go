package source

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

type format int

const (
	formatText format = iota
	formatMarkdown
	formatHTML
	formatJSON
	formatLines
	formatFeed
)

func isLines(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".jsonl" || ext == ".ndjson"
}

// detect says what in is: by its ending for a file that has a telling one, else
// by its content. It refuses what is empty or no text.
func detect(in input) (format, error) {
	body := bytes.TrimPrefix(in.body, []byte("\xef\xbb\xbf"))
	if len(bytes.TrimSpace(body)) == 0 {
		return 0, errors.New("empty")
	}
	if in.url == "" {
		switch strings.ToLower(filepath.Ext(in.name)) {
		case ".txt":
			return formatText, checkText(in.body)
		case ".md", ".markdown":
			return formatMarkdown, checkText(in.body)
		case ".html", ".htm":
			return formatHTML, nil // may be in any charset
		case ".xml", ".rss", ".atom":
			return formatFeed, nil // may be in any charset
		case ".json":
			if isJSONFeed(body) {
				return formatFeed, nil
			}
			return formatJSON, nil
		}
	}
	return sniff(in, body)
}

// sniff decides by content, as for standard input and pages.
func sniff(in input, body []byte) (format, error) {
	head := bytes.ToLower(bytes.TrimSpace(body[:min(len(body), 2048)]))
	has := func(s string) bool { return bytes.Contains(head, []byte(s)) }
	switch {
	case bytes.HasPrefix(head, []byte("{")):
		if isJSONFeed(body) {
			return formatFeed, nil
		}
		if firstLineIsObject(body) {
			return formatLines, nil
		}
		return formatJSON, nil
	case bytes.HasPrefix(head, []byte("[")) && strings.Contains(in.contentType, "json"):
		return formatJSON, nil
	case has("<rss") || has("<feed") || has("<rdf:rdf"):
		return formatFeed, nil
	case has("<!doctype html") || has("<html") || strings.Contains(in.contentType, "html"):
		return formatHTML, nil
	case strings.Contains(in.contentType, "xml"):
		return formatFeed, nil
	case bytes.HasPrefix(head, []byte("---\n")):
		return formatMarkdown, checkText(in.body)
	}
	return formatText, checkText(in.body)
}

// firstLineIsObject tells whether the first line closes the object it opens.
func firstLineIsObject(body []byte) bool {
	line, _, more := bytes.Cut(bytes.TrimSpace(body), []byte("\n"))
	return more && bytes.HasSuffix(bytes.TrimSpace(line), []byte("}"))
}

// checkText refuses what is not UTF-8 text.
func checkText(body []byte) error {
	head := body[:min(len(body), 512)]
	if kind := http.DetectContentType(head); bytes.IndexByte(body, 0) >= 0 || !strings.HasPrefix(kind, "text/") && !utf8.Valid(body) {
		return fmt.Errorf("not a text (it looks like %s)", kind)
	}
	if !utf8.Valid(body) {
		for i := 0; i < len(body); {
			r, n := utf8.DecodeRune(body[i:])
			if r == utf8.RuneError && n == 1 {
				return fmt.Errorf("not UTF-8: byte %d is 0x%02x (convert it to UTF-8 first)", i, body[i])
			}
			i += n
		}
	}
	return nil
}
