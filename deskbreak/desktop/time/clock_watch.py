"""Tells when the wall clock or the zone changes, without asking again and again (T2, T3)."""

import logging
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.service import CHANGED, PROPERTIES, Service
from deskbreak.desktop.files import open_files
from deskbreak.desktop.macos.notifications import Notifications, PyObjC
from deskbreak.desktop.sense import NoSense
from deskbreak.desktop.time.clock import Clock
from deskbreak.desktop.time.macos import MacClockSign
from deskbreak.desktop.time.timerfd import ClockSetTimer
from deskbreak.desktop.time.win32 import WindowsClockSign
from deskbreak.desktop.win32.messages import Libraries, Messages

log = logging.getLogger(__name__)

ETC = Path("/etc")
"""Where /etc/localtime is replaced. A watch on the link itself would follow it to the zone's own file."""
TIMEDATE = "org.freedesktop.timedate1"
"""https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.timedate1.html"""

ClockSign = WindowsClockSign | MacClockSign


class ClockSetSource(Protocol):
    """A descriptor that turns readable when the wall clock was set."""

    fd: int

    def was_set(self) -> bool:
        """Whether it was set since last asked; must not block."""
        ...

    def close(self) -> None:
        """Give the descriptor back."""
        ...


class ClockWatch(QObject):
    """Emits ``changed`` after the wall clock was set, the machine has resumed, or the zone is another.

    In the GUI thread; what is due and what is shown is to be worked out anew then. Linux: timerfd for the clock; for
    the zone the folder of /etc/localtime and, on the ``system`` bus, timedated, which is listened to but never
    started. Windows and macOS: what they tell all programs (``sign``). Where none of it exists it keeps silent: the
    wake timer holds to the clock that never jumps all the same, and a new zone is seen at the next start.
    """

    changed = Signal()

    def __init__(
        self,
        clock: Clock,
        system: BusClient | None,
        source: ClockSetSource | None,
        sign: ClockSign | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._source = source
        self._notifier: QSocketNotifier | None = None
        if self._source is not None:
            self._notifier = QSocketNotifier(self._source.fd, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._on_readable)
        self._folder = open_files(self)
        if (ETC / "localtime").exists() or (ETC / "timezone").exists():
            self._folder.watch([ETC])
            self._folder.happened.connect(self._look_at_zone)
        self._timedate = None if system is None else self._listen(system)
        self._sign = sign
        if self._sign is not None:
            self._sign.told.connect(self._on_sign)

    @property
    def clock_by(self) -> str:
        """What tells of a set clock here; ``""``: nothing."""
        return "timerfd" if self._source is not None else self._platform

    @property
    def zone_by(self) -> str:
        """What tells of a new zone here; ``""``: nothing."""
        return "localtime" if self._folder.watched else self._platform

    @property
    def _platform(self) -> str:
        return "" if self._sign is None else "system"

    def _listen(self, system: BusClient) -> Service:
        service = Service(system, TIMEDATE, "/org/freedesktop/timedate1", TIMEDATE, self)
        service.listen("PropertiesChanged", CHANGED, PROPERTIES, where=f"arg0='{TIMEDATE}'")
        service.told.connect(self._look_at_zone)
        service.begin()
        return service

    def _on_readable(self) -> None:
        if self._source is not None and self._source.was_set():
            log.info("the clock was set, or the machine has resumed")
            self.changed.emit()

    def _look_at_zone(self) -> None:
        if self._clock.read_zone():
            log.info("the time zone is %s now", self._clock.now().zone)
            self.changed.emit()

    def _on_sign(self) -> None:
        self._clock.read_zone()
        log.info("the clock was set, or the zone: %s", self._clock.now().zone)
        self.changed.emit()

    def close(self) -> None:
        """Stop watching."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        if self._source is not None:
            self._source.close()
            self._source = None
        self._folder.close()
        if self._timedate is not None:
            self._timedate.blockSignals(True)
        if self._sign is not None:
            self._sign.close()
            self._sign = None


def open_source() -> ClockSetSource | None:
    """What the kernel tells of a set clock, where it does."""
    try:
        return ClockSetTimer()
    except OSError as error:
        log.info("a set clock is not announced by a timerfd here: %s", error)
        return None


def open_sign(platform: str) -> ClockSign | None:
    """What this platform tells all programs of its clock and zone."""
    try:
        if platform == "win32":
            return WindowsClockSign(Messages(Libraries()))
        if platform == "darwin":
            return MacClockSign(Notifications(PyObjC()))
    except NoSense as error:
        log.info("a set clock is not announced here: %s", error)
    return None
