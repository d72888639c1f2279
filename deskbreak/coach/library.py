"""Exercises, routines and tips as validated values, made from TOML texts (``store`` reads the files).

Texts that people read come by language, in tables ``[text.en]``, ``[text.pt_BR]`` and so on: a language is added
without touching code. Every language of a file must be complete.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from deskbreak.coach.frame import Breath, Side
from deskbreak.coach.pose import LIMITS, REST, Arm, Hold, Pose, View
from deskbreak.coach.table import LibraryError, Table, parsed
from deskbreak.i18n import _

CAPTION_LINES = 2
CAPTION_WIDTH = 40
"""Characters in a line of a caption that the window has room for."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class StepText:
    """What a step shows (one or two short lines) and says."""

    caption: tuple[str, ...]
    spoken: str


@dataclass(frozen=True, slots=True)
class ExerciseText:
    """An exercise's words in one language. ``sides`` has the words for each side it uses."""

    name: str
    purpose: str
    setup: str
    sides: Mapping[Side, str]
    steps: Mapping[str, StepText]


@dataclass(frozen=True, slots=True)
class Step:
    """A movement of ``seconds`` through ``poses`` (evenly), ending in the last. ``text`` names its words.

    ``phase`` is a word of the exercise's own for what happens (``turn``, ``hold``); ``short`` says whether the
    one-minute version has it too.
    """

    phase: str
    side: Side
    seconds: float
    breath: Breath
    text: str
    poses: tuple[str, ...]
    short: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Steps done ``repetitions`` times; 0 for steps that lead in, over or out and are not counted."""

    repetitions: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise, complete: how it moves, from where it is seen, and its words in every language."""

    id: str
    view: View
    poses: Mapping[str, Pose]
    blocks: tuple[Block, ...]
    texts: Mapping[str, ExerciseText]

    def text(self, language: str) -> ExerciseText:
        """The words in ``language``, or in the nearest there is."""
        return spoken_in(self.texts, language)


@dataclass(frozen=True, slots=True)
class Routine:
    """Exercises in order, and how often each is repeated in the one-minute version (by exercise id)."""

    id: str
    exercises: tuple[str, ...]
    short: Mapping[str, int]
    names: Mapping[str, str]

    def name(self, language: str) -> str:
        """The routine's name in ``language``, or in the nearest there is."""
        return spoken_in(self.names, language)


@dataclass(frozen=True, slots=True)
class TipText:
    """A tip's words in one language: a title and one or two sentences."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Tip:
    """One posture tip for a nudge."""

    id: str
    texts: Mapping[str, TipText] = field(default_factory=dict)

    def text(self, language: str) -> TipText:
        """The words in ``language``, or in the nearest there is."""
        return spoken_in(self.texts, language)


def spoken_in(texts: Mapping[str, _T], language: str) -> _T:
    """What is meant for ``language`` (``pt_BR``): its own, else that of ``pt``, else English, else the first."""
    for code in (language, language.partition("_")[0], "en"):
        if code in texts:
            return texts[code]
    return next(iter(texts.values()))


def tip(tips: Sequence[Tip], number: int) -> Tip:
    """The ``number``-th tip (from 0), in the order of the file and round again (N4)."""
    return tips[number % len(tips)]


def read_exercise(text: str, source: str) -> Exercise:
    """An exercise from the TOML ``text`` of the file named ``source``. Raises LibraryError with every fault."""
    top = parsed(text, source)
    name = top.text("id")
    look = top.table("view")
    view = View(
        look.number("yaw", -180, 180),
        look.number("pitch", -20, 60),
        look.number("low", 0, 1.1, 0.0),
        look.number("high", 1.3, 2, 1.43),
    )
    look.close()
    poses: dict[str, Pose] = {"rest": REST}
    for key, table in top.table("poses").children().items():
        poses[key] = _pose(table, poses)
    blocks = tuple(_block(table, poses) for table in top.tables("block"))
    steps = [step for block in blocks for step in block.steps]
    texts = {language: _exercise_text(table, steps) for language, table in top.table("text").children().items()}
    return _finished(top, Exercise(name, view, poses, blocks, texts), texts)


def read_routine(text: str, source: str) -> Routine:
    """A routine from the TOML ``text`` of the file named ``source``. Raises LibraryError with every fault."""
    top = parsed(text, source)
    name, exercises = top.text("id"), top.words("exercises")
    for again in sorted({one for one in exercises if exercises.count(one) > 1}):
        top.fault(_("exercises has “{word}” twice").format(word=again))
    short = top.table("short")
    counts = {one: short.whole(one, 1, 20) for one in exercises}
    short.close()
    names = {}
    for language, table in top.table("text").children().items():
        names[language] = table.text("name")
        table.close()
    return _finished(top, Routine(name, exercises, counts, names), names)


def read_tips(text: str, source: str) -> tuple[Tip, ...]:
    """The tips from the TOML ``text`` of the file named ``source``. Raises LibraryError with every fault."""
    top = parsed(text, source)
    tips: list[Tip] = []
    for table in top.tables("tip"):
        one = Tip(table.text("id"))
        if one.id in {other.id for other in tips}:
            table.fault(_("the id “{word}” is there twice").format(word=one.id))
        texts = {}
        for language, words in table.table("text").children().items():
            texts[language] = TipText(words.text("title"), words.text("body"))
            words.close()
        _need_english(table, texts)
        table.close()
        tips.append(replace(one, texts=texts))
    return _finished(top, tuple(tips), {"en": None})


def _finished(top: Table, value: _T, texts: Mapping[str, object]) -> _T:
    _need_english(top, texts)
    top.close()
    if top.faults:
        raise LibraryError(top.faults)
    return value


def _need_english(table: Table, texts: Mapping[str, object]) -> None:
    if "en" not in texts:
        table.fault(_("text.en is missing; every text is there at least in English"))


def _pose(table: Table, known: Mapping[str, Pose]) -> Pose:
    """A pose: from scratch, ``like`` an earlier one with changes, or the ``mirror`` of an earlier one."""
    if table.has("mirror"):
        pose = known.get(table.choice("mirror", known), REST).mirrored()
        table.close()
        return pose
    pose = known[table.choice("like", known, "rest")]
    changes = {key: table.number(key, *LIMITS[key], getattr(pose, key)) for key in LIMITS}
    both = _arm(table, "hands", pose.left), _arm(table, "hands", pose.right)
    left, right = _arm(table, "left_hand", both[0]), _arm(table, "right_hand", both[1])
    table.close()
    return replace(pose, left=left, right=right, **changes)


def _arm(table: Table, key: str, arm: Arm) -> Arm:
    if not table.has(key):
        return arm
    if isinstance(table.values[key], list):
        x, y, z = table.numbers(key, 3)
        return Arm(free=1.0, x=x, y=y, z=z)
    return Arm.at(Hold(table.choice(key, [hold.value for hold in Hold if hold is not Hold.FREE])))


def _block(table: Table, poses: Mapping[str, Pose]) -> Block:
    repetitions = table.whole("repetitions", 0, 100, 0)
    side = table.choice("side", [one.value for one in Side], Side.NONE.value)
    steps = tuple(_step(step, poses, side) for step in table.tables("step"))
    table.close()
    return Block(repetitions, steps)


def _step(table: Table, poses: Mapping[str, Pose], side: str) -> Step:
    step = Step(
        phase=table.text("phase"),
        side=Side(table.choice("side", [one.value for one in Side], side)),
        seconds=table.number("seconds", 0.5, 60),
        breath=Breath(table.choice("breath", [one.value for one in Breath], Breath.FREE.value)),
        text=table.text("text"),
        poses=table.words("poses", poses),
        short=table.flag("short", True),
    )
    table.close()
    return step


def _exercise_text(table: Table, steps: Sequence[Step]) -> ExerciseText:
    sides = table.table("sides", optional=True)
    words = {side: sides.text(side.value) for side in Side if side in {step.side for step in steps} - {Side.NONE}}
    sides.close()
    step_texts = {}
    section = table.table("steps")
    for key in dict.fromkeys(step.text for step in steps):
        step = section.table(key)
        lines = tuple(step.text("caption").strip().splitlines())
        if len(lines) > CAPTION_LINES or any(len(line) > CAPTION_WIDTH for line in lines):
            step.fault(
                _("caption is too long; accepted: {lines} lines of {width} characters").format(
                    lines=CAPTION_LINES, width=CAPTION_WIDTH
                )
            )
        step_texts[key] = StepText(lines, step.text("spoken", ""))
        step.close()
    section.close()
    text = ExerciseText(table.text("name"), table.text("purpose"), table.text("setup"), words, step_texts)
    table.close()
    return text
