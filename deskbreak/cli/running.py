"""``run``: the tray app, or the window of the one that runs already."""

import sys
from time import sleep

from deskbreak.cli import exits
from deskbreak.desktop.display import display_fault
from deskbreak.desktop.instance.client import BadAnswer, NotRunning, ask
from deskbreak.i18n import _
from deskbreak.store.paths import Paths

PATIENCE = 10.0
"""Seconds for one that has only just been started to come up."""
ATTEMPTS, BETWEEN = 20, 0.1
"""How often, and after how many seconds, one is asked that starts in the same moment."""


def run(paths: Paths, speed: float) -> int:
    """Start deskbreak; where one runs already, open its window instead."""
    try:
        return _open_window(paths)
    except NotRunning:
        pass
    fault = display_fault()
    if fault:
        print(fault, file=sys.stderr)
        return exits.FAULT
    from deskbreak.app import RunningAlready, start  # noqa: PLC0415 - Qt, only now that there is a display

    try:
        return start(paths, speed)
    except RunningAlready:
        return _lost_the_race(paths)


def _open_window(paths: Paths) -> int:
    try:
        ask(paths.runtime, "open", [], timeout=PATIENCE)
    except BadAnswer as error:
        print(error, file=sys.stderr)
        return exits.FAULT
    print(_("deskbreak is running already; its window is open now."))
    return exits.OK


def _lost_the_race(paths: Paths) -> int:
    for _attempt in range(ATTEMPTS):  # it holds the place, and listens in a moment
        try:
            return _open_window(paths)
        except NotRunning:
            sleep(BETWEEN)
    print(_("Another deskbreak is starting or quitting just now; please try again."), file=sys.stderr)
    return exits.FAULT
