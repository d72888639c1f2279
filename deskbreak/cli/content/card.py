"""``card``: a routine on one printable page. Works without a display."""

import os
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from deskbreak.app.routine.printed_card import printed_card
from deskbreak.cli import exits
from deskbreak.i18n import _
from deskbreak.store import config
from deskbreak.store.atomic import replace_named
from deskbreak.store.content.library import open_library
from deskbreak.store.paths import Paths
from deskbreak.ui.printed_page.layout import DoesNotFit

_NAME = "card"


def card(file: Path, routine: str | None, paths: Paths) -> int:
    """Write ``file``, over a file that is there; 2 if there is no such routine, or if it is too long for a page."""
    settings = config.read(paths).settings
    library = open_library(paths)
    name = routine or settings.routine.name
    if name not in library.routines:
        print(f"{_NAME}: {library.no_routine(name)}", file=sys.stderr)
        return exits.USAGE
    _qt = QGuiApplication.instance() or QGuiApplication(["deskbreak", "-platform", "offscreen"])
    try:
        title, page = printed_card(library, name, settings, os.environ)
        replace_named(file, page)
    except DoesNotFit as error:
        print(f"{_NAME}: {error}", file=sys.stderr)
        return exits.USAGE
    except OSError as error:
        print(f"{file}: {error.strerror or error}", file=sys.stderr)
        return exits.FAULT
    print(_("“{title}” is in {file} now.").format(title=title, file=file))
    return exits.OK
