"""Every shipped exercise and clip, and what people begin their own with, frame by frame: no haste, no jerk, hands that
hold, feet that stand, nothing inside something else."""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from math import acos, degrees, hypot

import pytest

from deskbreak.coach.body.bones import ArmBones, Body, LegBones
from deskbreak.coach.body.hand import digits
from deskbreak.coach.body.pose import Arm, Grip, Pose
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.body.vector import UP, Joint, Vec, between, cross, dot, length, scaled, sub, unit
from deskbreak.coach.content.exercise import Exercise
from deskbreak.coach.content.routine_file import alone
from deskbreak.coach.plan import plan
from deskbreak.coach.player import Player
from tests.coach.limits import SLIP, SPEEDS, SUDDEN
from tests.coach.samples import clips, desk, exercises, routines, to_begin_with

RATE = 30

TRUNK = ((0.15, 0.11), (0.138, 0.1), (0.13, 0.094), (0.14, 0.1), (0.15, 0.1))
"""Half width and half depth of the trunk at each joint of the spine, a centimetre under its clothes (metres)."""
BACKREST = (0.62, 1.01, -0.262)
"""From which height to which the backrest is, and where its back is."""
HAND = 0.19
"""How long a hand is: no further from a joint is what of a hand lies on it (metres)."""

FOLDED = 75
"""Degrees to which nobody bends a wrist for an exercise."""
LEVEL = 0.04
"""How far above its joint the top of a shoulder is (metres)."""

pytestmark = pytest.mark.no_cover
"""Thousands of bodies: five times as fast where no branch is counted. The other tests reach them all."""


Movement = tuple[str, str]
"""An exercise and its variant, by their names."""


def every() -> Iterator[Movement]:
    for one in (*exercises().values(), *clips().values(), *to_begin_with().values()):
        yield from ((one.id, variant) for variant in ("", *one.variants))


@pytest.fixture(scope="module", params=list(every()), ids="-".join)
def movement(request: pytest.FixtureRequest) -> Movement:
    """Each in turn, and all that is tested of one before the next: only its own bodies are kept meanwhile."""
    chosen: Movement = request.param
    return chosen


@lru_cache(maxsize=1)
def frames(movement: Movement) -> list[tuple[float, Pose, Body]]:
    name, variant = movement
    one: Exercise = (exercises() | clips() | to_begin_with())[name]
    play = Player(plan(alone(one), {name: one}, step=1, variant=variant))
    return played(play)


def played(play: Player) -> list[tuple[float, Pose, Body]]:
    """All of it. Half of its poses are held, or come again: each has one body."""
    bodies = cache(body)
    moments = (number / RATE for number in range(int(play.total * RATE) + 2))
    poses = ((at, play.frame(at).pose) for at in moments)
    return [(at, pose, bodies(pose)) for at, pose in poses]


def joints(of: Body) -> dict[str, Vec]:
    found = {f"spine {n}": joint.at for n, joint in enumerate(of.spine)} | {"head": of.head.at}
    for side, arm in (("left", of.left), ("right", of.right)):
        found |= {f"shoulder {side}": arm.shoulder, f"elbow {side}": arm.elbow}
        found |= {f"wrist {side}": arm.wrist, f"knuckles {side}": arm.knuckles}
    for side, leg in (("left", of.left_leg), ("right", of.right_leg)):
        found |= {f"hip {side}": leg.hip, f"knee {side}": leg.knee}
        found |= {f"ankle {side}": leg.ankle, f"toes {side}": leg.toes}
    return found


def smooth(seen: list[tuple[float, Pose, Body]]) -> None:
    places = [joints(of) for _, _, of in seen]
    for name in places[0]:
        speeds = [scaled(sub(b[name], a[name]), RATE) for a, b in pairwise(places)]
        accelerations = [scaled(sub(b, a), RATE) for a, b in pairwise(speeds)]
        fastest = max(range(len(speeds)), key=lambda n: length(speeds[n]))
        assert length(speeds[fastest]) <= SPEEDS[name.split()[0]], (name, seen[fastest][0])
        changes = [length(sub(b, a)) for a, b in pairwise(accelerations)]
        worst = max(range(len(changes)), key=lambda n: changes[n])
        assert changes[worst] <= SUDDEN, (name, seen[worst][0])


def test_no_haste_and_no_jerk(movement: Movement) -> None:
    smooth(frames(movement))


def test_no_haste_and_no_jerk_from_one_exercise_to_the_next() -> None:
    smooth(played(Player(plan(desk(), exercises(), step=1))))


def inside(joint: Joint, place: Vec, radii: Vec) -> float:
    """Below 1 inside the egg with these half axes at ``joint``."""
    way = sub(place, joint.at)
    return hypot(*(dot(way, axis) / r for axis, r in zip((joint.x, joint.y, joint.z), radii, strict=True)))


def held(of: Body, hold: Grip, arm: ArmBones, leg: LegBones, other: ArmBones) -> Joint:
    """The part of the body that the hand of ``arm`` is on, as it lies in space; ``leg`` is on the same side."""
    top = of.spine[-1]
    return {
        Grip.SHOULDER: top.moved(arm.shoulder),
        Grip.HEAD: of.head,
        Grip.CROWN: of.head,
        Grip.KNEE: bone(leg.hip, leg.knee, UP),
        Grip.LAP: bone(leg.hip, between(leg.hip, leg.knee, 0.7), UP),
        Grip.CROSSED: top.moved(other.shoulder),
        Grip.BACK: of.spine[2],
        Grip.WRIST: bone(other.elbow, other.wrist, top.z),
        Grip.HIP: of.spine[0].moved(leg.hip),
    }[hold]


def bone(start: Vec, end: Vec, up: Vec) -> Joint:
    """The end of a bone, with the bone to its front."""
    front = unit(sub(end, start))
    right = unit(cross(up, front))
    return Joint(end, right, cross(front, right), front)


def seen_from(joint: Joint, place: Vec) -> Vec:
    """``place`` in the joint's own directions (metres)."""
    way = sub(place, joint.at)
    return dot(way, joint.x), dot(way, joint.y), dot(way, joint.z)


def holds(arm: Arm) -> Grip | None:
    """What the hand surely holds, or nothing while it is under way or free."""
    (hold, share), *_ = arm.shares()
    return hold if share > 0.9999 and hold not in {Grip.FREE, Grip.DOWN} else None


def lies_at(arm: ArmBones, hold: Grip, sign: float) -> Vec:
    """What of a hand lies on what it holds: the knuckles, or the tip of the middle finger where only tips touch."""
    if hold is not Grip.SHOULDER:
        return arm.knuckles
    return digits(arm.wrist, arm.knuckles, arm.palm, arm.hand, sign)[2][-1]


def test_hands_stay_on_what_they_hold(movement: Movement) -> None:
    """Where the hand came to lie it lies until it lets go, however what is below it moves."""
    for side, sign in (("left", -1.0), ("right", 1.0)):
        before, lay = None, (0.0, 0.0, 0.0)
        for at, pose, of in frames(movement):
            hold = holds(getattr(pose, side))
            if hold:
                arm, other = (of.left, of.right) if side == "left" else (of.right, of.left)
                part = held(of, hold, arm, getattr(of, f"{side}_leg"), other)
                lies = seen_from(part, lies_at(arm, hold, sign))
                if hold is not before:
                    lay = lies
                assert length(lies) <= HAND, (at, hold, lies)
                assert length(sub(lies, lay)) <= SLIP, (at, hold, lies, lay)
            before = hold


def test_feet_do_not_slide(movement: Movement) -> None:
    """A foot that is not lifted stays where it is, unless the exercise moves it."""
    for (at, before, was), (_, pose, now) in pairwise(frames(movement)):
        if (before.feet, before.seat, before.stand) != (pose.feet, pose.seat, pose.stand):
            continue
        for side in ("left", "right"):
            if getattr(before, f"{side}_step") == getattr(pose, f"{side}_step") and not getattr(pose, f"{side}_lift"):
                one, other = (getattr(of, f"{side}_leg").ankle for of in (was, now))
                assert length(sub(one, other)) < 0.003, (at, side)


def test_nothing_is_inside_something_else(movement: Movement) -> None:
    low, high, back = BACKREST
    for at, _pose, of in frames(movement)[::3]:
        for arm in (of.left, of.right):
            places = [between(arm.shoulder, arm.elbow, share) for share in (0.6, 1.0)]
            places += [between(arm.elbow, arm.wrist, share) for share in (0.4, 1.0)] + [arm.knuckles]
            for place in places:
                assert inside(of.head, place, (0.078, 0.098, 0.088)) > 1, (at, "head")
                for joint, (wide, deep) in zip(of.spine, TRUNK, strict=False):
                    assert inside(joint, place, (wide, 0.055, deep)) > 1, (at, "trunk")
        for joint, (_, deep) in zip(of.spine, TRUNK, strict=False):
            behind = joint.point(0.0, 0.0, -deep)
            assert not low < behind[1] < high or behind[2] > back, (at, "backrest")


def test_wrists_do_not_fold_nor_fingers_go_through_the_head(movement: Movement) -> None:
    """Also where a hand is under way from one hold to another."""
    for at, _pose, of in frames(movement)[::3]:
        for arm, sign in ((of.left, -1.0), (of.right, 1.0)):
            bend = dot(unit(sub(arm.wrist, arm.elbow)), unit(sub(arm.knuckles, arm.wrist)))
            assert degrees(acos(min(1.0, bend))) < FOLDED, at
            for finger in digits(arm.wrist, arm.knuckles, arm.palm, arm.hand, sign):
                assert inside(of.head, finger[-1], (0.08, 0.1, 0.09)) > 1, (at, "head")


@pytest.mark.parametrize("name", sorted(routines()))
def test_discreetly_no_hand_is_lifted_above_the_shoulder(name: str) -> None:
    """In no shipped routine, whichever exercises it is made of; nor is one when the arms are to stay low."""
    for variant in ("discreet", "low-arms"):
        play = Player(plan(routines()[name], exercises(), step=1, variant=variant))
        for at, _, of in played(play):
            highest = max(of.left.shoulder[1], of.right.shoulder[1]) + LEVEL
            for arm, sign in ((of.left, -1.0), (of.right, 1.0)):
                tips = [digit[-1][1] for digit in digits(arm.wrist, arm.knuckles, arm.palm, arm.hand, sign)]
                assert max(arm.wrist[1], arm.knuckles[1], *tips) <= highest, (variant, at)
