"""APScheduler's QtScheduler, mended. Imported late: see ``scheduler``."""

import inspect
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer

from deskbreak.desktop.time.standing_in import standing_in

UNUSED: Mapping[str, Mapping[str, object]] = {
    "asyncio": {"iscoroutinefunction": inspect.iscoroutinefunction},
    "apscheduler.executors.pool": {"ThreadPoolExecutor": None},
    "importlib.metadata": {
        "entry_points": lambda **_group: (),
        "version": lambda _name: "3",
        "PackageNotFoundError": LookupError,
    },
}
"""What APScheduler imports for other schedulers and executors, and for plugins; with it would come ssl, email,
multiprocessing and concurrent.futures, 12 MiB. The one job here is a plain function, run in the event loop."""

try:
    with standing_in(UNUSED):
        from apscheduler.executors.debug import DebugExecutor
        from apscheduler.schedulers.qt import QtScheduler
        from apscheduler.triggers.date import DateTrigger
except (ImportError, AttributeError):  # another version, that uses more of them
    from apscheduler.executors.debug import DebugExecutor
    from apscheduler.schedulers.qt import QtScheduler
    from apscheduler.triggers.date import DateTrigger

LONGEST_WAIT_MS = 24 * 3_600_000
"""A timer is set no further ahead than a day: QTimer counts in 32 bits (24.8 days)."""


def run_date(when: datetime) -> DateTrigger:
    """A trigger that fires once, at an aware ``when``."""
    return DateTrigger(when, timezone=UTC)


class MendedQtScheduler(QtScheduler):  # type: ignore[misc]
    """As APScheduler 3.11 has it, but

    * it keeps and stops its timer: ``QTimer.singleShot`` returns nothing to stop, so that there every change
      of a job leaves one more chain of timers running for good
      (https://github.com/agronholm/apscheduler/blob/3.11.3/src/apscheduler/schedulers/qt.py);
    * jobs run in the thread of the event loop;
    * a job that comes late still runs, once;
    * ``before`` is called at each waking, before the jobs are looked at.
    """

    def __init__(self, before: Callable[[], None]) -> None:
        super().__init__(
            timezone=UTC,
            executors={"default": DebugExecutor()},
            job_defaults={"misfire_grace_time": None, "coalesce": True},
        )
        self._before = before
        self._wake = QTimer()
        self._wake.setSingleShot(True)
        self._wake.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one may be 5 % late: minutes
        self._wake.timeout.connect(self._on_timeout)

    def _on_timeout(self) -> None:
        self._before()
        self._process_jobs()

    def _start_timer(self, wait_seconds: float | None) -> None:
        if wait_seconds is None:
            self._wake.stop()
        else:  # up to the next whole millisecond: waking before the job is due only means waking twice
            self._wake.start(min(int(wait_seconds * 1000) + 1, LONGEST_WAIT_MS))

    def _stop_timer(self) -> None:
        self._wake.stop()
