"""Where a hand lies at each of its holds, how it is shaped there, and the arm that reaches it."""

from collections.abc import Callable
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
from deskbreak.coach.body.hand import RELAXED, Hand, digits, mixed
from deskbreak.coach.body.pose import Arm, Grip
from deskbreak.coach.body.vector import (
    RIGHT,
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

_CIRCLE_OPENING = radians(40)
_RELAXED = 0.478
"""Metres to the wrist up to which an arm reaches without its shoulder."""
_PULL = 0.06
"""Metres that a shoulder goes along at most."""
_EASE = 0.02
"""Metres before an arm is straight at which it begins to slow down."""


_LYING = Hand(knuckle=10, middle=12, end=8, cascade=0.0, fan=7, thumb_out=34, thumb_in=8, thumb_curl=8)
_OVER_KNEE = Hand(knuckle=26, middle=24, end=12, cascade=0.0, fan=12, thumb_out=46, thumb_in=14, thumb_curl=4)
_LACED = Hand(knuckle=14, middle=22, end=14, cascade=0.0, fan=0, thumb_out=30, thumb_in=16, thumb_curl=10, laced=1)
_ARCHED = Hand(knuckle=60, middle=24, end=10, cascade=0.0, fan=0, thumb_out=8, thumb_in=18, thumb_curl=14)
_OVER_CROWN = Hand(knuckle=20, middle=24, end=14, cascade=0.0, fan=12, thumb_out=48, thumb_in=10, thumb_curl=14)
_ON_CHEST = Hand(knuckle=6, middle=12, end=8, cascade=0.0, fan=8, thumb_out=32, thumb_in=0, thumb_curl=8)
_AROUND_WRIST = Hand(28, 56, 44, cascade=-0.2, fan=0, thumb_out=72, thumb_in=12, thumb_curl=12, around=0.5)
_ON_HIP = Hand(knuckle=16, middle=18, end=12, cascade=0.0, fan=10, thumb_out=50, thumb_in=56, thumb_curl=6, around=1)
_OPEN = Hand(knuckle=10, middle=16, end=10, cascade=0.4, fan=4, thumb_out=36, thumb_in=18, thumb_curl=8)

_LOOSE = Hand(knuckle=24, middle=30, end=18, cascade=0.3, fan=0, thumb_out=16, thumb_in=24, thumb_curl=12)

_TIP = digits((0.0, 0.0, 0.0), (0.0, 0.0, PALM), (0.0, -1.0, 0.0), _ARCHED, 1.0)[2][3]
"""Of the middle finger of the arched hand that runs to the front from the wrist, the palm down."""


@dataclass(frozen=True, slots=True)
class Directions:
    """An arm as directions only: upper arm, forearm, palm of the hand, and where the palm looks; and its hand's shape.

    ``pull`` is how far it draws its shoulder along, to reach what is nearly too far (metres).
    """

    upper: Vec
    fore: Vec
    hand: Vec
    palm: Vec
    shape: Hand = RELAXED
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

    def to_wrist(self, wrist: Vec, pole: Vec, hand: Vec, palm: Vec, shape: Hand) -> Directions:
        """The arm whose wrist is there, bent towards ``pole``."""
        elbow, end = two_bones(self.shoulder, wrist, UPPER_ARM, FOREARM, pole, _EASE)
        way = sub(wrist, self.shoulder)
        more = max(0.0, length(way) - _RELAXED)
        pull = scaled(unit(way), min(_PULL, more * more / (more + 0.03)))
        return Directions(unit(sub(elbow, self.shoulder)), unit(sub(end, elbow)), hand, palm, shape, pull)

    def to_knuckles(self, knuckles: Vec, pole: Vec, hand: Vec, palm: Vec, shape: Hand) -> Directions:
        """The arm whose knuckles are there, where the hand runs in the direction ``hand``."""
        return self.to_wrist(along(knuckles, hand, -PALM), pole, hand, palm, shape)


def _on_shoulder(reach: Reach) -> Directions:
    """The fingertips stay on the tip of the shoulder; the elbow draws a circle around the shoulder's own axis.

    The forearm is turned outwards and up from the upper arm: from before one sees both.
    """
    top, sign, shoulder = reach.top, reach.sign, reach.shoulder
    axis = unit(top.direction(sign * 0.95, -0.33, 0.0))
    front = unit(sub(top.z, scaled(axis, dot(top.z, axis))))
    up = scaled(cross(axis, front), -sign)
    turn = radians(reach.circle)
    rim = add(scaled(up, cos(turn)), scaled(front, sin(turn)))
    upper = add(scaled(axis, cos(_CIRCLE_OPENING)), scaled(rim, sin(_CIRCLE_OPENING)))
    elbow = along(shoulder, upper, UPPER_ARM)
    lift = max(0.0, dot(upper, top.y))  # a raised arm leaves less of the shoulder's top
    touch = add(shoulder, top.direction(sign * 0.018, 0.058 + 0.03 * lift, 0.016))
    outwards = unit(add(scaled(axis, 0.8), top.direction(0.0, 0.7, 0.45 + 1.4 * lift)))
    wrist, tips = two_bones(elbow, touch, FOREARM, length(_TIP), outwards, _EASE)
    # Forearm, hand and fingers lie in one plane, in which the hand is arched.
    fore, straight = unit(sub(wrist, elbow)), unit(sub(tips, wrist))
    back = unit(sub(fore, scaled(straight, dot(fore, straight))))
    ahead, out = _TIP[2] / length(_TIP), -_TIP[1] / length(_TIP)
    hand = add(scaled(straight, ahead), scaled(back, out))
    return Directions(upper, fore, hand, sub(scaled(straight, out), scaled(back, ahead)), _ARCHED)


def _behind_head(reach: Reach) -> Directions:
    """The fingers between those of the other hand, the wrists no wider apart than the head."""
    head, sign = reach.head, reach.sign
    hand = unit(head.direction(-sign * 0.92, 0.2, -0.34))
    knuckles = head.point(sign * 0.036, -0.017, -0.1372)
    pole = reach.top.direction(sign, -0.1, 0.45)
    return reach.to_knuckles(knuckles, pole, hand, head.direction(0.0, 0.1, 1.0), _LACED)


def _on_thigh(reach: Reach) -> Directions:
    leg, sign = reach.leg, reach.sign
    thigh = unit(sub(leg.knee, leg.hip))
    above = unit(cross(thigh, RIGHT))
    hand = unit(along(add(thigh, (-sign * 0.12, 0.0, 0.0)), above, -0.06))
    wrist = add(along(between(leg.hip, leg.knee, 0.66), above, 0.1), (sign * 0.04, 0.0, 0.0))
    pole = reach.top.direction(sign * 0.55, -0.1, -0.76)
    return reach.to_wrist(wrist, pole, hand, unit(sub((-sign * 0.1, 0.0, 0.0), above)), _LYING)


def _on_knee(reach: Reach) -> Directions:
    """Flat on the thigh's end, the fingers over the knee."""
    leg, sign = reach.leg, reach.sign
    thigh = unit(sub(leg.knee, leg.hip))
    above = unit(cross(thigh, RIGHT))
    hand = unit(add(add(thigh, (-sign * 0.16, 0.0, 0.0)), scaled(above, -0.06)))
    wrist = along(along(leg.knee, thigh, -0.085), above, 0.092)
    pole = reach.top.direction(sign * 0.6, -0.15, -0.75)
    return reach.to_wrist(wrist, pole, hand, unit(sub((sign * 0.28, 0.0, 0.0), above)), _OVER_KNEE)


def _over_head(reach: Reach) -> Directions:
    """Over the crown, cupped above the other ear; from before one sees the back of the hand."""
    head, sign = reach.head, reach.sign
    hand = unit(head.direction(-sign * 0.86, -0.5, 0.05))
    knuckles = head.point(-sign * 0.064, 0.122, 0.022)
    pole = reach.top.direction(sign * 0.9, 0.3, 0.5)
    return reach.to_knuckles(knuckles, pole, hand, unit(head.direction(sign * 0.45, -0.8, -0.3)), _OVER_CROWN)


def _crossed(reach: Reach) -> Directions:
    """Before the chest, the hand on the other shoulder's front."""
    top, sign = reach.top, reach.sign
    hand = unit(top.direction(-sign * 0.87, 0.42, -0.2))
    knuckles = top.point(-sign * (SHOULDER_HALF - 0.045), -SHOULDER_DROP - 0.024, 0.113)
    pole = top.direction(sign * 0.35, -1.0, 0.45)
    return reach.to_knuckles(knuckles, pole, hand, unit(top.direction(-sign * 0.15, -0.25, -1.0)), _ON_CHEST)


def _on_back(reach: Reach) -> Directions:
    """The back of the hand in the small of the back."""
    waist, sign = reach.spine[2], reach.sign
    hand = unit(waist.direction(-sign, 0.18, -0.06))
    knuckles = waist.point(-sign * 0.012, -0.02, -0.148)
    pole = reach.top.direction(sign, -0.25, -0.75)
    return reach.to_knuckles(knuckles, pole, hand, scaled(waist.z, -1.0), RELAXED)


def _on_hip(reach: Reach) -> Directions:
    """The fingers before the hip bone, the thumb behind it."""
    pelvis, sign = reach.spine[0], reach.sign
    hand = unit(pelvis.direction(-sign * 0.12, -0.5, 0.86))
    wrist = pelvis.point(sign * 0.2, 0.112, -0.05)
    pole = reach.top.direction(sign, -0.15, -0.35)
    return reach.to_wrist(wrist, pole, hand, unit(pelvis.direction(-sign, -0.1, -0.2)), _ON_HIP)


def _hanging(reach: Reach) -> Directions:
    """Beside the body and the seat, the palm to the thigh."""
    sign = reach.sign
    upper = unit((sign * 0.2, -1.0, 0.02))
    fore = unit((sign * 0.1, -1.0, 0.16))
    return Directions(upper, fore, unit((0.0, -1.0, 0.14)), unit((-sign, 0.0, -0.25)))


def _around_wrist(reach: Reach) -> Directions:
    """Around the other arm just above its wrist: the fingers before it, the thumb behind."""
    if reach.other is None:
        return _hanging(reach)
    other, sign, top = reach.other, reach.sign, reach.top
    fore = unit(sub(other.wrist, other.elbow))
    hold = between(other.elbow, other.wrist, 0.86)
    to = top.direction(-sign, 0.0, 0.3)
    hand = unit(sub(to, scaled(fore, dot(fore, to))))
    palm = unit(cross(fore, hand))
    palm = palm if dot(palm, top.z) < 0 else scaled(palm, -1.0)
    knuckles = add(hold, add(scaled(palm, -0.04), scaled(hand, 0.012)))
    pole = top.direction(sign, -0.4, -0.4)
    return reach.to_knuckles(knuckles, pole, hand, palm, _AROUND_WRIST)


def _free(reach: Reach) -> Directions:
    """The palm looks inwards, or down where the arm goes to the side; the hand opens as the arm is raised."""
    arm, top, sign = reach.arm, reach.top, reach.sign
    target = top.point(sign * arm.x, arm.y, arm.z)
    # An arm that is lowered before the body keeps its elbow away from the waist.
    low = (min(0.0, arm.y) / 0.42) ** 2
    pole = top.direction(sign * (0.6 + 0.4 * low), -0.4, -0.7 + 0.2 * low)
    # One that lies across the body turns its palm to it.
    across = low * max(0.0, min(1.0, 1 - arm.x / 0.16))
    palm = unit(top.direction(sign * (1.1 * across - 1), -0.4 - 0.2 * across, 0.25 - 1.25 * across))
    bones = reach.to_wrist(target, pole, top.y, palm, _LOOSE)
    raised = 0.5 + 0.5 * dot(bones.fore, top.y)
    hand = unit(along(bones.fore, top.y, 0.5 * (raised - 1)))
    return replace(bones, hand=hand, shape=mixed([(_OPEN, raised), (_LOOSE, 1 - raised)]))


AROUND: dict[Grip, tuple[Vec, Vec, float]] = {
    Grip.BACK: ((1.0, -0.35, -0.7), (1.0, -0.35, -0.7), 4.4),
    Grip.HEAD: ((1.0, -0.2, 0.0), (0.6, 0.6, -0.8), 1.4),
    Grip.WRIST: ((0.6, -0.8, 0.4), (0.0, 0.1, 1.0), 1.6),
    Grip.CROWN: ((0.62, -0.1, 0.7), (0.2, 0.9, 0.3), 3.0),
}
"""Holds that a hand reaches in a bow: where upper arm and forearm go there (outwards, up, to the front), and how wide
it is."""

HOLDS: dict[Grip, Callable[[Reach], Directions]] = {
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
