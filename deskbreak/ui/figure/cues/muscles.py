"""Muscles at work, or stretched, glow: leaves with fibres on the surface of the part they lie on."""

from collections.abc import Callable, Iterator, Sequence
from math import atan2, cos, pi, radians, sin

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from deskbreak.coach.body.bones import ArmBones, Body, LegBones
from deskbreak.coach.body.vector import Joint, Vec, add, along, between, cross, dot, scaled, sub, unit
from deskbreak.coach.content.looks import muscle_of
from deskbreak.ui.figure.camera import Camera, Spot, smooth
from deskbreak.ui.figure.colors import Colors

Glow = tuple[str, float]
"""A muscle (a name in ``coach.content.looks.MUSCLE_NAMES``), and how much it glows (0 to 1)."""

Rib = tuple[Vec, Vec, Vec, float, float]
"""One cross section of a muscle: the middle of what it lies on; the two half axes there, at right angles; the angle
from the second towards the first (radians) at which the muscle lies, and half of the angle that it takes."""

TRUNK, NECK, ARM, THIGH = "trunk", "neck", "arm", "thigh"

# Half width and half depth of the trunk at each joint of the spine, a little more than it has (metres): what is too
# large is cut off by its outline, what is too small would leave a gap.
_WIDE = (0.168, 0.153, 0.146, 0.155, 0.166, 0.12)
_DEEP = (0.132, 0.120, 0.114, 0.118, 0.122, 0.10)
_NECK_RADIUS = 0.05

# From where to where on the spine, at which angle from the front (to the right), and half of the angle they take there.
_ON_TRUNK = {
    "chest": (3.35, 4.5, 40, 31),
    "rhomboids": (3.0, 4.7, 180, 62),
    "back": (0.4, 4.7, 180, 68),
    "lower-back": (-0.1, 2.1, 180, 78),
    "obliques": (0.25, 3.5, 76, 42),
    "abdominals": (0.2, 3.2, 0, 52),
    "glutes": (-0.3, 0.6, 145, 45),
}
_STEPS = 6
_SOFT = 0.16
"""How far inside its edge a muscle glows fully, as a share of its width."""
_FIBRES = (0.3, 0.5, 0.7)


def paint_muscles(
    painter: QPainter, camera: Camera, colors: Colors, of: Body, glow: Sequence[Glow], part: str, outline: QPainterPath
) -> None:
    """Let those muscles of ``glow`` that lie on ``part`` (one of ``TRUNK``, ``NECK``, ``ARM``, ``THIGH``) glow within
    its ``outline`` in the picture. Of one on the far side that is seen which reaches around to the near one."""
    leaves = [
        (leaf, strength)
        for name, strength in glow
        for of_part, ribs in _ribs(of, name)
        if of_part == part and (leaf := _leaf(camera, ribs))
    ]
    if not leaves:
        return
    painter.save()
    painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    color = colors.glow_on_skin if part == NECK else colors.glow
    for (left, right), strength in leaves:
        _paint(painter, left, right, color, strength, 0.006 * camera.scale)
    painter.restore()


def _paint(
    painter: QPainter, left: Sequence[Spot], right: Sequence[Spot], color: QColor, strength: float, fibre: float
) -> None:
    """A soft edge, the muscle, and a few fibres along it."""
    painter.setOpacity(0.42 * strength)
    painter.fillPath(_between(left, right, 0.0), color)
    painter.setOpacity(0.86 * strength)
    painter.fillPath(_between(left, right, _SOFT), color)
    painter.setOpacity(0.6 * strength)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color.lighter(128), fibre, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    lines = QPainterPath()
    for share in _FIBRES:
        lines.addPath(smooth([_mid(a, b, share) for a, b in zip(left[1:-1], right[1:-1], strict=True)]))
    painter.drawPath(lines)


def _between(left: Sequence[Spot], right: Sequence[Spot], inset: float) -> QPainterPath:
    """The area between two edges that meet at both ends, ``inset`` by a share of the width there."""
    if inset:
        pairs = list(zip(left[1:-1], right[1:-1], strict=True))
        ends = _mid(left[0], left[1], 3 * inset), _mid(left[-1], left[-2], 3 * inset)
        inner = [_mid(a, b, inset) for a, b in pairs], [_mid(b, a, inset) for a, b in reversed(pairs)]
        return smooth([ends[0], *inner[0], ends[1], *inner[1]], closed=True)
    return smooth([*left, *right[-2:0:-1]], closed=True)


def _mid(a: Spot, b: Spot, share: float) -> Spot:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _leaf(camera: Camera, ribs: Sequence[Rib]) -> tuple[list[Spot], list[Spot]] | None:
    """Both edges of a muscle as they are seen; None: it is all on the far side."""
    left: list[Spot] = []
    right: list[Spot] = []
    seen = 0.0
    tx, ty, tz = camera.towards
    for middle, across, ahead, at, half in ribs:
        # Of an ellipse one sees half: what looks towards the camera. Its normals are those of the circle, stretched.
        (ax, ay, az), (bx, by, bz) = across, ahead
        wide, deep = ax * ax + ay * ay + az * az, bx * bx + by * by + bz * bz
        facing = atan2((ax * tx + ay * ty + az * tz) / wide, (bx * tx + by * ty + bz * tz) / deep)
        turn = (at - facing + pi) % (2 * pi) - pi
        low, high = max(-pi / 2, turn - half), min(pi / 2, turn + half)
        if low > high:
            low = high = pi / 2 if turn > 0 else -pi / 2
        seen = max(seen, high - low)
        (x, y), (a, b), (c, d) = camera.spot(middle), camera.flat(across), camera.flat(ahead)
        for edge, angle in ((left, facing + low), (right, facing + high)):
            s, t = sin(angle), cos(angle)
            edge.append((x + a * s + c * t, y + b * s + d * t))
    return (left, right) if seen > 0.12 else None


def _swell(share: float) -> float:
    """How much of its width a leaf has there: nothing at its ends, all in the middle."""
    return sin(pi * share) ** 0.75 if 0 < share < 1 else 0.0


def _ribs(of: Body, name: str) -> Iterator[tuple[str, list[Rib]]]:
    muscle, side = muscle_of(name)
    if muscle in _ON_TRUNK:
        low, high, at, half = _ON_TRUNK[muscle]
        for sign in _signs(side) if 0 < at < 180 else (1.0,):
            yield TRUNK, _on_trunk(of, low, high, radians(sign * at), radians(half))
    else:
        part, make, pair = _OTHERS[muscle]
        for sign in _signs(side) if pair else (1.0,):
            yield part, make(of, sign)


def _signs(side: float) -> tuple[float, ...]:
    return (side,) if side else (-1.0, 1.0)


def _on_trunk(of: Body, low: float, high: float, at: float, half: float) -> list[Rib]:
    ribs: list[Rib] = []
    for number in range(_STEPS + 1):
        height = low + (high - low) * number / _STEPS
        k = min(max(int(height), 0), 4)
        share = height - k
        joint, wide = of.spine[k], _WIDE[k] + (_WIDE[k + 1] - _WIDE[k]) * share
        deep = _DEEP[k] + (_DEEP[k + 1] - _DEEP[k]) * share
        middle = between(joint.at, of.spine[k + 1].at, share)
        x, z = between(joint.x, of.spine[k + 1].x, share), between(joint.z, of.spine[k + 1].z, share)
        ribs.append((middle, scaled(x, wide), scaled(z, deep), at, half * _swell(number / _STEPS)))
    return ribs


def _on_neck(of: Body, low: float, high: float, half: float) -> list[Rib]:
    """From the angle ``low`` at the collar to ``high`` below the skull, which turns with the head."""
    top, ribs = of.spine[5], []
    base, end = top.point(0.0, -0.022, 0.0), along(of.skull_base, of.head.y, 0.05)
    for number in range(_STEPS + 1):
        share = number / _STEPS
        x, z = between(top.x, of.head.x, share), between(top.z, of.head.z, share)
        middle = between(base, end, share)
        at = low + (high - low) * share
        ribs.append((middle, scaled(x, _NECK_RADIUS), scaled(z, _NECK_RADIUS), at, half * max(0.35, _swell(share))))
    return ribs


def _throat(of: Body, side: float) -> list[Rib]:
    """The sternomastoid: from the middle of the collar to behind the ear."""
    return _on_neck(of, radians(side * 16), radians(side * 98), radians(21))


def _nape(of: Body, _side: float) -> list[Rib]:
    return _on_neck(of, pi, pi, radians(80))


def _slope(of: Body, side: float) -> list[Rib]:
    """The trapezius from the neck to the shoulder."""
    top, arm = of.spine[5], of.left if side < 0 else of.right
    start, end = top.point(side * 0.022, 0.026, -0.006), between(top.at, arm.shoulder, 1.0)
    return _along(start, end, (0.036, 0.057), (top.y, top.z), radians(18), radians(88))


def _shoulder(of: Body, side: float) -> list[Rib]:
    arm: ArmBones = of.left if side < 0 else of.right
    outwards = add(scaled(of.spine[5].x, side), scaled(of.spine[5].z, 0.4))
    start = along(arm.shoulder, unit(sub(arm.elbow, arm.shoulder)), -0.045)
    return _along(start, between(arm.shoulder, arm.elbow, 0.56), (0.058, 0.058), (outwards, of.spine[5].z), 0.0, 1.25)


def _thigh(of: Body, side: float) -> list[Rib]:
    leg: LegBones = of.left_leg if side < 0 else of.right_leg
    start, end = between(leg.hip, leg.knee, 0.2), between(leg.hip, leg.knee, 0.95)
    return _along(start, end, (0.086, 0.066), ((0.0, 1.0, 0.2), of.spine[0].x), 0.0, 1.0)


def _along(
    start: Vec, end: Vec, radii: tuple[float, float], sides: tuple[Vec, Vec], at: float, half: float
) -> list[Rib]:
    """On a tube; angles go from the first of ``sides`` towards the second."""
    axis = unit(sub(end, start))
    up = unit(sub(sides[0], scaled(axis, dot(sides[0], axis))), sides[1])
    ahead = cross(axis, up)
    if dot(ahead, sides[1]) < 0:
        ahead = scaled(ahead, -1.0)
    ribs: list[Rib] = []
    for number in range(_STEPS + 1):
        share = number / _STEPS
        radius = radii[0] + (radii[1] - radii[0]) * share
        middle = between(start, end, share)
        ribs.append((middle, scaled(ahead, radius), scaled(up, radius), at, half * _swell(share)))
    return ribs


_OTHERS: dict[str, tuple[str, Callable[[Body, float], list[Rib]], bool]] = {
    "neck": (NECK, _throat, True),
    "nape": (NECK, _nape, False),
    "trapezius": (TRUNK, _slope, True),
    "deltoids": (ARM, _shoulder, True),
    "thighs": (THIGH, _thigh, True),
}
