"""``check-config`` and ``config init``."""

import os
import sys
from pathlib import Path

from deskbreak.cli import exits
from deskbreak.folders import dead_link
from deskbreak.i18n import _
from deskbreak.settings import Reading, Settings
from deskbreak.store import config
from deskbreak.store.content.library import open_library
from deskbreak.store.paths import Paths


def check(file: Path | None, paths: Paths) -> int:
    """Print every fault of the settings file (none: the user's own), and of the user's own exercises and routines.

    1 if there is any. That the user has no settings file is none.
    """
    if file is not None and not os.path.lexists(file):
        # With its path: it may have been mistyped anywhere in it.
        print(_("{file}: there is no such file").format(file=file), file=sys.stderr)
        return exits.FAULT
    wanted = file or paths.config_file
    is_there = file is not None or _is_there(wanted)
    reading = config.check(wanted) if is_there else Reading(Settings(), ())
    library = open_library(paths)
    faults = config.report(reading.faults, wanted)
    faults += (f"{wanted.name}: {missing}" for missing in library.unknown(reading.settings.routine.name))
    faults += library.faults
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        return exits.FAULT
    if is_there:
        print(_("{file}: all is well").format(file=wanted))
    else:
        print(_("{file} is not there, so every setting has its default.").format(file=wanted))
    return exits.OK


def _is_there(file: Path) -> bool:
    """Also where it cannot be looked at, or is a link to nowhere: then there is something to be told."""
    try:
        file.stat()
    except FileNotFoundError:
        return dead_link(file) is not None
    except OSError:
        return True
    return True


def init(file: Path) -> int:
    """Write the commented settings file, never over one that is there."""
    try:
        config.init(file)
    except config.ConfigExists as error:
        print(error, file=sys.stderr)
        return exits.FAULT
    except OSError as error:
        print(_("{file} cannot be written: {reason}").format(file=file, reason=error.strerror), file=sys.stderr)
        return exits.FAULT
    print(_("{file} is written: every setting, each with its default. Change what you like.").format(file=file))
    return exits.OK
