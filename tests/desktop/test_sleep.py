"""The suspend as logind announces it: held up until everything is saved, and no longer."""

import os
import select
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.sleep import logind as sleep_logind
from deskbreak.desktop.sleep.choice import open_sleep
from deskbreak.desktop.sleep.logind import LogindSleep
from deskbreak.desktop.sleep.source import NullSleep, SleepWatch
from tests.desktop.services import HANG, Answer, PrivateBus, Reaction, Refusal, ScriptedService

LIMIT = 5_000
NAME, PATH = "org.freedesktop.login1", "/org/freedesktop/login1"


class Logind:
    """Grants inhibitors, and sees by the other end of the pipe who still has one."""

    def __init__(self, bus: PrivateBus, *, running: bool = True) -> None:
        self.service = ScriptedService(bus, NAME, running=running)
        self.service.answers["Inhibit"] = self._inhibit
        self.asked_for: list[tuple[Any, ...]] = []
        self._ends: list[int] = []
        self._passed_on: list[int] = []

    def _inhibit(self, body: tuple[Any, ...]) -> Reaction:
        self.close_copies()
        self.asked_for.append(body)
        reading, writing = os.pipe()
        self._ends.append(reading)
        self._passed_on.append(writing)
        return Answer("h", writing)

    def close_copies(self) -> None:
        """Those that were sent are somebody else's now."""
        while self._passed_on:
            os.close(self._passed_on.pop())

    @property
    def held(self) -> list[bool]:
        """For each inhibitor ever granted, whether somebody still has it."""
        self.close_copies()
        poll = select.poll()
        for end in self._ends:
            poll.register(end, select.POLLIN)
        gone = {end for end, event in poll.poll(0) if event & select.POLLHUP}
        return [end not in gone for end in self._ends]

    def prepare(self, sleep: bool) -> None:
        self.service.emit(PATH, f"{NAME}.Manager", "PrepareForSleep", "b", sleep)

    def close(self) -> None:
        self.close_copies()
        for end in self._ends:
            os.close(end)


class Heard:
    """What a watch has said, and what was held meanwhile."""

    def __init__(self, watch: SleepWatch, logind: Logind) -> None:
        self.said: list[object] = []
        watch.falling_asleep.connect(lambda: self.said.append(("asleep", logind.held[-1:])))
        watch.awake.connect(lambda: self.said.append("awake"))
        watch.changed.connect(lambda: self.said.append(watch.fault))

    def wait(self, qtbot: QtBot, *said: object) -> None:
        qtbot.waitUntil(lambda: self.said == list(said), timeout=LIMIT)


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[PrivateBus]:
    with PrivateBus(tmp_path, BusKind.SYSTEM) as bus:
        yield bus


@pytest.fixture
def logind(bus: PrivateBus, qtbot: QtBot) -> Iterator[Logind]:
    logind = Logind(bus)
    yield logind
    logind.close()


@pytest.fixture
def watch(logind: Logind, qtbot: QtBot) -> Iterator[LogindSleep]:
    line = BusClient(BusKind.SYSTEM)
    watch = LogindSleep(line)
    yield watch
    watch.close()
    line.close()


@pytest.fixture
def heard(watch: LogindSleep, logind: Logind) -> Heard:
    return Heard(watch, logind)


def settled(qtbot: QtBot, watch: LogindSleep, logind: Logind, *held: bool) -> None:
    qtbot.waitUntil(lambda: logind.held == list(held) and (watch._delay is not None) is held[-1], timeout=LIMIT)


def test_the_machine_waits_until_what_there_is_to_save_is_saved(
    qtbot: QtBot, logind: Logind, watch: LogindSleep, heard: Heard
) -> None:
    watch.begin()
    settled(qtbot, watch, logind, True)
    assert logind.asked_for == [("sleep", "deskbreak", "Saving what was done so far", "delay")]
    logind.prepare(sleep=True)
    heard.wait(qtbot, "", ("asleep", [True]))
    settled(qtbot, watch, logind, False)
    logind.prepare(sleep=False)
    heard.wait(qtbot, "", ("asleep", [True]), "awake")
    settled(qtbot, watch, logind, False, True)
    logind.prepare(sleep=True)
    heard.wait(qtbot, "", ("asleep", [True]), "awake", ("asleep", [True]))
    settled(qtbot, watch, logind, False, False)


def test_each_is_told_once(qtbot: QtBot, logind: Logind, watch: LogindSleep, heard: Heard) -> None:
    watch.begin()
    settled(qtbot, watch, logind, True)
    for sleep in (False, True, True, False, False, True):
        logind.prepare(sleep)
    qtbot.waitUntil(lambda: len(heard.said) == 4, timeout=LIMIT)
    assert [said[0] if isinstance(said, tuple) else said for said in heard.said] == ["", "asleep", "awake", "asleep"]


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        (Refusal("org.freedesktop.DBus.Error.AccessDenied"), "AccessDenied"),
        (Answer("s", "no"), "unexpected answer"),
        (HANG, "no answer"),
    ],
)
def test_a_logind_that_does_not_wait_is_heard_all_the_same(
    qtbot: QtBot,
    logind: Logind,
    watch: LogindSleep,
    heard: Heard,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    script: Reaction,
    fault: str,
) -> None:
    caplog.set_level("INFO")
    monkeypatch.setattr(sleep_logind, "GRANT_MS", 50)
    logind.service.answers["Inhibit"] = script
    watch.begin()
    qtbot.waitUntil(lambda: any(fault in message for message in caplog.messages), timeout=LIMIT)
    logind.prepare(sleep=True)
    logind.prepare(sleep=False)
    heard.wait(qtbot, "", ("asleep", []), "awake")
    assert watch._delay is None
    assert not watch.fault


def test_what_is_granted_too_late_is_let_go_of(qtbot: QtBot, logind: Logind, watch: LogindSleep, heard: Heard) -> None:
    watch.begin()
    logind.service.answers["Inhibit"] = HANG
    qtbot.waitUntil(lambda: logind.service.asked("Inhibit") == 1, timeout=LIMIT)
    logind.prepare(sleep=True)
    heard.wait(qtbot, "", ("asleep", []))
    logind.service.answer_last("Inhibit", logind._inhibit(()))
    qtbot.waitUntil(lambda: logind.held == [False], timeout=LIMIT)
    assert watch._delay is None


def test_a_logind_that_comes_late_is_taken_up(qtbot: QtBot, bus: PrivateBus) -> None:
    logind = Logind(bus, running=False)
    line = BusClient(BusKind.SYSTEM)
    watch = LogindSleep(line)
    heard = Heard(watch, logind)
    watch.begin()
    heard.wait(qtbot, f"nobody owns {NAME}")
    logind.service.start()
    heard.wait(qtbot, f"nobody owns {NAME}", "")
    settled(qtbot, watch, logind, True)
    watch.close()
    line.close()
    logind.close()


def test_a_logind_that_is_restarted_while_asleep_is_a_waking(
    qtbot: QtBot, logind: Logind, watch: LogindSleep, heard: Heard
) -> None:
    watch.begin()
    settled(qtbot, watch, logind, True)
    logind.prepare(sleep=True)
    heard.wait(qtbot, "", ("asleep", [True]))
    logind.service.stop()
    heard.wait(qtbot, "", ("asleep", [True]), "awake", f"nobody owns {NAME}")
    logind.service.start()
    settled(qtbot, watch, logind, False, True)
    assert heard.said[4:] == [""]


def test_a_logind_that_dies_is_not_left_waiting(qtbot: QtBot, logind: Logind, watch: LogindSleep, heard: Heard) -> None:
    watch.begin()
    settled(qtbot, watch, logind, True)
    logind.service.stop()
    settled(qtbot, watch, logind, False)
    assert heard.said == ["", f"nobody owns {NAME}"]


@pytest.mark.complains("unexpected answer")
def test_a_strangers_word_puts_nobody_to_sleep(
    qtbot: QtBot, bus: PrivateBus, logind: Logind, watch: LogindSleep, heard: Heard
) -> None:
    watch.begin()
    settled(qtbot, watch, logind, True)
    stranger = ScriptedService(bus, "")
    stranger.emit(PATH, f"{NAME}.Manager", "PrepareForSleep", "b", True)
    logind.service.emit(PATH, f"{NAME}.Manager", "PrepareForSleep", "s", "soon")
    logind.prepare(sleep=True)
    heard.wait(qtbot, "", ("asleep", [True]))


def test_after_close_nothing_is_held_or_told(qtbot: QtBot, logind: Logind, watch: LogindSleep, heard: Heard) -> None:
    watch.begin()
    settled(qtbot, watch, logind, True)
    watch.close()
    settled(qtbot, watch, logind, False)
    witness = LogindSleep(watch._line)
    logind.prepare(sleep=True)
    with qtbot.waitSignal(witness.falling_asleep, timeout=LIMIT):
        witness.begin()
        qtbot.waitUntil(lambda: witness._delay is not None, timeout=LIMIT)
        logind.prepare(sleep=True)
    witness.close()
    assert heard.said == [""]


def test_without_a_bus_there_is_a_reason(qtbot: QtBot, bus: PrivateBus) -> None:
    bus.stop()
    line = BusClient(BusKind.SYSTEM)
    watch = open_sleep(line, "linux")
    with qtbot.waitSignal(watch.changed, timeout=LIMIT):
        watch.begin()
    assert bus.address.removeprefix("unix:path=") in watch.fault
    watch.close()


@pytest.mark.parametrize("platform", sorted({"win32", "darwin"} - {sys.platform}))
def test_what_is_not_here_is_said(qtbot: QtBot, platform: str) -> None:
    watch = open_sleep(BusClient(BusKind.SYSTEM), platform)
    assert isinstance(watch, NullSleep)
    assert watch.fault
    watch.begin()
    watch.close()
