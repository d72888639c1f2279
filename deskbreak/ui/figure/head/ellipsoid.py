"""Eggs, of which the head is made: their outlines as a camera sees them, and what lies on their surfaces."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import atan2, cos, pi, sin, sqrt, tau

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QTransform

from deskbreak.coach.body.vector import Joint, Vec, cross, dot, unit
from deskbreak.ui.figure.camera import Camera, Spot, add_closed, closed


class Ellipsoid:
    """An egg at ``joint`` with three half axes (metres), as a camera sees it."""

    def __init__(self, camera: Camera, joint: Joint, at: Vec, radii: Vec) -> None:
        seen = camera.seen(joint)
        self._spot = seen.spot(*at)
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

    def region(self, curve: Sequence[Vec], pole: Vec, raised: "Raised | None" = None) -> QPainterPath:
        """The visible part of what a closed ``curve`` on the unit sphere encloses on its left, seen from outside.

        Where the curve goes behind the edge, the region follows the edge against the clock until the curve comes
        back. ``pole`` lies inside; it decides when the curve is all hidden. What the region covers may be ``raised``
        from the egg.
        """
        # Towards the person who looks, in the axes of the unit sphere (not squashed).
        (ax, bx, cx), (ay, by, cy) = self._rows
        view = unit(cross((ay, by, cy), (ax, bx, cx)))
        side = unit(cross((0.0, 1.0, 0.0) if abs(view[1]) < 0.9 else (1.0, 0.0, 0.0), view))
        rise = cross(view, side)
        edge = _Edge(self, side, rise, raised)
        a, b, c = view
        heights = [x * a + y * b + z * c for x, y, z in curve]
        shown = [h > 0 for h in heights]
        if not any(shown):
            return closed(edge.spots(0.0, tau)) if dot(pole, view) > 0 else QPainterPath()
        spots = self.spots(raised.curve if raised else curve)
        if all(shown):
            area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(spots, spots[1:] + spots[:1], strict=True))
            path = closed(spots)
            # With the picture's y downwards a curve against the clock has a negative area.
            return path if area < 0 else closed(edge.spots(0.0, tau)).subtracted(path)
        # Each arc that is seen: where it comes over the edge, its spots, and where it leaves (angles on the edge).
        arcs: list[tuple[float, list[Spot], float]] = []
        count = len(curve)
        first = next(i for i in range(count) if shown[i] and not shown[i - 1])
        for k in range(count):
            i = (first + k) % count
            if not shown[i]:
                continue
            if not shown[i - 1]:
                comes, spot = edge.crossing(curve[i - 1], curve[i], heights[i - 1], heights[i])
                ring = [spot]
            ring.append(spots[i])
            after = (i + 1) % count
            if not shown[after]:
                leaves, spot = edge.crossing(curve[i], curve[after], heights[i], heights[after])
                ring.append(spot)
                arcs.append((comes, ring, leaves))
        path = QPainterPath()
        waiting = list(range(len(arcs)))
        while waiting:
            start = current = waiting.pop(0)
            around: list[Spot] = []
            while True:
                _, ring, leaves = arcs[current]
                around += ring
                following = min([start, *waiting], key=lambda n: (arcs[n][0] - leaves) % tau)
                around += edge.spots(leaves, (arcs[following][0] - leaves) % tau)
                if following == start:
                    break
                waiting.remove(following)
                current = following
            add_closed(path, around)
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


@dataclass(frozen=True)
class Raised:
    """What stands out from an egg: ``lift`` takes a point of the unit sphere to where it then is, ``curve`` is the
    region's curve so lifted, ``step`` how finely its edge is drawn (radians)."""

    lift: Callable[[Vec], Vec]
    curve: Sequence[Vec]
    step: float


@dataclass(frozen=True)
class _Edge:
    """The edge of an egg as one sees it: a circle of the unit sphere in the plane of two directions."""

    egg: Ellipsoid
    side: Vec
    rise: Vec
    raised: Raised | None

    def spots(self, start: float, sweep: float) -> list[Spot]:
        """Along the edge between two points of it; without these."""
        count = max(2, int(sweep / (self.raised.step if self.raised else pi / 24)))
        (a, b, c), (d, e, f), turn = self.side, self.rise, sweep / count
        u, v, cosine, sine = cos(start), sin(start), cos(turn), sin(turn)
        points: list[Vec] = []
        for _ in range(1, count):
            u, v = u * cosine - v * sine, v * cosine + u * sine
            points += ((a * u + d * v, b * u + e * v, c * u + f * v),)
        return self.egg.spots(map(self.raised.lift, points) if self.raised else points)

    def crossing(self, a: Vec, b: Vec, height_a: float, height_b: float) -> tuple[float, Spot]:
        """Where the way from ``a`` to ``b`` crosses it."""
        share = height_a / (height_a - height_b)
        p = unit((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share))
        return atan2(dot(p, self.rise), dot(p, self.side)), self.egg.spot(self.raised.lift(p) if self.raised else p)


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
