"""``card``: a routine on one printable page. Works without a display."""

import os
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from deskbreak.app.log_file import application_without_log
from deskbreak.app.routine.printed_card import printed_card
from deskbreak.cli import exits
from deskbreak.desktop.time.clock import Clock, MachineTicks
from deskbreak.engine.calendar.in_turn import routine_at
from deskbreak.i18n import _
from deskbreak.settings import Settings
from deskbreak.store import config
from deskbreak.store.atomic import replace_named
from deskbreak.store.content.library import open_library
from deskbreak.store.paths import Paths
from deskbreak.store.regular_file import check_place
from deskbreak.ui.printed_page.layout import DoesNotFit

_NAME = "card"


def card(file: Path, routine: str | None, paths: Paths, *, force: bool) -> int:
    """Write ``file``; 2 if there is no such routine, or if it is too long for a page.

    Over a file that is there only by ``force``, or if whoever sits at the terminal says so: else 1, and it stays.
    """
    settings = config.read(paths).settings
    library = open_library(paths)
    name = routine or _todays(settings)
    if name not in library.routines:
        print(f"{_NAME}: {library.no_routine(name)}", file=sys.stderr)
        return exits.USAGE
    try:
        if not (force or _may_write(file)):
            return exits.FAULT
    except OSError as error:
        return _unwritten(file, error)
    _qt = application_without_log(QGuiApplication, "-platform", "offscreen")
    try:
        title, page = printed_card(library, name, settings, os.environ)
        replace_named(file, page)
    except DoesNotFit as error:
        print(f"{_NAME}: {error}", file=sys.stderr)
        return exits.USAGE
    except OSError as error:
        return _unwritten(file, error)
    print(_("“{title}” is in {file} now.").format(title=title, file=file))
    return exits.OK


def _todays(settings: Settings) -> str:
    now = Clock(MachineTicks()).now()
    return routine_at(settings, now.utc, now.zone)


def _unwritten(file: Path, error: OSError) -> int:
    print(f"{file}: {error.strerror or error}", file=sys.stderr)
    return exits.FAULT


def _may_write(file: Path) -> bool:
    """Whether nothing is lost by it, or somebody has said that it may be. Raises ``OSError`` for what is no file."""
    check_place(file)
    if not file.exists():
        return True
    if sys.stdin is None or not sys.stdin.isatty():  # it may have been closed
        sentence = _("{file} is there already; it was left as it is. With --force it is written over.")
        print(sentence.format(file=file), file=sys.stderr)
        return False
    print(_("{file} is there already. Write over it? [y/N]").format(file=file), end=" ", file=sys.stderr, flush=True)
    # TRANSLATORS: the letter for yes that the question above asks for
    if sys.stdin.readline().strip().lower() in ("y", "yes", _("y")):
        return True
    print(_("It was left as it is."), file=sys.stderr)
    return False
