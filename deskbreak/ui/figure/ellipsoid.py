"""Eggs, of which the head is made: their outlines as a camera sees them, and what lies on their surfaces."""

from collections.abc import Iterable, Sequence
from math import atan2, cos, pi, sin, sqrt, tau

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QTransform

from deskbreak.coach.body.vector import Joint, Vec, cross, dot, unit
from deskbreak.ui.figure.camera import Camera, Spot, add_closed, closed


class Ellipsoid:
    """An egg at ``joint`` with three half axes (metres), as a camera sees it."""

    def __init__(self, camera: Camera, joint: Joint, at: Vec, radii: Vec) -> None:
        self.camera = camera
        self.joint = joint
        self.radii = radii
        self._at = at
        seen = camera.seen(joint)
        self._spot = camera.spot(joint.point(*at))
        (ax, ay), (bx, by), (cx, cy), (a, b, c) = seen.across, seen.up, seen.ahead, radii
        self._rows = (ax * a, bx * b, cx * c), (ay * a, by * b, cy * c)

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
        u, v, w = self._at
        return (
            self.joint.point(u + x, v + y, w + z),
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
        a, b, c = view
        heights = [x * a + y * b + z * c for x, y, z in curve]
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
                ring += self.spots(arcs[current])
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
            add_closed(path, ring)
        return path

    def spot(self, p: Vec) -> Spot:
        """Where a point of the unit sphere, laid on this egg, is in the picture."""
        (ax, bx, cx), (ay, by, cy) = self._rows
        return (
            self._spot[0] + ax * p[0] + bx * p[1] + cx * p[2],
            self._spot[1] + ay * p[0] + by * p[1] + cy * p[2],
        )

    def spots(self, points: Iterable[Vec]) -> list[Spot]:
        """Where many of these are."""
        ((ax, bx, cx), (ay, by, cy)), (u, v) = self._rows, self._spot
        return [(u + ax * x + bx * y + cx * z, v + ay * x + by * y + cy * z) for x, y, z in points]

    def _whole(self, curve: Sequence[Vec]) -> QPainterPath:
        spots = self.spots(curve)
        area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(spots, spots[1:] + spots[:1], strict=True))
        path = closed(spots)
        # With the picture's y downwards a curve against the clock has a negative area.
        return path if area < 0 else self.outline().subtracted(path)


def _on_edge(a: Vec, b: Vec, height_a: float, height_b: float) -> Vec:
    share = height_a / (height_a - height_b)
    return unit((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share))
