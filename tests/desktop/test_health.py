"""Who shows notifications and tray icons: asked once, whatever those who are asked do."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jeepney import MessageFlag
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.health import tray
from deskbreak.desktop.health.daemon import Daemon, DaemonQuestion
from deskbreak.desktop.health.tray import TrayHost, TrayQuestion
from tests.desktop.services import HANG, Answer, PrivateBus, Reaction, Refusal, ScriptedService

LIMIT = 5_000
INFORMATION = Answer("ssss", "dunst", "knopwob", "1.9", "1.2")
CAPABILITIES = Answer("as", ["body", "actions"])
WATCHER = "org.kde.StatusNotifierWatcher"


@pytest.fixture
def bus(qtbot: QtBot, tmp_path: Path) -> Iterator[PrivateBus]:
    with PrivateBus(tmp_path) as bus:
        yield bus


@pytest.fixture
def line(bus: PrivateBus) -> Iterator[BusClient]:
    line = BusClient(BusKind.SESSION)
    yield line
    line.close()


def asked(qtbot: QtBot, ask: Callable[[Callable[[object], None]], QObject]) -> object:
    answers: list[object] = []
    question = ask(answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=LIMIT)
    question.deleteLater()
    (answer,) = answers
    return answer


def daemon(qtbot: QtBot, line: BusClient) -> object:
    return asked(qtbot, lambda then: DaemonQuestion(line, then))


def host(qtbot: QtBot, line: BusClient, platform: str = "wayland") -> object:
    return asked(qtbot, lambda then: TrayQuestion(line, platform, then))


def test_a_daemon_says_who_it_is_and_what_it_can(qtbot: QtBot, bus: PrivateBus, line: BusClient) -> None:
    service = ScriptedService(bus, "org.freedesktop.Notifications")
    service.answers |= {"GetServerInformation": INFORMATION, "GetCapabilities": CAPABILITIES}
    answer = daemon(qtbot, line)
    assert answer == Daemon("dunst", "knopwob", "1.9", ("body", "actions"))
    assert isinstance(answer, Daemon)
    assert answer.actions
    assert all(flags & MessageFlag.no_auto_start for flags in service.flags), "nobody is started for being asked"


def test_no_daemon(qtbot: QtBot, line: BusClient) -> None:
    answer = daemon(qtbot, line)
    assert isinstance(answer, Daemon)
    assert "org.freedesktop.DBus.Error" in answer.fault
    assert not answer.actions


@pytest.mark.bears("unexpected answer")
@pytest.mark.parametrize("member", ["GetServerInformation", "GetCapabilities"])
@pytest.mark.parametrize(
    ("reaction", "fault"),
    [
        (HANG, "no answer in time"),
        (Refusal(), "org.freedesktop.DBus.Error.Failed"),
        (Answer("i", 5), "unexpected answer"),
        (Answer("ai", [5]), "unexpected answer"),
        (Answer(), "unexpected answer"),
    ],
)
def test_a_daemon_that_is_ill(
    qtbot: QtBot, bus: PrivateBus, line: BusClient, member: str, reaction: Reaction, fault: str
) -> None:
    service = ScriptedService(bus, "org.freedesktop.Notifications")
    service.answers |= {"GetServerInformation": INFORMATION, "GetCapabilities": CAPABILITIES, member: reaction}
    answer = daemon(qtbot, line)
    assert isinstance(answer, Daemon)
    assert fault in answer.fault


def test_no_bus_at_all(qtbot: QtBot, line: BusClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    answer, tray_host = daemon(qtbot, line), host(qtbot, line)
    assert isinstance(answer, Daemon)
    assert isinstance(tray_host, TrayHost)
    assert "/nowhere" in answer.fault
    assert (tray_host.kind, "/nowhere" in tray_host.fault) == ("", True)


@pytest.mark.bears("unexpected answer")
@pytest.mark.parametrize(
    ("reaction", "answer"),
    [
        (Answer("v", ("b", True)), TrayHost("status-notifier")),
        (Answer("v", ("b", False)), TrayHost("", "a watcher without a host")),
        (HANG, TrayHost("", "no answer in time")),
        (Refusal(), TrayHost("", "org.freedesktop.DBus.Error.Failed")),
        (Answer("s", "yes"), TrayHost("", "unexpected answer: s instead of v")),
    ],
)
def test_a_watcher_and_its_host(
    qtbot: QtBot, bus: PrivateBus, line: BusClient, reaction: Reaction, answer: TrayHost
) -> None:
    ScriptedService(bus, WATCHER).answers["Get"] = reaction
    assert host(qtbot, line) == answer


def test_the_tray_of_x11_counts_under_x11_alone(qtbot: QtBot, line: BusClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tray, "_x11_tray", lambda: True)
    assert host(qtbot, line, "xcb") == TrayHost("xembed")
    answer = host(qtbot, line, "wayland")
    assert isinstance(answer, TrayHost)
    assert answer.kind == ""


def test_no_x_server_has_no_tray(qtbot: QtBot, line: BusClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    answer = host(qtbot, line, "xcb")
    assert isinstance(answer, TrayHost)
    assert answer.kind == ""


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_have_a_tray(line: BusClient, monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(tray.sys, "platform", platform)  # type: ignore[attr-defined]
    answers: list[TrayHost] = []
    TrayQuestion(line, platform, answers.append)
    assert answers == [TrayHost("native")]
