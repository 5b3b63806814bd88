package store

import "errors"

// The errors a caller decides on. What comes back wraps one of them and says
// more; test with errors.Is.
var (
	// ErrNotFound: nothing has this id, key, slug or URL, merged ids included.
	ErrNotFound = errors.New("not found")
	// ErrBadCursor: Page.After is no cursor of this list.
	ErrBadCursor = errors.New("bad cursor")
	// ErrBadPage: Page.First is outside 1..MaxFirst.
	ErrBadPage = errors.New("bad page size")
	// ErrDuplicate: another record has this key, slug or URL.
	ErrDuplicate = errors.New("already exists")
	// ErrConflict: the change contradicts what is stored, such as a merge in a circle.
	ErrConflict = errors.New("conflict")
	// ErrInvalid: a value that no database may keep: a NUL byte, bytes that are
	// not UTF-8, a record without its id.
	ErrInvalid = errors.New("invalid value")
)
