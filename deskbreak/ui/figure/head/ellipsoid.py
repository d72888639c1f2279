"""Eggs, of which the head is made: their outlines as a camera sees them, and what lies on their surfaces."""

from collections.abc import Callable, Iterable, Sequence
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

    def region(
        self, curve: Sequence[Vec], pole: Vec, lift: Callable[[Vec], Vec] = lambda p: p, steps: float = pi / 24
    ) -> QPainterPath:
        """The visible part of what a closed ``curve`` on the unit sphere encloses on its left, seen from outside.

        Where the curve goes behind the edge, the region follows the edge against the clock until the curve comes
        back. ``pole`` lies inside; it decides when the curve is all hidden. What the region covers may stand out from
        the egg: ``lift`` says where a point of the unit sphere then is.
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
            return self._around(side, rise, lift, steps) if dot(pole, view) > 0 else QPainterPath()
        if all(shown):
            spots = self.spots(map(lift, curve))
            area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(spots, spots[1:] + spots[:1], strict=True))
            path = closed(spots)
            # With the picture's y downwards a curve against the clock has a negative area.
            return path if area < 0 else self._around(side, rise, lift, steps).subtracted(path)
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
                ring += self.spots(map(lift, arcs[current]))
                leaves = angle(arcs[current][-1])
                following = min([start, *waiting], key=lambda n: (angle(arcs[n][0]) - leaves) % tau)
                ring += self._edge(side, rise, leaves, (angle(arcs[following][0]) - leaves) % tau, lift, steps)
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

    def _edge(
        self, side: Vec, rise: Vec, start: float, sweep: float, lift: Callable[[Vec], Vec], step: float
    ) -> list[Spot]:
        """Along the edge between two points of it; without these."""
        count = max(2, int(sweep / step))
        turns = [(cos(start + sweep * k / count), sin(start + sweep * k / count)) for k in range(1, count)]
        (a, b, c), (d, e, f) = side, rise
        return self.spots(lift((a * u + d * v, b * u + e * v, c * u + f * v)) for u, v in turns)

    def _around(self, side: Vec, rise: Vec, lift: Callable[[Vec], Vec], step: float) -> QPainterPath:
        return closed(self._edge(side, rise, 0.0, tau, lift, step))


def _on_edge(a: Vec, b: Vec, height_a: float, height_b: float) -> Vec:
    share = height_a / (height_a - height_b)
    return unit((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share))


def cut(places: Iterable[tuple[Spot, float]]) -> list[Spot]:
    """Of a line's places, each with how much it faces the one who looks, those that do, up to where it turns away."""
    spots: list[Spot] = []
    before: tuple[Spot, float] | None = None
    for spot, faces in places:
        if before and (faces > 0) != (before[1] > 0):
            (x, y), seen = before
            share = seen / (seen - faces)
            spots.append((x + (spot[0] - x) * share, y + (spot[1] - y) * share))
        if faces > 0:
            spots.append(spot)
        before = spot, faces
    return spots
