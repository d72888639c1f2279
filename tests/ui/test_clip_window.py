"""A posture tip, shown moving."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from deskbreak.coach.content.routine_file import alone
from deskbreak.coach.plan import plan
from deskbreak.coach.player import Player
from deskbreak.store.content.library import Library, open_library
from deskbreak.store.paths import find_paths
from deskbreak.ui.kit.appearance import Appearance
from deskbreak.ui.routine.clip_window import ClipWindow
from tests.coach.samples import StillClock


@pytest.fixture
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(find_paths(tmp_path_factory.mktemp("home")))


@pytest.fixture
def window(library: Library, clock: StillClock, qtbot: QtBot) -> ClipWindow:
    layout = plan(alone(library.clips["walk"]), library.clips, ending=False)
    window = ClipWindow(Player(layout), clock, "A few steps", "Walk around.", Appearance(look="heather"))
    qtbot.addWidget(window)
    window.open()
    return window


def play(window: ClipWindow, clock: StillClock, seconds: float) -> None:
    clock.pass_(seconds)
    window._playback.timer.timeout.emit()


def texts(window: ClipWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel)]


def test_it_is_small_and_says_what_to_do(window: ClipWindow, clock: StillClock) -> None:
    assert window.width() < 360
    assert window.running
    play(window, clock, 8)
    assert {"A few steps", "Walk around."} <= set(texts(window))
    assert "Walk a little,\narms swinging." in texts(window)


def test_it_plays_twenty_seconds_and_then_rests(window: ClipWindow, clock: StillClock) -> None:
    play(window, clock, 18)
    assert window.running
    play(window, clock, 5)
    assert not window._playback.timer.isActive()
    window.again_button.click()
    assert window.running
    assert window._playback.run.place == 0


@pytest.mark.parametrize("way", ["esc", "button"])
def test_it_closes(window: ClipWindow, qtbot: QtBot, way: str) -> None:
    assert window.focusWidget() is window.close_button
    with qtbot.waitSignal(window.closed):
        if way == "esc":
            QTest.keyClick(window, Qt.Key.Key_Escape)
        else:
            QTest.keyClick(window.close_button, Qt.Key.Key_Return)
    assert not window._playback.timer.isActive()


def test_space_begins_again_and_out_of_sight_it_rests(window: ClipWindow, clock: StillClock, qtbot: QtBot) -> None:
    play(window, clock, 5)
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert window._playback.run.place == 0
    window.showMinimized()
    qtbot.waitUntil(lambda: not window._playback.timer.isActive())


def test_every_clip_of_a_tip_is_there_and_lasts_about_twenty_seconds(library: Library) -> None:
    shown = [tip.clip for tip in library.tips if tip.clip]
    assert set(shown) <= set(library.clips)
    for clip in library.clips.values():
        assert 18 <= plan(alone(clip), library.clips, ending=False).total <= 22
