"""``show``: an exercise or a routine in a window, by the running deskbreak or by itself."""

import os
import sys

from deskbreak.cli import exits
from deskbreak.desktop.display import display_fault
from deskbreak.desktop.instance.client import BadAnswer, NotRunning, ask
from deskbreak.i18n import _
from deskbreak.store import config
from deskbreak.store.content.library import open_library
from deskbreak.store.paths import Paths

_NAME = "show"


def show(name: str, paths: Paths) -> int:
    """Open the window; 2 if there is nothing of that id. Where no deskbreak runs it lasts until that is closed."""
    library = open_library(paths)
    if not library.knows(name):
        print(f"{_NAME}: {library.neither(name)}", file=sys.stderr)
        return exits.USAGE
    try:
        answer = ask(paths.runtime, "show", [name])
    except NotRunning:
        pass
    except BadAnswer as error:
        print(error, file=sys.stderr)
        return exits.FAULT
    else:
        if not answer.get("ok"):
            print(answer.get("error", _("deskbreak did not say why")), file=sys.stderr)
            return exits.FAULT
        return exits.OK
    if fault := display_fault(os.environ, sys.platform):
        print(fault, file=sys.stderr)
        return exits.FAULT
    from deskbreak.app.routine import show_alone  # noqa: PLC0415 - Qt, only now that there is a display

    settings = config.read(paths).settings
    return show_alone.show(library, settings, name)
