# One word per habit. Python 3.11 or newer and make are all that is needed.
PORT ?= 8501
PYTHON ?= python3
BIN := .venv/bin

.PHONY: install run test check bench pictures lock clean

install: .venv/.runtime

.venv/.runtime: pyproject.toml requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.txt --editable .
	@touch $@

.venv/.test: .venv/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.txt --editable '.[test]'
	@touch $@

run: install
	@$(BIN)/scorecard demo
	@$(BIN)/scorecard run
	@$(BIN)/scorecard dashboard --port $(PORT)

test: .venv/.test
	$(BIN)/python -m pytest

check: .venv/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

bench: .venv/.test
	$(BIN)/python -m pytest tests/bench --benchmark-only -q

pictures: .venv/.test
	$(BIN)/python -m tests.browser.pictures

# Pins every package, tests included; nothing in the file says where they come from.
lock: .venv/.test
	$(BIN)/python -m pip freeze --exclude-editable | LC_ALL=C sort -f > requirements.txt

clean:
	rm -rf .venv data/store
