package browsertest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
)

// Shown is a page as a reader sees it, with the frames in it.
type Shown struct {
	Text   string   // the words that are visible
	Frames []string // the visible words of each frame of another site
	Log    []string // what the browser logged of the page and its frames
}

// Show loads an address and reads what is visible of it and of its frames from other
// sites, which another process of the browser shows, over the Chrome DevTools
// Protocol. It waits until so many frames show something.
func Show(t testing.TB, browser, address string, frames int) Shown {
	t.Helper()
	in, toBrowser := pipe(t)
	fromBrowser, out := pipe(t)
	run := command(t, browser, "--remote-debugging-pipe", "--window-size=1000,1600")
	run.ExtraFiles = []*os.File{in, out} // descriptors 3 and 4 of the browser
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	in.Close()
	out.Close()
	c := &conversation{t: t, to: toBrowser, from: bufio.NewReader(fromBrowser)}
	shown := c.show(address, frames)
	c.ask("", "Browser.close", nil)
	// A browser that was told to close has nothing to tell of its end.
	_ = run.Wait()
	return shown
}

func pipe(t testing.TB) (r, w *os.File) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close(); w.Close() })
	return r, w
}

// message is one of the protocol: an answer has an id, an event a method.
type message struct {
	ID      int             `json:"id"`
	Session string          `json:"sessionId"`
	Method  string          `json:"method"`
	Params  json.RawMessage `json:"params"`
	Result  json.RawMessage `json:"result"`
	Error   json.RawMessage `json:"error"`
}

// conversation is what is said to a browser and by it.
type conversation struct {
	t      testing.TB
	to     *os.File
	from   *bufio.Reader
	asked  int
	frames []string // the sessions of the frames
	loaded bool
	log    []string
}

// read takes the next message, noting what events tell.
func (c *conversation) read() message {
	c.t.Helper()
	raw, err := c.from.ReadBytes(0)
	if err != nil {
		c.t.Fatalf("the browser has ended: %v (%v)", err, c.log)
	}
	var m message
	if err := json.Unmarshal(raw[:len(raw)-1], &m); err != nil {
		c.t.Fatalf("%s: %v", raw, err)
	}
	var event struct {
		SessionID  string
		TargetInfo struct{ Type string }
		Entry      struct{ Level, Text, URL string }
		Type       string
		Args       json.RawMessage
	}
	if len(m.Params) > 0 {
		if err := json.Unmarshal(m.Params, &event); err != nil {
			return m // an event of another form
		}
	}
	switch m.Method {
	case "Page.loadEventFired":
		c.loaded = true
	case "Target.attachedToTarget":
		if event.TargetInfo.Type == "iframe" {
			c.frames = append(c.frames, event.SessionID)
		}
	case "Log.entryAdded":
		c.log = append(c.log, fmt.Sprintf("%s: %s %s", event.Entry.Level, event.Entry.Text, event.Entry.URL))
	case "Runtime.consoleAPICalled", "Runtime.exceptionThrown":
		c.log = append(c.log, event.Type+": "+string(m.Params))
	}
	return m
}

// ask sends a command to a session, "" for the browser itself, and returns the answer.
func (c *conversation) ask(session, method string, params any) json.RawMessage {
	c.t.Helper()
	m := c.answer(session, method, params)
	if m.Error != nil {
		c.t.Fatalf("%s: %s", method, m.Error)
	}
	return m.Result
}

// answer is ask that may answer with an error.
func (c *conversation) answer(session, method string, params any) message {
	c.t.Helper()
	c.asked++
	raw, err := json.Marshal(struct {
		ID      int    `json:"id"`
		Session string `json:"sessionId,omitempty"`
		Method  string `json:"method"`
		Params  any    `json:"params,omitempty"`
	}{c.asked, session, method, params})
	if err == nil {
		_, err = c.to.Write(append(raw, 0))
	}
	if err != nil {
		c.t.Fatal(err)
	}
	for {
		if m := c.read(); m.ID == c.asked {
			return m
		}
	}
}

func (c *conversation) show(address string, frames int) Shown {
	c.t.Helper()
	var page struct{ TargetID, SessionID string }
	c.into(c.ask("", "Target.createTarget", map[string]any{"url": "about:blank"}), &page)
	c.into(c.ask("", "Target.attachToTarget", map[string]any{"targetId": page.TargetID, "flatten": true}), &page)
	c.listen(page.SessionID)
	c.ask(page.SessionID, "Page.enable", nil)
	c.ask(page.SessionID, "Target.setAutoAttach", map[string]any{"autoAttach": true, "waitForDebuggerOnStart": false, "flatten": true})
	c.ask(page.SessionID, "Page.navigate", map[string]any{"url": address})
	for !c.loaded || len(c.frames) < frames {
		c.read()
	}
	shown := Shown{Text: c.visible(page.SessionID)}
	for _, f := range c.frames {
		c.listen(f)
		shown.Frames = append(shown.Frames, c.visible(f))
	}
	shown.Log = c.log
	return shown
}

// listen has a session tell what is logged.
func (c *conversation) listen(session string) {
	c.ask(session, "Runtime.enable", nil)
	c.ask(session, "Log.enable", nil)
}

// visible is what can be read of a document once it is there and its root element
// has no attribute data-busy. It is asked again and again: a document in a sandbox
// runs no script that could wait for it.
func (c *conversation) visible(session string) string {
	c.t.Helper()
	const whole = `document.readyState === "complete" && !("busy" in document.documentElement.dataset) && location.href !== "about:blank" ? document.body.innerText : null`
	for {
		var answer struct {
			Result struct{ Value *string }
		}
		m := c.answer(session, "Runtime.evaluate", map[string]any{"expression": whole})
		if m.Error != nil { // between two documents there is nothing to ask
			continue
		}
		c.into(m.Result, &answer)
		if text := answer.Result.Value; text != nil {
			return strings.Join(strings.Fields(*text), " ")
		}
	}
}

func (c *conversation) into(raw json.RawMessage, v any) {
	c.t.Helper()
	if err := json.Unmarshal(raw, v); err != nil {
		c.t.Fatalf("%s: %v", raw, err)
	}
}
