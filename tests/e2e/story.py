"""A day in the life of the real app, told twice: lived on a test desktop at high speed, and written for ``simulate``.

    with Story(desktop, "2026-11-23T10:20") as story:
        story.at("10:40")
        call = sound.record("Meeting")
        story.note("call")
        ...
        story.end("11:40")      # and both have to tell the same

What is noted is what the test did to the machine by its real signs; the times are those at which it was to happen.
"""

import json
import os
import re
import signal
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from zoneinfo import ZoneInfo

from deskbreak.app.driver import PATIENCE_MS
from tests.e2e.clocked import Steering
from tests.e2e.desktop import Desktop
from tests.e2e.fakes import FakeNotifications
from tests.e2e.logind import SESSION_ID, FakeLogind
from tests.e2e.processes import Program, wait_until
from tests.e2e.running import Deskbreak
from tests.pace import Beats
from tests.patience import unhurried

LATE_S = 0.8 + PATIENCE_MS / 1000
"""How late, in seconds of the machine, the app may be: it waits that long for answers that are late on a busy one, with
which others wait. Three times as late as a mere thread was, on top of that."""
EXACT = ("what", "why", "n", "short", "rest")
"""What has to be the same in both; the rest are times and spans."""
CALM = '[away]\nafter = "15m"\nrest = "20m"\n[nudge]\nmerge = "15m"\n[routine]\npause = "3m"\n'
"""Settings at which the typing of a test, which is no steady one at high speed, goes for steady.

And nothing hangs on seconds: after a missed invitation a nudge is due 10 min before the routine, ``merge`` by default.
"""


class Story:
    """Starts on ``start`` (local in ``zone``) with somebody typing. ``config`` is in force in both tellings."""

    def __init__(
        self, desktop: Desktop, start: str, config: str = CALM, zone: str = "Europe/Berlin", speed: int = 600
    ) -> None:
        self.desktop = desktop
        self.zone = zone
        self.speed = speed = unhurried(speed)
        self.folder = desktop.folder / "story"
        self.folder.mkdir()
        self.app = _ClockedDeskbreak(desktop, self.folder, config, speed)
        self._steering = Steering(self.folder)
        self._steering.zone = zone
        self._planned = self._start = datetime.fromisoformat(start)
        self._first_zone = zone
        self._steering["start_ms"] = self._utc(self._start)
        self._config = re.sub(r"^\[", "[config.", config, flags=re.MULTILINE)
        self._events: list[str] = []
        self._asleep: list[tuple[int, int]] = []
        self._beats = Beats()
        self._typing: Program | None = None

    # The clock

    @property
    def now(self) -> int:
        """The app's wall clock, UTC in ms."""
        steering = self._steering
        return steering["start_ms"] + steering.ran_ms * self.speed + steering["set_ms"]

    @property
    def late_s(self) -> float:
        """How late the app may be on a machine that is as busy as this one has been."""
        return LATE_S + 3 * self._beats.worst_s

    def at(self, time: str) -> None:
        """Wait until the wall clock shows it: ``10:40``, ``2026-11-24T08:30``."""
        self._planned = self._moment(time)
        when = self._utc(self._planned)
        real = (when - self.now) / self.speed / 1000
        assert real > -self.late_s, f"{time} was {-real:.1f} s ago: the test is too slow for its story"
        wait_until(lambda: self.now >= when, time, max(real, 0) + 5)

    def note(self, do: str, argument: str = "") -> None:
        """Write down for ``simulate`` what was done to the machine; ``argument`` in TOML."""
        self._events += ["[[event]]", f"at = {self._planned.isoformat()}", f'do = "{do}"']
        if argument:
            self._events.append(f"with = {argument}")

    # What happens

    def start_typing(self) -> None:
        """Somebody types from now on."""
        self._typing = self.desktop.programs.start(
            "typing", ["xdotool", "key", "--delay", "30", "--repeat", "1000000", "Shift_L"]
        )

    def stop_typing(self) -> None:
        """Nobody does any more."""
        if self._typing is not None:
            self._typing.kill()
            self._typing = None

    def answer(self, daemon: FakeNotifications, action: str) -> None:
        """Press a button of the invitation that is open."""
        notice = wait_until(
            lambda: [n for n in daemon.open.values() if action in [key for key, _text in n.actions]],
            f"an invitation with {action}",
        )[0]
        daemon.press(notice, action)
        self.note("answer", json.dumps(action))

    def suspend(self, until: str, logind: FakeLogind) -> None:
        """The machine sleeps from now until then: nothing runs, the clocks run on, and logind says so."""
        self.note("suspend")
        self.stop_typing()
        wait_until(lambda: logind.held, "the app to have asked for a moment before the sleep")
        logind.sleep()
        self.app.program.process.send_signal(signal.SIGSTOP)
        self._planned = self._moment(until)
        begin, end = self.now, self._utc(self._planned)
        self._asleep.append((begin, end))
        span = end - begin
        self._steering["slept_ms"] += round(span / self.speed)
        self.app.program.process.send_signal(signal.SIGCONT)
        self._steering.ring()
        logind.wake()
        self.start_typing()
        self.note("resume")
        wait_until(lambda: logind.held, "the app to ask for it again")

    def set_clock(self, to: str) -> None:
        """Somebody sets the wall clock."""
        self.note("set-clock", self._moment(to).isoformat())
        self._planned = self._moment(to)
        self._steering["set_ms"] += self._utc(self._planned) - self.now
        self._steering.ring()

    def set_zone(self, zone: str) -> None:
        """The system's zone is another from now on; what tells the app of it is the test's."""
        self.note("set-zone", json.dumps(zone))
        local = self._planned.replace(tzinfo=ZoneInfo(self.zone)).astimezone(ZoneInfo(zone))
        self._planned = local.replace(tzinfo=None)
        self.zone = self._steering.zone = zone

    def end(self, time: str) -> list[dict[str, Any]]:
        """Wait until then; the app's timeline, which has to be the one of ``simulate``."""
        self.at(time)
        until = self.now
        told = self._noticed(self._simulated())
        with suppress(AssertionError):  # on a busy machine the last lines are late; how late they may be is said below
            wait_until(lambda: len(self._noticed(self.timeline())) >= len(told), "the last lines", self.late_s)
        lines = self._noticed(self.timeline())
        lived = lines[: len(told)] + [line for line in lines[len(told) :] if _ms(line["at"]) <= until]
        assert _matter(lived) == _matter(told), f"{_printed(lived)}\n\nand not, as simulate says,\n{_printed(told)}"
        late = self.late_s * self.speed * 1000
        for one, other in zip(lived, told, strict=True):
            assert abs(_ms(one["at"]) - self._awake(_ms(other["at"]))) <= late, f"{one} and not {other}"
        return lived

    def timeline(self) -> list[dict[str, Any]]:
        """What the app's engine has decided until now, as ``simulate --json`` would print it."""
        return [json.loads(line) for line in self._steering.timeline.read_text().splitlines()]

    def wait_for(self, what: str, limit: float = 15.0, **values: object) -> dict[str, Any]:
        """The first line of the timeline that is so."""
        return wait_until(
            lambda: [
                line
                for line in self.timeline()
                if line["what"] == what and all(line.get(name) == value for name, value in values.items())
            ],
            f"{what} {values} in the timeline",
            limit,
        )[0]

    # How it is made

    def _simulated(self) -> list[dict[str, Any]]:
        # The end, like the start, is written in the zone of the beginning, and by a wall clock that nobody has set.
        ran = self._utc(self._planned) - self._steering["set_ms"]
        end = datetime.fromtimestamp(ran / 1000, ZoneInfo(self._first_zone)).replace(tzinfo=None)
        head = [f"start = {self._start.isoformat()}", f"end = {end.isoformat()}", f'zone = "{self._first_zone}"']
        scenario = self.folder / "scenario.toml"
        scenario.write_text("\n".join([*head, self._config, *self._events, ""]), encoding="utf-8")
        printed = self.app.tell("simulate", str(scenario), "--json")
        return [json.loads(line) for line in printed.splitlines()]

    def _noticed(self, timeline: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Without the office's holds that began while the machine slept: of those an app hears the last, if any."""
        late = self.late_s * self.speed * 1000
        return [
            line
            for line in timeline
            if line["what"] != "hold"
            or line["why"] not in ("off", "lunch", "wind-down")
            or not any(begin < _ms(line["at"]) <= end + late for begin, end in self._asleep)
        ]

    def _awake(self, utc: int) -> int:
        """When an app that sleeps with the machine comes to know what ``simulate`` says of this instant."""
        return next((end for begin, end in self._asleep if begin < utc < end), utc)

    def _moment(self, time: str) -> datetime:
        if "T" in time:
            return datetime.fromisoformat(time)
        return datetime.fromisoformat(f"{self._planned.date()}T{time}")

    def _utc(self, local: datetime) -> int:
        return round(local.replace(tzinfo=ZoneInfo(self.zone)).timestamp() * 1000)

    def __enter__(self) -> Self:
        self._beats.__enter__()
        self.start_typing()
        self.app.start()
        self._steering.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop_typing()
        self.app.program.stop()
        self._steering.close()
        self._beats.__exit__(kind, error, trace)


class _ClockedDeskbreak(Deskbreak):
    """Started through ``clocked.py``; spoken to as always."""

    def launch(self) -> Program:
        words = ["--home", str(self.home), "--speed", str(self.speed)]
        argv = [sys.executable, "-m", "tests.e2e.clocked", str(self.home), *words]
        path = [str(Path(__file__).parents[2]), self.desktop.environment.get("PYTHONPATH", "")]
        self.program = self.desktop.programs.start(
            "clocked", argv, PYTHONPATH=os.pathsep.join(filter(None, path)), XDG_SESSION_ID=SESSION_ID
        )
        return self.program


def _matter(timeline: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: line[name] for name in EXACT if name in line} for line in timeline]


def _ms(at: str) -> int:
    return round(datetime.fromisoformat(at).timestamp() * 1000)


def _printed(timeline: list[dict[str, Any]]) -> str:
    return "\n".join(f"  {json.dumps(line)}" for line in timeline)
