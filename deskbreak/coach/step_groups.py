"""Steps in groups that are announced together, and what comes around them: a breath between, a caution, the end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from textwrap import wrap

from deskbreak.coach.content.exercise import CAPTION_WIDTH, DESCRIBES, HOLDS, ExerciseText, Step, StepText, other
from deskbreak.coach.frame import Breath, Side
from deskbreak.coach.script import Cue, Phrases

_SIDED = {Side.LEFT, Side.RIGHT}
FREE_BREATH = 4.0
"""Seconds of rest between two exercises: a breath in and out."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A step as it is done: in which block (from 0), the how many-th time of how many (0 of 0: not counted).

    ``each_side``: a repetition of its block has a left and a right.
    """

    step: Step
    block: int
    repetition: int
    repetitions: int
    each_side: bool


@dataclass(frozen=True, slots=True)
class StepGroup:
    """Steps that follow each other with the same words, side and breath: they are announced together."""

    steps: tuple[Step, ...]
    side: Side
    cue: Cue
    heading: str = ""
    """The exercise's name as it is said, where this begins it."""
    at_once: bool = False
    """One moves while it is being said, not after."""
    still: bool = False
    """Nothing moves: it is said as it begins, and lasts as long as its words."""
    said: tuple[str, ...] = ()
    """What is said about it, where that is not made of its words."""

    def wordings(self, phrases: Phrases) -> list[tuple[str, ...]]:
        """What could be said about it, the best first."""
        told = [self.said] if self.said else phrases.wordings(self.cue)
        if not self.heading:
            return told
        if self.still:
            return [(self.heading, *lines) for lines in told]
        # Name and position make one line: a name alone would be a line that says nothing to do.
        return [(" ".join((self.heading, *lines[:1])), *lines[1:]) for lines in told]


def runs_of(
    words: ExerciseText,
    steps: Iterable[Counted],
    heading: str = "",
    *,
    brief: bool = False,
    care: Sequence[str] = (),
) -> list[StepGroup]:
    """The steps in runs that are announced together; ``heading`` is said before the first.

    ``care`` are sentences said before it begins, in position: before the first breath that is led.
    """
    runs: list[StepGroup] = []
    seen: set[str] = set()
    described = False
    before: tuple[int, int, Breath] | None = None
    together = [list(group) for _same, group in groupby(steps, _together)]
    holds_last = {one[-1].block: one[-1].step.phase == HOLDS for one in together}
    holding = {one[0].block for one in together if one[0].step.phase == HOLDS}
    done: set[Side] = set()
    for number, group in enumerate(together):
        first = group[0]
        block, repetition, text, side, breath = _together(first)
        next_counted = next((one[0] for one in together[number:] if one[0].repetition), first)
        described_here = first.step.phase == DESCRIBES and next_counted is not first
        if care and (repetition or (breath is not Breath.FREE and described)):
            runs.append(said_meanwhile("care", care, runs[-1].steps[-1].poses[-1] if runs else "rest", heading=heading))
            care, heading = (), ""
        again = before is not None and before[:2] == (block, repetition)
        ends = number + 1 == len(together) or _together(together[number + 1][0])[:2] != (block, repetition)
        counted = next_counted if described_here else first
        cue = Cue(
            text=words.steps[text],
            breath=breath,
            repetition=repetition,
            repetitions=counted.repetitions,
            opens=bool(repetition) and not again,
            closes=bool(repetition) and ends,
            holds=block in holding,
            numbered=bool(repetition) and (not again if holds_last[block] else ends),
            fresh=text not in seen,
            new_breath=breath is not Breath.FREE and not (before is not None and again and before[2] is breath),
            each_side=counted.each_side,
            first=counted.step.side,
            describes=described_here,
            described=described,
            changes=described_here and other(counted.step.side) in done and not counted.each_side,
            direction=words.sides[side] if side in {Side.FORWARD, Side.BACKWARD} and text not in seen and brief else "",
            held=_held(together[number:], counted) if described_here else _held([group], first) if repetition else 0,
            brief=brief,
        )
        steps_told = tuple(one.step for one in group)
        runs.append(StepGroup(steps_told, side, cue, heading, at_once=brief, still=described_here and not brief))
        heading = ""
        seen.add(text)
        done |= {side} & _SIDED if repetition else set()
        described = described_here or (described and not (before is not None and before[1] and not repetition))
        before = block, repetition, breath
    return runs


def _together(one: Counted) -> tuple[int, int, str, Side, Breath]:
    return one.block, one.repetition, one.step.text, one.step.side, one.step.breath


def _held(together: Iterable[Sequence[Counted]], begins: Counted) -> int:
    """Seconds of the first hold in the repetition that ``begins``; 0 where there is none."""
    same = (begins.block, begins.repetition)
    holds = (one for one in together if (one[0].block, one[0].repetition) == same and one[0].step.phase == HOLDS)
    return int(sum(one.step.seconds for one in next(holds, ())))


def said_meanwhile(
    phase: str, sentences: Sequence[str], pose: str, seconds: float = 1.0, heading: str = ""
) -> StepGroup:
    """Something that is said, and read, while one comes to rest in ``pose``, for ``seconds`` at least."""
    step = Step(phase, Side.NONE, seconds, Breath.FREE, phase, (pose,), short=False)
    text = StepText(tuple(wrap(" ".join(sentences), CAPTION_WIDTH)), sentences[0])
    return StepGroup((step,), Side.NONE, Cue(text, Breath.FREE), heading, still=True, said=tuple(sentences))


def between(phrases: Phrases) -> StepGroup:
    """A breath at one's own pace between two exercises."""
    return said_meanwhile("between", (phrases.between(),), "rest", FREE_BREATH)


def closing(phrases: Phrases, breath: Breath) -> StepGroup:
    """The end of a routine: back to rest. ``breath`` is the last one; a routine ends with a breath out."""
    words = phrases.closing()
    last = Breath.OUT if breath is Breath.IN else Breath.FREE
    step = Step("close", Side.NONE, 3.5, last, "close", ("rest",), short=True)
    return StepGroup((step,), Side.NONE, Cue(StepText((words,), words), last), at_once=True, said=(words,))
