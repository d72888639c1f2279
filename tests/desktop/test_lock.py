"""Is the session locked? As logind and the screen lockers tell it, alone and together."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from deskbreak.desktop.bus.client import BusClient
from deskbreak.desktop.bus.connection import BusKind
from deskbreak.desktop.lock import logind as lock_logind
from deskbreak.desktop.lock.choice import FreedesktopLock, open_lock
from deskbreak.desktop.lock.logind import LogindLock
from deskbreak.desktop.lock.screensaver import LOCKERS, ScreenSaverLock
from deskbreak.desktop.sense import NullSense, Sense
from tests.desktop.contract import LIMIT, Contract, Stage, ask, staged, until
from tests.desktop.services import Answer, PrivateBus, Refusal, ScriptedService

LOGIND, MANAGER_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER, SESSION = f"{LOGIND}.Manager", f"{LOGIND}.Session"
PATH = "/org/freedesktop/login1/session/_32"


@pytest.fixture(autouse=True)
def _session_id(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", "2")


class Logind(Stage):
    which = BusKind.SYSTEM

    def make_services(self, running: bool) -> list[ScriptedService]:
        service = ScriptedService(self.bus, LOGIND, running=running)
        service.answers["GetSession"] = Answer("o", PATH)
        service.properties[PATH, "Type"] = ("s", "wayland")
        service.properties[PATH, "LockedHint"] = ("b", False)
        return [service]

    def make_sense(self) -> Sense:
        return LogindLock(self.line)

    def turn(self, value: bool) -> None:
        self.main.properties[PATH, "LockedHint"] = ("b", value)

    def tell(self) -> None:
        self.main.set(PATH, SESSION, LockedHint=self.main.properties[PATH, "LockedHint"][1])

    def ask_for(self, signal: str) -> None:
        """Lock or Unlock: what ``loginctl`` asks the session's locker to do."""
        self.main.emit(PATH, SESSION, signal)


def screen_locker(name: str, path: str) -> type[Stage]:
    """A stage with the one of this name, at this path."""

    class ScreenLocker(Stage):
        value = False

        def make_services(self, running: bool) -> list[ScriptedService]:
            service = ScriptedService(self.bus, name, running=running)
            service.answers[path, "GetActive"] = Answer("b", False)
            return [service]

        def make_sense(self) -> Sense:
            return ScreenSaverLock(self.line, {locker.name: locker for locker in LOCKERS}[name])

        def turn(self, value: bool) -> None:
            self.value = value
            self.main.answers[path, "GetActive"] = Answer("b", value)

        def tell(self) -> None:
            self.main.emit(path, name, "ActiveChanged", "b", self.value)

    return ScreenLocker


PLACES = [
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
]
GNOME = screen_locker("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver")


class TestEach(Contract):
    @pytest.fixture(
        params=[Logind, *(screen_locker(*place) for place in PLACES)], ids=["logind", *(p for _, p in PLACES)]
    )
    def kind(self, request: pytest.FixtureRequest) -> type[Stage]:
        kind: type[Stage] = request.param
        return kind


@pytest.fixture
def logind(qtbot: QtBot, tmp_path: Path) -> Iterator[Logind]:
    with staged(Logind, tmp_path) as stage:
        assert isinstance(stage, Logind)
        stage.open()
        until(qtbot, stage.sense, value=False)
        yield stage


def test_a_lock_that_is_only_asked_for_is_believed_until_somebody_unlocks(qtbot: QtBot, logind: Logind) -> None:
    for _ in range(2):
        logind.ask_for("Lock")
        until(qtbot, logind.sense, value=True)
        logind.ask_for("Unlock")
        until(qtbot, logind.sense, value=False)


def test_it_is_believed_until_the_hint_is_set_and_then_the_hint_is(qtbot: QtBot, logind: Logind) -> None:
    logind.ask_for("Lock")
    logind.change(value=True)
    until(qtbot, logind.sense, value=True)
    logind.change(value=False)
    until(qtbot, logind.sense, value=False)


def test_it_is_not_believed_for_ever(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert lock_logind.BELIEF_MS > 180_000, "idleness takes over before that"
    monkeypatch.setattr(lock_logind, "BELIEF_MS", 50)
    with staged(Logind, tmp_path) as stage:
        assert isinstance(stage, Logind)
        sense = stage.open()
        until(qtbot, sense, value=False)
        values: list[bool | None] = []
        sense.answered.connect(lambda: values.append(sense.value))
        stage.ask_for("Lock")
        qtbot.waitUntil(lambda: values == [True, False], timeout=LIMIT)


def test_a_desktop_that_sets_the_hint_may_stay_locked(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock_logind, "BELIEF_MS", 50)
    with staged(Logind, tmp_path) as stage:
        assert isinstance(stage, Logind)
        sense = stage.open()
        assert isinstance(sense, LogindLock)
        until(qtbot, sense, value=False)
        stage.ask_for("Lock")
        stage.change(value=True)
        qtbot.waitUntil(lambda: sense._hint is True, timeout=LIMIT)
        assert not sense._requested.isActive(), "nothing will end it but the hint"
        assert sense.value is True


def test_a_logind_without_the_hint_is_heard_all_the_same(qtbot: QtBot, logind: Logind) -> None:
    logind.main.stop()
    until(qtbot, logind.sense, value=None)
    del logind.main.properties[PATH, "LockedHint"]
    logind.main.start()
    qtbot.waitUntil(lambda: "LockedHint" in logind.sense.fault, timeout=LIMIT)
    logind.ask_for("Lock")
    until(qtbot, logind.sense, value=True)
    logind.ask_for("Unlock")
    until(qtbot, logind.sense, value=None)
    assert "LockedHint" in logind.sense.fault


def test_another_change_of_the_session_tells_nothing_of_the_lock(qtbot: QtBot, logind: Logind) -> None:
    logind.main.properties[PATH, "IdleHint"] = ("b", False)
    before = logind.answered
    logind.main.set(PATH, SESSION, IdleHint=True)
    logind.change(value=True)
    until(qtbot, logind.sense, value=True)
    assert logind.answered == before + 1


def test_a_hint_that_has_changed_without_its_value_is_asked_for(qtbot: QtBot, logind: Logind) -> None:
    logind.turn(value=True)
    logind.main.emit(
        PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged", "sa{sv}as", SESSION, {}, ["LockedHint"]
    )
    until(qtbot, logind.sense, value=True)


def test_a_session_that_ends_while_locked_leaves_nothing_locked(qtbot: QtBot, logind: Logind) -> None:
    logind.change(value=True)
    until(qtbot, logind.sense, value=True)
    logind.main.answers["GetSession"] = Refusal("org.freedesktop.login1.NoSuchSession")
    logind.main.emit(MANAGER_PATH, MANAGER, "SessionRemoved", "so", "2", PATH)
    until(qtbot, logind.sense, value=None)


def test_a_name_owned_for_inhibiting_only_knows_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    kde = screen_locker(*PLACES[0])
    with staged(kde, tmp_path) as stage:
        stage.main.answers.clear()
        sense = stage.open()
        assert ask(qtbot, sense) is None
        assert "UnknownMethod" in sense.fault


class Together:
    """A desktop with logind on one bus and GNOME's locker on the other."""

    def __init__(self, folder: Path) -> None:
        self.system = Logind(PrivateBus(folder, BusKind.SYSTEM).__enter__())
        self.session = GNOME(PrivateBus(folder, BusKind.SESSION).__enter__())
        self.lock = open_lock(self.session.line, self.system.line, "linux")

    def close(self) -> None:
        self.lock.close()
        for stage in (self.session, self.system):
            stage.close()
            stage.bus.__exit__(None, None, None)


@pytest.fixture
def together(qtbot: QtBot, tmp_path: Path) -> Iterator[Together]:
    together = Together(tmp_path)
    until(qtbot, together.lock, value=False)
    yield together
    together.close()


def test_either_may_say_that_it_is_locked(qtbot: QtBot, together: Together) -> None:
    for one, other in ((together.system, together.session), (together.session, together.system)):
        one.change(value=True)
        until(qtbot, together.lock, value=True)
        other.change(value=True)
        one.change(value=False)
        other.change(value=False)
        until(qtbot, together.lock, value=False)


def test_a_locker_that_is_free_ends_a_lock_that_was_only_asked_for(qtbot: QtBot, together: Together) -> None:
    together.system.ask_for("Lock")
    together.session.change(value=True)
    until(qtbot, together.lock, value=True)
    together.session.change(value=False)
    until(qtbot, together.lock, value=False)
    assert isinstance(together.lock, FreedesktopLock)
    assert [part.value for part in together.lock.parts][:3] == [False, None, False]


def test_one_that_dies_while_locked_leaves_the_word_to_the_other(qtbot: QtBot, together: Together) -> None:
    together.session.change(value=True)
    until(qtbot, together.lock, value=True)
    together.session.main.stop()
    until(qtbot, together.lock, value=False)
    together.system.main.stop()
    until(qtbot, together.lock, value=None)
    assert "nobody owns org.freedesktop.login1" in together.lock.fault


def test_nobody_is_named_twice(together: Together) -> None:
    names = [part.name for part in together.lock.parts]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("platform", sorted({"win32", "darwin"} - {sys.platform}))
def test_what_is_not_here_is_said(qtbot: QtBot, platform: str) -> None:
    lock = open_lock(BusClient(BusKind.SESSION), BusClient(BusKind.SYSTEM), platform)
    assert isinstance(lock, NullSense)
    assert lock.fault
