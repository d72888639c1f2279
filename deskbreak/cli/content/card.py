"""``card``: a routine on one printable page. Works without a display."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

from deskbreak.app.log_file import application_without_log
from deskbreak.cli import exits
from deskbreak.i18n import _, language
from deskbreak.store import config
from deskbreak.store.atomic import replace_named
from deskbreak.store.content.library import open_library
from deskbreak.store.paths import Paths
from deskbreak.store.regular_file import check_place
from deskbreak.ui.printed_page.content import Sheet
from deskbreak.ui.printed_page.layout import DoesNotFit, paper, printed

_NAME = "card"

DISCREET = "discreet"
"""The way to do the exercises that ``[coach] discreet`` asks for."""


def card(file: Path, routine: str | None, paths: Paths, *, force: bool) -> int:
    """Write ``file``; 2 if there is no such routine, or if it is too long for a page.

    Over a file that is there only by ``force``, or if whoever sits at the terminal says so: else 1, and it stays.
    """
    settings = config.read(paths).settings
    library = open_library(paths)
    name = routine or settings.routine.name
    if name not in library.routines:
        print(f"{_NAME}: {library.no_routine(name)}", file=sys.stderr)
        return exits.USAGE
    try:
        if not (force or _may_write(file)):
            return exits.FAULT
    except OSError as error:
        return _unwritten(file, error)
    _qt = application_without_log(QGuiApplication, "-platform", "offscreen")
    sheet = Sheet.of(
        library.routine(name), library.exercises, language(), variant=DISCREET if settings.coach.discreet else ""
    )
    try:
        replace_named(file, printed(sheet, paper(territory(os.environ)), settings.coach.look))
    except DoesNotFit as error:
        print(f"{_NAME}: {error}", file=sys.stderr)
        return exits.USAGE
    except OSError as error:
        return _unwritten(file, error)
    print(_("“{title}” is in {file} now.").format(title=sheet.title, file=file))
    return exits.OK


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


def territory(environment: Mapping[str, str]) -> str:
    """Where the paper is from (``US``), by the environment's locale for paper, else by the system's."""
    for name in ("LC_ALL", "LC_PAPER", "LANG"):
        if value := environment.get(name):
            return value.partition(".")[0].partition("@")[0].partition("_")[2]
    return QLocale.territoryToCode(QLocale.system().territory())
