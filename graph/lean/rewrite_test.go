package main

import (
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

// before is as gqlgen writes it: two scalars, an object and a resolver.
const before = `package generated

import (
	"context"
	"time"

	"example.org/graphql"
)

func (ec *executionContext) _Talk_name(ctx context.Context, field graphql.CollectedField, obj *model.Talk) (ret graphql.Marshaler) {
	return graphql.ResolveField(
		ctx,
		ec.OperationContext,
		field,
		func(ctx context.Context, field graphql.CollectedField) (*graphql.FieldContext, error) {
			return ec.fieldContext_Talk_name(ctx, field)
		},
		func(ctx context.Context) (any, error) {
			return obj.Name, nil
		},
		nil,
		func(ctx context.Context, selections ast.SelectionSet, v string) graphql.Marshaler {
			return ec.marshalOString2string(ctx, selections, v)
		},
		true,
		false,
	)
}
func (ec *executionContext) fieldContext_Talk_name(_ context.Context, field graphql.CollectedField) (fc *graphql.FieldContext, err error) {
	return graphql.NewScalarFieldContext("Talk", field, false, false, "String")
}
` + field + `
func (ec *executionContext) fieldContext_Talk_at(_ context.Context, field graphql.CollectedField) (fc *graphql.FieldContext, err error) {
	return graphql.NewScalarFieldContext("Talk", field, false, false, "DateTime")
}

func (ec *executionContext) _Talk(ctx context.Context, sel ast.SelectionSet, obj *model.Talk) graphql.Marshaler {
	out := graphql.NewFieldSet(fields)
	deferred := graphql.NewDeferredGroup(ctx)
	return out
}
`

const field = `
func (ec *executionContext) _Talk_at(ctx context.Context, field graphql.CollectedField, obj *model.Talk) (ret graphql.Marshaler) {
	return graphql.ResolveField(
		ctx,
		ec.OperationContext,
		field,
		func(ctx context.Context, field graphql.CollectedField) (*graphql.FieldContext, error) {
			return ec.fieldContext_Talk_at(ctx, field)
		},
		func(ctx context.Context) (any, error) {
			return obj.At, nil
		},
		nil,
		func(ctx context.Context, selections ast.SelectionSet, v time.Time) graphql.Marshaler {
			return ec.marshalNDateTime2timeᚐTime(ctx, selections, v)
		},
		true,
		true,
	)
}
`

func TestRewrite(t *testing.T) {
	tests := []struct {
		name, from, to string // what is changed in before
		fields         int
		has            []string
	}{
		{"scalars", "", "", 2, []string{
			"{\nif unknown(obj.Name) {\nreturn graphql.Null\n}\nreturn ec.marshalOString2string(ctx, field.Selections, obj.Name)\n}",
			"{\nreturn ec.marshalNDateTime2timeᚐTime(ctx, field.Selections, obj.At)\n}",
			"deferred := deferredGroup(ctx, fields)", "return object{fields, out.Values}",
		}},
		{"a resolver stays", "return obj.At, nil", "return ec.Resolvers.Talk().At(ctx, obj)", 1, []string{"ec.Resolvers.Talk().At(ctx, obj)", `"time"`}},
		{"a method stays", "return obj.At, nil", "return obj.At(), nil", 1, []string{"return obj.At(), nil"}},
		{"a directive stays", "		nil,\n		func(ctx context.Context, selections ast.SelectionSet, v time", "		guarded,\n		func(ctx context.Context, selections ast.SelectionSet, v time", 1, []string{"guarded,"}},
		{"an object stays", `return graphql.NewScalarFieldContext("Talk", field, false, false, "DateTime")`, "return ec.childFields(field)", 1, []string{"return obj.At, nil"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, fields, err := rewrite(map[string]string{"talk.go": strings.Replace(before, tt.from, tt.to, 1)})
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
			if tt.fields == 2 && strings.Contains(out["talk.go"], `"time"`) {
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
