"""Turns the engine's next wake into a timer: the only timer that runs while deskbreak sits in the tray."""

import logging
from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, Qt, Signal

from deskbreak.desktop.time.clock import Clock

log = logging.getLogger(__name__)

JOB = "wake"
SLACK = timedelta(milliseconds=5)
"""By how much the job may be off before it is aimed again: rounding, and a wall clock that NTP slews."""


class WakeTimer(QObject):
    """Holds one job of APScheduler: to call ``on_wake`` when the engine's clock has reached an instant.

    GUI thread only; ``on_wake`` comes there too, from the event loop, never from within ``set``. No call
    blocks. APScheduler counts in wall-clock time; at each waking the job is aimed anew by the clock that never
    jumps, so that a set clock makes it neither early nor late (T3). It may wake early by the milliseconds two
    clocks differ by: whoever is woken asks for the next wake again.

    Building it imports APScheduler: do it when the tray icon is up.
    """

    _due = Signal()

    def __init__(self, clock: Clock, on_wake: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        from deskbreak.desktop.time.qt_scheduler import MendedQtScheduler, run_date  # noqa: PLC0415 - APScheduler

        self._clock = clock
        self._mono: int | None = None
        self._trigger = run_date
        # Queued: APScheduler removes the job it has just run by its id, and would take the next one with it.
        self._due.connect(self._on_due, Qt.ConnectionType.QueuedConnection)
        self._on_wake = on_wake
        self._scheduler = MendedQtScheduler(self._aim)
        self._scheduler.start()

    def set(self, mono_ms: int | None) -> None:
        """Wake at the engine's ``mono_ms`` (at once if that has passed), or not at all; instead of any wake before."""
        self._mono = mono_ms
        self._aim()
        self._scheduler.wakeup()  # even for the same job: Qt's timers stand still in suspend

    def _aim(self) -> None:
        """Make the job stand where the clock says."""
        job = self._scheduler.get_job(JOB)
        if self._mono is None:
            if job is not None:
                job.remove()
            return
        when = self._clock.wall_time_of(self._mono)
        if job is None:
            self._scheduler.add_job(self._due.emit, self._trigger(when), id=JOB)
        elif abs(job.next_run_time - when) > SLACK:
            job.reschedule(self._trigger(when))

    def _on_due(self) -> None:
        if self._mono is None:
            return
        if self._clock.real_delay(self._mono) > SLACK.total_seconds():
            self._aim()  # set to a later instant between the job and this call
            return
        self._mono = None
        self._on_wake()

    def close(self) -> None:
        """Stop; ``on_wake`` is not called any more."""
        self._mono = None
        self._due.disconnect(self._on_due)
        self._scheduler.shutdown(wait=False)
