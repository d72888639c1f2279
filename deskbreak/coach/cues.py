"""What helps to follow, moment by moment: muscles that glow, how much is seen of the arrow and of the ring's word."""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from itertools import groupby

from deskbreak.coach.frame import Breath, CueLevels, Side
from deskbreak.coach.layout import Beat

GLOW_FADES = 0.6
"""Seconds in which a muscle begins to glow, and ceases to."""
ARROW_FADES = 0.3
"""Seconds in which an arrow appears, and disappears."""
WORD_FADES = 0.4

BeatSpan = tuple[float, float]

DIRECTIONS = (Side.FORWARD, Side.BACKWARD)


class CueTrack:
    """The cues of a plan's ``beats``, at any of its seconds."""

    def __init__(self, beats: Sequence[Beat]) -> None:
        self._beats = beats
        self._glows: dict[str, list[BeatSpan]] = {}
        for number, beat in enumerate(beats):
            for muscle in beat.muscles:
                spans = self._glows.setdefault(muscle, [])
                if spans and number and muscle in beats[number - 1].muscles:
                    spans[-1] = spans[-1][0], beat.end
                else:
                    spans.append((beat.start, beat.end))
        self._arrows = spans_of(beats, _arrow)
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
        glow = ((name, self._glowing(spans, elapsed)) for name, spans in self._glows.items())
        word = self._words[number]
        return CueLevels(
            glow=tuple((name, share) for name, share in glow if share),
            arrow=_seen(self._arrows[number], elapsed, ARROW_FADES) if self._beats[number].repetition else 0.0,
            word=_seen(word, elapsed, WORD_FADES) if word else 0.0,
            begun=self._counted[number][0],
        )

    @staticmethod
    def _glowing(spans: Sequence[BeatSpan], elapsed: float) -> float:
        number = bisect_right(spans, elapsed, key=lambda span: span[0]) - 1
        if number < 0:
            return 0.0
        start, end = spans[number]
        return min(_risen((elapsed - start) / GLOW_FADES), 1 - _risen((elapsed - end) / GLOW_FADES))


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


def _arrow(beat: Beat) -> Hashable:
    """The same for the beats that share an arrow: a circle that goes on and on keeps its own."""
    return (beat.part, beat.side, bool(beat.repetition)) if beat.side in DIRECTIONS else movement(beat)


def _seen(span: BeatSpan, elapsed: float, fades: float) -> float:
    """How much there is of what appears at the start of ``span`` and disappears at its end."""
    return min(_risen((elapsed - span[0]) / fades), _risen((span[1] - elapsed) / fades))


def _risen(share: float) -> float:
    """From 0 to 1 without a jolt; in hundredths, so that what has risen stands still."""
    share = min(1.0, max(0.0, share))
    return round(share * share * (3 - 2 * share), 2)
