"""``check-config`` and ``config init``."""

import sys
from pathlib import Path

from deskbreak.cli import exits
from deskbreak.i18n import _
from deskbreak.store import config
from deskbreak.store.paths import Paths
from deskbreak.store.shelf import open_shelf


def check(file: Path, paths: Paths) -> int:
    """Print every fault of the settings file, and of the user's own exercises and routines; 1 if there is any."""
    faults = config.report(config.check(file), file)
    if not faults:
        shelf = open_shelf(paths)
        missing = shelf.fault(config.load(file, paths.last_good_config, keep=False).settings.routine.name)
        faults = [*shelf.faults, *([f"{file.name}: {missing}"] if missing else [])]
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        return exits.FAULT
    print(_("{file}: all is well").format(file=file))
    return exits.OK


def init(file: Path) -> int:
    """Write the commented settings file, never over one that is there."""
    try:
        config.init(file)
    except (config.ConfigExists, OSError) as error:
        print(error, file=sys.stderr)
        return exits.FAULT
    print(_("{file} is written: every setting, each with its default. Change what you like.").format(file=file))
    return exits.OK
