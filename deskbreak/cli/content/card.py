"""``card``: a routine on one printable page. Works without a display."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

from deskbreak.cli import exits
from deskbreak.i18n import _, language
from deskbreak.store import config
from deskbreak.store.atomic import replace_named
from deskbreak.store.content.library import open_library
from deskbreak.store.paths import Paths
from deskbreak.ui.printed_page.content import Sheet
from deskbreak.ui.printed_page.layout import DoesNotFit, paper, printed

_NAME = "card"

DISCREET = "discreet"
"""The way to do the exercises that ``[coach] discreet`` asks for."""


def card(file: Path, routine: str | None, paths: Paths) -> int:
    """Write ``file``, over a file that is there; 2 if there is no such routine, or if it is too long for a page."""
    settings = config.read(paths).settings
    library = open_library(paths)
    name = routine or settings.routine.name
    if name not in library.routines:
        print(f"{_NAME}: {library.no_routine(name)}", file=sys.stderr)
        return exits.USAGE
    _qt = QGuiApplication.instance() or QGuiApplication(["deskbreak", "-platform", "offscreen"])
    sheet = Sheet.of(
        library.routine(name), library.exercises, language(), variant=DISCREET if settings.coach.discreet else ""
    )
    try:
        replace_named(file, printed(sheet, paper(territory(os.environ)), settings.coach.look))
    except DoesNotFit as error:
        print(f"{_NAME}: {error}", file=sys.stderr)
        return exits.USAGE
    except OSError as error:
        print(f"{file}: {error.strerror or error}", file=sys.stderr)
        return exits.FAULT
    print(_("“{title}” is in {file} now.").format(title=sheet.title, file=file))
    return exits.OK


def territory(environment: Mapping[str, str]) -> str:
    """Where the paper is from (``US``), by the environment's locale for paper, else by the system's."""
    for name in ("LC_ALL", "LC_PAPER", "LANG"):
        if value := environment.get(name):
            return value.partition(".")[0].partition("@")[0].partition("_")[2]
    return QLocale.territoryToCode(QLocale.system().territory())
