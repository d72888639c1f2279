"""The connection to a bus: lost, found again, absent at first, and what is asked of it meanwhile."""

import errno
import itertools
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, HeaderFields, Message, MessageFlag, message_bus, new_method_call
from jeepney.io.blocking import prep_socket
from pytestqt.qtbot import QtBot

from deskbreak.desktop.bus import client, connection
from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.bus.service import BUS
from tests.desktop.services import HANG, Answer, PrivateBus, ScriptedService

LIMIT = 5_000
NAME = "org.deskbreak.Test"
RULE = f"type='signal',interface='{NAME}',member='Told'"


@pytest.fixture(params=list(BusKind), ids=lambda which: which.value)
def bus(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PrivateBus]:
    with PrivateBus(tmp_path, request.param) as bus:
        yield bus


@pytest.fixture
def line(bus: PrivateBus, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[BusClient]:
    monkeypatch.setattr(client, "FIRST_RETRY_MS", 20)
    monkeypatch.setattr(client, "LAST_RETRY_MS", 80)
    line = BusClient(bus.which)
    yield line
    line.close()


class Heard:
    """What a line has told, in order."""

    def __init__(self, line: BusClient) -> None:
        self.said: list[str] = []
        line.up.connect(lambda: self.said.append("up"))
        line.down.connect(lambda: self.said.append("down"))
        line.heard.connect(self._on_heard)

    def _on_heard(self, message: Message) -> None:
        if message.header.fields[HeaderFields.interface] == NAME:  # the bus itself has its say too
            self.said.append(message.body[0])


def test_what_is_matched_is_heard_and_nothing_else(qtbot: QtBot, bus: PrivateBus, line: BusClient) -> None:
    line.match(RULE)
    heard = Heard(line)
    assert line.open()
    assert line.open(), "it stays open"
    service = ScriptedService(bus, NAME)
    service.emit("/", NAME, "Other", "s", "not this")
    service.emit("/", NAME, "Told", "s", "this")
    qtbot.waitUntil(lambda: heard.said == ["up", "this"], timeout=LIMIT)
    service.stop()


@pytest.mark.complains("the (session|system) bus has gone")
def test_a_bus_that_comes_back_is_found_and_matched_again(qtbot: QtBot, bus: PrivateBus, line: BusClient) -> None:
    line.open()
    line.match(RULE)
    heard = Heard(line)
    bus.stop()
    qtbot.waitUntil(lambda: heard.said == ["down"], timeout=LIMIT)
    assert (line.connected, bool(line.fault)) == (False, True)
    bus.start()
    qtbot.waitUntil(lambda: heard.said == ["down", "up"], timeout=LIMIT)
    assert (line.connected, line.fault) == (True, "")
    service = ScriptedService(bus, NAME)
    service.emit("/", NAME, "Told", "s", "again")
    qtbot.waitUntil(lambda: heard.said[2:] == ["again"], timeout=LIMIT)
    service.stop()


@pytest.mark.complains("the (session|system) bus has gone")
def test_a_bus_that_stays_away_is_looked_for_less_and_less_and_then_when_it_is_asked(
    qtbot: QtBot, bus: PrivateBus, line: BusClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.open()
    tries: list[int] = []
    open_line = line.open

    def counted() -> bool:
        tries.append(line._retry.interval())
        return open_line()

    monkeypatch.setattr(line, "open", counted)
    bus.stop()
    qtbot.waitUntil(lambda: len(tries) == 3, timeout=LIMIT)
    assert tries == [20, 40, 80]
    assert not line._retry.isActive(), "no standing timer"
    qtbot.waitUntil(lambda: not line._failed.isActive(), timeout=LIMIT)  # once in each turn of the event loop
    bus.start()
    replies: list[BusReply] = []
    line.call(new_method_call(BUS, "GetId"), replies.append, returns="s")
    qtbot.waitUntil(lambda: bool(replies), timeout=LIMIT)
    assert replies[0].body is not None
    assert line.connected


def test_without_a_bus_everybody_who_asks_is_told_so_from_the_event_loop(
    qtbot: QtBot, bus: PrivateBus, line: BusClient
) -> None:
    bus.stop()
    replies: list[BusReply] = []
    line.call(new_method_call(BUS, "GetId"), replies.append, returns="s")
    assert not replies
    qtbot.waitUntil(lambda: bool(replies), timeout=LIMIT)
    assert replies[0].body is None
    assert bus.address.removeprefix("unix:path=") in replies[0].fault
    bus.start()
    line.call(new_method_call(BUS, "GetId"), replies.append, returns="s")
    qtbot.waitUntil(lambda: len(replies) == 2, timeout=LIMIT)
    assert replies[1].body is not None, "it is tried again each time"


def test_answers_errors_and_silence_are_told_apart(qtbot: QtBot, bus: PrivateBus, line: BusClient) -> None:
    service = ScriptedService(bus, NAME)
    service.answers = {"Yes": Answer("bs", True, "so"), "Hang": HANG}
    replies: dict[str, BusReply] = {}
    for member in ("Yes", "No", "Hang"):
        line.call(new_method_call(service.at("/"), member), partial(replies.__setitem__, member), returns="bs")
    qtbot.waitUntil(lambda: len(replies) == 3, timeout=LIMIT)
    assert (replies["Yes"].body, replies["Yes"].fault) == ((True, "so"), "")
    assert (replies["No"].body, replies["No"].fault) == (None, "org.freedesktop.DBus.Error.UnknownMethod")
    assert (replies["Hang"].body, replies["Hang"].fault) == (None, "no answer in time")
    assert all(MessageFlag.no_auto_start in flags for flags in service.flags)
    service.stop()


def test_nobody_is_started_for_being_asked(qtbot: QtBot, bus: PrivateBus, line: BusClient, tmp_path: Path) -> None:
    started = tmp_path / "started"
    (bus.services / f"{NAME}.service").write_text(f"[D-BUS Service]\nName={NAME}\nExec=/usr/bin/touch {started}\n")
    replies: list[BusReply] = []
    line.call(new_method_call(BUS, "ReloadConfig"), replies.append, returns="")
    line.call(message_bus.ListActivatableNames(), replies.append, returns="as")
    line.call(new_method_call(DBusAddress("/", NAME, NAME), "Get"), replies.append, returns="s")
    qtbot.waitUntil(lambda: len(replies) == 3, timeout=LIMIT)
    assert replies[1].body is not None
    assert NAME in replies[1].body[0], "the bus could start it"  # type: ignore[operator]
    assert replies[2].fault == "org.freedesktop.DBus.Error.NameHasNoOwner"
    assert not started.exists()


def test_one_that_was_closed_says_nothing_more(qtbot: QtBot, bus: PrivateBus, line: BusClient) -> None:
    line.open()
    heard = Heard(line)
    line.close()
    bus.stop()
    bus.start()
    other = BusClient(bus.which)
    with qtbot.waitSignal(other.up, timeout=LIMIT):
        other.open()
    assert not line.connected
    assert heard.said == []
    other.close()
    replies: list[BusReply] = []
    line.call(new_method_call(BUS, "ListNames"), replies.append, returns="as")
    qtbot.waitUntil(lambda: bool(replies), timeout=LIMIT)
    assert (replies[0].body, replies[0].fault, line.connected) == (None, "closed", False)


def test_nothing_is_kept_of_questions_to_one_that_hangs(qtbot: QtBot, bus: PrivateBus, line: BusClient) -> None:
    service = ScriptedService(bus, NAME)
    service.answers = {"Hang": HANG}
    replies: list[BusReply] = []
    line.open()
    connected = line._bus
    assert connected is not None
    for _question in range(3):
        line.call(new_method_call(service.at("/"), "Hang"), replies.append, returns="")
    assert len(connected._calls) >= 3
    qtbot.waitUntil(lambda: len(replies) == 3, timeout=LIMIT)
    assert not connected._calls


@pytest.mark.parametrize("times", [3, None], ids=["for a moment", "for good"])
def test_a_bus_with_a_queue_at_its_door_is_knocked_at_again(
    qtbot: QtBot, bus: PrivateBus, monkeypatch: pytest.MonkeyPatch, times: int | None
) -> None:
    """connect(2) on such a socket: EAGAIN where its backlog is full."""
    full = itertools.count() if times is None else iter(range(times))

    def knock(*words: Any, **more: Any) -> Any:
        if next(full, None) is not None:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        return prep_socket(*words, **more)

    monkeypatch.setattr(connection, "prep_socket", knock)
    line = BusClient(bus.which)
    assert line.open() is (times is not None)
    assert (os.strerror(errno.EAGAIN) in line.fault) is (times is None)
    line.close()
