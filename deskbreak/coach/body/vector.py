"""Points and directions in space as plain tuples, and the few operations the skeleton needs.

The axes: x to the right of the screen, y up, z towards the person who looks (the figure faces +z).
"""

from dataclasses import dataclass
from math import cos, radians, sin, sqrt

Vec = tuple[float, float, float]

RIGHT: Vec = (1.0, 0.0, 0.0)
UP: Vec = (0.0, 1.0, 0.0)
FRONT: Vec = (0.0, 0.0, 1.0)


def add(a: Vec, b: Vec) -> Vec:
    """``a`` + ``b``."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """``a`` - ``b``: the way from ``b`` to ``a``."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scaled(a: Vec, factor: float) -> Vec:
    """``a`` made ``factor`` times as long."""
    return (a[0] * factor, a[1] * factor, a[2] * factor)


def along(start: Vec, direction: Vec, length: float) -> Vec:
    """The point ``length`` away from ``start`` in ``direction``."""
    return (
        start[0] + direction[0] * length,
        start[1] + direction[1] * length,
        start[2] + direction[2] * length,
    )


def dot(a: Vec, b: Vec) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """The vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vec) -> float:
    """How long ``a`` is."""
    return sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def unit(a: Vec, fallback: Vec = UP) -> Vec:
    """``a`` with length 1; ``fallback`` where ``a`` has no direction."""
    size = length(a)
    return (a[0] / size, a[1] / size, a[2] / size) if size > 1e-9 else fallback


def between(a: Vec, b: Vec, share: float) -> Vec:
    """The point ``share`` (0 to 1) of the way from ``a`` to ``b``."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


@dataclass(frozen=True, slots=True)
class Joint:
    """A place in space with three directions at right angles: ``x`` to the right as seen from the front, ``y``
    up, ``z`` front. Each body part hangs on one."""

    at: Vec
    x: Vec = RIGHT
    y: Vec = UP
    z: Vec = FRONT

    def point(self, x: float, y: float, z: float) -> Vec:
        """The place in space of a point given in this joint's own directions (metres)."""
        o, a, b, c = self.at, self.x, self.y, self.z
        return (
            o[0] + (a[0] * x + b[0] * y + c[0] * z),
            o[1] + (a[1] * x + b[1] * y + c[1] * z),
            o[2] + (a[2] * x + b[2] * y + c[2] * z),
        )

    def direction(self, x: float, y: float, z: float) -> Vec:
        """A direction given in this joint's own directions."""
        a, b, c = self.x, self.y, self.z
        return (
            a[0] * x + b[0] * y + c[0] * z,
            a[1] * x + b[1] * y + c[1] * z,
            a[2] * x + b[2] * y + c[2] * z,
        )

    def moved(self, at: Vec) -> "Joint":
        """The same directions at another place."""
        return Joint(at, self.x, self.y, self.z)

    def bent(self, flex: float, side: float, turn: float) -> "Joint":
        """Turned in itself, in degrees: ``flex`` bends to the front, ``side`` and ``turn`` to the right."""
        x, y, z = self.x, self.y, self.z
        x, z = _turned(x, z, turn)
        x, y = _turned(x, y, side)
        z, y = _turned(z, y, flex)
        return Joint(self.at, x, y, z)


def _turned(a: Vec, b: Vec, degrees: float) -> tuple[Vec, Vec]:
    """Two directions at right angles, turned in their plane so that ``b`` leans towards ``a``."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return (
        (a[0] * c - b[0] * s, a[1] * c - b[1] * s, a[2] * c - b[2] * s),
        (b[0] * c + a[0] * s, b[1] * c + a[1] * s, b[2] * c + a[2] * s),
    )
