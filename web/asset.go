package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed static graphiql/index.html graphiql/page.css graphiql/start.js graphiql/*.gz
var assetFiles embed.FS

// asset is an embedded file, with its packed form where it is kept packed.
type asset struct {
	kind   string
	tag    string
	plain  []byte
	packed []byte
}

// assets are the embedded files by their paths, without the .gz.
type assets map[string]asset

func newAssets() (assets, error) {
	all := assets{}
	err := fs.WalkDir(assetFiles, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		raw, err := assetFiles.ReadFile(name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(raw)
		a := asset{plain: raw, tag: hex.EncodeToString(sum[:8])}
		if base, packed := strings.CutSuffix(name, ".gz"); packed {
			name, a.packed = base, raw
			unpacker, err := gzip.NewReader(bytes.NewReader(raw))
			if err != nil {
				return err
			}
			if a.plain, err = io.ReadAll(unpacker); err != nil {
				return err
			}
		}
		a.kind = mime.TypeByExtension(path.Ext(name))
		all[name] = a
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("web: read embedded files: %w", err)
	}
	return all, nil
}

// serve writes the file called name; false when there is none. Browsers keep it
// and ask each time whether it is still the same.
func (all assets) serve(w http.ResponseWriter, r *http.Request, name string) bool {
	a, ok := all[name]
	if !ok {
		return false
	}
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("Cache-Control", "no-cache")
	body, tag := a.plain, a.tag
	if a.packed != nil {
		h.Set("Vary", "Accept-Encoding")
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			h.Set("Content-Encoding", "gzip")
			body, tag = a.packed, a.tag+"-gzip"
		}
	}
	h.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(body))
	return true
}
