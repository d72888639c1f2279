"""The last page: how it was, a little more or less of it, and on from where one stopped."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from deskbreak.coach.player import Player
from deskbreak.engine.actions import Outcome
from deskbreak.ui.routine.pages import step_row
from deskbreak.ui.routine.pages.ending import ENCOURAGING, Ending, advice, encouragement, patience
from deskbreak.ui.routine.window import RoutineWindow
from tests.coach.samples import StillClock

DONE = Ending(Outcome.COMPLETED, 240_000, ("Seated twist",), 240_000, "Next at noon", step=3)

End = Callable[..., RoutineWindow]


@pytest.fixture
def end(player: Player, clock: StillClock, qtbot: QtBot) -> End:
    def end_one(ending: Ending) -> RoutineWindow:
        window = RoutineWindow(player, clock, safety_read=True)
        qtbot.addWidget(window)
        window.open()
        window.show_ending(ending)
        return window

    return end_one


def texts(window: RoutineWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window)]


def buttons(window: RoutineWindow) -> list[str]:
    return [button.text() for button in window.findChildren(QAbstractButton) if button.isVisibleTo(window)]


@pytest.mark.parametrize(("key", "felt"), [("1", "too-much"), ("2", "right"), ("3", "easy")])
def test_one_key_says_how_it_was(end: End, key: str, felt: str) -> None:
    window = end(DONE)
    told: list[str] = []
    window.felt.connect(told.append)
    QTest.keyClicks(window.focusWidget(), key)
    assert told == [felt]
    assert any(text.startswith("Thank you.") for text in texts(window))
    assert [b.isChecked() for b in window._end_page.feeling.buttons].index(True) == int(key) - 1  # type: ignore[union-attr]
    QTest.keyClicks(window, "2")
    assert told[-1] == "right"
    assert sum(b.isChecked() for b in window._end_page.feeling.buttons) == 1  # type: ignore[union-attr]


@pytest.mark.parametrize("key", ["1", "2", "3"])
@pytest.mark.parametrize(("step", "fixed"), [(1, False), (6, False), (3, True)])
def test_the_answer_to_it_promises_nothing_that_does_not_come(end: End, key: str, step: int, fixed: bool) -> None:
    window = end(replace(DONE, step=step, fixed=fixed))
    QTest.keyClicks(window.focusWidget(), key)
    (answer,) = (text for text in texts(window) if text.startswith("Thank you."))
    assert not {"less", "more", "next"} & set(answer.lower().strip(".").split())


def test_a_button_says_it_too_and_other_keys_say_nothing(end: End) -> None:
    window = end(DONE)
    told: list[str] = []
    window.felt.connect(told.append)
    QTest.keyClicks(window, "4x ")
    assert told == []
    (easy,) = [button for button in window.findChildren(QAbstractButton) if button.text() == "3  Easy"]
    assert easy.accessibleName() == "Easy, key 3"
    easy.click()
    assert told == ["easy"]


@pytest.mark.parametrize("outcome", [Outcome.STOPPED, Outcome.PAIN])
def test_who_stopped_is_not_asked(end: End, outcome: Outcome) -> None:
    window = end(Ending(outcome, 20_000, ("Seated twist",), 20_000, hurt="Seated twist", step=3))
    told: list[object] = []
    window.felt.connect(told.append)
    window.step_wished.connect(told.append)
    QTest.keyClicks(window, "123+-")
    assert told == []
    assert "How was it?" not in texts(window)
    assert not any("step" in text for text in texts(window))


def test_the_next_step_can_be_changed_by_keys_and_buttons(end: End) -> None:
    window = end(DONE)
    wished: list[int] = []
    window.step_wished.connect(wished.append)
    window.step_wished.connect(window.show_step)
    assert "Next time: step 3 of 6." in texts(window)
    QTest.keyClicks(window, "+=-")
    assert wished == [4, 5, 4]
    assert "Next time: step 4 of 6." in texts(window)
    row = window._end_page.step  # type: ignore[union-attr]
    assert row is not None
    row.easier_button.click()
    assert wished[-1] == 3


@pytest.mark.parametrize(("step", "key"), [(1, "-"), (6, "+")])
def test_there_is_an_end_to_it(end: End, step: int, key: str) -> None:
    window = end(Ending(Outcome.COMPLETED, 240_000, (), 0, step=step))
    wished: list[int] = []
    window.step_wished.connect(wished.append)
    QTest.keyClicks(window, key)
    assert wished == []


def test_a_step_of_the_settings_is_told_and_left_alone(end: End) -> None:
    window = end(Ending(Outcome.COMPLETED, 240_000, (), 0, step=2, fixed=True))
    wished: list[int] = []
    window.step_wished.connect(wished.append)
    QTest.keyClicks(window, "+-")
    assert wished == []
    assert "Next time: step 2 of 6, as your settings have it." in texts(window)
    assert "Harder" not in buttons(window)
    assert step_row.step_line(2) == "step 2 of 6"


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, None])
def test_one_can_go_on_from_where_one_stopped(end: End, qtbot: QtBot, key: Qt.Key | None) -> None:
    window = end(Ending(Outcome.STOPPED, 40_000, ("Seated twist",), 40_000, place=3))
    (go_on,) = [button for button in window.findChildren(QAbstractButton) if button.text().startswith("Go on from")]
    assert go_on.text() == "Go on from exercise 3"
    with qtbot.waitSignal(window.go_on_wished):
        if key is None:
            go_on.click()
        else:
            QTest.keyClick(window.focusWidget(), key)


def test_of_what_is_done_there_is_nothing_to_go_on_with(end: End) -> None:
    window = end(DONE)
    wished: list[bool] = []
    window.go_on_wished.connect(lambda: wished.append(True))
    QTest.keyClick(window, Qt.Key.Key_Left)
    assert wished == []
    assert not any(text.startswith("Go on") for text in buttons(window))


def test_it_says_another_encouraging_word_each_time_and_none_to_who_is_in_pain() -> None:
    said = [encouragement(Ending(Outcome.COMPLETED, 0, (), 0, turn=turn)) for turn in range(len(ENCOURAGING) + 1)]
    assert len(set(said)) == len(ENCOURAGING)
    assert said[0] == said[-1]
    assert encouragement(Ending(Outcome.STOPPED, 0, ("Twist",), 0))
    assert encouragement(Ending(Outcome.STOPPED, 0, (), 0)) == ""
    assert encouragement(Ending(Outcome.PAIN, 0, ("Twist",), 0)) == ""


def test_results_take_weeks_and_pain_that_comes_again_a_doctor() -> None:
    assert "two or three weeks" in patience(Ending(Outcome.COMPLETED, 0, (), 0, beginning=True))
    assert patience(DONE) == ""
    once = "\n".join(advice(Ending(Outcome.PAIN, 0, (), 0, hurt="Twist")))
    again = "\n".join(advice(Ending(Outcome.PAIN, 0, (), 0, hurt="Twist", hurt_before=True)))
    assert "It has hurt before" in again
    assert "It has hurt before" not in once
    assert "doctor" in again


def test_what_changes_is_announced(end: End, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    window = end(DONE)
    window.step_wished.connect(window.show_step)
    said.clear()
    QTest.keyClicks(window, "3+")
    assert said == ["Thank you. Glad to hear it.", "Next time: step 4 of 6."]
