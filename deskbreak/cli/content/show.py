"""``show``: an exercise or a routine in a window, by the running deskbreak or by itself."""

import sys

from deskbreak.cli import exits
from deskbreak.cli.windows import asked
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
    if (code := asked(paths, "show", name)) is not None:
        return code
    from deskbreak.app.routine import show_alone  # noqa: PLC0415 - Qt, only now that there is a display

    settings = config.read(paths).settings
    return show_alone.show(library, settings, name)
