"""Every window on small screens, scaled up to three times, with letters up to twice as large: nothing cut or covered.

What has no room any more scrolls. What to do now, in a routine, is in sight before all else.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QProgressBar,
    QScrollBar,
    QSlider,
    QTableView,
    QWidget,
)

from deskbreak.coach.player import Player
from deskbreak.settings import Settings
from deskbreak.ui.figure.widget import Figure
from deskbreak.ui.history.days_chart import DaysChart
from deskbreak.ui.history.text_table import TextTable
from deskbreak.ui.kit import screens
from deskbreak.ui.kit.appearance import Appearance
from deskbreak.ui.kit.controls import Button, Scroller, ThemedWindow
from deskbreak.ui.kit.pages.filling import Filling
from deskbreak.ui.routine.marks import PausedSign
from deskbreak.ui.routine.pages.first_look import FirstLook
from deskbreak.ui.routine.pages.why_page import Reason
from deskbreak.ui.routine.window import RoutineWindow
from deskbreak.ui.routines.page import RoutinesPage
from deskbreak.ui.settings.pages import ROUTINE
from deskbreak.ui.settings.view import SettingsView
from deskbreak.ui.settings.window import SettingsWindow
from tests.coach.samples import StillClock
from tests.ui.test_every_window import DAY, OFFER, WINDOWS, Make
from tests.ui.test_routine_pages import EVERY_PAGE, OPENED
from tests.ui.test_routines_page import view

SIZES = [
    (1366, 768, 1.0),
    (1366, 768, 2.0),
    (1024, 600, 1.0),
    (1024, 600, 2.0),
    (960, 540, 3.2),
    (683, 384, 1.0),
    (683, 384, 2.0),
    (512, 300, 1.0),
    (512, 300, 2.0),
    (455, 256, 1.0),
    (455, 256, 2.0),
    (341, 200, 1.0),
    (341, 200, 2.0),
]
"""The pixels that windows are laid out in, and how many times as large as usual letters are.

1366 x 768 at 100, 200 and 300 % is 1366 x 768, 683 x 384 and 455 x 256; 1024 x 600 is 1024 x 600, 512 x 300 and
341 x 200. 960 x 540 is 1920 x 1080 at 200 %, and 3.2 times are letters of 16 points, twice as large.
"""
LEAST_TURNS, TURNS = 5, 200
"""Of the event loop: after the last of them at the latest all has its place."""
LARGEST = 2
"""Times that a desktop's letters become larger; those of a routine have a size of their own besides."""


class Screen:
    """What is asked of a screen."""

    def __init__(self, width: int, height: int, times: float) -> None:
        self.room, self.times = QRect(0, 0, width, height), times

    def availableGeometry(self) -> QRect:
        return self.room

    def availableSize(self) -> QSize:
        return self.room.size()


def _routine(lead: Callable[[RoutineWindow], object], **opened: object) -> Make:
    def make(player: Player) -> QWidget:
        clock = StillClock()
        reasons = [Reason(part.name, part.purpose, "It moves.", "Slowly.") for part in player.plan.parts]
        names = [part.name for part in player.plan.parts]
        more = {
            **{"safety_read": True, "reasons": reasons, "strengthening": names, "appearance": Appearance()},
            **opened,
        }
        window = RoutineWindow(player, clock, **more)  # type: ignore[arg-type]
        window.open()
        clock.pass_(player.plan.parts[1].start + 20)
        window._playback.timer.timeout.emit()
        lead(window)
        return window

    return make


def _press(window: QWidget, text: str) -> None:
    next(one for one in window.findChildren(Button) if one.text() == text and one.isVisible()).click()


def _in_settings(page: RoutinesPage) -> QWidget:
    window = SettingsWindow(
        SettingsView(Settings(), DAY, can_undo=True), OFFER, {ROUTINE: lambda: page}, page.may_close
    )
    window.open()
    window.turn_to(ROUTINE)
    return window


def _routines(player: Player) -> QWidget:
    return _in_settings(RoutinesPage(view(left_out=("seated-twist",))))


def _editor(player: Player) -> QWidget:
    page = RoutinesPage(view())
    window = _in_settings(page)
    next(one for one in page.findChildren(Button) if one.accessibleName().startswith("Make a copy")).click()
    next(one for one in page.findChildren(Button) if one.text() == "Add an exercise").click()
    page._editor._name.setText("Another name")  # type: ignore[union-attr]
    assert not page.may_close(), "it is asked"
    return window


ALL: dict[str, Make] = {make.__name__[1:]: make for make in WINDOWS}
ALL |= {f"routine-{name}": _routine(lead) for name, lead in EVERY_PAGE.items()}
ALL |= {f"routine-{next(iter(way))}": _routine(lambda _window: None, **way) for way in OPENED if way}
ALL |= {"routine-begun": _routine(lambda window: _press(window, "I have read this"), safety_read=False)}
ALL |= {"routines": _routines, "editor": _editor}


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}-{size[2]:.0%}")
def screen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, letters: Callable[[float], None]) -> Screen:
    wide, high, times = request.param
    letters(times)
    made = Screen(wide, high, times)
    _look_at(made, monkeypatch)
    return made


def _look_at(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have ``screen`` as the only one there is."""
    monkeypatch.setattr(screens, "_pointer_screen", lambda: screen)
    monkeypatch.setattr(screens, "_screen_of", lambda _window: screen)
    monkeypatch.setattr(QGuiApplication, "primaryScreen", lambda: screen)


@pytest.mark.parametrize("name", list(ALL))
def test_nothing_is_cut_or_covered(name: str, screen: Screen, player: Player, qapp: QApplication) -> None:
    if screen.times > LARGEST and name.startswith(("settings", "routines", "editor")):
        pytest.skip("letters of a routine's own size, which the settings do not have")
    with opened(ALL[name], player) as window:
        assert window.width() + frame(window).width() <= screen.room.width()
        assert window.height() + frame(window).height() <= screen.room.height()
        faults = [*cut(window), *covered(window)]
        assert rests(window)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", list(ALL))
def test_what_a_screen_has_room_for_does_not_scroll_as_a_whole(
    name: str, letters: Callable[[float], None], monkeypatch: pytest.MonkeyPatch, player: Player, qapp: QApplication
) -> None:
    letters(1.0)
    _look_at(Screen(1366, 768, 1.0), monkeypatch)
    with opened(ALL[name], player) as window:
        fillings = [one for one in window.findChildren(Filling) if one.isVisible()]
        scrolled = [
            f"{told(one)}: {bar.maximum()} pixels"
            for one in fillings
            for bar in (one.horizontalScrollBar(), one.verticalScrollBar())
            if bar.maximum()
        ]
    assert fillings
    assert not scrolled


@pytest.mark.parametrize("name", list(ALL))
def test_nothing_scrolls_sideways_on_1024_by_600_twice_as_large(
    name: str, letters: Callable[[float], None], monkeypatch: pytest.MonkeyPatch, player: Player, qapp: QApplication
) -> None:
    letters(1.0)
    _look_at(Screen(512, 300, 1.0), monkeypatch)
    with opened(ALL[name], player) as window:
        bars = [one.horizontalScrollBar() for one in window.findChildren(Filling) if one.isVisible()]
        assert [bar.maximum() for bar in bars] == [0] * len(bars)


def test_where_there_is_little_room_the_first_page_begins_with_words(
    letters: Callable[[float], None], monkeypatch: pytest.MonkeyPatch, player: Player, qapp: QApplication
) -> None:
    letters(1.0)
    for screen, moving in ((Screen(512, 300, 1.0), False), (Screen(1366, 768, 1.0), True)):
        _look_at(screen, monkeypatch)
        with opened(ALL["safety"], player) as window:
            warning = next(one for one in window.findChildren(QLabel) if one.text() == "Ask a doctor first")
            assert not warning.visibleRegion().isEmpty()
            figures = window.findChildren(FirstLook)
            assert [one.figure.isVisible() for one in figures] == [moving]


@pytest.mark.parametrize("name", list(ALL))
def test_what_scrolls_ends_in_a_line_as_long_as_there_is_more(
    name: str, letters: Callable[[float], None], monkeypatch: pytest.MonkeyPatch, player: Player, qapp: QApplication
) -> None:
    letters(1.0)
    _look_at(Screen(683, 384, 1.0), monkeypatch)
    with opened(ALL[name], player) as window:
        assert isinstance(window, ThemedWindow)
        line = window.theme.line.name()
        for area in window.findChildren(Scroller):
            bar, filling = area.verticalScrollBar(), isinstance(area, Filling)
            if not area.isVisibleTo(window) or area.visibleRegion().isEmpty() or bar.maximum() == 0:
                continue
            for value, more in ((0, True), (bar.maximum(), False)):
                bar.setValue(value)
                seen = area.viewport().geometry()
                image = area.grab(QRect(seen.left(), seen.bottom(), seen.width(), 1)).toImage()
                colors = {image.pixelColor(x, 0).name() for x in range(image.width())}
                assert (colors == {line}) is (more and not filling), (told(area), value, colors)


def test_begun_from_the_safety_page_it_lies_as_if_that_had_been_read_before(screen: Screen, player: Player) -> None:
    places = []
    for name in ("routine-running", "routine-begun"):
        with opened(ALL[name], player) as window:
            assert isinstance(window, RoutineWindow)
            window.go_to(0)  # the same words in both
            settle(window)
            page = window._page
            parts = (page, page.figure, page.cues, page.pause_button, page.name)
            places.append([(part.isVisible(), part.size(), part.mapTo(window, QPoint())) for part in parts])
    assert places[0] == places[1]


def frame(window: QWidget) -> QSize:
    """What a window manager may put around it."""
    return QSize(0, 0) if window.windowFlags() & Qt.WindowType.FramelessWindowHint else QSize(16, 48)


@contextmanager
def opened(make: Make, player: Player) -> Iterator[QWidget]:
    """The window, and nothing of it afterwards: with letters of another size all that there is would be laid out."""
    window = make(player)
    settle(window)
    try:
        yield window
    finally:
        if isinstance(window, RoutineWindow):
            window.dismiss()
        window.hide()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle(window: QWidget) -> None:
    """Let all that was shown get its place."""
    for turn in range(TURNS):
        QApplication.processEvents()
        if turn > LEAST_TURNS and rests(window):
            break


def rests(window: QWidget) -> bool:
    """Whether it does not look for its size any more."""
    return not any(one._settled.isActive() for one in window.findChildren(Filling))


KINDS = (
    QAbstractButton,
    QLabel,
    QProgressBar,
    QSlider,
    QComboBox,
    QAbstractSpinBox,
    QLineEdit,
    QAbstractItemView,
    DaysChart,
)


def cut(window: QWidget) -> Iterator[str]:
    """What is not whole, or cannot be scrolled to."""
    for part in shown(window, KINDS):
        need = needed(part)
        if part.width() < need.width() - 1 or part.height() < need.height() - 1:
            yield f"{told(part)} has {part.width()} x {part.height()}, needs {need.width()} x {need.height()}"
        if isinstance(part, QLabel):
            widest = max((part.fontMetrics().horizontalAdvance(one) for one in part.text().split()), default=0)
            if part.width() < widest and "/" not in part.text():
                yield f"{told(part)} has no room for a word"
        if isinstance(part, QAbstractItemView) and (hidden := columns(part) - part.viewport().width()) > 0:
            bar = part.horizontalScrollBar()
            if isinstance(part, TextTable) and part.model().rowCount() == 1:
                yield f"{told(part)} has its only row cut at the side"
            if not bar.isVisibleTo(window) or bar.maximum() < hidden:
                yield f"{told(part)} has columns that are not scrolled to"
        yield from beyond(part, window)


def columns(view: QAbstractItemView) -> int:
    """How wide all that is in it is."""
    if isinstance(view, QTableView):
        return view.horizontalHeader().length()
    assert isinstance(view, QListView)
    return view.sizeHintForColumn(0)


def needed(part: QWidget) -> QSize:
    """How large it has to be."""
    if isinstance(part, QLabel):
        if not part.wordWrap():
            return part.sizeHint()
        return QSize(0, part.heightForWidth(part.width()))
    if isinstance(part, QAbstractButton):
        return part.sizeHint()
    if isinstance(part, QListView):  # what Qt thinks it needs is room for two scroll bars
        bar = part.horizontalScrollBar()
        seen = bar.sizeHint().height() if bar.maximum() else 0
        return QSize(0, part.sizeHintForRow(0) + 2 * part.frameWidth() + seen)
    return part.minimumSizeHint()


def beyond(part: QWidget, window: QWidget) -> Iterator[str]:
    """What lies beyond what it is in, where that does not scroll."""
    inside = part
    while inside is not window:
        around = inside.parentWidget()
        assert around is not None
        placed = QRect(inside.pos(), inside.size())
        area = around.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is around:
            if inside.width() > around.width() and area.horizontalScrollBar().maximum() == 0:
                yield f"{told(part)} is cut at the side of what scrolls"
            if inside.height() > around.height() and area.verticalScrollBar().maximum() == 0:
                yield f"{told(part)} is cut at the foot of what does not scroll"
            if around.width() < 60 or around.height() < least(part, area):
                yield f"{told(part)} is looked at through {around.width()} x {around.height()}"
        elif not around.rect().contains(placed):
            yield f"{told(part)}: {placed} lies beyond {around.rect()} of {told(around)}"
            return
        inside = around


def least(part: QWidget, area: QAbstractScrollArea) -> int:
    """The height through which ``part`` can be read in the ``area``, unless that has all of the window already."""
    if isinstance(part, DaysChart) and not isinstance(area, Filling):
        return part.height()
    if isinstance(part, TextTable) and not isinstance(area, Filling):
        return part.horizontalHeader().height() + part.rowHeight(0) + part.horizontalScrollBar().sizeHint().height()
    return area.fontMetrics().lineSpacing()


def covered(window: QWidget) -> Iterator[str]:
    """What lies on something else, but for what says on the figure that it is paused."""
    beside: dict[QWidget | None, list[tuple[QWidget, QRect]]] = {}
    for part in shown(window, (*KINDS, QAbstractScrollArea, Figure)):
        if not isinstance(part.parent(), PausedSign):
            beside.setdefault(scroller(part), []).append((part, placed(part, window)))
    for parts in beside.values():
        for (one, here), (other, there) in combinations(parts, 2):
            if here.intersects(there) and not (one.isAncestorOf(other) or other.isAncestorOf(one)):
                yield f"{told(one)} and {told(other)} lie on each other"


def shown(window: QWidget, kinds: tuple[type[QWidget], ...]) -> list[QWidget]:
    """What can be seen of these kinds."""
    return [
        part
        for part in window.findChildren(QWidget)
        if isinstance(part, kinds)
        and part.isVisibleTo(window)
        and not isinstance(part, QScrollBar | QHeaderView)
        and not (isinstance(part, QLabel) and not part.text())
        and not isinstance(part.parentWidget(), QComboBox | QAbstractSpinBox)
    ]


def scroller(part: QWidget) -> QWidget | None:
    """The innermost of what it scrolls in."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, QAbstractScrollArea):
        above = above.parentWidget()
    return above


def placed(part: QWidget, window: QWidget) -> QRect:
    """Where it is in the window."""
    return QRect(part.mapTo(window, QPoint()), part.size())


def told(part: QWidget) -> str:
    """What it is, for people."""
    words = part.text() if isinstance(part, QLabel | QAbstractButton) else part.accessibleName()
    return f"{type(part).__name__} {words[:40]!r}"
