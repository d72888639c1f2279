"""Laying steps out in time, with the words said about them and the poses they move through."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil

from deskbreak.coach.body.motion import Key
from deskbreak.coach.body.pose import CHEST, CIRCLE, REST, numbers
from deskbreak.coach.content.exercise import Exercise, ExerciseText, Step
from deskbreak.coach.frame import Breath, Side
from deskbreak.coach.script import Phrases, SpokenLine, seconds_told, speaking
from deskbreak.coach.step_groups import StepGroup

MOVE = 2.5
"""Seconds that are left for getting into each position when its description has taken the rest of the time."""
AFTER_STAY = 0.25
"""Seconds later than each second of a hold its number is said: by then it has been said that one stays."""
GRID = 8
"""What has been made longer for its words ends at a whole eighth of a second: such times add up without a rest."""
_AIR = {Breath.IN: 1.0, Breath.OUT: 0.0, Breath.FREE: 0.3}
"""How full the chest is at the end of a step."""


@dataclass(frozen=True, slots=True)
class Beat:
    """A step at its time (seconds from the routine's start). ``repetition`` is 0 where nothing is counted.

    The movement begins at ``moves``: at the start, or when the words that describe a new position have been said.
    ``text`` is the name of the step's words, ``muscles`` are those at work or stretched in it (where it is counted).
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
    muscles: tuple[str, ...] = ()


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
            moves = start if run.at_once or run.still or run.cue.held else max(start, self.free)
            natural = sum(step.seconds for step in run.steps)
            counted = run.cue.counted
            if counted:
                self._count(run, told, moves)
            end = round(moves + natural if counted else start + natural, 3)
            if not counted:
                end = max(
                    end,
                    self.free
                    if run.at_once or run.still
                    else moves + min(natural, MOVE * sum(len(step.poses) for step in run.steps)),
                )
            if following is not None and not following.still and not (counted and not run.cue.held):
                lines = following.wordings(self.phrases)[0]  # it is announced before it begins
                end = max(end, self.free + _lasting(lines))
            if not counted or run.cue.held:
                end = ceil(end * GRID) / GRID
            self._move(exercise, words, run, number, moves, end)

    def _count(self, run: StepGroup, exercise: str, start: float) -> None:
        """Say the number of the repetition as its movement begins, and the seconds of a hold as they pass."""
        if number := self.phrases.number(run.cue):
            self._line(run, exercise, max(start, self.free), number)
        if lasting := self.phrases.lasting(run.cue.held):
            self._line(run, exercise, max(start, self.free), lasting)
        for second in seconds_told(run.cue.held):
            self._line(run, exercise, max(start + second - 1 + AFTER_STAY, self.free), str(second))

    def _line(self, run: StepGroup, exercise: str, at: float, words: str) -> None:
        cue = run.cue
        line = SpokenLine(
            at=round(at, 3),
            say=words,
            exercise=exercise,
            side=run.side,
            repetition=cue.repetition,
            repetitions=cue.repetitions if cue.counted else 0,
            breath=cue.breath,
            begins=self.clock,
        )
        self.lines.append(line)
        self.free = line.until

    def _say(self, run: StepGroup, exercise: str) -> None:
        """Say it before it begins; a new position for which there is no time before is described at its start."""
        room = self.clock - self.free + 0.001  # times are rounded
        wordings = run.wordings(self.phrases)
        fitting = next((one for one in wordings if _lasting(one) <= room), () if run.cue.counted else None)
        if run.heading or run.still or run.cue.held or fitting is None:
            at, lines = max(self.clock, self.free), wordings[-1] if run.heading and run.cue.brief else wordings[0]
        else:
            lines, at = fitting, self.clock - _lasting(fitting)
        for words in lines:
            self._line(run, exercise, at, words)
            at = self.free

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
                    repetitions=run.cue.repetitions if run.cue.counted else 0,
                    text=step.text,
                    moves=begun,
                    muscles=exercise.muscles_in(step) if run.cue.repetition else (),
                )
            )
            self.keys.extend(_keys(exercise, step, begun, until, list(self.keys[-1].row)))
            start = begun = until
        self.clock = end


def _lasting(lines: Iterable[str]) -> float:
    """Seconds that it takes to say them, one after the other."""
    return sum(map(speaking, lines))


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
