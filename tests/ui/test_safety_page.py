"""The safety page: what the article says, what deskbreak adds to it, and which is which."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from deskbreak.coach.player import Player
from deskbreak.ui.routine.pages.safety_page import Told, paragraphs, when_it_hurts
from deskbreak.ui.routine.window import RoutineWindow
from tests.coach.samples import StillClock

NAMES = ("Cat and cow", "Side bend")
LONGEST = 330
"""Characters of a paragraph: six lines in a window as narrow as can be."""


def text(told: tuple[Told, ...], heading: str) -> str:
    (found,) = [words for title, words in told if title == heading]
    return found


def test_what_is_no_ban_for_whoever_has_asked_says_so() -> None:
    told = paragraphs(NAMES)
    doctor = text(told, "Ask a doctor first")
    assert doctor.startswith("Please talk to a doctor before you start. Unless your doctor agrees, do not do ")
    for words in ("chronic illness", "acute infection", "serious disease", "spine", "bleeding", "severe pain"):
        assert words in doctor
    assert text(told, "Pregnant, or operated on lately").startswith("Unless your doctor agrees, leave out exercises")


def test_what_deskbreak_adds_is_headed_so_and_is_in_no_other_paragraph() -> None:
    told = paragraphs(NAMES)
    added = " ".join(words for heading, words in told if heading.startswith("deskbreak adds: "))
    rest = " ".join(words for heading, words in told if not heading.startswith("deskbreak adds: "))
    for words in (
        *("osteoporosis", "operation of the neck or a shoulder"),
        *("dizzy", "see double", "numb", "weak", "into an arm or a leg", "medical help"),
    ):
        assert words in added
        assert words not in rest
    whose = text(told, "Whose advice this is")
    for words in (
        "an article",
        "deskbreak’s own",
        "what it adds",
        "“unless your doctor agrees”",
        "strengthening the back",
    ):
        assert words in whose


def test_the_exercises_that_strengthen_the_back_are_named() -> None:
    assert "deskbreak counts as such: Cat and cow, Side bend." in text(
        paragraphs(NAMES), "Pregnant, or operated on lately"
    )
    assert text(paragraphs(), "Pregnant, or operated on lately").endswith("exercises that strengthen the back.")


def test_out_of_breath_one_walks() -> None:
    assert text(paragraphs(), "When you are out of breath") == (
        "Stop, but do not sit or lie down: walk slowly, and drink a few sips of water."
    )
    assert "do not sit or lie down at once" in text(when_it_hurts(""), "Now that it has hurt")


def test_after_pain_nothing_of_it_is_missing() -> None:
    hurt = {*when_it_hurts("Slowly.", NAMES)}
    assert {*paragraphs(NAMES)} - hurt == {
        one for one in paragraphs(NAMES) if one[0] == "When you are out of breath"
    }, "that is in what to do now"


@pytest.mark.parametrize("told", [paragraphs(NAMES), when_it_hurts("Slowly.", NAMES)], ids=["before", "after pain"])
def test_its_paragraphs_are_short(told: tuple[Told, ...]) -> None:
    assert [heading for heading, words in told if len(words) > LONGEST] == []


@pytest.mark.parametrize("lead", [lambda _window: None, RoutineWindow.show_safety], ids=["first", "later"])
def test_the_window_hands_on_their_names(
    qtbot: QtBot, player: Player, clock: StillClock, lead: Callable[[RoutineWindow], None]
) -> None:
    window = RoutineWindow(player, clock, safety_read=lead is RoutineWindow.show_safety, strengthening=NAMES)
    qtbot.addWidget(window)
    window.open()
    lead(window)
    assert any("Cat and cow, Side bend" in label.text() for label in window.findChildren(QLabel))
