"""The real deskbreak with a hand on its clocks, and with its timeline written down: ``clocked.py FOLDER ARGUMENTS…``.

Everything is the installed program but for what a test cannot do to a machine: the clocks (``Steering``; APScheduler
reads the wall clock too), the kernel's word that it was set (a FIFO in timerfd's place), and the system's time zone.
And each thing that the engine decides is written down, in the form of ``deskbreak simulate --json``.
"""

import json
import mmap
import os
import struct
import sys
import time
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any
from unittest.mock import patch

from deskbreak.app.action_runner import ActionRunner
from deskbreak.cli import main
from deskbreak.coach.content.tip import Tip
from deskbreak.desktop.time.clock import MachineTicks
from deskbreak.engine import engine
from deskbreak.engine.actions import Action
from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.events import Event
from deskbreak.engine.state import State
from deskbreak.settings import Settings
from deskbreak.simulation import timeline
from deskbreak.simulation.simulator import Happened

SIZE = 4096
NUMBERS = ("start_ms", "slept_ms", "set_ms", "first_ms", "began_ms")
ZONE_AT = 8 * len(NUMBERS)


class Steering:
    """A page of memory that the test and the app share. Each number is written and read in one piece.

    ``start_ms``: what the wall clock (UTC) shows when the app first looks. ``slept_ms``: for how long the machine has
    been suspended. ``set_ms``: by how much the wall clock was set on. ``first_ms``: CLOCK_BOOTTIME of that first look,
    written by the app. ``began_ms``: when the clocks began to run (``begin``). ``zone``: the system's.
    """

    def __init__(self, folder: Path) -> None:
        self.timeline = folder / "timeline.jsonl"
        self.bell = folder / "bell"
        file = folder / "steering"
        if not file.exists():
            file.write_bytes(bytes(SIZE))
            os.mkfifo(self.bell)
            self.timeline.touch()
        with file.open("r+b") as opened:
            self._page = mmap.mmap(opened.fileno(), SIZE)

    def __getitem__(self, name: str) -> int:
        value: int = struct.unpack_from("=q", self._page, 8 * NUMBERS.index(name))[0]
        return value

    def __setitem__(self, name: str, value: int) -> None:
        struct.pack_into("=q", self._page, 8 * NUMBERS.index(name), value)

    @property
    def zone(self) -> str:
        """Its IANA name."""
        return self._page[ZONE_AT : ZONE_AT + 64].rstrip(b"\0").decode()

    @zone.setter
    def zone(self, name: str) -> None:
        self._page[ZONE_AT : ZONE_AT + 64] = name.encode().ljust(64, b"\0")

    def begin(self) -> None:
        """Let the clocks run. Until then they stand: how long the app takes to start is no part of its day."""
        self["began_ms"] = boot_ms()

    @property
    def ran_ms(self) -> int:
        """For how long they have run, the time slept included; real milliseconds."""
        return (boot_ms() - self["began_ms"] if self["began_ms"] else 0) + self["slept_ms"]

    def ring(self) -> None:
        """What the kernel does when the wall clock was set, or the machine has resumed."""
        bell = os.open(self.bell, os.O_RDWR | os.O_NONBLOCK)
        os.write(bell, b"!")
        os.close(bell)

    def close(self) -> None:
        self._page.close()


def boot_ms() -> int:
    """CLOCK_BOOTTIME, which test and app read alike."""
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000


class SteeredTicks(MachineTicks):
    """The machine's clocks, led by ``steering``."""

    steering: Steering

    def elapsed_ms(self) -> int:
        if not self.steering["first_ms"]:
            self.steering["first_ms"] = boot_ms()
        return self.steering["first_ms"] + self.steering.ran_ms

    def awake_ms(self) -> int:
        return self.elapsed_ms() - self.steering["slept_ms"]

    def utc_ms(self) -> int:
        return self.steering["start_ms"] + self.steering.ran_ms + self.steering["set_ms"]


class Calendar:
    """``datetime`` as APScheduler uses it."""

    def __init__(self, ticks: SteeredTicks) -> None:
        self._ticks = ticks

    def now(self, zone: tzinfo) -> datetime:
        return datetime.fromtimestamp(self._ticks.utc_ms() / 1000, zone)


class Bell:
    """See ``ClockSetSource``."""

    def __init__(self, fifo: Path) -> None:
        self.fd = os.open(fifo, os.O_RDWR | os.O_NONBLOCK)

    def was_set(self) -> bool:
        try:
            return bool(os.read(self.fd, 64))
        except BlockingIOError:
            return False

    def close(self) -> None:
        os.close(self.fd)


class Recorder:
    """Writes down what is carried out, with the instant of the event that it came from.

    Not all that the engine is asked is carried out: the driver also asks what would come of an event.
    """

    def __init__(self, file: Path) -> None:
        self._file = file.open("a", encoding="utf-8", buffering=1)
        self._perform = ActionRunner.perform
        self._at: Instant

    def step(self, state: State, event: Event, settings: Settings) -> tuple[State, Any]:
        """The engine's."""
        self._at = event.at
        return engine.step(state, event, settings)

    def perform(self, action_runner: ActionRunner, action: Action) -> None:
        """The action runner's."""
        for line in timeline.lines([Happened(self._at, action)], (Tip("tip", "walk"),)):
            self._file.write(json.dumps(line) + "\n")
        self._perform(action_runner, action)


def run(folder: Path, arguments: list[str]) -> int:
    """Run deskbreak; its exit code."""
    steering = SteeredTicks.steering = Steering(folder)
    recorder = Recorder(steering.timeline)

    def perform(action_runner: ActionRunner, action: Action) -> None:
        recorder.perform(action_runner, action)

    with (
        patch("deskbreak.desktop.time.clock.MachineTicks", SteeredTicks),
        patch("deskbreak.desktop.time.clock.zone_name", lambda: steering.zone),
        patch("deskbreak.desktop.time.clock_watch.ClockSetTimer", lambda: Bell(steering.bell)),
        patch("apscheduler.schedulers.base.datetime", Calendar(SteeredTicks())),
        patch("deskbreak.app.driver.step", recorder.step),
        patch.object(ActionRunner, "perform", perform),
    ):
        return main(arguments)


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2:]))
