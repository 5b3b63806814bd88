// Package browsertest shows pages in a headless Chromium, for tests. The browser
// reaches this machine only: every name leads to it, or nowhere.
package browsertest

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// patience is how long a browser may take in all.
const patience = 5 * time.Minute

// Find returns the browser's path. Without one the test is skipped, or fails when
// THROUGHLINE_TEST_REQUIRE has "chromium" in it.
func Find(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if strings.Contains(os.Getenv("THROUGHLINE_TEST_REQUIRE"), "chromium") {
		t.Fatal("there is no Chromium")
	}
	t.Skip("NOT TESTED IN A BROWSER: there is no Chromium")
	return ""
}

// command is a browser with flags of its own. It is ended after patience, or with
// the test.
func command(t testing.TB, browser string, flags ...string) *exec.Cmd {
	t.Helper()
	profile, err := os.MkdirTemp("", "throughline-browser-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(profile) }) // not t.TempDir: the browser's last process may still write there
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	return exec.CommandContext(ctx, browser, append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--site-per-process", "--user-data-dir=" + profile,
		"--host-resolver-rules=MAP *.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"}, flags...)...)
}

// Dump lets the browser load an address and returns the document it has made of
// it, and what it logged.
func Dump(t testing.TB, browser, address string) (document, log string) {
	t.Helper()
	run := command(t, browser, "--enable-logging=stderr", "--virtual-time-budget=20000", "--dump-dom", address)
	var out, errs strings.Builder
	run.Stdout, run.Stderr = &out, &errs
	if err := run.Run(); err != nil {
		t.Fatalf("%v\n%s", err, errs.String())
	}
	return out.String(), errs.String()
}
