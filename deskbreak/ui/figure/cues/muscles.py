"""Muscles at work, or stretched, glow: leaves with fibres on the surface of the part they lie on."""

from collections.abc import Callable, Iterator, Sequence
from math import atan2, cos, pi, radians, sin

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPainterPath

from deskbreak.coach.body.bones import Body
from deskbreak.coach.body.vector import Vec, add, along, between, cross, dot, scaled, sub, unit
from deskbreak.coach.content.looks import muscle_of
from deskbreak.ui.figure.camera import Camera, Seen, Spot, smooth
from deskbreak.ui.figure.colors import Colors

Glow = tuple[str, float]
"""A muscle (a name in ``coach.content.looks.MUSCLE_NAMES``), and how much it glows (0 to 1)."""

Rib = tuple[Spot, Spot, Spot, float, float, float]
"""One cross section of a muscle in the picture: the middle of what it lies on; the two half axes there; the angle from
the second axis towards the first (radians) that looks at us most; that at which the muscle lies; half of what it takes.
"""

TRUNK, NECK, ARM, THIGH = "trunk", "neck", "arm", "thigh"

# Half width and half depth of the trunk at each joint of the spine, a little more than it has (metres): what is too
# large is cut off by its outline, what is too small would leave a gap.
_WIDE = (0.168, 0.153, 0.146, 0.155, 0.166, 0.12)
_DEEP = (0.132, 0.120, 0.114, 0.118, 0.122, 0.10)
_NECK_RADIUS = 0.05

# From where to where on the spine, at which angle from the front (to the right), and half of the angle they take there.
_ON_TRUNK = {
    "rhomboids": (3.0, 4.7, 180, 62),
    "back": (0.3, 4.9, 180, 72),
    "lower-back": (0.1, 3.0, 180, 76),
    "obliques": (-0.1, 4.1, 78, 44),
    "abdominals": (0.2, 3.2, 0, 52),
    "glutes": (-0.3, 0.6, 145, 45),
}
_CHEST = ((8, 3.85, 4.2), (15, 3.62, 4.42), (26, 3.55, 4.55), (38, 3.7, 4.64), (50, 4.0, 4.7), (62, 4.4, 4.68))
"""The chest muscle from breastbone to armpit: the angle from the front, and from where to where on the spine."""
_SWELL = (0.0, 0.62, 0.95, 0.95, 0.62, 0.0)
"""How much of its width a leaf has at each of its ribs."""
_DRAPED = (0.6, 0.95, 1.0, 0.85, 0.55, 0.0)
"""That of the trapezius from the neck to the shoulder, and from there up to behind the ear."""
_LAST = len(_SWELL) - 1
_INSETS = (0.0, 0.09, 0.18, 0.28)
"""How far inside its edge it glows more, as shares of its width: a soft edge in steps."""
_SHARES = (0.25, 0.38, 0.5, 0.6)
"""How much more, each time."""
_HIDDEN = 0.12
"""Radians: a muscle of which less is on the near side is not seen."""

Leaf = tuple[list[Spot], list[Spot]]
"""Both edges of a muscle as they are seen, from one end to the other."""


class MusclePainter:
    """Paints the muscles of one body that ``glow``, part by part. ``spine`` are its joints as the camera sees them."""

    def __init__(self, camera: Camera, colors: Colors, body: Body, spine: Sequence[Seen], glow: Sequence[Glow]) -> None:
        self._camera, self._colors, self._body, self._spine = camera, colors, body, spine
        leaves: dict[tuple[str, float], list[Leaf]] = {}
        for name, strength in glow:
            muscle, side = muscle_of(name)
            shapes, pair = _MUSCLES[muscle]
            for sign in ((side,) if side else (-1.0, 1.0)) if pair else (1.0,):
                for part, make in shapes:
                    if leaf := make(self, sign):
                        leaves.setdefault((part, strength), []).append(leaf)
        self._areas = [(part, strength, _areas(those)) for (part, strength), those in leaves.items()]

    def paint(self, painter: QPainter, part: str, outline: QPainterPath) -> None:
        """Those on ``part`` (``TRUNK``, ``NECK``, ``ARM`` or ``THIGH``), within its ``outline`` in the picture.

        Of one on the far side that is seen which reaches around to the near one.
        """
        for on, strength, areas in self._areas:
            if on != part:
                continue
            painter.save()
            painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
            for area, share in zip(areas, _SHARES, strict=True):
                painter.setOpacity(share * strength)
                painter.fillPath(area, self._colors.glow)
            painter.restore()

    def on_trunk(self, muscle: str, side: float) -> Leaf | None:
        """A leaf along the spine."""
        low, high, at, half = _ON_TRUNK[muscle]
        angle, wide = radians(side * at), radians(half)
        return _leaf(
            (*self._section(low + (high - low) * number / _LAST), angle, wide * swell)
            for number, swell in enumerate(_SWELL)
        )

    def chest(self, side: float) -> Leaf | None:
        """A fan from the breastbone to the armpit, as far as it is on the near side."""
        low: list[Spot] = []
        high: list[Spot] = []
        for degrees, first, last in _CHEST:
            at = radians(side * degrees)
            ends = [(edge, self._section(height)) for edge, height in ((low, first), (high, last))]
            if any(cos(at - facing) < 0 for _, (_, _, _, facing) in ends):
                break
            for edge, ((x, y), (a, b), (c, d), _) in ends:
                edge.append((x + a * sin(at) + c * cos(at), y + b * sin(at) + d * cos(at)))
        return (low, high) if len(low) > 3 else None

    def throat(self, side: float) -> Leaf | None:
        """The sternomastoid: from the middle of the collar to behind the ear."""
        return self._on_neck(radians(side * 14), radians(side * 98), radians(24))

    def nape(self, _side: float) -> Leaf | None:
        """The back of the neck."""
        return self._on_neck(pi, pi, radians(80))

    def slope(self, side: float) -> Leaf | None:
        """The trapezius from the neck to the shoulder's tip."""
        top, shoulder = self._body.spine[5], (self._body.left if side < 0 else self._body.right).shoulder
        start = top.point(side * 0.022, 0.026, -0.006)
        return self._on_tube(start, shoulder, (0.036, 0.057), (top.y, top.z), radians(12), radians(84), _DRAPED)

    def edge(self, side: float) -> Leaf | None:
        """The trapezius on the side of the neck, from behind the ear to where the slope begins."""
        return self._on_neck(radians(side * 62), radians(side * 104), radians(32), _DRAPED)

    def shoulder(self, side: float) -> Leaf | None:
        """The deltoid, on the outer side of the upper arm."""
        arm, top = self._body.left if side < 0 else self._body.right, self._body.spine[5]
        start = along(arm.shoulder, unit(sub(arm.elbow, arm.shoulder)), -0.045)
        end = between(arm.shoulder, arm.elbow, 0.5)
        outwards = add(scaled(top.x, side), scaled(top.z, 0.4))
        return self._on_tube(start, end, (0.058, 0.058), (outwards, top.z), 0.0, 1.0)

    def thigh(self, side: float) -> Leaf | None:
        """The upper side of the thigh."""
        leg = self._body.left_leg if side < 0 else self._body.right_leg
        start, end = between(leg.hip, leg.knee, 0.2), between(leg.hip, leg.knee, 0.95)
        return self._on_tube(start, end, (0.086, 0.066), ((0.0, 1.0, 0.2), self._body.spine[0].x), 0.0, 1.0)

    def _section(self, height: float) -> tuple[Spot, Spot, Spot, float]:
        """The trunk at that height of the spine: its middle, its half axes, and the angle that looks at us."""
        k = min(max(int(height), 0), 4)
        share = height - k
        one, other = self._spine[k], self._spine[k + 1]
        wide, deep = _WIDE[k] + (_WIDE[k + 1] - _WIDE[k]) * share, _DEEP[k] + (_DEEP[k + 1] - _DEEP[k]) * share
        return _cut(one, other, share, wide, deep)

    def _on_neck(self, low: float, high: float, half: float, swells: Sequence[float] = _SWELL) -> Leaf | None:
        """From the angle ``low`` at the collar to ``high`` below the skull, which turns with the head."""
        head = self._camera.seen(self._body.head)
        base, end = self._spine[5].spot(0.0, -0.022, 0.0), head.spot(0.0, -0.065, -0.02)
        ribs: list[Rib] = []
        for number, swell in enumerate(swells):
            share = number / _LAST
            _, across, ahead, facing = _cut(self._spine[5], head, share, _NECK_RADIUS, _NECK_RADIUS)
            at = low + (high - low) * share
            ribs.append((_mid(base, end, share), across, ahead, facing, at, half * swell))
        return _leaf(ribs)

    def _on_tube(
        self,
        start: Vec,
        end: Vec,
        radii: tuple[float, float],
        sides: tuple[Vec, Vec],
        at: float,
        half: float,
        swells: Sequence[float] = _SWELL,
    ) -> Leaf | None:
        """On a tube; angles go from the first of ``sides`` towards the second."""
        camera = self._camera
        axis = unit(sub(end, start))
        up = unit(sub(sides[0], scaled(axis, dot(sides[0], axis))), sides[1])
        ahead = cross(axis, up)
        if dot(ahead, sides[1]) < 0:
            ahead = scaled(ahead, -1.0)
        facing = atan2(camera.facing(ahead), camera.facing(up))
        first, last, (a, b), (c, d) = camera.spot(start), camera.spot(end), camera.flat(ahead), camera.flat(up)
        ribs: list[Rib] = []
        for number, swell in enumerate(swells):
            share = number / _LAST
            r = radii[0] + (radii[1] - radii[0]) * share
            ribs.append((_mid(first, last, share), (a * r, b * r), (c * r, d * r), facing, at, half * swell))
        return _leaf(ribs)


def _cut(one: Seen, other: Seen, share: float, wide: float, deep: float) -> tuple[Spot, Spot, Spot, float]:
    """A cross section between two joints: its middle, its half axes, and the angle that looks at us.

    One sees half of an ellipse; its normals are those of a circle, stretched.
    """
    keep = 1 - share
    (x, y), (u, v) = one.at, other.at
    (a, b), (c, d) = one.across, other.across
    (e, f), (g, h) = one.ahead, other.ahead
    facing = atan2(
        (one.facing(1.0, 0.0, 0.0) * keep + other.facing(1.0, 0.0, 0.0) * share) / wide,
        (one.facing(0.0, 0.0, 1.0) * keep + other.facing(0.0, 0.0, 1.0) * share) / deep,
    )
    return (
        (x * keep + u * share, y * keep + v * share),
        ((a * keep + c * share) * wide, (b * keep + d * share) * wide),
        ((e * keep + g * share) * deep, (f * keep + h * share) * deep),
        facing,
    )


def _leaf(ribs: Iterator[Rib] | Sequence[Rib]) -> Leaf | None:
    """Both edges of a muscle as they are seen; None: it is all on the far side."""
    left: list[Spot] = []
    right: list[Spot] = []
    seen = 0.0
    for (x, y), (a, b), (c, d), facing, at, half in ribs:
        turn = (at - facing + pi) % (2 * pi) - pi
        low, high = max(-pi / 2, turn - half), min(pi / 2, turn + half)
        if low > high:  # the outline is the nearest to it that is seen
            low = high = pi / 2 if turn > 0 else -pi / 2
        seen = max(seen, high - low)
        s, t = sin(facing + low), cos(facing + low)
        left.append((x + a * s + c * t, y + b * s + d * t))
        s, t = sin(facing + high), cos(facing + high)
        right.append((x + a * s + c * t, y + b * s + d * t))
    return (left, right) if seen > _HIDDEN else None


def _areas(leaves: Sequence[Leaf]) -> list[QPainterPath]:
    """The muscles, and within them what glows more and more."""
    areas = [QPainterPath() for _ in _INSETS]
    for left, right in leaves:
        pairs = list(zip(left[1:-1], right[1:-1], strict=True))
        for area, inset in zip(areas, _INSETS, strict=True):
            low, high = _inside(pairs, inset), _inside(pairs, 1 - inset)
            start, end = _inside([(left[0], left[1]), (left[-1], left[-2])], 1.6 * inset)
            area.addPath(smooth([start, *low, end, *reversed(high)], closed=True))
    return areas


def _inside(pairs: Sequence[tuple[Spot, Spot]], share: float) -> list[Spot]:
    return [(ax + (bx - ax) * share, ay + (by - ay) * share) for (ax, ay), (bx, by) in pairs]


def _mid(a: Spot, b: Spot, share: float) -> Spot:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _along_spine(muscle: str) -> Callable[[MusclePainter, float], Leaf | None]:
    return lambda painter, side: painter.on_trunk(muscle, side)


_Shape = tuple[str, Callable[[MusclePainter, float], Leaf | None]]

_MUSCLES: dict[str, tuple[tuple[_Shape, ...], bool]] = {
    "neck": (((NECK, MusclePainter.throat),), True),
    "nape": (((NECK, MusclePainter.nape),), False),
    "trapezius": (((TRUNK, MusclePainter.slope), (NECK, MusclePainter.edge)), True),
    "deltoids": (((ARM, MusclePainter.shoulder),), True),
    "chest": (((TRUNK, MusclePainter.chest),), True),
    "thighs": (((THIGH, MusclePainter.thigh),), True),
    **{muscle: (((TRUNK, _along_spine(muscle)),), 0 < at < 180) for muscle, (_, _, at, _) in _ON_TRUNK.items()},
}
"""The shapes of a muscle on one side, each with the part it lies on; and whether there is one on either side."""
