"""One exercise to look at: it moves while it is seen, again and again, and can be led by the keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from deskbreak.coach.content.routine_file import alone
from deskbreak.coach.frame import Side
from deskbreak.coach.plan import plan
from deskbreak.coach.player import Player
from deskbreak.ui.kit.appearance import Appearance
from deskbreak.ui.kit.controls import Button
from deskbreak.ui.routine.marks import Arrow
from deskbreak.ui.routine.pages.why_page import Reason
from deskbreak.ui.routine.show_window import ShowWindow
from tests.coach.samples import StillClock, desk, exercises


@pytest.fixture
def window(qtbot: QtBot, clock: StillClock) -> ShowWindow:
    twist = exercises()["seated-twist"]
    shown = ShowWindow(Player(plan(alone(twist), exercises())), clock, (Reason.of(twist, "en"),))
    qtbot.addWidget(shown)
    shown.open()
    qtbot.waitExposed(shown)
    return shown


def runs(window: ShowWindow) -> bool:
    return window.running


def moves(window: ShowWindow) -> bool:
    return any(timer.isActive() for timer in window.findChildren(QTimer))


def texts(window: ShowWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def buttons(window: ShowWindow) -> list[str]:
    return [button.accessibleName() for button in window.findChildren(Button) if button.isVisible()]


def test_it_shows_that_exercise_and_moves(window: ShowWindow) -> None:
    assert window.windowTitle() == "Seated twist"
    assert runs(window)
    assert moves(window)
    assert "Seated twist" in texts(window)


def test_space_pauses_and_goes_on(window: ShowWindow, qtbot: QtBot, clock: StillClock) -> None:
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert not runs(window)
    assert not moves(window)
    assert "Go on" in buttons(window)
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert runs(window)
    assert "Pause" in buttons(window)


def test_at_its_end_it_stands_and_can_be_had_again(window: ShowWindow, qtbot: QtBot, clock: StillClock) -> None:
    clock.pass_(10_000)
    qtbot.waitUntil(lambda: not moves(window))
    assert "Again" in buttons(window)
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert runs(window)
    assert moves(window)


def test_hidden_it_waits(window: ShowWindow) -> None:
    window.hide()
    assert not runs(window)
    assert not moves(window)


def test_minimised_it_waits_too(window: ShowWindow, qtbot: QtBot) -> None:
    window.showMinimized()
    qtbot.waitUntil(lambda: not runs(window))
    assert not moves(window)


def test_opposite_one_the_arrow_goes_where_the_figure_goes(qtbot: QtBot, clock: StillClock) -> None:
    shown = {}
    for mirror in (True, False):
        twist = exercises()["seated-twist"]
        layout = plan(alone(twist), exercises())
        window = ShowWindow(Player(layout), clock, (Reason.of(twist, "en"),), Appearance(mirror=mirror))
        qtbot.addWidget(window)
        window.open()
        clock.pass_(next(beat.start for beat in layout.beats if beat.side is Side.LEFT and beat.text == "left"))
        QTest.keyClick(window, Qt.Key.Key_Space)
        shown[mirror] = window.findChildren(Arrow)[0].angle
    assert shown == {True: 180.0, False: 0.0}


def test_from_right_to_left_the_arrow_keys_lead_the_other_way(qtbot: QtBot, clock: StillClock, mirrored: None) -> None:
    window = ShowWindow(Player(plan(desk(), exercises())), clock, (Reason.of(exercises()["seated-twist"], "en"),))
    qtbot.addWidget(window)
    window.open()
    QTest.keyClick(window, Qt.Key.Key_Left)
    assert "Exercise 2 of 4" in texts(window)
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert "Exercise 1 of 4" in texts(window)


def test_why_and_back(window: ShowWindow, qtbot: QtBot) -> None:
    window.show_why()
    assert not runs(window)
    assert any("17%" in text for text in texts(window))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not any("17%" in text for text in texts(window))
    assert window.isVisible()


def test_esc_closes_and_tells(window: ShowWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closed):
        QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not moves(window)


def test_it_follows_the_desktop_into_the_dark(
    window: ShowWindow, wear: Callable[[QPalette], None], dark: QPalette
) -> None:
    wear(dark)
    assert window.theme.dark


@pytest.mark.parametrize("several", [False, True])
def test_large_letters_on_a_small_screen_leave_all_of_it_in_sight(
    qtbot: QtBot, clock: StillClock, qapp: QApplication, several: bool
) -> None:
    before = qapp.font()
    larger = QFont(before)
    larger.setPixelSize(27)  # 10 points at twice the size
    qapp.setFont(larger)
    try:
        twist = exercises()["seated-twist"]
        shown = desk() if several else alone(twist)
        window = ShowWindow(Player(plan(shown, exercises())), clock, (Reason.of(twist, "en"),))
        qtbot.addWidget(window)
        window.open()
        qtbot.waitExposed(window)
        window.resize(1008, 552)  # 1024 × 600 within a frame
        assert window.height() == 552
        for button in window.findChildren(Button):
            assert not button.isVisible() or window.rect().contains(button.mapTo(window, button.rect().bottomRight()))
    finally:
        qapp.setFont(before)
