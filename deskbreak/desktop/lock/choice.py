"""Is the session locked? By everybody on this platform who may know."""

import sys
from collections.abc import Iterable

from PySide6.QtCore import QObject

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.lock.logind import LogindLock
from deskbreak.desktop.lock.macos import MacLock
from deskbreak.desktop.lock.screensaver import LOCKERS, ScreenSaverLock
from deskbreak.desktop.lock.win32 import WindowsLock
from deskbreak.desktop.sense import AnyOf, Sense, first_sense


class FreedesktopLock(AnyOf):
    """See ``AnyOf``: logind and the screen lockers, all of whom tell by themselves."""

    name = "lock"
    tells = True

    def __init__(self, logind: LogindLock, lockers: Iterable[Sense], parent: QObject | None = None) -> None:
        lockers = tuple(lockers)
        super().__init__((logind, *lockers), parent)
        for locker in lockers:
            _end_with(locker, logind)


def _end_with(locker: Sense, logind: LogindLock) -> None:
    """Where a screen locker tells that the screen is free again, logind's request to lock it is over."""
    was: list[bool | None] = [locker.value]

    def on_answered() -> None:
        before, was[0] = was[0], locker.value
        if before and locker.value is False:
            logind.free()

    locker.answered.connect(on_answered)


def open_lock(session: BusClient, system: BusClient, platform: str = sys.platform) -> Sense:
    """Yes: the session is locked. Unknown counts as unlocked.

    It listens from now on, and tells by itself.
    """
    if platform == "win32":
        return first_sense([WindowsLock])
    if platform == "darwin":
        return first_sense([MacLock])
    return FreedesktopLock(LogindLock(system), [ScreenSaverLock(session, locker) for locker in LOCKERS])
