"""A routine being played: elapsed seconds in, one Frame out, of which text, figure, count and clock are parts."""

from bisect import bisect_right

from deskbreak.coach.frame import Breath, Frame
from deskbreak.coach.motion import Motion
from deskbreak.coach.plan import Plan
from deskbreak.coach.pose import from_numbers
from deskbreak.i18n import N_, _

BACK_AGAIN = 2.0
"""Within these seconds of an exercise's start, back goes to the exercise before."""

_BREATH = {
    Breath.IN: N_("Breathe in"),
    Breath.OUT: N_("Breathe out"),
    Breath.FREE: N_("Breathe calmly"),
}


class Player:
    """Plays a plan. It has no clock and no state: the same elapsed seconds give the same frame."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._starts = [beat.start for beat in plan.beats]
        self._motion = Motion(plan.keys)

    @property
    def total(self) -> float:
        """Seconds from start to end."""
        return self.plan.total

    def frame(self, elapsed: float) -> Frame:
        """What is shown ``elapsed`` seconds into the routine; before the start the first, after the end the last."""
        elapsed = min(max(0.0, elapsed), self.total)
        beat = self.plan.beats[max(0, bisect_right(self._starts, elapsed) - 1)]
        pose, view = from_numbers(self._motion.row(elapsed))
        return Frame(
            elapsed=elapsed,
            total=self.total,
            part=beat.part,
            parts=len(self.plan.parts),
            exercise=self.plan.parts[beat.part],
            caption=beat.caption,
            spoken=beat.spoken,
            side=beat.side,
            side_text=beat.side_text,
            repetition=beat.repetition,
            repetitions=beat.repetitions,
            breath=beat.breath,
            breath_text=_(_BREATH[beat.breath]),
            finished=elapsed >= self.total,
            pose=pose,
            view=view,
        )

    def start_of(self, part: int) -> float:
        """When the exercise number ``part`` (from 0) begins; the end for one after the last."""
        parts = self.plan.parts
        return parts[max(0, part)].start if part < len(parts) else self.total

    def back(self, elapsed: float) -> float:
        """Where ← leads: to the start of this exercise, or of the one before when this has only just begun."""
        now = self.frame(elapsed)
        begun = now.elapsed - now.exercise.start > BACK_AGAIN
        return self.start_of(now.part if begun else now.part - 1)

    def forward(self, elapsed: float) -> float:
        """Where → leads: to the start of the next exercise, or to the end."""
        return self.start_of(self.frame(elapsed).part + 1)

    def exercises_done(self, elapsed: float) -> tuple[str, ...]:
        """The ids of the exercises begun by then, in order."""
        return tuple(part.id for part in self.plan.parts if part.start < elapsed)
