# The commands of the README. Everything is installed into .venv from requirements.lock; nothing else is touched.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.PHONY: help install install-ocr load test check lint types models sql accuracy mutation serve lock clean

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTHON ?= $(shell command -v python3.11 || command -v python3)
DATA ?= data
SAMPLES := tests/samples/landing

help:
	@echo "make load     install, load the bundled samples into ./$(DATA) and print what was found"
	@echo "make test     install and run the tests"
	@echo "make check    lint, types, dbt parse, SQL lint, tests"
	@echo "make accuracy facts found, missed and wrong, against labels"
	@echo "make mutation false alarms on generated reports, and whether one changed figure is found"
	@echo "make serve    web interface and nightly schedule on ./$(DATA)"
	@echo "make install-ocr  also install what scanned PDF and pictures need (requirements-ocr.lock)"
	@echo "make lock     resolve requirements.lock and requirements-ocr.lock anew from pyproject.toml"
	@echo "make clean    remove .venv and caches; ./$(DATA) is kept"

install: $(STAMP)

# Made anew only when a dependency changed.
$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "No python3 found. Debian, Ubuntu: apt install python3.11 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$(PYTHON) is $$($(PYTHON) -V), expected Python 3.11 or newer. Name another: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make virtual environments. Debian, Ubuntu: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

install-ocr: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-ocr.lock

load: $(STAMP)
	@$(BIN)/budget-warehouse load --landing $(SAMPLES) --home $(DATA)

test: $(STAMP)
	$(BIN)/python -m pytest -q -n auto

check: lint types models sql test

lint: $(STAMP)
	$(BIN)/ruff check .

types: $(STAMP)
	$(BIN)/mypy

models: $(STAMP)
	$(BIN)/dbt --quiet --no-version-check parse --target lint --no-partial-parse \
	  --project-dir dbt_project --profiles-dir dbt_project --target-path $(CURDIR)/.dbt/target --log-path $(CURDIR)/.dbt/logs

sql: $(STAMP)
	cd dbt_project && ../$(BIN)/sqlfluff lint models

accuracy: $(STAMP)
	@$(BIN)/python -m benchmarks.accuracy

mutation: $(STAMP)
	@$(BIN)/python -m benchmarks.mutation

serve: $(STAMP)
	@$(BIN)/budget-warehouse serve --landing $(SAMPLES) --home $(DATA)

# Without --universal the lock would hold for one platform only.
lock:
	@command -v uv >/dev/null || { echo "make lock     needs uv: pip install uv"; exit 1; }
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-strip-extras --no-emit-index-url --no-emit-find-links --no-header -o requirements.lock
	uv pip compile pyproject.toml --extra ocr -c requirements.lock --universal --python-version 3.11 --generate-hashes \
	  --no-strip-extras --no-emit-index-url --no-emit-find-links --no-header -o requirements-ocr.lock

clean:
	rm -rf $(VENV) .dbt .mypy_cache .pytest_cache .ruff_cache build *.egg-info
	find . -name __pycache__ -prune -exec rm -rf {} +
