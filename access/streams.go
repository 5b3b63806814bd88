package access

import "sync"

// maxStreams is how many subscriptions a caller may have open at once.
const maxStreams = 20

// streams are the open subscriptions, by the callers' keys.
type streams struct {
	mu   sync.Mutex
	open map[string]int
}

// take takes one of a caller's streams; false when all are taken.
func (s *streams) take(key string) (release func(), ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open[key] >= maxStreams {
		return nil, false
	}
	s.open[key]++
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.open[key]--; s.open[key] == 0 {
			delete(s.open, key)
		}
	}, true
}
