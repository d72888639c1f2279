"""The own session in logind: each way to find it, and finding it again."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop.bus import logind as bus_logind
from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.bus.logind import MANAGER, NAME, PATH, SESSION, USER, OwnSession
from deskbreak.desktop.bus.reply import BusReply
from tests.desktop.services import HANG, PROPERTIES, Answer, PrivateBus, Refusal, ScriptedService

LIMIT = 5_000
PATIENCE_MS = 800
"""No bus is as slow as that, whatever else runs on the machine."""
OWN = f"{PATH}/session/_32"
OTHER = f"{PATH}/session/c7"
UID = getattr(os, "getuid", int)()
"""Windows, which has no logind, only has to read this file."""
USER_PATH = f"{PATH}/user/_{UID}"
NO_SESSION = Refusal("org.freedesktop.login1.NoSuchSession")


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[PrivateBus]:
    with PrivateBus(tmp_path, BusKind.SYSTEM) as bus:
        yield bus


@pytest.fixture
def logind(bus: PrivateBus, qtbot: QtBot) -> ScriptedService:
    service = ScriptedService(bus, NAME)
    service.answers["GetSession"] = Answer("o", OWN)
    service.properties[OWN, "Type"] = ("s", "x11")
    service.properties[OTHER, "Type"] = ("s", "wayland")
    return service


@pytest.fixture
def line(bus: PrivateBus, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[BusClient]:
    monkeypatch.setattr("deskbreak.desktop.bus.client.PATIENCE_MS", PATIENCE_MS)
    line = BusClient(BusKind.SYSTEM)
    yield line
    line.close()


class Watched:
    """A session that is looked for, and everything it has said."""

    def __init__(self, line: BusClient, name: str = "2") -> None:
        self.said: list[object] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_SESSION_ID", name)
            self.session = session = OwnSession(line)
        session.found.connect(lambda: self.said.append(("found", session.path)))
        session.lost.connect(lambda: self.said.append("lost"))
        session.changed.connect(self.said.append)
        session.told.connect(lambda member, body: self.said.append((member, body)))
        session.listen("Lock", "")
        session.begin()

    def wait(self, qtbot: QtBot, *said: object) -> None:
        qtbot.waitUntil(lambda: self.said == list(said), timeout=LIMIT)


def test_the_environment_names_it(qtbot: QtBot, logind: ScriptedService, line: BusClient) -> None:
    watched = Watched(line)
    assert watched.session.fault
    watched.wait(qtbot, ("found", OWN))
    assert [(call.member, call.body) for call in logind.calls] == [("GetSession", ("2",)), ("Get", (SESSION, "Type"))]
    assert not watched.session.fault


def test_else_it_is_the_one_this_process_was_started_in(qtbot: QtBot, logind: ScriptedService, line: BusClient) -> None:
    logind.answers = {"GetSession": NO_SESSION, "GetSessionByPID": Answer("o", OTHER)}
    Watched(line, "stale").wait(qtbot, ("found", OTHER))
    assert [(call.member, call.body) for call in logind.calls] == [
        ("GetSession", ("stale",)),
        ("GetSessionByPID", (0,)),
        ("Get", (SESSION, "Type")),
    ]


def test_else_it_is_where_the_user_has_a_screen(qtbot: QtBot, logind: ScriptedService, line: BusClient) -> None:
    logind.answers = {"GetSessionByPID": NO_SESSION, "GetUser": Answer("o", USER_PATH)}
    logind.properties[USER_PATH, "Display"] = ("(so)", ("2", OWN))
    Watched(line, "").wait(qtbot, ("found", OWN))
    assert [(call.member, call.body) for call in logind.calls] == [
        ("GetSessionByPID", (0,)),
        ("GetUser", (UID,)),
        ("Get", (USER, "Display")),
    ]


@pytest.mark.parametrize("kind", [("s", "tty"), ("s", "unspecified"), ("u", 7), None])
def test_a_screen_goes_before_where_somebody_typed_the_command(
    qtbot: QtBot, logind: ScriptedService, line: BusClient, kind: tuple[str, object] | None
) -> None:
    logind.answers |= {"GetSessionByPID": Answer("o", OTHER), "GetUser": Answer("o", USER_PATH)}
    del logind.properties[OWN, "Type"], logind.properties[OTHER, "Type"]
    if kind is not None:
        logind.properties[OWN, "Type"] = logind.properties[OTHER, "Type"] = kind
    display = f"{PATH}/session/_35"
    logind.properties[USER_PATH, "Display"] = ("(so)", ("5", display))
    Watched(line).wait(qtbot, ("found", display))


@pytest.mark.parametrize("display", [("", "/"), None])
def test_where_nobody_knows_of_a_screen_it_is_there(
    qtbot: QtBot, logind: ScriptedService, line: BusClient, display: tuple[str, str] | None
) -> None:
    logind.answers |= {"GetSessionByPID": Answer("o", OTHER), "GetUser": Answer("o", USER_PATH)}
    logind.properties[OWN, "Type"] = logind.properties[OTHER, "Type"] = ("s", "tty")
    if display is not None:
        logind.properties[USER_PATH, "Display"] = ("(so)", display)
    Watched(line).wait(qtbot, ("found", OWN))


@pytest.mark.bears("unexpected answer")
@pytest.mark.parametrize(
    ("user", "display", "fault"),
    [
        (Answer("o", USER_PATH), ("(so)", ("", "/")), "no graphical one"),
        (Answer("o", USER_PATH), ("s", "2"), "unexpected answer"),
        (Answer("o", USER_PATH), None, "UnknownMethod"),
        (Answer("u", 7), None, "unexpected answer"),
        (Refusal("org.freedesktop.login1.NoSuchUser"), None, "NoSuchUser"),
        (HANG, None, "no answer"),
    ],
)
def test_or_there_is_none(
    qtbot: QtBot, logind: ScriptedService, line: BusClient, user: Answer, display: tuple[str, object] | None, fault: str
) -> None:
    logind.answers = {"GetSession": Answer("u", 7), "GetUser": user}
    if display is not None:
        logind.properties[USER_PATH, "Display"] = display
    watched = Watched(line)
    watched.wait(qtbot, "lost")
    assert not watched.session.path
    assert fault in watched.session.fault
    replies: list[BusReply] = []
    watched.session.get("LockedHint", replies.append, returns="b")
    qtbot.waitUntil(lambda: bool(replies), timeout=LIMIT)
    assert (replies[0].body, replies[0].fault) == (None, watched.session.fault)


def test_it_is_found_when_it_begins_and_lost_when_it_ends(
    qtbot: QtBot, logind: ScriptedService, line: BusClient
) -> None:
    logind.answers = {}
    watched = Watched(line)
    watched.wait(qtbot, "lost")
    logind.answers["GetSession"] = Answer("o", OWN)
    logind.emit(PATH, MANAGER, "SessionNew", "so", "2", OWN)
    watched.wait(qtbot, "lost", ("found", OWN))
    logind.emit(PATH, MANAGER, "SessionNew", "so", "3", OTHER)
    logind.emit(PATH, MANAGER, "SessionRemoved", "so", "3", OTHER)
    logind.answers = {}
    logind.emit(PATH, MANAGER, "SessionRemoved", "so", "2", OWN)
    qtbot.waitUntil(lambda: watched.said[2:4] == ["lost", "lost"], timeout=LIMIT)
    assert not watched.session.path


def test_one_that_is_slow_at_the_login_is_asked_again_but_not_for_ever(
    qtbot: QtBot, logind: ScriptedService, line: BusClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bus_logind, "FIRST_RETRY_MS", 10)
    monkeypatch.setattr(bus_logind, "LAST_RETRY_MS", 40)
    logind.answers = {}
    watched = Watched(line)
    watched.wait(qtbot, *["lost"] * 4)
    assert not watched.session._again.isActive(), "no standing timer"
    logind.answers["GetSession"] = HANG
    watched.session.begin()
    qtbot.waitUntil(lambda: watched.said.count("lost") == 5, timeout=LIMIT)
    logind.answers["GetSession"] = Answer("o", OWN)
    qtbot.waitUntil(lambda: watched.said[5:] == [("found", OWN)], timeout=LIMIT)
    assert not watched.session._again.isActive()


@pytest.mark.complains("unexpected answer")
def test_what_it_tells_is_heard_from_its_own_path_alone(qtbot: QtBot, logind: ScriptedService, line: BusClient) -> None:
    watched = Watched(line)
    watched.wait(qtbot, ("found", OWN))
    for path in (OTHER, f"{PATH}/session/auto", PATH, OWN):
        logind.emit(path, SESSION, "Lock")
    logind.emit(OWN, SESSION, "Unlock")
    told = ({"IdleHint": ("b", True), "IdleSinceHint": ("t", 1 << 50)}, ["LockedHint"])
    logind.emit(OWN, PROPERTIES, "PropertiesChanged", "sa{sv}as", USER, *told)
    logind.emit(OTHER, PROPERTIES, "PropertiesChanged", "sa{sv}as", SESSION, *told)
    logind.emit(OWN, PROPERTIES, "PropertiesChanged", "sa{ss}as", SESSION, {"IdleHint": "nonsense"}, [])
    logind.emit(OWN, PROPERTIES, "PropertiesChanged", "s", SESSION)
    logind.emit(OWN, PROPERTIES, "PropertiesChanged", "sa{sv}as", SESSION, *told)
    news = {"LockedHint": None, "IdleHint": True, "IdleSinceHint": 1 << 50}
    watched.wait(qtbot, ("found", OWN), ("Lock", ()), news)


def test_it_is_found_again_when_logind_comes_back(qtbot: QtBot, logind: ScriptedService, line: BusClient) -> None:
    watched = Watched(line)
    watched.wait(qtbot, ("found", OWN))
    logind.stop()
    watched.wait(qtbot, ("found", OWN), "lost")
    assert watched.session.fault == f"nobody owns {NAME}"
    logind.answers["GetSession"] = Answer("o", OTHER)
    logind.start()
    watched.wait(qtbot, ("found", OWN), "lost", ("found", OTHER))
    logind.emit(OTHER, SESSION, "Lock")
    watched.wait(qtbot, ("found", OWN), "lost", ("found", OTHER), ("Lock", ()))


def test_an_answer_that_was_overtaken_is_not_taken(qtbot: QtBot, logind: ScriptedService, line: BusClient) -> None:
    watched = Watched(line)
    watched.wait(qtbot, ("found", OWN))
    logind.answers["GetSession"] = HANG
    watched.session.begin()
    qtbot.waitUntil(lambda: logind.asked("GetSession") == 2, timeout=LIMIT)
    logind.stop()
    qtbot.waitUntil(lambda: "lost" in watched.said, timeout=LIMIT)
    logind.answers["GetSession"] = Answer("o", OTHER)
    logind.start()
    qtbot.waitUntil(lambda: watched.said[-1] == ("found", OTHER), timeout=LIMIT)
    assert watched.said.count(("found", OTHER)) == 1


def test_one_that_was_closed_asks_and_says_nothing_more(qtbot: QtBot, logind: ScriptedService, line: BusClient) -> None:
    logind.answers = {}
    closed, witness = Watched(line), Watched(line)
    closed.wait(qtbot, "lost")
    closed.session.close()
    assert not closed.session._again.isActive()
    logind.answers["GetSession"] = Answer("o", OWN)
    logind.emit(PATH, MANAGER, "SessionNew", "so", "2", OWN)
    qtbot.waitUntil(lambda: ("found", OWN) in witness.said, timeout=LIMIT)
    assert closed.said == ["lost"]
