#!/bin/sh
# Fetches the files of GraphiQL that are embedded in the program, by npm, and
# writes them beside this script. Only needed to take a newer version: they are
# committed, and building needs neither npm nor a network.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

take() { # PACKAGE@VERSION, then files of it
  archive=$(npm pack --silent "$1")
  tar xzf "$archive"
  shift
  for file; do
    gzip -9 -n -c "package/$file" >"$here/$(basename "$file").gz"
  done
}

take graphiql@4.1.2 graphiql.min.js graphiql.min.css
cp package/LICENSE "$here/LICENSE.graphiql"
take react@18.2.0 umd/react.production.min.js
take react-dom@18.2.0 umd/react-dom.production.min.js
cp package/LICENSE "$here/LICENSE.react"
