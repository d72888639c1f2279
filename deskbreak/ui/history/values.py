"""What the history window shows, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from deskbreak.engine.actions import Outcome
from deskbreak.i18n import N_
from deskbreak.ui.history.period import Period


class HowItWent(Enum):
    """What became of a routine, or of the offer of one; the value is its word. Each has a shape and a colour."""

    DONE = N_("done")
    IN_PART = N_("in part")
    STOPPED = N_("stopped")
    SKIPPED = N_("skipped")
    MISSED = N_("missed")


HOW = {
    Outcome.COMPLETED: HowItWent.DONE,
    Outcome.SHORT: HowItWent.DONE,  # I2
    Outcome.PARTIAL: HowItWent.IN_PART,
    Outcome.STOPPED: HowItWent.STOPPED,
    Outcome.PAIN: HowItWent.STOPPED,
    Outcome.SKIPPED: HowItWent.SKIPPED,
    Outcome.MISSED: HowItWent.MISSED,
}
"""Nudges and invitations are none."""
MOVED = (HowItWent.DONE, HowItWent.IN_PART, HowItWent.STOPPED)
"""In which there was exercise."""


@dataclass(frozen=True, slots=True)
class DayDone:
    """One day: how often each thing happened, and the seconds of exercise by how it went. ``pains``: how often it hurt
    so that it was stopped."""

    on: date
    times: Mapping[HowItWent, int] = field(default_factory=dict)
    seconds: Mapping[HowItWent, int] = field(default_factory=dict)
    nudges: int = 0
    pains: int = 0

    @classmethod
    def of(cls, day: date, times: Mapping[Outcome, int], seconds: Mapping[Outcome, int]) -> "DayDone":
        """From the outcomes of a day."""
        return cls(day, _summed(times), _summed(seconds), times.get(Outcome.NUDGE, 0), times.get(Outcome.PAIN, 0))

    @property
    def moved(self) -> int:
        """Seconds of exercise."""
        return sum(self.seconds.values())

    @property
    def minutes(self) -> int:
        """Whole minutes of exercise, rounded as people do."""
        return minutes(self.moved)

    @property
    def minutes_text(self) -> str:
        """The same, which is not 0 where there was any."""
        return "<1" if self.moved and not self.minutes else str(self.minutes)

    @property
    def empty(self) -> bool:
        """Whether nothing is known of it."""
        return not any(self.times.values()) and not self.nudges


@dataclass(frozen=True, slots=True)
class ExerciseDone:
    """``times``: in how many routines; ``both_sides``: in how many of these that went to their end, where it has two
    sides. ``step``: of progress, at the last time (0: not known). ``pains``: how often it hurt."""

    name: str
    times: int
    both_sides: int | None
    step: int
    pains: int


@dataclass(frozen=True, slots=True)
class HistoryShown:
    """``today``: its date. ``earlier``, ``later``: whether there is something to leaf to. ``recorded``: whether there
    is anything at all. ``fault``: a sentence where the history cannot be read."""

    period: Period
    today: date
    days: tuple[DayDone, ...] = ()
    exercises: tuple[ExerciseDone, ...] = ()
    earlier: bool = False
    later: bool = False
    recorded: bool = True
    fault: str = ""


def minutes(seconds: int) -> int:
    """Whole minutes, rounded as people do."""
    return (seconds + 30) // 60


def _summed(of: Mapping[Outcome, int]) -> dict[HowItWent, int]:
    summed: dict[HowItWent, int] = {}
    for outcome, how in HOW.items():
        if of.get(outcome, 0):
            summed[how] = summed.get(how, 0) + of[outcome]
    return summed
