"""What holds for every window: names for screen readers, and room for much longer words."""

import importlib
import pkgutil
import re
import unicodedata
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QProgressBar,
    QScrollBar,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

import deskbreak.ui
from deskbreak.coach.content.routine_file import alone
from deskbreak.coach.plan import plan
from deskbreak.coach.player import Player
from deskbreak.engine.actions import Outcome
from deskbreak.engine.outlook import Mood
from deskbreak.engine.reasons import Hold
from deskbreak.settings import Settings
from deskbreak.settings.reading import keys, with_values
from deskbreak.ui.figure.widget import Figure
from deskbreak.ui.history.days_chart import DaysChart
from deskbreak.ui.history.period import Scope
from deskbreak.ui.history.window import HistoryWindow
from deskbreak.ui.kit.appearance import Appearance
from deskbreak.ui.kit.controls import ThemedWindow
from deskbreak.ui.kit.day_picture import DayShown
from deskbreak.ui.kit.fields.date_edit import DateEdit
from deskbreak.ui.kit.fields.time_edit import TimeEdit
from deskbreak.ui.kit.today import Today
from deskbreak.ui.routine.clip_window import ClipWindow
from deskbreak.ui.routine.marks import Arrow, BreathRing
from deskbreak.ui.routine.pages.ending import Ending
from deskbreak.ui.routine.pages.why_page import Reason, WhyWindow
from deskbreak.ui.routine.show_window import ShowWindow
from deskbreak.ui.routine.window import RoutineWindow
from deskbreak.ui.settings.pages import PAGES
from deskbreak.ui.settings.parts.health_panel import Remark
from deskbreak.ui.settings.view import FilePlace, Offer, SettingsView
from deskbreak.ui.settings.window import SettingsWindow
from deskbreak.ui.status.card import Card
from deskbreak.ui.status.trouble_window import TroubleWindow
from deskbreak.ui.status.view import StatusView
from deskbreak.ui.status.window import StatusWindow
from deskbreak.ui.welcome.window import WelcomeWindow
from tests.coach.samples import StillClock, clips
from tests.ui.past import past
from tests.ui.samples import another, at, full_welcome, morning

TODAY = Today(completed=2, partial=1, skipped=1, missed=1, nudges=4, moved=9 * 60_000)
REASON = Reason("Seated twist", "Turns the spine.", "It moves what a screen keeps still.", "Slowly.", "An article.")
FAULTS = ("config.toml: line 3, column 7: Expected '=' after a key in a key/value pair",)
OWN = with_values(Settings(), {key: other for key in keys() if (other := another(key)) is not None})
DAY = DayShown("Today with these hours", ("10:00: a nudge",), hours=((0.0, "09:00"), (1.0, "18:00")))
OFFER = Offer({"routine.name": (("desk", "Desk routine"),)}, (FilePlace("Settings", "/a/rather/long/path/" * 6),))
LEFT_OUT = ("seated-twist", "Seated twist")


def _status(player: Player) -> QWidget:
    held = morning(mood=Mood.HELD, held_by=((Hold.FULLSCREEN, at(9)),), invited=True)
    window = StatusWindow(
        StatusView.of(held, TODAY, ("nudge.evry: unknown setting",), (LEFT_OUT,), speed=60, tray=False)
    )
    window.open()
    return window


def _routine(player: Player, *, safety_read: bool = True) -> RoutineWindow:
    clock = StillClock()
    window = RoutineWindow(player, clock, safety_read=safety_read)
    window.open()
    clock.pass_(player.plan.parts[1].start + 17)
    return window


def _turning(player: Player) -> QWidget:
    """As one turns to a side for the first time."""
    clock = StillClock()
    window = RoutineWindow(player, clock, safety_read=True)
    window.open()
    clock.pass_(next(beat.start for beat in player.plan.beats if beat.phase == "turn") + 1)
    window.pause_or_go_on()
    return window


def _playing(player: Player) -> QWidget:
    window = _routine(player)
    window.pause_or_go_on()
    return window


def _asking(player: Player) -> QWidget:
    window = _routine(player)
    window.stop()
    return window


def _safety(player: Player) -> QWidget:
    return _routine(player, safety_read=False)


def _menu(player: Player) -> QWidget:
    window = _routine(player)
    window.show_menu()
    return window


def _pain(player: Player) -> QWidget:
    window = _routine(player)
    names = tuple(part.name for part in player.plan.parts)
    window.show_ending(
        Ending(Outcome.PAIN, 90_000, names, 0, "No further routine today", names[1], left_out="seated-twist")
    )
    return window


def _card(player: Player) -> QWidget:
    actions = (("short", "One minute, 40 % longer"), ("later", "Later"), ("skip", "Skip"))
    card = Card("Time for a short routine", "You have been sitting for 2 h.", actions)
    card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    card.show()
    return card


def _trouble(player: Player) -> QWidget:
    window = TroubleWindow("Traceback", "/a/rather/long/path/" * 6, "0.1.0")
    window.open()
    return window


def _show(player: Player) -> QWidget:
    clock = StillClock()
    window = ShowWindow(player, clock, (REASON,))
    window.open()
    clock.pass_(player.plan.parts[1].start + 20)
    window.pause_or_go_on()
    return window


def _why(player: Player) -> QWidget:
    window = WhyWindow((REASON, REASON))
    window.open()
    return window


def _clip(player: Player) -> QWidget:
    clock = StillClock()
    clip = clips()["walk"]
    laid_out = plan(alone(clip), {clip.id: clip}, ending=False)
    window = ClipWindow(Player(laid_out), clock, "A few steps", "Walk around the room a little.", Appearance())
    window.open()
    clock.pass_(laid_out.total + 5)
    return window


def _welcome(player: Player) -> QWidget:
    window = WelcomeWindow(full_welcome(), player, StillClock(), Appearance())
    window.show_day(DAY)
    window.open()
    return window


def _history(player: Player) -> QWidget:
    window = HistoryWindow(past(), 1)
    window.open()
    window.ask("Delete this week? 34 entries go for good, 12 routines among them.", past().period.days)
    return window


def _history_of_a_day(player: Player) -> QWidget:
    window = HistoryWindow(past(Scope.DAY), 1)
    window.open()
    return window


def _history_of_days(player: Player) -> QWidget:
    window = HistoryWindow(past(), 1)
    window.count.connect(lambda days: window.show_count(days, 34, 12))
    window.open()
    window.choose_days()
    QApplication.processEvents()  # as below
    return window


def _history_of_a_year(player: Player) -> QWidget:
    window = HistoryWindow(past(Scope.YEAR), 1)
    window.open()
    return window


def _settings(page: str) -> Callable[[Player], QWidget]:
    """A page of the settings with all that it may have to say, and every row unlike its default."""

    def make(player: Player) -> QWidget:
        window = SettingsWindow(
            SettingsView(OWN, DAY, FAULTS, FAULTS[0], can_undo=True, told=FAULTS[0]), OFFER, {}, lambda: True
        )
        window.open()
        window.turn_to(page)
        window.heard("espeak-ng has spoken.")
        window.show_remarks([Remark("✗", "missing", "Tray", "nobody", ("It works without.",))], "")
        for _turn in range(5):  # it is laid out anew for what came after it was shown, from the inside out
            QApplication.processEvents()
        return window

    make.__name__ = f"_settings_{page}"
    return make


WINDOWS: list[Callable[[Player], QWidget]] = [
    _welcome,
    _status,
    _playing,
    _asking,
    _safety,
    _menu,
    _pain,
    _card,
    _trouble,
    _show,
    _why,
    _clip,
    _history,
    _history_of_a_day,
    _history_of_days,
    _history_of_a_year,
]
WINDOWS += [_settings(page.id) for page in PAGES]
Make = Callable[[Player], QWidget]


@pytest.fixture(params=WINDOWS, ids=lambda make: make.__name__[1:])
def make(request: pytest.FixtureRequest) -> Make:
    made: Make = request.param
    return made


def _seen(window: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [widget for widget in window.findChildren(kind) if widget.isVisibleTo(window)]


def test_every_window_there_is_is_looked_at(player: Player, qtbot: QtBot) -> None:
    for module in pkgutil.walk_packages(deskbreak.ui.__path__, "deskbreak.ui."):
        importlib.import_module(module.name)
    made = [make(player) for make in WINDOWS]
    for window in made:
        qtbot.addWidget(window)
    kinds = {
        kind
        for kind in _kinds(ThemedWindow)
        if kind.__module__.startswith("deskbreak.") and not kind.__subclasses__()  # what is made of one is looked at
    }
    assert kinds - {type(window) for window in made} == set()


def _kinds(kind: type[QWidget]) -> Iterator[type[QWidget]]:
    for one in kind.__subclasses__():
        yield one
        yield from _kinds(one)


def test_every_control_has_an_accessible_name(make: Make, player: Player, qtbot: QtBot) -> None:
    window = make(player)
    qtbot.addWidget(window)
    controls = _seen(window, QAbstractButton) + _seen(window, QProgressBar) + _seen(window, Figure)
    controls += _seen(window, QSlider)
    controls += [one for one in _seen(window, QWidget) if isinstance(one, DaysChart)]
    controls += [
        area for area in _seen(window, QAbstractScrollArea) if area.focusPolicy() is not Qt.FocusPolicy.NoFocus
    ]
    assert controls
    for control in controls:
        interface = QAccessible.queryAccessibleInterface(control)
        assert interface.text(QAccessible.Text.Name).strip(), control


def test_what_is_painted_says_in_words_what_it_shows(player: Player, qtbot: QtBot) -> None:
    window = _turning(player)
    qtbot.addWidget(window)
    assert _seen(window, Arrow)[0].accessibleName() in ("to the left", "to the right")
    assert _seen(window, BreathRing)[0].accessibleName().startswith("Breathe")
    assert "Seated twist" in _seen(window, Figure)[0].accessibleDescription()


@pytest.mark.parametrize("locale", ["he_IL", "en_GB"])
def test_from_right_to_left_days_are_written_as_ever(locale: str, player: Player, qtbot: QtBot, mirrored: None) -> None:
    QLocale.setDefault(QLocale(locale))
    seen = []
    for make in WINDOWS:
        window = make(player)
        qtbot.addWidget(window)
        for edit in window.findChildren(DateEdit):
            day = edit.value()
            numbers = [int(one) for one in re.findall(r"\d+", edit.lineEdit().text())]
            assert numbers == [day.day, day.month, day.year]
            assert edit.lineEdit().layoutDirection() is Qt.LayoutDirection.LeftToRight
            seen.append(type(window))
    assert set(seen) == {SettingsWindow, HistoryWindow}


def test_from_right_to_left_times_are_written_as_ever(player: Player, qtbot: QtBot, mirrored: None) -> None:
    QLocale.setDefault(QLocale("he_IL"))
    seen = []
    for make in WINDOWS:
        window = make(player)
        qtbot.addWidget(window)
        for edit in window.findChildren(TimeEdit):
            hour, minute = divmod(edit.minutes, 60)
            assert edit.lineEdit().text() == f"{hour:02}:{minute:02}", edit.accessibleName()
            assert edit.lineEdit().layoutDirection() is Qt.LayoutDirection.LeftToRight
            seen.append(type(window))
    assert set(seen) == {SettingsWindow, WelcomeWindow}


def test_no_button_points_the_wrong_way_from_right_to_left(make: Make, player: Player, qtbot: QtBot) -> None:
    """What a text that is read from the right does not turn round, such as ←, would; ↺ goes nowhere, only back."""
    window = make(player)
    qtbot.addWidget(window)
    for button in window.findChildren(QAbstractButton):
        arrows = [sign for sign in button.text() if "ARROW" in unicodedata.name(sign, "") and sign != "↺"]
        assert all(map(unicodedata.mirrored, arrows)), button.text()


@pytest.mark.usefixtures("longer_words")
def test_words_40_percent_longer_have_room(make: Make, player: Player, qtbot: QtBot) -> None:
    window = make(player)
    qtbot.addWidget(window)
    qtbot.waitExposed(window)
    assert window.width() <= max(420, window.minimumWidth()) or isinstance(
        window, TroubleWindow | SettingsWindow | WelcomeWindow
    )
    _all_has_room(window)


def test_letters_twice_as_large_have_room(
    make: Make, player: Player, qtbot: QtBot, letters: Callable[[float], None]
) -> None:
    letters(2)
    window = make(player)
    qtbot.addWidget(window)
    qtbot.waitExposed(window)
    QApplication.processEvents()
    room = window.screen().availableSize()
    assert window.width() <= room.width()
    assert window.height() <= room.height()
    _all_has_room(window)


def _all_has_room(window: QWidget) -> None:
    for button in _seen(window, QAbstractButton):
        assert button.sizeHint().width() <= button.width() + 1, button.accessibleName()
        assert _inside(button, window), button.accessibleName()
    for label in _seen(window, QLabel):
        assert isinstance(label, QLabel)
        if not label.text():
            continue
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        assert label.height() >= needed, label.text()
        if not label.wordWrap():
            assert label.width() >= label.sizeHint().width(), label.text()
        widest = max(label.fontMetrics().horizontalAdvance(word) for word in label.text().split())
        if "/" not in label.text():
            assert label.width() >= widest, label.text()


def _inside(widget: QWidget, window: QWidget) -> bool:
    placed = QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())
    scrolled = any(
        isinstance(area, QAbstractScrollArea) and area.isAncestorOf(widget) for area in _seen(window, QWidget)
    )
    return scrolled or isinstance(widget, QScrollBar) or window.rect().contains(placed)
