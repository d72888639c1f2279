"""deskbreak is killed, again and again, at any moment of a fast day: what the screen and the history say afterwards.

The daemon writes down all that it is asked to show, the history all that deskbreak has decided to. Each reminder is on
both sides once; what a kill has come between, the next start shows. Nothing is left on the screen by one that is gone,
and nobody else's note is ever taken down.
"""

import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.dates import passed_on
from tests.e2e.bus import start_bus
from tests.e2e.complaints import Complaints
from tests.e2e.fakes import FakeNotifications, Notice
from tests.e2e.processes import Programs, wait_until
from tests.e2e.running import EVERY_DAY, Deskbreak
from tests.soak.examples import SOAK

pytestmark = pytest.mark.e2e

KILLS = 67 if SOAK else 2
"""With each of three daemons."""
SPEED = 300
DAY = f"""
[office]
days = {EVERY_DAY}
hours = "00:00-24:00"
wind_down = "0s"
[routine]
every = ["20m", "30m"]
[nudge]
every = "30m"
merge = "0s"
[reminder]
again = "5m"
later = "5m"
[away]
after = "1h"
rest = "2h"
long = "4h"
settle = "0s"
fresh = "0s"
"""
"""A reminder about every second, at ``SPEED``."""
REMINDERS = ("invite", "nudge")


class Screen(FakeNotifications):
    """A daemon, and what is to be seen of it. Foreign notes stand among ours, with numbers out of the same row."""

    keeps_unknown_ids = False
    """Whether a note that should replace one that is not there gets that one's number all the same."""
    minds_time = True
    """Whether notes go when their time is over."""
    drops_orphans = False
    """Whether the notes of somebody who has left the bus go with them."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.watched: Callable[[str, Notice | None, bool], None] = lambda _member, _notice, _before: None
        self.foreign: set[int] = set()
        self.wronged: set[int] = set()
        """Those of somebody else that deskbreak has taken down or overwritten."""
        self.until: dict[int, float] = {}
        """When a note goes by itself, by ``time.monotonic``."""
        self.by_sender: dict[str, list[Notice]] = {}
        """What each run has asked to show, but for what was only made to last."""

    def start(self) -> None:
        self.foreign.clear()
        self.until.clear()
        super().start()

    def answer(self, interface: str, member: str, body: tuple[Any, ...], sender: str) -> tuple[str, tuple[Any, ...]]:
        self.watched(member, None, True)
        if member == "CloseNotification":
            self.wronged |= self.foreign & {body[0]}
        if member != "Notify":
            return super().answer(interface, member, body, sender)
        self.expire()
        if body[1] and body[1] not in self.open and not self.keeps_unknown_ids:
            body = (body[0], 0, *body[2:])
        before = len(self.notices)
        answered = super().answer(interface, member, body, sender)
        number = answered[1][0]
        self.wronged |= self.foreign & {number}
        notice = self.open[number]
        if len(self.notices) > before:
            self.by_sender.setdefault(sender, []).append(notice)
        self.until[number] = time.monotonic() + (notice.expire_ms / 1000 if notice.expire_ms > 0 else 1e9)
        self.watched(member, notice, False)
        return answered

    def expire(self) -> None:
        """What has had its time goes."""
        for number, until in list(self.until.items()):
            if self.minds_time and time.monotonic() > until:
                del self.until[number]
                self.open.pop(number, None)

    def left_by(self, sender: str) -> None:
        """The bus says that it is gone."""
        if self.drops_orphans:
            for number in [number for number, notice in self.open.items() if notice.sender == sender]:
                self.open.pop(number, None)

    def somebody_elses(self) -> None:
        """Another program shows something."""
        number = next(self._ids)
        self.foreign.add(number)
        self.open[number] = Notice(number, 0, "mail", "A letter", "", (), {}, 0, ":somebody")

    def ours(self) -> list[Notice]:
        self.expire()
        return [notice for number, notice in list(self.open.items()) if number not in self.foreign]


class Xfce(Screen):
    """xfce4-notifyd, mako, Plasma."""


class Dunst(Screen):
    """It takes any number that it is given."""

    keeps_unknown_ids = True


class Gnome(Screen):
    """It minds no time, and takes down what an application has left."""

    minds_time = False
    drops_orphans = True


MOMENTS = ("any", "before the answer", "after the answer", "made to last", "closing", "any")


class Attack:
    """One home folder, and one deskbreak after the other in it."""

    def __init__(self, folder: Path, screen: Screen, programs: Programs, chance: random.Random) -> None:
        self.screen = screen
        self.chance = chance
        self.complaints = Complaints()
        # There is no screen here, so neither a tray nor anybody who knows of input.
        self.complaints.bear("No such signal QPlatformNativeInterface::systemTrayWindowChanged")
        self.complaints.bear("no idle time, so everybody counts as present: nobody to ask on offscreen")
        desktop: Any = SimpleNamespace(programs=programs, environment=programs.environment, complaints=self.complaints)
        self.app = Deskbreak(desktop, folder / "d", DAY, SPEED)
        self.rows = 0

    def kill_at(self, moment: str) -> None:
        """Start it and kill it at that moment; then what it has done is compared."""
        screen, program = self.screen, self.app.launch()
        senders = set(screen.by_sender)
        done = threading.Event()

        def kill() -> None:
            if not done.is_set():
                done.set()
                os.kill(program.pid, signal.SIGKILL)

        skip = self.chance.randrange(3)

        def watched(member: str, notice: Notice | None, before: bool) -> None:
            nonlocal skip
            here = {
                "before the answer": member == "Notify" and before,
                "after the answer": member == "Notify" and not before,
                "made to last": member == "Notify" and notice is not None and notice.expire_ms == 0,
                "closing": member == "CloseNotification",
            }.get(moment, False)
            if here and not done.is_set():
                skip -= 1
                if skip < 0:
                    kill() if self.chance.random() < 0.5 else threading.Timer(self.chance.random() / 100, kill).start()

        screen.watched = watched
        limit = time.monotonic() + self.chance.uniform(0.3, 6 if moment == "any" else 12)
        while not done.is_set() and time.monotonic() < limit:
            if program.running and self.chance.random() < 0.01:
                self.somebody_presses(set(screen.by_sender) - senders)
            time.sleep(0.02)
        kill()
        program.process.wait(10)
        assert "config.toml" not in program.said(), "the day is as it was meant"
        assert "Traceback" not in program.said()
        screen.watched = lambda _member, _notice, _before: None
        self.compare(senders)

    def somebody_presses(self, living: set[str]) -> None:
        """A button of what is up, or it is closed. What the dead have left stays where it is."""
        for notice in self.screen.ours():
            if notice.actions and notice.sender in living:
                if self.chance.random() < 0.5:
                    self.screen.press(notice, self.chance.choice(("later", "skip")))
                else:
                    self.screen.close(notice, self.chance.choice((1, 2)))

    def go_on(self) -> None:
        """Start it, and see what the dead have left go."""
        dead = set(self.screen.by_sender)
        self.app.start()
        wait_until(lambda: not [one for one in self.screen.ours() if one.sender in dead], "the leftovers to go", 30)

    def compare(self, senders_before: set[str]) -> None:
        """What this run has decided on is what the daemon saw, in this order; a kill may have cut off the last."""
        new = set(self.screen.by_sender) - senders_before
        assert len(new) <= 1
        for sender in new:
            self.screen.left_by(sender)
        shown = [kind(notice) for sender in new for notice in self.screen.by_sender[sender] if is_reminder(notice)]
        rows = [row["what"] for row in self.app.history(*REMINDERS)]
        decided, self.rows = rows[self.rows :], len(rows)
        assert shown == decided[: len(shown)], "each is shown once, and none that is not in the history"
        assert len(decided) - len(shown) <= 1, f"of {decided} only {shown} were shown"


def is_invitation(notice: Notice) -> bool:
    return "skip" in [key for key, _label in notice.actions]


def kind(notice: Notice) -> str:
    return "invite" if is_invitation(notice) else "nudge"


def is_reminder(notice: Notice) -> bool:
    """Not a note about the tray or a file, nor the word that follows an answer."""
    return is_invitation(notice) or (notice.hints.get("urgency") == 0 and not notice.title.startswith("All right"))


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[Programs]:
    kept = {name: os.environ[name] for name in os.environ if name.startswith(("PATH", "HOME", "XDG_", "LANG"))}
    nowhere = f"unix:path={tmp_path / 'nowhere'}"
    kept |= passed_on(os.environ)
    environment = {**kept, "QT_QPA_PLATFORM": "offscreen", "DBUS_SYSTEM_BUS_ADDRESS": nowhere, "PULSE_SERVER": nowhere}
    programs = Programs(tmp_path, environment)
    yield programs
    programs.close()


@pytest.mark.skipif(sys.platform != "linux", reason="D-Bus notifications")
@pytest.mark.parametrize("daemon", [Xfce, Dunst, Gnome])
def test_no_kill_loses_doubles_or_leaves_anything(tmp_path: Path, programs: Programs, daemon: type[Screen]) -> None:
    _bus, address = start_bus(programs, tmp_path)
    programs.environment["DBUS_SESSION_BUS_ADDRESS"] = address
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    with daemon(address) as screen:
        attack = Attack(tmp_path, screen, programs, chance)
        for number in range(KILLS):
            if chance.random() < 0.3:
                screen.somebody_elses()
            attack.kill_at(MOMENTS[number % len(MOMENTS)])
            if chance.random() < 0.1:
                senders = set(screen.by_sender)
                attack.go_on()
                attack.app.program.kill()
                attack.compare(senders)
                screen.stop()
                screen.start()
                for _note in range(chance.randrange(4)):
                    screen.somebody_elses()
        attack.go_on()
        wait_until(lambda: any(map(is_invitation, screen.ours())), "an invitation, whatever was cut off", 30)
        assert attack.app.program.stop() == 0
        assert not screen.ours()
        assert not screen.wronged
        assert screen.foreign <= set(screen.open)
        assert attack.complaints.verdict(programs.ever) == ""
    assert not list(attack.app.home.rglob("*.damaged*"))
