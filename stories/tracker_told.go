package stories

// toldIndex has the events on a story's timeline by the day they were last told,
// so that the newest are found without looking at all.
type toldIndex struct {
	days map[int][]*knownEvent // each day's by id
	on   map[*knownEvent]int
}

func newToldIndex() toldIndex {
	return toldIndex{days: map[int][]*knownEvent{}, on: map[*knownEvent]int{}}
}

// put files e under the day it was last told.
func (x toldIndex) put(e *knownEvent) {
	day := e.lastTold()
	if old, ok := x.on[e]; ok && old == day {
		return
	}
	x.remove(e)
	x.days[day], x.on[e] = insertEvent(x.days[day], e), day
}

func (x toldIndex) remove(e *knownEvent) {
	day, ok := x.on[e]
	if !ok {
		return
	}
	delete(x.on, e)
	if x.days[day] = removeEvent(x.days[day], e); len(x.days[day]) == 0 {
		delete(x.days, day)
	}
}

func (x toldIndex) empty() bool { return len(x.on) == 0 }

func (x toldIndex) len() int { return len(x.on) }

// newest returns at most most events last told from since to until, the newest first.
func (x toldIndex) newest(since, until, most int) []*knownEvent {
	out := make([]*knownEvent, 0, most)
	for day := until; day >= since && len(out) < most; day-- {
		out = append(out, x.days[day][:min(len(x.days[day]), most-len(out))]...)
	}
	return out
}
