"""Round shapes along a line: limbs, fingers, anything with a radius that changes on its way. Outline and shade."""

from collections.abc import Sequence
from math import hypot, sqrt

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from deskbreak.coach.body.vector import Vec
from deskbreak.ui.figure.camera import Camera, Spot, ribbon
from deskbreak.ui.figure.colors import Paint

LIGHT: Spot = (-0.6, -0.8)
"""Where the light comes from in the picture: the upper left, whatever the view."""


_SMALL = 13.0
"""Pixels of radius up to which nobody sees whether a shade has one step or two."""


def outline_width(camera: Camera, strong: bool = False) -> float:
    """How far an outline stands out (pixels), ``strong`` for high contrast.

    It is painted as a larger shape below, which costs a tenth of a stroke.
    """
    return max(1.5, 0.008 * camera.scale) if strong else max(0.5, 0.0036 * camera.scale)


class Tube:
    """A chain of circles around ``points`` and what lies between them, as a camera sees it.

    ``radii`` are metres. The outline follows the tangents that two neighbouring circles share, so that it is right
    where the tube grows or comes towards the person who looks. ``knots`` are the places of joints, filled round;
    at ``fades`` the shade comes to a point.
    """

    def __init__(
        self,
        camera: Camera,
        points: Sequence[Vec],
        radii: Sequence[float],
        knots: Sequence[int] = (),
        fades: Sequence[int] = (),
    ) -> None:
        self.spots = camera.spots(points)
        self.radii = [radius * camera.scale for radius in radii]
        self.knots = knots
        self.fades = fades
        left: list[Spot] = []
        right: list[Spot] = []
        tx, ty = 0.0, 1.0
        circles = list(zip(self.spots, self.radii, strict=True))
        before, after = [circles[0], *circles[:-1]], [*circles[1:], circles[-1]]
        for ((ax, ay), first), ((bx, by), second) in zip(before, after, strict=True):
            dx, dy = bx - ax, by - ay
            way = hypot(dx, dy)
            grows = 0.95
            if way > 1e-6:
                tx, ty = dx / way, dy / way
                grows = min(0.95, max(-0.95, (second - first) / way))
            across = sqrt(1 - grows * grows)
            left.append((ty * across - tx * grows, -tx * across - ty * grows))
            right.append((-ty * across - tx * grows, tx * across - ty * grows))
        self._sides = left, right

    def path(self, grown: float = 0.0, start: int = 0, knots: bool = True) -> QPainterPath:
        """The outline, ``grown`` by some pixels, from the point number ``start`` on."""
        path = ribbon(self._edge(0, grown, start), self._edge(1, grown, start))
        path.setFillRule(Qt.FillRule.WindingFill)
        for knot in self.knots:
            if knots and knot >= start:
                r = self.radii[knot] + grown
                path.addEllipse(QPointF(*self.spots[knot]), r, r)  # clockwise like the sides: they melt together
        return path

    def shade(self, deep: float) -> QPainterPath:
        """What the light does not reach: along an edge that looks away from it, ``deep`` radii into the tube."""
        strips = QPainterPath()
        for side in (0, 1):
            inner: list[Spot] = []
            widest = 0.0
            for i, ((x, y), (nx, ny), r) in enumerate(zip(self.spots, self._sides[side], self.radii, strict=True)):
                away = 0.0 if i in self.fades else -(nx * LIGHT[0] + ny * LIGHT[1])
                short = r * (1 - deep * away) if away > 0 else r
                widest = max(widest, r - short)
                inner.append((x + nx * short, y + ny * short))
            if widest > 0.6:
                strips.addPath(ribbon(self._edge(side, 0.0), inner))
        return strips

    def paint(self, painter: QPainter, paint: Paint, line: float, joined: bool = False) -> None:
        """Outline (not around its knots where it is ``joined``), base and shade."""
        painter.fillPath(self.path(line, knots=not joined), paint.edge)
        painter.fillPath(self.path(), paint.base)
        self.paint_shade(painter, paint)

    def paint_shade(self, painter: QPainter, paint: Paint) -> None:
        """The shade alone; in two steps where it is large enough, so that its border is soft."""
        if max(self.radii) < _SMALL:
            painter.fillPath(self.shade(0.7), paint.dim)
            return
        painter.fillPath(self.shade(1.05), paint.dim)
        painter.fillPath(self.shade(0.55), paint.shade)

    def _edge(self, side: int, grown: float, start: int = 0) -> list[Spot]:
        """One side from there on, ``grown``; where that is not the tube's own end, it grows from nothing: no step."""
        spots = []
        reach = 0.0 if start else grown
        for (x, y), (nx, ny), r in zip(self.spots[start:], self._sides[side][start:], self.radii[start:], strict=True):
            spots.append((x + nx * (r + reach), y + ny * (r + reach)))
            reach = grown
        return spots


def chain(joints: Sequence[Vec], places: Sequence[tuple[float, float]]) -> tuple[list[Vec], list[float]]:
    """Points and radii along a chain of ``joints``: a place is (bone number and share of it, radius)."""
    points: list[Vec] = []
    for at, _ in places:
        k = min(int(at), len(joints) - 2)
        share = at - k
        a, b = joints[k], joints[k + 1]
        points.append((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share))
    return points, [radius for _, radius in places]
