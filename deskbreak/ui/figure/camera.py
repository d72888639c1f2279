"""From space to the picture: an orthographic camera, and the closed forms of the shapes that the figure is made of."""

from collections.abc import Sequence
from math import acos, atan2, cos, degrees, hypot, pi, radians, sin, sqrt, tau

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform

from deskbreak.coach.body.pose import View
from deskbreak.coach.body.vector import Joint, Vec, cross, dot, unit

ROOM = 1.12
"""How much of the scene the shorter side of the picture shows, as a share of the view's height."""

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
        yaw, pitch = radians(view.yaw), radians(view.pitch)
        self.right: Vec = (cos(yaw), 0.0, sin(yaw))
        self.towards: Vec = (-sin(yaw) * cos(pitch), sin(pitch), cos(yaw) * cos(pitch))
        self.up = cross(self.towards, self.right)
        self.scale = min(box.width(), box.height()) / ((view.high - view.low) * ROOM)
        low = self.up[1] * view.low + min(dot(self.up, NEAREST), 0.0)
        middle = (self.up[1] * view.high + low) / 2
        ahead = 0.04 + (MIDDLE[2] - 0.04) * max(0.0, 1 - view.low / _BUST)
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
    ring = [spots[-1], *spots, *spots[:2]] if closed else [spots[0], *spots, spots[-1]]
    path = QPainterPath(QPointF(*spots[0]))
    curve = path.cubicTo
    (px, py), (qx, qy), (rx, ry) = ring[:3]
    for sx, sy in ring[3:]:
        curve(qx + (rx - px) / 6, qy + (ry - py) / 6, rx - (sx - qx) / 6, ry - (sy - qy) / 6, rx, ry)
        px, py, qx, qy, rx, ry = qx, qy, rx, ry, sx, sy
    if closed:
        path.closeSubpath()
    return path


def hull(spots: Sequence[Spot]) -> list[Spot]:
    """The convex hull of ``spots`` (Andrew's monotone chain)."""
    ordered = sorted(set(spots))
    halves: list[list[Spot]] = []
    for row in (ordered, ordered[::-1]):
        chain: list[Spot] = []
        for p in row:
            while len(chain) > 1:
                (ax, ay), (bx, by) = chain[-2], chain[-1]
                if (bx - ax) * (p[1] - ay) - (by - ay) * (p[0] - ax) > 0:
                    break
                chain.pop()
            chain.append(p)
        halves.append(chain[:-1])
    return halves[0] + halves[1]


def polygon(spots: Sequence[Spot]) -> QPolygonF:
    """``spots`` for Qt."""
    return QPolygonF([QPointF(x, y) for x, y in spots])


class Ellipsoid:
    """An egg at ``joint`` with three half axes (metres), as a camera sees it."""

    def __init__(self, camera: Camera, joint: Joint, at: Vec, radii: Vec) -> None:
        self.camera = camera
        self.joint = joint
        self.radii = radii
        self.middle = joint.point(*at)
        x, y = camera.spot(self.middle)
        axes = [camera.flat(axis) for axis in (joint.x, joint.y, joint.z)]
        self._rows = [[axis[k] * r for axis, r in zip(axes, radii, strict=True)] for k in (0, 1)]
        self._spot = (x, y)

    def outline(self) -> QPainterPath:
        """Its silhouette: always an ellipse."""
        (ax, bx, cx), (ay, by, cy) = self._rows
        xx, xy, yy = ax * ax + bx * bx + cx * cx, ax * ay + bx * by + cx * cy, ay * ay + by * by + cy * cy
        first = sqrt(xx)
        lean = xy / first
        circle = QPainterPath()
        circle.addEllipse(QPointF(0, 0), 1, 1)
        return QTransform(first, lean, 0, sqrt(max(yy - lean * lean, 1e-9)), *self._spot).map(circle)

    def front(self, x: float, y: float) -> tuple[Vec, Vec]:
        """The point of its front at this place across and up (metres, own axes), and what stands on it there."""
        a, b, c = self.radii
        return self.surface(x, y, c * sqrt(max(0.0, 1 - (x / a) ** 2 - (y / b) ** 2)))

    def surface(self, x: float, y: float, z: float) -> tuple[Vec, Vec]:
        """The point of its surface in this direction (own axes), and the direction that stands on it there."""
        a, b, c = self.radii
        size = 1 / sqrt((x / a) ** 2 + (y / b) ** 2 + (z / c) ** 2)
        x, y, z = x * size, y * size, z * size
        place = self.joint.direction(x, y, z)
        middle = self.middle
        return (
            (middle[0] + place[0], middle[1] + place[1], middle[2] + place[2]),
            unit(self.joint.direction(x / (a * a), y / (b * b), z / (c * c))),
        )

    def region(self, curve: Sequence[Vec], pole: Vec) -> QPainterPath:
        """The visible part of what a closed ``curve`` on the unit sphere encloses on its left, seen from outside.

        Where the curve goes behind the edge, the region follows the edge against the clock until the curve comes
        back. ``pole`` lies inside; it decides when the curve is all hidden.
        """
        # Towards the person who looks, in the axes of the unit sphere (not squashed).
        (ax, bx, cx), (ay, by, cy) = self._rows
        view = unit(cross((ay, by, cy), (ax, bx, cx)))
        side = unit(cross((0.0, 1.0, 0.0) if abs(view[1]) < 0.9 else (1.0, 0.0, 0.0), view))
        rise = cross(view, side)
        heights = [dot(p, view) for p in curve]
        shown = [h > 0 for h in heights]
        if not any(shown):
            return self.outline() if dot(pole, view) > 0 else QPainterPath()
        if all(shown):
            return self._whole(curve)
        arcs: list[list[Vec]] = []
        count = len(curve)
        first = next(i for i in range(count) if shown[i] and not shown[i - 1])
        for k in range(count):
            i = (first + k) % count
            if not shown[i]:
                continue
            if not shown[i - 1]:
                arcs.append([_on_edge(curve[i - 1], curve[i], heights[i - 1], heights[i])])
            arcs[-1].append(curve[i])
            after = (i + 1) % count
            if not shown[after]:
                arcs[-1].append(_on_edge(curve[i], curve[after], heights[i], heights[after]))

        def angle(p: Vec) -> float:
            return atan2(dot(p, rise), dot(p, side))

        path = QPainterPath()
        waiting = list(range(len(arcs)))
        while waiting:
            start = current = waiting.pop(0)
            ring: list[Spot] = []
            while True:
                ring += [self.spot(p) for p in arcs[current]]
                leaves = angle(arcs[current][-1])
                following = min([start, *waiting], key=lambda n: (angle(arcs[n][0]) - leaves) % tau)
                sweep = (angle(arcs[following][0]) - leaves) % tau
                steps = max(2, int(sweep / (pi / 24)))
                for k in range(1, steps):
                    turn = leaves + sweep * k / steps
                    c, s = cos(turn), sin(turn)
                    ring.append(
                        self.spot((side[0] * c + rise[0] * s, side[1] * c + rise[1] * s, side[2] * c + rise[2] * s))
                    )
                if following == start:
                    break
                waiting.remove(following)
                current = following
            path.addPolygon(polygon(ring))
            path.closeSubpath()
        return path

    def spot(self, p: Vec) -> Spot:
        """Where a point of the unit sphere, laid on this egg, is in the picture."""
        (ax, bx, cx), (ay, by, cy) = self._rows
        return (
            self._spot[0] + ax * p[0] + bx * p[1] + cx * p[2],
            self._spot[1] + ay * p[0] + by * p[1] + cy * p[2],
        )

    def _whole(self, curve: Sequence[Vec]) -> QPainterPath:
        spots = [self.spot(p) for p in curve]
        area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(spots, spots[1:] + spots[:1], strict=True))
        path = QPainterPath()
        path.addPolygon(polygon(spots))
        path.closeSubpath()
        # With the picture's y downwards a curve against the clock has a negative area.
        return path if area < 0 else self.outline().subtracted(path)


def _on_edge(a: Vec, b: Vec, height_a: float, height_b: float) -> Vec:
    share = height_a / (height_a - height_b)
    return unit((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share))
