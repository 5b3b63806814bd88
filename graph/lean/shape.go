package main

import (
	"go/ast"
	"go/token"
	"strings"
)

// field is a function that resolves a field of an object. Its body is a call of
//
//	graphql.ResolveField(ctx, ec.OperationContext, field, describe, resolve, directives, marshal, recovers, nonNull)
//
// in which describe and marshal are functions of one statement each.
type field struct {
	object  string // the type that has the field
	call    *ast.CallExpr
	context string   // the function that makes its context
	marshal string   // the function that marshals its value
	value   ast.Expr // what is read off the struct; nil where a resolver is asked
}

// fieldOf returns what a function resolves, nil when it is no such function.
func fieldOf(fn *ast.FuncDecl) *field {
	call := callOf(fn.Body)
	if selector(call) != "graphql.ResolveField" || len(call.Args) != 9 {
		return nil
	}
	object, _, _ := strings.Cut(strings.TrimPrefix(fn.Name.Name, "_"), "_")
	f := &field{object: object, call: call}
	describe, resolve, marshal := literal(call.Args[3]), literal(call.Args[4]), literal(call.Args[6])
	if describe == nil || resolve == nil || marshal == nil {
		return f
	}
	f.context, _ = callee(callOf(describe.Body))
	f.marshal, _ = callee(callOf(marshal.Body))
	if directives, ok := call.Args[5].(*ast.Ident); ok && directives.Name == "nil" && f.marshal != "" {
		f.value = valueOf(resolve.Body)
	}
	return f
}

// readInPlace is the body of a field that is read off a struct.
func (f *field) readInPlace(text func(ast.Node) string) string {
	body := "{\nvalue := " + text(f.value) + "\n"
	if text(f.call.Args[8]) == "false" { // it may be null
		body += "if unknown(value) {\nreturn graphql.Null\n}\n"
	}
	return body + "return ec." + f.marshal + "(ctx, field.Selections, value)\n}"
}

// resolved is the body of any other field.
func (f *field) resolved(text func(ast.Node) string) string {
	args := f.call.Args
	read := text(args[4])
	if directives := text(args[5]); directives != "nil" {
		read = "func(ctx context.Context) (any, error) {\nreturn (" + directives + ")(ctx, " + read + ")(ctx)\n}"
	}
	return "{\nreturn resolve(" + strings.Join([]string{text(args[0]), text(args[1]), text(args[2]), text(args[3]), read, text(args[6]), text(args[8])}, ", ") + ")\n}"
}

// shapes are what is known of the types of a schema by the functions generated for them.
type shapes struct {
	scalars  map[string]bool     // the functions that make the contexts of fields without fields
	children map[string]string   // of those of fields with fields, the type that these are of
	fields   map[string][]*field // of each type
	plain    map[string]bool     // the types all of whose fields are read in place
}

func newShapes() shapes {
	return shapes{map[string]bool{}, map[string]string{}, map[string][]*field{}, map[string]bool{}}
}

// see takes note of one generated function.
func (s shapes) see(fn *ast.FuncDecl) {
	if f := fieldOf(fn); f != nil {
		s.fields[f.object] = append(s.fields[f.object], f)
		return
	}
	if selector(callOf(fn.Body)) == "graphql.NewScalarFieldContext" {
		s.scalars[fn.Name.Name] = true
		return
	}
	if !strings.HasPrefix(fn.Name.Name, "fieldContext_") {
		return
	}
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if name, ok := callee(call); ok {
				if child, ok := strings.CutPrefix(name, "childFields_"); ok {
					s.children[fn.Name.Name] = child
				}
			}
		}
		return true
	})
}

// settle finds the plain types: those are left that have no field which is not read in place.
func (s shapes) settle() {
	for object := range s.fields {
		s.plain[object] = true
	}
	for changed := true; changed; {
		changed = false
		for object, fields := range s.fields {
			for _, f := range fields {
				if s.plain[object] && !s.inPlace(f) {
					s.plain[object], changed = false, true
				}
			}
		}
	}
}

// inPlace tells whether a field is read in place.
func (s shapes) inPlace(f *field) bool {
	return f.value != nil && (s.scalars[f.context] || s.plain[s.children[f.context]])
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

// valueOf returns X of a body that only returns X, nil, X being obj.Field or
// obj.Method(); else nil.
func valueOf(body *ast.BlockStmt) ast.Expr {
	results := returned(body)
	if len(results) != 2 {
		return nil
	}
	read := results[0]
	if call, ok := read.(*ast.CallExpr); ok && len(call.Args) == 0 {
		read = call.Fun
	}
	field, ok := read.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	if of, ok := field.X.(*ast.Ident); !ok || of.Name != "obj" {
		return nil
	}
	return results[0]
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
	if call == nil || len(call.Args) != 3 {
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
