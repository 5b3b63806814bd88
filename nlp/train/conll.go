package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

// readColumns reads a file of a token a line, its label in the last column,
// sentences divided by empty lines and, where the file has them, documents by
// -DOCSTART-. Without these every sentence is a text of its own.
func readColumns(path string, like text) ([]text, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read set: %w", err)
	}
	defer file.Close()
	var out []text
	var body strings.Builder
	cur := like
	documents := false
	flush := func() {
		if cur.body = strings.TrimRight(body.String(), " \n"); cur.body != "" {
			out = append(out, cur)
		}
		cur = like
		body.Reset()
	}
	open := false
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		switch {
		case len(fields) > 1 && fields[0] == "-DOCSTART-":
			documents = true
			flush()
			continue
		case len(fields) < 2:
			open = false
			if documents {
				body.WriteByte('\n')
			} else {
				flush()
			}
			continue
		}
		word, label := fields[0], fields[len(fields)-1]
		place, kind, _ := strings.Cut(label, "-")
		start := body.Len()
		body.WriteString(word)
		end := body.Len()
		body.WriteByte(' ')
		switch k := kindOf(kind); {
		case place == "O":
			open = false
		case open && place == "I" && cur.spans[len(cur.spans)-1].kind == k:
			cur.spans[len(cur.spans)-1].end = end
		default:
			cur.spans = append(cur.spans, span{start, end, k})
			open = true
		}
	}
	flush()
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return out, nil
}
