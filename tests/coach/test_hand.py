"""Hands: fingers keep their lengths and bend as fingers do, and lie on what they hold."""

from dataclasses import fields
from itertools import pairwise
from math import acos, degrees, hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.coach.body.bones import FOREARM, PALM, UPPER_ARM, ArmBones, Body
from deskbreak.coach.body.hand import JOINTS, PHALANGES, THUMB, Digit, Hand, digits, hand_axes, mixed
from deskbreak.coach.body.pose import Arm, Grip, Pose
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.body.vector import Joint, Vec, add, between, cross, dot, length, sub, unit

HANDS = st.builds(Hand, cascade=st.floats(-0.2, 0.4), **{name: st.floats(*limits) for name, limits in JOINTS.items()})
DIRECTIONS = st.tuples(*[st.floats(-1, 1)] * 3).filter(lambda way: length(way) > 0.1)
SIGNS = st.sampled_from([-1.0, 1.0])
LOWERED = Arm(free=1.0, x=0.06, y=-0.42, z=0.16)
"""An arm whose wrist the other hand can hold."""

NEAR, INSIDE = 0.027, -0.001
"""How far a fingertip's bone may be from the skin or cloth that it lies on, and how deep in it (metres). Half of a
finger's thickness is 0.007; a hand that lies on another hand is 0.02 further off."""


def digits_of(arm: ArmBones, sign: float) -> tuple[Digit, ...]:
    return digits(arm.wrist, arm.knuckles, arm.palm, arm.hand, sign)


def held(hold: Grip, **angles: float) -> tuple[Body, tuple[Digit, ...]]:
    """A body whose left hand is there, and its thumb and fingers."""
    arm = Arm.at(hold)
    of = body(Pose(left=arm, right=LOWERED if hold is Grip.WRIST else arm, **angles))
    return of, digits_of(of.left, -1.0)


@given(HANDS, DIRECTIONS, DIRECTIONS, SIGNS)
def test_fingers_keep_their_lengths(hand: Hand, ahead: Vec, palm: Vec, sign: float) -> None:
    if length(cross(unit(ahead), unit(palm))) < 0.05:
        return
    found = digits((0.0, 0.0, 0.0), unit(ahead), palm, hand, sign)
    for joints, bones in zip(found, (THUMB, *PHALANGES), strict=True):
        assert [length(sub(b, a)) for a, b in pairwise(joints)] == pytest.approx(bones)


@given(HANDS, SIGNS)
def test_fingers_bend_to_the_palm_and_the_thumb_is_at_its_side(hand: Hand, sign: float) -> None:
    wrist, knuckles, palm = (0.0, 0.0, 0.0), (0.0, 0.0, 0.09), (0.0, -1.0, 0.0)
    thumb, index, _, _, little = digits(wrist, knuckles, palm, hand, sign)
    assert (thumb[1][0] - thumb[0][0]) * sign <= 1e-9, "palm down, a thumb is inwards"
    assert (index[0][0] - little[0][0]) * sign < 0
    for first, second in pairwise(pairwise(index)):
        before, after = unit(sub(first[1], first[0])), unit(sub(second[1], second[0]))
        bend = degrees(acos(max(-1.0, min(1.0, dot(before, after)))))
        assert bend <= 111


def test_a_hand_has_its_own_directions_at_right_angles() -> None:
    ahead, side, out = hand_axes((0.0, 0.0, 0.0), (0.0, 0.0, 0.09), (0.0, -1.0, 0.4), 1.0)
    assert (ahead, side) == ((0.0, 0.0, 1.0), (-1.0, 0.0, 0.0))
    assert out == pytest.approx((0.0, -1.0, 0.0))


@given(HANDS, HANDS, st.floats(0, 1))
def test_shapes_mix_by_their_shares(one: Hand, other: Hand, share: float) -> None:
    between_ = mixed([(one, 1 - share), (other, share)])
    for field in fields(Hand):
        a, b = getattr(one, field.name), getattr(other, field.name)
        assert getattr(between_, field.name) == pytest.approx(a + (b - a) * share, abs=1e-9)


@pytest.mark.parametrize("hold", list(Grip))
def test_no_joint_bends_further_than_it_can(hold: Grip) -> None:
    of, _ = held(hold)
    shape = of.left.hand
    for name, (low, high) in JOINTS.items():
        assert low <= getattr(shape, name) <= high, name
    for name in ("knuckle", "middle", "end"):
        assert getattr(shape, name) * max(1 - shape.cascade / 3, 1 + shape.cascade) <= JOINTS[name][1]


def outside_egg(joint: Joint, middle: Vec, radii: Vec, place: Vec) -> float:
    """Metres outside an egg at that joint, on the way from its middle."""
    way = sub(place, joint.point(*middle))
    own = dot(way, joint.x), dot(way, joint.y), dot(way, joint.z)
    size = hypot(*(at / radius for at, radius in zip(own, radii, strict=True)))
    return length(own) * (1 - 1 / size)


def outside_limb(start: Vec, end: Vec, first: float, last: float, place: Vec) -> float:
    """Metres outside a limb with these radii at its ends."""
    way = sub(end, start)
    share = max(0.0, min(1.0, dot(sub(place, start), way) / dot(way, way)))
    return length(sub(place, between(start, end, share))) - first - (last - first) * share


def seen_from(joint: Joint, place: Vec) -> Vec:
    """``place`` in the joint's own directions (metres)."""
    way = sub(place, joint.at)
    return dot(way, joint.x), dot(way, joint.y), dot(way, joint.z)


HAIR = ((0.0, 0.03, -0.0155), (0.0935, 0.107, 0.1105))


@pytest.mark.parametrize("tilt", [-32, 0, 32])
@pytest.mark.parametrize("hold", [Grip.HEAD, Grip.CROWN])
def test_fingers_lie_on_the_head(hold: Grip, tilt: float) -> None:
    of, hand = held(hold, head_side=tilt)
    for finger in hand:
        assert INSIDE < outside_egg(of.head, *HAIR, finger[-1]) < NEAR


@pytest.mark.parametrize(("hold", "seat", "pelvis"), [(Grip.LAP, 0, 0), (Grip.LAP, 1, 0), (Grip.KNEE, 1, 25)])
def test_fingers_lie_on_the_leg(hold: Grip, seat: float, pelvis: float) -> None:
    of, hand = held(hold, seat=seat, pelvis=pelvis)
    leg = of.left_leg
    for finger in hand:
        tip = finger[-1]
        thigh = outside_limb(between(leg.hip, leg.knee, 0.3), leg.knee, 0.084, 0.0645, tip)
        shin = outside_limb(leg.knee, leg.ankle, 0.0645, 0.0505, tip)
        assert INSIDE < min(thigh, shin) < NEAR


@pytest.mark.parametrize("circle", range(0, 360, 30))
def test_fingertips_stay_on_top_of_the_shoulder(circle: float) -> None:
    """The long ones touch its tip; wherever the elbow is, the wrist bends to the palm alone, and not far."""
    of, hand = held(Grip.SHOULDER, circle=circle)
    arm, top = of.left, of.spine[-1]
    for number, finger in enumerate(hand):
        far = outside_limb(arm.shoulder, arm.elbow, 0.0545, 0.0545, finger[-1])
        slope = between(top.at, arm.shoulder, 0.86)
        far = min(far, outside_limb(top.point(-0.034, 0.012, -0.008), slope, 0.034, 0.0535, finger[-1]))
        assert far > INSIDE
        if number in (2, 3):
            assert far < NEAR
    aside, above, ahead = seen_from(top.moved(arm.shoulder), hand[2][-1])
    assert -0.03 < aside < -0.012, "outside its joint, away from the neck"
    assert above > 0.05
    assert abs(ahead) < 0.025
    fore, palm = unit(sub(arm.wrist, arm.elbow)), unit(sub(arm.knuckles, arm.wrist))
    assert dot(fore, palm) > 0.5
    assert dot(fore, arm.palm) < 0


@pytest.mark.parametrize("circle", range(0, 360, 30))
def test_an_arm_folded_to_its_shoulder_opens_to_a_wedge_with_the_elbow_as_its_tip(circle: float) -> None:
    """Both halves are seen, neither behind the other: the forearm outside or above the upper arm."""
    of, _ = held(Grip.SHOULDER, circle=circle)
    arm = of.left
    upper, fore = unit(sub(arm.shoulder, arm.elbow)), unit(sub(arm.wrist, arm.elbow))
    assert 20 < degrees(acos(dot(upper, fore))) < 45
    aside, above, _ = sub(arm.wrist, between(arm.elbow, arm.shoulder, 0.7))
    assert hypot(min(0.0, aside), max(0.0, above)) > 0.05


def test_upper_arm_forearm_and_hand_shorten_as_on_a_body() -> None:
    middle = PALM + sum(PHALANGES[1])
    assert 0.78 < FOREARM / UPPER_ARM < 0.88
    assert 0.56 < middle / UPPER_ARM < 0.64


def test_crossed_hands_lie_on_the_other_shoulder() -> None:
    of, hand = held(Grip.CROSSED)
    other = of.right
    for finger in hand[1:]:
        far = outside_limb(other.shoulder, other.elbow, 0.0555, 0.0555, finger[-1])
        assert INSIDE < far < 0.04
        assert outside_egg(of.spine[4], (0.0, 0.0, 0.008), (0.161, 0.2, 0.114), finger[-1]) > 0


def test_fingers_go_around_a_held_wrist_and_the_thumb_along_it() -> None:
    of, (thumb, *fingers) = held(Grip.WRIST)
    other = of.right
    fore = unit(sub(other.wrist, other.elbow))
    ahead, _, out = hand_axes(of.left.wrist, of.left.knuckles, of.left.palm, -1.0)
    across = unit(cross(fore, ahead))
    across = across if dot(across, out) > 0 else (-across[0], -across[1], -across[2])

    def side(place: Vec) -> float:
        """How far behind the forearm's axis a place is, as the palm looks."""
        return dot(sub(place, other.elbow), across)

    assert outside_limb(other.elbow, other.wrist, 0.0385, 0.0242, thumb[-1]) < NEAR
    assert dot(sub(thumb[-1], thumb[1]), fore) < -0.04, "to the elbow, where one sees it"
    assert side(of.left.knuckles) < 0
    for finger in fingers:
        assert side(between(finger[0], finger[1], 0.5)) < 0, "it begins before the arm"
        for place in finger:
            assert outside_limb(other.elbow, other.wrist, 0.0385, 0.0242, place) > INSIDE
    over = [dot(sub(finger[2], other.elbow), ahead) for finger in fingers]
    axis = dot(sub(between(other.elbow, other.wrist, 0.86), other.elbow), ahead)
    assert min(over) > axis, "and reaches around its far side"


def test_laced_fingers_pass_the_middle_of_the_head() -> None:
    of, (_, *fingers) = held(Grip.HEAD)
    for finger in fingers:
        assert dot(sub(finger[-1], of.head.at), of.head.x) > 0.008
    assert dot(sub(of.left.wrist, of.head.at), of.head.x) > -0.12, "hardly wider apart than the head and its ears"


@pytest.mark.parametrize("twist", [-40, 0, 40])
def test_elbows_beside_the_head_go_out_to_the_sides_level_with_each_other(twist: float) -> None:
    """In the trunk's own plane, however it is turned: neither goes back beside the face nor up."""
    of, _ = held(Grip.HEAD, twist=twist, thorax=-3, head_turn=-twist / 8)
    elbows = [seen_from(of.spine[-1], arm.elbow) for arm in (of.left, of.right)]
    assert abs(elbows[0][1] - elbows[1][1]) < 0.015
    for aside, above, ahead in elbows:
        assert abs(aside) > 0.31
        assert above < 0.25
        assert abs(ahead) < 0.045


@pytest.mark.parametrize("tilt", [-34, 0, 34])
def test_fingers_on_the_crown_cover_the_side_above_the_other_ear(tilt: float) -> None:
    """Not the forehead."""
    of, (_, *fingers) = held(Grip.CROWN, head_side=tilt)
    for finger in fingers:
        aside, above, ahead = seen_from(of.head, finger[-1])
        assert aside > 0.07
        assert above > 0.03
        assert ahead < 0.06


def test_a_hand_across_the_body_turns_its_palm_to_it() -> None:
    for x in (-0.08, -0.02):
        of = body(Pose(left=Arm(free=1.0, x=x, y=-0.47, z=0.17)))
        assert hand_axes(of.left.wrist, of.left.knuckles, of.left.palm, -1.0)[2][2] < -0.7
    beside = body(Pose(left=Arm(free=1.0, x=0.26, y=-0.47, z=0.0))).left
    assert beside.palm[0] > 0.8, "one that hangs looks to the thigh"


def test_hands_in_the_lap_lie_on_the_outer_half_of_the_thighs_before_the_shirt() -> None:
    of, _ = held(Grip.LAP)
    leg = of.left_leg
    middle = between(leg.hip, leg.knee, 0.7)
    assert of.left.wrist[0] < middle[0] - 0.015
    assert of.left.knuckles[2] > of.spine[0].at[2] + 0.3


def test_a_hand_on_the_hip_has_its_fingers_before_it() -> None:
    of, (thumb, *fingers) = held(Grip.HIP)
    pelvis = of.spine[0]
    for finger in fingers:
        assert dot(sub(finger[-1], pelvis.at), pelvis.z) > dot(sub(thumb[0], pelvis.at), pelvis.z) + 0.06


def test_a_hand_that_hangs_is_relaxed() -> None:
    _, (_, *fingers) = held(Grip.DOWN)
    for finger in fingers:
        first, last = unit(sub(finger[1], finger[0])), unit(sub(finger[3], finger[2]))
        assert 20 < degrees(acos(dot(first, last))) < 70
        assert add(finger[0], (0.0, -0.05, 0.0))[1] > finger[-1][1]
