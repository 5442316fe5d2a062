# Every target is a file or leaves a stamp, so nothing is redone when nothing changed.
PYTHON ?= python3
PORT ?= 8001
PROCESSES ?= 1
FUZZ_SECONDS ?= 300
TORCH_WHEELS ?=
VENV := .venv
BIN := $(VENV)/bin
FIND_TORCH := $(if $(TORCH_WHEELS),--find-links $(TORCH_WHEELS))
CODE := $(shell find extractors publish schema -not -path '*/__pycache__*')
AXE := tests/accessibility/node_modules/.package-lock.json
ARTICLES := $(shell find articles)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all:

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: bench help serve downloads docker screenshots page-times load-test sbom fuzz test test-archives test-cluster test-neural test-site test-standards extract validate load build check golden generate try lock clean

help:  ## show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

serve: build/sijill.db  ## build what is missing and serve the dataset at http://127.0.0.1:8001
	$(BIN)/sijill serve build/sijill.db --port $(PORT)

test: $(VENV)/installed-dev  ## set up and run the tests
	$(BIN)/pytest

extract: build/records.stamp  ## articles/ to build/records/*.jsonl

validate: build/valid.stamp  ## check every extracted record against schema/

load: build/sijill.db  ## records to build/sijill.db

build: build/sijill.db  ## extract, validate and load, and check that the result may be released
	$(BIN)/sijill check $<

downloads: build/sijill.db  ## write CSV, data package and checksums next to the database, for the downloads page
	$(BIN)/python -m publish.downloads build/sijill.db

docker: downloads  ## write build/Dockerfile, which serves the built database read-only
	$(BIN)/python -m publish.container build/sijill.db

screenshots: build/sijill.db $(VENV)/installed-site  ## make the pictures of the README anew; needs chromium
	$(BIN)/python -m publish.screenshots build/sijill.db docs/images

page-times: build/sijill.db  ## measure each kind of page against Datasette's own bare table page
	$(BIN)/python benchmarks/page_times.py build/sijill.db

bench: $(VENV)/installed-bench  ## install spaCy (about 90 MB) and measure reading beside tools that do less: make bench INPUT=archive/
	$(BIN)/python benchmarks/speed.py --append $(INPUT)

test-archives: $(VENV)/installed-archives  ## install what reads WARC and Parquet (about 75 MB) and test it
	$(BIN)/pytest tests/test_archives.py

test-cluster: $(VENV)/installed-cluster  ## install dask.distributed (about 10 MB) and test extraction on a local cluster
	$(BIN)/pytest tests/test_cluster.py

test-site: $(VENV)/installed-site $(AXE)  ## install playwright, frictionless, axe-core (about 65 MB) and test the site; needs chromium and npm
	$(BIN)/pytest tests/test_accessibility.py tests/test_browser.py tests/test_walk.py tests/test_container.py \
		tests/test_downloads.py tests/test_pages.py tests/test_site.py -m "browser or not browser"

test-standards: $(VENV)/installed-standards  ## install followthemoney and mlcroissant (about 700 MB; needs libicu-dev, g++) and test what they read
	$(BIN)/pytest tests/test_downloads.py tests/test_pages.py -k "croissant or money"

test-neural: $(VENV)/installed-neural  ## install torch and transformers (about 250 MB) into .venv and test a neural model
	$(BIN)/pytest tests/test_neural.py -m "neural or not neural"

check: $(VENV)/installed-audit  ## format, lint, types, generated files up to date, known holes of packages
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m publish.generate --check
	$(BIN)/python -m publish.supply_chain audit

sbom: $(VENV)/installed  ## write a bill of materials (CycloneDX) of everything that is installed
	$(BIN)/python -m publish.supply_chain sbom build/sbom.cdx.json

load-test: $(VENV)/installed  ## 64 clients and 8 hostile ones for a minute on 30,000 articles, on loopback
	$(BIN)/python benchmarks/load.py

fuzz: $(VENV)/installed-fuzz  ## read a million odd texts, then for FUZZ_SECONDS those that coverage leads to
	SIJILL_FUZZ=full $(BIN)/pytest tests/test_hostile_texts.py
	$(BIN)/python tests/fuzz/fuzz_reading.py -max_total_time=$(FUZZ_SECONDS) -timeout=20 tests/fuzz/corpus

generate: $(VENV)/installed  ## write what is made from schema/: record classes, metadata, data dictionary
	$(BIN)/python -m publish.generate

golden: $(VENV)/installed-dev  ## write the expected records of whole articles anew; then read the diff
	$(BIN)/pytest tests --golden -k golden

try: $(VENV)/installed  ## show what is read in a sentence: make try TEXT='…'
	@$(BIN)/sijill explain --text "$$TEXT"

lock:  ## pin what pyproject.toml asks for, with hashes; needs uv
	uv pip compile pyproject.toml $(LOCK) -o requirements.txt
	uv pip compile pyproject.toml $(LOCK) --group dev -o requirements-dev.txt
	uv pip compile pyproject.toml $(LOCK) --group dev --extra cluster -o requirements-cluster.txt
	uv pip compile pyproject.toml $(LOCK) --group dev --extra parquet --extra web -o requirements-archives.txt
	uv pip compile pyproject.toml $(LOCK) --group dev --group site -o requirements-site.txt
	uv pip compile pyproject.toml $(LOCK) --group dev --group standards -o requirements-standards.txt
	uv pip compile pyproject.toml $(LOCK) --group dev --group bench -o requirements-bench.txt
	uv pip compile pyproject.toml $(LOCK) --group dev --group audit -o requirements-audit.txt
	uv pip compile pyproject.toml $(LOCK) --group dev --group fuzz -o requirements-fuzz.txt
	uv pip compile pyproject.toml $(LOCK) --group dev --extra neural $(FIND_TORCH) -o requirements-neural.txt
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	--no-emit-package pip --group slim

clean:  ## remove what was built and the environment
	rm -rf $(VENV) *.egg-info build/* tests/accessibility/node_modules

export TEXT

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	$(PIP) -r requirements-dev.txt
	@touch $@

$(VENV)/installed-standards: requirements-standards.txt $(VENV)/installed-dev
	$(PIP) --no-binary jsonpath-rw,pyicu -r $<
	@touch $@

$(VENV)/installed-%: requirements-%.txt $(VENV)/installed-dev
	$(PIP) -r $<
	@touch $@

$(AXE): tests/accessibility/package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund --prefix tests/accessibility

# Torch for Linux without CUDA is not on PyPI: TORCH_WHEELS names a folder or page of its CPU wheels, where pip knows none.
$(VENV)/installed-neural: requirements-neural.txt $(VENV)/installed-dev
	$(PIP) $(FIND_TORCH) -r $<
	@touch $@

# Exit status 1 means that some inputs were rejected, or records failed: the rest is built, and tables show them.
build/records.stamp: $(ARTICLES) $(CODE) | $(VENV)/installed
	$(BIN)/sijill extract articles --out build/records --processes $(PROCESSES) || test $$? -eq 1
	@touch $@

build/valid.stamp: build/records.stamp
	$(BIN)/sijill validate build/records || test $$? -eq 1
	@touch $@

build/sijill.db: build/valid.stamp
	$(BIN)/sijill load build/records --db $@ || test $$? -eq 1
