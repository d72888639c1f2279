"""The outlines of which a hand is made."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath

from deskbreak.ui.figure.camera import Spot, hull

_ROUND_END = 4 / 3
"""How far the two handles of a half circle reach, in radii."""
_BLUNT = 1.1
"""In radii, how short a bone must look to be taken as one that points at the person who looks."""


class Finger:
    """A chain of circles with round ends, as thick as ``radii`` (pixels) at ``spots``; it bends without corners."""

    def __init__(self, spots: Sequence[Spot], radii: Sequence[float]) -> None:
        self.spots, self.radii = spots, radii
        (ax, ay), *rest = spots
        ways: list[Spot] = []
        tx, ty = 0.0, 1.0
        self.blunt: list[int] = []
        for number, (bx, by) in enumerate(rest, 1):
            dx, dy = bx - ax, by - ay
            size = hypot(dx, dy)
            if size < radii[number] * _BLUNT:
                self.blunt.append(number)
            if size > 1e-6:
                tx, ty = dx / size, dy / size
            ways.append((tx, ty))
            ax, ay = bx, by
        # Where two bones meet, the outline runs through the corner of their edges, but no further than a sharp bend.
        across: list[Spot] = [ways[0]]
        for (ax, ay), (bx, by) in pairwise(ways):
            share = max(0.5, 1 + ax * bx + ay * by)
            across.append(((ax + bx) / share, (ay + by) / share))
        self._across = [*across, ways[-1]]

    def path(self, grown: float = 0.0, fading: bool = False) -> QPainterPath:
        """The outline, ``grown`` by some pixels; where it is ``fading`` it grows from nothing at its root."""
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = self.spots
        a, b, c, d = self.radii
        (au, av), (bu, bv), (cu, cv), (du, dv) = self._across
        a += 0.0 if fading else grown
        b += grown
        c += grown
        d += grown
        bu, bv, cu, cv = bu * b, bv * b, cu * c, cv * c
        path = QPainterPath(QPointF(ax + av * a, ay - au * a))
        path.setFillRule(Qt.FillRule.WindingFill)
        # The corners of the edges are the handles of a curve between the middles of the bones' sides.
        px, py, qx, qy = bx + bv, by - bu, cx + cv, cy - cu
        path.quadTo(px, py, (px + qx) / 2, (py + qy) / 2)
        path.quadTo(qx, qy, (qx + dx + dv * d) / 2, (qy + dy - du * d) / 2)
        path.lineTo(dx + dv * d, dy - du * d)
        end = d * _ROUND_END
        path.cubicTo(
            dx + dv * d + du * end, dy - du * d + dv * end, dx - dv * d + du * end, dy + du * d + dv * end,
            dx - dv * d, dy + du * d,
        )  # fmt: skip
        px, py, qx, qy = bx - bv, by + bu, cx - cv, cy + cu
        path.lineTo((qx + dx - dv * d) / 2, (qy + dy + du * d) / 2)
        path.quadTo(qx, qy, (px + qx) / 2, (py + qy) / 2)
        path.quadTo(px, py, ax - av * a, ay + au * a)
        if not fading:
            end = a * _ROUND_END
            path.cubicTo(
                ax - av * a - au * end, ay + au * a - av * end, ax + av * a - au * end, ay - au * a - av * end,
                ax + av * a, ay - au * a,
            )  # fmt: skip
        path.closeSubpath()
        for number in self.blunt:
            r = self.radii[number] + grown
            path.addEllipse(QPointF(*self.spots[number]), r, r)
        return path

    def lit(self, light: Spot, deep: float) -> QPainterPath:
        """What the light reaches: all at the root, then less by ``deep`` radii on the side that looks away from it."""
        (u, v), half = light, deep / 2
        spots, radii = list(self.spots[:1]), list(self.radii[:1])
        for (x, y), r in zip(self.spots[1:], self.radii[1:], strict=True):
            spots.append((x + u * half * r, y + v * half * r))
            radii.append(r * (1 - half))
        return Finger(spots, radii).path()


class Palm:
    """What circles span, in pixels: ``balls`` with their radii; ``ahead`` is how the forearm runs into the first."""

    def __init__(self, balls: Sequence[tuple[Spot, float]], ahead: Spot, rim: Sequence[Spot]) -> None:
        (ax, ay), *_ = (spot for spot, _ in balls)
        u, v = ahead
        found: dict[Spot, Spot] = {}
        open_: set[Spot] = set()
        for number, ((x, y), r) in enumerate(balls):
            for c, s in rim:
                spot = (x + r * c, y + r * s)
                found[spot] = (c, s)
                if not number and c * u + s * v < -0.02:
                    open_.add(spot)
        self.spots = hull(list(found))
        self._balls, self._rim = balls, rim
        # Towards the forearm it shrinks instead of growing, so that no line runs across the wrist.
        self._grown = [(*spot, *found[spot], -1.0 if spot in open_ else 1.0) for spot in self.spots]
        self._ends = (ax, ay, u, v, balls[0][1])

    def grown(self, by: float) -> list[Spot]:
        """The outline, grown by some pixels."""
        ax, ay, u, v, r = self._ends
        r += by
        spots = [(x + c * by * share, y + s * by * share) for x, y, c, s, share in self._grown]
        return hull([*spots, (ax - v * r, ay + u * r), (ax + v * r, ay - u * r)])

    def lit(self, light: Spot, deep: float) -> list[Spot]:
        """What the light reaches: all at the wrist, where the forearm's shade ends, and where the fingers begin."""
        (u, v), half = light, deep / 2
        spots: list[Spot] = []
        for number, ((x, y), r) in enumerate(self._balls):
            less = half * r if number in (1, 2) else 0.0
            spots += [(x + u * less + (r - less) * c, y + v * less + (r - less) * s) for c, s in self._rim]
        return hull(spots)
