package access

import (
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// maxBudgets is how many callers are remembered; who has not been here for
// longest is forgotten, and starts with a full budget.
const maxBudgets = 10_000

// budgets are what callers may still spend. Each grows to its full size in a minute.
type budgets struct {
	size int
	now  func() time.Time
	mu   sync.Mutex
	of   *lru.Cache[string, *rate.Limiter]
}

func newBudgets(size int, now func() time.Time) (*budgets, error) {
	of, err := lru.New[string, *rate.Limiter](maxBudgets)
	return &budgets{size: size, now: now, of: of}, err
}

// get returns the budget of a caller.
func (b *budgets) get(key string) *rate.Limiter {
	b.mu.Lock()
	defer b.mu.Unlock()
	if limiter, ok := b.of.Get(key); ok {
		return limiter
	}
	limiter := rate.NewLimiter(rate.Limit(float64(b.size)/60), b.size)
	b.of.Add(key, limiter)
	return limiter
}

// wait returns how long until there is something to spend, 0 when there is now.
func (b *budgets) wait(key string) time.Duration {
	limiter := b.get(key)
	left := limiter.TokensAt(b.now())
	if left >= 1 {
		return 0
	}
	return time.Duration((1 - left) / float64(limiter.Limit()) * float64(time.Second))
}

// spend takes an amount off a budget; a budget may owe as much as it holds.
func (b *budgets) spend(key string, amount int) {
	b.get(key).ReserveN(b.now(), min(amount, b.size))
}

// tell writes how a budget stands into an answer's headers, named as in the
// drafts of the IETF's "RateLimit header fields for HTTP" up to the sixth:
// values of a query that may be found, and seconds until the budget is full.
func (b *budgets) tell(h http.Header, key string) {
	limiter := b.get(key)
	left := limiter.TokensAt(b.now())
	h.Set("RateLimit-Limit", strconv.Itoa(b.size))
	h.Set("RateLimit-Remaining", strconv.Itoa(max(0, int(left))))
	h.Set("RateLimit-Reset", seconds(time.Duration((float64(b.size)-left)/float64(limiter.Limit())*float64(time.Second))))
}

// seconds rounds up, as who waits that long must not wait in vain.
func seconds(d time.Duration) string { return strconv.Itoa(int(math.Ceil(d.Seconds()))) }
