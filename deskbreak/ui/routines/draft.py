"""A routine while it is being made: its exercises in order, each with its repetitions and the way it is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from deskbreak.coach.content.exercise import Exercise
from deskbreak.coach.content.routine_file import Routine

MOST_REPETITIONS = 100
"""As many as a routine's file can have."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An exercise of the draft. ``repetitions``: the full dose, ``None`` for that of the exercise itself; ``variant``:
    the way it is done, ``""`` for the usual one.
    """

    exercise: str
    repetitions: int | None = None
    variant: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """``origin`` is the routine that it began as, ``name`` its name now. ``rotate``: so many of the exercises come at a
    time, 0 for all; it may be more than there are just now.
    """

    origin: Routine
    name: str
    entries: tuple[Entry, ...]
    rotate: int

    @classmethod
    def of(cls, routine: Routine, exercises: Mapping[str, Exercise], name: str) -> Self:
        """A draft of ``routine``, all of whose exercises are there."""
        entries = (Entry(one, routine.doses.get(one), _way(routine, exercises[one])) for one in routine.exercises)
        return cls(routine, name, tuple(entries), routine.rotate)

    def routine(self, language: str) -> Routine:
        """The routine that it is. A name of its own stands for all languages; the exercises of the one-minute version
        are those of ``origin`` that are still there.
        """
        ids = tuple(entry.exercise for entry in self.entries)
        names = self.origin.names if self.name == self.origin.name(language) else {"en": self.name}
        return Routine(
            self.origin.id,
            ids,
            {one: often for one, often in self.origin.short.items() if one in ids},
            names,
            {entry.exercise: entry.repetitions for entry in self.entries if entry.repetitions is not None},
            min(self.rotate, len(ids)),
            "",
            {entry.exercise: entry.variant for entry in self.entries if entry.variant},
        )


def usual_repetitions(exercise: Exercise) -> int:
    """The full dose as the exercise's own file has it; 0 where nothing is counted."""
    return max(block.repetitions for block in exercise.blocks)


def _way(routine: Routine, exercise: Exercise) -> str:
    wanted = routine.variants.get(exercise.id, routine.variant)
    return wanted if wanted in exercise.variants else ""
