"""The wish for little motion, as each desktop tells it."""

import ctypes
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.motion.choice import open_motion
from deskbreak.desktop.motion.portal import APPEARANCE, GNOME, KDE, PATH, PORTAL, SETTINGS, PortalMotion
from deskbreak.desktop.motion.system import SystemMotion, macos_reduces, windows_reduces
from tests.desktop.services import HANG, Answer, PrivateBus, Refusal, Script, ScriptedService

LIMIT = 5_000
SIGNATURE = "a{sa{sv}}"


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[PrivateBus]:
    with PrivateBus(tmp_path) as bus:
        yield bus


@pytest.fixture
def portal(bus: PrivateBus) -> ScriptedService:
    return ScriptedService(bus, PORTAL)


def opened(qtbot: QtBot, portal: ScriptedService, answer: Script) -> PortalMotion:
    portal.answers["ReadAll"] = answer
    motion = PortalMotion(BusClient(BusKind.SESSION))
    qtbot.waitUntil(lambda: portal.asked("ReadAll") == 1, timeout=LIMIT)
    return motion


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
    qtbot: QtBot, portal: ScriptedService, settings: dict[str, object], reduced: bool
) -> None:
    motion = opened(qtbot, portal, Answer(SIGNATURE, settings))
    # A change of something known tells that the answer before it has been heard.
    portal.emit(PATH, SETTINGS, "SettingChanged", "ssv", "org.example", "color", ("s", "red"))
    portal.emit(PATH, SETTINGS, "SettingChanged", "ssv", KDE, "AnimationDurationFactor", ("s", "0"))
    if reduced:
        qtbot.waitUntil(lambda: motion.reduced, timeout=LIMIT)
    else:
        assert not motion.reduced
        with qtbot.waitSignal(motion.changed, timeout=LIMIT):
            pass
    motion.close()


def test_a_change_is_told_once(qtbot: QtBot, portal: ScriptedService) -> None:
    motion = opened(qtbot, portal, Answer(SIGNATURE, {GNOME: {"enable-animations": ("b", True)}}))
    told: list[bool] = []
    motion.changed.connect(lambda: told.append(motion.reduced))
    for value in (True, False, False, True):
        portal.emit(PATH, SETTINGS, "SettingChanged", "ssv", GNOME, "enable-animations", ("b", value))
    qtbot.waitUntil(lambda: told == [True, False], timeout=LIMIT)
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
def test_an_ill_portal_is_no_wish(qtbot: QtBot, portal: ScriptedService, ill: Script) -> None:
    motion = opened(qtbot, portal, ill)
    portal.emit(PATH, SETTINGS, "SettingChanged", "s", "half of it")
    portal.emit(PATH, SETTINGS, "SettingChanged", "ssv", APPEARANCE, "reduced-motion", ("u", 1))
    qtbot.waitUntil(lambda: motion.reduced, timeout=LIMIT)  # what it tells by itself is heard all the same
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


class Workspace:
    def accessibilityDisplayShouldReduceMotion(self) -> int:
        return 1


def test_macos(monkeypatch: pytest.MonkeyPatch) -> None:
    appkit = SimpleNamespace(NSWorkspace=SimpleNamespace(sharedWorkspace=Workspace))
    monkeypatch.setitem(sys.modules, "AppKit", appkit)
    assert macos_reduces() is True


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_the_systems_are_no_help(platform: str) -> None:
    motion = open_motion(platform)
    assert isinstance(motion, SystemMotion)
    assert motion.reduced is False
    motion.close()
