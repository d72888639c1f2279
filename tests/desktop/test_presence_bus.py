"""Input as Mutter and logind tell it, on a private bus: late, dying, hanging, refusing, talking nonsense."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, new_method_call
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.bus.logind import SESSION
from deskbreak.desktop.bus.reply import BusReply
from deskbreak.desktop.presence.choice import open_input_watch
from deskbreak.desktop.presence.logind import LogindWatch
from deskbreak.desktop.presence.mutter import NAME, PATH, MutterWatch
from deskbreak.desktop.presence.source import NOT_ASKED
from tests.desktop.heard import Heard
from tests.desktop.services import HANG, Answer, PrivateBus, Refusal, Script, ScriptedService, all_heard
from tests.desktop.ticks import HandTicks

PAUSE, AWAY = 20_000, 180_000
BOTH = frozenset({PAUSE, AWAY})
LOGIND = "org.freedesktop.login1"
OURS = "/org/freedesktop/login1/session/_32"

SICK: dict[str, tuple[Script, str]] = {
    "hanging": (HANG, "no answer in time"),
    "refusing": (Refusal(), "org.freedesktop.DBus.Error.Failed"),
    "a text": (Answer("s", "soon"), "unexpected answer"),
    "nothing": (Answer(), "unexpected answer"),
    "too much": (Answer("uu", 1, 2), "unexpected answer"),
    "a truth": (Answer("b", True), "unexpected answer"),
    "less than nothing": (Answer("x", -1), "unexpected answer"),
    "more than there is": (Answer("t", (1 << 64) - 1), "answer"),
}


class Mutter(ScriptedService):
    """Its idle monitor, as far as one can tell it from outside."""

    def __init__(self, bus: PrivateBus, *, running: bool = True) -> None:
        self.idle = 0
        self.watches: dict[int, int | None] = {}
        """Number to span; ``None``: waits for input."""
        self._numbers = itertools.count(1)
        super().__init__(bus, NAME, running=running)
        self.answers |= {
            "GetIdletime": lambda _body: Answer("t", self.idle),
            "AddIdleWatch": lambda body: self._add(body[0]),
            "AddUserActiveWatch": lambda _body: self._add(None),
            "RemoveWatch": self._remove,
        }

    def start(self) -> None:
        self.watches = {}
        super().start()

    def pause(self, ms: int) -> None:
        """So long is it now since there was input."""
        before, self.idle = self.idle, ms
        for number, span in sorted(self.watches.items()):
            if span is not None and before < span <= ms:
                self.fire(number)

    def touch(self) -> None:
        self.idle = 0
        for number in [number for number, span in self.watches.items() if span is None]:
            del self.watches[number]
            self.fire(number)

    def fire(self, *number: object, signature: str = "u") -> None:
        self.emit(PATH, NAME, "WatchFired", signature, *number)

    @property
    def spans(self) -> list[int]:
        return sorted(span for span in self.watches.values() if span is not None)

    @property
    def waits_for_input(self) -> int:
        return list(self.watches.values()).count(None)

    def _add(self, span: int | None) -> Answer:
        number = next(self._numbers)
        self.watches[number] = span
        if span is not None and span <= self.idle:  # its timer is due at once, after what else was asked
            QTimer.singleShot(0, self._loop, lambda: self._fire_late(number, span))
        return Answer("u", number)

    def _fire_late(self, number: int, span: int) -> None:
        if number in self.watches and span <= self.idle:
            self.fire(number)

    def _remove(self, body: tuple[Any, ...]) -> Answer:
        self.watches.pop(body[0], None)
        return Answer()


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[PrivateBus]:
    with PrivateBus(tmp_path) as bus:
        yield bus


@pytest.fixture
def session(bus: PrivateBus) -> Iterator[BusClient]:
    line = BusClient(BusKind.SESSION)
    yield line
    line.close()


@pytest.fixture
def ticks() -> HandTicks:
    return HandTicks()


def nothing_in_time(qtbot: QtBot, line: BusClient, service: ScriptedService) -> None:
    """Wait until a question that it is asked now has had no answer in time."""
    replies: list[BusReply] = []
    line.call(new_method_call(service.at("/"), "Marker"), replies.append, returns="")
    qtbot.waitUntil(lambda: bool(replies))
    assert replies[0].late


def goes(qtbot: QtBot, mutter: Mutter, heard: Heard, ms: int) -> None:
    """There has been no input for ``ms``: that is told, and Mutter is asked to tell of the return."""
    mutter.pause(ms)
    qtbot.waitUntil(lambda: heard == ["changed", "stopped"])
    qtbot.waitUntil(lambda: mutter.waits_for_input == 1)


def mutter_watch(session: BusClient, ticks: HandTicks, *spans: int) -> tuple[MutterWatch, Heard]:
    watch = MutterWatch(session, ticks)
    heard = Heard(watch)
    watch.watch(frozenset(spans))
    return watch, heard


def test_mutter_tells_each_span_once_and_then_the_input(
    qtbot: QtBot, bus: PrivateBus, session: BusClient, ticks: HandTicks
) -> None:
    mutter = Mutter(bus)
    watch, heard = mutter_watch(session, ticks, *BOTH)
    assert (watch.known, watch.idle_ms(), watch.fault) == (False, None, NOT_ASKED)
    qtbot.waitUntil(lambda: heard == ["changed"])
    qtbot.waitUntil(lambda: mutter.spans == [PAUSE, AWAY])
    assert watch.idle_ms() == 0
    for _ in range(2):
        heard.clear()
        heard.idles.clear()
        mutter.pause(PAUSE)
        qtbot.waitUntil(lambda: heard == ["stopped"])
        qtbot.waitUntil(lambda: mutter.waits_for_input == 1)
        ticks.run(160_000)
        assert watch.idle_ms() == AWAY
        mutter.pause(AWAY)
        qtbot.waitUntil(lambda: heard == ["stopped", "stopped"])
        assert heard.idles == [PAUSE, AWAY]
        ticks.run(3_600_000)
        assert watch.idle_ms() == AWAY + 3_600_000
        ticks.sleep(10 * 3_600_000)
        assert watch.idle_ms() == AWAY + 3_600_000, "X11's counter stands still too while the machine sleeps"
        mutter.touch()
        qtbot.waitUntil(lambda: heard == ["stopped", "stopped", "resumed"])
        assert watch.idle_ms() == 0
        assert mutter.waits_for_input == 0
    watch.close()
    qtbot.waitUntil(lambda: not mutter.watches)


def test_nothing_is_asked_of_mutter_while_somebody_types(
    qtbot: QtBot, bus: PrivateBus, session: BusClient, ticks: HandTicks
) -> None:
    mutter = Mutter(bus)
    watch, heard = mutter_watch(session, ticks, PAUSE)
    qtbot.waitUntil(lambda: watch.known and mutter.spans == [PAUSE])
    all_heard(qtbot, session, mutter)
    mutter.calls.clear()
    for _ in range(50):
        mutter.pause(PAUSE - 1)
        mutter.touch()
        watch.idle_ms()
        watch.watch(frozenset({PAUSE}))
    all_heard(qtbot, session, mutter)
    assert [call.member for call in mutter.calls] == ["Marker"], "which is the test's own"
    mutter.calls.clear()
    mutter.pause(PAUSE)
    qtbot.waitUntil(lambda: "stopped" in heard and mutter.asked("GetIdletime") > 0)
    for _ in range(2):  # what is asked after an answer, too
        all_heard(qtbot, session, mutter)
    assert [call.member for call in mutter.calls if call.member != "Marker"] == ["AddUserActiveWatch", "GetIdletime"]
    watch.close()


def test_spans_of_mutter_may_change_while_there_is_no_input(
    qtbot: QtBot, bus: PrivateBus, session: BusClient, ticks: HandTicks
) -> None:
    mutter = Mutter(bus)
    watch, heard = mutter_watch(session, ticks, AWAY)
    qtbot.waitUntil(lambda: watch.known)
    mutter.pause(50_000)
    watch.watch(BOTH)
    qtbot.waitUntil(lambda: heard == ["changed", "stopped"])
    qtbot.waitUntil(lambda: watch.idle_ms() == 50_000)  # as Mutter says; a watch that fires before tells of the span
    watch.watch(frozenset({AWAY}))
    qtbot.waitUntil(lambda: mutter.spans == [AWAY])
    watch.watch(BOTH)
    qtbot.waitUntil(lambda: mutter.spans == [PAUSE, AWAY])
    watch.watch(frozenset())
    qtbot.waitUntil(lambda: mutter.spans == [])
    assert mutter.waits_for_input == 1
    mutter.touch()
    qtbot.waitUntil(lambda: heard == ["changed", "stopped", "resumed"])
    watch.close()


def test_a_span_that_is_dropped_before_mutter_has_answered_leaves_nothing_behind(
    qtbot: QtBot, bus: PrivateBus, session: BusClient, ticks: HandTicks
) -> None:
    mutter = Mutter(bus)
    watch, _heard = mutter_watch(session, ticks)
    qtbot.waitUntil(lambda: watch.known)
    watch.watch(BOTH)
    watch.watch(frozenset({AWAY}))
    qtbot.waitUntil(lambda: mutter.asked("RemoveWatch") == 1)
    assert mutter.spans == [AWAY]
    watch.close()


def test_input_is_not_missed_that_came_before_mutter_was_asked_to_tell_of_it(
    qtbot: QtBot, bus: PrivateBus, session: BusClient, ticks: HandTicks
) -> None:
    mutter = Mutter(bus)
    watch, heard = mutter_watch(session, ticks, PAUSE)
    qtbot.waitUntil(lambda: watch.known and mutter.spans == [PAUSE])
    all_heard(qtbot, session, mutter)
    mutter.pause(PAUSE)
    mutter.touch()  # nobody waits for it yet
    qtbot.waitUntil(lambda: heard == ["changed", "stopped", "resumed"])
    qtbot.waitUntil(lambda: mutter.waits_for_input == 0)
    assert watch.idle_ms() == 0
    mutter.pause(PAUSE)
    mutter.touch()
    mutter.pause(PAUSE)
    qtbot.waitUntil(lambda: heard[3:] == ["stopped", "resumed", "stopped"])
    watch.close()


def test_a_pause_that_is_known_by_asking_is_no_input_when_mutter_tells_it_too(
    qtbot: QtBot, bus: PrivateBus, session: BusClient, ticks: HandTicks
) -> None:
    """Its timer and our question may come to it in the same moment."""
    mutter = Mutter(bus)
    watch, heard = mutter_watch(session, ticks, *BOTH)
    qtbot.waitUntil(lambda: watch.known and mutter.spans == [PAUSE, AWAY])
    goes(qtbot, mutter, heard, PAUSE)
    mutter.idle = AWAY
    watch.watch(BOTH | {AWAY - 1})  # something new, so that it is asked
    qtbot.waitUntil(lambda: watch.idle_ms() == AWAY)
    for number in [number for number, span in mutter.watches.items() if span == AWAY]:
        mutter.fire(number)
    asked = mutter.asked("GetIdletime")
    watch.watch(BOTH)
    watch.watch(BOTH | {AWAY - 2})
    qtbot.waitUntil(lambda: mutter.asked("GetIdletime") > asked)
    qtbot.waitUntil(lambda: mutter.spans == [PAUSE, AWAY - 2, AWAY])
    mutter.touch()
    qtbot.waitUntil(lambda: heard[-1:] == ["resumed"])
    assert heard.count("resumed") == 1
    watch.close()


def test_a_pause_that_is_told_again_when_an_inhibitor_ends_is_no_input(
    qtbot: QtBot, bus: PrivateBus, session: BusClient, ticks: HandTicks
) -> None:
    mutter = Mutter(bus)
    watch, heard = mutter_watch(session, ticks, *BOTH)
    qtbot.waitUntil(lambda: watch.known and mutter.spans == [PAUSE, AWAY])
    mutter.pause(AWAY)
    qtbot.waitUntil(lambda: heard[-1:] == ["stopped"])
    qtbot.waitUntil(lambda: mutter.waits_for_input == 1)
    asked = mutter.asked("GetIdletime")
    qtbot.waitUntil(lambda: bool(watch._active))
    for number, span in mutter.watches.items():
        if span is not None:
            mutter.fire(number)
    watch.watch(frozenset({PAUSE}))
    qtbot.waitUntil(lambda: mutter.asked("RemoveWatch") == 1)
    watch.watch(BOTH)
    qtbot.waitUntil(lambda: mutter.asked("GetIdletime") > asked)
    mutter.touch()
    qtbot.waitUntil(lambda: heard[-1:] == ["resumed"])
    assert heard.count("resumed") == 1
    watch.close()


def test_a_mutter_that_is_late_for_once_does_not_end_an_absence(
    qtbot: QtBot, bus: PrivateBus, session: BusClient, ticks: HandTicks
) -> None:
    mutter = Mutter(bus)
    watch, heard = mutter_watch(session, ticks, AWAY)
    qtbot.waitUntil(lambda: watch.known and mutter.spans == [AWAY])
    goes(qtbot, mutter, heard, AWAY)
    mutter.hang()
    watch.watch(BOTH)
    nothing_in_time(qtbot, session, mutter)
    assert (watch.known, watch.idle_ms()) == (True, AWAY)
    mutter.wake()
    qtbot.waitUntil(lambda: mutter.spans == [PAUSE, AWAY])
    mutter.touch()
    qtbot.waitUntil(lambda: heard[-1:] == ["resumed"])
    assert (heard.count("changed"), heard.count("resumed")) == (1, 1)
    watch.close()


def test_mutter_may_come_late_die_and_come_back(
    qtbot: QtBot, bus: PrivateBus, session: BusClient, ticks: HandTicks
) -> None:
    mutter = Mutter(bus, running=False)
    watch, heard = mutter_watch(session, ticks, *BOTH)
    qtbot.waitUntil(lambda: "not on the session bus" in watch.fault)
    for life in range(2):
        heard.clear()
        mutter.idle = 0
        mutter.start()
        qtbot.waitUntil(lambda: heard == ["changed"] and mutter.spans == [PAUSE, AWAY])
        mutter.pause(PAUSE)
        qtbot.waitUntil(lambda: heard == ["changed", "stopped"])
        qtbot.waitUntil(lambda: mutter.waits_for_input == 1)
        mutter.stop()
        qtbot.waitUntil(lambda: heard == ["changed", "stopped", "changed"])
        assert watch.idle_ms() is None, life
    watch.close()


def test_mutter_may_begin_in_the_middle_of_a_pause(
    qtbot: QtBot, bus: PrivateBus, session: BusClient, ticks: HandTicks
) -> None:
    mutter = Mutter(bus)
    mutter.idle = 30_000
    watch, heard = mutter_watch(session, ticks, *BOTH)
    qtbot.waitUntil(lambda: heard == ["changed", "stopped"])
    assert watch.idle_ms() == 30_000
    qtbot.waitUntil(lambda: mutter.waits_for_input == 1)
    mutter.touch()
    qtbot.waitUntil(lambda: heard == ["changed", "stopped", "resumed"])
    watch.close()


@pytest.mark.complains("the (session|system) bus has gone")
def test_the_bus_may_go_and_come_back(qtbot: QtBot, bus: PrivateBus, session: BusClient, ticks: HandTicks) -> None:
    mutter = Mutter(bus)
    watch, heard = mutter_watch(session, ticks, PAUSE)
    qtbot.waitUntil(lambda: heard == ["changed"])
    mutter.stop()
    bus.stop()
    qtbot.waitUntil(lambda: heard == ["changed", "changed"])
    assert watch.idle_ms() is None
    bus.start()
    mutter.start()
    qtbot.waitUntil(lambda: heard == ["changed"] * 3 and mutter.spans == [PAUSE])
    watch.close()


@pytest.mark.bears("unexpected answer")
@pytest.mark.parametrize("illness", SICK)
@pytest.mark.parametrize("member", ["GetIdletime", "AddIdleWatch"])
def test_a_sick_mutter_is_unknown_and_asked_again_when_it_matters(
    qtbot: QtBot, bus: PrivateBus, session: BusClient, ticks: HandTicks, illness: str, member: str
) -> None:
    mutter = Mutter(bus)
    well = mutter.answers[member]
    mutter.answers[member], fault = SICK[illness]
    watch, heard = mutter_watch(session, ticks, PAUSE)
    qtbot.waitUntil(lambda: fault in watch.fault)
    heard.clear()

    def ask_later() -> int | None:
        ticks.run(1_000)
        return watch.idle_ms()

    begun = ticks.awake_ms()
    for _ in range(3):
        asked = mutter.asked(member)
        qtbot.waitUntil(lambda asked=asked: ask_later() is None and mutter.asked(member) > asked)  # type: ignore[misc]
        assert fault in watch.fault
    assert heard == [], "asking again makes no noise"
    assert ticks.awake_ms() - begun >= 20_000, "and is not done too often"
    mutter.answers[member] = well
    qtbot.waitUntil(lambda: ask_later() is not None)
    qtbot.waitUntil(lambda: mutter.spans == [PAUSE], timeout=3_000)
    mutter.pause(PAUSE)
    qtbot.waitUntil(lambda: heard[-1:] == ["stopped"])
    watch.close()


def test_a_mutter_that_is_sick_in_one_place_is_not_asked_without_end(
    qtbot: QtBot, bus: PrivateBus, session: BusClient, ticks: HandTicks
) -> None:
    mutter = Mutter(bus)
    mutter.answers["AddUserActiveWatch"] = Refusal()
    watch, heard = mutter_watch(session, ticks, PAUSE)
    watch.changed.connect(watch.idle_ms)  # as its user does
    qtbot.waitUntil(lambda: watch.known and mutter.spans == [PAUSE])
    mutter.pause(PAUSE)
    qtbot.waitUntil(lambda: "AddUserActiveWatch" in watch.fault)
    qtbot.waitUntil(lambda: mutter.spans == [])
    asked = len(mutter.calls)
    for _ in range(3):
        assert watch.idle_ms() is None
    assert heard == ["changed", "stopped", "changed"]
    session.call(new_method_call(DBusAddress(PATH, NAME, NAME), "Marker"), lambda _reply: None, returns="")
    qtbot.waitUntil(lambda: mutter.asked("Marker") == 1)
    assert len(mutter.calls) == asked + 1
    watch.close()


@pytest.mark.complains("unexpected answer")
def test_signals_that_make_no_sense_and_those_of_strangers_are_nothing(
    qtbot: QtBot, bus: PrivateBus, session: BusClient, ticks: HandTicks
) -> None:
    mutter = Mutter(bus)
    watch, heard = mutter_watch(session, ticks, PAUSE)
    qtbot.waitUntil(lambda: watch.known and mutter.spans == [PAUSE])
    stranger = ScriptedService(bus, "")
    stranger.emit(PATH, NAME, "WatchFired", "u", next(iter(mutter.watches)))
    mutter.fire("1", signature="s")
    mutter.fire(signature="")
    mutter.fire(999)
    mutter.fire(0)
    mutter.pause(PAUSE)
    qtbot.waitUntil(lambda: heard == ["changed", "stopped"])
    watch.close()


# logind


class Logind(ScriptedService):
    """With one session, ours."""

    def __init__(self, bus: PrivateBus, *, running: bool = True) -> None:
        super().__init__(bus, LOGIND, running=running)
        self.answers["GetSessionByPID"] = Answer("o", OURS)
        self.answers["GetSession"] = Answer("o", OURS)
        self.properties[OURS, "IdleHint"] = ("b", False)
        self.properties[OURS, "IdleSinceHint"] = ("t", 0)
        self.properties[OURS, "IdleSinceHintMonotonic"] = ("t", 0)

    def hint(self, idle: bool, since_ms: int) -> None:
        self.set(OURS, SESSION, IdleHint=idle, IdleSinceHint=since_ms * 1000, IdleSinceHintMonotonic=since_ms * 1000)


@pytest.fixture
def system_bus(tmp_path: Path) -> Iterator[PrivateBus]:
    with PrivateBus(tmp_path, BusKind.SYSTEM) as bus:
        yield bus


@pytest.fixture
def system(system_bus: PrivateBus) -> Iterator[BusClient]:
    line = BusClient(BusKind.SYSTEM)
    yield line
    line.close()


def logind_watch(system: BusClient, ticks: HandTicks, *spans: int) -> tuple[LogindWatch, Heard]:
    watch = LogindWatch(system, ticks)
    heard = Heard(watch)
    watch.watch(frozenset(spans))
    return watch, heard


def test_logind_hint_is_taken_for_the_beginning_of_a_pause(
    qtbot: QtBot, system_bus: PrivateBus, system: BusClient, ticks: HandTicks
) -> None:
    logind = Logind(system_bus)
    watch, heard = logind_watch(system, ticks, 50, AWAY)
    assert (watch.known, watch.idle_ms()) == (False, None)
    qtbot.waitUntil(lambda: heard == ["changed"])
    assert watch.idle_ms() == 0
    for _ in range(2):
        heard.clear()
        logind.hint(True, ticks.awake_ms())
        asked = logind.asked("Get")
        qtbot.waitUntil(lambda asked=asked: logind.asked("Get") >= asked + 2)  # type: ignore[misc]
        assert heard == []
        ticks.run(50)
        qtbot.waitUntil(lambda: heard == ["stopped"])
        ticks.run(AWAY)
        assert watch.idle_ms() == AWAY + 50
        watch.watch(frozenset({50, AWAY, AWAY + 1}))
        qtbot.waitUntil(lambda: heard == ["stopped", "stopped"])
        logind.hint(False, 0)
        qtbot.waitUntil(lambda: heard == ["stopped", "stopped", "resumed"])
        assert watch.idle_ms() == 0
        watch.watch(frozenset({50, AWAY}))
    watch.close()


def test_a_logind_that_is_late_for_once_is_known_all_the_same(
    qtbot: QtBot, system_bus: PrivateBus, system: BusClient, ticks: HandTicks
) -> None:
    logind = Logind(system_bus)
    watch, heard = logind_watch(system, ticks, 50)
    qtbot.waitUntil(lambda: heard == ["changed"])
    logind.hang()
    logind.hint(True, ticks.awake_ms())
    nothing_in_time(qtbot, system, logind)
    assert watch.known
    ticks.run(50)
    logind.wake()
    qtbot.waitUntil(lambda: heard == ["changed", "stopped"])
    watch.close()


def test_logind_may_have_been_hinted_before(
    qtbot: QtBot, system_bus: PrivateBus, system: BusClient, ticks: HandTicks
) -> None:
    logind = Logind(system_bus)
    logind.properties[OURS, "IdleHint"] = ("b", True)
    logind.properties[OURS, "IdleSinceHintMonotonic"] = ("t", (ticks.awake_ms() - AWAY) * 1000)
    watch, heard = logind_watch(system, ticks, *BOTH)
    qtbot.waitUntil(lambda: heard == ["changed", "stopped"])
    assert watch.idle_ms() == AWAY
    logind.properties[OURS, "IdleHint"] = ("b", False)
    watch.close()


@pytest.mark.parametrize("since", [("t", 0), ("s", "noon"), ("t", (1 << 64) - 1)], ids=["0", "text", "future"])
def test_a_hint_whose_time_makes_no_sense_begins_now(
    qtbot: QtBot, system_bus: PrivateBus, system: BusClient, ticks: HandTicks, since: tuple[str, Any]
) -> None:
    logind = Logind(system_bus)
    logind.properties[OURS, "IdleHint"] = ("b", True)
    logind.properties[OURS, "IdleSinceHintMonotonic"] = since
    watch, _heard = logind_watch(system, ticks, *BOTH)
    qtbot.waitUntil(lambda: watch.known)
    assert watch.idle_ms() == 0
    watch.close()


def test_logind_may_come_late_die_and_come_back(
    qtbot: QtBot, system_bus: PrivateBus, system: BusClient, ticks: HandTicks
) -> None:
    logind = Logind(system_bus, running=False)
    watch, heard = logind_watch(system, ticks, *BOTH)
    qtbot.waitUntil(lambda: watch.fault != NOT_ASKED)
    assert watch.idle_ms() is None
    for _ in range(2):
        logind.start()
        qtbot.waitUntil(lambda: heard == ["changed"])
        logind.hint(True, ticks.awake_ms() - PAUSE)
        qtbot.waitUntil(lambda: heard == ["changed", "stopped"])
        logind.stop()
        qtbot.waitUntil(lambda: heard == ["changed", "stopped", "changed"])
        assert watch.idle_ms() is None
        logind.properties[OURS, "IdleHint"] = ("b", False)
        heard.clear()
    watch.close()


@pytest.mark.bears("unexpected answer")
@pytest.mark.parametrize("illness", SICK)
@pytest.mark.parametrize("member", ["GetSessionByPID", "Get"])
def test_a_sick_logind_is_unknown_and_asked_again_when_it_matters(
    qtbot: QtBot, system_bus: PrivateBus, system: BusClient, ticks: HandTicks, illness: str, member: str
) -> None:
    logind = Logind(system_bus)
    well = logind.answers.pop(member, None)
    logind.answers["GetSession"] = logind.answers[member] = SICK[illness][0]
    watch, heard = logind_watch(system, ticks, *BOTH)
    qtbot.waitUntil(lambda: watch.fault not in ("", NOT_ASKED))
    assert watch.idle_ms() is None
    assert heard == []
    del logind.answers[member]
    if well is not None:
        logind.answers[member] = well
    watch.idle_ms()
    qtbot.waitUntil(lambda: watch.known)
    watch.close()


# Both


def test_mutter_goes_before_logind_whenever_it_is_there(
    qtbot: QtBot,
    bus: PrivateBus,
    system_bus: PrivateBus,
    session: BusClient,
    system: BusClient,
    ticks: HandTicks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "/nowhere/wayland-0")
    logind, mutter = Logind(system_bus), Mutter(bus, running=False)
    watch = open_input_watch("wayland", "auto", session, system, ticks)
    heard = Heard(watch)
    watch.watch(BOTH)
    qtbot.waitUntil(lambda: watch.name == "logind")
    assert (watch.known, watch.idle_ms(), heard) == (True, 0, ["changed"])
    logind.hint(True, ticks.awake_ms() - PAUSE)
    qtbot.waitUntil(lambda: heard == ["changed", "stopped"])
    mutter.start()
    qtbot.waitUntil(lambda: watch.name == "mutter")
    qtbot.waitUntil(lambda: mutter.spans == [PAUSE, AWAY])
    assert (heard, watch.idle_ms()) == (["changed", "stopped", "changed"], 0)
    mutter.pause(PAUSE)
    qtbot.waitUntil(lambda: heard[3:] == ["stopped"])
    asked = logind.asked("Get")
    logind.hint(False, 0)
    qtbot.waitUntil(lambda: logind.asked("Get") > asked)
    all_heard(qtbot, system, logind)
    mutter.stop()
    qtbot.waitUntil(lambda: watch.name == "logind")
    assert heard[3:] == ["stopped", "changed"]
    watch.close()


def test_mutter_by_choice_is_missed_aloud(
    qtbot: QtBot,
    bus: PrivateBus,
    system_bus: PrivateBus,
    session: BusClient,
    system: BusClient,
    ticks: HandTicks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "/nowhere/wayland-0")
    Logind(system_bus)
    mutter = Mutter(bus, running=False)
    watch = open_input_watch("wayland", "mutter", session, system, ticks)
    qtbot.waitUntil(lambda: watch.name == "logind" and bool(watch.notice))
    mutter.start()
    qtbot.waitUntil(lambda: watch.name == "mutter" and not watch.notice)
    watch.close()
