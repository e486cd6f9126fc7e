# What can be done with this checkout. `make` alone lists it.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help status test check style lint coverage fuzz bombs bench golden docs model catalogues lock clean

# Where the environment stands, and which Python makes it (3.11 or newer; the first one found).
VENV ?= .venv
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3 python; do \
	if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo "$$python"; break; fi; done)

# How many tests run at a time, and what else pytest is told: make test PYTEST_ARGS="-k dates"
JOBS ?= 2
PYTEST_ARGS ?=

# The day that `make status` shows: the plans here are of 2004 to 2023, and all would be overdue today.
DAY ?= 2004-10-01

# How long `make fuzz` looks for what breaks.
SECONDS_OF_FUZZ ?= 60

RUN := $(VENV)/bin/python -m

# Tests start ssetrack a thousand times: compiled once, whoever usually keeps nothing compiled.
unexport PYTHONDONTWRITEBYTECODE

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

status: $(VENV)/.installed  ## the real plans on a day in the middle of one of them (DAY=2022-03-01, DAY=today)
	@$(VENV)/bin/ssetrack status plans --today "$(DAY)"

test: $(VENV)/.developing $(VENV)/.translated  ## run the tests (PYTEST_ARGS="-k dates" for some of them)
	$(RUN) pytest -n $(JOBS) -r s $(PYTEST_ARGS)

check: style test lint  ## all that a change must pass: style, types, tests, our own plans

style: $(VENV)/.developing  ## ruff and mypy alone
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	$(RUN) mypy --config-file tests/mypy.ini

lint: $(VENV)/.installed  ## lint our own plans
	$(VENV)/bin/ssetrack lint plans examples

# Without the tests that measure calls, time, memory and imports: what counts lines would count there, too. And
# without properties, which try much and reach little that is new.
coverage: $(VENV)/.developing $(VENV)/.translated  ## which lines and branches no quick test reaches; fails below the floor in pyproject.toml
	@mkdir -p .cache
	$(RUN) coverage erase
	$(RUN) coverage run -m pytest -n $(JOBS) -q -m "not slow and not hypothesis" -k "not test_hostile_files and not test_what_is_not_imported and not test_instructions and not test_bombs"
	$(RUN) coverage combine --quiet
	$(RUN) coverage report

fuzz: $(VENV)/.developing $(VENV)/.translated  ## change plans and dates at random until something breaks (SECONDS_OF_FUZZ=600)
	$(VENV)/bin/python tests/fuzz/fuzz.py --seconds $(SECONDS_OF_FUZZ)

bombs: $(VENV)/.developing $(VENV)/.translated  ## every command on every plan made to exhaust it, every beginning of a plan in an editor, many kills, all examples: 40 minutes
	SSETRACK_BOMBS=all SSETRACK_EXAMPLES=all SSETRACK_KILLS=200 $(RUN) pytest -n $(JOBS) -q tests/test_bombs.py tests/test_kills.py tests/editor
	SSETRACK_EXAMPLES=all $(RUN) pytest -n $(JOBS) -q -m hypothesis

bench: $(VENV)/.developing  ## measure speed and memory (BENCH_ARGS=--write records them in docs/dev/performance.md)
	$(VENV)/bin/python bench/run.py $(BENCH_ARGS)

golden: $(VENV)/.developing $(VENV)/.translated  ## rewrite the expected outputs of the tests; then read the diff
	$(RUN) pytest -n $(JOBS) -q --update-golden

docs: $(VENV)/.developing  ## rewrite the generated pages, pictures and transcripts in README.md and docs/
	$(RUN) pytest -q --update-golden tests/test_docs.py tests/test_console.py
	$(VENV)/bin/python scripts/pictures.py

model: $(VENV)/.developing  ## write the classes and the table of fields from the definition of a plan
	$(VENV)/bin/python scripts/generate_model.py

catalogues: $(VENV)/.developing  ## take new texts into the translations (src/ssetrack/locale), and compile them
	$(VENV)/bin/python scripts/catalogues.py update
	$(VENV)/bin/python scripts/catalogues.py compile

lock: $(VENV)/.installed  ## pin the newest versions that the ranges in pyproject.toml allow (requirements/)
	$(INSTALL) --require-hashes --requirement requirements/lock.txt
	$(VENV)/bin/python scripts/lock.py

clean:  ## throw away the environment and everything generated
	rm -rf $(VENV) build dist .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The environment: what requirements/ pins, by hash, and this checkout in place, built by what is pinned there, too.
# Each stamp says what was installed, and is made again when that changes.

INSTALL := $(RUN) pip install --quiet --disable-pip-version-check

$(VENV)/.installed: requirements/run.txt requirements/build.txt pyproject.toml hatch_build.py
	@if [ -z "$(PYTHON)" ]; then \
		echo "ssetrack needs Python 3.11 or newer, and none was found: install one, or name it with make PYTHON=…" >&2; exit 1; fi
	@if ! "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
		echo "ssetrack needs Python 3.11 or newer, and $(PYTHON) is none" >&2; exit 1; fi
	@$(RUN) pip --version >/dev/null 2>&1 || "$(PYTHON)" -m venv --clear $(VENV)
	$(INSTALL) --require-hashes --requirement requirements/run.txt --requirement requirements/build.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.developing: requirements/test.txt $(VENV)/.installed
	$(INSTALL) --require-hashes --requirement requirements/test.txt
	@touch $@

# What was pulled or translated since the package was installed; the build does the same (hatch_build.py).
$(VENV)/.translated: $(VENV)/.developing $(wildcard src/ssetrack/locale/*/LC_MESSAGES/*.po)
	$(VENV)/bin/python scripts/catalogues.py compile
	@touch $@
