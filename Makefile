# What a person types; how it is done is in scripts/.

.PHONY: help run test test-changed test-postgres test-deep benchmark lint format measures docs messages build requirements clean
.DEFAULT_GOAL := help

PORT ?= 8000
HOST ?= 127.0.0.1
export PORT HOST

help:
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1 - \2/p' Makefile

.venv/.for-running: requirements.txt scripts/installer.txt
	@scripts/install requirements.txt $@

.venv/.for-testing: requirements-dev.txt scripts/installer.txt
	@scripts/install requirements-dev.txt $@

run: .venv/.for-running ## set up and serve the platform with its demo (PORT=8000)
	@scripts/run

test: .venv/.for-testing ## unit, integration and browser tests (APP=people: those of one app)
	@scripts/test $(addprefix tests/,$(APP))

test-changed: .venv/.for-testing ## the tests that belong to what changed since the branch left main
	@.venv/bin/python scripts/test-changed

test-postgres: .venv/.for-testing ## the same tests on a throwaway PostgreSQL, without a browser
	@.venv/bin/python scripts/with-postgres scripts/test -m "not deep and not browser"

test-deep: .venv/.for-testing ## what takes longer
	@scripts/test-deep

benchmark: .venv/.for-testing ## how fast figures are with 1,000,000 participations, on a throwaway PostgreSQL
	@BENCHMARK_SHARE=1 .venv/bin/python scripts/with-postgres .venv/bin/python -m pytest -n 0 -q -m deep tests/benchmarks

lint: .venv/.for-testing ## style, layers, templates, migrations, production settings, translations
	@scripts/lint

format: .venv/.for-testing ## mend what a machine can mend
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet .

measures: .venv/.for-testing ## how the code is made: names, cycles, sizes, tests per line
	@.venv/bin/python scripts/measures.py

docs: .venv/.for-testing ## bring the drawing and the table in docs/architecture.md up to date
	@.venv/bin/python scripts/measures.py --write

messages: .venv/.for-testing ## bring the translation files up to date with the code
	@.venv/bin/python scripts/messages.py update

build: .venv/.for-running ## translations and static files, for production
	@scripts/build

requirements: .venv/.for-testing ## lock requirements*.in again
	@scripts/lock

clean: ## remove what was built; what was entered in var/ stays
	@rm -rf .venv var/static .pytest_cache .ruff_cache .import_linter_cache .hypothesis test-results
	@find . -name __pycache__ -prune -exec rm -rf {} +
