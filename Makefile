# `make demo` and `make test` do all their own set-up: they need Python 3.11 or newer and make, nothing else.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help

# Every process that starts would compile the program anew.
export PYTHONDONTWRITEBYTECODE :=

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
WORKERS ?= 2
PORT ?= 8000
CATALOGUES := $(patsubst %.po,%.mo,$(shell find src -name '*.po'))

say = @printf '\n== %s\n' "$(1)"
# What the checkers and the compiler of the settings see: a home of their own, never the node of whoever works here.
aside = YIZHAN_HOME=$(CURDIR)/build/home YIZHAN_SECRET_KEY=only-for-checks YIZHAN_TESTING=1
pytest = $(BIN)/pytest -q

.PHONY: help demo test setup lint types walls sqlite postgresql chromium messages refusals lock clean

help:
	@printf 'make demo   a sample prefecture in a browser: sets everything up, then serves it\n'
	@printf 'make test   every check: style, types, walls, tests on SQLite and PostgreSQL, browser tests\n'

demo: setup
	$(call say,Starting the sample prefecture: stop it with Ctrl-C)
	@$(BIN)/yizhan demo --port $(PORT)

test: setup chromium lint types walls sqlite postgresql
	$(call say,Everything passed)

# -- set-up ------------------------------------------------------------------------------------------------------------

setup: .venv/.installed $(CATALOGUES)

.venv/.made:
	$(call say,Making the virtual environment .venv)
	@tools/make-venv "$(PYTHON)"
	@touch $@

.venv/.synced: requirements-dev.lock | .venv/.made
	$(call say,Installing the locked dependencies: a few minutes the first time)
	@$(BIN)/uv pip sync --python $(BIN)/python --require-hashes --compile-bytecode requirements-dev.lock
	@touch $@

.venv/.installed: pyproject.toml .venv/.synced
	$(call say,Installing Yizhan itself)
	@$(BIN)/uv pip install --python $(BIN)/python --quiet --no-deps --editable .
	@touch $@

%.mo: %.po .venv/.synced
	@printf '== Compiling %s\n' "$<"
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

chromium:
	@tools/need-chromium

messages: setup
	$(call say,Collecting the texts marked for translation)
	@$(BIN)/python -m tools.messages

refusals: setup
	$(call say,Writing the list of refusals)
	@$(aside) DJANGO_SETTINGS_MODULE=yizhan.site.settings $(BIN)/python -m tools.refusals

lock:
	$(call say,Resolving the dependencies anew into the lock files)
	@$(BIN)/uv pip compile --quiet --generate-hashes --universal --no-emit-index-url --no-annotate pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --generate-hashes --universal --no-emit-index-url --no-annotate --extra gm --group dev pyproject.toml -o requirements-dev.lock

clean:
	@rm -rf .venv build

# -- checks ------------------------------------------------------------------------------------------------------------

lint: setup
	$(call say,Style: ruff)
	@$(BIN)/ruff check --output-format concise .
	@$(BIN)/ruff format --check .

types: setup
	$(call say,Types: mypy)
	@$(aside) $(BIN)/mypy

walls: setup
	$(call say,Walls between the rooms: import-linter and the wall tests)
	@$(BIN)/lint-imports
	@$(pytest) tests/walls tests/docs

sqlite: setup chromium
	$(call say,Tests on SQLite)
	@YIZHAN_TEST_DATABASE=sqlite $(pytest) -n $(WORKERS) --dist worksteal --ignore=tests/walls --ignore=tests/docs

postgresql: setup chromium
	$(call say,Tests on PostgreSQL: what touches the database, and the whole walk of a matter in the browser)
	@YIZHAN_TEST_DATABASE=postgresql $(pytest) -n $(WORKERS) --dist worksteal --ignore=tests/walls --ignore=tests/docs
