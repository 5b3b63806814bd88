package events

import (
	"fmt"
	"strings"

	"github.com/throughline-news/throughline/models"
)

// Reason says why a field of a mention is what it is: the field by its name in
// the answers of analyze, and one thing that decided it.
type Reason struct{ Field, Text string }

// Explain is Mentions with the reasons of each, as the code that decided gave them.
func (c *Coder) Explain(in Input) ([]models.Mention, [][]Reason) {
	if len(in.Doc.Tokens) == 0 {
		return nil, nil
	}
	d := c.document(in)
	d.explain = true
	all := d.mentions(c.model)
	ms, why := make([]models.Mention, len(all)), make([][]Reason, len(all))
	for i := range all {
		ms[i], why[i] = all[i].Mention, all[i].reasons
	}
	return ms, why
}

// because notes a reason when reasons are asked for.
func (d *document) because(f *found, field, format string, args ...any) {
	if d.explain {
		f.reasons = append(f.reasons, Reason{field, fmt.Sprintf(format, args...)})
	}
}

// explainTrigger notes what chose the type and the status of f.
func (d *document) explainTrigger(f *found) {
	if !d.explain {
		return
	}
	t := &f.t
	switch {
	case t.placed:
		d.because(f, "type", "no entry of the lexicon has %q; the model takes it for %s", f.Trigger, f.Type)
	case t.entry.file == "":
		d.because(f, "type", "no entry of the lexicon: %s", t.entry)
	default:
		d.because(f, "type", "%s line %d has %s", t.entry.file, t.entry.line, t.entry)
	}
	if t.by != "" {
		d.because(f, "type", "no one's deed, for it came by %q: %s", t.by, f.Type)
	}
	if f.Plover != "" {
		d.because(f, "plover", "%s that is %s is %s to PLOVER", f.Type, t.standing.frame, f.Plover)
	}
	d.because(f, "status", "%s", t.standing.why)
	if f.StatusSource != "" {
		d.because(f, "status", "%s says so", f.StatusSource)
	}
	if f.Status == models.Claimed && t.standing.status != models.Claimed {
		d.because(f, "status", "only a party to it, or words that leave it to the speaker")
	}
}

// explainRest notes the basis of the day and of the place that f ended with.
func (d *document) explainRest(f *found) {
	if !d.explain {
		return
	}
	switch c := f.Date; {
	case c == nil:
		d.because(f, "date", "no time belongs to it")
	case c.Basis == models.BasisPublication:
		d.because(f, "date", "the text gives no time: the day of publication")
	default:
		d.because(f, "date", "%q, of its %s, with %s as the day of publication", c.Text, c.Basis, orNotStated(string(d.Published)))
	}
	switch p := f.Place; {
	case p == nil:
		d.because(f, "place", "no place belongs to it")
	default:
		d.because(f, "place", "%q, of its %s", p.Text, p.Basis)
	}
}

func orNotStated(s string) string {
	if s == "" {
		return "not stated"
	}
	return s
}

// String is an entry as the lexicon's files write it.
func (e entry) String() string {
	out := string(e.kind)
	if e.mode != "" {
		out += "/" + e.mode
	}
	out += ": " + strings.Join(e.words, " ")
	var braces []string
	for _, c := range e.conditions {
		braces = append(braces, c.String())
	}
	if e.weak {
		braces = append(braces, "weak")
	}
	if len(braces) > 0 {
		out += " {" + strings.Join(braces, " ") + "}"
	}
	return out
}

// String is a condition as the lexicon's files write it.
func (c condition) String() string {
	out := c.what
	if arg := c.word + c.class; arg != "" {
		out += ":" + arg
	}
	if c.not {
		out = "!" + out
	}
	return out
}

// String is a ruling for a reader: the rule and the word it went by.
func (r ruling) String() string {
	if r.word == "" {
		return r.rule
	}
	return fmt.Sprintf("%s: %q", r.rule, r.word)
}

// String is what a frame makes of an event, for a reader.
func (f frame) String() string {
	switch f {
	case promised:
		return "to come"
	case decided:
		return "decided"
	case agreed:
		return "agreed to"
	case requested:
		return "asked for"
	case refused:
		return "refused or denied"
	case threatened:
		return "threatened"
	case stopped:
		return "ended or called off"
	}
	return "so told"
}
