package stories

import "strings"

// label names a cluster by the words its members' leads share.
func (l *Linker) label(members []*doc) string {
	if len(members) == 0 {
		return ""
	}
	it := members[0].item
	name := it.Title
	if name == "" {
		name = it.Text
	}
	fields := strings.Fields(name)
	return strings.Join(fields[:min(len(fields), 10)], " ")
}
