"""What an arrow has to tell: the way that a movement takes in the picture, as few clear curves."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, dist, hypot, pi, radians, sin

from deskbreak.coach.body.bones import Body
from deskbreak.coach.body.pose import Pose
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.body.vector import Vec, between, scaled, sub
from deskbreak.ui.figure.camera import Camera, Spot

_LEAST = 0.012
"""Metres: a shorter way is no movement."""
_TURNED = 12.0
"""Degrees from which a movement to a side is a turn."""
_SAME = 0.7
"""How much two ways point in one direction (the cosine), or mirror each other, to be told by one arrow each."""
_SHORT, _LONG = 0.18, 0.31
"""How long an arrow is at least and at most, as a share of the picture."""
_APART = 0.17
"""How far two parts are from each other in the picture, to have an arrow each; as a share of the picture."""
_UPRIGHT = 0.5
"""How far to the side a way leads, as a share of its height, that is told by an upright arrow."""
_BEND = 0.3
"""How far a way bends at most, as a share of its length."""
_RING = (0.046, 0.062, 0.034)
"""Half width and half height at least of the arrow of a circle, which is seen aslant, and how far it is outside of the
way itself; as shares of the picture."""
_ROUND = 112
"""How much of the round it shows to either side of its outermost place (degrees)."""
_TURN = (0.31, 0.078, 19, 96)
"""Half width and half height of the ring around a trunk that turns; and from where to where on it the arrow leads
(degrees from what is nearest to us, to the side of the turn)."""
_HALO = (0.112, 0.015, -122, 78)
"""The same of the ring over a head that turns."""
_NODS = 8.0
"""Degrees from which a movement of the chin is a nod, ..."""
_CHIN = (0.17, 15, 17)
"""... its arrow as far from between the ears (metres); how much higher than the chin, and how far to either side."""
_AT_CHIN, _CLEAR = (-0.088, 0.085), 0.06
"""Where the chin is (metres above the middle of the head, and before it); how far from it the arrow of a glide is at
least, as a share of the picture."""
_OF_A_HEAD, _OF_A_WRIST, _OF_A_SPINE = 0.25, 0.12, 0.17
"""How long the arrows of these are at least, as shares of the picture."""

HEAD_AND_WRIST = "head-and-wrist"

_TRACES: dict[str, Callable[[Body], tuple[Vec, ...]]] = {
    "head": lambda of: (of.head.point(0.0, 0.13, 0.0),),
    "chin": lambda of: (of.head.point(0.0, -0.01, 0.12),),
    "shoulders": lambda of: (of.left.shoulder, of.right.shoulder),
    "elbows": lambda of: (of.left.elbow, of.right.elbow),
    "hands": lambda of: (of.left.knuckles, of.right.knuckles),
    "back": lambda of: (sub(of.spine[2].at, between(of.spine[0].at, of.spine[5].at, 0.4)),),
    "chest": lambda of: (of.spine[4].point(0.0, 0.0, 0.13),),
    HEAD_AND_WRIST: lambda of: (of.head.point(0.0, 0.13, 0.0), min(of.left.wrist, of.right.wrist, key=_height)),
    "hips": lambda of: (of.spine[0].point(0.0, 0.0, 0.0),),
}


@dataclass(frozen=True, slots=True)
class ArrowWay:
    """A curve to be drawn as an arrow, its last spot the tip; ``aside`` is which way it had best be moved to get clear
    of the person (a direction in the picture), ``bound`` whether it may go nowhere else, ``even`` whether
    it has to have room on both sides alike, as it leads to the other side in turn."""

    spots: tuple[Spot, ...]
    aside: Spot
    bound: bool = False
    even: bool = False


def ways(poses: Sequence[Pose], trace: str, camera: Camera) -> tuple[ArrowWay, ...]:
    """The ways of a movement through ``poses``; none where nothing moves that is named by ``trace``."""
    if not trace or len(poses) < 2:
        return ()
    size = min(camera.box.width(), camera.box.height())
    bodies = [body(pose) for pose in poses]
    lines = list(zip(*(_TRACES[trace](of) for of in bodies), strict=True))
    if turned := _turned(poses[0], poses[-1]):
        sign, above = -1.0 if turned > 0 else 1.0, camera.view.pitch >= 0
        half = bodies[len(bodies) // 2]
        if _moves(poses, "twist", _TURNED):
            chest = camera.spot(half.spine[2].at)
            return (_turn(_TURN, chest, sign, above, size, (-sign, 0.1)),)
        return (_turn(_HALO, camera.spot(half.head.point(0.0, 0.12, 0.0)), sign, above, size, (-0.4 * sign, -0.92)),)
    if trace == "chin" and _moves(poses, "nod", _NODS):
        return (_nod(bodies[0], bodies[-1], camera),)
    flat = [camera.spots(line) for line in lines if sum(dist(a, b) for a, b in pairwise(line)) > _LEAST]
    if not flat:
        return ()
    middle = camera.box.center().x()
    if trace == "back":
        return (_bows(bodies[0], bodies[-1], camera, size),)
    if trace == HEAD_AND_WRIST:
        return _pulled(flat, bodies[-1], camera, size)
    if trace == "chin":
        return (_glide(bodies[0], bodies[-1], camera, size),)
    if all(_closed(line) for line in flat):
        wide, high = (min(_span(line, size)[k] for line in flat) for k in (0, 1))  # both alike
        return tuple(_circle(line, wide, high, middle) for line in flat)
    if len(flat) == 2:
        one, other = flat
        apart = abs(one[0][0] - other[0][0]) > _APART * size
        if apart and _alike(one, other, 1.0):
            dx, dy = ((one[-1][k] - one[0][k] + other[-1][k] - other[0][k]) / 2 for k in (0, 1))
            dx = 0.0 if abs(dx) < _UPRIGHT * abs(dy) else dx
            flat = [[line[0], (line[0][0] + dx, line[0][1] + dy)] for line in flat]  # both of one kind
        if apart and (flat[0] is not one or _alike(one, other, -1.0)):
            return tuple(_open(line, size, _outwards(line, middle), bound=True) for line in flat)
    longest = max(flat, key=lambda line: dist(line[0], line[-1]))
    return (_open(longest, size, None, short=_OF_A_HEAD if trace == "head" else _SHORT),)


def _turned(before: Pose, after: Pose) -> float:
    """Degrees that chest or head turn to the right, where a movement is a turn; else 0."""
    turned = max(after.twist - before.twist, after.head_turn - before.head_turn, key=abs)
    return turned if abs(turned) > _TURNED else 0.0


def _moves(poses: Sequence[Pose], what: str, least: float) -> bool:
    """Whether that number of a pose changes by more than ``least`` from the first to the last."""
    return abs(float(getattr(poses[-1], what)) - float(getattr(poses[0], what))) > least


def _height(at: Vec) -> float:
    return at[1]


def _closed(line: Sequence[Spot]) -> bool:
    """Whether it ends where it began, but has been elsewhere."""
    widest = max(dist(line[0], spot) for spot in line)
    return dist(line[0], line[-1]) < 0.25 * widest


def _alike(one: Sequence[Spot], other: Sequence[Spot], sign: float) -> bool:
    """Whether two ways point in the same direction, or (``sign`` -1) mirror each other."""
    (ax, ay), (bx, by) = ((line[-1][0] - line[0][0], line[-1][1] - line[0][1]) for line in (one, other))
    size = hypot(ax, ay) * hypot(bx, by)
    return size > 0 and (sign * ax * bx + ay * by) / size > _SAME


def _outwards(line: Sequence[Spot], middle: float) -> Spot:
    return (-1.0 if line[0][0] < middle else 1.0, 0.0)


def _open(
    line: Sequence[Spot], size: float, aside: Spot | None, *, bound: bool = False, short: float = _SHORT
) -> ArrowWay:
    """A way from its start to its end with one even bend, of a length that can be read."""
    start, end = line[0], line[-1]
    chord = dist(start, end) or 1.0
    dx, dy = (end[0] - start[0]) / chord, (end[1] - start[1]) / chord
    bend = max(((x - start[0]) * -dy + (y - start[1]) * dx for x, y in line), key=abs) / chord
    bend = min(_BEND, max(-_BEND, bend))
    long = min(_LONG * size, max(short * size, chord))
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    spots = []
    for number in range(13):
        t = number / 12
        along, across = (t - 0.5) * long, 4 * t * (1 - t) * bend * long
        spots.append((middle[0] + dx * along - dy * across, middle[1] + dy * along + dx * across))
    if aside is None:  # to the outer side of its bend
        sign = 1.0 if bend >= 0 else -1.0
        aside = (-dy * sign, dx * sign)
        if abs(bend) < 0.03 and aside[1] > 0:
            aside = (-aside[0], -aside[1])
    return ArrowWay(tuple(spots), aside, bound)


def _pulled(flat: Sequence[Sequence[Spot]], after: Body, camera: Camera, size: float) -> tuple[ArrowWay, ...]:
    """The head, and the wrist that is pulled: on the side to which it is."""
    held = min(after.left, after.right, key=lambda arm: arm.wrist[1])
    side = -0.8 if camera.flat(sub(held.knuckles, held.wrist))[0] < 0 else 0.8
    head, *wrists = flat
    found = [_open(head, size, None, short=_SHORT)]
    for wrist in wrists:
        found.append(_open(wrist, size, (side, -0.2), short=_OF_A_WRIST))
    return tuple(found)


def _bows(before: Body, after: Body, camera: Camera, size: float) -> ArrowWay:
    """Out of the back where it rounds; from before the breastbone where it hollows."""
    (one,), (other,) = (_TRACES["back"](of) for of in (before, after))
    ahead = after.spine[3].z
    hollows = sum(a * (v - u) for a, u, v in zip(ahead, one, other, strict=True)) > 0
    start = after.spine[4].point(0.0, 0.0, 0.14) if hollows else after.spine[3].point(0.0, 0.0, -0.14)
    dx, dy = camera.flat(after.spine[4].z if hollows else scaled(ahead, -1.0))
    way = hypot(dx, dy) or 1.0
    dx, dy, long = dx / way, dy / way, _OF_A_SPINE * size
    x, y = camera.spot(start)
    aside = (dx, 0.8) if hollows else (dx, dy)  # below the head that comes up from there
    return ArrowWay(tuple((x + dx * long * n / 12, y + dy * long * n / 12) for n in range(13)), aside)


def _nod(before: Body, after: Body, camera: Camera) -> ArrowWay:
    """Around between the ears, before the chin."""
    x, y = camera.spot(before.head.at)
    (a, b), (c, d) = (camera.flat(of.head.direction(0.0, -0.1, 0.09)) for of in (before, after))
    start, end = atan2(b, a), atan2(d, c)
    turn = (end - start + pi) % (2 * pi) - pi
    far, higher, half = _CHIN
    level = 0.0 if a > 0 else pi
    down = 1.0 if a > 0 else -1.0
    middle = start + turn / 2 - down * radians(higher)
    sign = 1.0 if turn > 0 else -1.0
    r = far * camera.scale
    spots = [(x + r * cos(middle + sign * at), y + r * sin(middle + sign * at)) for at in _arc(-half, half)]
    return ArrowWay(tuple(spots), (cos(level), sin(middle)))


def _span(line: Sequence[Spot], size: float) -> Spot:
    """Half width and half height of a ring around a way that ends where it begins."""
    ends = ((min(of), max(of)) for of in zip(*line, strict=True))
    wide, high = (max(low * size, (b - a) / 2 + _RING[2] * size) for low, (a, b) in zip(_RING[:2], ends, strict=True))
    return wide, high


def _circle(line: Sequence[Spot], wide: float, high: float, middle: float) -> ArrowWay:
    """Beside such a way, over its top, as the movement goes: on both sides the same, since both go together."""
    x, y = ((min(of) + max(of)) / 2 for of in zip(*line, strict=True))
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*line, line[0]]))
    sign = 1.0 if area > 0 else -1.0
    spots = [(x + wide * cos(sign * at - pi / 2), y + high * sin(sign * at - pi / 2)) for at in _arc(-_ROUND, _ROUND)]
    return ArrowWay(tuple(spots), _outwards([(x, y)], middle), bound=True)


def _turn(
    ring: tuple[float, float, float, float],
    at: Spot,
    sign: float,
    from_above: bool,
    size: float,
    aside: Spot,
) -> ArrowWay:
    """On a flat ``ring`` around an upright axis, seen from before: its near half goes to the side of the turn (``sign``
    -1: to the right of the screen)."""
    wide, high = ring[0] * size, ring[1] * size * (1 if from_above else -1)
    x, y = at
    spots = [(x - sign * wide * sin(angle), y + high * cos(angle)) for angle in _arc(*ring[2:])]
    return ArrowWay(tuple(spots), aside, even=True)


def _glide(before: Body, after: Body, camera: Camera, size: float) -> ArrowWay:
    """Straight and level, before the chin."""
    (x, y), (u, _) = (camera.spot(of.head.point(0.0, _AT_CHIN[0], _AT_CHIN[1])) for of in (before, after))
    sign, ahead = (-1.0 if u < x else 1.0), (-1.0 if camera.flat(before.head.z)[0] < 0 else 1.0)
    foremost = max(x * ahead, u * ahead) * ahead + ahead * _CLEAR * size
    long = _SHORT * size
    near = foremost if sign == -ahead else foremost + ahead * long
    far = near - sign * long
    return ArrowWay(tuple((near + (far - near) * (1 - k / 12), y) for k in range(13)), (ahead, 0.0), bound=True)


def _arc(start: float, end: float) -> Iterator[float]:
    return (radians(start + (end - start) * number / 20) for number in range(21))
