package stories

// Labelled is an item of a training stream with the story people filed it under.
type Labelled struct {
	Item
	Story  string  // "" for none
	Weight float64 // how much it counts
}

// question is an item as a linker met it: the earlier clusters it may belong
// to, and which of them is right.
type question struct {
	doc        *doc
	candidates []candidate
	right      int  // of candidates, -1 for none
	known      bool // its story had been seen
	weight     float64
}

// recordNamed runs through a stream as an analyst would who files every item
// under a named story, and returns the questions met on the way.
func recordNamed(stream []Labelled, b background) []question {
	return record(stream, b, func(x *index, c *cluster, story string) { x.name(c, story) })
}

// recordOwn runs through a stream that is filed in the same way, but nobody
// gave the stories names.
func recordOwn(stream []Labelled, b background) []question {
	return record(stream, b, func(*index, *cluster, string) {})
}

func record(stream []Labelled, b background, opened func(*index, *cluster, string)) []question {
	x := newIndex(windows[StoryLevel], b)
	var out []question
	for _, it := range stream {
		if it.Story == "" {
			continue
		}
		d := x.doc(it.Item)
		q := question{doc: d, candidates: x.examine(d, mostCompared), right: -1, weight: it.Weight}
		for i, c := range q.candidates {
			if c.cluster.id == it.Story {
				q.right = i
			}
		}
		c := x.open(it.Story)
		q.known = len(c.members) > 0
		out = append(out, q)
		if len(c.members) == 0 {
			opened(x, c, it.Story)
		}
		x.remember(d, c)
	}
	return out
}
