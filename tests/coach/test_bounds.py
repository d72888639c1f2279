"""Numbers from strangers: refused when they are read, or good for every frame to the end."""

import json
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from math import inf, isfinite, nan

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deskbreak.coach.body.pose import LIMITS, Grip
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.content.exercise_file import LONGEST, MOST_STEPS, MOST_VARIANTS, ROOM, read_exercise
from deskbreak.coach.content.routine_file import MOST_EXERCISES, alone, read_routine
from deskbreak.coach.content.table import LONGEST_TEXT, MOST_FAULTS, LibraryError, suggestion
from deskbreak.coach.plan import MOST_MISSING, need_exercises, plan
from deskbreak.coach.player import Player
from tests.coach.samples import SMALL

HANDS = f"accepted: a list of 3 numbers from -{ROOM:g} to {ROOM:g}"


def faults(text: str) -> tuple[str, ...]:
    with pytest.raises(LibraryError) as told:
        read_exercise(text, "wave.toml")
    return told.value.faults


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e999", "1.01", "-2", "true", '"1"', "2026-01-01"])
def test_a_hand_stays_in_the_room(number: str) -> None:
    (fault,) = faults(SMALL.replace("[0.3, 0.2, 0.1]", f"[0.3, {number}, 0.1]"))
    assert fault.startswith("wave.toml: poses: up: left_hand is [0.3, ")
    assert fault.endswith(HANDS)


@pytest.mark.parametrize("key", LIMITS)
@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "-1e999", "361"])
def test_a_joint_stays_within_its_limits(key: str, number: str) -> None:
    (fault,) = faults(SMALL.replace('like = "rest"', f"{key} = {number}"))
    low, high = LIMITS[key]
    assert fault.startswith(f"wave.toml: poses: up: {key} is ")
    assert fault.endswith(f"accepted: a number from {low:g} to {high:g}")


def test_the_last_time_is_of_what_is_counted() -> None:
    counted = SMALL.replace('breath = "in"', 'breath = "in"\nlast = { "3" = 10 }')
    (block,) = read_exercise(counted, "wave.toml").blocks
    assert [step.the_last_time(3).seconds for step in block.steps] == [10]
    once = counted.replace("repetitions = 2\n", "")
    with pytest.raises(
        LibraryError, match=re.escape("wave.toml: block 1: last is of a block that is counted; accepted")
    ):
        read_exercise(once, "wave.toml")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "wave"', "id = " + "1" * 5000, "wave.toml: a number or a name without quotes has at"),
        ("yaw = 10", f"yaw = {10**20}", "wave.toml: view.yaw has a number that long; accepted: whole"),
        ("yaw = 10", "yaw = nan", "wave.toml: view: yaw is nan; accepted: a number from -180 to 180"),
        ("seconds = 2", "seconds = inf", "step 1: seconds is inf; accepted: a number from 0.5 to 60"),
        ('name = "Wave"', f'name = "{"a" * 1001}"', f"en: name is too long; accepted: {LONGEST_TEXT} characters"),
        ('name = "Wave"', 'name = "\\u0000"', "en: name is '\\x00'; accepted: a text without control characters"),
        ('name = "Wave"', 'name = "a\\u001b[2J"', "en: name is 'a\\x1b[2J'; accepted: a text without control"),
        ("[poses.up]", '[poses."a\\u001b"]\n[poses.up]', "wave.toml: poses: “a\\u001b” is no name"),
        ("[poses.up]", f'[poses."{"a" * 61}"]\n[poses.up]', f"wave.toml: poses: “{'a' * 59}…” is no name"),
        ("[poses.up]", f'[poses.up]\n"{"a" * 99}" = 1', f"up: “{'a' * 59}…” means nothing here; known here: "),
        ("[poses.up]", '[poses.up]\n"\\u202e" = 1', "up: “\\u202e” means nothing here"),
        ('like = "rest"', f'like = "{"a" * 1000}"', f"up: like is “{'a' * 59}…”; known here: rest"),
        ('breath = "in"', f"short = {['a' * 1000]}", "short is ['" + "a" * 57 + "…; accepted: true or false"),
        ('["up", "down"]', str(["up"] * 31).replace("'", '"'), f"poses has 31; accepted: {MOST_STEPS} at most"),
        ("[[block]]", "[[block]]\nstep = [" + "{}," * 31 + "]\n[[block]]", f"step has 31; accepted: {MOST_STEPS}"),
        ("[text.en]", "[variants]\n" + "\n".join(f"a{n} = {{}}" for n in range(11)) + "\n[text.en]",
         f"wave.toml: variants: there are 11; accepted: {MOST_VARIANTS} at most"),
        ('breath = "in"', 'breath = "in"\nshort = false', "wave.toml: no step is in the one-minute version; accepted"),
        ("repetitions = 2", "repetitions = 100", None),
    ],
)  # fmt: skip
def test_what_is_too_much_is_told_with_its_place(old: str, new: str, told: str | None) -> None:
    text = SMALL.replace(old, new, 1)
    assert text != SMALL
    if told is None:
        assert read_exercise(text, "wave.toml")
    else:
        assert any(told in fault for fault in faults(text)), faults(text)


def test_an_exercise_comes_to_an_end() -> None:
    step = '{ phase = "a", seconds = 60, text = "rise", side = "left", poses = ["up"] },'
    text = SMALL.replace("[text.en]\n", f"[[block]]\nrepetitions = 40\nstep = [{step}]\n[text.en]\n", 1)
    assert faults(text) == (f"wave.toml: it takes 40 minutes in full; accepted: {LONGEST} at most",)


def test_a_routine_has_so_many_exercises() -> None:
    names = [f"a{number}" for number in range(MOST_EXERCISES + 1)]
    with pytest.raises(LibraryError, match=f"exercises has {len(names)}; accepted: {MOST_EXERCISES} at most"):
        read_routine(f'id = "x"\nexercises = {names}\ntext.en.name = "X"', "x.toml")


def test_what_a_routine_misses_is_told_of_the_first() -> None:
    names = [f"a{number}\\u001b" for number in range(2 * MOST_MISSING)]
    written = ", ".join(f'"{name}"' for name in names)
    text = f'id = "x"\nexercises = [{written}]\ntext.en.name = "X"'
    with pytest.raises(LibraryError) as told:
        need_exercises(read_routine(text, "x.toml"), {})
    assert told.value.faults == tuple(f"routine x: there is no exercise “a{n}\\u001b”" for n in range(MOST_MISSING))


def test_reading_ends_where_nothing_is_right() -> None:
    told = faults("\n".join(f"a{number} = 1" for number in range(20_000)))
    assert len(told) == MOST_FAULTS


def test_a_file_s_name_does_not_act() -> None:
    with pytest.raises(LibraryError, match=r"^a\\u001b\[2J\.toml: Invalid value"):
        read_exercise("id = ", "a\x1b[2J.toml")


def test_nobody_looks_through_thousands_of_words_for_what_was_meant() -> None:
    known = [f"pose-{number}" for number in range(5000)]
    told = suggestion("pose-5001", known)
    assert told.startswith("; known here: pose-0, ")
    assert told.endswith(", …")
    assert len(told.split(", ")) < len(known) / 100


NUMBERS = st.one_of(
    st.sampled_from([nan, inf, -inf, 0, -0.0, 1e-320, -1e-9, 2**63 - 1, -(2**63), 1e308, ROOM, -ROOM]),
    st.floats(width=32),
    st.floats(-1.5, 1.5),
    st.integers(-400, 400),
)
"""Odd ones, any, and such as are accepted often enough for something to be played."""


def seldom(odd: st.SearchStrategy[float], usual: st.SearchStrategy[float]) -> st.SearchStrategy[float]:
    """``usual``, but for one in fifty."""
    return st.integers(0, 49).flatmap(lambda chance: usual if chance else odd)


def anywhere(low: float, high: float) -> st.SearchStrategy[float]:
    """Mostly within the limits, and at them; now and then anywhere."""
    return seldom(NUMBERS, st.one_of(st.floats(low, high), st.sampled_from([low, high])))


REPETITIONS = seldom(NUMBERS, st.integers(0, 3))
POINTS = st.lists(anywhere(-ROOM, ROOM), min_size=3, max_size=3)
HOLDS = st.sampled_from([hold.value for hold in Grip if hold is not Grip.FREE])
HAND = st.one_of(POINTS, HOLDS)
POSE = st.fixed_dictionaries(
    {},
    optional={"left_hand": HAND, "right_hand": HAND, "hands": HAND, **{key: anywhere(*LIMITS[key]) for key in LIMITS}},
)


@st.composite
def written(draw: st.DrawFn) -> str:
    """An exercise in TOML (JSON's values are TOML's, but for NaN and infinity), with whatever numbers."""

    def toml(value: object) -> str:
        if isinstance(value, list):
            return f"[{', '.join(map(toml, value))}]"
        return str(value) if isinstance(value, float) else json.dumps(value)

    poses = draw(st.lists(POSE, min_size=1, max_size=3))
    lines = ['id = "odd"', f"range = {toml(draw(anywhere(0.2, 1)))}", "[view]"]
    lines += [f"{key} = {toml(draw(anywhere(low, high)))}" for key, low, high in VIEW]
    for number, pose in enumerate(poses):
        lines += [f"[poses.p{number}]", *(f"{key} = {toml(value)}" for key, value in pose.items())]
    for _block in range(draw(st.integers(1, 2))):
        lines += ["[[block]]", f"repetitions = {toml(draw(REPETITIONS))}"]
        for _step in range(draw(st.integers(1, 2))):
            through = draw(
                st.lists(st.sampled_from([f"p{number}" for number in range(len(poses))]), min_size=1, max_size=3)
            )
            lines += ["[[block.step]]", 'phase = "a"', 'text = "a"', f"poses = {toml(through)}"]
            lines += [f"seconds = {toml(draw(anywhere(0.5, 3)))}", f"breath = {toml(draw(st.sampled_from(BREATHS)))}"]
    return "\n".join(
        [*lines, '[text.en]\nname = "N"\npurpose = "P"\nsetup = "S"\nsteps.a = { caption = "C", cue = "c" }']
    )


VIEW = (("yaw", -180.0, 180.0), ("pitch", -20.0, 60.0), ("low", 0.0, 1.0), ("high", 1.3, 2.2))
WORDS = st.sampled_from(["Wave", ".", "...", " .", "{0}", "{name", "%s %d", "a:", "-", "🦒", "<b>", "שלום", "\u200b"])
BREATHS = ["in", "out", "free"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(written(), st.booleans())
def test_whatever_numbers_a_file_holds_it_is_refused_or_played_to_the_end(text: str, short: bool) -> None:
    try:
        exercise = read_exercise(text, "odd.toml")
    except LibraryError:
        return
    player = Player(plan(alone(exercise), {"odd": exercise}, short=short))
    assert isfinite(player.total)
    moments = {0.0, player.total, *(key.at for key in player.plan.keys)}
    moments |= {n * player.total / 20 for n in range(20)}
    for at in moments:
        frame = player.frame(at)
        for pose in (frame.pose, *frame.path, frame.leads_to[0]):
            assert all(isfinite(number) for number in every_number(body(pose)))
        assert all(isfinite(number) for number in every_number((frame.pose, frame.view, frame.share, frame.ahead_in)))


def every_number(value: object) -> Iterator[float]:
    """Each number in it, however deep."""
    if isinstance(value, float | int):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from every_number(one)
    elif is_dataclass(value):
        for name in value.__dataclass_fields__:  # fields() takes longer than all else here
            yield from every_number(getattr(value, name))
