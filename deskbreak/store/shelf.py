"""All exercises, routines and tips: the shipped ones, and the user's own beside them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from deskbreak.coach.exercise import Exercise
from deskbreak.coach.exercise_file import read_exercise
from deskbreak.coach.library import DESK, Routine, Tip, read_routine, read_tips
from deskbreak.coach.plan import plan
from deskbreak.coach.table import LibraryError, suggestion
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
    files: Mapping[str, Path] = field(default_factory=dict)
    """Where each comes from, by ``exercises/ID`` and ``routines/ID``."""

    def routine(self, name: str) -> Routine:
        """The routine of that name; one that is not there is the desk routine (``fault`` says so)."""
        return self.routines.get(name, self.routines[DESK])

    def exercise_name(self, exercise: str) -> str:
        """The name of an exercise in the user's language; one that is not there any more has its id."""
        known = self.exercises.get(exercise)
        return exercise if known is None else known.text(language()).name

    def shipped(self, key: str) -> bool:
        """Whether what has this key in ``files`` comes with deskbreak."""
        return self.files[key].is_relative_to(shipped(key.partition("/")[0]))

    def fault(self, name: str) -> str:
        """A sentence if there is no routine of that name, else ``""``."""
        if name in self.routines:
            return ""
        sentence = _('routine.name: there is no routine "{name}"; there is {names}')
        return sentence.format(name=name, names=", ".join(sorted(self.routines)))


def open_shelf(paths: Paths) -> Shelf:
    """Read everything there is to do. The user's own win over shipped ones of the same id; a faulty one is left out."""
    faults: list[str] = []
    files: dict[str, Path] = {}
    tips = shipped("tips.toml")
    exercises = _read("exercises", paths.exercises, read_exercise, faults, files)
    routines = _read("routines", paths.routines, partial(read_whole_routine, exercises), faults, files)
    return Shelf(
        exercises=exercises,
        routines=routines,
        tips=read_tips(tips.read_text(encoding="utf-8"), tips.name),
        clips={one.id: one for one, _file in _shipped("clips", read_exercise)},
        faults=tuple(faults),
        files=files,
    )


def read_whole_routine(exercises: Mapping[str, Exercise], text: str, source: str) -> Routine:
    """A routine all of whose ``exercises`` are there. Raises ``LibraryError``."""
    routine = read_routine(text, source)
    try:
        for short in (False, True):
            plan(routine, exercises, short=short)
    except LibraryError as error:
        raise LibraryError([f"{source}: {fault}" for fault in error.faults]) from error
    known = {variant for one in routine.exercises for variant in exercises[one].variants}
    if routine.variant and routine.variant not in known:
        sentence = _("{file}: variant is “{word}”, which none of the exercises has")
        raise LibraryError([sentence.format(file=source, word=routine.variant) + suggestion(routine.variant, known)])
    return routine


def _shipped(folder: str, read: Callable[[str, str], _T]) -> list[tuple[_T, Path]]:
    ours = shipped(folder)
    return [(read(text, name), ours / name) for name, text in texts(ours).by_name.items()]


def _read(
    folder: str, theirs: Path, read: Callable[[str, str], _T], faults: list[str], files: dict[str, Path]
) -> dict[str, _T]:
    found: dict[str, _T] = {}
    for one, file in _shipped(folder, read):
        found[one.id], files[f"{folder}/{one.id}"] = one, file
    own = texts(theirs)
    faults.extend(own.faults)
    for name, text in own.by_name.items():
        try:
            one = read(text, name)
        except LibraryError as error:
            faults.extend(error.faults)
            continue
        key = f"{folder}/{one.id}"
        if files.get(key, Path()).parent == theirs:
            sentence = _("{file}: the id “{word}” is that of {other}, too; this file is left out")
            faults.append(sentence.format(file=name, word=one.id, other=files[key].name))
        else:
            found[one.id], files[key] = one, theirs / name
    return found
