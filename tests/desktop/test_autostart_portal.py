"""Start at login from a sandbox: the portal, which asks the user and writes the entry, with real D-Bus messages."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QObject, QTimer
from pytestqt.qtbot import QtBot

from deskbreak.desktop.autostart.autostart import AutostartState, NotSwitched
from deskbreak.desktop.autostart.portal import PortalAutostart
from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from tests.desktop.services import Answer, PrivateBus, Reaction, Refusal, ScriptedService

PORTAL, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
REQUEST = "org.freedesktop.portal.Request"
HANDLE = f"{PATH}/request/1_5/deskbreak"


class Kept:
    """See ``LastAnswer``."""

    def __init__(self) -> None:
        self.starts: bool | None = None

    def told(self) -> bool:
        return bool(self.starts)

    def keep(self, *, starts: bool) -> None:
        self.starts = starts


@pytest.fixture
def bus(tmp_path: Path, qapp: object) -> Iterator[PrivateBus]:
    with PrivateBus(tmp_path) as bus:
        yield bus


@pytest.fixture
def portal(bus: PrivateBus) -> ScriptedService:
    return ScriptedService(bus, PORTAL)


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def autostart(bus: PrivateBus, kept: Kept) -> PortalAutostart:
    return PortalAutostart(lambda: BusClient(BusKind.SESSION), kept, ("--home", "/x y"))


def tell(portal: ScriptedService, response: int, path: str = HANDLE, **results: tuple[str, object]) -> None:
    portal.emit(path, REQUEST, "Response", "ua{sv}", response, results)


def answering(
    portal: ScriptedService, response: int, *, late: bool = True, **results: tuple[str, object]
) -> Callable[[tuple[Any, ...]], Reaction]:
    """Takes the request, and tells what became of it: after its reply, or before."""

    def taken(_body: tuple[Any, ...]) -> Reaction:
        if late:
            QTimer.singleShot(0, portal._loop, lambda: tell(portal, response, HANDLE, **results))
        else:
            tell(portal, response, HANDLE, **results)
        return Answer("o", HANDLE)

    return taken


@pytest.mark.parametrize("late", [True, False])
def test_on_and_off(portal: ScriptedService, autostart: PortalAutostart, kept: Kept, late: bool) -> None:
    assert autostart.status().state is AutostartState.OFF
    portal.answers["RequestBackground"] = answering(portal, 0, late=late, background=("b", True), autostart=("b", True))
    autostart.switch_on()
    assert (autostart.status().state, kept.starts) == (AutostartState.ON, True)
    portal.answers["RequestBackground"] = answering(
        portal, 0, late=late, background=("b", True), autostart=("b", False)
    )
    autostart.switch_off()
    assert (autostart.status().state, kept.starts) == (AutostartState.OFF, False)
    asked = [call.body for call in portal.calls if call.member == "RequestBackground"]
    assert [(parent, options["autostart"]) for parent, options in asked] == [("", ("b", True)), ("", ("b", False))]
    for _parent, options in asked:
        assert options["commandline"] == ("as", ["deskbreak", "--home", "/x y"])
        assert options["dbus-activatable"] == ("b", False)
        assert options["reason"][1]
    assert not autostart.mend()


def test_a_desktop_that_does_not_let_it_is_a_sentence(
    portal: ScriptedService, autostart: PortalAutostart, kept: Kept
) -> None:
    portal.answers["RequestBackground"] = answering(portal, 0, background=("b", True), autostart=("b", False))
    with pytest.raises(NotSwitched, match="does not let deskbreak start at login"):
        autostart.switch_on()
    assert kept.starts is False
    portal.answers["RequestBackground"] = answering(portal, 0, autostart=("b", True))
    with pytest.raises(NotSwitched, match="goes on starting"):
        autostart.switch_off()
    assert kept.starts is True


@pytest.mark.parametrize("response", [1, 2])
def test_what_the_user_does_not_want_stays_as_it_was(
    portal: ScriptedService, autostart: PortalAutostart, kept: Kept, response: int
) -> None:
    portal.answers["RequestBackground"] = answering(portal, response)
    with pytest.raises(NotSwitched, match="was told not to"):
        autostart.switch_on()
    assert kept.starts is None


def test_answers_to_others_are_not_ours(bus: PrivateBus, portal: ScriptedService, autostart: PortalAutostart) -> None:
    stranger = ScriptedService(bus, "")

    def taken(_body: tuple[Any, ...]) -> Reaction:
        tell(portal, 0, f"{PATH}/request/1_5/other", autostart=("b", False))
        tell(stranger, 0, HANDLE, autostart=("b", False))
        portal.emit(HANDLE, REQUEST, "Response", "u", 0)
        QTimer.singleShot(0, portal._loop, lambda: tell(portal, 0, HANDLE, autostart=("b", True)))
        return Answer("o", HANDLE)

    portal.answers["RequestBackground"] = taken
    autostart.switch_on()
    assert autostart.status().on


def test_one_who_switches_while_it_is_asked_is_told(portal: ScriptedService, autostart: PortalAutostart) -> None:
    told: list[str] = []

    def taken(_body: tuple[Any, ...]) -> Reaction:
        QTimer.singleShot(0, portal._loop, again)
        return Answer("o", HANDLE)

    def again() -> None:
        try:
            autostart.switch_off()
        except NotSwitched as error:
            told.append(str(error))
        tell(portal, 0, autostart=("b", True))

    portal.answers["RequestBackground"] = taken
    autostart.switch_on()
    assert told == ["The desktop is still being asked about that."]


@pytest.mark.bears("unexpected answer: s instead of o")
@pytest.mark.parametrize(
    ("reaction", "sentence"),
    [
        (Refusal("org.freedesktop.DBus.Error.UnknownMethod"), r"portal cannot be asked for that: .*UnknownMethod\."),
        (Answer("s", "x"), r"portal cannot be asked for that: unexpected answer"),
    ],
)
def test_an_old_or_odd_portal_is_a_sentence(
    portal: ScriptedService, autostart: PortalAutostart, kept: Kept, reaction: Reaction, sentence: str
) -> None:
    portal.answers["RequestBackground"] = reaction
    with pytest.raises(NotSwitched, match=sentence):
        autostart.switch_on()
    assert kept.starts is None


def test_a_desktop_without_a_portal_is_a_sentence(bus: PrivateBus, autostart: PortalAutostart) -> None:
    with pytest.raises(NotSwitched, match=r"be asked for that: org\.freedesktop\.DBus\.Error\.NameHasNoOwner"):
        autostart.switch_on()
    bus.stop()
    with pytest.raises(NotSwitched, match="cannot be asked for that"):
        autostart.switch_on()


@pytest.mark.complains("the session bus has gone")
def test_a_bus_that_goes_meanwhile_is_a_sentence(
    qtbot: QtBot, bus: PrivateBus, portal: ScriptedService, autostart: PortalAutostart
) -> None:
    def taken(_body: tuple[Any, ...]) -> Reaction:
        QTimer.singleShot(0, portal._loop, bus.stop)
        return Answer("o", HANDLE)

    portal.answers["RequestBackground"] = taken
    with pytest.raises(NotSwitched, match="has ended meanwhile"):
        autostart.switch_on()


def test_a_user_who_does_not_answer_is_not_waited_for_for_ever(
    portal: ScriptedService, autostart: PortalAutostart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deskbreak.desktop.autostart.portal.ANSWER_MS", 50)
    portal.answers["RequestBackground"] = Answer("o", HANDLE)
    with pytest.raises(NotSwitched, match="has not answered"):
        autostart.switch_on()


def test_who_quits_while_it_is_asked_changes_nothing(
    portal: ScriptedService, autostart: PortalAutostart, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then Qt ends every loop there is."""
    loops: list[QEventLoop] = []

    class Loop(QEventLoop):
        def __init__(self, parent: QObject) -> None:
            super().__init__(parent)
            loops.append(self)

    def taken(_body: tuple[Any, ...]) -> Reaction:
        QTimer.singleShot(0, portal._loop, loops[0].quit)
        return Answer("o", HANDLE)

    monkeypatch.setattr("deskbreak.desktop.autostart.portal.QEventLoop", Loop)
    portal.answers["RequestBackground"] = taken
    with pytest.raises(NotSwitched):
        autostart.switch_on()
    assert kept.starts is None
