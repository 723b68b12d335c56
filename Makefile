# The one door to the project: people, pre-commit and CI all come through here.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

BIN := .venv/bin
READY := .venv/.ready
READY_FOR_TESTS := .venv/.ready-for-tests
READY_FOR_BUNDLE := .venv/.ready-for-bundle
SET_UP_FROM := requirements.lock pyproject.toml tools/setup.sh

.PHONY: help setup demo test soak check format bench bundle screenshots lock clean

help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(READY): $(SET_UP_FROM)
	@tools/setup.sh

$(READY_FOR_TESTS): $(SET_UP_FROM)
	@tools/setup.sh --for-tests

$(READY_FOR_BUNDLE): $(SET_UP_FROM)
	@tools/setup.sh --for-bundle

setup: $(READY) ## Make .venv with the locked packages, and install missing system libraries

demo: $(READY) ## Tell the main job on invented people, with exports and pictures in demo-output/, and open the window on it
	@tools/demo.sh demo-output

test: $(READY_FOR_TESTS) check ## Run everything that CI runs
	@$(BIN)/python -m pytest --cov --cov-report=json --cov-report=
	@$(BIN)/python tools/coverage_gate.py

soak: $(READY_FOR_TESTS) ## Try kills, power cuts, full disks and damage seven times as often as CI does; SOAK=20 for more
	@export SOAK=$${SOAK:-7} SOAK_SEED=$${SOAK_SEED:-$$(date +%s)}; \
		echo "The same again: make soak SOAK=$$SOAK SOAK_SEED=$$SOAK_SEED"; \
		$(BIN)/python -m pytest tests/faults

check: $(READY) ## Check style, formatting, types and import contracts
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: $(READY) ## Format the code and mend what can be mended safely
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

bench: $(READY) ## Measure performance and print one JSON table
	@$(BIN)/python -m tests.benchmarks

bundle: $(READY_FOR_BUNDLE) ## Make dist/supervision-app, the folder that people install, and let it test itself
	@$(BIN)/pyinstaller --noconfirm --clean --log-level ERROR build.spec
	@dist/supervision-app/supervision-app --self-test

screenshots: $(READY) ## Take the pictures of docs/pictures again, of invented people
	@QT_QPA_PLATFORM=offscreen $(BIN)/python tools/screenshots.py docs/pictures

lock: $(READY) ## Write requirements.lock again from pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --group dev --output-file requirements.lock pyproject.toml
	@# pip as Ubuntu 22.04 has it reads the other marker wrongly under its Python, a release candidate of 3.11
	@sed -i "s/python_full_version < '\(3\.[0-9]*\)'/python_version < '\1'/" requirements.lock

clean: ## Remove everything that make made, .venv included
	@rm -rf .venv demo-output build dist *.egg-info htmlcov .coverage .coverage.* .hypothesis .*_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
