# policygraph. `make run` serves the graph; `make test` is everything that CI runs. Each target works alone in a fresh clone.

HOST ?= 127.0.0.1
PORT ?= 8000
UV_VERSION := 0.13.9
UV := $(or $(shell command -v uv 2>/dev/null),.tools/uv/bin/uv)
RUN := $(UV) run --frozen
INSTALLED := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help install run build verify lock docs check format test faces bench clean

help:  ## Show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

.tools/uv/bin/uv:
	@echo "uv is not installed: getting it into .tools/uv"
	@python3 -m venv .tools/uv
	@.tools/uv/bin/pip install --quiet "uv==$(UV_VERSION)"

$(INSTALLED): pyproject.toml uv.lock | $(filter .tools/%,$(UV))
	$(UV) sync --frozen --extra cypher || { echo "no engine for /cypher on this platform: installing without"; $(UV) sync --frozen; }
	@touch $@

install: $(INSTALLED)  ## Install everything into .venv

build: install  ## Build the graph from data/
	$(RUN) policygraph build

run: install  ## Build the graph if it is not built, and serve it at http://HOST:PORT
	@$(RUN) policygraph build --no-shacl
	@$(RUN) policygraph serve --host $(HOST) --port $(PORT)

verify: install  ## Check every piece of evidence against the reports' text
	$(RUN) policygraph verify

lock: install  ## Write the evidence locks anew
	$(RUN) policygraph lock

docs: build  ## Write the schema page of the property graph and its picture anew
	$(RUN) python -m graph.property_graph .policygraph docs

format: install  ## Format code and ontology
	$(RUN) ruff format .
	$(RUN) ruff check --fix .
	$(RUN) python -m ontology.gate --fix

check: install  ## Format, lint, types, layers, ontology gate, evidence
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy
	$(RUN) basedpyright
	$(RUN) lint-imports
	$(RUN) python -m ontology.gate
	$(RUN) policygraph verify

test: check  ## Everything: checks, then every test suite, with real servers
	$(RUN) policygraph build --force
	$(RUN) pytest -n 2 --dist loadgroup --cov --cov-report=term:skip-covered

faces: install  ## Ask the query gallery of all engines and print the table of their rows
	$(RUN) pytest tests/test_three_faces.py -q -s --no-cov

bench: install  ## Measure build, question, Cypher and loading beside their peers
	$(RUN) policygraph build --no-shacl
	$(RUN) python -m benchmarks
	$(RUN) python -m benchmarks.cypher
	$(RUN) python -m benchmarks.loading

clean:  ## Remove what was built and installed
	rm -rf .venv .tools .policygraph .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
