// Command lean rewrites what gqlgen has generated so that an answer costs little
// more than its values. gqlgen prepares for each field, of each object, of each
// item whatever a resolver could ask for: a context that knows the path, a recovery
// from panics, interceptors, a place for deferred fields, a goroutine. Most fields
// are read off a struct, and need none of it.
//
//   - A scalar that is read off a struct is read and written, and so is an object
//     all of whose fields are such.
//   - A field with a resolver has no interceptors. What the only one of this program
//     would do, that the unknown is null, is done in place.
//   - A group of deferred fields is only made where a field is deferred.
//   - The items of a list are written one after the other. Their resolvers read for
//     all of them at once, so that only those of the first item wait for the
//     database, and only these run side by side. No item is copied.
//   - An object writes its fields without a map of those it has written.
package main

import (
	"fmt"
	"go/format"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: lean FOLDER")
		os.Exit(2)
	}
	if err := rewriteFolder(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "lean:", err)
		os.Exit(1)
	}
}

// rewriteFolder rewrites the generated files of a folder and adds what they call.
func rewriteFolder(folder string) error {
	paths, err := filepath.Glob(filepath.Join(folder, "*.generated.go"))
	if err != nil {
		return err
	}
	sources := make(map[string]string)
	for _, path := range paths {
		if filepath.Base(path) == support {
			continue
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		sources[path] = string(content)
	}
	lean, fields, err := rewrite(sources)
	if err != nil {
		return err
	}
	if fields == 0 {
		return fmt.Errorf("no field in %s is as gqlgen writes it: its templates have changed", folder)
	}
	lean[filepath.Join(folder, support)] = supportSource
	for path, source := range lean {
		formatted, err := format.Source([]byte(source))
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if err := os.WriteFile(path, formatted, 0o644); err != nil { //nolint:gosec // source code
			return err
		}
	}
	return nil
}

// replacements are done to the text as it is.
var replacements = strings.NewReplacer(
	"graphql.NewDeferredGroup(ctx)", "deferredGroup(ctx, fields)",
	"out.ResolveConcurrently(", "later(ctx, out, ",
	"graphql.MarshalSliceConcurrently(ctx, len(v), 0, false, ", "list(ctx, len(v), ",
	"graphql.WithBatchParentValues(", "withItems(",
	"graphql.WithBatchParents(", "withParents(",
	"\n\t\t\tvar buf bytes.Buffer\n\t\t\tdata.MarshalGQL(&buf)\n\t\t\tresponse.Data = buf.Bytes()", "\n\t\t\tresponse.Data = written(data)",
	"graphql.BatchParentsFor[", "parentsFor[",
	"\n\treturn out\n}", "\n\treturn object{fields, out.Values}\n}",
)
