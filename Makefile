# Throughline: what a developer does often. `make` lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run build test race vet lint generate check bench eval clean

# The linter is run from its source at this version, so that nothing has to be
# installed and go.mod stays free of its two hundred modules.
GOLANGCI_LINT := go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

help: ## List the targets.
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Read the samples and serve them at http://127.0.0.1:8080 (needs Go and nothing else).
	CGO_ENABLED=0 go run ./cmd/throughline serve --db examples.db examples/

build: ## Write ./throughline.
	CGO_ENABLED=0 go build -trimpath -o throughline ./cmd/throughline

test: ## Run every test on SQLite and on a PostgreSQL that is started for it and ended afterwards.
	THROUGHLINE_TEST_REQUIRE="$${THROUGHLINE_TEST_REQUIRE:-postgres}" scripts/with-postgres go test -timeout 20m ./...

race: ## The same with the race detector (needs a C compiler).
	CGO_ENABLED=1 THROUGHLINE_TEST_REQUIRE="$${THROUGHLINE_TEST_REQUIRE:-postgres}" scripts/with-postgres go test -race -timeout 40m ./...

vet: ## gofmt and go vet.
	@files=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$files" ]; then echo "gofmt would change:"; echo "$$files"; exit 1; fi
	go vet ./...

lint: ## golangci-lint with .golangci.yml.
	$(GOLANGCI_LINT) run

generate: ## Make the generated files anew.
	go generate ./...

check: vet lint test race ## All of the above that must pass before a commit.

bench: ## Write the figures of docs/benchmarks.md to bench.txt.
	scripts/bench | tee bench.txt

eval: build ## Precision and recall against the project's own gold set.
	./throughline eval

clean: ## Remove what the other targets made.
	rm -f throughline examples.db examples.db-shm examples.db-wal bench.txt
