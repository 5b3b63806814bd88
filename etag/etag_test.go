package etag

import "testing"

func TestIn(t *testing.T) {
	tag := Of([]byte("answer"))
	if tag != Of([]byte("answer")) || tag == Of([]byte("another")) {
		t.Errorf("%s does not name the answer", tag)
	}
	for list, want := range map[string]bool{
		"": false, tag: true, "W/" + tag: true, `"x", ` + tag: true, "*": true, `"x"`: false, tag[1 : len(tag)-1]: false,
	} {
		if got := In(list, tag); got != want {
			t.Errorf("%q: got %t", list, got)
		}
	}
}
