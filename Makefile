# `make help` lists what there is. Everything runs in the locked environment.
UV ?= $(shell command -v uv || echo .uv/bin/uv)
RUN = $(UV) run --locked

.PHONY: help check lint types layers test docs browser engine faults deep frontend

help: ## say what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

check: lint types layers test ## the gate: lint, types, layers, tests

lint: ## ruff, its format, and nothing left behind
	$(RUN) ruff check
	$(RUN) ruff format --check

types: ## mypy, strict
	$(RUN) mypy

layers: ## imports run one way
	$(RUN) lint-imports

test: ## the tests that need only the lock
	$(RUN) pytest -q

docs: ## write the generated pages anew
	$(RUN) python tools/lifecycle_page.py
	$(RUN) python tools/import_page.py
	$(RUN) python tools/retention_page.py

browser: ## the pages in a real browser (needs Debian's chromium)
	$(RUN) --group browser pytest -q -n 0 -m browser tests/web

engine: ## a real Prefect server, every flow on its schedule
	$(RUN) pytest -q -n 0 -m engine tests/flows

faults: ## the kill harness at full length: 1,000 kills on each database
	$(RUN) python tests/faults

deep: ## every test at its full depth: all combinations, more seeds and examples (half an hour and more; needs chromium)
	ISPDESK_TESTS_DEEP=1 $(RUN) pytest -q
	ISPDESK_TESTS_DEEP=1 $(RUN) --group browser pytest -q -n 2 --dist loadfile --no-loadscope-reorder -m browser tests/web

frontend: ## compile the vendored stylesheet anew (needs node and npm)
	tools/build_frontend.sh
