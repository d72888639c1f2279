"""One name on a bus: who owns it, and whose signals are its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.bus.service import Service
from tests.desktop.services import HANG, Answer, PrivateBus, Refusal, ScriptedService

LIMIT = 5_000
PATIENCE_MS = 800
"""No bus is as slow as that, whatever else runs on the machine."""
NAME, PATH = "org.deskbreak.Test", "/org/deskbreak/Test"


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[PrivateBus]:
    with PrivateBus(tmp_path) as bus:
        yield bus


@pytest.fixture
def line(bus: PrivateBus, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[BusClient]:
    monkeypatch.setattr("deskbreak.desktop.bus.client.PATIENCE_MS", PATIENCE_MS)
    line = BusClient(BusKind.SESSION)
    yield line
    line.close()


class Watched:
    """A service that is followed, and everything it has said."""

    def __init__(self, line: BusClient) -> None:
        self.said: list[object] = []
        self.service = service = Service(line, NAME, PATH, NAME)
        service.came.connect(lambda: self.said.append("came"))
        service.went.connect(lambda: self.said.append("went"))
        service.told.connect(lambda member, body: self.said.append((member, body)))
        service.listen("Told", "s")
        service.begin()

    def wait(self, qtbot: QtBot, *said: object) -> None:
        qtbot.waitUntil(lambda: self.said == list(said), timeout=LIMIT)
        assert self.service.present is (not said or said[-1] != "went")

    def ask(self, qtbot: QtBot, prop: str) -> BusReply:
        replies: list[BusReply] = []
        self.service.get(prop, replies.append, returns="b")
        qtbot.waitUntil(lambda: bool(replies), timeout=LIMIT)
        return replies[0]


def test_it_comes_goes_and_comes_again(qtbot: QtBot, bus: PrivateBus, line: BusClient) -> None:
    watched = Watched(line)
    watched.wait(qtbot, "went")
    owner = ScriptedService(bus, NAME)
    watched.wait(qtbot, "went", "came")
    owner.stop()
    watched.wait(qtbot, "went", "came", "went")
    owner.start()
    watched.wait(qtbot, "went", "came", "went", "came")


def test_one_that_was_there_before_is_found(qtbot: QtBot, bus: PrivateBus, line: BusClient) -> None:
    ScriptedService(bus, NAME)
    Watched(line).wait(qtbot, "came")


def test_another_owner_is_another_service(qtbot: QtBot, bus: PrivateBus, line: BusClient) -> None:
    first = ScriptedService(bus, NAME)
    watched = Watched(line)
    watched.wait(qtbot, "came")
    second = ScriptedService(bus, NAME)
    watched.wait(qtbot, "came", "went", "came")
    first.emit(PATH, NAME, "Told", "s", "of before")
    second.emit(PATH, NAME, "Told", "s", "of now")
    watched.wait(qtbot, "came", "went", "came", ("Told", ("of now",)))


def test_a_stranger_is_not_heard(qtbot: QtBot, bus: PrivateBus, line: BusClient) -> None:
    owner = ScriptedService(bus, NAME)
    watched = Watched(line)
    watched.wait(qtbot, "came")
    line.match("type='signal'")  # somebody on this line listens to everything
    stranger = ScriptedService(bus, "")
    stranger.emit(PATH, NAME, "Told", "s", "believe me")
    stranger.emit("/org/freedesktop/DBus", "org.freedesktop.DBus", "NameOwnerChanged", "sss", NAME, "", "")
    owner.emit(PATH, NAME, "Other", "s", "not listened for")
    owner.emit("/elsewhere", NAME, "Told", "s", "not there")
    owner.emit(PATH, NAME, "Told", "s", "it is so")
    watched.wait(qtbot, "came", ("Told", ("it is so",)))


def test_the_bus_lets_through_no_more_than_was_asked_for(qtbot: QtBot, bus: PrivateBus, line: BusClient) -> None:
    owner = ScriptedService(bus, NAME)
    watched = Watched(line)
    watched.service.listen("Changed", "s", where="arg0='this'")
    watched.wait(qtbot, "came")
    owner.emit(PATH, NAME, "Changed", "s", "that")
    owner.emit(PATH, NAME, "Changed", "s", "this")
    watched.wait(qtbot, "came", ("Changed", ("this",)))


@pytest.mark.complains("the session bus has gone")
def test_it_is_followed_over_the_death_of_the_bus(qtbot: QtBot, bus: PrivateBus, line: BusClient) -> None:
    owner = ScriptedService(bus, NAME)
    watched = Watched(line)
    watched.wait(qtbot, "came")
    owner.stop()
    watched.wait(qtbot, "came", "went")
    bus.stop()
    watched.wait(qtbot, "came", "went", "went")
    bus.start()
    owner.start()
    line.open()
    qtbot.waitUntil(lambda: watched.said[-1] == "came", timeout=LIMIT)
    owner.emit(PATH, NAME, "Told", "s", "again")
    qtbot.waitUntil(lambda: watched.said[-1] == ("Told", ("again",)), timeout=LIMIT)


def test_without_a_bus_it_is_gone_and_looked_for_at_the_next_begin(
    qtbot: QtBot, bus: PrivateBus, line: BusClient
) -> None:
    bus.stop()
    watched = Watched(line)
    watched.wait(qtbot, "went")
    bus.start()
    ScriptedService(bus, NAME)
    watched.service.begin()
    watched.wait(qtbot, "went", "came")


def test_a_bus_that_is_slow_to_say_is_believed_when_it_does(qtbot: QtBot, bus: PrivateBus, line: BusClient) -> None:
    ScriptedService(bus, NAME)
    line.open()
    bus.pause()
    watched = Watched(line)
    watched.wait(qtbot, "went")
    bus.resume()
    watched.wait(qtbot, "went", "came")


@pytest.mark.complains("unexpected answer")
def test_a_property_is_unwrapped_or_there_is_a_reason(qtbot: QtBot, bus: PrivateBus, line: BusClient) -> None:
    owner = ScriptedService(bus, NAME)
    watched = Watched(line)
    watched.wait(qtbot, "came")
    owner.properties[PATH, "Locked"] = ("b", True)
    assert watched.ask(qtbot, "Locked").body == (True,)
    assert owner.calls[-1].body == (NAME, "Locked")
    for script, fault in (
        (Answer("b", True), "unexpected answer: b instead of v"),
        (Answer(), "unexpected answer: nothing instead of v"),
        (Answer("v", ("s", "yes")), "unexpected answer: s instead of b"),
        (Refusal("org.deskbreak.No"), "org.deskbreak.No"),
        (HANG, "no answer"),
    ):
        owner.answers["Get"] = script
        reply = watched.ask(qtbot, "Locked")
        assert reply.body is None
        assert fault in reply.fault
