package store

// MaxFirst is the most records one page may have.
const MaxFirst = 100

// Page says which part of a list is wanted: the First records after the
// cursor After, from the start when it is "". First is 1 to MaxFirst.
type Page struct {
	First int
	After string
}

// List is one page: Cursors[i] is where Items[i] stands, and HasNext tells
// whether the list goes on behind the last.
type List[T any] struct {
	Items   []T
	Cursors []string
	HasNext bool
}
