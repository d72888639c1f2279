"""What is opened and closed again and again leaves nothing behind: counted in objects, not in bytes."""

import gc
import logging
import sys
import threading
import weakref
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from deskbreak.app import notifications
from deskbreak.app.driver import AtRest
from deskbreak.app.running import Running
from deskbreak.engine.events import Manner
from deskbreak.store.history.history import Row
from deskbreak.store.paths import Paths
from deskbreak.ui.history.period import Scope
from deskbreak.ui.history.window import HistoryWindow
from deskbreak.ui.routine.window import RoutineWindow
from deskbreak.ui.settings.pages import COACH, QUIET, ROUTINE
from tests.app.desk import HandNotifier
from tests.app.test_running import ALWAYS, House

pytestmark = pytest.mark.no_qt_log  # which would keep what Qt says
OPEN_FILES = Path("/proc/self/fd")
LIMIT_MS = 20_000
FEW, MANY = 4, 24
"""Rounds before the first count, which fill caches and import what is needed, and rounds between it and the second."""


@dataclass(frozen=True)
class Person:
    """Somebody who uses deskbreak."""

    house: House
    running: Running
    qtbot: QtBot

    def do_a_routine(self) -> None:
        """Start it, look at every page, and stop it; the last page is left to the next one every other time."""
        self.running._tray.start.emit()
        window = self._routine()
        window._footer.safety.emit()
        window._lead_back()
        window.show_why()
        window._lead_back()
        window.forward()
        for _frame in range(3):
            window._playback.timer.timeout.emit()
        window._stop()
        assert self.running._driver.state.routine is None
        if len(self.house.notifier.shown) % 2:
            window.close()
        self.get_a_note()

    def close_a_routine(self) -> None:
        """Start one, and close its window with everything in it."""
        self.running._tray.start.emit()
        self._routine().close()
        assert self.running._driver.state.routine is None

    def look_at_the_day(self) -> None:
        """Open the window with what comes next, and close it."""
        self.running.open_window()
        assert self.running._window is not None
        self.running._window.close()

    def look_at_the_settings(self) -> None:
        """The pages with most in them, and close the window: each is made when it is turned to."""
        self.running._desks.open_settings()
        window = self.running._desks._settings._window
        assert window is not None
        for page in (ROUTINE, COACH, QUIET):
            window.turn_to(page)
        desk, programs = self.running._desks._settings, self.running._senses._programs
        for seen in (("obs", "mpv"), ("mpv",), ()):  # a button each, which come and go
            programs.clear()
            programs.extend(seen)
            desk.follow()
        window.close()

    def look_at_an_exercise(self) -> None:
        """By its name."""
        self.running._previews.show("seated-twist").close()

    def look_at_a_tip(self) -> None:
        """By the button of its note."""
        tips = self.running._library.tips
        shown = next(tip for tip in tips if tip.clip in self.running._library.clips)
        window = self.running._previews.clip(shown)
        assert window is not None
        window.again()

    def ask_why(self) -> None:
        """Why these exercises?"""
        self.running._previews.why("desk").close()

    def look_at_the_history(self) -> None:
        """By the menu: leaf, ask to delete, and close it."""
        self.running._tray.open_history.emit()
        (window,) = [
            one for one in QApplication.topLevelWidgets() if isinstance(one, HistoryWindow) and one.isVisible()
        ]
        for scope in Scope:
            window._look_at_scope(scope)
        window.choose_days()
        window.ask_delete.emit(None)
        self.running._refresh()
        window.close()

    def ask_from_outside(self) -> None:
        """As the command line does."""
        for words in (("status",), ("doctor",), ("pause", "30m"), ("resume",), ("nonsense",)):
            self.house.ask(self.qtbot, *words)

    def use_the_menu(self) -> None:
        """Pause, and go on; a meeting, and its end."""
        tray = self.running._tray
        tray.opening.emit()
        tray.pause.emit("30m")
        tray.resume.emit()
        tray.set_status.emit("meeting", "30m")
        tray.clear_status.emit("meeting")

    def change_the_settings(self) -> None:
        """Other settings in force, and back."""
        settings = self.running._driver.settings
        self.running._configure(replace(settings, nudge=replace(settings.nudge, every=settings.nudge.every * 2)))
        self.running._configure(settings)

    def get_a_note(self) -> None:
        """One that lasts, and is closed."""
        self.house.notifier.show(notifications.no_tray("nothing that is asked"))
        self.house.notifier.dismiss(notifications.TRAY)

    def _routine(self) -> RoutineWindow:
        (window,) = [
            window
            for window in QApplication.topLevelWidgets()
            if isinstance(window, RoutineWindow) and window.isVisible()
        ]
        return window


WAYS = [getattr(Person, name) for name in vars(Person) if not name.startswith("_") and callable(getattr(Person, name))]


@pytest.fixture
def house(paths: Paths, qtbot: QtBot, expected: set[str]) -> Iterator[House]:
    expected.add("no idle time")
    paths.config.mkdir(parents=True)
    paths.config_file.write_text(ALWAYS, encoding="utf-8")
    house = House(paths, HandNotifier(), qtbot)
    yield house
    logging.disable(logging.NOTSET)
    house.close()


@pytest.fixture
def person(qtbot: QtBot, house: House) -> Person:
    running = house.begin()
    running._memory.keep(replace(running._memory.value, safety_seen=True))
    logging.disable(logging.INFO)  # pytest keeps what is logged
    return Person(house, running, qtbot)


@pytest.fixture(autouse=True)
def only_what_is_new() -> Iterator[None]:
    """What thousands of tests before this one have left is neither looked through nor counted: millions of objects."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_nothing_is_left_behind(person: Person, way: Callable[[Person], None]) -> None:
    """What stays of each round would be there as often as there were rounds."""
    for _round in range(FEW):
        way(person)
    _alive(person)  # to count is to make, too: what PySide wraps when it is asked for
    before = _alive(person)
    for _round in range(MANY):
        way(person)
    grown = _alive(person) - before
    assert {what: count for what, count in grown.items() if count > MANY // 2} == {}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_what_is_gone_is_gone_at_once(person: Person, way: Callable[[Person], None]) -> None:
    """What only the collector can free stays for days: it comes when a quarter of all objects are new."""
    for _round in range(FEW):
        way(person)
    _alive(person)
    gc.disable()
    try:
        for _round in range(FEW):
            way(person)
        _let_go(person)
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        left = Counter(_name(one) for one in gc.garbage)
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert {what: count for what, count in left.items() if count >= FEW} == {}


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="Linux tells what is open")
def test_at_the_end_nothing_of_the_kernels_is_kept(qtbot: QtBot, paths: Paths, expected: set[str]) -> None:
    """Of inotify, for one, there are 128 for a user and all programs."""
    expected.add("no idle time")
    paths.config.mkdir(parents=True)
    before = _kernels()
    house = House(paths, HandNotifier(), qtbot)
    house.begin()
    assert _kernels() > before
    house.close()
    assert _kernels() == before


def _kernels() -> Counter[str]:
    """Open descriptors of inotify and timers, by kind. Those of threads go with their objects, a turn later."""
    found: Counter[str] = Counter()
    for one in list(OPEN_FILES.iterdir()):
        with suppress(OSError):  # that of the folder itself
            found[str(one.readlink())] += 1
    return Counter({kind: found[kind] for kind in ("anon_inode:inotify", "anon_inode:[timerfd]") if found[kind]})


def _shown(person: Person) -> QWidget:
    return person.running._previews.show("seated-twist")


def _why(person: Person) -> QWidget:
    return person.running._previews.why("desk")


def test_all_windows_share_one_icon(person: Person) -> None:
    """Of each icon that Qt meets it keeps copies in every size, until 10 MiB are full."""
    keys = set()
    for _round in range(3):
        for open_one in (partial(_shown, person), partial(_why, person)):
            window = open_one()
            assert not window.windowIcon().isNull()
            keys.add(window.windowIcon().cacheKey())
            person.running._previews.close()
    assert len(keys) == 1


def _name(one: object) -> str:
    return f"{type(one).__module__}.{type(one).__qualname__}"


def _dead(one: object) -> bool:
    """sqlite3 keeps up to 200 references to cursors that are gone."""
    return type(one) is weakref.ReferenceType and one() is None


def _let_go(person: Person) -> None:
    """What was told is heard; what Qt was asked to delete is deleted, and what that asks for."""
    driver = person.running._driver
    person.qtbot.waitUntil(lambda: not driver._told and isinstance(driver._doing, AtRest), timeout=LIMIT_MS)
    for _turn in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def _alive(person: Person) -> Counter[str]:
    """How many there are of everything: Python's objects and Qt's by type, threads and open files."""
    person.house.notifier.shown.clear()
    for _turn in range(3):
        _let_go(person)
        gc.collect()
    found = Counter(_name(one) for one in gc.get_objects() if not _dead(one))
    app = QApplication.instance()
    assert app is not None
    roots: list[QObject] = [app, *QApplication.topLevelWidgets(), person.house.instance]
    for root in roots:
        found.update(f"Qt: {child.metaObject().className()}" for child in [root, *root.findChildren(QObject)])
    for known in (f"{Row.__module__}.Row", f"{Manner.__module__}.Manner", "Qt: QPanGesture"):
        del found[known]  # the history's last answer; what Qt keeps of pages that scroll, until somebody touches one
    if "coverage.collector" in sys.modules:  # in the whole run: it keeps something of every thread there was
        del found["builtins.builtin_function_or_method"], found["builtins.method"]
    found["threads"] = threading.active_count()
    found["open files"] = len(list(OPEN_FILES.iterdir())) if OPEN_FILES.is_dir() else 0
    return found
