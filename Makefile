# One word per habit. Python 3.11 or newer and make are all that is needed.
PORT ?= 8501
# Sizes that `make bench` measures, in millions of transactions; 50 needs 3 GB of disk.
MILLIONS ?= 1 10 50
PYTHON ?= python3
BIN := .venv/bin

.PHONY: install run test check bench pictures docs lock clean

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
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: .venv/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

bench: .venv/.test
	@mkdir -p .benchmarks
	$(BIN)/python -m pytest tests/bench/answers.py --benchmark-only --benchmark-columns=median,ops,rounds --benchmark-sort=name \
		--benchmark-json=.benchmarks/answers.json -q
	$(BIN)/python -m tests.bench.scale $(MILLIONS:%=--millions %)
	$(BIN)/python -m tests.bench.viewers
	$(BIN)/python -m tests.bench.forecasting
	@$(BIN)/python -m tests.bench.summary

pictures: .venv/.test
	$(BIN)/python -m tests.browser.pictures

# The README's table of indicators, from the catalogue.
docs: install
	$(BIN)/python -c "from pathlib import Path; from scorecard.output import with_catalogue; \
	readme = Path('README.md'); readme.write_text(with_catalogue(readme.read_text('utf-8')), 'utf-8')"

# Pins every package, those of the tests included; nothing in the file says where they come from.
lock:
	@rm -rf .venv-lock && $(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet --disable-pip-version-check '.[test]'
	@{ echo "# Every dependency, pinned; made by make lock from pyproject.toml."; \
	   .venv-lock/bin/python -m pip freeze --exclude service-scorecard | LC_ALL=C sort -f; } > requirements.txt
	@rm -rf .venv-lock build

clean:
	rm -rf .venv data/store
