"""Round shapes along a line: limbs, fingers, anything with a radius that changes on its way. Outline and shade."""

from collections.abc import Sequence
from math import hypot, sqrt

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from deskbreak.coach.body.vector import Vec
from deskbreak.ui.figure.camera import Camera, Spot, smooth
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
        self.spots = [camera.spot(point) for point in points]
        self.radii = [radius * camera.scale for radius in radii]
        self.knots = knots
        self.fades = fades
        self._sides: tuple[list[Spot], list[Spot]] = ([], [])
        last = len(points) - 1
        tx, ty = 0.0, 1.0
        for i in range(last + 1):
            a, b = max(0, i - 1), min(last, i + 1)
            dx, dy = self.spots[b][0] - self.spots[a][0], self.spots[b][1] - self.spots[a][1]
            way = hypot(dx, dy)
            grows = 0.95
            if way > 1e-6:
                tx, ty = dx / way, dy / way
                grows = min(0.95, max(-0.95, (self.radii[b] - self.radii[a]) / way))
            across = sqrt(1 - grows * grows)
            self._sides[0].append((ty * across - tx * grows, -tx * across - ty * grows))
            self._sides[1].append((-ty * across - tx * grows, tx * across - ty * grows))

    def path(self, grown: float = 0.0, start: int = 0, knots: bool = True) -> QPainterPath:
        """The outline, ``grown`` by some pixels, from the point number ``start`` on."""
        path = _ribbon(self._edge(0, grown, start)[start:], self._edge(1, grown, start)[start:])
        path.setFillRule(Qt.FillRule.WindingFill)
        for knot in self.knots:
            if knots and knot >= start:
                r = self.radii[knot] + grown
                round_ = QPainterPath()
                round_.addEllipse(QPointF(*self.spots[knot]), r, r)
                path.addPath(round_)  # clockwise like the sides, so that they melt together
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
                strips.addPath(_ribbon(self._edge(side, 0.0), inner))
        return strips

    def paint(self, painter: QPainter, paint: Paint, line: float, start: int = 0, joined: bool = False) -> None:
        """Outline (from the point number ``start`` on; not around its knots where it is ``joined``), base and shade."""
        painter.fillPath(self.path(line, start, knots=not joined), paint.edge)
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
        """One side, ``grown``; where it does not begin at the tube's own end it grows from nothing, without a step."""
        spots = []
        for i, ((x, y), (nx, ny), r) in enumerate(zip(self.spots, self._sides[side], self.radii, strict=True)):
            reach = r if 0 < i <= start else r + grown
            spots.append((x + nx * reach, y + ny * reach))
        return spots


def _ribbon(one: Sequence[Spot], other: Sequence[Spot]) -> QPainterPath:
    """What lies between two smooth lines; its ends are straight."""
    path = smooth(one)
    path.connectPath(smooth(other[::-1]))
    path.closeSubpath()
    return path


def chain(joints: Sequence[Vec], places: Sequence[tuple[float, float]]) -> tuple[list[Vec], list[float]]:
    """Points and radii along a chain of ``joints``: a place is (bone number and share of it, radius)."""
    points: list[Vec] = []
    for at, _ in places:
        k = min(int(at), len(joints) - 2)
        share = at - k
        a, b = joints[k], joints[k + 1]
        points.append((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share))
    return points, [radius for _, radius in places]
