"""Is the session locked? By everybody on this platform who may know."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.lock.logind import LogindLock
from deskbreak.desktop.lock.macos import MacLock
from deskbreak.desktop.lock.screensaver import LOCKERS, ScreenSaverLock
from deskbreak.desktop.lock.win32 import WindowsLock, session_locked, wtsapi32
from deskbreak.desktop.macos.notifications import Notifications, PyObjC
from deskbreak.desktop.sense import AnyOf, Sense, first_sense
from deskbreak.desktop.win32.messages import Libraries, Messages


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


def open_lock(session: BusClient, system: BusClient, platform: str) -> Sense:
    """Yes: the session is locked. Unknown counts as unlocked.

    It listens from now on, and tells by itself.
    """
    if platform == "win32":
        return first_sense([lambda: WindowsLock(Messages(Libraries()), partial(session_locked, wtsapi32()))])
    if platform == "darwin":
        return first_sense([lambda: MacLock(Notifications(PyObjC()))])
    return FreedesktopLock(LogindLock(system), [ScreenSaverLock(session, locker) for locker in LOCKERS])
