"""Where an arm goes: each hold says where its hand is, and the arm follows.

Where a hand passes from one hold to another the directions of its bones are mixed, never the points: bones keep their
lengths.
"""

from collections.abc import Sequence
from dataclasses import replace

from deskbreak.coach.body.bones import FOREARM, PALM, UPPER_ARM, ArmBones
from deskbreak.coach.body.hand import mixed
from deskbreak.coach.body.holds import AROUND, HOLDS, Directions, Reach
from deskbreak.coach.body.pose import Grip
from deskbreak.coach.body.vector import Vec, add, along, dot, unit


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
    return ArmBones(shoulder, elbow, wrist, along(wrist, bones.hand, PALM), bones.palm, bones.shape)


def _mixed(reach: Reach, shares: Sequence[tuple[Grip, float]]) -> Directions:
    parts = [(HOLDS[hold](reach), share) for hold, share in shares]
    if len(parts) == 1:
        return parts[0][0]
    # Straight from the lap to behind the back, or up over the head, would lead through the body.
    down = reach.top.direction(0.0, -1.0, 0.0)
    for hold, share in shares:
        if hold in AROUND:
            first, second, wide = AROUND[hold]
            upper, fore = (unit(reach.top.direction(reach.sign * x, y, z)) for x, y, z in (first, second))
            parts.append((Directions(upper, fore, fore, down), wide * share * (1 - share)))

    def mix(which: str) -> Vec:
        total: Vec = (0.0, 0.0, 0.0)
        for directions, share in parts:
            total = along(total, getattr(directions, which), share)
        return total

    whole = sum(share for _, share in parts)
    shape = mixed([(directions.shape, share / whole) for directions, share in parts])
    upper, fore, hand, palm = (unit(mix(which)) for which in ("upper", "fore", "hand", "palm"))
    return Directions(upper, fore, hand, palm, shape, mix("pull"))
