"""How much to do today: from a few repetitions up to the full dose, by how it went so far.

One begins at step 1. Three routines finished at a step without “too much” lead one up, a “too much” leads one down, and
so does each week without a routine: what the body has not done for a while it begins with less of.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from deskbreak.coach.content.exercise import FULL

FINISHED_TO_GO_UP = 3
DAYS_OFF = 7
"""Days since the last routine that count as a week off."""


class Felt(Enum):
    """How a routine was, in the person's own words."""

    UNTOLD = ""
    TOO_MUCH = "too-much"
    RIGHT = "right"
    EASY = "easy"


@dataclass(frozen=True, slots=True)
class Session:
    """A routine that was begun on ``day`` at a ``step`` (1 to ``FULL``; 0: not known), to its end or not."""

    day: date
    step: int = 0
    finished: bool = False
    felt: Felt = Felt.UNTOLD


@dataclass(frozen=True, slots=True)
class StepProgress:
    """The ``step`` to do (1 to ``FULL``), and how many of ``FINISHED_TO_GO_UP`` routines are finished at it."""

    step: int = 1
    finished: int = 0

    def after(self, session: Session) -> "StepProgress":
        """Where one stands after this routine."""
        if session.felt is Felt.TOO_MUCH:
            return self.down(1)
        if not session.finished or session.step < self.step:
            return self  # the one-minute version, or less than this step by choice, shows nothing about it
        if self.finished + 1 < FINISHED_TO_GO_UP or self.step == FULL:
            return StepProgress(self.step, min(self.finished + 1, FINISHED_TO_GO_UP))
        return StepProgress(self.step + 1)

    def down(self, steps: int) -> "StepProgress":
        """So many steps down, to start anew at that one."""
        return StepProgress(max(1, self.step - steps)) if steps > 0 else self


def standing(sessions: Iterable[Session], today: date, begin: StepProgress | None = None) -> StepProgress:
    """Where one stands ``today`` after these ``sessions``, given in the order of time, since one stood at ``begin``."""
    now, last = begin or StepProgress(), None
    for session in sessions:
        if last is not None:
            now = now.down((session.day - last).days // DAYS_OFF)
        now = now.after(session)
        last = session.day if last is None else max(last, session.day)
    return now if last is None else now.down((today - last).days // DAYS_OFF)


def step_today(sessions: Iterable[Session], today: date, chosen: int = 0, begin: StepProgress | None = None) -> int:
    """The step to do ``today``, 1 to ``FULL``; ``chosen`` is the one that the settings ask for (0: by progress)."""
    return min(chosen, FULL) if chosen > 0 else standing(sessions, today, begin).step
