# Two commands on a fresh machine: `make demo` and `make test`. Each sets up all that it needs.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := $(UV) run --no-sync
export UV_PYTHON_DOWNLOADS := never
# the first start should not wait for Python's own compiler
export UV_COMPILE_BYTECODE := 1
COASTS := src/vedette/registry/data/natural_earth.json.gz
READY := $(VENV)/.ready
READY_SPARK := $(VENV)/.ready-spark

.PHONY: help setup demo test lint bench evaluate docs clean

help:  ## say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | column -t -s $$'\t'

setup: $(READY) $(COASTS)  ## the environment, from the lock file, and the coastlines

.tools/bin/uv:
	python3 -m venv .tools || { apt-get install -y -qq python3-venv && python3 -m venv .tools; }
	.tools/bin/pip install --quiet --disable-pip-version-check uv

$(READY): pyproject.toml uv.lock | $(filter .tools/bin/uv,$(UV))
	$(UV) sync --locked --quiet --inexact
	@touch $@

# The cluster engine wants Java: Debian's, where we may install it; without it the tests of that engine are skipped by name.
$(READY_SPARK): $(READY)
	$(UV) sync --locked --quiet --extra spark
	command -v java >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get install -y -qq openjdk-17-jre-headless; } || echo "no Java: tests of the Spark engine will be skipped"
	@touch $@

$(COASTS): tools/build_natural_earth.py web/package-lock.json | $(READY)
	npm ci --prefix web --silent --no-audit --no-fund
	$(RUN) python tools/build_natural_earth.py

demo: setup  ## run the shipped case, print its verdicts, write its brief
	$(RUN) vedette demo

test: setup $(READY_SPARK)  ## every test, and the checks of `make lint`
	$(RUN) pytest -n 2
	$(MAKE) --no-print-directory lint

lint: setup  ## ruff, mypy --strict, import-linter
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(RUN) lint-imports

# WORK=DIR keeps feeds and results elsewhere, ONLY=peers,store takes these parts, AGAIN=peers measures them anew, QUICK=1 tries small sizes.
WORK ?= .bench
BENCH = $(RUN) python -m benchmarks --work $(WORK) $(if $(ONLY),--only $(ONLY)) $(if $(AGAIN),--again $(AGAIN))

bench: setup  ## build the data, run floor, ours and peers on the same rows, write the tables of docs/performance.md (hours; goes on where it was stopped)
	$(BENCH) $(if $(QUICK),--quick,--write)
	$(if $(QUICK),,$(RUN) python tools/build_docs.py)

evaluate: setup  ## judge simulated worlds with known truth; the numbers of docs/calibration.md (half an hour; goes on where it was stopped)
	$(RUN) vedette evaluate --out evaluation
	cp evaluation/results.json benchmarks/calibration.json
	cp evaluation/calibration-*.svg docs/images/
	$(RUN) python tools/build_docs.py

docs: setup  ## write the generated pages of docs/
	$(RUN) python tools/build_docs.py

clean:  ## remove what was built
	rm -rf $(VENV) .tools web/node_modules $(COASTS) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
