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
	scalars := make(map[string]bool) // the functions that make the contexts of fields without fields
	var items []string               // how an item of a list is marshalled as a copy, and how as it is
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
			call := callOf(fn.Body)
			if selector(call) == "graphql.NewScalarFieldContext" {
				scalars[fn.Name.Name] = true
			}
			if object, ok := callee(call); ok && takesCopy(call) {
				items = append(items, "return ec."+fn.Name.Name+"(ctx, sel, v[i])", "return ec."+object+"(ctx, sel, &v[i])")
			}
		}
	}
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
			if body := readInPlace(fn, scalars, text); body != "" {
				edits = append(edits, edit{files.Position(fn.Body.Pos()).Offset, files.Position(fn.Body.End()).Offset, body})
				fields++
			}
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

// readInPlace returns the body of a function that resolves a field, when that is a
// scalar read off a struct; else "". Such a function is a call of
//
//	graphql.ResolveField(ctx, ec.OperationContext, field, context, resolve, nil, marshal, recovers, nonNull)
//
// in which context, resolve and marshal are functions of one statement each.
func readInPlace(fn *ast.FuncDecl, scalars map[string]bool, text func(ast.Node) string) string {
	call := callOf(fn.Body)
	if selector(call) != "graphql.ResolveField" || len(call.Args) != 9 || text(call.Args[5]) != "nil" {
		return ""
	}
	context, resolve, marshal := literal(call.Args[3]), literal(call.Args[4]), literal(call.Args[6])
	if context == nil || resolve == nil || marshal == nil {
		return ""
	}
	made, ok := callee(callOf(context.Body))
	if !ok || !scalars[made] {
		return ""
	}
	value := valueOf(resolve.Body)
	marshaler, ok := callee(callOf(marshal.Body))
	if value == nil || !ok {
		return ""
	}
	read := text(value)
	body := "{\n"
	if text(call.Args[8]) == "false" { // it may be null
		body += "if unknown(" + read + ") {\nreturn graphql.Null\n}\n"
	}
	return body + "return ec." + marshaler + "(ctx, field.Selections, " + read + ")\n}"
}

// callOf returns the call that a body of one statement returns, nil when it is no
// such body.
func callOf(body *ast.BlockStmt) *ast.CallExpr {
	if results := returned(body); len(results) == 1 {
		call, _ := results[0].(*ast.CallExpr)
		return call
	}
	return nil
}

// valueOf returns X of a body that only returns obj.X, nil; else nil.
func valueOf(body *ast.BlockStmt) ast.Expr {
	results := returned(body)
	if len(results) != 2 {
		return nil
	}
	field, ok := results[0].(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	if of, ok := field.X.(*ast.Ident); !ok || of.Name != "obj" {
		return nil
	}
	return field
}

// returned is what a body of one statement returns.
func returned(body *ast.BlockStmt) []ast.Expr {
	if body == nil || len(body.List) != 1 {
		return nil
	}
	if statement, ok := body.List[0].(*ast.ReturnStmt); ok {
		return statement.Results
	}
	return nil
}

// takesCopy tells whether a call is ec.X(ctx, sel, &v), of a v that was handed over as
// a copy.
func takesCopy(call *ast.CallExpr) bool {
	if len(call.Args) != 3 {
		return false
	}
	address, ok := call.Args[2].(*ast.UnaryExpr)
	if !ok || address.Op != token.AND {
		return false
	}
	of, ok := address.X.(*ast.Ident)
	return ok && of.Name == "v"
}

// literal returns a function literal, nil when the expression is none.
func literal(x ast.Expr) *ast.FuncLit {
	fn, _ := x.(*ast.FuncLit)
	return fn
}

// callee returns X of the call of ec.X.
func callee(call *ast.CallExpr) (string, bool) {
	if call == nil {
		return "", false
	}
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	of, ok := method.X.(*ast.Ident)
	return method.Sel.Name, ok && of.Name == "ec"
}

// selector returns what a call calls as package.Function, "" when it is nothing such.
func selector(call *ast.CallExpr) string {
	if call == nil {
		return ""
	}
	if method, ok := call.Fun.(*ast.SelectorExpr); ok {
		if of, ok := method.X.(*ast.Ident); ok {
			return of.Name + "." + method.Sel.Name
		}
	}
	return ""
}
