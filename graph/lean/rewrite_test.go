package main

import (
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

// generated is the function of a field as gqlgen writes it, with the one that makes
// its context.
func generated(object, name, value, directives, context string) string {
	return strings.NewReplacer("OBJECT", object, "NAME", name, "VALUE", value, "DIRECTIVES", directives, "CONTEXT", context).Replace(`
func (ec *executionContext) _OBJECT_NAME(ctx context.Context, field graphql.CollectedField, obj *model.OBJECT) (ret graphql.Marshaler) {
	return graphql.ResolveField(
		ctx,
		ec.OperationContext,
		field,
		func(ctx context.Context, field graphql.CollectedField) (*graphql.FieldContext, error) {
			return ec.fieldContext_OBJECT_NAME(ctx, field)
		},
		func(ctx context.Context) (any, error) {
			return VALUE
		},
		DIRECTIVES,
		func(ctx context.Context, selections ast.SelectionSet, v time.Time) graphql.Marshaler {
			return ec.marshalNAME(ctx, selections, v)
		},
		true,
		false,
	)
}
func (ec *executionContext) fieldContext_OBJECT_NAME(_ context.Context, field graphql.CollectedField) (fc *graphql.FieldContext, err error) {
	CONTEXT
}
`)
}

const (
	scalar = `return graphql.NewScalarFieldContext("Talk", field, false, false, "DateTime")`
	object = `fc = &graphql.FieldContext{Child: func(ctx context.Context, field graphql.CollectedField) (*graphql.FieldContext, error) {
		return ec.childFields_KIND(ctx, field)
	}}
	return fc, nil`
)

func TestRewrite(t *testing.T) {
	const rest = `package generated

import (
	"context"
	"time"

	"example.org/graphql"
)

func (ec *executionContext) _Talk(ctx context.Context, sel ast.SelectionSet, obj *model.Talk) graphql.Marshaler {
	out := graphql.NewFieldSet(fields)
	deferred := graphql.NewDeferredGroup(ctx)
	return out
}
`
	of := func(kind string) string { return strings.Replace(object, "KIND", kind, 1) }
	hour, teller := generated("Clock", "hour", "obj.Hour, nil", "nil", scalar), generated("Talk", "teller", "ec.Resolvers.Talk().Teller(ctx, obj)", "nil", of("Person"))
	const inPlace = "{\nvalue := obj.At\nif unknown(value) {\nreturn graphql.Null\n}\nreturn ec.marshalat(ctx, field.Selections, value)\n}"
	tests := []struct {
		name, source string
		fields       int // that are read in place
		has          []string
	}{
		{"a scalar", generated("Talk", "at", "obj.At, nil", "nil", scalar), 1, []string{
			inPlace, "deferred := deferredGroup(ctx, fields)", "return object{fields, out.Values}",
		}},
		{"a method", generated("Talk", "at", "obj.At(), nil", "nil", scalar), 1, []string{"value := obj.At()\n"}},
		{"a resolver", generated("Talk", "at", "ec.Resolvers.Talk().At(ctx, obj)", "nil", scalar), 0, []string{
			"return resolve(ctx, ec.OperationContext, field, func(", "return ec.Resolvers.Talk().At(ctx, obj)", `"time"`,
		}},
		{"a directive", generated("Talk", "at", "obj.At, nil", "guard", scalar), 0, []string{"return (guard)(ctx, func("}},
		{"an object of scalars", generated("Talk", "at", "obj.At, nil", "nil", of("Clock")) + hour, 2, []string{inPlace}},
		{"an object within itself", generated("Clock", "at", "obj.At, nil", "nil", of("Clock")) + hour, 2, []string{inPlace}},
		{"an object with a resolver", generated("Talk", "at", "obj.At, nil", "nil", of("Talk")) + teller + hour, 1, []string{"return obj.At, nil"}},
		{"an object of which nothing is known", generated("Talk", "at", "obj.At, nil", "nil", of("Node")) + hour, 1, []string{"return obj.At, nil"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, fields, err := rewrite(map[string]string{"talk.go": rest + tt.source})
			if err != nil || fields != tt.fields {
				t.Fatalf("%d fields, error %v; want %d", fields, err, tt.fields)
			}
			for _, part := range tt.has {
				if !strings.Contains(out["talk.go"], part) {
					t.Errorf("%q is not in\n%s", part, out["talk.go"])
				}
			}
			if _, err := parser.ParseFile(token.NewFileSet(), "talk.go", out["talk.go"], 0); err != nil {
				t.Error(err)
			}
			if unused := fields > 0 && !strings.Contains(out["talk.go"], "time."); unused && strings.Contains(out["talk.go"], `"time"`) {
				t.Error("an import that is not used any more stayed")
			}
		})
	}
}

func TestNothingToRewrite(t *testing.T) {
	if err := rewriteFolder(t.TempDir()); err == nil {
		t.Error("a folder without generated code was taken")
	}
	if _, _, err := rewrite(map[string]string{"a.go": "no Go"}); err == nil {
		t.Error("what is no Go was taken")
	}
}
