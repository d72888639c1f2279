"""What is shown without a routine follows the settings and the desktop."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from deskbreak.app.routine.previews import Previews
from deskbreak.coach.content.routine_file import Routine
from deskbreak.settings import Settings
from deskbreak.store.content.library import open_library
from deskbreak.store.paths import Paths
from deskbreak.ui.figure.widget import Figure
from deskbreak.ui.routine.clip_window import ClipWindow
from deskbreak.ui.routine.show_window import ShowWindow


class Wish:
    """Whether the desktop wants little motion."""

    little = False


@pytest.fixture
def wish() -> Wish:
    return Wish()


@pytest.fixture
def previews(paths: Paths, wish: Wish, qtbot: QtBot) -> Iterator[Previews]:
    library = open_library(paths)
    previews = Previews(lambda: library, lambda: 0.0, Settings, lambda: wish.little)
    yield previews
    previews.close()


@pytest.mark.parametrize("kind", [ShowWindow, ClipWindow])
def test_a_wish_for_little_motion_that_is_heard_late_counts(previews: Previews, wish: Wish, kind: type) -> None:
    clips = previews._library().clips
    shown = next(one for one in previews._library().tips if one.clip in clips)
    window = previews.show("seated-twist") if kind is ShowWindow else previews.clip(shown)
    assert window is not None
    assert isinstance(window, kind)
    (figure,) = window.findChildren(Figure)
    assert not figure._reduced
    for little in (True, False):
        wish.little = little
        previews.reduce()
        assert figure._reduced is little


def test_why_is_told_of_the_routine_that_is_named(previews: Previews) -> None:
    window = previews.why("back")
    texts = [label.text() for label in window.findChildren(QLabel)]
    assert "Pendulum" in texts
    assert previews.why("desk") is window, "while it is open"


def title(window: ShowWindow) -> str:
    (shown,) = [one for one in window.findChildren(QLabel) if one.property("role") == "title" and one.isVisible()]
    return shown.text()


def test_a_routine_is_shown_exercise_by_exercise(previews: Previews) -> None:
    window = previews.show("desk")
    assert window.windowTitle() == "Desk routine"
    names = []
    for _exercise in range(4):
        names.append(title(window))
        QTest.keyClick(window, Qt.Key.Key_Right)
    assert names == ["Shoulder circles", "Seated twist", "Side bend", "Cat and cow"]
    assert not window.running, "beyond the last it is over"
    QTest.keyClick(window, Qt.Key.Key_Left)
    assert "Exercise 4 of 4" in [label.text() for label in window.findChildren(QLabel)]


def test_one_that_takes_its_exercises_in_turn_shows_all_of_them(previews: Previews) -> None:
    window = previews.show("minute")
    assert [part.id for part in window._player.plan.parts] == list(previews._library().routines["minute"].exercises)


def test_what_is_not_saved_can_be_looked_at_too(previews: Previews) -> None:
    window = previews.play(Routine("", ("shrug", "seated-twist"), {}, {"en": "Mine"}, {"shrug": 2}))
    assert window.windowTitle() == "Mine"
    assert [part.id for part in window._player.plan.parts] == ["shrug", "seated-twist"]
    assert previews.show("shrug") is not window
    assert not window.isVisible(), "one at a time"
