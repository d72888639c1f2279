"""The sign that a routine is paused: seen, and nothing of the figure behind it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deskbreak.coach.plan import plan
from deskbreak.coach.player import Player
from deskbreak.ui.figure.cues.ring import paint_ring
from deskbreak.ui.routine.pages.pausing_figure import PausingFigure
from deskbreak.ui.routine.window import RoutineWindow
from tests.coach.samples import StillClock, exercises, routines

SIZES = {"420x640": (QSize(420, 640), 1), "large": (QSize(1350, 720), 1), "letters": (QSize(1350, 720), 2)}
SIZES |= {"beside": (QSize(1000, 400), 1), "small": (QSize(360, 540), 1)}


@pytest.fixture
def routine(request: pytest.FixtureRequest) -> Player:
    return Player(plan(routines()[request.param], exercises()))


@pytest.mark.parametrize("routine", ["desk", "neck"], indirect=True)
@pytest.mark.parametrize(("size", "turned"), [*((size, False) for size in SIZES), ("420x640", True)], ids=str)
def test_nothing_of_the_figure_is_behind_it(
    routine: Player,
    size: str,
    turned: bool,
    letters: Callable[[float], None],
    request: pytest.FixtureRequest,
    qtbot: QtBot,
) -> None:
    if turned:
        request.getfixturevalue("mirrored")
    room, times = SIZES[size]
    letters(times)
    clock = StillClock()
    window = RoutineWindow(routine, clock, safety_read=True)
    qtbot.addWidget(window)
    window.open()
    window.resize(room)
    qtbot.waitExposed(window)
    figure = window._page.figure
    assert figure.isRightToLeft() is turned
    faults = []
    for number, part in enumerate(routine.plan.parts):
        beats = [beat for beat in routine.plan.beats if beat.part == number]
        longest = max(beats, key=lambda beat: beat.end - beat.start)
        for at in (part.start + 1, (beats[len(beats) // 2].start + beats[len(beats) // 2].end) / 2, longest.end - 0.5):
            window.go_to(number)
            window._playback.run.go_on()
            clock.pass_(at - part.start)
            window._playback.timer.timeout.emit()
            window.pause_or_go_on()
            assert not window.running
            sign = figure.paused
            assert sign.isVisible()
            assert figure.rect().contains(sign.geometry())
            assert sign.size() == sign.sizeHint()
            if figure.width() >= figure.height() + 2 * sign.width():
                assert figure.room == figure.rect(), "it has room beside the disc"
            if _behind(figure, sign.geometry()):
                faults.append(f"{part.id} at {at - part.start:.1f} s: {sign.geometry()} of {figure.size()}")
    assert not faults, faults


def _behind(figure: PausingFigure, place: QRect) -> bool:
    """Whether the person is painted there."""
    figure.paused.setVisible(False)
    ratio = figure.devicePixelRatioF()
    assert ratio == 1
    seen, scene = (QImage(figure.size(), QImage.Format.Format_RGB32) for _ in range(2))
    figure.render(seen, QPoint())
    scene.fill(figure.palette().window().color())
    painter = QPainter(scene)
    painter.drawPixmap(0, 0, figure._scene)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_ring(painter, figure._camera, figure._colors, figure.picture.pose.chest)  # around the disc
    painter.end()
    figure.paused.setVisible(True)
    return seen.copy(place) != scene.copy(place)


def test_there_is_always_a_place_for_it_and_it_gives_it_back(qtbot: QtBot) -> None:
    clock, routine = StillClock(), Player(plan(routines()["desk"], exercises()))
    window = RoutineWindow(routine, clock, safety_read=True)
    qtbot.addWidget(window)
    window.open()
    qtbot.waitExposed(window)
    figure = window._page.figure
    figure.setFixedSize(150, 150)
    QApplication.processEvents()
    clock.pass_(routine.plan.parts[1].start + 20)
    window._playback.timer.timeout.emit()
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert figure.paused.isVisible()
    assert not _behind(figure, figure.paused.geometry())
    assert figure.room.top() > figure.paused.geometry().bottom(), "a strip of its own"
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert figure.room == figure.rect()


def test_it_grows_with_the_letters_while_it_is_seen(qtbot: QtBot) -> None:
    clock, routine = StillClock(), Player(plan(routines()["desk"], exercises()))
    window = RoutineWindow(routine, clock, safety_read=True)
    qtbot.addWidget(window)
    window.open()
    qtbot.waitExposed(window)
    QTest.keyClick(window, Qt.Key.Key_Space)
    sign = window._page.figure.paused
    before = sign.size()
    window.resize(1000, 700)
    window.enlarge(1.5)
    qtbot.waitUntil(lambda: sign.height() > before.height() and sign.size() == sign.sizeHint())
    assert not _behind(window._page.figure, sign.geometry())
