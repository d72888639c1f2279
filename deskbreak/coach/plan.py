"""A routine laid out in time: which step from when to when, what is said, and the poses on the way."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from deskbreak.coach.body.motion import Key
from deskbreak.coach.content.exercise import FULL, Exercise, other
from deskbreak.coach.content.routine_file import SET_UP, Routine
from deskbreak.coach.content.table import LibraryError, suggestion
from deskbreak.coach.frame import ExercisePart, Side
from deskbreak.coach.layout import Beat, Layout, first_key
from deskbreak.coach.script import Phrases, SpokenLine, sentences_of
from deskbreak.coach.step_groups import Counted, between, closing, runs_of, said_meanwhile
from deskbreak.i18n import _
from deskbreak.settings.text import plain

__all__ = ["Beat", "Plan", "in_turn_text", "minutes", "minutes_text", "need_exercises", "plan"]

LONGEST_ID = 64
MOST_MISSING = 5
"""Exercises of a routine that are told to be missing: each takes a look for what was meant."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A routine ready to be played: its parts, its beats without gaps, the poses to move through, the words to say."""

    routine: str
    name: str
    parts: tuple[ExercisePart, ...]
    beats: tuple[Beat, ...]
    keys: tuple[Key, ...]
    script: tuple[SpokenLine, ...] = ()

    @property
    def total(self) -> float:
        """Seconds from start to end."""
        return self.beats[-1].end


@dataclass(frozen=True, slots=True)
class _Dose:
    """How often an exercise is done: at a step of progress, up to a full dose, or in the one-minute version."""

    step: int
    full: int | None
    short: int | None

    def steps(self, exercise: Exercise) -> Iterator[Counted]:
        for number, block in enumerate(exercise.blocks):
            count = block.dose(self.step, self.full)
            if self.short is not None:
                count = min(count, self.short)
            each_side = {Side.LEFT, Side.RIGHT} <= {step.side for step in block.steps}
            for repetition in range(1, count + 1) if count else (0,):
                for step in block.steps:
                    if step.short or self.short is None:
                        last = repetition and repetition == count and self.short is None
                        done = step.the_last_time(self.step) if last else step
                        yield Counted(done, number, repetition, count, each_side)


def plan(
    routine: Routine,
    exercises: Mapping[str, Exercise],
    leave_out: frozenset[str] = frozenset(),
    *,
    short: bool = False,
    language: str = "en",
    step: int = FULL,
    first_side: Side = Side.LEFT,
    variant: str = "",
    setup: bool = False,
    turn: int = 0,
    ending: bool = True,
    careful: Collection[str] = (),
    hurts_key: str = "",
    before: Sequence[str] = (),
    after: Sequence[str] = (),
) -> Plan:
    """Lay out ``routine``. ``leave_out`` names exercises to skip (D5), ``short`` makes the one-minute version (I2).

    ``step`` is that of progress, 1 to 6 (the full dose). ``variant`` is the way to do the exercises that have it (the
    others are done as the routine says); ``setup`` begins with chair and feet. ``turn`` counts the routines done:
    ``first_side`` comes first in the first, the other in the second and so on; of one that takes its exercises in turn
    the next part comes each time, and the other side first when all parts were done. ``ending`` goes back to rest at
    the end and says so. ``careful`` are the exercises (ids) whose caution is said; ``hurts_key`` (``control`` or
    ``command``): it is told that with P it is the key for *It hurts*. ``before`` and ``after`` are exercises (ids) that
    come first and last, at their own full dose, if they are there.

    Raises LibraryError if the routine names an exercise that is not there, or if none is left.
    """
    short = short and routine.rotate != 1  # one exercise is as short as it gets
    chosen = _chosen(routine, exercises, leave_out, short=short)
    parts_in_turn = [chosen] if short else routine.parts(chosen)
    rounds, chosen = turn // len(parts_in_turn), parts_in_turn[turn % len(parts_in_turn)]
    side = other(first_side) if rounds % 2 else first_side
    there = [[exercises[one] for one in ids if one in exercises and one not in leave_out] for ids in (before, after)]
    done = [routine.done(one, variant).beginning(side) for one in (*there[0], *chosen, *there[1])]

    phrases = Phrases(language)
    layout = Layout(phrases, [first_key(done[0])])
    parts: list[ExercisePart] = []
    for number, exercise in enumerate(done):
        words, began = exercise.text(language), layout.clock
        if number == 0 and setup and SET_UP in exercises:
            first = exercises[SET_UP]
            told = first.text(language)
            layout.add(first, told, runs_of(told, _Dose(FULL, None, None).steps(first)), number, exercise.id)
        if number == 0 and hurts_key:
            hint = said_meanwhile("hurts", (phrases.hurts(hurts_key),), "rest")
            layout.add(exercise, words, [hint], number, exercise.id)
        dose = _Dose(
            step=min(max(1, step), FULL),
            full=routine.doses.get(exercise.id),
            short=routine.short.get(exercise.id, 1) if short else None,
        )
        heading = phrases.name(words.name, first=number == 0 or short)
        care = sentences_of(words.caution) if exercise.id in careful and not short else ()
        runs = runs_of(words, dose.steps(exercise), heading, brief=short, care=care)
        layout.add(exercise, words, runs, number, exercise.id)
        if exercise is not done[-1] and not short:
            layout.add(exercise, words, [between(phrases)], number, exercise.id)
        if ending and exercise is done[-1]:
            layout.add(exercise, words, [closing(phrases, layout.beats[-1].breath)], number, exercise.id)
        parts.append(
            ExercisePart(
                exercise.id, words.name, words.purpose, began, layout.clock, exercise.trace, exercise.reference
            )
        )
    return Plan(
        routine.id, routine.name(language), tuple(parts), tuple(layout.beats), tuple(layout.keys), tuple(layout.lines)
    )


def minutes(routine: Routine, exercises: Mapping[str, Exercise], language: str, variant: str = "") -> tuple[int, int]:
    """How long ``routine`` takes with what is said in ``language``: at the dose to begin with, and at the full one.

    Of parts that come in turn it is the shortest, and the longest.
    """
    first, full = (
        [
            max(1, round(plan(routine, exercises, language=language, variant=variant, step=step, turn=turn).total / 60))
            for turn in range(len(routine.parts(routine.exercises)))
        ]
        for step in (1, FULL)
    )
    return min(first), max(full)


def minutes_text(routine: Routine, exercises: Mapping[str, Exercise], language: str) -> str:
    """The same in words."""
    first, full = minutes(routine, exercises, language)
    if first == full:
        return (_("{count} min each time") if routine.in_parts else _("{count} min")).format(count=first)
    words = _("{first}–{last} min each time") if routine.in_parts else _("{first}–{last} min")
    return words.format(first=first, last=full)


def in_turn_text(routine: Routine) -> str:
    """What of it is done at a time, in words; ``""``: all of it."""
    count = len(routine.parts(routine.exercises))
    if not routine.in_parts:
        return _("one exercise at a time") if count > 1 else ""
    return _("two halves in turn") if count == 2 else _("{count} parts in turn").format(count=count)


def need_exercises(routine: Routine, exercises: Mapping[str, Exercise]) -> None:
    """Raise LibraryError if the routine names an exercise that is not there."""
    missing = [one for one in routine.exercises if one not in exercises]
    if missing:
        sentence = _("routine {routine}: there is no exercise “{word}”")
        raise LibraryError(
            [
                sentence.format(routine=routine.id, word=plain(one[:LONGEST_ID])) + suggestion(one, exercises)
                for one in missing[:MOST_MISSING]
            ]
        )


def _chosen(
    routine: Routine, exercises: Mapping[str, Exercise], leave_out: frozenset[str], *, short: bool
) -> Sequence[Exercise]:
    """The exercises to do, in their order."""
    need_exercises(routine, exercises)
    left = [one for one in routine.exercises if one not in leave_out]
    if not left:
        raise LibraryError([_("routine {routine}: every exercise of it is left out").format(routine=routine.id)])
    if short and routine.short:  # where none of those is left, one that is
        left = [one for one in left if one in routine.short] or left[:1]
    return [exercises[one] for one in left]
