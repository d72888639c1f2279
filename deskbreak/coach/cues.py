"""What helps to follow, moment by moment: muscles that glow, how much is seen of the arrow and of the ring's word."""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import dist

from deskbreak.coach.content.exercise import HOLDS, RETURNS
from deskbreak.coach.frame import Breath, CueLevels, Side
from deskbreak.coach.layout import Beat

GLOW_FADES = 0.6
"""Seconds in which a muscle begins to glow, and ceases to."""
ARROW_FADES = 0.3
"""Seconds in which an arrow appears, and disappears."""
WORD_FADES = 0.4
QUIET = 0.25
"""How much is seen of an arrow while one stays where it led."""
STILL = 3.0
"""Degrees (or as much of what is no angle) up to which a body does not move: what works there works all along."""

BeatSpan = tuple[float, float]

# Of a row of numbers those that tell how far a body bends, leans and turns, and how much each is worth in degrees.
_WORTH = (*(1.0,) * 9, 5.0, 30.0, 30.0)

DIRECTIONS = (Side.FORWARD, Side.BACKWARD)


@dataclass(frozen=True, slots=True)
class _Effort:
    """A muscle at work or stretched ``start`` to ``end``: the more, the farther the body is from the ``bend`` it began
    with; most at ``furthest``. Where that is 0, all along.

    ``beyond`` is set where one swings to and fro through the middle: ``bend`` is the middle then, and that the way from
    it to where the muscle works most. On the other side it does not."""

    start: float
    end: float
    bend: tuple[float, ...]
    furthest: float
    beyond: tuple[float, ...] = ()

    def share(self, now: tuple[float, ...]) -> float:
        """How much of its most it does while the body is bent so (0 to 1)."""
        if not self.furthest:
            return 1.0
        if self.beyond:
            return min(1.0, max(0.0, _along(now, self.bend, self.beyond) / self.furthest**2))
        return float(min(1.0, dist(now, self.bend) / self.furthest) ** 0.7)


@dataclass(frozen=True, slots=True)
class _Swing:
    """An effort in a ``part`` of the plan as it is if one swings to and fro; ``through`` the middle in itself."""

    part: int
    effort: _Effort
    through: bool


class CueTrack:
    """The cues of a plan's ``beats``, at any of its seconds; ``row`` has the body's numbers at a time."""

    def __init__(self, beats: Sequence[Beat], row: Callable[[float], Sequence[float]]) -> None:
        self._beats, self._row = beats, row
        self._glows = {name: self._efforts(spans) for name, spans in _glows(beats).items()}
        self._arrows = spans_of(beats, _arrow)
        self._held = [_held(beat) for beat in beats]
        self._counted = spans_of(beats, lambda beat: (beat.part, beat.repetitions, bool(beat.repetition)))
        breaths = spans_of(beats, lambda beat: (beat.part, beat.breath))
        first: dict[Hashable, BeatSpan] = {}
        for beat, span in zip(beats, breaths, strict=True):
            first.setdefault((beat.part, beat.breath), span)
        self._words = [
            span if beat.breath is not Breath.FREE and span == first[beat.part, beat.breath] else None
            for beat, span in zip(beats, breaths, strict=True)
        ]

    def at(self, elapsed: float, number: int) -> CueLevels:
        """Those of ``elapsed`` seconds, in beat ``number``."""
        word = self._words[number]
        return CueLevels(
            glow=self.glow(elapsed),
            arrow=self._arrow(elapsed, number) if self._beats[number].repetition else 0.0,
            word=_seen(word, elapsed, WORD_FADES) if word else 0.0,
            begun=self._counted[number][0],
            held=self._held[number],
            returns=self._beats[number].phase == RETURNS,
        )

    def glow(self, elapsed: float) -> tuple[tuple[str, float], ...]:
        """The muscles that glow at that time, and how much."""
        shares = ((name, self._glowing(efforts, elapsed)) for name, efforts in self._glows.items())
        return tuple((name, share) for name, share in shares if share)

    def _glowing(self, efforts: Sequence[_Effort], elapsed: float) -> float:
        number = bisect_right(efforts, elapsed, key=lambda effort: effort.start) - 1
        if number < 0 or elapsed >= efforts[number].end + GLOW_FADES:
            return 0.0
        one = efforts[number]
        share = min(_risen((elapsed - one.start) / GLOW_FADES), 1 - _risen((elapsed - one.end) / GLOW_FADES))
        return round(share * one.share(_bend(self._row(min(elapsed, one.end)))), 2)

    def _efforts(self, spans: Sequence[Sequence[Beat]]) -> list[_Effort]:
        """Those of one muscle. Where one swings, each lasts until one is through the middle again."""
        found = [(self._effort(of), self._swing(of)) for of in spans]
        swinging = {swing.part for _, swing in found if swing.through}
        return [swing.effort if one.furthest and swing.part in swinging else one for one, swing in found]

    def _swing(self, of: Sequence[Beat]) -> _Swing:
        """How it is if one swings: it lasts into the next beat."""
        start, end, part = of[0].start, of[-1].end, of[0].part
        counted = next(beat for beat in self._beats if beat.part == part and (beat.repetition or beat is of[0]))
        middle, there = _bend(self._row(counted.start)), _bend(self._row(end))
        beyond = tuple(b - a for a, b in zip(middle, there, strict=True))
        after = self._beats[bisect_right(self._beats, end, key=lambda beat: beat.start) - 1]
        effort = _Effort(start, after.end if after.part == part else end, middle, dist(middle, there), beyond)
        return _Swing(part, effort, _along(_bend(self._row(start)), middle, beyond) < -STILL * STILL)

    def _effort(self, of: Sequence[Beat]) -> _Effort:
        """That of beats one after the other. One that goes round and round is the same all round."""
        start, end = of[0].start, of[-1].end
        bend = _bend(self._row(start))
        furthest = max(dist(_bend(self._row(beat.end)), bend) for beat in of)
        moves = furthest > STILL and not any(beat.side in DIRECTIONS for beat in of)
        return _Effort(start, end, bend, furthest if moves else 0.0)

    def _arrow(self, elapsed: float, number: int) -> float:
        """It stays, but quietly, while one stays where it led. On the way back there is none: a still is never read as
        the wrong direction."""
        if self._beats[number].phase == RETURNS:
            return 0.0
        start, end = self._arrows[number]
        last = bisect_right(self._beats, end - 1e-6, key=lambda beat: beat.start) - 1
        stays = last + 1 < len(self._beats) and self._held[last + 1]
        there = QUIET if self._held[number] else 1.0
        before = there if self._held[number] else 0.0
        after = QUIET if stays and not self._held[number] else 0.0
        rising = before + (there - before) * _risen((elapsed - start) / ARROW_FADES)
        return round(min(rising, after + (there - after) * _risen((end - elapsed) / ARROW_FADES)), 2)


def spans_of(beats: Sequence[Beat], same: Callable[[Beat], Hashable]) -> list[BeatSpan]:
    """For each beat, from when to when it and its neighbours that are the same in this go."""
    spans: list[BeatSpan] = []
    for _same, group in groupby(beats, same):
        together = list(group)
        spans += [(together[0].start, together[-1].end)] * len(together)
    return spans


def movement(beat: Beat) -> Hashable:
    """The same for the beats of one movement; a circle, which has a direction, is one all round."""
    return beat.part, beat.side, beat.repetition, "" if beat.side in DIRECTIONS else beat.text


def led_to(beats: Sequence[Beat], movements: Sequence[BeatSpan]) -> list[BeatSpan]:
    """The movement of each beat; of one in which one stays where one is, that which led there."""
    led: list[BeatSpan] = []
    for beat, span in zip(beats, movements, strict=True):
        led.append(led[-1] if _held(beat) and led else span)
    return led


def _arrow(beat: Beat) -> Hashable:
    """The same for the beats that share an arrow: a circle that goes on and on keeps its own."""
    return (beat.part, beat.side, bool(beat.repetition)) if beat.side in DIRECTIONS else movement(beat)


def _glows(beats: Sequence[Beat]) -> dict[str, list[list[Beat]]]:
    """For each muscle the beats in which it is named, those without a gap together."""
    found: dict[str, list[list[Beat]]] = {}
    before: tuple[str, ...] = ()
    for beat in beats:
        for muscle in beat.muscles:
            spans = found.setdefault(muscle, [])
            if muscle in before:
                spans[-1].append(beat)
            else:
                spans.append([beat])
        before = beat.muscles
    return found


def _held(beat: Beat) -> bool:
    return beat.phase == HOLDS and beat.repetition > 0


def _bend(row: Sequence[float]) -> tuple[float, ...]:
    return tuple(value * worth for value, worth in zip(row, _WORTH, strict=False))


def _along(now: Sequence[float], start: Sequence[float], way: Sequence[float]) -> float:
    """How far ``now`` is from ``start`` along ``way``, times the length of that."""
    return sum((a - b) * c for a, b, c in zip(now, start, way, strict=True))


def _seen(span: BeatSpan, elapsed: float, fades: float) -> float:
    """How much there is of what appears at the start of ``span`` and disappears at its end."""
    return min(_risen((elapsed - span[0]) / fades), _risen((span[1] - elapsed) / fades))


def _risen(share: float) -> float:
    """From 0 to 1 without a jolt; in hundredths, so that what has risen stands still."""
    share = min(1.0, max(0.0, share))
    return round(share * share * (3 - 2 * share), 2)
