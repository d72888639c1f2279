"""From space to the picture: an orthographic camera, and the flat shapes that the figure is made of."""

from collections.abc import Iterable, Sequence
from math import acos, atan2, cos, degrees, hypot, radians, sin

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform

from deskbreak.coach.body.pose import View
from deskbreak.coach.body.vector import Joint, Vec, cross, dot

ROOM = 1.12
"""How much of the scene the shorter side of the picture shows, as a share of the view's height."""

_AROUND = 0.12
"""How much more of it where the feet are seen: castors and shoes have room on the disc too."""

_BELOW = 0.055
"""Metres of the disc below the floor, in such a view."""

NEAREST: Vec = (0.0, 0.0, 0.6)
MIDDLE: Vec = (0.0, 0.0, 0.2)
"""What lies in the middle of the picture, from seat to feet."""

_BUST = 0.6
"""Metres above the floor from which a view shows no feet, and its middle is the body's own."""

Spot = tuple[float, float]


class Camera:
    """Looks at the scene from ``view`` and fits it into ``box`` (logical pixels).

    ``right``, ``up`` and ``towards`` are the picture's own directions in space; ``scale`` is pixels a metre.
    """

    def __init__(self, view: View, box: QRectF) -> None:
        self.view, self.box = view, box
        self._key = (view, box.getRect())
        self._seen: Seen | None = None
        yaw, pitch = radians(view.yaw), radians(view.pitch)
        self.right: Vec = (cos(yaw), 0.0, sin(yaw))
        self.towards: Vec = (-sin(yaw) * cos(pitch), sin(pitch), cos(yaw) * cos(pitch))
        self.up = cross(self.towards, self.right)
        whole = max(0.0, 1 - view.low / _BUST)
        low, high = self.up[1] * view.low + min(dot(self.up, NEAREST), 0.0), self.up[1] * view.high
        tall = view.high - view.low
        tall += (high - low - tall) * whole
        self.scale = min(box.width(), box.height()) / (tall * (ROOM + _AROUND * whole))
        middle = (high + low) / 2 - _BELOW * whole
        ahead = 0.04 + (MIDDLE[2] - 0.04) * whole
        self._x = box.center().x() - self.scale * self.right[2] * ahead
        self._y = box.center().y() + self.scale * middle

    def __eq__(self, other: object) -> bool:
        """Two cameras that see everything at the same place are equal: what one has drawn serves the other."""
        return isinstance(other, Camera) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def spot(self, p: Vec) -> Spot:
        """Where a point in space is in the picture."""
        r, u, s = self.right, self.up, self.scale
        return (
            self._x + s * (p[0] * r[0] + p[1] * r[1] + p[2] * r[2]),
            self._y - s * (p[0] * u[0] + p[1] * u[1] + p[2] * u[2]),
        )

    def spots(self, points: Iterable[Vec]) -> list[Spot]:
        """Where many points are."""
        (a, b, c), (d, e, f), s = self.right, self.up, self.scale
        left, low = self._x, self._y
        return [(left + s * (x * a + y * b + z * c), low - s * (x * d + y * e + z * f)) for x, y, z in points]

    def seen(self, joint: Joint) -> "Seen":
        """A joint as it looks from here. The last is kept, as what hangs on a joint asks for it one after the other."""
        if self._seen is None or self._seen.joint is not joint:
            self._seen = Seen(self, joint)
        return self._seen

    def point(self, p: Vec) -> QPointF:
        """The same for Qt."""
        return QPointF(*self.spot(p))

    def depth(self, p: Vec) -> float:
        """How near a point is (metres; more is nearer)."""
        return dot(self.towards, p)

    def facing(self, direction: Vec) -> float:
        """How much a direction points to the person who looks: 1 straight at them, 0 sideways, -1 away."""
        return dot(self.towards, direction)

    def flat(self, direction: Vec) -> Spot:
        """A direction as it runs in the picture (pixels a metre)."""
        return (self.scale * dot(self.right, direction), -self.scale * dot(self.up, direction))

    def decal(self, at: Vec, across: Vec, upwards: Vec) -> QTransform:
        """A drawing in metres (x across, y downwards) laid on a surface with these directions."""
        (a, b), (c, d), (x, y) = self.flat(across), self.flat(upwards), self.spot(at)
        return QTransform(a, b, -c, -d, x, y)


class Seen:
    """A joint as a camera sees it: what is given in its own directions (metres) is put straight into the picture,
    without being placed in space before.

    ``across``, ``up`` and ``ahead`` are how its ``x``, ``y`` and ``z`` run in the picture (pixels a metre), and
    ``nears`` how much each of these comes towards the person who looks.
    """

    __slots__ = ("across", "ahead", "at", "joint", "nears", "up")

    def __init__(self, camera: Camera, joint: Joint) -> None:
        self.joint = joint
        self.at = camera.spot(joint.at)
        self.across, self.up, self.ahead = camera.flat(joint.x), camera.flat(joint.y), camera.flat(joint.z)
        self.nears = camera.facing(joint.x), camera.facing(joint.y), camera.facing(joint.z)

    def spot(self, x: float, y: float, z: float) -> Spot:
        """Where that place is in the picture."""
        (a, d), (b, e), (c, f), (left, low) = self.across, self.up, self.ahead, self.at
        return (left + a * x + b * y + c * z, low + d * x + e * y + f * z)

    def spots(self, places: Iterable[Vec]) -> list[Spot]:
        """Where many places are."""
        (a, d), (b, e), (c, f), (left, low) = self.across, self.up, self.ahead, self.at
        return [(left + a * x + b * y + c * z, low + d * x + e * y + f * z) for x, y, z in places]

    def facing(self, x: float, y: float, z: float) -> float:
        """How much that direction points to the person who looks, as ``Camera.facing``."""
        a, b, c = self.nears
        return a * x + b * y + c * z


def limb(a: Spot, b: Spot, first: float, second: float) -> QPainterPath:
    """The outline of a tapered limb: two circles and their outer tangents."""
    path = QPainterPath()
    dx, dy = b[0] - a[0], b[1] - a[1]
    distance = hypot(dx, dy)
    if distance <= abs(first - second) + 1e-6:
        (x, y), r = (a, first) if first >= second else (b, second)
        path.addEllipse(QPointF(x, y), r, r)
        return path
    # Qt counts angles against the clock with y upwards, the picture's y goes down.
    heading = degrees(atan2(-dy, dx))
    opening = degrees(acos((first - second) / distance))
    start = QRectF(a[0] - first, a[1] - first, 2 * first, 2 * first)
    end = QRectF(b[0] - second, b[1] - second, 2 * second, 2 * second)
    # Clockwise like Qt's own ellipses, so that shapes in one winding path melt together.
    path.arcMoveTo(start, heading - opening)
    path.arcTo(start, heading - opening, 2 * opening - 360)
    path.arcTo(end, heading + opening, -2 * opening)
    path.closeSubpath()
    return path


def smooth(spots: Sequence[Spot], closed: bool = False) -> QPainterPath:
    """A curve through ``spots`` (Catmull-Rom as cubics)."""
    path = QPainterPath(QPointF(*spots[0]))
    if closed:
        _curve(path, [spots[-1], *spots, *spots[:2]])
        path.closeSubpath()
    else:
        _curve(path, [spots[0], *spots, spots[-1]])
    return path


def ribbon(one: Sequence[Spot], other: Sequence[Spot]) -> QPainterPath:
    """What lies between two such curves that run side by side; its ends are straight."""
    path = QPainterPath(QPointF(*one[0]))
    _curve(path, [one[0], *one, one[-1]])
    path.lineTo(*other[-1])
    _curve(path, [other[-1], *other[::-1], other[0]])
    path.closeSubpath()
    return path


def _curve(path: QPainterPath, spots: Sequence[Spot]) -> None:
    """Lead ``path``, which is at the second of ``spots``, smoothly to the last but one."""
    curve = path.cubicTo
    (px, py), (qx, qy), (rx, ry) = spots[:3]
    tx, ty = (rx - px) / 6, (ry - py) / 6
    for sx, sy in spots[3:]:
        ux, uy = (sx - qx) / 6, (sy - qy) / 6
        curve(qx + tx, qy + ty, rx - ux, ry - uy, rx, ry)
        qx, qy, rx, ry, tx, ty = rx, ry, sx, sy, ux, uy


def hull(spots: Sequence[Spot]) -> list[Spot]:
    """The convex hull of ``spots`` (Andrew's monotone chain)."""
    ordered = sorted(spots)
    (left, top), (right, low) = ordered[0], ordered[-1]
    wide, high = right - left, low - top
    # What lies on one side of the line between the ends is no corner of the other side's chain.
    there: list[Spot] = []
    back: list[Spot] = []
    for spot in ordered:
        side = wide * (spot[1] - top) - high * (spot[0] - left)
        if side <= 0:
            there.append(spot)
        if side >= 0:
            back.append(spot)
    return _chain(there) + _chain(back[::-1])


def _chain(ordered: Sequence[Spot]) -> list[Spot]:
    """Those of ``ordered`` (by x) between which one turns the same way all along, without the last."""
    chain: list[Spot] = []
    for spot in ordered:
        x, y = spot
        while len(chain) > 1:
            (ax, ay), (bx, by) = chain[-2], chain[-1]
            if (bx - ax) * (y - ay) > (by - ay) * (x - ax):
                break
            chain.pop()
        chain.append(spot)
    return chain[:-1]


def closed(spots: Sequence[Spot]) -> QPainterPath:
    """The area with these corners."""
    path = QPainterPath()
    add_closed(path, spots)
    return path


def add_closed(path: QPainterPath, spots: Sequence[Spot]) -> None:
    """Add that area to ``path``. Line by line, which costs half of what Qt takes to turn spots into a polygon."""
    path.moveTo(*spots[0])
    line = path.lineTo
    for x, y in spots[1:]:
        line(x, y)
    path.closeSubpath()


def polygon(spots: Sequence[Spot]) -> QPolygonF:
    """``spots`` for Qt."""
    return QPolygonF([QPointF(x, y) for x, y in spots])
