"""Routines and tips as validated values, made from TOML texts (``store`` reads the files)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TypeVar

from deskbreak.coach.content.exercise import Exercise
from deskbreak.coach.content.table import MOST_LANGUAGES, LibraryError, Table, need_english, parsed
from deskbreak.coach.content.tip import Tip, TipText, spoken_in
from deskbreak.i18n import _
from deskbreak.settings.declared import TIP_KINDS

_T = TypeVar("_T")

DESK = "desk"
"""The id of the routine that is always there."""

SET_UP = "set-up"
"""The id of what comes before the first exercise of a day: chair, feet, elbows. No routine names it."""

OPENER, DAY_END = "calm-breath", "letting-go"
"""The ids of what comes before the first routine of a day, and after the last one."""
AROUND = frozenset({SET_UP, OPENER, DAY_END})
"""What no routine names: it is added where it belongs."""
MOST_EXERCISES = 50
MOST_TIPS = 500


@dataclass(frozen=True, slots=True)
class Routine:
    """Exercises in order.

    ``short`` has the exercises of the one-minute version, with their repetitions; empty: each of them once. ``doses``
    has the full dose of those that are not done as often as their own file says. ``rotate``: so many of the exercises
    are done at a time, each part of them in its turn; 0: all of them. ``variant`` is the way in which they are done,
    where they have it; ``variants`` has that of those that are done in another way than the rest.
    """

    id: str
    exercises: tuple[str, ...]
    short: Mapping[str, int]
    names: Mapping[str, str]
    doses: Mapping[str, int] = field(default_factory=dict)
    rotate: int = 0
    variant: str = ""
    variants: Mapping[str, str] = field(default_factory=dict)

    def done(self, exercise: Exercise, wanted: str = "") -> Exercise:
        """The ``exercise`` as it is done here: the way ``wanted`` if it has that, else the routine's own for it."""
        if wanted in exercise.variants:
            return exercise.variants[wanted]
        return exercise.variant(self.variants.get(exercise.id, self.variant))

    def parts(self, exercises: Sequence[_T]) -> list[Sequence[_T]]:
        """``exercises``, those of its own that are done, in the parts that come in turn: one part where all come.

        None has more than ``rotate``, and all are as equal as can be, so that none is much shorter than the others.
        """
        if not self.rotate:
            return [exercises]
        count = max(1, -(-len(exercises) // self.rotate))
        ends = [len(exercises) * number // count for number in range(count + 1)]
        return [exercises[first:last] for first, last in pairwise(ends)]

    @property
    def in_parts(self) -> bool:
        """Whether several of its exercises are done each time, and not all of them."""
        return self.rotate > 1 and len(self.parts(self.exercises)) > 1

    def name(self, language: str) -> str:
        """The routine's name in ``language``, or in the nearest there is."""
        return spoken_in(self.names, language)


def read_routine(text: str, source: str) -> Routine:
    """A routine from the TOML ``text`` of the file named ``source``. Raises LibraryError with every fault."""
    top = parsed(text, source)
    name, exercises = top.name("id"), top.words("exercises", MOST_EXERCISES)
    for again in sorted({one for one in exercises if exercises.count(one) > 1}):
        top.fault(_("exercises has “{word}” twice").format(word=again))
    names = {}
    for language, table in top.table("text").children(MOST_LANGUAGES).items():
        names[language] = table.text("name")
        table.close()
    routine = Routine(
        id=name,
        exercises=exercises,
        short=_counts(top.table("short", optional=True), exercises, 20),
        names=names,
        doses=_counts(top.table("repetitions", optional=True), exercises, 100),
        rotate=top.flag_or_whole("rotate", len(exercises) or MOST_EXERCISES),
        variant=top.text("variant", ""),
        variants=_ways(top.table("variants", optional=True), exercises),
    )
    return _finished(top, routine, names)


def read_tips(text: str, source: str) -> tuple[Tip, ...]:
    """The tips from the TOML ``text`` of the file named ``source``. Raises LibraryError with every fault."""
    top = parsed(text, source)
    tips: list[Tip] = []
    for table in top.tables("tip", MOST_TIPS):
        one = Tip(
            table.name("id"),
            table.choice("kind", TIP_KINDS),
            folds=table.flag("folds", False),
            clip=table.text("clip", ""),
        )
        if one.id in {other.id for other in tips}:
            table.fault(_("the id “{word}” is there twice").format(word=one.id))
        texts = {}
        for language, words in table.table("text").children(MOST_LANGUAGES).items():
            texts[language] = TipText(words.text("title"), words.text("body"))
            words.close()
        need_english(table, texts)
        table.close()
        tips.append(replace(one, texts=texts))
    return _finished(top, tuple(tips), {"en": None})


def alone(exercise: Exercise) -> Routine:
    """A routine of one exercise: to show it, or to play a clip."""
    names = {language: text.name for language, text in exercise.texts.items()}
    return Routine(exercise.id, (exercise.id,), {}, names)


def _counts(table: Table, exercises: Sequence[str], most: int) -> dict[str, int]:
    """How often each exercise that is named is repeated, in the routine's order."""
    counts = {one: table.whole(one, 1, most) for one in exercises if table.has(one)}
    for one in exercises:
        table.known(one)
    table.close()
    return counts


def _ways(table: Table, exercises: Sequence[str]) -> dict[str, str]:
    """The variant of each exercise that is named, in the routine's order."""
    ways = {one: table.text(one) for one in exercises if table.has(one)}
    for one in exercises:
        table.known(one)
    table.close()
    return ways


def _finished(top: Table, value: _T, texts: Mapping[str, object]) -> _T:
    need_english(top, texts)
    top.close()
    if top.faults:
        raise LibraryError(top.faults)
    return value
