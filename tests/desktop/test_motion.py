"""The wish for little motion, as each desktop tells it."""

import ctypes
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from jeepney import new_method_call
from pytestqt.qtbot import QtBot

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.motion.choice import open_motion
from deskbreak.desktop.motion.portal import PortalMotion
from deskbreak.desktop.motion.system import SystemMotion, macos_reduces, windows_reduces
from tests.desktop.services import HANG, Answer, Called, PrivateBus, Refusal, Script, ScriptedService, all_heard

LIMIT = 5_000
PORTAL, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SETTINGS, SIGNATURE = "org.freedesktop.portal.Settings", "a{sa{sv}}"
APPEARANCE, GNOME, KDE = "org.freedesktop.appearance", "org.gnome.desktop.interface", "org.kde.kdeglobals.KDE"


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[PrivateBus]:
    with PrivateBus(tmp_path) as bus:
        yield bus


@pytest.fixture
def portal(bus: PrivateBus) -> ScriptedService:
    return ScriptedService(bus, PORTAL)


@pytest.fixture
def session(bus: PrivateBus) -> BusClient:
    """Closed with the motion that has it."""
    return BusClient(BusKind.SESSION)


def opened(
    qtbot: QtBot, portal: ScriptedService, session: BusClient, answer: Script
) -> tuple[PortalMotion, list[bool]]:
    """One that has heard the answer, and what it said at each change."""
    portal.answers["ReadAll"] = answer
    motion = PortalMotion(session)
    told: list[bool] = []
    motion.changed.connect(lambda: told.append(motion.reduced))
    qtbot.waitUntil(lambda: portal.asked("ReadAll") == 1, timeout=LIMIT)
    all_heard(qtbot, session, portal)
    return motion, told


@pytest.mark.parametrize(
    ("settings", "reduced"),
    [
        ({APPEARANCE: {"reduced-motion": ("u", 1)}}, True),
        ({APPEARANCE: {"reduced-motion": ("u", 0), "contrast": ("u", 1)}}, False),
        ({GNOME: {"enable-animations": ("b", False)}}, True),
        ({GNOME: {"enable-animations": ("b", True)}}, False),
        ({GNOME: {"enable-animations": ("v", ("b", False))}}, True),
        ({KDE: {"AnimationDurationFactor": ("s", "0")}}, True),
        ({KDE: {"AnimationDurationFactor": ("d", 0.0)}}, True),
        ({KDE: {"AnimationDurationFactor": ("s", "0.5")}}, False),
        ({KDE: {"AnimationDurationFactor": ("s", "fast")}}, False),
        ({APPEARANCE: {"reduced-motion": ("u", 1)}, GNOME: {"enable-animations": ("b", True)}}, True),
        ({"org.example": {"reduced-motion": ("u", 1)}}, False),
    ],
)
def test_each_desktop_has_its_key(
    qtbot: QtBot, portal: ScriptedService, session: BusClient, settings: dict[str, object], reduced: bool
) -> None:
    motion, told = opened(qtbot, portal, session, Answer(SIGNATURE, settings))
    assert Called(PATH, SETTINGS, "ReadAll", ([APPEARANCE, GNOME, KDE],)) in portal.calls
    assert motion.reduced is reduced
    assert told == ([True] if reduced else [])
    motion.close()


@pytest.mark.parametrize(
    ("space", "key", "usual", "little"),
    [
        (APPEARANCE, "reduced-motion", ("u", 0), ("u", 1)),
        (GNOME, "enable-animations", ("b", True), ("b", False)),
        (KDE, "AnimationDurationFactor", ("s", "1"), ("s", "0")),
    ],
)
def test_a_change_is_told_once(
    qtbot: QtBot,
    portal: ScriptedService,
    session: BusClient,
    space: str,
    key: str,
    usual: tuple[str, object],
    little: tuple[str, object],
) -> None:
    motion, told = opened(qtbot, portal, session, Answer(SIGNATURE, {space: {key: usual}}))
    portal.emit(PATH, SETTINGS, "SettingChanged", "ssv", "org.example", key, little)
    portal.emit(PATH, SETTINGS, "SettingChanged", "ssv", space, "color", little)
    for value in (usual, little, little, usual):
        portal.emit(PATH, SETTINGS, "SettingChanged", "ssv", space, key, value)
    all_heard(qtbot, session, portal)
    assert told == [True, False]
    motion.close()


def test_a_portal_that_comes_late_is_asked(qtbot: QtBot, bus: PrivateBus) -> None:
    portal = ScriptedService(bus, PORTAL, running=False)
    portal.answers["ReadAll"] = Answer(SIGNATURE, {APPEARANCE: {"reduced-motion": ("u", 1)}})
    motion = PortalMotion(BusClient(BusKind.SESSION))
    wishes = [motion.reduced]
    with qtbot.waitSignal(motion.changed, timeout=LIMIT):
        portal.start()
    wishes.append(motion.reduced)
    portal.stop()
    assert wishes == [False, True]
    assert motion.reduced
    motion.close()


@pytest.mark.bears("unexpected answer")
@pytest.mark.parametrize(
    "ill", [HANG, Refusal("org.example.No"), Answer("s", "yes"), Answer(SIGNATURE, {}), Answer("a{ss}", {GNOME: "b"})]
)
def test_an_ill_portal_is_no_wish(qtbot: QtBot, portal: ScriptedService, session: BusClient, ill: Script) -> None:
    motion, told = opened(qtbot, portal, session, ill)
    replies: list[BusReply] = []
    portal.answers["Hang"] = HANG
    session.call(new_method_call(portal.at("/"), "Hang"), replies.append, returns="")
    qtbot.waitUntil(lambda: bool(replies), timeout=LIMIT)  # and so a question that hangs has come to nothing too
    portal.emit(PATH, SETTINGS, "SettingChanged", "s", "half of it")
    all_heard(qtbot, session, portal)
    assert not motion.reduced
    portal.emit(PATH, SETTINGS, "SettingChanged", "ssv", APPEARANCE, "reduced-motion", ("u", 1))
    all_heard(qtbot, session, portal)
    assert told == [True], "what it tells by itself is heard all the same"
    motion.close()


def test_without_a_bus_nobody_wants_less(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nowhere")
    motion = open_motion("linux")
    assert isinstance(motion, PortalMotion)
    assert not motion.reduced
    motion.close()


class User32:
    """Windows' answer, as documented: non-zero and the value where the pointer leads."""

    def __init__(self, answered: int, animated: int) -> None:
        self.answered, self.animated = answered, animated

    def SystemParametersInfoW(self, action: int, number: int, value: object, change: int) -> int:
        assert (action, number, change) == (0x1042, 0, 0)
        ctypes.cast(value, ctypes.POINTER(ctypes.c_int)).contents.value = self.animated  # type: ignore[arg-type]
        return self.answered


@pytest.mark.parametrize(("answered", "animated", "reduced"), [(1, 0, True), (1, 1, False), (0, 0, False)])
def test_windows(answered: int, animated: int, reduced: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    libraries = {"user32": User32(answered, animated)}
    monkeypatch.setattr(ctypes, "WinDLL", libraries.__getitem__, raising=False)
    assert windows_reduces() is reduced


@pytest.mark.parametrize(("answered", "reduced"), [(1, True), (0, False)])
def test_macos(answered: int, reduced: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = SimpleNamespace(accessibilityDisplayShouldReduceMotion=lambda: answered)
    appkit = SimpleNamespace(NSWorkspace=SimpleNamespace(sharedWorkspace=lambda: workspace))
    monkeypatch.setitem(sys.modules, "AppKit", appkit)
    assert macos_reduces() is reduced


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_the_systems_are_no_help(platform: str) -> None:
    motion = open_motion(platform)
    assert isinstance(motion, SystemMotion)
    assert motion.reduced is False
    motion.close()
