"""The key poses of an exercise: different from each other, in order, and the widest ones among them."""

from itertools import combinations
from math import dist

import pytest

from deskbreak.coach.body.pose import REST, Pose
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.body.vector import Vec
from deskbreak.coach.content.routine_file import alone
from deskbreak.coach.moments import key_frames, reach
from deskbreak.coach.plan import plan
from deskbreak.coach.player import Player
from tests.coach.samples import desk, exercises, player


def apart(one: Pose, other: Pose) -> float:
    """How far (metres) the nose, an elbow, a hand or a knee is from one pose to the other."""
    return max(map(dist, places(one), places(other)))


def places(pose: Pose) -> tuple[Vec, ...]:
    of = body(pose)
    arms = of.left.elbow, of.left.wrist, of.right.elbow, of.right.wrist
    return of.head.point(0.0, 0.0, 0.1), *arms, of.left_leg.knee, of.right_leg.knee


@pytest.mark.parametrize("part", range(4))
def test_they_differ_and_are_in_order(part: int) -> None:
    frames = key_frames(player(), part)
    assert 3 <= len(frames) <= 4
    assert [frame.part for frame in frames] == [part] * len(frames)
    assert sorted(frame.elapsed for frame in frames) == [frame.elapsed for frame in frames]
    assert all(apart(one.pose, other.pose) > 0.1 for one, other in combinations(frames, 2)), "by ten centimetres"


@pytest.mark.parametrize("name", sorted(exercises()))
def test_the_pictures_of_a_small_movement_are_fewer_before_they_look_alike(name: str) -> None:
    frames = key_frames(Player(plan(alone(exercises()[name]), exercises())), 0)
    assert 2 <= len(frames) <= 4
    assert all(apart(one.pose, other.pose) > 0.02 for one, other in combinations(frames, 2)), "by two centimetres"


@pytest.mark.parametrize("most", [1, 2])
def test_no_more_than_there_is_room_for(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskbreak.coach.moments.MOST", most)
    assert [len(key_frames(player(), part)) for part in range(2)] == [most, most]


def test_a_twist_is_the_middle_and_both_sides() -> None:
    twists = [frame.pose.twist for frame in key_frames(player(), 1)]
    assert min(twists) == -max(twists) < -25
    assert any(abs(twist) < 1 for twist in twists)


def test_its_words_are_those_of_the_pose() -> None:
    for frame in key_frames(player(), 1):
        assert (abs(frame.pose.twist) > 1) == (frame.caption[0] != "To the middle, tall.")


def test_an_exercise_in_which_nothing_is_counted_has_its_steps() -> None:
    from dataclasses import replace

    shrunk = exercises()["seated-twist"]
    only_lead_in = replace(shrunk, blocks=shrunk.blocks[:1])
    small = Player(plan(replace(desk(), exercises=("seated-twist",), short={}), {"seated-twist": only_lead_in}))
    assert len(key_frames(small, 0)) >= 2


def test_reach() -> None:
    assert reach(REST, REST) == 0
    assert reach(REST, Pose(twist=30)) == reach(Pose(twist=30), REST) > 0.05
