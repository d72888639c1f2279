"""Where one is in a routine: the place, whether it moves on, and how much was really done.

Place and time done are two things: → jumps the place forward, but nobody has moved meanwhile. History is to be honest,
so the time done (D3) counts only what was played, and a routine leapt through is not a completed one.
Going on where one stopped before, what was done before counts towards the whole, and the rest is to be done, with what
was leapt over.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from deskbreak.coach.frame import Frame
from deskbreak.coach.plan import Plan
from deskbreak.coach.player import Player

WHOLE = 0.9
"""Share of a routine that has to be played for it to be completed; a few repetitions cut short are no matter."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where one stopped: in the exercise of this id, with ``done`` seconds of the routine done until then."""

    exercise: str
    done: float


class Run:
    """One play of a routine, from its start or from where one had stopped (``kept``).

    ``clock`` gives seconds of a monotonic clock; it is the only source of time here.
    """

    def __init__(self, player: Player, clock: Callable[[], float], kept: Kept | None = None) -> None:
        self.player = player
        self._clock = clock
        self._since: float | None = None
        self._from = 0.0 if kept is None else player.place_of(kept.exercise)
        self._before = 0.0 if kept is None else min(kept.done, self._from)
        self._place = self._from
        self._done = 0.0
        self._exercises: list[str] = []
        self._done_once = _done_once(player.plan)

    @property
    def running(self) -> bool:
        """Whether time moves on."""
        return self._since is not None

    @property
    def total(self) -> float:
        """Seconds that are to be done: the whole routine, or what is not yet done of it, though it was leapt over."""
        return self.player.total - self._before

    @property
    def place(self) -> float:
        """Seconds into the routine."""
        self._count()
        return self._place

    @property
    def done(self) -> float:
        """Seconds really played, no more than are to be done."""
        self._count()
        return min(self._done, self.total)

    @property
    def exercises(self) -> tuple[str, ...]:
        """The ids of the exercises that were done once at the least, in order; to get ready for one is not yet that."""
        self._count()
        return tuple(self._exercises)

    @property
    def over(self) -> bool:
        """Whether the end has been reached."""
        return self.place >= self.player.total

    @property
    def completed(self) -> bool:
        """Whether the end was reached by doing the exercises (D3), not by leaping over them."""
        return self.over and self._before + self._done >= WHOLE * self.player.total

    @property
    def exercise(self) -> str:
        """The id of the exercise that one is in."""
        return self.frame().exercise.id

    @property
    def goes_on_at(self) -> str:
        """The id of the exercise where one would go on: this one; at the end the first that was leapt over, or ""."""
        if not self.over:
            return self.exercise
        left = (part.id for part in self.player.plan.parts if part.start >= self._from)
        return next((exercise for exercise in left if exercise not in self._exercises), "")

    def frame(self) -> Frame:
        """What is to be shown now."""
        return self.player.frame(self.place)

    def go_on(self) -> None:
        """Let time move on; a routine that is over stays over."""
        if not self.running and not self.over:
            self._since = self._clock()

    def pause(self) -> None:
        """Keep the place."""
        self._count()
        self._since = None

    def back(self) -> None:
        """To the start of this exercise, or of the one before."""
        self._place = self.player.back(self.place)

    def forward(self) -> None:
        """To the start of the next exercise, or to the end."""
        self._place = self.player.forward(self.place)

    def to(self, part: int) -> None:
        """To the start of exercise number ``part`` (from 0)."""
        self._count()
        self._place = self.player.start_of(part)

    def _count(self) -> None:
        """Take the time since the last look into the place, the time done and the exercises."""
        if self._since is None:
            return
        now = self._clock()
        before, step = self._place, max(0.0, now - self._since)
        self._since = now
        self._place = min(self.player.total, before + step)
        self._done += self._place - before
        for part, end in zip(self.player.plan.parts, self._done_once, strict=True):
            if before < end <= self._place and part.id not in self._exercises:  # leaps lead to the start of one
                self._exercises.append(part.id)


def _done_once(plan: Plan) -> tuple[float, ...]:
    """When each exercise has been done once (seconds): its first repetition, or step where nothing is counted."""
    steps: dict[int, float] = {}
    repetitions: dict[int, float] = {}
    for (part, repetition, _side), group in groupby(plan.beats, lambda beat: (beat.part, beat.repetition, beat.side)):
        ends = [beat.end for beat in group]
        steps.setdefault(part, ends[0])
        if repetition:
            repetitions.setdefault(part, ends[-1])
    return tuple(repetitions.get(part, steps[part]) for part in range(len(plan.parts)))
