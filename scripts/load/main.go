// Load sends one GraphQL request again and again and prints how many a second were
// answered and how long they took, for each number of them that are under way at
// once. Only servers on this machine are asked.
//
//	go run ./scripts/load [-at 1,8,32] [-n 500] [-for 20s] ADDRESS FILE
//
// FILE has the body of the request: {"query": …, "variables": …}.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// mostAtOnce bounds how many requests are under way.
const mostAtOnce = 64

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	at := flag.String("at", "1,8,32", "how many requests at once, one run each")
	count := flag.Int("n", 500, "requests of a run, at most")
	limit := flag.Duration("for", 20*time.Second, "how long a run lasts, at most")
	flag.Parse()
	if flag.NArg() != 2 {
		return errors.New("usage: load [-at 1,8,32] [-n 500] [-for 20s] ADDRESS FILE")
	}
	address, err := url.Parse(flag.Arg(0))
	if err != nil {
		return err
	}
	if ip := net.ParseIP(address.Hostname()); ip == nil || !ip.IsLoopback() {
		return fmt.Errorf("%s is no loopback address", address.Host)
	}
	body, err := os.ReadFile(flag.Arg(1))
	if err != nil {
		return err
	}
	c := client{http: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: mostAtOnce}, Timeout: time.Minute}, address: address.String(), body: body}
	for range 20 { // until both ends are warm
		if _, err := c.send(ctx); err != nil {
			return err
		}
	}
	for field := range strings.SplitSeq(*at, ",") {
		workers, err := strconv.Atoi(field)
		if err != nil || workers < 1 || workers > mostAtOnce {
			return fmt.Errorf("-at %q: expected numbers from 1 to %d", *at, mostAtOnce)
		}
		if err := c.measure(ctx, workers, *count, *limit); err != nil {
			return err
		}
	}
	return nil
}

// client sends one request to one address.
type client struct {
	http    *http.Client
	address string
	body    []byte
}

// measure keeps so many requests under way and prints what it took.
func (c client) measure(ctx context.Context, workers, count int, limit time.Duration) error {
	var (
		left  atomic.Int64
		group sync.WaitGroup
		mu    sync.Mutex
		times []time.Duration
		errs  []error
		size  int
	)
	left.Store(int64(count))
	begin := time.Now()
	for range workers {
		group.Go(func() {
			for left.Add(-1) >= 0 && time.Since(begin) < limit {
				sent := time.Now()
				n, err := c.send(ctx)
				mu.Lock()
				times, size = append(times, time.Since(sent)), n
				if err != nil {
					errs = append(errs, err)
				}
				mu.Unlock()
				if err != nil {
					return
				}
			}
		})
	}
	group.Wait()
	if len(errs) > 0 {
		return errs[0]
	}
	took := time.Since(begin)
	slices.Sort(times)
	quantile := func(q float64) float64 { return float64(times[int(q*float64(len(times)-1))]) / 1e6 }
	fmt.Printf("%d at once: %d requests of %d bytes, %.1f a second, p50 %.1f ms, p90 %.1f ms, p99 %.1f ms\n",
		workers, len(times), size, float64(len(times))/took.Seconds(), quantile(.5), quantile(.9), quantile(.99))
	return nil
}

// send returns the size of the answer, in which there must be no error.
func (c client) send(ctx context.Context) (int, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.address, bytes.NewReader(c.body))
	if err != nil {
		return 0, err
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := c.http.Do(request)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	got, err := io.ReadAll(answer.Body)
	if err == nil && (answer.StatusCode != http.StatusOK || bytes.Contains(got, []byte(`"errors"`))) {
		err = fmt.Errorf("%s: %.300s", answer.Status, got)
	}
	return len(got), err
}
