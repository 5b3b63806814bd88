package source

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"gopkg.in/yaml.v3"

	"github.com/throughline-news/throughline/models"
)

// frontMatter is the YAML head of a Markdown file.
type frontMatter struct {
	Title     string    `yaml:"title"`
	URL       string    `yaml:"url"`
	Publisher string    `yaml:"publisher"`
	Authors   oneOrMore `yaml:"authors"`
	Author    string    `yaml:"author"`
	Language  string    `yaml:"language"`
	Published string    `yaml:"published"`
}

// oneOrMore reads a list, or a single value as a list of one.
type oneOrMore []string

// UnmarshalYAML reads a list or a single value.
func (o *oneOrMore) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		*o = oneOrMore{n.Value}
		return nil
	}
	return n.Decode((*[]string)(o))
}

// parseMarkdown reads a Markdown text with optional front matter. The text kept
// is what a reader of the rendered page sees, a paragraph a block.
func parseMarkdown(body []byte) (models.Article, error) {
	body = bytes.ReplaceAll(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")), []byte("\r\n"), []byte("\n"))
	var meta frontMatter
	if rest, found := bytes.CutPrefix(body, []byte("---\n")); found {
		head, tail, closed := bytes.Cut(rest, []byte("\n---"))
		if !closed {
			return models.Article{}, fmt.Errorf("front matter is not closed (expected a line ---)")
		}
		if err := yaml.Unmarshal(head, &meta); err != nil {
			return models.Article{}, fmt.Errorf("front matter: %w", err)
		}
		body = bytes.TrimPrefix(tail, []byte("-"))
	}
	day, at, err := ParsePublished(meta.Published)
	if err != nil {
		return models.Article{}, fmt.Errorf("front matter: published: %w", err)
	}
	if len(body) > MaxArticle {
		return models.Article{}, errTooLong(len(body))
	}
	for line := range bytes.Lines(body) {
		if containers(line) > maxDepth {
			return models.Article{}, fmt.Errorf("quotations and lists nest deeper than %d", maxDepth)
		}
	}
	heading, blocks := markdownText(body)
	if meta.Title == "" {
		meta.Title = heading
	}
	if meta.Author != "" {
		meta.Authors = append(meta.Authors, meta.Author)
	}
	return models.Article{Title: meta.Title, URL: meta.URL, Publisher: meta.Publisher, Authors: meta.Authors, Language: meta.Language,
		PublishedOn: day, PublishedAt: at, Text: strings.Join(blocks, "\n\n")}, nil
}

// containers counts the quotations and lists that open at the beginning of a line. Each
// costs the parser a pass over the rest of it.
func containers(line []byte) int {
	n := 0
	for i, b := range line {
		switch {
		case b == ' ' || b == '\t' || b == '.' || b == ')' || b >= '0' && b <= '9':
		case b == '>', bytes.IndexByte([]byte("-+*"), b) >= 0 && i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t'):
			n++
		default:
			return n
		}
		if i > 0 && (b == ' ' || b == '\t') && (line[i-1] == '.' || line[i-1] == ')') {
			n++
		}
	}
	return n
}

// markdownText returns the first heading and the text of all blocks but a
// leading first-level heading.
func markdownText(body []byte) (heading string, blocks []string) {
	root := goldmark.DefaultParser().Parse(text.NewReader(body))
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker never fails
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n.Kind() {
		case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading:
			t := strings.TrimSpace(inlineText(n, body))
			if h, ok := n.(*ast.Heading); ok && h.Level == 1 && heading == "" && len(blocks) == 0 {
				heading = t
			} else if t != "" {
				blocks = append(blocks, t)
			}
			return ast.WalkSkipChildren, nil
		case ast.KindHTMLBlock, ast.KindCodeBlock, ast.KindFencedCodeBlock:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return heading, blocks
}

// inlineText is the text of a block without its marks, its lines joined.
func inlineText(block ast.Node, body []byte) string {
	var b strings.Builder
	_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker never fails
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(n.Segment.Value(body))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(body))
		case *ast.Image, *ast.RawHTML:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}
