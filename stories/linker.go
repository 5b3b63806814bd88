package stories

import (
	"cmp"
	"math"
	"slices"

	"github.com/throughline-news/throughline/models"
)

// Level is what a Linker groups.
type Level string

// EventLevel groups the reports of one happening, StoryLevel groups happenings
// into ongoing stories.
const (
	EventLevel Level = "event"
	StoryLevel Level = "story"
)

// windows are what each level remembers. Reports of one happening come within
// days; a story may rest for months.
var windows = map[Level]window{
	EventLevel: {days: 21, items: 20000},
	StoryLevel: {days: 400, items: 20000},
}

const (
	mostCompared = 40 // clusters whose evidence is computed
	mostAnswered = 10 // candidates of a decision
	mostReasons  = 6
)

// Item is one thing to be linked, as a Linker sees it.
type Item struct {
	ID       string
	Day      models.Day // "" when not known
	Title    string
	Text     string
	Entities []string // keys
	Places   []string // keys
	// Countries are the ISO 3166-1 alpha-2 codes of the places and entities.
	Countries []string
	Types     []models.EventType
	// Lands are the names of the countries that it is about.
	Lands []string
	// Spots are the names, as written, of the smaller places that it names.
	Spots []string
	// Days are those that the text states in full.
	Days []models.Day
	// Year is the latest that the text states: what there is to tell when an
	// undated text was written. 0 when it states none.
	Year int
}

// Candidate is an earlier cluster an item may belong to. Its Reasons are the
// features that spoke most for or against it, weightiest first.
type Candidate struct {
	Cluster     string          `json:"cluster"`
	Label       string          `json:"label"`
	Probability float64         `json:"probability"`
	Reasons     []models.Reason `json:"-"`
}

// Decision is a Linker's answer. Probability is that the first candidate is
// right; below .5 the item is a cluster of its own.
type Decision struct {
	Cluster     string      `json:"cluster"`
	Label       string      `json:"label"`
	Probability float64     `json:"probability"`
	Candidates  []Candidate `json:"candidates"`
}

// Linker groups items online, each decided with the earlier ones only. It is
// not safe for use by several goroutines at once.
type Linker struct {
	level Level
	index *index
	model model
	// step is what online correction has added to the weights of the ranker.
	step    []float64
	past    past
	pending pending
}

// pending is the last question: Learn usually follows for the same item.
type pending struct {
	item       Item
	doc        *doc
	candidates []candidate
	decision   Decision
}

// NewLinker returns a linker that has seen nothing.
func NewLinker(level Level) *Linker {
	return &Linker{level: level, index: newIndex(windows[level], loadBackground()), model: loadModel(), step: make([]float64, len(features))}
}

// Decide says where it belongs and remembers nothing.
func (l *Linker) Decide(it Item) Decision {
	l.forgetQuestion()
	d := l.index.doc(it)
	cs := l.index.examine(d, mostCompared)
	decide := l.sameStory
	if l.level == EventLevel {
		decide = sameHappening
	}
	cs, ranker, probabilities := decide(d, cs)
	decision := Decision{Candidates: make([]Candidate, 0, mostAnswered)}
	for i, c := range cs[:min(len(cs), mostAnswered)] {
		decision.Candidates = append(decision.Candidates, Candidate{c.cluster.id, c.cluster.label, digits(probabilities[i]), reasons(c, ranker)})
	}
	if len(decision.Candidates) > 0 {
		decision.Probability = decision.Candidates[0].Probability
	}
	if decision.Probability >= .5 {
		decision.Cluster, decision.Label = decision.Candidates[0].Cluster, decision.Candidates[0].Label
	} else {
		decision.Cluster = l.newID(it.ID)
		decision.Label = headline(d.item)
	}
	l.pending = pending{it, d, cs, decision}
	return decision
}

// digits keeps four digits of a probability: more would be claimed than known.
func digits(p float64) float64 { return math.Round(p*1e4) / 1e4 }

// newID names a cluster after the item that opened it.
func (l *Linker) newID(id string) string {
	id = string(l.level) + "/" + id
	for l.index.clusters[id] != nil {
		id += "+"
	}
	return id
}

// sameStory ranks cs and returns the first, what it ranked them by and each one's
// probability: for the first that it is right, for the others what is left,
// shared as the ranker would.
func (l *Linker) sameStory(d *doc, cs []candidate) ([]candidate, scorer, []float64) {
	if len(cs) == 0 {
		return nil, scorer{}, nil
	}
	ranker, attach := scorer{linear: l.model.own}, scorer{linear: l.model.opened}
	if slices.ContainsFunc(cs, func(c candidate) bool { return c.cluster.named }) {
		ranker, attach = l.model.rank, l.model.named
	}
	ranker = ranker.plus(l.step)
	cs = rank(cs, ranker)
	out := shares(cs)
	rest := 1 - out[0]
	out[0] = logistic(attach.score(attachValues(d, cs, &l.past)))
	for i := 1; i < len(out); i++ {
		if rest > 0 {
			out[i] = min(out[i]/rest*(1-out[0]), out[0])
		}
	}
	return cs, ranker, out
}

// reasons are the features that moved the score of c most.
func reasons(c candidate, ranker scorer) []models.Reason {
	out := make([]models.Reason, 0, len(features))
	for i, x := range ranker.parts(c.values) {
		if math.Abs(x) >= .005 {
			out = append(out, models.Reason{Feature: features[i], Weight: math.Round(x*1000) / 1000})
		}
	}
	slices.SortStableFunc(out, func(a, b models.Reason) int { return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight)) })
	return slices.Clone(out[:min(len(out), mostReasons)])
}

// Learn puts it into cluster, which may be new; label is its name, "" to have
// one made. A cluster and label other than those the linker itself last
// answered for the item are a person's word: the cluster keeps that name, and
// the ranker is corrected by a small step.
func (l *Linker) Learn(it Item, cluster, label string) {
	p := l.pending
	if p.doc == nil || !sameItem(p.item, it) {
		l.Decide(it)
		p = l.pending
	}
	l.pending = pending{}
	own := cluster == p.decision.Cluster && label == p.decision.Label
	c := l.index.open(cluster)
	if label != "" && !own && !c.named {
		l.index.name(c, label)
	}
	if l.level == StoryLevel && c.named {
		if len(p.candidates) > 0 {
			l.past.take(p.candidates, c, len(c.members) > 0)
		}
		l.correct(p.candidates, c)
	}
	l.index.remember(p.doc, c)
	if !c.named {
		l.relabel(c)
	}
}

// Label is what a cluster is called, "" when none has this id.
func (l *Linker) Label(cluster string) string {
	if c := l.index.clusters[cluster]; c != nil {
		return c.label
	}
	return ""
}

func sameItem(a, b Item) bool {
	return a.ID == b.ID && a.Title == b.Title && a.Text == b.Text && a.Day == b.Day
}

// forgetQuestion drops what the last question left behind.
func (l *Linker) forgetQuestion() {
	if l.pending.doc != nil {
		l.index.release(l.pending.doc)
		l.pending = pending{}
	}
}

// The steps of online correction, measured on the development stream: larger
// ones make the ranker worse.
const (
	weightStep = .003 // a unit of gradient, per standard deviation of the feature
	biasStep   = .05  // of a cluster's own constant
)

// correct moves the weights of the ranker towards answering truth.
func (l *Linker) correct(cs []candidate, truth *cluster) {
	right := -1
	for i := range cs {
		if cs[i].cluster == truth {
			right = i
		}
	}
	if right < 0 {
		return
	}
	for i, share := range shares(cs) {
		gradient := -share
		if i == right {
			gradient++
		}
		cs[i].cluster.bias += biasStep * gradient
		for f, x := range cs[i].values {
			if s := l.model.spread[f]; s > .02 {
				l.step[f] += weightStep * gradient * x / (s * s)
			}
		}
	}
}
