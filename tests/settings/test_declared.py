"""What is declared for the coach is what the coach has; settings come below it, so they cannot ask."""

from deskbreak.coach.content.exercise import FULL
from deskbreak.coach.content.looks import LOOKS as COACHS
from deskbreak.settings import Settings
from deskbreak.settings.declared import LOOKS, STEPS


def test_the_looks_are_those_of_the_figure_and_the_default_comes_first() -> None:
    assert LOOKS == COACHS
    assert Settings().coach.look == COACHS[0]


def test_there_are_as_many_steps_as_progress_has() -> None:
    assert STEPS == FULL
