"""What the page on routines shows: plain values, read elsewhere."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from deskbreak.coach.content.exercise import Exercise
from deskbreak.coach.content.looks import LOOKS
from deskbreak.coach.content.routine_file import Routine

_ENDLESS = re.compile(r"[^\s/-]{28}(?=[^\s/-])")
"""So many letters that no language's word is cut, followed by more."""
_LONGEST_NAME = 80
_BREAK = "\u200b"
"""No space, and yet a line may end here."""


@dataclass(frozen=True, slots=True)
class RoutineShown:
    """A routine, and whether it is one of the user's own, which can be changed and taken away."""

    routine: Routine
    own: bool


@dataclass(frozen=True, slots=True)
class RoutinesView:
    """``chosen`` are the ids of the routines that are offered, in turn where they are several; ``today`` is the one of
    this day. ``left_out``: the exercises that hurt (``None``: not known, as no deskbreak runs), perhaps some that are
    not there any more. ``faults``: a sentence for each of the user's files that is not understood. ``look``: that of
    the figure.
    """

    routines: tuple[RoutineShown, ...]
    exercises: Mapping[str, Exercise]
    chosen: tuple[str, ...]
    today: str
    left_out: tuple[str, ...] | None = ()
    faults: tuple[str, ...] = ()
    look: str = LOOKS[0]


def breaking(text: str) -> str:
    """``text`` with places to break in words that are longer than any."""
    return _ENDLESS.sub(lambda found: found[0] + _BREAK, text)


def shown_name(name: str) -> str:
    """A name in a line or two, cut off where it is longer."""
    return breaking(name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…")
