"""The key poses of an exercise: different from each other, in order, and the widest ones among them."""

import pytest

from deskbreak.coach.body.pose import REST, Pose
from deskbreak.coach.moments import DIFFERENT, ENOUGH, MOST, key_frames, reach
from deskbreak.coach.plan import plan
from deskbreak.coach.player import Player
from tests.coach.samples import desk, exercises, player


@pytest.mark.parametrize("part", range(4))
def test_they_differ_and_are_in_order(part: int) -> None:
    frames = key_frames(player(), part)
    assert ENOUGH <= len(frames) <= MOST
    assert [frame.part for frame in frames] == [part] * len(frames)
    assert sorted(frame.elapsed for frame in frames) == [frame.elapsed for frame in frames]
    for number, one in enumerate(frames):
        assert all(reach(one.pose, other.pose) >= DIFFERENT * one.view.high for other in frames[number + 1 :])


@pytest.mark.parametrize("most", [1, 2])
def test_no_more_than_there_is_room_for(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskbreak.coach.moments.MOST", most)
    assert [len(key_frames(player(), part)) for part in range(2)] == [most, most]


def test_a_twist_is_the_middle_and_both_sides() -> None:
    twists = [frame.pose.twist for frame in key_frames(player(), 1)]
    assert min(twists) == -max(twists)
    assert any(abs(twist) < 1 for twist in twists)


def test_its_words_are_those_of_the_pose() -> None:
    for frame in key_frames(player(), 1):
        assert bool(frame.pose.twist) == (frame.caption[0] != "To the middle, tall.")


def test_an_exercise_in_which_nothing_is_counted_has_its_steps() -> None:
    from dataclasses import replace

    shrunk = exercises()["seated-twist"]
    only_lead_in = replace(shrunk, blocks=shrunk.blocks[:1])
    small = Player(plan(replace(desk(), exercises=("seated-twist",), short={}), {"seated-twist": only_lead_in}))
    assert len(key_frames(small, 0)) >= 2


def test_reach() -> None:
    assert reach(REST, REST) == 0
    assert reach(REST, Pose(twist=30)) == reach(Pose(twist=30), REST) > 0.05
