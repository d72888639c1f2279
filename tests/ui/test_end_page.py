"""The last page: how it was, a little more or less of it, and on from where one stopped."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from deskbreak.coach.player import Player
from deskbreak.engine.actions import Outcome
from deskbreak.ui.kit.controls import Scroller
from deskbreak.ui.routine.pages import ending, safety_page
from deskbreak.ui.routine.pages.ending import DONE as DONE_OUTCOMES
from deskbreak.ui.routine.pages.ending import ENCOURAGING, Ending, advice, encouragement, patience, step_text
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
    window.wishes.felt.connect(told.append)
    QTest.keyClicks(window.focusWidget(), key)
    assert told == [felt]
    assert any(text.startswith("Thank you.") for text in texts(window))
    assert [b.isChecked() for b in window.end_page.feeling.buttons].index(True) == int(key) - 1  # type: ignore[union-attr]
    QTest.keyClicks(window, "2")
    assert told[-1] == "right"
    assert sum(b.isChecked() for b in window.end_page.feeling.buttons) == 1  # type: ignore[union-attr]
    marked = [b.text() for b in window.end_page.feeling.buttons if "✓" in b.text()]  # type: ignore[union-attr]
    assert marked == ["✓  Just right"], "a choice that is made is seen, and the keyboard's place is none"


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
    window.wishes.felt.connect(told.append)
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
    window.wishes.felt.connect(told.append)
    QTest.keyClicks(window, "123")
    assert told == []
    assert "How was it?" not in texts(window)
    assert not any("step" in text for text in texts(window))


def test_how_it_goes_on_is_one_short_sentence_and_no_question(end: End) -> None:
    window = end(DONE)
    assert "Next time: step 3 of 6." in texts(window)
    assert {"Easier", "Harder"} & set(buttons(window)) == set()
    assert window.end_page is not None
    window.end_page.put_step(replace(DONE, step=2))
    assert "Next time: step 2 of 6." in texts(window)
    window = end(replace(DONE, step=2, fixed=True))
    assert "Next time: step 2 of 6, as your settings have it." in texts(window)
    window = end(replace(DONE, step=3, step_tomorrow=4))
    assert "From tomorrow on: step 4 of 6." in texts(window)


@pytest.mark.parametrize(
    ("step", "done", "fixed", "said"),
    [
        (2, 3, False, "Next time you do a little less: step 2 of 6."),
        (1, 1, False, ""),
        (3, 3, True, ""),
        (2, 3, True, ""),
        (0, 0, False, ""),
    ],
)
def test_after_pain_less_is_promised_where_it_comes(step: int, done: int, fixed: bool, said: str) -> None:
    assert step_text(Ending(Outcome.PAIN, 20_000, (), 20_000, step=step, step_done=done, fixed=fixed)) == said


@pytest.mark.parametrize("outcome", sorted(DONE_OUTCOMES, key=str))
def test_it_asks_one_question_and_the_keyboard_stands_on_it(end: End, outcome: Outcome) -> None:
    window = end(replace(DONE, outcome=outcome))
    assert [text for text in texts(window) if text.endswith("?")] == ["How was it?"]
    assert window.focusWidget() is window.end_page.feeling.first_button  # type: ignore[union-attr]
    told: list[str] = []
    window.wishes.felt.connect(told.append)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert told == ["right"]
    assert window.focusWidget() is window.end_page.close_button  # type: ignore[union-attr]


EVERY = replace(
    DONE,
    exercises=("Shoulder circles", "Seated twist", "Side bend", "Cat and cow"),
    next_text="Next routine between 13:04 and 14:04",
    beginning=True,
    hurt="Seated twist",
    left_out="seated-twist",
    hurt_days=2,
)


@pytest.mark.parametrize("outcome", [*sorted(DONE_OUTCOMES, key=str), Outcome.STOPPED, Outcome.PAIN])
def test_it_fits_without_scrolling(end: End, outcome: Outcome) -> None:
    window = end(replace(EVERY, outcome=outcome, place=3 if outcome in (Outcome.STOPPED, Outcome.PARTIAL) else 0))
    window.resize(420, 640)
    for _round in range(5):
        QApplication.processEvents()
    (scroller,) = window.end_page.findChildren(Scroller)  # type: ignore[union-attr]
    assert scroller.verticalScrollBar().maximum() == 0


def test_out_of_breath_is_too_much_and_is_told_what_to_do(end: End) -> None:
    window = end(replace(EVERY, outcome=Outcome.PARTIAL, place=3))
    told: list[str] = []
    window.wishes.felt.connect(told.append)
    (breath,) = [button for button in window.findChildren(QAbstractButton) if "out of breath" in button.text()]
    breath.click()
    assert told == ["too-much"]
    (answer,) = (text for text in texts(window) if text.startswith("Thank you."))
    assert "walk slowly" in answer
    assert "a few sips of water" in answer
    assert [text for text in texts(window) if text.endswith("?")] == []
    window.resize(420, 640)
    for _round in range(5):
        QApplication.processEvents()
    (scroller,) = window.end_page.findChildren(Scroller)  # type: ignore[union-attr]
    assert scroller.verticalScrollBar().maximum() == 0


def test_when_the_next_one_is_offered_it_lets_go_of_what_comes_next(end: End) -> None:
    window = end(DONE)
    assert "Next at noon" in texts(window)
    window.end_page.let_go()  # type: ignore[union-attr]
    assert "Next at noon" not in texts(window)
    assert "How was it?" in texts(window)


# It hurts, and what then

HURT = Ending(Outcome.PAIN, 90_000, ("Seated twist",), 90_000, hurt="Seated twist", caution="Slowly.")


def test_after_pain_it_is_told_what_hurt_and_what_was_done_apart_from_it(end: End) -> None:
    said = texts(end(replace(HURT, exercises=("Neck side stretch",), hurt="Shoulder circles")))
    assert "“Shoulder circles” hurt, and it was right to stop. Take a break and rest." in said
    assert "Done: Neck side stretch" in said
    assert not any("Neck side stretch" in text for text in said if not text.startswith("Done:"))
    assert not any(text.startswith("Done:") for text in texts(end(replace(HURT, exercises=()))))


def test_the_rest_that_is_advised_does_not_contradict_the_button(end: End) -> None:
    """The article: out of breath, one does not sit or lie down at once."""
    window = end(HURT)
    (advised,) = [text for text in texts(window) if "sit or lie down" in text]
    assert advised.startswith("Should you be out of breath, rest on your feet first")
    assert "Rest" in buttons(window)


@pytest.mark.parametrize("following", ["No further routine today", "Routine between 11:42 and 12:00"])
def test_when_the_next_one_comes_is_told_once(end: End, following: str) -> None:
    said = texts(end(Ending(Outcome.STOPPED, 40_000, (), 40_000, following)))
    assert [text for text in said if "outine" in text] == [following]


def test_after_pain_it_can_be_taken_back_for_a_minute(end: End) -> None:
    window = end(HURT)
    page = window.end_page
    assert page is not None
    told: list[bool] = []
    window.wishes.mistaken.connect(lambda: told.append(True))
    assert page._minute.interval() == 60_000
    page.mistake_button.click()
    assert told == [True]
    assert "I pressed it by mistake" not in buttons(window)  # where it is too late, once is enough
    window = end(HURT)
    assert "I pressed it by mistake" in buttons(window)
    window.end_page._minute.timeout.emit()  # type: ignore[union-attr]
    assert "I pressed it by mistake" not in buttons(window)


def test_taken_back_the_window_goes_on_where_it_was(end: End, clock: StillClock, player: Player) -> None:
    window = end(HURT)
    place = window._playback.run.place
    window.take_up()
    assert window.running
    assert not window.ended
    assert window.end_page is None
    assert window._playback.run.place == place
    assert window.focusWidget() is window._page.pause_button


def test_after_pain_there_are_buttons_and_no_command(end: End) -> None:
    window = end(replace(HURT, left_out="seated-twist"))
    page = window.end_page
    assert page is not None
    assert {"Put back", "I pressed it by mistake", "Rest", "See what the article says"} == set(buttons(window))
    assert not any("deskbreak put-back" in text for text in texts(window))
    assert window.focusWidget() is window.end_page.close_button  # type: ignore[union-attr]
    back: list[str] = []
    window.wishes.put_back.connect(back.append)
    page.put_back_button.click()
    assert back == ["seated-twist"]
    assert "“Seated twist” is back in your routines." in texts(window)
    assert "Put back" not in buttons(window)
    page.close_button.click()
    assert not window.isVisible()


def test_what_the_article_says_to_it_is_a_page_of_our_own(end: End) -> None:
    window = end(HURT)
    window.end_page.safety_button.click()  # type: ignore[union-attr]
    told = texts(window)
    assert told[told.index("What the article on back exercises says") + 1 :][0] == "Now that it has hurt"
    first = ("Now that it has hurt", "deskbreak adds: stop and get help", "Stop when it hurts")
    assert [text for text in told if text in first] == list(first), "what may be an emergency comes early"
    assert "When you are out of breath" not in told, "that is said with what to do now"
    assert "Slowly." in told
    assert any("see a doctor" in text for text in told)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert "Be kind to yourself" in texts(window)


@pytest.mark.parametrize(
    ("days", "told"), [(1, "“Seated twist” has hurt on one day."), (2, "“Seated twist” has hurt on 2 different days.")]
)
def test_it_says_on_how_many_days_it_has_hurt(days: int, told: str) -> None:
    assert advice(replace(HURT, left_out="seated-twist", hurt_days=days))[-1].startswith(told)


def test_nobody_is_promised_anything() -> None:
    said = [ending.told(replace(DONE, outcome=outcome)) for outcome in DONE_OUTCOMES] + list(ENCOURAGING)
    assert not any(word in text for text in said for word in ("needed", "had what", "your back", "your neck"))


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, None])
def test_one_can_go_on_from_where_one_stopped(end: End, qtbot: QtBot, key: Qt.Key | None) -> None:
    window = end(Ending(Outcome.STOPPED, 40_000, ("Seated twist",), 40_000, place=3))
    (go_on,) = [button for button in window.findChildren(QAbstractButton) if button.text().startswith("Go on from")]
    assert go_on.text() == "Go on from exercise 3"
    with qtbot.waitSignal(window.wishes.go_on):
        if key is None:
            go_on.click()
        else:
            QTest.keyClick(window.focusWidget(), key)


def test_of_what_is_done_there_is_nothing_to_go_on_with(end: End) -> None:
    window = end(DONE)
    wished: list[bool] = []
    window.wishes.go_on.connect(lambda: wished.append(True))
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
    told = patience(Ending(Outcome.COMPLETED, 0, (), 0, beginning=True))
    assert told == "You are at the beginning. If it helps you, expect it after two or three weeks, not before."
    safety = " ".join(text for _title, text in safety_page.paragraphs())
    assert "If they help you, expect it after two or three weeks." in safety
    assert "the effect" not in safety
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
    window.wishes.felt.connect(lambda _felt: window.end_page.put_step(replace(DONE, step=4)))  # type: ignore[union-attr]
    said.clear()
    QTest.keyClicks(window, "3")
    assert said == ["Thank you. Glad to hear it.", "Next time: step 4 of 6."]
