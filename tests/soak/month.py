"""Thirty office days of the real app at high speed, one after the other: ``python -m tests.soak.month [DAYS]``.

A desktop of one's own, somebody who types, invitations that are answered by Later and by Start, routines that are
opened, done and closed. The nights are slept through: the clocks run on, and nothing else does.
"""

import argparse
import json
import os
import re
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from zoneinfo import ZoneInfo

from tests.e2e.clocked import Steering
from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications, FakeWatcher
from tests.e2e.processes import Program, wait_until
from tests.e2e.running import EVERY_DAY, ROUTINE, SILENT, Deskbreak

ZONE = ZoneInfo("Europe/Berlin")
FIRST = datetime(2026, 11, 2, 8, 55, tzinfo=ZONE)
MORNING, EVENING = 8 * 60 + 55, 18 * 60 + 5
"""A day is lived from one to the other, in minutes after midnight; the office is open from nine to six."""
SPEED = 1200
LONGEST_MS = 30 * 60_000
"""Of the app's time: no routine takes as long."""
CONFIG = (
    f'[office]\ndays = {EVERY_DAY}\nhours = "09:00-18:00"\n'
    '[away]\nafter = "20m"\nrest = "30m"\nsettle = "0s"\n'
    '[routine]\nevery = ["1h", "90m"]\n[nudge]\nevery = "30m"\nmerge = "5m"\n'
)
"""More of everything than a usual day has."""


@dataclass(frozen=True)
class Day:
    """What the app held at the end of one, in MiB, and what had been done by then.

    ``own``: memory that no file can bring back, wherever it is (RssAnon and VmSwap). ``rss`` has the pages of programs
    and libraries too, which the kernel takes away and brings back as it likes. ``objects``: Python's, by type; empty
    where it was not asked.
    """

    number: int
    rss: float
    own: float
    routines: int
    notices: int
    objects: dict[str, int]

    @property
    def line(self) -> str:
        """For people."""
        held = f"RSS {self.rss:6.1f} MiB, its own {self.own:6.1f} MiB"
        return f"day {self.number:2}: {held}; {self.routines} routines and {self.notices} notices by then"


class Month:
    """Days as they come: ``live`` yields one after the other. A context manager."""

    def __init__(self, desktop: Desktop, daemon: FakeNotifications, *, counting: bool, speed: int = SPEED) -> None:
        self._daemon = daemon
        self._desktop = desktop
        self._counting = counting
        self._speed = speed
        self._folder = desktop.folder / "month"
        self._folder.mkdir()
        self.app = _WatchedDeskbreak(desktop, self._folder, CONFIG + SILENT, speed)
        self._steering = Steering(self._folder)
        self._steering.zone = ZONE.key
        self._steering["start_ms"] = round(FIRST.timestamp() * 1000)
        self._typing: Program | None = None
        self._answered = 0

    def live(self, days: int) -> Iterator[Day]:
        """So many days; each ends after office hours."""
        for number in range(1, days + 1):
            self._type()
            self._live_until(self._moment(number, EVENING))
            self._rest()
            self._close_window()
            yield self._measured(number)
            self._sleep(self._moment(number + 1, MORNING))

    def said(self) -> str:
        """What the app has said, and where its memory came from, if that was asked for."""
        lines = self._folder / "lines.txt"
        return self.app.program.said() + (lines.read_text(encoding="utf-8") if lines.exists() else "")

    @property
    def now(self) -> int:
        """The app's wall clock, UTC in ms."""
        steering = self._steering
        return steering["start_ms"] + steering.ran_ms * self._speed + steering["set_ms"]

    def _moment(self, number: int, minutes: int) -> int:
        day = FIRST.date() + timedelta(days=number - 1)
        at = datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=ZONE)
        return round(at.timestamp() * 1000)

    def _live_until(self, evening: int) -> None:
        while self.now < evening:
            self._answer()
            wait_until(lambda: self.now >= evening or self._unanswered, "the next invitation", 120)

    @property
    def _unanswered(self) -> bool:
        return any("Start" in [label for _key, label in notice.actions] for notice in [*self._daemon.open.values()])

    def _answer(self) -> None:
        """Every other invitation is put off first; the last page of every other routine is left on the screen."""
        for notice in [*self._daemon.open.values()]:
            labels = [label for _key, label in notice.actions]
            if "Start" in labels:
                self._answered += 1
                if self._answered % 2:
                    self._daemon.press(notice, "Start")
                    self._do_the_routine(first=self._answered == 1, leave=self._answered % 4 == 1)
                else:
                    self._daemon.press(notice, "later")

    def _do_the_routine(self, *, first: bool, leave: bool) -> None:
        done = len(self._done())
        if first:
            self.app.confirm_safety()

        late = self.now + LONGEST_MS

        def over() -> bool:  # or never begun: Start was pressed in the moment in which the invitation went
            return len(self._done()) > done or self.now >= late

        wait_until(over, "the routine to end", 60)
        if leave or self.now >= late:
            self._close_window()

    def _close_window(self) -> None:
        """The last page, if it stands there."""
        if self._desktop.windows(ROUTINE):
            self._desktop.key("Escape")

    def _done(self) -> list[dict[str, Any]]:
        return self.app.history("completed", "short", "partial", "stopped")

    def _type(self) -> None:
        command = ["xdotool", "key", "--delay", "30", "--repeat", "1000000", "Shift_L"]
        self._typing = self._desktop.programs.start("typing", command)

    def _rest(self) -> None:
        if self._typing is not None:
            self._typing.kill()
            self._typing = None

    def _sleep(self, until: int) -> None:
        self._steering["slept_ms"] += round((until - self.now) / self._speed)
        self._steering.ring()

    def _measured(self, number: int) -> Day:
        objects = self._objects() if self._counting else {}
        status = Path(f"/proc/{self.app.program.pid}/status").read_text(encoding="utf-8")
        held = {name: int(size) / 1024 for name, size in re.findall(r"(\w+):\s+(\d+) kB", status)}
        return Day(
            number,
            held["VmRSS"],
            held["RssAnon"] + held["VmSwap"],
            len(self._done()),
            len(self._daemon.notices),
            objects,
        )

    def _objects(self) -> dict[str, int]:
        told = self._folder / "objects.json"
        told.unlink(missing_ok=True)
        os.kill(self.app.program.pid, signal.SIGUSR1)
        wait_until(told.exists, "the app to count its objects", 60)
        counts: dict[str, int] = json.loads(told.read_text(encoding="utf-8"))
        return counts

    def __enter__(self) -> Self:
        self.app.start()
        self._steering.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._rest()
        self.app.program.stop()
        self._steering.close()


class _WatchedDeskbreak(Deskbreak):
    """Started through ``tests.soak.watched``; spoken to as always."""

    def launch(self) -> Program:
        words = ["--home", str(self.home), "--speed", str(self.speed)]
        argv = [sys.executable, "-m", "tests.soak.watched", str(self.home), *words]
        root = str(Path(__file__).parents[2])
        passed = {name: value for name, value in os.environ.items() if name.startswith(("MALLOC_", "PYTHONTRACE"))}
        self.program = self.desktop.programs.start("month", argv, (), PYTHONPATH=root, **passed)
        return self.program


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.month", description=__doc__)
    parser.add_argument("days", nargs="?", type=int, default=30)
    parser.add_argument("--speed", type=int, default=SPEED)
    parser.add_argument("--objects", type=Path, help="write the objects alive after each day to this file, as JSON")
    options = parser.parse_args()
    kept = []
    with Desktop() as desktop, FakeWatcher(desktop.address), FakeNotifications(desktop.address) as daemon:
        month = Month(desktop, daemon, counting=options.objects is not None, speed=options.speed)
        with month:
            for day in month.live(options.days):
                print(day.line, flush=True)
                kept.append(day.objects)
            print(month.said())
    if options.objects is not None:
        options.objects.write_text(json.dumps(kept), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
