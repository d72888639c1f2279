"""The open routine, and what has hurt: the parts of the state that an exercise makes.

``int`` fields count ms on the engine's span clock (``Instant.mono``) unless they say otherwise.
"""

from dataclasses import dataclass
from datetime import date

from deskbreak.engine.actions import Version
from deskbreak.engine.calendar.instant import Instant
from deskbreak.engine.events import UNTOLD, Manner
from deskbreak.settings import MINUTE

TAKEN_BACK_WITHIN = MINUTE
"""ms for which *It hurts* can be taken back (D7)."""


@dataclass(frozen=True, slots=True)
class Exercising:
    """A routine is open: ``done`` of ``total`` ms at ``since``, running on from there; ``since`` None: it rests."""

    version: Version
    done: int = 0
    total: int = 0
    since: int | None = None
    exercises: tuple[str, ...] = ()
    manner: Manner = UNTOLD

    def __post_init__(self) -> None:
        if not 0 <= self.done <= self.total:
            raise ValueError(f"a routine is between nothing and wholly done: {self}")

    def done_by(self, now: int) -> int:
        """ms done by ``now``."""
        return self.done if self.since is None else min(self.total, self.done + max(0, now - self.since))


@dataclass(frozen=True, slots=True)
class Pains:
    """``days``: (exercise, office day on which it hurt), oldest first; ``left_out``: exercises left out for it (D5).

    ``latest``: the office day on which something hurt last: no routine is offered any more on it.
    """

    days: tuple[tuple[str, date], ...] = ()
    left_out: tuple[str, ...] = ()
    latest: date | None = None

    def without(self, exercise: str) -> "Pains":
        """The same, with what ``exercise`` did before forgotten."""
        return Pains(
            days=tuple(day for day in self.days if day[0] != exercise),
            left_out=tuple(name for name in self.left_out if name != exercise),
            latest=self.latest,
        )

    def redated(self, before: date, now: date) -> "Pains":
        """The same, where the office day of ``before`` has got the date ``now``."""
        return Pains(self.days, self.left_out, now if self.latest == before else self.latest)


@dataclass(frozen=True, slots=True)
class ToldPain:
    """It was said ``at``, on the office day ``on``, that ``exercise`` hurts (D7).

    ``routine`` and ``pains`` are what they were until then.
    """

    at: Instant
    on: date
    exercise: str
    routine: Exercising
    pains: Pains

    @property
    def days(self) -> int:
        """On how many days the exercise has hurt, this one included."""
        return len({day for exercise, day in self.pains.days if exercise == self.exercise} | {self.on})
