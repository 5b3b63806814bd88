package main

import (
	"cmp"
	_ "embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"
)

// support is the file with what the rewritten code calls.
const support = "lean.generated.go"

//go:embed support.go.txt
var supportSource string

// edit puts text in place of the bytes from start to end.
type edit struct {
	start, end int
	text       string
}

// rewrite returns the sources of one package rewritten, and how many of its fields
// are read in place.
func rewrite(sources map[string]string) (map[string]string, int, error) {
	files := token.NewFileSet()
	parsed := make(map[string]*ast.File)
	var items []string // how an item of a list is marshalled as a copy, and how as it is
	found := newShapes()
	for name, source := range sources {
		file, err := parser.ParseFile(files, name, source, parser.SkipObjectResolution)
		if err != nil {
			return nil, 0, fmt.Errorf("parse what gqlgen has generated: %w", err)
		}
		parsed[name] = file
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			found.see(fn)
			if call := callOf(fn.Body); takesCopy(call) {
				if object, ok := callee(call); ok {
					items = append(items, "return ec."+fn.Name.Name+"(ctx, sel, v[i])", "return ec."+object+"(ctx, sel, &v[i])")
				}
			}
		}
	}
	found.settle()
	out, fields := make(map[string]string, len(sources)), 0
	uncopied := strings.NewReplacer(items...)
	for name, file := range parsed {
		source := sources[name]
		text := func(n ast.Node) string { return source[files.Position(n.Pos()).Offset:files.Position(n.End()).Offset] }
		var edits []edit
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			f := fieldOf(fn)
			if f == nil {
				continue
			}
			body := f.resolved(text)
			if found.inPlace(f) {
				body = f.readInPlace(text)
				fields++
			}
			edits = append(edits, edit{files.Position(fn.Body.Pos()).Offset, files.Position(fn.Body.End()).Offset, body})
		}
		slices.SortFunc(edits, func(a, b edit) int { return cmp.Compare(b.start, a.start) }) // the last first: offsets before it stay
		for _, e := range edits {
			source = source[:e.start] + e.text + source[e.end:]
		}
		var err error
		if out[name], err = withoutUnused(uncopied.Replace(replacements.Replace(source))); err != nil {
			return nil, 0, err
		}
	}
	return out, fields, nil
}

// withoutUnused returns a source without the imports that it does not need any more.
func withoutUnused(source string) (string, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "", source, parser.SkipObjectResolution)
	if err != nil {
		return "", fmt.Errorf("parse what was rewritten: %w", err)
	}
	used := make(map[string]bool)
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if of, ok := s.X.(*ast.Ident); ok {
				used[of.Name] = true
			}
		}
		return true
	})
	for _, spec := range slices.Backward(file.Imports) {
		address, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return "", err
		}
		if spec.Name == nil && !used[path.Base(address)] {
			source = source[:files.Position(spec.Pos()).Offset] + source[files.Position(spec.End()).Offset:]
		}
	}
	return source, nil
}
