"""All exercises, routines and tips: the shipped ones, and the user's own beside them."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from deskbreak.coach.content.exercise import Exercise
from deskbreak.coach.content.exercise_file import read_exercise
from deskbreak.coach.content.routine_file import DESK, Routine, read_routine, read_tips
from deskbreak.coach.content.table import LibraryError, suggestion
from deskbreak.coach.content.tip import Tip
from deskbreak.coach.plan import need_exercises, plan
from deskbreak.i18n import _, language
from deskbreak.settings.text import plain
from deskbreak.store.content.content import texts
from deskbreak.store.content.shipped import shipped
from deskbreak.store.paths import Paths

LONGEST_ROUTINE = 90
"""Minutes of movement in a routine at its full dose."""
MOST_FAULTS = 100
"""Sentences about the user's files that anybody reads."""
_LONGEST_SHOWN = 60

_T = TypeVar("_T", Exercise, Routine)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Library:
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
        """The routine of that name; one that is not there is the desk routine (``unknown`` says so)."""
        return self.routines.get(name, self.routines[DESK])

    def knows(self, name: str) -> bool:
        """Whether there is an exercise or a routine of that id."""
        return name in self.exercises or name in self.routines

    def exercise_name(self, exercise: str) -> str:
        """The name of an exercise in the user's language; one that is not there any more has its id."""
        known = self.exercises.get(exercise)
        return exercise if known is None else known.text(language()).name

    def shipped(self, key: str) -> bool:
        """Whether what has this key in ``files`` comes with deskbreak."""
        return self.files[key].is_relative_to(shipped(key.partition("/")[0]))

    def no_exercise(self, name: str) -> str:
        """That there is no exercise of this id, and which was probably meant."""
        return _("there is no exercise “{word}”").format(word=name) + suggestion(name, self.exercises)

    def no_routine(self, name: str) -> str:
        """The same of a routine."""
        return _("there is no routine “{word}”").format(word=name) + suggestion(name, self.routines)

    def neither(self, name: str) -> str:
        """The same where it may have been either."""
        sentence = _("there is no routine and no exercise “{word}”").format(word=name)
        return sentence + suggestion(name, {*self.routines, *self.exercises})

    def unknown(self, names: Iterable[str]) -> tuple[str, ...]:
        """A sentence on the setting for each of these names of which there is no routine."""
        return tuple(
            f"routine.name: {self.no_routine(name)}" for name in dict.fromkeys(names) if name not in self.routines
        )

    def takes(self, name: str) -> int:
        """How long the routine of that name takes at its full dose, ms; of parts in turn, the longest."""
        routine = self.routine(name)
        turns = range(len(routine.parts(routine.exercises)))
        return round(1000 * max(plan(routine, self.exercises, turn=turn).total for turn in turns))


def open_library(paths: Paths) -> Library:
    """Read everything there is to do. The user's own win over shipped ones of the same id; a faulty one is left out.

    Never raises for what the user's files are or hold.
    """
    faults: list[str] = []
    files: dict[str, Path] = {}
    tips = shipped("tips.toml")
    exercises = _shipped("exercises", read_exercise, files)
    _add_own("exercises", paths.exercises, read_exercise, exercises, faults, files)
    # Not whether ours are whole: one's own exercise in the place of one of ours need not have all of its variants.
    routines = _shipped("routines", read_routine, files)
    _add_own("routines", paths.routines, partial(read_whole_routine, exercises), routines, faults, files)
    return Library(
        exercises=exercises,
        routines=routines,
        tips=read_tips(tips.read_text(encoding="utf-8"), tips.name),
        clips=_shipped("clips", read_exercise, {}),
        faults=_readable(faults),
        files=files,
    )


def read_whole_routine(exercises: Mapping[str, Exercise], text: str, source: str) -> Routine:
    """A routine all of whose ``exercises`` are there. Raises ``LibraryError``."""
    routine = read_routine(text, source)
    try:
        need_exercises(routine, exercises)
    except LibraryError as error:
        raise LibraryError([f"{plain(source)}: {fault}" for fault in error.faults]) from error
    known = {variant for one in routine.exercises for variant in exercises[one].variants}
    if routine.variant and routine.variant not in known:
        sentence = _("{file}: variant is “{word}”, which none of the exercises has")
        told = sentence.format(file=plain(source), word=routine.variant)
        raise LibraryError([told + suggestion(routine.variant, known)])
    faults = [
        _("{file}: variants: {key} is “{word}”").format(file=plain(source), key=one, word=plain(way[:_LONGEST_SHOWN]))
        + (suggestion(way, exercises[one].variants) or "; " + _("accepted: none, it has no other ways"))
        for one, way in routine.variants.items()
        if way not in exercises[one].variants
    ]
    if faults:
        raise LibraryError(faults)
    minutes = sum(exercises[one].seconds(routine.doses.get(one)) for one in routine.exercises) / 60
    if minutes > LONGEST_ROUTINE:
        sentence = _("{file}: it takes {minutes:.0f} minutes in full; accepted: {most} at most")
        raise LibraryError([sentence.format(file=plain(source), minutes=minutes, most=LONGEST_ROUTINE)])
    return routine


def understood(read: Callable[[str, str], _T], text: str, source: str) -> _T:
    """What ``read`` makes of a stranger's ``text``. Raises ``LibraryError``, whatever ``read`` raises.

    What it does not mean to raise is a fault of deskbreak's own: it is in the log, and costs the user one file.
    """
    try:
        return read(text, source)
    except LibraryError:
        raise
    except Exception as bug:
        log.exception("%s", plain(source))
        sentence = _("{file}: this file is not understood: {reason}")
        raise LibraryError([sentence.format(file=plain(source), reason=plain(repr(bug))[:200])]) from bug


def _shipped(folder: str, read: Callable[[str, str], _T], files: dict[str, Path]) -> dict[str, _T]:
    ours = shipped(folder)
    found: dict[str, _T] = {}
    for name, one in _read_once(ours, read):
        found[one.id], files[f"{folder}/{one.id}"] = one, ours / name
    return found


@cache
def _read_once(ours: Path, read: Callable[[str, str], _T]) -> tuple[tuple[str, _T], ...]:
    """What lies in a folder of deskbreak's own, with its file's name: it stays the same for as long as this runs."""
    return tuple((name, read(text, name)) for name, text in texts(ours).by_name.items())


def _add_own(
    folder: str,
    theirs: Path,
    read: Callable[[str, str], _T],
    found: dict[str, _T],
    faults: list[str],
    files: dict[str, Path],
) -> None:
    own = texts(theirs)
    faults.extend(own.faults)
    for name, text in own.by_name.items():
        try:
            one = understood(read, text, name)
        except LibraryError as error:
            faults.extend(error.faults)
            continue
        key = f"{folder}/{one.id}"
        if files.get(key, Path()).parent == theirs:
            sentence = _("{file}: the id “{word}” is that of {other}, too; this file is left out")
            faults.append(plain(sentence.format(file=name, word=one.id, other=files[key].name)))
        else:
            found[one.id], files[key] = one, theirs / name


def _readable(faults: list[str]) -> tuple[str, ...]:
    if len(faults) <= MOST_FAULTS:
        return tuple(faults)
    more = _("and {count} more faults in your own exercises and routines").format(count=len(faults) - MOST_FAULTS)
    return (*faults[:MOST_FAULTS], more)
