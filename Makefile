# The front doors of cardshop: setup, run, test, check, bench. Each may be called first, and again.

# Any Python from 3.11 on; the first of these that works.
PY ?= $(shell for python in python3.11 python3 python3.14 python3.13 python3.12; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null && echo $$python && break; done)
PORT ?= 8000
# One more than there are cores: tests wait for browsers and servers a third of their time.
WORKERS ?= $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 1)))
# More words for pytest, as in: make test ARGS=tests/cards
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app wsgi
UV_VERSION := $(shell sed -n 's/^uv==\([^ ]*\).*/\1/p' requirements-dev.txt)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore
# uv trusts what the machine trusts, as pip does.
export UV_SYSTEM_CERTS := 1
# Without its bytecode every process would compile cardshop and its libraries anew: two seconds each.
unexport PYTHONDONTWRITEBYTECODE
# On another port the links lead there too, unless the address is set.
ifneq ($(PORT),8000)
export CARDSHOP_BASE_URL ?= http://127.0.0.1:$(PORT)
endif

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

.PHONY: help
help:
	@echo "make setup   the environment alone (DEV=1: with the tools of tests and checks)"
	@echo "make run     a running site with a demo business (PORT=8000)"
	@echo "make test    every test, on SQLite, PostgreSQL, Redis and in a browser (ARGS= for pytest)"
	@echo "make check   format, lint, types, imports, templates, dependencies, translations, migrations"
	@echo "make bench   speed, as ratios against its baselines"
	@echo "make lock    renew the locks after a change in pyproject.toml (UPGRADE=1: newest versions)"

# --- setup ---------------------------------------------------------------------------------------

.PHONY: setup
setup: $(VENV)/$(if $(DEV),dev,run).ok
	@if [ -d cardshop/translations ]; then $(BIN)/pybabel -q compile -d cardshop/translations; fi

$(VENV)/made.ok:
	@[ -n "$(PY)" ] || { echo "cardshop needs Python 3.11 or newer: make PY=/path/to/python" >&2; exit 1; }
	@$(PY) -m venv $(VENV)
	@$(BIN)/python -m pip install -q uv==$(UV_VERSION) || echo "Going on without uv, slower"
	@touch $@

# The locks' hashes are checked by either installer.
define install
	@echo "Installing the packages of $(1)"
	@{ [ -x $(BIN)/uv ] && $(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r $(1); } \
		|| $(BIN)/python -m pip install -q --require-hashes -r $(1)
	@touch $@
endef

$(VENV)/run.ok: requirements.txt | $(VENV)/made.ok
	$(call install,$<)

$(VENV)/dev.ok: requirements-dev.txt | $(VENV)/made.ok
	$(call install,$<)

.PHONY: dev
dev:
	@$(MAKE) setup DEV=1

# --- run, test, bench ----------------------------------------------------------------------------

.PHONY: run
run: setup
	@$(FLASK) db upgrade
	@$(FLASK) demo load
	@exec $(FLASK) serve --port $(PORT) --with-worker

.PHONY: test
test: dev
	@tests/support/chromium.sh $(VENV)
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

.PHONY: bench
bench: dev
	@$(BIN)/python -m tests.bench $(ARGS)

# --- check ---------------------------------------------------------------------------------------

CHECKS := format lint types imports templates dependencies locks translations migrations

# Every check runs, even after one has failed.
.PHONY: check $(CHECKS:%=check-%)
check: dev
	@$(MAKE) --keep-going $(CHECKS:%=check-%)

check-format:
	@$(BIN)/ruff format --quiet --check . || { $(BIN)/ruff format --check . ; exit 1; }

check-lint:
	@$(BIN)/ruff check --quiet .

check-types:
	@$(BIN)/mypy --no-error-summary

check-imports:
	@$(BIN)/lint-imports --no-logo

check-templates:
	@$(BIN)/djlint --quiet --lint templates

check-dependencies:
	@$(BIN)/deptry .

check-locks:
	@$(BIN)/python .ci/locks.py

check-translations:
	@$(BIN)/python .ci/translations.py

# A database made by the migrations alone must have what the models say.
check-migrations:
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
		export CARDSHOP_DATABASE_URL="sqlite:///$$folder/check.db" && \
		$(FLASK) db upgrade && $(FLASK) db check

# --- upkeep --------------------------------------------------------------------------------------

COMPILE := $(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 \
	--no-header --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)

.PHONY: lock
lock: dev
	@$(COMPILE) pyproject.toml -o requirements.txt
	@$(COMPILE) --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

# Gather the sentences of code and templates, and lay them before the translators.
.PHONY: translations
translations: dev
	@mkdir -p build
	@$(BIN)/python .ci/translations.py --update
