"""A routine laid out in time: which step from when to when, and the poses on the way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from deskbreak.coach.frame import Breath, ExercisePart, Side
from deskbreak.coach.library import Exercise, Routine, Step
from deskbreak.coach.motion import Key
from deskbreak.coach.pose import CHEST, CIRCLE, REST, numbers
from deskbreak.coach.table import LibraryError, suggestion
from deskbreak.i18n import _

_AIR = {Breath.IN: 1.0, Breath.OUT: 0.0, Breath.FREE: 0.3}
"""How full the chest is at the end of a step."""


@dataclass(frozen=True, slots=True)
class Beat:
    """A step at its time (seconds from the routine's start). ``repetition`` is 0 where nothing is counted."""

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


@dataclass(frozen=True, slots=True)
class Plan:
    """A routine ready to be played: its parts, its beats without gaps, and the poses to move through."""

    routine: str
    name: str
    parts: tuple[ExercisePart, ...]
    beats: tuple[Beat, ...]
    keys: tuple[Key, ...]

    @property
    def total(self) -> float:
        """Seconds from start to end."""
        return self.beats[-1].end


def plan(
    routine: Routine,
    exercises: Mapping[str, Exercise],
    leave_out: frozenset[str] = frozenset(),
    *,
    short: bool = False,
    language: str = "en",
) -> Plan:
    """Lay out ``routine``. ``leave_out`` names exercises to skip (D5), ``short`` makes the one-minute version (I2).

    Raises LibraryError if the routine names an exercise that is not there, or if none is left.
    """
    faults = [
        _("routine {routine}: there is no exercise “{word}”").format(routine=routine.id, word=one)
        + suggestion(one, exercises)
        for one in routine.exercises
        if one not in exercises
    ]
    chosen = [exercises[one] for one in routine.exercises if one in exercises and one not in leave_out]
    if not chosen and not faults:
        faults = [_("routine {routine}: every exercise of it is left out").format(routine=routine.id)]
    if faults:
        raise LibraryError(faults)

    parts: list[ExercisePart] = []
    beats: list[Beat] = []
    row = numbers(REST, chosen[0].view)
    keys = [Key(0.0, tuple(row))]
    clock = 0.0
    for exercise in chosen:
        words, began = exercise.text(language), clock
        for step, repetition, repetitions in _steps(exercise, routine.short[exercise.id] if short else None):
            said = words.steps[step.text]
            end = round(clock + step.seconds, 3)
            beats.append(
                Beat(
                    start=clock,
                    end=end,
                    part=len(parts),
                    phase=step.phase,
                    side=step.side,
                    side_text=words.sides.get(step.side, ""),
                    breath=step.breath,
                    caption=said.caption,
                    spoken=said.spoken,
                    repetition=repetition,
                    repetitions=repetitions,
                )
            )
            for key in _keys(exercise, step, clock, row):
                row = list(key.row)
                keys.append(key)
            clock = end
        parts.append(ExercisePart(exercise.id, words.name, words.purpose, began, clock))
    return Plan(routine.id, routine.name(language), tuple(parts), tuple(beats), tuple(keys))


def _steps(exercise: Exercise, repetitions: int | None) -> Iterator[tuple[Step, int, int]]:
    """Every step in order with its repetition. ``repetitions`` is given for the one-minute version."""
    for block in exercise.blocks:
        count = min(repetitions, block.repetitions) if repetitions else block.repetitions
        for number in range(1, count + 1) if count else (0,):
            for step in block.steps:
                if step.short or repetitions is None:
                    yield step, number, count


def _keys(exercise: Exercise, step: Step, start: float, before: list[float]) -> Iterator[Key]:
    """The poses of a step at their times. The circle's angle goes on from where it was, the shorter way."""
    air, circle = before[CHEST], before[CIRCLE]
    for number, name in enumerate(step.poses, 1):
        share = number / len(step.poses)
        row = numbers(exercise.poses[name], exercise.view)
        row[CHEST] = air + (_AIR[step.breath] - air) * share
        circle += (row[CIRCLE] - circle + 180) % 360 - 180
        row[CIRCLE] = circle
        yield Key(start + step.seconds * share, tuple(row))
