# deskbreak: `make run`, `make test`, `make demo`, `make bench`. Each first installs what it needs, once.
# Extra arguments: make run ARGS="--speed 60"

ifndef PYTHON
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v "$$p"; break; }; done)
endif
BIN := .venv/bin
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test demo bench texts sounds lint format set-up-run set-up-dev clean

help:
	@echo "make run    start deskbreak in the tray (make run ARGS=\"--speed 60\": a day in minutes)"
	@echo "make test   style, types, layers, unit tests and a whole desktop end to end"
	@echo "make demo   an office day at high speed on a virtual desktop; pictures in build/demo"
	@echo "make bench  what it costs: start, memory, wake-ups, painting"
	@echo "make texts  bring the catalogues for translators up to date with the code"
	@echo "make sounds make the coach's sounds anew"

run:
	@if [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "deskbreak: there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so this is make demo: a virtual one."; \
		$(MAKE) --no-print-directory demo; \
	else \
		$(MAKE) --no-print-directory set-up-run && exec $(BIN)/deskbreak $(ARGS); \
	fi

test: lint
	$(BIN)/coverage run -m pytest --every-part $(ARGS)
	$(BIN)/coverage report

lint: set-up-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: set-up-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

demo: set-up-dev
	$(BIN)/python -m tests.demo.office_day $(ARGS)

bench: set-up-dev
	$(BIN)/python -m tests.bench $(ARGS)

texts: set-up-dev
	$(BIN)/python packaging/texts.py

sounds: set-up-run
	$(BIN)/python packaging/sounds.py

set-up-run set-up-dev:
	@[ -n "$(PYTHON)" ] || { echo "deskbreak needs Python 3.11 or newer, and none was found. Debian 12, Ubuntu 24.04 and later: sudo apt-get install python3" >&2; exit 1; }
	@$(PYTHON) packaging/set_up.py $(@:set-up-%=%)

clean:
	rm -rf .venv build dist .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
