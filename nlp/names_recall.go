package nlp

// recall gives names whose class was guessed the class that the same words
// have elsewhere in the document. A surname is a person's once the whole name
// was seen, and two words are a person when the second also stands alone and
// the first does not.
func (f *finder) recall() {
	kinds := map[string]NameType{}
	set := func(key string, kind NameType) {
		if kinds[key] == "" {
			kinds[key] = kind
		}
	}
	alone := map[string]bool{}
	for _, n := range f.names {
		if n.Last-n.First == 1 && n.Type != Location && (!n.Sure || n.Type == Person) {
			alone[f.lower(n.First)] = true
		}
	}
	for i := range f.names {
		n := &f.names[i]
		if !n.Sure && n.Type == Person && n.Last-n.First > 1 && alone[f.lower(n.Last-1)] && !alone[f.lower(n.First)] {
			n.Sure = true
		}
		if !n.Sure {
			continue
		}
		set(f.doc.Slice(n.Span), n.Type)
		switch {
		case n.Last-n.First == 1:
			set(f.lower(n.First), n.Type)
		case n.Type == Person:
			set(f.lower(n.Last-1), Person)
			set(f.lower(n.First), Person)
		}
	}
	for i := range f.names {
		n := &f.names[i]
		if n.Sure {
			continue
		}
		kind := kinds[f.doc.Slice(n.Span)]
		if kind == "" && n.Last-n.First == 1 {
			kind = kinds[f.lower(n.First)]
		}
		if kind != "" {
			n.Type, n.Sure = kind, true
		}
	}
}
