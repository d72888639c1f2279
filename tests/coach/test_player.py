"""The player: one value of elapsed seconds, one frame in which everything agrees."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbreak.coach.body.bones import Body
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.body.vector import Vec, length, sub
from deskbreak.coach.content.exercise import FULL
from deskbreak.coach.content.exercise_file import read_exercise
from deskbreak.coach.content.routine_file import alone, read_routine
from deskbreak.coach.content.table import LibraryError
from deskbreak.coach.frame import Breath, Side
from deskbreak.coach.plan import Plan, in_turn_text, minutes, minutes_text, plan
from deskbreak.coach.player import Player
from tests.coach.samples import SMALL, desk, exercises, player, routines
from tests.draws import draws

ELAPSED = st.floats(-10, 400, allow_nan=False)
FASTEST = 1.4
"""Metres a second: the speed of an arm at ease."""


def points(of: Body) -> dict[str, Vec]:
    found = {f"spine {n}": joint.at for n, joint in enumerate(of.spine)} | {"head": of.head.at}
    for side, arm in (("left", of.left), ("right", of.right)):
        found |= {f"{side} {name}": getattr(arm, name) for name in ("shoulder", "elbow", "wrist", "knuckles")}
    for side, leg in (("left", of.left_leg), ("right", of.right_leg)):
        found |= {f"{side} {name}": getattr(leg, name) for name in ("hip", "knee", "ankle", "toes")}
    return found


@given(ELAPSED, st.booleans())
def test_a_frame_is_true_at_any_time(elapsed: float, short: bool) -> None:
    frame = player(short).frame(elapsed)
    assert 0 <= frame.elapsed <= frame.total
    assert 0 <= frame.fraction <= 1
    assert frame.left + frame.elapsed == pytest.approx(frame.total)
    assert frame.exercise is player(short).plan.parts[frame.part]
    assert frame.exercise.start <= frame.elapsed <= frame.exercise.end
    assert 0 <= frame.repetition <= frame.repetitions
    assert (frame.repetition == 0) == (frame.repetitions == 0)
    assert frame.finished == (elapsed >= frame.total)
    assert frame.breath_text
    assert 0 <= frame.pose.chest <= 1


@given(ELAPSED, ELAPSED)
def test_later_is_further(one: float, other: float) -> None:
    first, second = sorted((one, other))
    early, late = player().frame(first), player().frame(second)
    assert early.part <= late.part
    assert early.fraction <= late.fraction


def test_beats_follow_each_other_without_gaps() -> None:
    beats = player().plan.beats
    assert beats[0].start == 0
    for before, after in pairwise(beats):
        assert before.end == after.start
        assert after.part - before.part in {0, 1}


def test_no_joint_jumps_in_the_one_minute_version() -> None:
    """Between two frames of the screen nothing moves faster than an arm at ease (the others: ``test_movement``)."""
    rate, short = 30, player(short=True)
    before = points(body(short.frame(0).pose))
    for number in range(1, int(short.total * rate) + 2):
        now = points(body(short.frame(number / rate).pose))
        for name, at in now.items():
            assert length(sub(at, before[name])) < FASTEST / rate, (name, number / rate)
        before = now


def test_a_held_position_is_still() -> None:
    """Frames that look the same are equal, so that nothing is painted for them."""
    end = player().total
    assert player().frame(end).pose_key == player().frame(end + 5).pose_key
    assert player().frame(0).pose_key == player().frame(-1).pose_key
    assert player().frame(20).pose_key != player().frame(20.5).pose_key


def test_back_goes_to_the_start_and_then_to_the_exercise_before() -> None:
    play = player()
    second = play.plan.parts[1].start
    assert play.back(second + 10) == second
    assert play.back(second + 2) == 0
    assert play.back(1) == 0
    assert play.back(play.total) == play.plan.parts[3].start


def test_forward_goes_to_the_next_exercise_and_then_to_the_end() -> None:
    play = player()
    assert play.forward(0) == play.plan.parts[1].start
    assert play.forward(play.plan.parts[3].start) == play.total
    assert [play.start_of(n) for n in range(5)] == [*(part.start for part in play.plan.parts), play.total]


def test_an_exercise_can_be_left_out() -> None:  # D5
    without = plan(desk(), exercises(), frozenset({"seated-twist"}))
    assert [part.id for part in without.parts] == ["shoulder-rotation", "lateral-tilt", "seated-cat-cow"]
    twist = player().plan.parts[1]
    assert without.total == pytest.approx(player().total - (twist.end - twist.start))


def test_a_routine_with_nothing_left_says_so() -> None:
    with pytest.raises(LibraryError, match="every exercise of it is left out"):
        plan(desk(), exercises(), frozenset(desk().exercises))


def test_a_routine_with_an_unknown_exercise_says_which() -> None:
    routine = read_routine('id = "x"\nexercises = ["seated-twits"]\nshort.seated-twits = 1\ntext.en.name = "X"', "x")
    with pytest.raises(LibraryError, match=r"seated-twits.*did you mean “seated-twist”") as told:
        plan(routine, exercises())
    assert len(told.value.faults) == 1


def test_the_chest_fills_with_the_breath() -> None:
    wave = read_exercise(SMALL, "wave.toml")
    routine = read_routine('id = "x"\nexercises = ["wave"]\nshort.wave = 1\ntext.en.name = "X"', "x")
    play = Player(plan(routine, {"wave": wave}))
    first = play.plan.beats[0]
    assert first.moves > first.start == 0  # what it is called is told before anyone moves
    assert first.end - first.moves == pytest.approx(2)
    middle = (first.moves + first.end) / 2
    assert play.frame(middle).breath is Breath.IN
    assert play.frame(0).pose.chest == play.frame(first.moves).pose.chest
    assert play.frame(0).air < play.frame(middle).air < play.frame(first.end).air == 1
    assert play.frame(first.end).pose.mirrored().left == play.frame(middle).pose.left


ROUTINES = sorted(routines())
DONE = st.builds(
    lambda name, step, turn, short, variant, setup: Player(
        plan(routines()[name], exercises(), step=step, turn=turn, short=short, variant=variant, setup=setup)
    ),
    st.sampled_from(ROUTINES),
    st.integers(1, 6),
    st.integers(0, 12),
    st.booleans(),
    st.sampled_from(["", "discreet", "low-arms", "gentle"]),
    st.booleans(),
)
"""Any routine, done in any way."""


@given(DONE)
@settings(max_examples=draws(40), deadline=None)
def test_every_step_is_reached_and_the_total_is_the_sum(play: Player) -> None:
    beats = play.plan.beats
    assert play.total == pytest.approx(sum(beat.end - beat.start for beat in beats))
    assert play.total == pytest.approx(sum(part.end - part.start for part in play.plan.parts))
    assert (play.plan.parts[0].start, play.plan.parts[-1].end) == (0, play.total)
    for beat in beats:
        assert beat.start <= beat.moves < beat.end
        now = play.frame((beat.moves + beat.end) / 2)
        assert (now.part, now.repetition, now.caption) == (beat.part, beat.repetition, beat.caption)
        assert now.side in (beat.side, Side.NONE)
        assert (now.side_text == "") == (now.side is Side.NONE)
        if now.leads_to[0].sideways:
            assert now.side is beat.side
        assert 0 <= now.share <= 1
        assert bool(now.path) == bool(beat.repetition)
        assert (now.ahead == ()) == (now.ahead_in == 0)
        if now.ahead:
            assert play.frame(now.elapsed + now.ahead_in).caption == now.ahead


@given(DONE, st.lists(st.sampled_from(["play", "pause", "back", "forward"]), max_size=30), st.data())
@settings(max_examples=draws(60), deadline=None)
def test_any_use_of_the_buttons_keeps_the_rules(play: Player, presses: list[str], data: st.DataObject) -> None:
    """Pause leaves the place; back and forward lead to starts of exercises, and each of these to its own words."""
    place = 0.0
    starts = [part.start for part in play.plan.parts]
    for press in presses:
        before = play.frame(place)
        if press == "play":
            place = min(play.total, place + data.draw(st.floats(0, 60)))
            assert play.frame(place).part >= before.part
        elif press == "back":
            place = play.back(place)
            assert place in starts
            assert place <= before.elapsed
            assert before.part - play.frame(place).part in {0, 1}
        elif press == "forward":
            place = play.forward(place)
            assert place in {*starts, play.total}
            assert place > before.elapsed or before.finished
        now = play.frame(place)
        assert now.elapsed == place
        if press != "pause" and place in starts:
            assert now.said, "whoever lands at an exercise is told what it is"
    for _ in play.plan.parts:
        place = play.forward(place)
    assert play.frame(place).finished


@given(DONE)
@settings(max_examples=draws(20), deadline=None)
def test_one_can_go_on_from_any_exercise(play: Player) -> None:
    for part in play.plan.parts:
        assert play.place_of(part.id) == part.start
        assert play.frame(play.place_of(part.id)).exercise is part
    assert play.place_of("of-yesterday") == 0


def test_what_is_said_can_be_read_while_it_is_said_and_a_little_longer() -> None:
    play = player()
    for line, following in pairwise(play.plan.script):
        assert play.frame(line.at).said == line.say
        assert play.frame(line.until - 0.01).said == line.say
        if following.at > line.until + 1.1:
            assert play.frame(line.until + 1.05).said == ""
    assert Player(replace(play.plan, script=())).frame(3).said == ""


@pytest.mark.parametrize("exercise", ["seated-twist", "lateral-tilt", "neck-turn", "trapezius-stretch"])
def test_on_the_way_back_to_the_middle_it_goes_to_no_side(exercise: str) -> None:
    play = Player(plan(alone(exercises()[exercise]), exercises(), ending=False))
    sides = {beat.caption: play.frame((beat.moves + beat.end) / 2).side for beat in play.plan.beats if beat.repetition}
    back = {side for caption, side in sides.items() if caption[0].startswith(("To the", "Up to", "Head up"))}
    assert back == {Side.NONE}
    assert {Side.LEFT, Side.RIGHT} <= set(sides.values())


def test_what_is_said_of_the_next_step_is_told_from_what_is_said_of_this_one() -> None:
    play = player(False)
    for line in play.plan.script:
        assert play.frame(line.at + 0.01).said_ahead is (line.begins > line.at + 0.01)
        step = play.frame(line.begins + 0.001)
        assert (step.exercise.id, step.repetition) == (line.exercise, line.repetition)
    assert {play.frame(line.at + 0.01).said_ahead for line in play.plan.script} == {True, False}


def test_the_arc_is_the_same_as_long_as_the_movement_lasts() -> None:
    play = player()
    beat = next(beat for beat in play.plan.beats if beat.phase == "turn")
    early, late = play.frame(beat.start + 0.1), play.frame(beat.end - 0.1)
    assert early.path is late.path
    assert early.path[0] != early.path[-1]
    assert early.exercise.trace == "elbows"


def test_a_frame_says_how_far_the_routine_is() -> None:
    play = player()
    assert (play.frame(0).fraction, play.frame(0).left) == (0, play.total)
    assert play.frame(play.total / 4).fraction == pytest.approx(0.25)
    assert play.frame(play.total / 4).left == pytest.approx(play.total * 0.75)
    assert (play.frame(play.total).fraction, play.frame(play.total).left) == (1, 0)


def test_two_frames_of_a_hold_are_painted_once() -> None:
    play = player()
    assert play.frame(0).pose_key == play.frame(0.01).pose_key
    assert play.frame(0).pose_key != play.frame(play.total / 2).pose_key


def test_to_go_on_with_an_exercise_is_to_begin_where_it_begins() -> None:
    play = player()
    assert [play.place_of(part.id) for part in play.plan.parts] == [part.start for part in play.plan.parts]
    assert play.place_of("no such exercise") == 0


def test_how_long_a_routine_takes_is_told_from_the_first_dose_to_the_full_one() -> None:
    assert minutes(desk(), exercises(), "en") == (6, 8)
    assert minutes_text(desk(), exercises(), "en") == "6–8 min"
    assert minutes_text(routines()["minute"], exercises(), "en") == "1 min"


def test_of_parts_in_turn_it_is_the_shortest_and_the_longest() -> None:
    halves = replace(desk(), rotate=2)
    parts = [plan(halves, exercises(), turn=turn, step=step).total for turn in (0, 1) for step in (1, FULL)]
    first, full = minutes(halves, exercises(), "en")
    assert (first, full) == (round(min(parts) / 60), round(max(parts) / 60))
    assert full < minutes(desk(), exercises(), "en")[1]
    assert minutes_text(halves, exercises(), "en") == f"{first}–{full} min each time"
    once = replace(desk(), doses=dict.fromkeys(desk().exercises, 1))
    assert re.fullmatch(r"\d min", minutes_text(once, exercises(), "en"))
    assert re.fullmatch(r"\d min each time", minutes_text(replace(once, rotate=2), exercises(), "en"))


@pytest.mark.parametrize(
    ("at_a_time", "told"),
    [(0, ""), (1, "one exercise at a time"), (2, "two halves in turn"), (3, "two halves in turn"), (4, "")],
)
def test_what_comes_at_a_time_is_told(at_a_time: int, told: str) -> None:
    assert in_turn_text(replace(desk(), rotate=at_a_time)) == told


def test_more_than_two_parts_are_counted() -> None:
    assert in_turn_text(replace(routines()["minute"], rotate=2)) == "3 parts in turn"
    assert in_turn_text(replace(desk(), exercises=("shrug",), rotate=1)) == ""


def test_each_half_comes_in_its_turn_and_both_before_the_other_side() -> None:
    neck = routines()["neck"]
    assert neck.rotate == 4
    halves = [plan(neck, exercises(), turn=turn) for turn in range(5)]
    ids = [tuple(part.id for part in one.parts) for one in halves]
    assert ids[0] + ids[1] == neck.exercises
    assert ids[2:] == [ids[0], ids[1], ids[0]]
    assert [_first_side(one) for one in halves] == [Side.LEFT, Side.LEFT, Side.RIGHT, Side.RIGHT, Side.LEFT]


def test_what_is_left_out_makes_the_halves_even_again() -> None:
    neck = routines()["neck"]
    left_out = frozenset(neck.exercises[4:6])
    ids = [[part.id for part in plan(neck, exercises(), left_out, turn=turn).parts] for turn in (0, 1)]
    assert [len(half) for half in ids] == [3, 3]
    only = frozenset(neck.exercises[3:])
    assert [plan(neck, exercises(), only, turn=turn).parts for turn in (0, 2)] == [
        plan(neck, exercises(), only, turn=turn).parts for turn in (4, 6)
    ]
    assert _first_side(plan(neck, exercises(), only, turn=1)) is Side.RIGHT, "one part: another side each time"


def test_the_one_minute_version_knows_no_turns() -> None:
    neck = routines()["neck"]
    short = [plan(neck, exercises(), short=True, turn=turn) for turn in (0, 1)]
    assert [[part.id for part in one.parts] for one in short] == [list(neck.short)] * 2
    assert [_first_side(one) for one in short] == [Side.LEFT, Side.RIGHT]


def _first_side(laid_out: Plan) -> Side:
    return next(beat.side for beat in laid_out.beats if beat.repetition and beat.side in (Side.LEFT, Side.RIGHT))
