package stories

import "math"

// near is what a sweep found about one cluster: how like the item its members
// are, by stems and names.
type near struct {
	cluster *cluster
	best    [3]float64 // similarities of the three nearest members by stems
	fresh   float64    // the best by stems, halved for every 30 days between
	name    float64    // similarity of the nearest member by names
	entity  float64
	place   float64
	country float64
	sum     float64 // of all similarities
	title   float64 // share of the cluster's name that the item says
	promise float64 // what the clusters to be examined are chosen by
}

// sweep compares d with the newest items that share a term with it and returns
// the most promising clusters.
func (x *index) sweep(d *doc, most int) []near {
	x.sweeps++
	var found []int32
	for kind, v := range d.vectors[:swept] {
		for _, e := range v {
			for _, p := range newest(x.postings[e.term]) {
				s := &x.seats[p.seat]
				if s.swept != x.sweeps {
					s.swept, s.like = x.sweeps, [swept]int32{}
					found = append(found, p.seat)
				}
				s.like[kind] += e.weight * p.weight // at most one squared: vectors have length one
			}
		}
	}
	var out []*near
	for _, i := range found {
		s := &x.seats[i]
		c := s.cluster
		if c.swept != x.sweeps {
			c.swept, c.near = x.sweeps, near{cluster: c}
			out = append(out, &c.near)
		}
		c.near.take(&s.like, d.day-int(s.day))
	}
	for _, e := range d.vectors[byStem] {
		for _, c := range newest(x.titled[x.spelled[e.term]]) {
			if c.swept != x.sweeps {
				c.swept, c.near = x.sweeps, near{cluster: c}
				out = append(out, &c.near)
			}
			for _, w := range c.title {
				if w.stem == x.spelled[e.term] {
					c.near.title += w.share
				}
			}
		}
	}
	return mostPromising(out, most)
}

// newest returns the last mostPostings of a list.
func newest[T any](list []T) []T { return list[max(0, len(list)-mostPostings):] }

// mostPromising returns the best of ns, at most most of them, best first and of
// equals the older cluster.
func mostPromising(ns []*near, most int) []near {
	best := make([]near, 0, most)
	for _, n := range ns {
		n.promise = n.best[0] + n.name/2 + n.entity/2 + n.place/4 + n.country/4 + math.Log1p(n.sum)/4 + .7*n.title
		if len(best) == most && !n.before(&best[most-1]) {
			continue
		}
		if len(best) < most {
			best = append(best, near{})
		}
		i := len(best) - 1
		for i > 0 && n.before(&best[i-1]) {
			best[i] = best[i-1]
			i--
		}
		best[i] = *n
	}
	return best
}

// before tells whether n is to be examined rather than o.
func (n *near) before(o *near) bool {
	if n.promise != o.promise {
		return n.promise > o.promise
	}
	return n.cluster.seq < o.cluster.seq
}

// take adds a member's likeness l, told some days ago.
func (n *near) take(l *[swept]int32, days int) {
	s := float64(l[byStem]) / one / one
	for i := range n.best {
		if s > n.best[i] {
			copy(n.best[i+1:], n.best[i:])
			n.best[i] = s
			break
		}
	}
	if s > n.fresh { // else it cannot become more
		n.fresh = max(n.fresh, s*math.Exp2(-math.Abs(float64(days))/30))
	}
	n.name = max(n.name, float64(l[byName])/one/one)
	n.entity = max(n.entity, float64(l[byEntity])/one/one)
	n.place = max(n.place, float64(l[byPlace])/one/one)
	n.country = max(n.country, float64(l[byCountry])/one/one)
	n.sum += s + float64(l[byName])/one/one/2
}
