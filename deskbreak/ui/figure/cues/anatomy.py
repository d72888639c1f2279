"""Where a muscle lies: as a sheet over neck, trunk, arm or thigh, from its origin to where it ends."""

from collections.abc import Callable, Iterable, Sequence
from math import atan2, cos, floor, hypot, pi, radians, sin

from deskbreak.coach.body.bones import ArmBones, Body
from deskbreak.coach.body.vector import Vec, add, along, between, cross, dot, scaled, sub, unit
from deskbreak.ui.figure.camera import Camera, Seen, Spot
from deskbreak.ui.figure.neck import COLLAR, NECK, Section, sections

Rib = tuple[Spot, Spot, Spot, float, float, float]
"""One cross section of a muscle in the picture: the middle of what it lies on; the two half axes there; the angle from
the second axis towards the first (radians) that looks at us most; from which angle to which the muscle reaches.
"""

Spread = tuple[list[Spot], list[Spot]]
"""Both edges of a muscle as they are seen, from one end to the other."""

TRUNK, ARM, THIGH = "trunk", "arm", "thigh"
"""Parts of a person that muscles lie on, besides NECK and COLLAR."""

# Half width and half depth of the trunk at each joint of the spine, a little more than it has (metres): what is too
# large is cut off by its outline, what is too small would leave a gap.
_WIDE = (0.172, 0.158, 0.150, 0.159, 0.170, 0.12)
_DEEP = (0.134, 0.124, 0.118, 0.122, 0.124, 0.10)
_MORE = 1.06
"""The same of the neck, as a share."""

_Way = Sequence[tuple[float, float, float]]

# How high on the spine, and there from which angle to which (degrees from the front, to the muscle's own side).
_ON_TRUNK: dict[str, _Way] = {
    "rhomboids": ((4.75, 162, 198), (4.4, 140, 220), (3.9, 126, 234), (3.4, 128, 232), (3.0, 150, 210)),
    "back": tuple((high, 180 - half, 180 + half) for high, half in (
        (4.95, 26), (4.3, 58), (3.5, 76), (2.6, 80), (1.7, 80), (0.8, 74), (0.2, 52),
    )),
    "lower-back": tuple((high, 180 - half, 180 + half) for high, half in (
        (3.9, 26), (3.3, 62), (2.5, 80), (1.7, 86), (0.9, 84), (0.3, 70), (-0.2, 42),
    )),
    "flanks": (
        (4.35, 84, 100), (3.8, 66, 112), (3.0, 54, 116), (2.2, 48, 118), (1.4, 50, 118), (0.7, 62, 112),
        (0.25, 78, 104),
    ),
    "obliques": (
        (3.75, 76, 108), (3.2, 54, 104), (2.6, 32, 88), (2.0, 10, 66), (1.4, -12, 40), (0.9, -32, 16), (0.55, -46, -12),
    ),
    "abdominals": tuple((high, -half, half) for high, half in (
        (3.9, 40), (3.4, 64), (2.6, 76), (1.8, 80), (1.0, 78), (0.3, 68), (-0.3, 40),
    )),
    "glutes": ((0.6, 125, 165), (0.35, 105, 178), (0.0, 100, 180), (-0.3, 115, 172)),
}  # fmt: skip
_BULGING = {"flanks": 1.15}
"""How much more of its width the trunk has where it bends so that the muscle is stretched."""
_CHEST = (
    (5, 3.7, 4.5), (14, 3.52, 4.6), (27, 3.48, 4.66), (41, 3.64, 4.7), (55, 3.92, 4.7), (68, 4.22, 4.68),
    (78, 4.42, 4.62),
)  # fmt: skip
"""The chest muscle from breastbone to armpit: the angle from the front, and from where to where on the spine."""

# On the neck: the number of its section (0 at the collar, 5 below the skull; -1 is below the collar), and angles.
_STERNOMASTOID = ((5, 94, 94), (2.5, 56, 56), (-0.6, 14, 14))
"""The line of the sternomastoid: from behind the ear to the notch, which is under the collar."""
_BAND = (0.0075, 0.0115, 0.014, 0.0145, 0.0135, 0.0115, 0.009)
"""Half of its width along that line (metres)."""
_NAPE = ((5, 112, 248), (3.5, 103, 257), (2, 100, 260), (0.5, 102, 258), (-0.7, 108, 252))
_SUBOCCIPITAL = ((5, 92, 268), (4.4, 94, 266), (3.8, 100, 260), (3.1, 112, 248), (2.3, 132, 228), (1.5, 160, 200))
_DESCENDING = ((5, 76, 172), (4, 62, 176), (3, 50, 179), (2, 40, 180), (1, 32, 180))
"""The trapezius from behind the ear down the neck, ..."""
_DRAPED = ((0.3, -112, 150), (0.55, -96, 130), (0.8, -74, 100), (1.0, -46, 66), (1.12, -18, 26))
"""... and from there to the shoulder's tip: the share of the way, and the angles from its upper edge to the back."""
_CAP = ((-0.16, 0.3), (0.0, 0.85), (0.18, 1.1), (0.34, 0.95), (0.48, 0.6), (0.6, 0.15))
_THIGH = ((0.2, 0.15), (0.34, 0.65), (0.5, 0.95), (0.66, 0.95), (0.82, 0.65), (0.95, 0.15))
"""On a limb: the share of its way, and how far to either side."""

_EDGE = pi / 2
_EVEN = 0.6
"""How closely the band keeps to the neck's own roundness: less is straighter."""
_HIDDEN = 0.2
"""Radians: a muscle of which less is on the near side is not seen."""


class Anatomy:
    """The muscles of one body as ``camera`` sees them; ``spine`` are its joints."""

    def __init__(self, camera: Camera, body: Body, spine: Sequence[Seen]) -> None:
        self._camera, self._body, self._spine = camera, body, spine
        self._sections: list[Section] = []

    def on_trunk(self, muscle: str, side: float) -> Spread | None:
        """A sheet along the spine."""
        return _sheet(self._along_spine(_ON_TRUNK[muscle], side * _BULGING.get(muscle, 1.0)))

    def chest(self, side: float) -> Spread | None:
        """A fan from the breastbone to the armpit, as far as it is on the near side."""
        low: list[Spot] = []
        high: list[Spot] = []
        for degrees, first, last in _CHEST:
            at = radians(side * degrees)
            ends = [(edge, self._cut(height, 1.0)) for edge, height in ((low, first), (high, last))]
            if any(cos(at - facing) < 0 for _, (_, _, _, facing) in ends):
                break
            for edge, ((x, y), (a, b), (c, d), _) in ends:
                edge.append((x + a * sin(at) + c * cos(at), y + b * sin(at) + d * cos(at)))
        return (low, high) if len(low) > 3 else None

    def throat(self, side: float) -> Spread | None:
        """The sternomastoid: a band from behind the ear to the breastbone, along one even curve in the picture."""
        ribs = self._along_neck(_STERNOMASTOID, side)
        if sum(abs(_turned(rib)) < _EDGE for rib in ribs) < 2:
            return None
        (x, y), (mx, my), (u, v) = (_at(rib) for rib in ribs)
        bend = _EVEN * (2 * mx - (x + u) / 2) + (1 - _EVEN) * mx, _EVEN * (2 * my - (y + v) / 2) + (1 - _EVEN) * my
        left: list[Spot] = []
        right: list[Spot] = []
        last = len(_BAND) - 1
        for number, half in enumerate(_BAND):
            t = number / last
            a, b, c = (1 - t) * (1 - t), 2 * t * (1 - t), t * t
            dx, dy = (1 - t) * (bend[0] - x) + t * (u - bend[0]), (1 - t) * (bend[1] - y) + t * (v - bend[1])
            r = half * self._camera.scale / (hypot(dx, dy) or 1.0)
            px, py = a * x + b * bend[0] + c * u, a * y + b * bend[1] + c * v
            left.append((px - dy * r, py + dx * r))
            right.append((px + dy * r, py - dx * r))
        return left, right

    def nape(self, _side: float) -> Spread | None:
        """The back of the neck, from the skull to under the collar."""
        return _sheet(self._along_neck(_NAPE, 1.0))

    def below_skull(self, _side: float) -> Spread | None:
        """The short muscles between the skull and the topmost joints of the neck."""
        return _sheet(self._along_neck(_SUBOCCIPITAL, 1.0))

    def trapezius(self, side: float) -> Spread | None:
        """Its upper part: from the skull down the neck and over the slope to the shoulder's tip."""
        arm, top = self._body.left if side < 0 else self._body.right, self._body.spine[5]
        start = top.point(side * 0.034, 0.0, -0.008)
        rise = 0.06 * max(0.0, dot(sub(arm.shoulder, start), top.y) + 0.062)
        axis = unit(sub(arm.shoulder, start))
        up = unit(sub(top.y, scaled(axis, dot(top.y, axis))))
        back = cross(axis, up)
        if dot(back, top.z) > 0:
            back = scaled(back, -1.0)
        places = []
        for share, low, high in _DRAPED:
            at = along(between(start, arm.shoulder, share), up, rise * 4 * share * (1 - share))
            places.append((at, 0.053 + 0.003 * share, radians(low), radians(high)))
        return _sheet([*self._along_neck(_DESCENDING, side), *self._tube(places, back, up)])

    def shoulder(self, side: float) -> Spread | None:
        """The deltoid, a cap over the shoulder, on the outer side of the upper arm."""
        arm, top = self._arm(side), self._body.spine[5]
        outwards = add(scaled(top.x, side), scaled(top.z, 0.12))
        return self._on_limb(arm.shoulder, arm.elbow, (0.058, 0.058), (outwards, top.z), _CAP)

    def thigh(self, side: float) -> Spread | None:
        """The upper side of the thigh."""
        leg = self._body.left_leg if side < 0 else self._body.right_leg
        sides = ((0.0, 1.0, 0.2), self._body.spine[0].x)
        return self._on_limb(leg.hip, leg.knee, (0.086, 0.066), sides, _THIGH)

    def _arm(self, side: float) -> ArmBones:
        return self._body.left if side < 0 else self._body.right

    def _along_spine(self, way: _Way, side: float) -> list[Rib]:
        return [(*self._cut(height, side), radians(low), radians(high)) for height, low, high in way]

    def _cut(self, height: float, side: float) -> tuple[Spot, Spot, Spot, float]:
        """The trunk at that height of the spine: its middle, its half axes, and the angle that looks at us.

        One sees half of an ellipse; its normals are those of a circle, stretched.
        """
        k = min(max(int(height), 0), 4)
        share = height - k
        keep = 1 - share
        one, other = self._spine[k], self._spine[k + 1]
        wide, deep = side * (_WIDE[k] * keep + _WIDE[k + 1] * share), _DEEP[k] * keep + _DEEP[k + 1] * share
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

    def _along_neck(self, way: _Way, side: float) -> list[Rib]:
        if not self._sections:
            top = self._body.spine[5]
            below = (top.point(0.0, -0.032, 0.01), scaled(top.x, 0.074), top.direction(0.0, -0.03, 0.062))
            self._sections = [*sections(top, self._body.head), below]  # which is number -1
        camera, ribs = self._camera, []
        for number, low, high in way:
            k = floor(number)
            middle, across, ahead = self._sections[k]
            if number > k:
                after, share = self._sections[k + 1], number - k
                middle, across, ahead = (
                    between(one, other, share) for one, other in zip((middle, across, ahead), after, strict=True)
                )
            (a, b), (c, d) = camera.flat(across), camera.flat(ahead)
            size = side * _MORE
            facing = atan2(side * camera.facing(across), camera.facing(ahead))
            axes = ((a * size, b * size), (c * _MORE, d * _MORE))
            ribs.append((camera.spot(middle), *axes, facing, radians(low), radians(high)))
        return ribs

    def _on_limb(
        self,
        start: Vec,
        end: Vec,
        radii: tuple[float, float],
        sides: tuple[Vec, Vec],
        way: Sequence[tuple[float, float]],
    ) -> Spread | None:
        """On a limb; angles go from the first of ``sides`` towards the second."""
        axis = unit(sub(end, start))
        up = unit(sub(sides[0], scaled(axis, dot(sides[0], axis))), sides[1])
        ahead = cross(axis, up)
        if dot(ahead, sides[1]) < 0:
            ahead = scaled(ahead, -1.0)
        places = [
            (between(start, end, share), radii[0] + (radii[1] - radii[0]) * share, -half, half) for share, half in way
        ]
        return _sheet(self._tube(places, ahead, up))

    def _tube(self, places: Sequence[tuple[Vec, float, float, float]], one: Vec, other: Vec) -> list[Rib]:
        camera = self._camera
        facing = atan2(camera.facing(one), camera.facing(other))
        (a, b), (c, d) = camera.flat(one), camera.flat(other)
        return [(camera.spot(at), (a * r, b * r), (c * r, d * r), facing, low, high) for at, r, low, high in places]


def _turned(rib: Rib) -> float:
    """How far the middle of a muscle is turned away there (radians)."""
    _, _, _, facing, start, end = rib
    return ((start + end) / 2 - facing + pi) % (2 * pi) - pi


def _at(rib: Rib) -> Spot:
    """The middle of a muscle, or where it is hidden the nearest to it that is seen."""
    (x, y), (a, b), (c, d), facing, _, _ = rib
    at = facing + min(_EDGE, max(-_EDGE, _turned(rib)))
    return (x + a * sin(at) + c * cos(at), y + b * sin(at) + d * cos(at))


def _sheet(ribs: Iterable[Rib]) -> Spread | None:
    """Both edges of a muscle as they are seen; None: it is all on the far side."""
    left: list[Spot] = []
    right: list[Spot] = []
    seen = 0.0
    for (x, y), (a, b), (c, d), facing, start, end in ribs:
        half = (end - start) / 2
        turn = (start + half - facing + pi) % (2 * pi) - pi
        low = -_EDGE if turn - half < -_EDGE else turn - half
        high = _EDGE if turn + half > _EDGE else turn + half
        if low > high:  # the outline is the nearest to it that is seen
            low = high = _EDGE if turn > 0 else -_EDGE
        seen = high - low if high - low > seen else seen
        s, t = sin(facing + low), cos(facing + low)
        left.append((x + a * s + c * t, y + b * s + d * t))
        if high > low:
            s, t = sin(facing + high), cos(facing + high)
        right.append((x + a * s + c * t, y + b * s + d * t))
    return (left, right) if seen > _HIDDEN else None


def _of_trunk(muscle: str) -> Callable[[Anatomy, float], Spread | None]:
    return lambda anatomy, side: anatomy.on_trunk(muscle, side)


MADE: dict[str, tuple[frozenset[str], Callable[[Anatomy, float], Spread | None]]] = {
    "neck": (frozenset({NECK}), Anatomy.throat),
    "nape": (frozenset({NECK}), Anatomy.nape),
    "suboccipitals": (frozenset({NECK}), Anatomy.below_skull),
    "trapezius": (frozenset({COLLAR, TRUNK, ARM}), Anatomy.trapezius),
    "deltoids": (frozenset({ARM}), Anatomy.shoulder),
    "chest": (frozenset({TRUNK}), Anatomy.chest),
    "thighs": (frozenset({THIGH}), Anatomy.thigh),
    **{muscle: (frozenset({TRUNK}), _of_trunk(muscle)) for muscle in _ON_TRUNK},
}
"""The parts that a muscle lies on, and what makes its sheet on one side."""
