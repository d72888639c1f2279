"""What an exercise is: its steps, its dose, and its words in every language."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import floor
from typing import TypeVar

from deskbreak.coach.body.pose import Pose, View
from deskbreak.coach.content.looks import OF_THE_BACK, muscle_of
from deskbreak.coach.content.tip import spoken_in
from deskbreak.coach.frame import Breath, Side

FULL = 6
"""The step of progress at which the full dose is done; 1 is the first."""

DESCRIBES = "how"
"""The phase of a step that says what will be done, before the block that is counted."""
HOLDS = "hold"
"""The phase of a step in which one stays where one is: its seconds are counted aloud."""
RETURNS = "return"
"""The phase of a step that leads back to where one began: it has no arrow."""
CAPTION_LINES = 2
CAPTION_WIDTH = 40
"""Characters in a line of a caption that the window has room for."""
_OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}
_OTHER_WORD = {"left": "right", "right": "left"}

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class StepText:
    """What a step shows (one or two short lines) and says.

    ``spoken`` is the sentence for the first time, ``cue`` the few words for each further one.
    """

    caption: tuple[str, ...]
    spoken: str
    cue: str = ""


@dataclass(frozen=True, slots=True)
class ExerciseText:
    """An exercise's words in one language. ``sides`` has the words for each side it uses.

    ``purpose`` is one line; ``why`` what it does for the body, ``caution`` when to take care (both may be empty).
    """

    name: str
    purpose: str
    setup: str
    sides: Mapping[Side, str]
    steps: Mapping[str, StepText]
    why: str = ""
    caution: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A movement of ``seconds`` through ``poses`` (evenly), ending in the last. ``text`` names its words.

    ``phase`` is a word of the exercise's own for what happens (``turn``), or ``DESCRIBES``, ``HOLDS`` or ``RETURNS``;
    ``short`` says whether the one-minute version has it too. ``last`` has the seconds it takes the last time, from that
    step of progress on (1 to ``FULL``, rising). ``muscles`` are those of this step; None: those of the exercise.
    """

    phase: str
    side: Side
    seconds: float
    breath: Breath
    text: str
    poses: tuple[str, ...]
    short: bool
    last: tuple[tuple[int, float], ...] = ()
    muscles: tuple[str, ...] | None = None

    def the_last_time(self, progress: int) -> "Step":
        """As it is the last time at that step of progress."""
        longer = [seconds for begins, seconds in self.last if begins <= progress]
        return replace(self, seconds=longer[-1]) if longer else self


@dataclass(frozen=True, slots=True)
class Block:
    """Steps done ``repetitions`` times; 0 for steps that lead in, over or out and are not counted.

    ``repetitions`` is the full dose, ``start`` the one to begin with.
    """

    repetitions: int
    start: int
    steps: tuple[Step, ...]

    def dose(self, step: int, full: int | None = None) -> int:
        """How often at this step of progress, 1 to ``FULL``; ``full`` takes the place of the full dose."""
        most = full if full is not None and self.repetitions else self.repetitions
        least = min(self.start, most)
        return least + floor((most - least) * (step - 1) / (FULL - 1) + 0.5)


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise, complete: how it moves, from where it is seen, and its words in every language.

    ``muscles`` are those at work (``looks.MUSCLE_NAMES``), unless a step has its own; ``trace`` is the part whose way
    the arrow shows (``TRACES``, or empty), ``reference`` what stands still behind the figure, so that a small movement
    is seen (``REFERENCES``, or empty); ``source`` where the exercise comes from, ``ours`` what whoever wrote the file
    has added to that (either may be empty). ``variants`` are other ways to do it, by name.
    """

    id: str
    view: View
    poses: Mapping[str, Pose]
    blocks: tuple[Block, ...]
    texts: Mapping[str, ExerciseText]
    muscles: tuple[str, ...] = ()
    trace: str = ""
    reference: str = ""
    source: str = ""
    ours: str = ""
    variants: Mapping[str, "Exercise"] = field(default_factory=dict)

    @property
    def two_sided(self) -> bool:
        """Whether there is a left and a right to it."""
        return {Side.LEFT, Side.RIGHT} <= {step.side for block in self.blocks for step in block.steps}

    @property
    def strengthens_back(self) -> bool:
        """Whether it is one of those that the safety page has some people leave out: see ``looks.OF_THE_BACK``."""
        steps = (step for block in self.blocks for step in block.steps)
        named = {*self.muscles, *(muscle for step in steps for muscle in step.muscles or ())}
        return not OF_THE_BACK.isdisjoint(muscle_of(name)[0] for name in named)

    def muscles_in(self, step: Step) -> tuple[str, ...]:
        """Those at work or stretched in ``step`` (``looks.MUSCLE_NAMES``)."""
        return self.muscles if step.muscles is None else step.muscles

    def seconds(self, full: int | None = None) -> float:
        """How long the movements take at the full dose, or at ``full`` in its place; not what is said between them."""
        return sum(
            step.seconds * (max(1, block.dose(FULL, full)) - 1) + step.the_last_time(FULL).seconds
            for block in self.blocks
            for step in block.steps
        )

    def text(self, language: str) -> ExerciseText:
        """The words in ``language``, or in the nearest there is."""
        return spoken_in(self.texts, language)

    def variant(self, name: str) -> "Exercise":
        """The exercise done the other way ``name``; itself where it has no such way."""
        return self.variants.get(name, self)

    def beginning(self, side: Side) -> "Exercise":
        """The exercise with this side first. Files have the left first; one without sides stays as it is."""
        if side is not Side.RIGHT or not self.two_sided:
            return self
        poses = {name: pose.mirrored() for name, pose in self.poses.items()}
        muscles = tuple(map(other_side, self.muscles))
        return replace(self, poses=poses, muscles=muscles, blocks=tuple(_turned_block(block) for block in self.blocks))


TRACES = ("head", "chin", "shoulders", "elbows", "hands", "back", "chest", "hips", "head-and-wrist")
"""The parts whose way an arrow can show."""
REFERENCES = ("ghost", "gaze", "plumb-line", "level-line")
"""What can stand still behind the figure: its head and trunk as they began, a line upright through its hips, or one
that is level with its shoulders."""


def other(side: Side) -> Side:
    """Right for left and left for right; any other stays as it is."""
    return _OTHER.get(side, side)


def other_side(text: str) -> str:
    """The name of what is on the other side: ``hold-left`` for ``hold-right``, itself for one without a side."""
    return "-".join(_OTHER_WORD.get(word, word) for word in text.split("-"))


def _turned_block(block: Block) -> Block:
    steps = (
        replace(
            one,
            side=other(one.side),
            text=other_side(one.text),
            muscles=None if one.muscles is None else tuple(map(other_side, one.muscles)),
        )
        for one in block.steps
    )
    return replace(block, steps=tuple(steps))
