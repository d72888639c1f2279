"""All exercises, routines and tips: the shipped ones, and the user's own beside them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from deskbreak.coach.exercise import Exercise
from deskbreak.coach.exercise_file import read_exercise
from deskbreak.coach.library import Routine, Tip, read_routine, read_tips
from deskbreak.coach.plan import plan
from deskbreak.coach.table import LibraryError
from deskbreak.i18n import _, language
from deskbreak.store.content import texts
from deskbreak.store.paths import Paths
from deskbreak.store.shipped import shipped

_T = TypeVar("_T", Exercise, Routine)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Exercises and routines by id, tips in their turn, what shows them moving, and a sentence for each fault of the
    user's files."""

    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    tips: tuple[Tip, ...]
    clips: Mapping[str, Exercise]
    faults: tuple[str, ...] = ()

    def routine(self, name: str) -> Routine:
        """The routine of that name; one that is not there is the desk routine (``fault`` says so)."""
        return self.routines.get(name, self.routines[DESK])

    def exercise_name(self, exercise: str) -> str:
        """The name of an exercise in the user's language; one that is not there any more has its id."""
        known = self.exercises.get(exercise)
        return exercise if known is None else known.text(language()).name

    def fault(self, name: str) -> str:
        """A sentence if there is no routine of that name, else ``""``."""
        if name in self.routines:
            return ""
        sentence = _('routine.name: there is no routine "{name}"; there is {names}')
        return sentence.format(name=name, names=", ".join(sorted(self.routines)))


DESK = "desk"
"""The routine that is always there."""


def open_shelf(paths: Paths) -> Shelf:
    """Read everything there is to do. The user's own win over shipped ones of the same id; a faulty one is left out."""
    faults: list[str] = []
    tips = shipped("tips.toml")
    exercises = _read(shipped("exercises"), paths.exercises, read_exercise, faults)
    routines = _read(shipped("routines"), paths.routines, partial(_whole_routine, exercises), faults)
    return Shelf(
        exercises=exercises,
        routines=routines,
        tips=read_tips(tips.read_text(encoding="utf-8"), tips.name),
        clips=_shipped(shipped("clips"), read_exercise),
        faults=tuple(faults),
    )


def _whole_routine(exercises: Mapping[str, Exercise], text: str, source: str) -> Routine:
    """A routine all of whose exercises are there. Raises ``LibraryError``."""
    routine = read_routine(text, source)
    for short in (False, True):
        if not plan(routine, exercises, short=short).beats:
            raise LibraryError([_("{file}: there is nothing to do in this routine").format(file=source)])
    return routine


def _shipped(ours: Path, read: Callable[[str, str], _T]) -> dict[str, _T]:
    return {one.id: one for one in (read(text, name) for name, text in texts(ours).by_name.items())}


def _read(ours: Path, theirs: Path, read: Callable[[str, str], _T], faults: list[str]) -> dict[str, _T]:
    found = _shipped(ours, read)
    own = texts(theirs)
    faults.extend(own.faults)
    for name, text in own.by_name.items():
        try:
            one = read(text, name)
        except LibraryError as error:
            faults.extend(error.faults)
        else:
            found[one.id] = one
    return found
