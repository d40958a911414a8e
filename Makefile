# SPDX-License-Identifier: Apache-2.0
# Two commands for a newcomer: make demo, make test. The rest: make help.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test check format lint bench conformance fuzz build

# One set of flags for every command, so that nothing is built twice.
FLAGS := --explicit-target-dependency-import-check error
REPORTS := .build/reports
# Which tests: a part, if asked for. CI runs the outside suites once, by `make conformance`.
PART = $(if $(ONLY),--filter $(ONLY),$(if $(CI),--skip ConformanceTests))
# Tests that run at a time, where the toolchain can be told: all at once, they would wait for the
# machine longer than for what they test.
WIDTH = $(shell swift test --help-hidden 2>/dev/null | grep -q maximum-parallelization-width && \
  echo --experimental-maximum-parallelization-width 24)
SWIFT_FILES := Package.swift Sources Tests Benchmarks $(wildcard Fuzzing)
# How long each fuzz target runs.
SECONDS_EACH ?= 60
export ONLY

help: ## says what there is to do
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | \
	  while IFS='	' read -r name what; do printf '  make %-12s %s\n' "$$name" "$$what"; done

demo: ## plays the story, then leaves a server on 127.0.0.1:8080 (ARGS=--once only plays it)
	@Scripts/prepare demo
	@Scripts/announce
	swift build $(FLAGS) --product clearinghouse
	.build/debug/clearinghouse demo $(ARGS)

test: ## builds everything and runs every test (ONLY=StoreTests runs a part)
	@Scripts/prepare test
	@Scripts/announce
	swift build $(FLAGS) --build-tests
	swift test $(FLAGS) $(WIDTH) --skip-build --disable-xctest $(PART)

check: export CI := 1
check: ## all that has to hold before a change lands
	@$(MAKE) --no-print-directory lint test
	@$(MAKE) --no-print-directory fuzz SECONDS_EACH=5

build: ## builds the command: .build/debug/clearinghouse
	@Scripts/prepare demo
	@Scripts/announce
	swift build $(FLAGS) --product clearinghouse

format: ## writes every Swift file as the house writes
	swift format -i -r $(SWIFT_FILES)

lint: ## fails where make format would change something
	swift format lint --strict -r $(SWIFT_FILES)

conformance: ## runs the outside suites and holds them against their bars (ONLY=log)
	@Scripts/prepare test
	@Scripts/announce
	swift build $(FLAGS) --build-tests
	@rm -f $(REPORTS)/conformance.jsonl $(REPORTS)/conformance.txt
	@status=0; \
	swift test $(FLAGS) --skip-build --disable-xctest --filter ConformanceTests || status=1; \
	cat $(REPORTS)/conformance.txt 2>/dev/null || \
	  echo "No suite ran: set CLEARINGHOUSE_SHARED to a folder that holds them."; \
	! grep -s '"ok":false' $(REPORTS)/conformance.jsonl >/dev/null || status=1; \
	exit $$status

bench: ## measures in release and holds the figures against their bars (ONLY=scanning)
	@Scripts/prepare bench
	@Scripts/announce release
	swift build $(FLAGS) -c release --product clearinghouse
	swift build $(FLAGS) -c release --product bench
	@rm -f $(REPORTS)/bench.jsonl $(REPORTS)/bench.txt
	.build/release/bench

fuzz: ## feeds hostile bytes to every reader (SECONDS_EACH=60)
	Fuzzing/run $(SECONDS_EACH)
