"""How much to do today: from a few repetitions up to the full dose, by how it went so far.

One begins at step 1. What counts is days: three on which a routine was finished at a step lead one up from the next day
on, so that who does one each day of work is at the full dose after three weeks, the horizon of the article that the
exercises are from. How many routines a day had makes no difference. A “too much” leads one step down at once, and so do
a pain and each week without a routine: what the body has not done for a while it begins with less of. A day on which it
went down leads nowhere up.

A routine finished at a higher step than that shows that one can do it, and is where it goes on: so nobody is thrown
back who chose the step by hand, or whose history is from when each routine counted, not each day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import groupby

from deskbreak.coach.content.exercise import FULL

DAYS_TO_GO_UP = 3
"""Different days on which a routine is finished at a step: five times so many are the 15 days of three weeks' work."""
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
    """A routine that was begun on ``day`` at a ``step`` (1 to ``FULL``; 0: not known), to its end or not.

    ``pained``: it ended because it hurt.
    """

    day: date
    step: int = 0
    finished: bool = False
    felt: Felt = Felt.UNTOLD
    pained: bool = False

    @property
    def eases(self) -> bool:
        """Whether there is to be less the next time."""
        return self.pained or self.felt is Felt.TOO_MUCH


@dataclass(frozen=True, slots=True)
class StepProgress:
    """The ``step`` to do (1 to ``FULL``), and on how many of ``DAYS_TO_GO_UP`` days a routine was finished at it."""

    step: int = 1
    days: int = 0

    def after(self, sessions: Iterable[Session]) -> "StepProgress":
        """Where one stands after these routines of one day, in whatever order they were done."""
        of_day = tuple(sessions)
        if downs := sum(1 for session in of_day if session.eases):
            return self.down(downs)
        done = min(max((session.step for session in of_day if session.finished), default=0), FULL)
        if done < self.step:
            return self  # the one-minute version, or less than this step by choice, shows nothing about it
        return StepProgress(done, 1 if done > self.step else min(self.days + 1, DAYS_TO_GO_UP))

    def next_day(self) -> "StepProgress":
        """Where one stands when another day begins."""
        return StepProgress(self.step + 1) if self.days == DAYS_TO_GO_UP and self.step < FULL else self

    def down(self, steps: int) -> "StepProgress":
        """So many steps down, to start anew at that one."""
        return StepProgress(max(1, self.step - steps)) if steps > 0 else self


def standing(sessions: Iterable[Session], today: date, begin: StepProgress | None = None) -> StepProgress:
    """Where one stands ``today`` after these ``sessions``, in any order, since one stood at ``begin``."""
    now, last = begin or StepProgress(), None
    for day, of_day in groupby(sorted(sessions, key=_day), key=_day):
        now = _waited(now, last, day).after(of_day)
        last = day
    return _waited(now, last, today)


def step_today(sessions: Iterable[Session], today: date, chosen: int = 0, begin: StepProgress | None = None) -> int:
    """The step to do ``today``, 1 to ``FULL``; ``chosen`` is the one that the settings ask for (0: by progress)."""
    return min(chosen, FULL) if chosen > 0 else standing(sessions, today, begin).step


def _waited(now: StepProgress, last: date | None, day: date) -> StepProgress:
    """Where one stands on ``day`` who has done nothing since ``last`` (``None``: ever); a clock may be set back."""
    if last is None or day <= last:
        return now
    return now.next_day().down((day - last).days // DAYS_OFF)


def _day(session: Session) -> date:
    return session.day
