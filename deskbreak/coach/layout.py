"""Laying steps out in time, with the words said about them and the poses they move through."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import ceil

from deskbreak.coach.body.motion import Key
from deskbreak.coach.body.pose import CHEST, CIRCLE, REST, numbers
from deskbreak.coach.content.exercise import Exercise, ExerciseText, Step, StepText
from deskbreak.coach.frame import Breath, Side
from deskbreak.coach.script import Cue, Phrases, SpokenLine, speaking

MOVE = 2.5
"""Seconds that are left for getting into each position when its description has taken the rest of the time."""
GRID = 8
"""What has been made longer for its words ends at a whole eighth of a second: such times add up without a rest."""
_AIR = {Breath.IN: 1.0, Breath.OUT: 0.0, Breath.FREE: 0.3}
"""How full the chest is at the end of a step."""


@dataclass(frozen=True, slots=True)
class Beat:
    """A step at its time (seconds from the routine's start). ``repetition`` is 0 where nothing is counted.

    The movement begins at ``moves``: at the start, or when the words that describe a new position have been said.
    ``text`` is the name of the step's words.
    """

    start: float
    end: float
    part: int
    phase: str
    side: Side
    side_text: str
    breath: Breath
    caption: tuple[str, ...]
    spoken: str
    repetition: int
    repetitions: int
    text: str = ""
    moves: float = 0.0


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

    def wordings(self, phrases: Phrases) -> list[tuple[str, ...]]:
        """What could be said about it, the best first."""
        told = phrases.wordings(self.cue)
        if not self.heading:
            return told
        # Name and position make one line: a name alone would be a line that says nothing to do.
        return [(" ".join((self.heading, *lines[:1])), *lines[1:]) for lines in told]


@dataclass
class Layout:
    """What has been laid out so far. ``clock`` is the end of it, ``free`` from when on nobody speaks."""

    phrases: Phrases
    keys: list[Key]
    beats: list[Beat] = field(default_factory=list)
    lines: list[SpokenLine] = field(default_factory=list)
    clock: float = 0.0
    free: float = 0.0

    def add(self, exercise: Exercise, words: ExerciseText, runs: Sequence[StepGroup], number: int, told: str) -> None:
        """Lay out ``runs`` of ``exercise`` in the ``number``-th part (from 0); its lines are about ``told`` (an id)."""
        for run, following in zip(runs, [*runs[1:], None], strict=True):
            start = self.clock
            self._say(run, told)
            moves = start if run.at_once else max(start, self.free)
            natural = sum(step.seconds for step in run.steps)
            end = round(moves + natural if run.cue.repetitions else start + natural, 3)
            if not run.cue.repetitions:
                end = max(
                    end,
                    self.free
                    if run.at_once
                    else moves + min(natural, MOVE * sum(len(step.poses) for step in run.steps)),
                )
                if following is not None:  # it is announced before it begins
                    wordings = following.wordings(self.phrases)
                    end = max(end, self.free + _lasting(wordings[-2:][0] if following.cue.brief else wordings[0]))
                end = ceil(end * GRID) / GRID
            self._move(exercise, words, run, number, moves, end)

    def _say(self, run: StepGroup, exercise: str) -> None:
        """Say it before it begins; a new position for which there is no time before is described at its start."""
        room = self.clock - self.free + 0.001  # times are rounded
        wordings = run.wordings(self.phrases)
        if run.heading or not (run.cue.repetitions or _lasting(wordings[0]) <= room):
            at, lines = max(self.clock, self.free), wordings[0]
        else:
            lines = next((one for one in wordings if _lasting(one) <= room), ())
            at = self.clock - _lasting(lines)
        cue = run.cue
        for words in lines:
            line = SpokenLine(
                at=round(at, 3),
                say=words,
                exercise=exercise,
                side=run.side,
                repetition=cue.repetition,
                repetitions=cue.repetitions,
                breath=cue.breath,
                begins=self.clock,
            )
            self.lines.append(line)
            at = self.free = line.until

    def _move(
        self, exercise: Exercise, words: ExerciseText, run: StepGroup, number: int, moves: float, end: float
    ) -> None:
        start, natural = self.clock, sum(step.seconds for step in run.steps)
        if moves > start:
            self.keys.append(Key(moves, self.keys[-1].row))
        begun, spent = moves, 0.0
        for step in run.steps:
            spent += step.seconds
            until = round(moves + (end - moves) * spent / natural, 3)
            self.beats.append(
                Beat(
                    start=start,
                    end=until,
                    part=number,
                    phase=step.phase,
                    side=step.side,
                    side_text=words.sides.get(step.side, ""),
                    breath=step.breath,
                    caption=run.cue.text.caption,
                    spoken=run.cue.text.spoken,
                    repetition=run.cue.repetition,
                    repetitions=run.cue.repetitions,
                    text=step.text,
                    moves=begun,
                )
            )
            self.keys.extend(_keys(exercise, step, begun, until, list(self.keys[-1].row)))
            start = begun = until
        self.clock = end


def runs_of(
    words: ExerciseText, steps: Iterable[Counted], heading: str = "", *, brief: bool = False
) -> list[StepGroup]:
    """The steps in runs that are announced together; ``heading`` is said before the first."""
    runs: list[StepGroup] = []
    seen: set[str] = set()
    before: tuple[int, int, Breath] | None = None
    for (block, repetition, text, side, breath), group in groupby(steps, _together):
        together = list(group)
        first = together[0]
        again = before is not None and before[:2] == (block, repetition)
        cue = Cue(
            text=words.steps[text],
            breath=breath,
            repetition=repetition,
            repetitions=first.repetitions,
            opens=bool(repetition) and not again,
            fresh=text not in seen,
            new_breath=breath is not Breath.FREE and not (before is not None and again and before[2] is breath),
            each_side=first.each_side,
            direction=words.sides[side] if side in {Side.FORWARD, Side.BACKWARD} and text not in seen else "",
            brief=brief,
        )
        runs.append(StepGroup(tuple(one.step for one in together), side, cue, "" if runs else heading, at_once=brief))
        seen.add(text)
        before = block, repetition, breath
    return runs


def _together(one: Counted) -> tuple[int, int, str, Side, Breath]:
    return one.block, one.repetition, one.step.text, one.step.side, one.step.breath


def _lasting(lines: Iterable[str]) -> float:
    """Seconds that it takes to say them, one after the other."""
    return sum(map(speaking, lines))


def closing(phrases: Phrases, breath: Breath) -> StepGroup:
    """The end of a routine: back to rest. ``breath`` is the last one; a routine ends with a breath out."""
    words = phrases.closing()
    last = Breath.OUT if breath is Breath.IN else Breath.FREE
    step = Step("close", Side.NONE, 3.5, last, "close", ("rest",), short=True)
    return StepGroup((step,), Side.NONE, Cue(StepText((words,), words), last), at_once=True)


def first_key(exercise: Exercise) -> Key:
    """Where it all begins: at rest, seen as the first exercise is."""
    return Key(0.0, tuple(numbers(REST, exercise.view)))


def _keys(exercise: Exercise, step: Step, start: float, end: float, before: list[float]) -> Iterator[Key]:
    """The poses of a step at their times. The circle's angle goes on from where it was, the shorter way."""
    air, circle = before[CHEST], before[CIRCLE]
    for number, name in enumerate(step.poses, 1):
        share = number / len(step.poses)
        row = numbers(exercise.poses[name], exercise.view)
        row[CHEST] = air + (_AIR[step.breath] - air) * share
        circle += (row[CIRCLE] - circle + 180) % 360 - 180
        row[CIRCLE] = circle
        yield Key(start + (end - start) * share, tuple(row))
