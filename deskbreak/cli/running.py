"""``run``: the tray app, or the window of the one that runs already."""

import os
import sys
from time import sleep

from deskbreak.cli import exits
from deskbreak.desktop.display import display_fault
from deskbreak.desktop.instance.client import BadAnswer, NoAnswer, NotRunning, ask
from deskbreak.desktop.instance.place import Place
from deskbreak.desktop.sources import leave_sources_unread
from deskbreak.i18n import _
from deskbreak.store.paths import Paths

PATIENCE = 10.0
"""Seconds for one that has only just been started to come up."""
ATTEMPTS, BETWEEN = 100, 0.1
"""How often, and after how many seconds, it is tried again while another one starts or quits."""


def run(paths: Paths, speed: float, *, welcome: bool = False) -> int:
    """Start deskbreak; where one runs already, open its window instead.

    Who runs is whoever holds the place, which the kernel knows: one that has ended, however, is in nobody's way, and
    one that is ending is waited for. ``welcome``: the one that is started shows its welcome.
    """
    place = Place(paths.runtime)
    said = ""
    for attempt in range(ATTEMPTS):
        try:
            _open_window(paths)
        except NotRunning:
            said = ""
        except BadAnswer as error:
            said = str(error)
            if isinstance(error, NoAnswer):
                break
        else:
            return exits.OK
        if not attempt and (fault := display_fault(os.environ, sys.platform)):
            print(fault, file=sys.stderr)
            return exits.FAULT
        try:
            if place.take():
                return _start(paths, speed, place, welcome=welcome)
        except OSError as error:
            print(f"deskbreak: {_told(error)}", file=sys.stderr)
            return exits.FAULT
        sleep(BETWEEN)
    if place.take():  # what does not answer is no deskbreak, or one that was on its way out
        return _start(paths, speed, place, welcome=welcome)
    sentence = _("Another deskbreak (process {number}) is there and cannot be reached. End it, and start again.")
    print(said, sentence.format(number=place.signed() or "?"), sep="\n" if said else "", file=sys.stderr)
    return exits.FAULT


def _start(paths: Paths, speed: float, place: Place, *, welcome: bool) -> int:
    import PySide6.QtCore  # noqa: F401, PLC0415 - only now that there is a display

    leave_sources_unread()
    from deskbreak.app import RunningAlready, start  # noqa: PLC0415 - with Qt

    try:
        return start(paths, speed, place, welcome=welcome)
    except RunningAlready:  # our lock was removed, and somebody was quicker
        return run(paths, speed, welcome=welcome)


def _open_window(paths: Paths) -> None:
    """Raises ``NotRunning`` also for one that is quitting just now, else ``BadAnswer``."""
    if not ask(paths.runtime, "open", [], timeout=PATIENCE).get("ok"):
        raise NotRunning
    print(_("deskbreak is running already; its window is open now."))


def _told(error: OSError) -> str:
    return f"{error.filename}: {error.strerror}" if error.filename else str(error)
