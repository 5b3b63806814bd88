package stories

import "github.com/throughline-news/throughline/models"

// Level is what a Linker groups.
type Level string

// EventLevel groups the reports of one happening, StoryLevel groups happenings
// into ongoing stories.
const (
	EventLevel Level = "event"
	StoryLevel Level = "story"
)

// Item is one thing to be linked, as a Linker sees it.
type Item struct {
	ID       string
	Day      models.Day // "" when not known
	Title    string
	Text     string
	Entities []string // keys
	Places   []string // keys
	Types    []models.EventType
	Date     *models.Date
}

// Candidate is an earlier cluster an item may belong to.
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
type Linker struct{}

// NewLinker returns a linker that has seen nothing.
func NewLinker(level Level) *Linker { return &Linker{} }

// Decide says where it belongs and remembers nothing.
func (l *Linker) Decide(it Item) Decision { return Decision{} }

// Learn puts it into cluster, which may be new; label is its name, "" to have one made.
func (l *Linker) Learn(it Item, cluster, label string) {}
