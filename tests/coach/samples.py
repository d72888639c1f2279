"""The real content, and a small exercise of the tests' own."""

import re
from functools import cache
from pathlib import Path

from deskbreak.coach.content.exercise import Exercise
from deskbreak.coach.content.exercise_file import read_exercise
from deskbreak.coach.content.routine_file import Routine, read_routine, read_tips
from deskbreak.coach.content.tip import Tip
from deskbreak.coach.plan import plan
from deskbreak.coach.player import Player

RESOURCES = Path(__file__).parents[2] / "resources"
MANUAL = Path(__file__).parents[2] / "docs" / "routines.md"


@cache
def exercises() -> dict[str, Exercise]:
    """Those of the shipped routines, by id."""
    read = [read_exercise(path.read_text("utf-8"), path.name) for path in (RESOURCES / "exercises").glob("*.toml")]
    return {one.id: one for one in read}


@cache
def clips() -> dict[str, Exercise]:
    """What shows the tips moving, by id."""
    read = [read_exercise(path.read_text("utf-8"), path.name) for path in (RESOURCES / "clips").glob("*.toml")]
    return {one.id: one for one in read}


@cache
def to_begin_with() -> dict[str, Exercise]:
    """What people begin their own exercises with, by id: the template, and the manual's example."""
    (example,) = re.findall(r"^## An exercise$.*?^```toml\n(.*?)^```$", MANUAL.read_text("utf-8"), re.M | re.S)
    template = RESOURCES / "templates" / "exercise.toml"
    read = [read_exercise(template.read_text("utf-8"), template.name), read_exercise(example, MANUAL.name)]
    return {one.id: one for one in read}


@cache
def routines() -> dict[str, Routine]:
    """The shipped routines, by id."""
    read = [read_routine(path.read_text("utf-8"), path.name) for path in (RESOURCES / "routines").glob("*.toml")]
    return {one.id: one for one in read}


def desk() -> Routine:
    return routines()["desk"]


@cache
def tips() -> tuple[Tip, ...]:
    return read_tips((RESOURCES / "tips.toml").read_text("utf-8"), "tips.toml")


@cache
def player(short: bool = False) -> Player:
    return Player(plan(desk(), exercises(), short=short))


class StillClock:
    """Seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += seconds


SMALL = """
id = "wave"
view = { yaw = 10, pitch = 5 }
[poses.up]
like = "rest"
left_hand = [0.3, 0.2, 0.1]
right_hand = "knee"
[poses.down]
mirror = "up"
[[block]]
repetitions = 2
side = "left"
[[block.step]]
phase = "rise"
seconds = 2
breath = "in"
text = "rise"
poses = ["up", "down"]
[text.en]
name = "Wave"
purpose = "Greets."
setup = "Sit."
[text.en.sides]
left = "to the left"
[text.en.steps.rise]
caption = "Wave."
spoken = "Wave."
"""
"""An exercise with everything that a file can hold."""
