"""Tells when the wall clock or the zone changes, without asking again and again (T2, T3)."""

import logging
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QFileSystemWatcher, QObject, QSocketNotifier, Signal

from deskbreak.desktop.clock import Clock
from deskbreak.desktop.timerfd import ClockSetTimer

log = logging.getLogger(__name__)

ETC = Path("/etc")
"""Where /etc/localtime is replaced. A watch on the link itself would follow it to the zone's own file."""


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

    In the GUI thread; what is due and what is shown is to be worked out anew then. Where the system has neither
    timerfd nor /etc/localtime (Windows, macOS) it keeps silent: there the wake timer holds to the clock that
    never jumps all the same, and a new zone is seen at the next start.
    """

    changed = Signal()

    def __init__(
        self,
        clock: Clock,
        source: ClockSetSource | None = None,
        etc: Path = ETC,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._source = source if source is not None else self._open_source()
        self._notifier: QSocketNotifier | None = None
        if self._source is not None:
            self._notifier = QSocketNotifier(self._source.fd, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._on_readable)
        self._folder = QFileSystemWatcher(self)
        if (etc / "localtime").exists() or (etc / "timezone").exists():
            self._folder.addPath(str(etc))
            self._folder.directoryChanged.connect(self._on_folder)

    @staticmethod
    def _open_source() -> ClockSetSource | None:
        try:
            return ClockSetTimer()
        except OSError as error:
            log.info("a set clock is not announced here: %s", error)
            return None

    def _on_readable(self) -> None:
        if self._source is not None and self._source.was_set():
            log.info("the clock was set, or the machine has resumed")
            self.changed.emit()

    def _on_folder(self) -> None:
        if self._clock.read_zone():
            log.info("the time zone is %s now", self._clock.now().zone)
            self.changed.emit()

    def close(self) -> None:
        """Stop watching."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        if self._source is not None:
            self._source.close()
            self._source = None
        if self._folder.directories():
            self._folder.removePaths(self._folder.directories())
