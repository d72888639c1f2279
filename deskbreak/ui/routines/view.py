"""What the page on routines shows: plain values, read elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from deskbreak.coach.content.exercise import Exercise
from deskbreak.coach.content.looks import LOOKS
from deskbreak.coach.content.routine_file import Routine


@dataclass(frozen=True, slots=True)
class RoutineShown:
    """A routine, and whether it is one of the user's own, which can be changed and taken away."""

    routine: Routine
    own: bool


@dataclass(frozen=True, slots=True)
class RoutinesView:
    """``chosen`` is the id of the routine that is offered, ``left_out`` the exercises that hurt; both may name what is
    not there any more. ``faults``: a sentence for each of the user's files that is not understood. ``look``: that of
    the figure.
    """

    routines: tuple[RoutineShown, ...]
    exercises: Mapping[str, Exercise]
    chosen: str
    left_out: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    look: str = LOOKS[0]
