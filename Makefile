# deskbreak: `make run`, `make check`, `make test`; `make` alone says them all. Each first installs what it needs, once.
# Extra arguments: make run ARGS="--speed 60"; a selection of tests: make test ARGS="tests/engine -k C4"

ifndef PYTHON
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v "$$p"; break; }; done)
endif
BIN := .venv/bin
ARGS ?=
comma := ,
# How many tests run at a time, each with a desktop of its own; `auto`: see tests/conftest.py.
JOBS ?= auto
# Where Python must not keep what it has compiled, each of many hundred programs would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE
PYTEST = $(BIN)/python -m pytest -n $(JOBS) --dist worksteal
# What narrows the choice of tests: the words that are no option, and the options that leave some out. Only where there
# are none can the whole be judged: no part forgotten, and every branch of engine and coach taken.
SELECTION = $(filter-out -%,$(ARGS)) \
	$(filter -k% -m% --lf --last-failed --sw --stepwise --ignore=% --ignore-glob=% --deselect=% --co --collect-only,$(ARGS))
WHOLE = $(if $(strip $(SELECTION)),,--cov --every-part)

SOAKS = soak-days soak-attacks soak-draws soak-dates

.DEFAULT_GOAL := help
.PHONY: help run check test soak $(SOAKS) demo bench peers example texts sounds lint format set-up-run set-up-dev clean

help:
	@echo "make run     start deskbreak in the tray (make run ARGS=\"--speed 60\": a day in minutes)"
	@echo "make check   a minute or two: style, types, layers, and the tests without windows, desktop or attacks"
	@echo "make test    all of it: windows too, and a whole desktop end to end (make test ARGS=\"tests/engine -k C4\": just that)"
	@echo "make soak    what is long, in parts: make soak-days (thirty of them), make soak-attacks (ten thousand of each input),"
	@echo "             make soak-draws (what else is drawn at random), make soak-dates (all tests on odd dates)"
	@echo "make demo    an office day at high speed on a virtual desktop; pictures in build/demo"
	@echo "make bench   what it costs: start, memory, wake-ups, painting"
	@echo "make peers   what it costs in the tray beside Safe Eyes and Workrave, where they are installed"
	@echo "make lint    style, types and layers alone, which check and test begin with"
	@echo "make format  style, as far as it can be mended by itself"
	@echo "make example write config.example.toml anew from the declarations of the settings"
	@echo "make texts   bring the catalogues for translators up to date with the code"
	@echo "make sounds  make the coach's sounds anew"
	@echo "make clean   remove .venv and all that was built or kept for speed"

# The demo goes its own way: what deskbreak understands is none of its words.
ifneq ($(strip $(DISPLAY)$(WAYLAND_DISPLAY)),)
run: set-up-run
	@exec $(BIN)/deskbreak $(ARGS)
else
run:
	@echo "deskbreak: there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so this is make demo: a virtual one$(if $(strip $(ARGS)),$(comma) without your ARGS)."
	@$(MAKE) --no-print-directory demo ARGS=
endif

test: lint
	$(PYTEST) $(WHOLE) $(ARGS)

# It draws a quarter of what make test draws at random (tests/draws.py).
check: lint
	DESKBREAK_TESTS=check $(PYTEST) -m "not e2e and not windows and not soak" $(ARGS)

# What draws at random, at its own length; and all there is on each odd date (tests/dates.py; branches were counted by make
# test). A part that is red does not keep the next from running.
soak: lint
	@status=0; for part in $(SOAKS); do $(MAKE) --no-print-directory $$part || status=1; done; exit $$status

# With nothing else: at this speed a busy machine has no time for its days.
soak-days: set-up-dev
	DESKBREAK_TESTS=soak $(BIN)/python -m pytest -s -o faulthandler_timeout=0 tests/soak/test_thirty_days.py $(ARGS)

soak-attacks: set-up-dev
	DESKBREAK_TESTS=soak $(PYTEST) -o faulthandler_timeout=0 tests/soak --ignore=tests/soak/test_thirty_days.py $(ARGS)

soak-draws: set-up-dev
	DESKBREAK_TESTS=nightly $(PYTEST) -o faulthandler_timeout=0 -m "hypothesis and not e2e" --ignore=tests/soak $(ARGS)

soak-dates: set-up-dev
	@dates=$$($(BIN)/python -c 'from tests.dates import ODD; print(*ODD, sep="\n")') || exit 1; \
	printf '%s\n' "$$dates" | { status=0; while read -r date; do \
		echo "on $$date"; \
		DESKBREAK_TESTS_DATE="$$date" $(PYTEST) $(filter-out --cov,$(WHOLE)) $(ARGS) </dev/null || status=1; \
	done; exit $$status; }

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

peers: set-up-dev
	$(BIN)/python -m tests.bench.peers $(ARGS)

example: set-up-run
	$(BIN)/python packaging/example.py

texts: set-up-dev
	$(BIN)/python packaging/texts.py

sounds: set-up-run
	$(BIN)/python packaging/sounds.py

set-up-run set-up-dev:
	@[ -n "$(PYTHON)" ] || { echo "deskbreak needs Python 3.11 or newer, and none was found. Debian 12, Ubuntu 24.04 and later: sudo apt-get install python3" >&2; exit 1; }
	@$(PYTHON) packaging/set_up.py $(@:set-up-%=%)

clean:
	rm -rf .venv build dist .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
