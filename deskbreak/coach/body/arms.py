"""Where an arm goes: each hold says where its hand is, and the arm follows.

Where a hand passes from one hold to another the directions of its bones are mixed, never the points: bones keep their
lengths.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sin

from deskbreak.coach.body.bones import (
    FOREARM,
    PALM,
    SHOULDER_DROP,
    SHOULDER_HALF,
    UPPER_ARM,
    ArmBones,
    LegBones,
    two_bones,
)
from deskbreak.coach.body.pose import Arm, Grip
from deskbreak.coach.body.vector import (
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

_CIRCLE_OPENING = radians(47)
_RELAXED = 0.46
"""Metres to the wrist up to which an arm reaches without its shoulder."""
_PULL = 0.06
"""Metres that a shoulder goes along at most."""
_EASE = 0.02
"""Metres before an arm is straight at which it begins to slow down."""


@dataclass(frozen=True, slots=True)
class _Directions:
    """An arm as directions only: upper arm, forearm, palm of the hand, fingers, and where the palm looks.

    ``pull`` is how far it draws its shoulder along, to reach what is nearly too far (metres).
    """

    upper: Vec
    fore: Vec
    hand: Vec
    fingers: Vec
    palm: Vec
    pull: Vec = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Reach:
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
        way = sub(wrist, self.shoulder)
        more = max(0.0, length(way) - _RELAXED)
        pull = scaled(unit(way), min(_PULL, more * more / (more + 0.03)))
        return _Directions(unit(sub(elbow, self.shoulder)), unit(sub(end, elbow)), hand, fingers, palm, pull)


def solved(reach: Reach) -> ArmBones:
    """Where the bones of an arm are that reaches so."""
    # The shoulder blade goes along with the upper arm, so the arm is solved twice: with the shoulder at rest,
    # and from where that arm takes it.
    top, sign, shares = reach.top, reach.sign, reach.arm.shares()
    first = _mixed(reach, shares)
    lift, ahead = dot(first.upper, top.y), dot(first.upper, top.z)
    gone = top.direction(-sign * 0.012 * max(0.0, lift), 0.034 * max(0.0, lift + 0.35), 0.03 * ahead)
    shoulder = add(add(reach.shoulder, gone), first.pull)
    bones = _mixed(replace(reach, shoulder=shoulder), shares)
    elbow = along(shoulder, bones.upper, UPPER_ARM)
    wrist = along(elbow, bones.fore, FOREARM)
    return ArmBones(shoulder, elbow, wrist, along(wrist, bones.hand, PALM), bones.fingers, bones.palm)


def _mixed(reach: Reach, shares: Sequence[tuple[Grip, float]]) -> _Directions:
    parts = [(_HOLDS[hold](reach), share) for hold, share in shares]
    if len(parts) == 1:
        return parts[0][0]
    # Straight from the lap to behind the back, or up over the head, would lead through the body.
    for hold, share in shares:
        if hold in _AROUND:
            (x, y, z), wide = _AROUND[hold]
            way = unit(reach.top.direction(reach.sign * x, y, z))
            down = reach.top.direction(0.0, -1.0, 0.0)
            parts.append((_Directions(way, way, way, way, down), wide * share * (1 - share)))

    def mix(which: str) -> Vec:
        total: Vec = (0.0, 0.0, 0.0)
        for directions, share in parts:
            total = along(total, getattr(directions, which), share)
        return unit(total)

    pull: Vec = (0.0, 0.0, 0.0)
    for directions, share in parts:
        pull = along(pull, directions.pull, share)
    return _Directions(mix("upper"), mix("fore"), mix("hand"), mix("fingers"), mix("palm"), pull)


def _on_shoulder(reach: Reach) -> _Directions:
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


def _behind_head(reach: Reach) -> _Directions:
    head, sign = reach.head, reach.sign
    hand = unit(head.direction(-sign * 0.8, 0.35, -0.42))
    knuckles = head.point(sign * 0.05, -0.035, -0.122)
    pole = reach.top.direction(sign, 0.2, -0.12)
    fingers = unit(head.direction(-sign, 0.35, 0.05))
    return reach.to_wrist(along(knuckles, hand, -PALM), pole, hand, fingers, head.z)


def _on_thigh(reach: Reach) -> _Directions:
    leg, sign = reach.leg, reach.sign
    thigh = unit(sub(leg.knee, leg.hip))
    above = unit(cross(thigh, RIGHT))
    hand = unit(add(thigh, (-sign * 0.25, -0.05, 0.0)))
    wrist = along(between(leg.hip, leg.knee, 0.52), above, 0.098)
    pole = reach.top.direction(sign * 0.55, -0.1, -0.9)
    return reach.to_wrist(wrist, pole, hand, unit(add(hand, (0.0, -0.2, 0.0))), scaled(above, -1.0))


def _on_knee(reach: Reach) -> _Directions:
    """Flat on the thigh's end, the fingers over the knee."""
    leg, sign = reach.leg, reach.sign
    thigh = unit(sub(leg.knee, leg.hip))
    above = unit(cross(thigh, RIGHT))
    hand = unit(add(thigh, (-sign * 0.16, 0.0, 0.0)))
    wrist = along(along(leg.knee, thigh, -0.085), above, 0.092)
    pole = reach.top.direction(sign * 0.6, -0.15, -0.75)
    fingers = unit(add(thigh, scaled(above, -0.5)))
    return reach.to_wrist(wrist, pole, hand, fingers, scaled(above, -1.0))


def _over_head(reach: Reach) -> _Directions:
    """Over the crown; the fingers lie above the other ear."""
    head, sign = reach.head, reach.sign
    hand = unit(head.direction(-sign * 0.72, -0.62, 0.06))
    knuckles = head.point(-sign * 0.052, 0.118, -0.004)
    pole = reach.top.direction(sign, 0.35, -0.05)
    fingers = unit(head.direction(-sign * 0.42, -0.9, 0.05))
    return reach.to_wrist(
        along(knuckles, hand, -PALM), pole, hand, fingers, unit(head.direction(sign * 0.6, -0.8, 0.0))
    )


def _crossed(reach: Reach) -> _Directions:
    """Before the chest, the hand on the other shoulder's front."""
    top, sign = reach.top, reach.sign
    hand = unit(top.direction(-sign * 0.72, 0.62, -0.3))
    knuckles = top.point(-sign * (SHOULDER_HALF - 0.045), -SHOULDER_DROP - 0.005, 0.088)
    pole = top.direction(sign * 0.35, -1.0, 0.45)
    fingers = unit(top.direction(-sign * 0.6, 0.6, -0.55))
    palm = unit(top.direction(0.0, -0.25, -1.0))
    return reach.to_wrist(along(knuckles, hand, -PALM), pole, hand, fingers, palm)


def _on_back(reach: Reach) -> _Directions:
    """The back of the hand in the small of the back."""
    waist, sign = reach.spine[2], reach.sign
    hand = unit(waist.direction(-sign, 0.18, -0.06))
    knuckles = waist.point(-sign * 0.012, -0.02, -0.148)
    pole = reach.top.direction(sign, -0.25, -0.75)
    return reach.to_wrist(along(knuckles, hand, -PALM), pole, hand, hand, scaled(waist.z, -1.0))


def _on_hip(reach: Reach) -> _Directions:
    pelvis, sign = reach.spine[0], reach.sign
    hand = unit(pelvis.direction(-sign * 0.25, -0.42, 0.85))
    wrist = pelvis.point(sign * 0.188, 0.115, -0.03)
    pole = reach.top.direction(sign, -0.15, -0.35)
    return reach.to_wrist(
        wrist, pole, hand, unit(pelvis.direction(-sign * 0.5, -0.4, 0.75)), pelvis.direction(-sign, 0.0, 0.0)
    )


def _hanging(reach: Reach) -> _Directions:
    """Beside the body and the seat, the palm to the thigh."""
    sign = reach.sign
    upper = unit((sign * 0.2, -1.0, 0.02))
    fore = unit((sign * 0.1, -1.0, 0.16))
    hand = unit((0.0, -1.0, 0.12))
    return _Directions(upper, fore, hand, unit((-sign * 0.06, -1.0, 0.22)), (-sign, 0.0, 0.0))


def _around_wrist(reach: Reach) -> _Directions:
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


def _free(reach: Reach) -> _Directions:
    arm, top, sign = reach.arm, reach.top, reach.sign
    target = top.point(sign * arm.x, arm.y, arm.z)
    pole = top.direction(sign * 0.6, -0.4, -0.7)
    bones = reach.to_wrist(target, pole, UP, UP, scaled(top.z, -1.0))
    return replace(bones, hand=bones.fore, fingers=bones.fore)


_AROUND: dict[Grip, tuple[Vec, float]] = {Grip.BACK: ((1.0, -0.35, -0.7), 4.4), Grip.CROWN: ((1.0, 0.0, -0.3), 3.0)}
"""Holds that a hand reaches in a bow: where the bow goes (outwards, up, to the front), and how wide it is."""

_HOLDS: dict[Grip, Callable[[Reach], _Directions]] = {
    Grip.LAP: _on_thigh,
    Grip.SHOULDER: _on_shoulder,
    Grip.HEAD: _behind_head,
    Grip.KNEE: _on_knee,
    Grip.CROWN: _over_head,
    Grip.CROSSED: _crossed,
    Grip.BACK: _on_back,
    Grip.WRIST: _around_wrist,
    Grip.HIP: _on_hip,
    Grip.DOWN: _hanging,
    Grip.FREE: _free,
}
