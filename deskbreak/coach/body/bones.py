"""The bones of a body: how long they are, and how two of them reach for a point. Metres."""

from dataclasses import dataclass
from math import exp, sqrt

from deskbreak.coach.body.hand import Hand
from deskbreak.coach.body.vector import FRONT, UP, Joint, Vec, along, cross, dot, length, scaled, sub, unit

# An adult of 1.72 m; the head a little larger than life, so that its face can be read in a small window.
SEAT = 0.46
HIP = 0.555
HIP_HALF = 0.092
SPINE = (0.095, 0.095, 0.1, 0.105, 0.105)
LUMBAR = (0.5, 0.5, 0.0, 0.0, 0.0)
THORAX = (0.0, 0.0, 0.34, 0.36, 0.3)
SIDEWAYS = (0.12, 0.18, 0.24, 0.25, 0.21)
TWIST = (0.1, 0.14, 0.26, 0.28, 0.22)
NECK = 0.122
HEAD = 0.061
THROAT = 0.115
"""How far below the head's middle the neck goes into it; the head nods higher, between the ears."""
SHOULDER_HALF = 0.176
SHOULDER_DROP = 0.062
UPPER_ARM = 0.3
FOREARM = 0.243
PALM = 0.086
THIGH = 0.42
SHIN = 0.415
ANKLE = 0.085
FOOT = 0.17
KNEE_HALF = 0.15
STANDING = 0.905
EDGE = 0.17
"""How far the pelvis moves from the back of the seat to its edge."""


@dataclass(frozen=True, slots=True)
class ArmBones:
    """An arm: joints, where the palm looks (a direction), and how the hand is shaped."""

    shoulder: Vec
    elbow: Vec
    wrist: Vec
    knuckles: Vec
    palm: Vec
    hand: Hand


@dataclass(frozen=True, slots=True)
class LegBones:
    """A leg: its joints; ``toes`` is the tip of the foot."""

    hip: Vec
    knee: Vec
    ankle: Vec
    toes: Vec


@dataclass(frozen=True, slots=True)
class Body:
    """A body in space. ``spine`` goes from the pelvis to the base of the neck; ``head`` is in the head's middle, and
    ``skull_base`` where the neck goes into it."""

    spine: tuple[Joint, ...]
    skull_base: Vec
    head: Joint
    left: ArmBones
    right: ArmBones
    left_leg: LegBones
    right_leg: LegBones
    chest: float


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
