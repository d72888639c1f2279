"""The body in space: bones keep their lengths, hands reach or stretch."""

from dataclasses import fields, replace
from math import asin, degrees

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.coach.body import bones
from deskbreak.coach.body.bones import Body, two_bones
from deskbreak.coach.body.hand import digits
from deskbreak.coach.body.pose import LIMITS, REST, Arm, Grip, Pose, View, from_numbers, numbers
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.body.vector import Joint, Vec, along, between, dot, length, sub, unit

SHARES = st.floats(0, 1)
PLACES = st.floats(-0.5, 0.5)
ARMS = st.builds(Arm, *[SHARES] * len(Grip), PLACES, PLACES, PLACES)
POSES = st.builds(
    Pose,
    left=ARMS,
    right=ARMS,
    chest=SHARES,
    **{name: st.floats(*limits) for name, limits in LIMITS.items()},
)
POINTS = st.tuples(*[st.floats(-1, 1)] * 3)


def distance(a: Vec, b: Vec) -> float:
    return length(sub(a, b))


@given(POSES)
def test_bones_keep_their_lengths(pose: Pose) -> None:
    now = body(pose)
    for arm in (now.left, now.right):
        assert distance(arm.shoulder, arm.elbow) == pytest.approx(bones.UPPER_ARM)
        assert distance(arm.elbow, arm.wrist) == pytest.approx(bones.FOREARM)
        assert distance(arm.wrist, arm.knuckles) == pytest.approx(bones.PALM)
        assert length(arm.palm) == pytest.approx(1)
    for leg in (now.left_leg, now.right_leg):
        assert distance(leg.hip, leg.knee) == pytest.approx(bones.THIGH)
        assert distance(leg.knee, leg.ankle) == pytest.approx(bones.SHIN)
    for bone, low, high in zip(bones.SPINE, now.spine, now.spine[1:], strict=False):
        assert distance(low.at, high.at) == pytest.approx(bone)


@given(POSES)
def test_joints_stay_at_right_angles(pose: Pose) -> None:
    now = body(pose)
    for joint in (*now.spine, now.head):
        for one, other in ((joint.x, joint.y), (joint.y, joint.z), (joint.z, joint.x)):
            assert dot(one, other) == pytest.approx(0, abs=1e-9)


@given(POSES)
def test_the_mirrored_pose_is_the_body_in_the_mirror(pose: Pose) -> None:
    here, there = body(pose), body(pose.mirrored())
    for one, other in ((here.left, there.right), (here.right, there.left)):
        for field in fields(one):
            if field.name == "hand":
                assert one.hand == other.hand
                continue
            x, y, z = getattr(other, field.name)
            assert getattr(one, field.name) == pytest.approx((-x, y, z), abs=1e-6)


@given(POINTS, POINTS, st.floats(0.05, 0.5), st.floats(0.05, 0.5), POINTS)
def test_two_bones_reach_or_stretch(root: Vec, target: Vec, first: float, second: float, pole: Vec) -> None:
    middle, end = two_bones(root, target, first, second, pole)
    assert distance(root, middle) == pytest.approx(first)
    assert distance(middle, end) == pytest.approx(second, rel=1e-4)
    far = distance(root, target)
    if abs(first - second) + 2e-4 < far < first + second - 2e-4:
        assert distance(end, target) < 1e-4
    elif far > first + second:
        assert distance(root, end) == pytest.approx(first + second, abs=2e-4)
        assert dot(unit(sub(end, root)), unit(sub(target, root))) == pytest.approx(1)


@given(st.floats(0, 0.9), POSES)
def test_feet_stay_planted(feet: float, pose: Pose) -> None:
    now = body(Pose(feet=feet, seat=pose.seat))
    for leg in (now.left_leg, now.right_leg):
        assert leg.ankle[1] == pytest.approx(bones.ANKLE, abs=0.01)
        assert leg.knee[1] > bones.SEAT - 0.06
        assert leg.knee[2] > leg.hip[2]


def held(of: Body, hold: Grip) -> Vec:
    """The skin under the knuckles of the left hand (on the shoulder: its fingertips), told by the body's measures."""
    top, waist, leg = of.spine[-1], of.spine[2], of.left_leg
    return {
        Grip.SHOULDER: top.point(-0.19, -0.01, 0.02),
        Grip.HEAD: of.head.point(-0.05, -0.03, -0.115),
        Grip.KNEE: along(leg.knee, (0.0, 1.0, 0.0), 0.08),
        Grip.LAP: along(between(leg.hip, leg.knee, 0.8), (-0.4, 1.0, 0.1), 0.07),
        Grip.CROWN: of.head.point(0.05, 0.11, 0.0),
        Grip.CROSSED: top.point(0.13, -0.065, 0.075),
        Grip.BACK: waist.point(0.0, -0.02, -0.14),
        Grip.HIP: of.spine[0].point(-0.165, 0.08, 0.05),
        Grip.DOWN: along(leg.hip, (-1.0, -1.0, 0.3), 0.155),
        Grip.WRIST: along(between(of.right.elbow, of.right.wrist, 0.86), (0.0, 0.0, 1.0), 0.03),
    }[hold]


def lies_at(of: Body, hold: Grip) -> Vec:
    """What of the left hand lies there."""
    arm = of.left
    tip = digits(arm.wrist, arm.knuckles, arm.palm, arm.hand, -1.0)[2][-1]
    return tip if hold is Grip.SHOULDER else arm.knuckles


@pytest.mark.parametrize("hold", [hold for hold in Grip if hold is not Grip.FREE])
def test_hands_are_where_they_are_said_to_be(hold: Grip) -> None:
    arm = Arm.at(hold)
    other = Arm(free=1.0, x=0.06, y=-0.42, z=0.16) if hold is Grip.WRIST else arm
    now = body(Pose(left=arm, right=other, seat=1.0 if hold is Grip.KNEE else 0.0))
    assert distance(lies_at(now, hold), held(now, hold)) < 0.06


@pytest.mark.parametrize(
    ("hold", "pose"),
    [
        (Grip.LAP, Pose(seat=1)),
        (Grip.SHOULDER, Pose(twist=40)),
        (Grip.HEAD, Pose(neck=40, nod=30)),
        (Grip.CROWN, Pose(head_side=-30)),
        (Grip.KNEE, Pose(seat=1, pelvis=20)),
        (Grip.CROSSED, Pose(twist=40)),
        (Grip.BACK, Pose(lumbar=50)),
        (Grip.HIP, Pose(stand=1)),
    ],
)
def test_a_hand_goes_with_what_it_holds(hold: Grip, pose: Pose) -> None:
    now = body(replace(pose, left=Arm.at(hold), right=Arm.at(hold)))
    assert distance(lies_at(now, hold), held(now, hold)) < 0.06


def test_a_hand_around_a_wrist_goes_with_it() -> None:
    for x in (0.0, 0.1):
        now = body(Pose(left=Arm.at(Grip.WRIST), right=Arm(free=1.0, x=x, y=-0.4, z=0.2)))
        assert distance(now.left.knuckles, held(now, Grip.WRIST)) < 0.06
    both = body(Pose(left=Arm.at(Grip.WRIST), right=Arm.at(Grip.WRIST)))
    assert both.left.knuckles[1] < both.left.shoulder[1]


@pytest.mark.parametrize("hold", [Grip.BACK, Grip.CROWN])
def test_a_hand_half_way_to_a_hold_goes_around_the_body(hold: Grip) -> None:
    lap, there = (body(Pose(right=Arm.at(one))).right for one in (Grip.LAP, hold))
    way = body(Pose(right=Arm(lap=0.5, **{hold.value: 0.5}))).right
    assert way.wrist[0] > max(lap.wrist[0], there.wrist[0]) + 0.08, "further out than at either end"


def test_a_free_hand_goes_to_its_point() -> None:
    now = body(Pose(right=Arm(free=1.0, x=0.4, y=-0.1, z=0.2)))
    assert now.right.wrist == pytest.approx(now.spine[-1].point(0.4, -0.1, 0.2))


def test_shares_of_a_hand_sum_to_one() -> None:
    assert Arm(lap=0.2, head=0.2).shares() == ((Grip.LAP, 0.5), (Grip.HEAD, 0.5))
    assert Arm().shares() == ()


def test_a_pose_survives_as_numbers() -> None:
    pose = Pose(twist=12.5, left=Arm.at(Grip.HEAD), right=Arm(free=1, x=0.1))
    assert from_numbers(numbers(pose, View(30, 8))) == (pose, View(30, 8))
    assert body(REST).head.at[1] > 1.2


def test_shoulders_live() -> None:
    """The shoulder goes up with the arm."""
    low, high = (body(Pose(left=Arm.at(hold))).left.shoulder[1] for hold in (Grip.LAP, Grip.HEAD))
    assert high > low + 0.02


def test_bending_goes_where_it_says() -> None:
    joint = Joint((0.0, 0.0, 0.0))
    assert joint.bent(30, 0, 0).y[2] > 0.4
    assert joint.bent(0, 30, 0).y[0] > 0.4
    assert joint.bent(0, 0, 30).z[0] > 0.4


def test_the_head_glides_level() -> None:
    drawn_in, still, ahead = (body(Pose(glide=cm)) for cm in (-3, 0, 4))
    assert ahead.head.at[2] - drawn_in.head.at[2] == pytest.approx(0.07, abs=0.005)
    assert ahead.head.z == still.head.z


def test_the_chin_sinks_a_little_as_it_is_drawn_in() -> None:
    sinks = [degrees(asin(-body(Pose(glide=cm)).head.z[1])) for cm in (0, -1, -2, -3)]
    assert sinks == sorted(sinks)
    assert sinks[0] == pytest.approx(0.0)
    assert sinks[-1] == pytest.approx(4.0, abs=0.6)


def test_the_head_nods_between_the_ears() -> None:
    """What is between the ears stays, the chin comes down and in, the crown goes to the front."""
    still, nodded = (body(replace(REST, nod=angle)).head for angle in (0.0, 20.0))
    assert distance(still.point(0.0, -0.061, -0.016), nodded.point(0.0, -0.061, -0.016)) < 0.001
    chin, before = nodded.point(0.0, -0.1, 0.08), still.point(0.0, -0.1, 0.08)
    assert chin[1] < before[1] - 0.03
    assert chin[2] < before[2]
    assert nodded.point(0.0, 0.11, 0.0)[2] > still.point(0.0, 0.11, 0.0)[2] + 0.04


def test_the_chin_sinks_to_the_breastbone() -> None:
    """In an arc around the whole neck: to the front and down, but not into the chest."""
    top = body(REST).spine[-1]
    lowered = body(replace(REST, neck=36.0, nod=12.0)).head.point(0.0, -0.11, 0.075)
    x, y, z = (dot(sub(lowered, top.at), axis) for axis in (top.x, top.y, top.z))
    assert x == pytest.approx(0)
    assert -0.05 < y < 0.03
    assert 0.06 < z < 0.12


def test_shoulders_shrug_and_roll() -> None:
    rest, up, ahead = body(REST), body(Pose(shrug=1)), body(Pose(roll=1))
    assert up.left.shoulder[1] - rest.left.shoulder[1] > 0.04
    assert ahead.left.shoulder[2] - rest.left.shoulder[2] > 0.04


def test_someone_stands_on_both_feet_and_takes_a_step() -> None:
    standing = body(Pose(stand=1, left_step=20, left_lift=10))
    assert standing.head.at[1] > 1.55
    assert standing.right_leg.ankle[1] == pytest.approx(bones.ANKLE, abs=0.01)
    assert standing.left_leg.ankle[1] == pytest.approx(bones.ANKLE + 0.1, abs=0.01)
    assert standing.left_leg.ankle[2] - standing.right_leg.ankle[2] == pytest.approx(0.2, abs=0.01)


def test_a_direction_of_no_length_falls_back() -> None:
    assert unit((0.0, 0.0, 0.0)) == (0.0, 1.0, 0.0)
