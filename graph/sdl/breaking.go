package sdl

import (
	"fmt"
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// Breaking names what of before is no more, or is narrower, in after: whatever
// makes the server refuse a query that it answered, or give a client what it was
// told never comes. What is only added breaks nothing; that clients must expect
// new values of an enum is said in docs/api.md.
func Breaking(before, after *ast.Schema) []string {
	var out changes
	for _, name := range slices.Sorted(maps.Keys(before.Types)) {
		old, now := before.Types[name], after.Types[name]
		switch {
		case old.BuiltIn:
		case now == nil:
			out.add("%s is gone", name)
		case old.Kind != now.Kind:
			out.add("%s was %s and is %s", name, old.Kind, now.Kind)
		default:
			out.definition(old, now)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(before.Directives)) {
		if before.Directives[name].Position.Src.BuiltIn {
			continue
		}
		if after.Directives[name] == nil {
			out.add("@%s is gone", name)
		}
	}
	return out
}

type changes []string

func (c *changes) add(format string, args ...any) { *c = append(*c, fmt.Sprintf(format, args...)) }

func (c *changes) definition(old, now *ast.Definition) {
	for _, name := range old.Interfaces {
		if !slices.Contains(now.Interfaces, name) {
			c.add("%s is no %s any more", old.Name, name)
		}
	}
	for _, name := range old.Types {
		if !slices.Contains(now.Types, name) {
			c.add("%s is no %s any more", name, old.Name)
		}
	}
	for _, value := range old.EnumValues {
		if now.EnumValues.ForName(value.Name) == nil {
			c.add("%s.%s is gone", old.Name, value.Name)
		}
	}
	for _, field := range old.Fields {
		at := old.Name + "." + field.Name
		next := now.Fields.ForName(field.Name)
		switch {
		case next == nil:
			c.add("%s is gone", at)
		case old.Kind == ast.InputObject:
			c.input(at, field.Type, next.Type)
		default:
			if !gives(field.Type, next.Type) {
				c.add("%s was %s and is %s", at, field.Type, next.Type)
			}
			c.arguments(at, field.Arguments, next.Arguments)
		}
	}
	if old.Kind == ast.InputObject {
		for _, field := range now.Fields {
			if old.Fields.ForName(field.Name) == nil && required(field.Type, field.DefaultValue) {
				c.add("%s.%s is new and must be given", old.Name, field.Name)
			}
		}
	}
}

func (c *changes) arguments(field string, old, now ast.ArgumentDefinitionList) {
	for _, argument := range old {
		at := field + "(" + argument.Name + ")"
		next := now.ForName(argument.Name)
		if next == nil {
			c.add("%s is gone", at)
			continue
		}
		c.input(at, argument.Type, next.Type)
		if was, is := written(argument.DefaultValue), written(next.DefaultValue); was != is {
			c.add("%s was %s when not given and is %s", at, was, is)
		}
	}
	for _, argument := range now {
		if old.ForName(argument.Name) == nil && required(argument.Type, argument.DefaultValue) {
			c.add("%s(%s) is new and must be given", field, argument.Name)
		}
	}
}

func (c *changes) input(at string, old, now *ast.Type) {
	if !gives(now, old) {
		c.add("%s took %s and takes %s", at, old, now)
	}
}

// gives tells whether values of the type now are all values of the type old, as a
// client that reads them needs it. For what a client writes it is asked the other
// way round.
func gives(old, now *ast.Type) bool {
	if old.NonNull && !now.NonNull {
		return false
	}
	if old.Elem == nil || now.Elem == nil {
		return old.Elem == nil && now.Elem == nil && old.NamedType == now.NamedType
	}
	return gives(old.Elem, now.Elem)
}

func required(t *ast.Type, value *ast.Value) bool { return t.NonNull && value == nil }

func written(value *ast.Value) string {
	if value == nil {
		return "nothing"
	}
	return value.String()
}
