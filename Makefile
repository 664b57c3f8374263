# make run: the dashboard with sample data.  make test: everything tested.  Both do their own set-up.
# make translations: the catalogues brought up to date with the code and the queries, and what they lack.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WAREHOUSE := $(or $(HIRING_WAREHOUSE),warehouse)
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: run test lint sample translations screenshots clean

run: $(VENV)/installed
	@test -e "$(WAREHOUSE)/CURRENT" || { \
	  $(BIN)/hiring import sample_data/greenhouse_harvest_v3 --warehouse "$(WAREHOUSE)" && \
	  cp sample_data/targets.toml "$(WAREHOUSE)/targets.toml"; }
	@$(BIN)/hiring serve --warehouse "$(WAREHOUSE)"

test: $(VENV)/tested chromium
	$(BIN)/pytest -n 2 --dist loadgroup

lint: $(VENV)/linted
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

translations: $(VENV)/installed
	$(BIN)/python -m dashboard.translating

sample: $(VENV)/installed
	$(BIN)/python -m dashboard.sample sample_data

screenshots: $(VENV)/tested chromium
	$(BIN)/python docs/screenshots.py

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(BIN)/python pyproject.toml constraints.txt
	@echo "Installing into $(VENV) …" >&2
	$(PIP) --editable .
	@touch $@

$(VENV)/tested: $(VENV)/installed
	$(PIP) --editable '.[test]'
	@touch $@

$(VENV)/linted: $(VENV)/installed
	$(PIP) --editable '.[test,lint]'
	@touch $@

# The browser tests need one: Debian's package, when no Chromium is there and apt is.
.PHONY: chromium
chromium:
	@command -v chromium chromium-browser google-chrome >/dev/null || { \
	  echo "Installing Chromium for the browser tests …" >&2; \
	  SUDO=$$(test "$$(id -u)" = 0 || echo sudo); \
	  $$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq --no-install-recommends chromium >/dev/null; }

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
