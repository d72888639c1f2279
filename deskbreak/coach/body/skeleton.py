"""The body in space: a pose in, joints out. Metres; the floor is y = 0, the chair stands at x = 0."""

from dataclasses import replace
from math import asin, cos, degrees, pi

from deskbreak.coach.body.arms import solved
from deskbreak.coach.body.bones import (
    ANKLE,
    EDGE,
    FOOT,
    HEAD,
    HIP,
    HIP_HALF,
    KNEE_HALF,
    LUMBAR,
    NECK,
    SHIN,
    SHOULDER_DROP,
    SHOULDER_HALF,
    SIDEWAYS,
    SPINE,
    STANDING,
    THIGH,
    THORAX,
    THROAT,
    TWIST,
    Body,
    LegBones,
    two_bones,
)
from deskbreak.coach.body.holds import Reach
from deskbreak.coach.body.pose import Arm, Pose
from deskbreak.coach.body.vector import Joint, Vec, along, unit

_TUCK = 1.5
"""Degrees the head nods for each centimetre that it is drawn in: the chin sinks on the way back."""


def body(pose: Pose) -> Body:
    """Where every joint of a body in this pose is."""
    spine = _spine(pose)
    top = spine[-1]
    # The lower half of the neck leans, the upper half leans back: the head glides and its gaze stays level,
    # but that it sinks a little on the way back.
    glide = degrees(asin(pose.glide / 100 / NECK))
    neck = top.bent(pose.neck * 0.52, pose.head_side * 0.4, pose.head_turn * 0.4)
    atlas = along(along(top.at, neck.bent(glide, 0.0, 0.0).y, NECK), neck.z, 0.006)
    nod = pose.nod + _TUCK * max(0.0, -pose.glide)
    head = neck.bent(pose.neck * 0.48 + nod, pose.head_side * 0.6, pose.head_turn * 0.6)
    head = head.moved(along(along(atlas, head.y, HEAD), head.z, 0.016))
    legs = (
        _leg(spine[0], pose, -1.0, pose.left_step, pose.left_lift),
        _leg(spine[0], pose, 1.0, pose.right_step, pose.right_lift),
    )

    def reach(task: Arm, sign: float, leg: LegBones) -> Reach:
        up = 0.008 * pose.chest + 0.092 * pose.shrug - 0.008 * abs(pose.roll)
        inwards = 0.026 * max(0.0, pose.shrug) + 0.016 * abs(pose.roll)
        shoulder = top.point(sign * (SHOULDER_HALF - inwards), -SHOULDER_DROP + up, 0.05 * pose.roll)
        return Reach(task, sign, shoulder, spine, head, leg, pose.circle)

    left, right = reach(pose.left, -1.0, legs[0]), reach(pose.right, 1.0, legs[1])
    # A hand around the other's wrist comes after that other arm; of two that hold each other none can be first.
    arms = solved(left), solved(right)
    if pose.left.wrist or pose.right.wrist:
        arms = (
            solved(replace(left, other=arms[1])) if pose.left.wrist else arms[0],
            solved(replace(right, other=arms[0])) if pose.right.wrist else arms[1],
        )
    return Body(spine, head.point(0.0, -THROAT, -0.016), head, *arms, *legs, pose.chest)


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
