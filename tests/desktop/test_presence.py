"""Watches of input, without a display server: counters that are asked, several watches as one, who is chosen."""

import ctypes
import logging
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.presence import choice
from deskbreak.desktop.presence.choice import MAKERS, ORDER, Maker, open_input_watch
from deskbreak.desktop.presence.first import FirstKnown
from deskbreak.desktop.presence.macos import MacIdle
from deskbreak.desktop.presence.polled import PolledWatch
from deskbreak.desktop.presence.source import NOT_ASKED, InputWatch, NullWatch
from deskbreak.desktop.presence.win32 import WindowsIdle
from deskbreak.desktop.sense import NoSense
from deskbreak.settings.declared import IDLE_SOURCES
from tests.desktop.heard import Heard
from tests.desktop.ticks import HandTicks


class Hand:
    """A counter whose value the test gives it; how often it was asked."""

    name = "hand"

    def __init__(self) -> None:
        self.idle: int | None = 0
        self.asked = 0
        self.closed = False

    def idle_ms(self) -> int | None:
        self.asked += 1
        return self.idle

    def close(self) -> None:
        self.closed = True


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has stopped is asked after again and again, to see the return."""
    monkeypatch.setattr("deskbreak.desktop.presence.polled.RETURN_MS", 20)


def polled(qtbot: QtBot, *spans: int) -> tuple[PolledWatch, Hand, Heard]:
    counter = Hand()
    watch = PolledWatch(counter)
    heard = Heard(watch)
    watch.watch(frozenset(spans))
    if spans:
        qtbot.waitUntil(lambda: counter.asked > 0)
    return watch, counter, heard


def test_a_counter_is_asked_when_a_span_may_have_passed(qtbot: QtBot) -> None:
    watch, counter, heard = polled(qtbot, 100, 10_000)
    assert watch.name == "hand"
    counter.idle = 70  # there was input meanwhile: 30 ms are left
    qtbot.waitUntil(lambda: counter.asked == 2)
    assert heard == []
    counter.idle = 130
    qtbot.waitUntil(lambda: heard == ["stopped"])
    assert heard.idles == [130]
    counter.idle = 10_020
    qtbot.waitUntil(lambda: heard == ["stopped", "stopped"])
    counter.idle = 5
    qtbot.waitUntil(lambda: heard == ["stopped", "stopped", "resumed"])
    counter.idle = 104
    qtbot.waitUntil(lambda: heard == ["stopped", "stopped", "resumed", "stopped"])
    watch.close()
    assert counter.closed


def test_input_is_seen_though_there_was_none_again_for_a_span_since(qtbot: QtBot) -> None:
    _watch, counter, heard = polled(qtbot, 100)
    counter.idle = 90_000
    qtbot.waitUntil(lambda: heard == ["stopped"])
    counter.idle = 150
    qtbot.waitUntil(lambda: heard == ["stopped", "resumed", "stopped"])


def test_nobody_is_asked_while_nothing_is_watched(qtbot: QtBot) -> None:
    watch, counter, _heard = polled(qtbot, 50)
    watch.watch(frozenset())
    asked = counter.asked
    marker, other, _told = polled(qtbot, 50)
    other.idle = 60
    qtbot.waitUntil(lambda: other.asked > 3)
    assert counter.asked == asked
    marker.close()
    watch.close()


def test_spans_that_change_while_idle_are_told_once(qtbot: QtBot) -> None:
    watch, counter, heard = polled(qtbot, 100)
    counter.idle = 200
    qtbot.waitUntil(lambda: heard == ["stopped"])
    watch.watch(frozenset({100, 150}))
    assert heard == ["stopped"], "not from within the call"
    qtbot.waitUntil(lambda: heard == ["stopped", "stopped"])
    watch.watch(frozenset({100}))
    watch.watch(frozenset({100, 150}))
    asked = counter.asked
    qtbot.waitUntil(lambda: counter.asked > asked + 2)
    assert heard == ["stopped", "stopped"]
    watch.close()


def test_a_counter_without_an_answer_is_unknown_and_asked_again(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    watch, counter, heard = polled(qtbot, 50)
    counter.idle = None
    qtbot.waitUntil(lambda: heard == ["changed"])
    assert watch.fault
    assert watch.idle_ms() is None
    counter.idle = 70
    watch.watch(frozenset({50, 60}))
    qtbot.waitUntil(lambda: heard == ["changed", "changed", "stopped"])
    assert watch.known
    assert caplog.text.count("no answer") == 1
    watch.close()


@pytest.mark.parametrize("word", ["stopped", "resumed", "changed"])
def test_whoever_hears_of_it_may_close_it(qtbot: QtBot, word: str) -> None:
    watch, counter, heard = polled(qtbot, 50)
    counter.idle = 300
    qtbot.waitUntil(lambda: heard == ["stopped"])
    heard.clear()
    {"stopped": watch.stopped, "resumed": watch.resumed, "changed": watch.changed}[word].connect(watch.close)
    counter.idle = None if word == "changed" else 100  # input, and a pause since
    qtbot.waitUntil(lambda: counter.closed)
    assert heard == {"stopped": ["resumed", "stopped"], "resumed": ["resumed"], "changed": ["changed"]}[word]


def test_a_counter_of_a_year_is_no_trouble(qtbot: QtBot) -> None:
    watch, counter, heard = polled(qtbot, 50, 1 << 50)
    counter.idle = 365 * 86_400_000
    qtbot.waitUntil(lambda: heard == ["stopped"])
    watch.close()


def test_windows_counters_may_begin_anew_in_between() -> None:
    def last_input(info: Any) -> int:
        info._obj.time = 0xFFFFFF00
        assert info._obj.size == 8
        return 1

    libraries = SimpleNamespace(
        user32=SimpleNamespace(GetLastInputInfo=last_input), kernel32=SimpleNamespace(GetTickCount=lambda: 0x100)
    )
    assert WindowsIdle(libraries).idle_ms() == 0x200
    libraries.user32.GetLastInputInfo = lambda _info: 0
    assert WindowsIdle(libraries).idle_ms() is None


@pytest.mark.parametrize(
    ("seconds", "idle"), [(1.5, 1500), (0.0, 0), (-1.0, None), (float("inf"), None), (float("nan"), None)]
)
def test_macos_tells_seconds(seconds: float, idle: int | None) -> None:
    asked: list[tuple[int, int]] = []

    def since(state: int, kind: int) -> float:
        asked.append((state, kind))
        return seconds

    # A function of C, so that the types given to it count.
    c_since = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_int32, ctypes.c_uint32)(since)
    source = MacIdle(SimpleNamespace(CGEventSourceSecondsSinceLastEventType=c_since))
    assert source.idle_ms() == idle
    assert asked == [(1, 0xFFFFFFFF)]
    source.close()


@pytest.mark.parametrize(("source", "why"), [("windows", "not Windows"), ("macos", "not macOS")])
def test_elsewhere_they_say_that_they_are_elsewhere(
    lines: tuple[BusClient, BusClient], source: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(ctypes, "windll", raising=False)
    monkeypatch.setattr("ctypes.util.find_library", lambda _name: None)
    with pytest.raises(NoSense, match=why):
        MAKERS[source](*lines, HandTicks())


class Scripted(InputWatch):
    """Knows what the test tells it."""

    def __init__(self, name: str, fault: str = NOT_ASKED) -> None:
        super().__init__()
        self.name = name
        self.fault = fault
        self.idle = 0
        self.asked = 0
        self.spans: frozenset[int] | None = None
        self.closed = False

    def know(self, fault: str = "") -> None:
        self.fault = fault
        self.changed.emit()

    def watch(self, spans: frozenset[int]) -> None:
        self.spans = spans

    def idle_ms(self) -> int | None:
        self.asked += 1
        return self.idle if self.known else None

    def close(self) -> None:
        self.closed = True


def test_the_first_that_knows_is_used_and_another_when_it_goes(qtbot: QtBot) -> None:
    good, poor = Scripted("good"), Scripted("poor")
    both = FirstKnown([good, poor])
    heard = Heard(both)
    both.watch(frozenset({5}))
    assert (both.known, both.idle_ms(), both.fault) == (False, None, NOT_ASKED)
    poor.idle = 7
    poor.know()
    assert (both.name, both.known, both.idle_ms()) == ("poor", True, 7)
    assert heard == ["changed"]
    assert poor.spans == frozenset({5})
    assert good.asked == 2, "it may be back"
    good.know()
    assert (both.name, heard, both.idle_ms()) == ("good", ["changed", "changed"], 0)
    assert (good.spans, poor.spans) == (frozenset({5}), frozenset())
    poor.stopped.emit()
    poor.resumed.emit()
    poor.know("gone")
    assert heard == ["changed", "changed"], "what is not in use is not heard"
    good.stopped.emit()
    good.resumed.emit()
    good.know("gone too")
    assert heard == ["changed", "changed", "stopped", "resumed", "changed"]
    assert (both.known, both.idle_ms(), both.fault) == (False, None, "gone too; gone")
    both.close()
    assert good.closed
    assert poor.closed
    good.know()
    assert len(heard) == 5


def test_a_choice_that_does_not_work_is_told_once_that_is_known(qtbot: QtBot) -> None:
    wanted, other = Scripted("wanted"), Scripted("other", fault="")
    both = FirstKnown([wanted, other], "wanted")
    assert (both.name, both.notice) == ("other", ""), "it may still come"
    wanted.know("not on the bus")
    assert "wanted" in both.notice
    assert "other" in both.notice
    wanted.know()
    assert (both.name, both.notice) == ("wanted", "")
    assert FirstKnown([other]).notice == ""
    assert "x11" in FirstKnown([other], "x11").notice


@pytest.fixture
def lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[BusClient, BusClient]:
    """No bus at all."""
    for name in ("SESSION", "SYSTEM"):
        monkeypatch.setenv(f"DBUS_{name}_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    return BusClient(BusKind.SESSION), BusClient(BusKind.SYSTEM)


def makers(**watches: InputWatch | None) -> Mapping[str, Maker]:
    def maker(watch: InputWatch | None) -> Maker:
        def make(_session: BusClient, _system: BusClient, _ticks: object) -> InputWatch:
            if watch is None:
                raise NoSense("not here")
            return watch

        return make

    return {name: maker(watch) for name, watch in watches.items()}


@pytest.mark.complains("nobody to ask on offscreen")
def test_the_platform_decides_and_the_first_that_knows_at_once_is_taken(
    lines: tuple[BusClient, BusClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    x11, mutter, logind = Scripted("x11", fault=""), Scripted("mutter"), Scripted("logind")
    monkeypatch.setattr(
        choice, "MAKERS", makers(x11=x11, xscreensaver=None, wayland=None, mutter=mutter, logind=logind)
    )
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert open_input_watch("xcb", "auto", *lines, HandTicks()) is x11
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    for name in ("wayland", "wayland-egl", "xcb"):  # Xwayland sees only what X windows are given
        watch = open_input_watch(name, "auto", *lines, HandTicks())
        assert [part.name for part in watch.parts] == ["wayland", "mutter", "logind"]
        assert watch.parts[0].fault == "not here"
        assert watch.parts[1:] == (mutter, logind)
        assert (watch.known, watch.notice) == (False, "")
    assert isinstance(open_input_watch("offscreen", "auto", *lines, HandTicks()), NullWatch)


def test_a_choice_goes_first_and_what_there_is_else_after_it(
    lines: tuple[BusClient, BusClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    x11, mutter = Scripted("x11", fault=""), Scripted("mutter")
    monkeypatch.setattr(choice, "MAKERS", makers(x11=x11, mutter=mutter, wayland=None, xscreensaver=None))
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    watch = open_input_watch("xcb", "mutter", *lines, HandTicks())
    assert watch.parts == (mutter, x11)
    assert watch.name == "x11"
    assert open_input_watch("xcb", "x11", *lines, HandTicks()) is x11
    fallen_back = open_input_watch("xcb", "wayland", *lines, HandTicks())
    assert (fallen_back.name, fallen_back.known) == ("x11", True)
    assert "wayland" in fallen_back.notice
    none = open_input_watch("xcb", "none", *lines, HandTicks())
    assert (none.name, none.known, none.idle_ms()) == ("none", False, None)
    none.watch(frozenset({1}))
    none.close()


def test_where_nobody_can_tell_it_is_said_why(
    lines: tuple[BusClient, BusClient], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choice, "MAKERS", makers(macos=None))
    watch = open_input_watch("cocoa", "auto", *lines, HandTicks())
    assert (watch.name, watch.fault, watch.notice) == ("macos", "not here", "")
    assert "everybody counts as present" in caplog.text


@pytest.mark.usefixtures("qapp")
def test_without_pywayland_it_is_said_how_to_get_it(
    lines: tuple[BusClient, BusClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "deskbreak.desktop.presence.wayland", None)
    watch = open_input_watch("wayland", "auto", *lines, HandTicks())
    assert "deskbreak[wayland]" in watch.parts[0].fault


def test_every_source_of_the_settings_has_a_maker() -> None:
    assert set(MAKERS) == set(IDLE_SOURCES) - {"auto", "none"}
    assert {name for order in ORDER.values() for name in order} == set(MAKERS)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("wish", [name for name in IDLE_SOURCES if name != "none"])
def test_no_choice_does_any_harm_where_there_is_nothing(
    lines: tuple[BusClient, BusClient], wish: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("WAYLAND_DISPLAY", "/nowhere/wayland-0")
    watch = open_input_watch("xcb", wish, *lines, HandTicks())
    assert not watch.known
    assert watch.idle_ms() is None
    watch.watch(frozenset({20_000}))
    watch.close()
