"""A routine being played: elapsed seconds in, one Frame out, of which text, figure, count and clock are parts."""

from bisect import bisect_right
from dataclasses import replace
from functools import lru_cache, partial

from deskbreak.coach.body.motion import Motion
from deskbreak.coach.body.pose import Pose, View, from_numbers
from deskbreak.coach.cues import BeatSpan, CueTrack, led_to, movement, spans_of
from deskbreak.coach.frame import Breath, Frame, Side
from deskbreak.coach.plan import Plan
from deskbreak.coach.script import SpokenLine
from deskbreak.i18n import N_, _

BACK_AGAIN = 2.0
"""Within these seconds of an exercise's start, back goes to the exercise before."""
LINGER = 1.0
"""Seconds that words stay to be read when they have been said."""
AT_WORK = 0.5
"""How much a muscle glows at least to be told as at work or stretched."""
PATH = 24
"""Into how many pieces a movement is cut for its arrow."""

BREATHS = {
    Breath.IN: N_("Breathe in"),
    Breath.OUT: N_("Breathe out"),
    Breath.FREE: N_("Breathe calmly"),
}

_SIDED = (Side.LEFT, Side.RIGHT)


class Player:
    """Plays a plan. It has no clock and no state: the same elapsed seconds give the same frame."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._starts = [beat.start for beat in plan.beats]
        self._said_at = [line.at for line in plan.script]
        self._motion = Motion(plan.keys)
        self._cues = CueTrack(plan.beats, self._motion.row)
        self._glow = lru_cache(maxsize=8)(self._cues.glow)
        self._breaths = spans_of(plan.beats, lambda beat: (beat.part, beat.breath, beat.breath is Breath.FREE and beat))
        self._movements = spans_of(plan.beats, movement)
        self._led = led_to(plan.beats, self._movements)
        self._captions = spans_of(plan.beats, lambda beat: (beat.part, beat.caption, beat.side))
        # Over the motion and not over ourselves: a circle would stay in memory until the collector comes, days later.
        self._path = lru_cache(maxsize=4)(partial(_poses_along, self._motion))
        self._end = lru_cache(maxsize=8)(partial(_seen_at, self._motion))

    @property
    def total(self) -> float:
        """Seconds from start to end."""
        return self.plan.total

    def frame(self, elapsed: float) -> Frame:
        """What is shown ``elapsed`` seconds into the routine; before the start the first, after the end the last."""
        elapsed = min(max(0.0, elapsed), self.total)
        number = max(0, bisect_right(self._starts, elapsed) - 1)
        beat = self.plan.beats[number]
        pose, view = _seen_at(self._motion, elapsed)
        breath, caption = self._breaths[number], self._captions[number]
        following = bisect_right(self._starts, caption[1] - 1e-6)
        line, cues = self._line(elapsed), self._cues.at(elapsed, number)
        leads_to = self._end(self._movements[number][1])
        to_a_side = beat.side not in _SIDED or _to_a_side(self._end(self._movements[number][0])[0], leads_to[0])
        return Frame(
            elapsed=elapsed,
            total=self.total,
            part=beat.part,
            parts=len(self.plan.parts),
            exercise=self.plan.parts[beat.part],
            caption=beat.caption,
            spoken=beat.spoken,
            side=beat.side if to_a_side else Side.NONE,
            side_text=beat.side_text if to_a_side else "",
            repetition=beat.repetition,
            repetitions=beat.repetitions,
            breath=beat.breath,
            breath_text=_(BREATHS[beat.breath]),
            finished=elapsed >= self.total,
            pose=pose,
            view=view,
            said="" if line is None else line.say,
            said_ahead=line is not None and line.begins > elapsed,
            ahead=self.plan.beats[following].caption if following < len(self.plan.beats) else (),
            ahead_in=caption[1] - elapsed if following < len(self.plan.beats) else 0.0,
            share=min(1.0, (elapsed - breath[0]) / (breath[1] - breath[0])),
            path=self._path(self._led[number]) if beat.repetition else (),
            leads_to=leads_to,
            muscles=tuple(name for name, share in self._glow(self._movements[number][1]) if share > AT_WORK),
            cues=cues,
            began_at=self._end(cues.begun)[0],
        )

    def start_of(self, part: int) -> float:
        """When the exercise number ``part`` (from 0) begins; the end for one after the last."""
        parts = self.plan.parts
        return parts[max(0, part)].start if part < len(parts) else self.total

    def place_of(self, exercise: str) -> float:
        """Where to go on with the exercise of this id: at its start, or at the routine's where it is no part of it."""
        return next((part.start for part in self.plan.parts if part.id == exercise), 0.0)

    def back(self, elapsed: float) -> float:
        """Where ← leads: to the start of this exercise, or of the one before when this has only just begun."""
        now = self.frame(elapsed)
        begun = now.elapsed - now.exercise.start > BACK_AGAIN
        return self.start_of(now.part if begun else now.part - 1)

    def forward(self, elapsed: float) -> float:
        """Where → leads: to the start of the next exercise, or to the end."""
        return self.start_of(self.frame(elapsed).part + 1)

    def _line(self, elapsed: float) -> SpokenLine | None:
        """What is being said, or has just been."""
        number = bisect_right(self._said_at, elapsed) - 1
        line = self.plan.script[number] if number >= 0 else None
        return line if line is not None and elapsed < line.until + LINGER else None


def _to_a_side(before: Pose, after: Pose) -> bool:
    """Whether a movement goes to a side, and not back to the middle, or nowhere."""
    if after.sideways:
        return True
    moves = replace(before, chest=after.chest) != after
    return moves and not before.sideways and after != after.mirrored()


def _seen_at(motion: Motion, elapsed: float) -> tuple[Pose, View]:
    return from_numbers(motion.row(elapsed))


def _poses_along(motion: Motion, span: BeatSpan) -> tuple[Pose, ...]:
    start, end = span
    times = (start + (end - start) * n / PATH for n in range(PATH + 1))
    return tuple(_seen_at(motion, at)[0] for at in times)
