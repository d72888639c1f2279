"""The body in space: a pose in, joints out. Metres; the floor is y = 0, the chair stands at x = 0.

Limbs keep their lengths whatever the pose: arms and legs are solved as chains of two bones, and where a hand
passes from one hold to another the directions of its bones are mixed, never the points.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import asin, cos, degrees, exp, pi, radians, sin, sqrt

from deskbreak.coach.pose import Arm, Hold, Pose
from deskbreak.coach.vector import (
    FRONT,
    RIGHT,
    UP,
    Joint,
    Vec,
    add,
    along,
    between,
    cross,
    dot,
    length,
    scaled,
    sub,
    unit,
)

# An adult of 1.72 m; the head a little larger than life, so that its face can be read in a small window.
SEAT = 0.46
HIP = 0.555
HIP_HALF = 0.092
SPINE = (0.095, 0.095, 0.1, 0.105, 0.105)
LUMBAR = (0.5, 0.5, 0.0, 0.0, 0.0)
THORAX = (0.0, 0.0, 0.34, 0.36, 0.3)
SIDEWAYS = (0.26, 0.26, 0.22, 0.16, 0.1)
TWIST = (0.1, 0.14, 0.26, 0.28, 0.22)
NECK = 0.068
HEAD = 0.115
SHOULDER_HALF = 0.176
SHOULDER_DROP = 0.062
UPPER_ARM = 0.28
FOREARM = 0.245
PALM = 0.088
THIGH = 0.42
SHIN = 0.415
ANKLE = 0.085
FOOT = 0.17
KNEE_HALF = 0.15
STANDING = 0.905
EDGE = 0.17
"""How far the pelvis moves from the back of the seat to its edge."""

_CIRCLE_OPENING = radians(47)
_EASE = 0.02
"""Metres before an arm is straight at which it begins to slow down."""


@dataclass(frozen=True, slots=True)
class ArmBones:
    """An arm: joints, where the fingers go on from the knuckles, and where the palm looks (directions)."""

    shoulder: Vec
    elbow: Vec
    wrist: Vec
    knuckles: Vec
    fingers: Vec
    palm: Vec


@dataclass(frozen=True, slots=True)
class LegBones:
    """A leg: its joints; ``toes`` is the tip of the foot."""

    hip: Vec
    knee: Vec
    ankle: Vec
    toes: Vec


@dataclass(frozen=True, slots=True)
class Body:
    """A body in space. ``spine`` goes from the pelvis to the base of the neck; ``head`` is in the head's middle."""

    spine: tuple[Joint, ...]
    skull_base: Vec
    head: Joint
    left: ArmBones
    right: ArmBones
    left_leg: LegBones
    right_leg: LegBones
    chest: float


def body(pose: Pose) -> Body:
    """Where every joint of a body in this pose is."""
    spine = _spine(pose)
    top = spine[-1]
    # The lower half of the neck leans, the upper half leans back: the head glides and its gaze stays level.
    glide = degrees(asin(pose.glide / 100 / NECK))
    neck = top.bent(pose.neck * 0.6, pose.head_side * 0.4, pose.head_turn * 0.4)
    skull_base = along(along(top.at, neck.bent(glide, 0.0, 0.0).y, NECK), neck.z, 0.012)
    head = neck.bent(pose.neck * 0.4 + pose.nod, pose.head_side * 0.6, pose.head_turn * 0.6)
    head = head.moved(along(along(skull_base, head.y, HEAD), head.z, 0.02))
    legs = (
        _leg(spine[0], pose, -1.0, pose.left_step, pose.left_lift),
        _leg(spine[0], pose, 1.0, pose.right_step, pose.right_lift),
    )

    def reach(task: Arm, sign: float, leg: LegBones) -> _Reach:
        up = 0.008 * pose.chest + 0.062 * pose.shrug - 0.008 * abs(pose.roll)
        inwards = 0.012 * max(0.0, pose.shrug) + 0.016 * abs(pose.roll)
        shoulder = top.point(sign * (SHOULDER_HALF - inwards), -SHOULDER_DROP + up, 0.05 * pose.roll)
        return _Reach(task, sign, shoulder, spine, head, leg, pose.circle)

    left, right = reach(pose.left, -1.0, legs[0]), reach(pose.right, 1.0, legs[1])
    # A hand around the other's wrist comes after that other arm; of two that hold each other none can be first.
    arms = _arm(left), _arm(right)
    if pose.left.wrist or pose.right.wrist:
        arms = (
            _arm(replace(left, other=arms[1])) if pose.left.wrist else arms[0],
            _arm(replace(right, other=arms[0])) if pose.right.wrist else arms[1],
        )
    return Body(spine, skull_base, head, *arms, *legs, pose.chest)


def two_bones(root: Vec, target: Vec, first: float, second: float, pole: Vec, ease: float = 0.0) -> tuple[Vec, Vec]:
    """Middle and end joint of two bones from ``root`` that reach for ``target``, bending towards ``pole``.

    A target out of reach is pointed at with a straight limb, one too near is kept at the nearest reach. A joint that
    snaps straight jerks: with ``ease`` (metres) the limb slows down that much before, and is at most 0.4 times as much
    short of a target that it can reach.
    """
    way = sub(target, root)
    axis = unit(way, FRONT)
    far, longest = length(way), first + second - 1e-4
    if ease and far > longest - ease:
        far = longest - ease * exp((longest - ease - far) / ease)
    reach = min(max(far, abs(first - second) + 1e-4), longest)
    lean = (first * first + reach * reach - second * second) / (2 * reach)
    rise = sqrt(max(0.0, first * first - lean * lean))
    across = sub(pole, scaled(axis, dot(pole, axis)))
    bend = unit(across, unit(cross(axis, FRONT if abs(axis[2]) < 0.9 else UP)))
    return along(along(root, axis, lean), bend, rise), along(root, axis, reach)


def _spine(pose: Pose) -> tuple[Joint, ...]:
    rise = 0.5 - 0.5 * cos(pi * pose.stand)
    ahead = pose.seat * EDGE
    at: Vec = (0.0, HIP + (STANDING - HIP) * pose.stand, ahead + (_feet(pose) - 0.02 - ahead) * rise)
    joint = Joint(at).bent(pose.pelvis, 0.0, 0.0)
    joints = [joint]
    for bone, lumbar, thorax, side, twist in zip(SPINE, LUMBAR, THORAX, SIDEWAYS, TWIST, strict=True):
        joint = joint.bent(pose.lumbar * lumbar + pose.thorax * thorax, pose.side * side, pose.twist * twist)
        joint = joint.moved(along(joint.at, joint.y, bone))
        joints.append(joint)
    return tuple(joints)


def _feet(pose: Pose) -> float:
    """How far the feet are in front of the seat's middle."""
    return 0.37 + 0.05 * pose.seat - 0.15 * pose.feet


def _leg(pelvis: Joint, pose: Pose, sign: float, step: float, lift: float) -> LegBones:
    hip = pelvis.point(sign * HIP_HALF, 0.0, 0.0)
    apart = KNEE_HALF + 0.01 - 0.055 * pose.stand
    foot: Vec = (sign * apart, ANKLE + lift / 100, _feet(pose) + step / 100)
    knee, ankle = two_bones(hip, foot, THIGH, SHIN, unit((sign * 0.16, 0.75, 1.0)))
    ahead = unit((sign * 0.14, 0.0, 1.0))
    return LegBones(hip, knee, ankle, along((ankle[0], ankle[1] - ANKLE + 0.04, ankle[2]), ahead, FOOT))


@dataclass(frozen=True, slots=True)
class _Directions:
    """An arm as directions only: upper arm, forearm, palm of the hand, fingers, and where the palm looks."""

    upper: Vec
    fore: Vec
    hand: Vec
    fingers: Vec
    palm: Vec


@dataclass(frozen=True, slots=True)
class _Reach:
    """One arm's task: ``sign`` is -1 for the left and 1 for the right, ``other`` the other arm where it is known."""

    arm: Arm
    sign: float
    shoulder: Vec
    spine: tuple[Joint, ...]
    head: Joint
    leg: LegBones
    circle: float
    other: ArmBones | None = None

    @property
    def top(self) -> Joint:
        """The upper end of the spine."""
        return self.spine[-1]

    def to_wrist(self, wrist: Vec, pole: Vec, hand: Vec, fingers: Vec, palm: Vec) -> _Directions:
        elbow, end = two_bones(self.shoulder, wrist, UPPER_ARM, FOREARM, pole, _EASE)
        return _Directions(unit(sub(elbow, self.shoulder)), unit(sub(end, elbow)), hand, fingers, palm)


def _arm(reach: _Reach) -> ArmBones:
    # The shoulder blade goes along with the upper arm, so the arm is solved twice: with the shoulder at rest,
    # and from where that arm takes it.
    top, sign = reach.top, reach.sign
    first = _mixed(reach)
    lift, ahead = dot(first.upper, top.y), dot(first.upper, top.z)
    gone = top.direction(-sign * 0.012 * max(0.0, lift), 0.034 * max(0.0, lift + 0.35), 0.03 * ahead)
    shoulder = add(reach.shoulder, gone)
    bones = _mixed(replace(reach, shoulder=shoulder))
    elbow = along(shoulder, bones.upper, UPPER_ARM)
    wrist = along(elbow, bones.fore, FOREARM)
    return ArmBones(shoulder, elbow, wrist, along(wrist, bones.hand, PALM), bones.fingers, bones.palm)


def _mixed(reach: _Reach) -> _Directions:
    parts = [(_HOLDS[hold](reach), share) for hold, share in reach.arm.shares()]
    if len(parts) == 1:
        return parts[0][0]

    def mix(which: str) -> Vec:
        total: Vec = (0.0, 0.0, 0.0)
        for directions, share in parts:
            total = along(total, getattr(directions, which), share)
        return unit(total)

    return _Directions(mix("upper"), mix("fore"), mix("hand"), mix("fingers"), mix("palm"))


def _on_shoulder(reach: _Reach) -> _Directions:
    """The knuckles stay on the shoulder, the elbow draws a circle around the shoulder's own axis."""
    top, sign, shoulder = reach.top, reach.sign, reach.shoulder
    axis = unit(top.direction(sign * 0.92, -0.26, 0.18))
    front = unit(sub(top.z, scaled(axis, dot(top.z, axis))))
    up = scaled(cross(axis, front), -sign)
    turn = radians(reach.circle)
    rim = add(scaled(up, cos(turn)), scaled(front, sin(turn)))
    upper = add(scaled(axis, cos(_CIRCLE_OPENING)), scaled(rim, sin(_CIRCLE_OPENING)))
    elbow = along(shoulder, upper, UPPER_ARM)
    touch = add(shoulder, top.direction(-sign * 0.006, 0.036, 0.062))
    outwards = unit(add(scaled(axis, 0.4), top.direction(0.0, 0.5, 0.6)))
    wrist, knuckles = two_bones(elbow, touch, FOREARM, PALM, outwards, _EASE)
    fingers = unit(top.direction(-sign * 0.42, 0.62, -0.5))
    palm = unit(top.direction(0.0, -0.6, -0.8))
    return _Directions(upper, unit(sub(wrist, elbow)), unit(sub(knuckles, wrist)), fingers, palm)


def _behind_head(reach: _Reach) -> _Directions:
    head, sign = reach.head, reach.sign
    hand = unit(head.direction(-sign * 0.8, 0.35, -0.42))
    knuckles = head.point(sign * 0.05, -0.035, -0.122)
    pole = reach.top.direction(sign, 0.2, -0.12)
    fingers = unit(head.direction(-sign, 0.35, 0.05))
    return reach.to_wrist(along(knuckles, hand, -PALM), pole, hand, fingers, head.z)


def _on_thigh(reach: _Reach) -> _Directions:
    leg, sign = reach.leg, reach.sign
    thigh = unit(sub(leg.knee, leg.hip))
    above = unit(cross(thigh, RIGHT))
    hand = unit(add(thigh, (-sign * 0.25, -0.05, 0.0)))
    wrist = along(between(leg.hip, leg.knee, 0.52), above, 0.098)
    pole = reach.top.direction(sign * 0.55, -0.1, -0.9)
    return reach.to_wrist(wrist, pole, hand, unit(add(hand, (0.0, -0.2, 0.0))), scaled(above, -1.0))


def _on_knee(reach: _Reach) -> _Directions:
    sign = reach.sign
    hand = unit((-sign * 0.12, -0.22, 1.0))
    wrist = add(reach.leg.knee, (sign * 0.015, 0.088, -0.075))
    pole = reach.top.direction(sign * 0.6, -0.15, -0.75)
    return reach.to_wrist(wrist, pole, hand, unit((-sign * 0.1, -1.0, 0.75)), (0.0, -1.0, -0.2))


def _over_head(reach: _Reach) -> _Directions:
    """Over the crown; the fingers lie above the other ear."""
    head, sign = reach.head, reach.sign
    hand = unit(head.direction(-sign * 0.72, -0.62, 0.06))
    knuckles = head.point(-sign * 0.052, 0.118, -0.004)
    pole = reach.top.direction(sign, 0.35, -0.05)
    fingers = unit(head.direction(-sign * 0.42, -0.9, 0.05))
    return reach.to_wrist(
        along(knuckles, hand, -PALM), pole, hand, fingers, unit(head.direction(sign * 0.6, -0.8, 0.0))
    )


def _crossed(reach: _Reach) -> _Directions:
    """Before the chest, the hand on the other shoulder's front."""
    top, sign = reach.top, reach.sign
    hand = unit(top.direction(-sign * 0.72, 0.62, -0.3))
    knuckles = top.point(-sign * (SHOULDER_HALF - 0.045), -SHOULDER_DROP - 0.005, 0.088)
    pole = top.direction(sign * 0.35, -1.0, 0.45)
    fingers = unit(top.direction(-sign * 0.6, 0.6, -0.55))
    palm = unit(top.direction(0.0, -0.25, -1.0))
    return reach.to_wrist(along(knuckles, hand, -PALM), pole, hand, fingers, palm)


def _on_back(reach: _Reach) -> _Directions:
    """The back of the hand in the small of the back."""
    waist, sign = reach.spine[2], reach.sign
    hand = unit(waist.direction(-sign, 0.18, -0.06))
    knuckles = waist.point(-sign * 0.012, -0.02, -0.148)
    pole = reach.top.direction(sign, -0.25, -0.75)
    return reach.to_wrist(along(knuckles, hand, -PALM), pole, hand, hand, scaled(waist.z, -1.0))


def _on_hip(reach: _Reach) -> _Directions:
    pelvis, sign = reach.spine[0], reach.sign
    hand = unit(pelvis.direction(-sign * 0.25, -0.42, 0.85))
    wrist = pelvis.point(sign * 0.188, 0.115, -0.03)
    pole = reach.top.direction(sign, -0.15, -0.35)
    return reach.to_wrist(
        wrist, pole, hand, unit(pelvis.direction(-sign * 0.5, -0.4, 0.75)), pelvis.direction(-sign, 0.0, 0.0)
    )


def _hanging(reach: _Reach) -> _Directions:
    """Beside the body and the seat, the palm to the thigh."""
    sign = reach.sign
    upper = unit((sign * 0.2, -1.0, 0.02))
    fore = unit((sign * 0.1, -1.0, 0.16))
    hand = unit((0.0, -1.0, 0.12))
    return _Directions(upper, fore, hand, unit((-sign * 0.06, -1.0, 0.22)), (-sign, 0.0, 0.0))


def _around_wrist(reach: _Reach) -> _Directions:
    """Around the other arm just above its wrist, from before."""
    if reach.other is None:
        return _hanging(reach)
    other, sign, top = reach.other, reach.sign, reach.top
    fore = unit(sub(other.wrist, other.elbow))
    hold = between(other.elbow, other.wrist, 0.86)
    hand = unit(sub(top.direction(-sign, 0.0, 0.25), scaled(fore, dot(fore, top.direction(-sign, 0.0, 0.25)))))
    knuckles = add(hold, add(scaled(top.z, 0.036), scaled(hand, 0.012)))
    pole = top.direction(sign * 0.7, -0.4, -0.6)
    fingers = unit(add(hand, scaled(top.z, -0.55)))
    return reach.to_wrist(along(knuckles, hand, -PALM), pole, hand, fingers, scaled(top.z, -1.0))


def _free(reach: _Reach) -> _Directions:
    arm, top, sign = reach.arm, reach.top, reach.sign
    target = top.point(sign * arm.x, arm.y, arm.z)
    pole = top.direction(sign * 0.6, -0.4, -0.7)
    bones = reach.to_wrist(target, pole, UP, UP, scaled(top.z, -1.0))
    return replace(bones, hand=bones.fore, fingers=bones.fore)


_HOLDS: dict[Hold, Callable[[_Reach], _Directions]] = {
    Hold.LAP: _on_thigh,
    Hold.SHOULDER: _on_shoulder,
    Hold.HEAD: _behind_head,
    Hold.KNEE: _on_knee,
    Hold.CROWN: _over_head,
    Hold.CROSSED: _crossed,
    Hold.BACK: _on_back,
    Hold.WRIST: _around_wrist,
    Hold.HIP: _on_hip,
    Hold.DOWN: _hanging,
    Hold.FREE: _free,
}
