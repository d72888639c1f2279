"""The clock. This is the one file that asks the machine what time it is; everyone else is told (T1, T3).

No call here blocks, and any thread may make it.
"""

import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from deskbreak.desktop.time.zone import zone_name, zone_notice
from deskbreak.engine.calendar.instant import EPOCH, Instant
from deskbreak.i18n import _

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
CYCLE_MS = 146_097 * 86_400_000
"""After 400 years the calendar is the same again, days of the week included; ms."""
LAST_UTC = 2**45
"""UTC ms, the year 3084: no machine's clock is right that shows more, and dates must be able to go on from it."""
LEAST_SLEEP_MS = 1_000
"""Two clocks are never read in the same instant; nothing below this is taken for a suspend."""


class Ticks(Protocol):
    """The machine's raw clocks, all in whole milliseconds."""

    def elapsed_ms(self) -> int:
        """A clock that never jumps and runs through suspend, from an arbitrary zero."""
        ...

    def awake_ms(self) -> int:
        """The same, but standing still while the machine sleeps."""
        ...

    def utc_ms(self) -> int:
        """The wall clock, since 1970. It may jump, either way and however far."""
        ...

    def boot_id(self) -> str:
        """Names the boot that ``elapsed_ms`` counts from; empty where the platform does not say."""
        ...


class MachineTicks:
    """The clocks of the machine deskbreak runs on.

    Linux: CLOCK_BOOTTIME and CLOCK_MONOTONIC. macOS: CLOCK_MONOTONIC runs on during sleep, CLOCK_UPTIME_RAW
    does not. Windows: ``time.monotonic`` runs on during sleep, and nothing here tells the sleep apart.
    """

    def elapsed_ms(self) -> int:
        """See ``Ticks``."""
        if sys.platform == "linux":
            ns = time.clock_gettime_ns(time.CLOCK_BOOTTIME)
        elif sys.platform == "darwin":  # time.monotonic() is mach_absolute_time there, which sleeps too
            ns = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
        else:
            ns = time.monotonic_ns()
        return ns // 1_000_000

    def awake_ms(self) -> int:
        """See ``Ticks``."""
        if sys.platform == "darwin":
            ns = time.clock_gettime_ns(time.CLOCK_UPTIME_RAW)
        else:
            ns = time.monotonic_ns()
        return ns // 1_000_000

    def utc_ms(self) -> int:
        """See ``Ticks``."""
        return time.time_ns() // 1_000_000

    def boot_id(self) -> str:
        """See ``Ticks``."""
        try:
            return BOOT_ID.read_text(encoding="ascii").strip()
        except OSError:
            return ""


@dataclass(frozen=True, slots=True)
class Epoch:
    """Where the engine's ``mono`` begins: it is the machine's clock of that boot plus ``offset_ms``.

    Saved beside the state, so that ``mono`` goes on where it was after a restart.
    """

    boot_id: str
    offset_ms: int


class Clock:
    """The time as the engine is told it, and the way back from the engine's time to the machine's.

    ``speed`` makes both clocks run that many times as fast from now on (for demonstrations and tests).
    ``saved`` and ``last`` are the epoch and the last instant of the run before this one. Within the same boot
    the span between is known; after another boot it is what the wall clock says, and never less than nothing.
    """

    def __init__(
        self,
        ticks: Ticks,
        speed: float = 1,
        saved: Epoch | None = None,
        last: Instant | None = None,
    ) -> None:
        if not speed >= 1:
            raise ValueError(f"the clock runs at least at its own speed: {speed}")
        self.speed = speed
        self._ticks = ticks
        self._start = self._ticks.elapsed_ms()
        self._boot_id = self._ticks.boot_id()
        self._offset = self._continued(saved, last, self._start)
        self._behind = self._ticks.elapsed_ms() - self._ticks.awake_ms()
        self._zone = zone_name()
        self._zone_notice = zone_notice()

    def _continued(self, saved: Epoch | None, last: Instant | None, elapsed: int) -> int:
        if last is None:
            return 0
        if saved is not None and saved.boot_id and saved.boot_id == self._boot_id:
            return max(saved.offset_ms, last.mono - elapsed)
        gap = max(0, self._utc_ms() - last.utc)
        return last.mono + gap - elapsed

    def go_on(self, saved: Epoch, last: Instant) -> None:
        """Go on from an earlier run after all, which could not be known at the start. ``mono`` may jump either way:
        no instant that was told before means anything any more."""
        elapsed = self._ticks.elapsed_ms()
        self._offset = self._continued(saved, last, elapsed) - self._lead(elapsed)

    @property
    def notice(self) -> str:
        """A sentence for the user if the machine's clock cannot be right, else ``""``."""
        if 0 <= self._ticks.utc_ms() <= LAST_UTC:
            return ""
        sentence = _("This computer's clock is set to another age; deskbreak takes the year for {year}.")
        return sentence.format(year=(EPOCH + timedelta(milliseconds=self._utc_ms())).year)

    def _utc_ms(self) -> int:
        """The wall clock, by whole cycles of the calendar within what every date can be reckoned with."""
        utc = self._ticks.utc_ms()
        return utc if 0 <= utc <= LAST_UTC else utc % CYCLE_MS

    def now(self) -> Instant:
        """This instant."""
        return self.ago(0)

    def ago(self, real_ms: int) -> Instant:
        """The instant ``real_ms`` of the machine's time ago (what an idle counter tells)."""
        elapsed = self._ticks.elapsed_ms() - real_ms
        utc = self._utc_ms() - real_ms
        return Instant(self.at_real(elapsed), utc + self._lead(elapsed), self._zone)

    def at_real(self, elapsed_ms: int) -> int:
        """The engine's ``mono`` at a reading of the machine's clock (CLOCK_BOOTTIME on Linux), both in ms."""
        return elapsed_ms + self._offset + self._lead(elapsed_ms)

    def _lead(self, elapsed_ms: int) -> int:
        """How far ``speed`` has carried the engine's clocks ahead of the machine's by then, in ms."""
        return int((self.speed - 1) * max(0, elapsed_ms - self._start))

    def real_delay(self, mono_ms: int) -> float:
        """Seconds of the machine's time until the engine's ``mono_ms``; 0 when it has come."""
        return max(0, mono_ms - self.now().mono) / self.speed / 1000

    def wall_time_of(self, mono_ms: int) -> datetime:
        """What the machine's own wall clock will show then (in UTC) if nobody sets it: for the scheduler."""
        try:
            return EPOCH + timedelta(milliseconds=self._ticks.utc_ms(), seconds=self.real_delay(mono_ms))
        except OverflowError:  # in the last hours of the year 9999
            return datetime.max.replace(tzinfo=UTC)

    def slept_ms(self) -> int:
        """How long the machine was suspended since this was last asked; 0 where the platform does not say."""
        behind = self._ticks.elapsed_ms() - self._ticks.awake_ms()
        slept = behind - self._behind
        if slept < LEAST_SLEEP_MS:
            return 0
        self._behind = behind
        return slept

    def read_zone(self) -> bool:
        """Take up the system's zone anew. Returns whether it has changed (T2)."""
        before, self._zone = self._zone, zone_name()
        self._zone_notice = zone_notice()
        return self._zone != before

    @property
    def zone_notice(self) -> str:
        """A sentence for the user where the zone in force is another than the system's; else ``""``."""
        return self._zone_notice

    @property
    def epoch(self) -> Epoch:
        """To be saved with the state. At ``speed`` 1 it never changes."""
        elapsed = self._ticks.elapsed_ms()
        return Epoch(self._boot_id, self._offset + self._lead(elapsed))
