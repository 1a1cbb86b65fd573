# One word per habit. Python 3.11 or newer and make are all that is needed.
PORT ?= 8501
# Sizes that `make bench` measures, in millions of transactions; 50 needs 3 GB of disk.
MILLIONS ?= 1 10 50
# Mutants per room that `make mutate` draws.
SAMPLE ?= 40
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv pip
INSTALL = $(UV) install --quiet --python $(BIN)/python
# Compiled modules are kept, whatever the shell says: else every process compiles all that it imports, for seconds.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: install run test check check-style check-types prove mutate bench pictures docs lock sbom clean

install: .venv/.runtime

# uv comes by pip, by its pin and hashes in requirements.txt, and installs all else, several times as quickly.
.venv/.uv: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@awk '/^[^ ]/ {pinned = /^uv==/} pinned' requirements.txt > .venv/uv.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement .venv/uv.txt
	@touch $@

.venv/.runtime: pyproject.toml requirements.txt | .venv/.uv
	@$(INSTALL) --require-hashes --constraint requirements.txt --requirement pyproject.toml --extra setup
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.test: .venv/.runtime
	@$(INSTALL) --require-hashes --constraint requirements.txt --requirement pyproject.toml --extra setup --extra test --extra site
	@touch $@

run: install
	@$(BIN)/scorecard demo
	@# 3: published, with rows that stay out until their source corrects them.
	@$(BIN)/scorecard run || [ $$? -eq 3 ]
	@$(BIN)/scorecard verify >/dev/null 2>&1 & $(BIN)/scorecard dashboard --port $(PORT)

test: .venv/.test
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

# Types take as long as all the rest twice over, and a processor of their own.
check: .venv/.test
	@$(MAKE) --no-print-directory --jobs 2 --output-sync check-style check-types

check-style:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

check-types:
	$(BIN)/mypy

# The long proofs in full; `make test` runs a twentieth of each.
prove: .venv/.test
	SCORECARD_PROVE=1 $(BIN)/python -m pytest -n 2 --dist load -m proof -q

# Would a test notice? Small mistakes in each room, against the tests of that room.
mutate: .venv/.test
	$(BIN)/python -m tests.mutate.run --sample $(SAMPLE)

bench: .venv/.test
	@mkdir -p .benchmarks
	$(BIN)/python -m tests.bench.setup
	$(BIN)/python -m pytest tests/bench/answers.py --benchmark-only --benchmark-columns=median,ops,rounds --benchmark-sort=name \
		--benchmark-json=.benchmarks/answers.json -q
	$(BIN)/python -m tests.bench.scale $(MILLIONS:%=--millions %)
	$(BIN)/python -m tests.bench.viewers
	$(BIN)/python -m tests.bench.query
	$(BIN)/python -m tests.bench.pack
	$(BIN)/python -m tests.bench.forecasting
	$(BIN)/python -m tests.bench.interval_scores
	@$(BIN)/python -m tests.bench.summary

pictures: .venv/.test
	$(BIN)/python -m tests.browser.pictures

# The pages of docs/reference that come from the code, then all documents as a site.
docs: .venv/.test
	$(BIN)/python -m docs.generate
	$(BIN)/mkdocs build --strict

# Pins every package and the hashes of its files; versions stay as they are unless UPGRADE=--upgrade.
lock: .venv/.uv
	$(UV) compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url $(UPGRADE) \
		--all-extras --output-file requirements.txt pyproject.toml
	@printf '%s\n' '# Every dependency of the service and its tests, pinned with the hashes of its files; made by `make lock`' \
		'# from pyproject.toml. Nothing here says where packages come from.' | cat - requirements.txt > .venv/lock.txt
	@cp .venv/lock.txt requirements.txt

# What the service imports, without what tests and set-up need.
sbom: install
	@$(INSTALL) --require-hashes --constraint requirements.txt --requirement pyproject.toml --extra bill
	@$(UV) compile --quiet --generate-hashes --no-annotate --no-header --no-emit-index-url --constraint requirements.txt pyproject.toml \
		| PYTHONWARNINGS=ignore $(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --output-file sbom.json -

clean:
	rm -rf .venv data/store site .mypy_cache
