"""The outlines of which a hand is made."""

from collections.abc import Sequence
from math import hypot

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath

from deskbreak.ui.figure.camera import Spot

_ROUND_END = 4 / 3
"""How far the two handles of a half circle reach, in radii."""
_BLUNT = 1.1
"""In radii, how short a bone must look to be taken as one that points at the person who looks."""

_SHARP = 1.4
"""One more than the cosine of a bend from which on an outline may cross itself."""


class Finger:
    """A chain of circles with round ends, as thick as ``radii`` (pixels) at ``spots``; it bends without corners."""

    def __init__(self, spots: Sequence[Spot], radii: Sequence[float]) -> None:
        self.spots, self.radii = spots, radii
        (ax, ay), *rest = spots
        ways: list[Spot] = [(0.0, 1.0)] * len(rest)
        tx, ty = 0.0, 1.0
        self.blunt: list[int] = []
        for number, (bx, by) in enumerate(rest):
            dx, dy = bx - ax, by - ay
            size = hypot(dx, dy)
            if size < radii[number + 1] * _BLUNT:
                self.blunt.append(number + 1)
            if size > 1e-6:
                tx, ty = dx / size, dy / size
            ways[number] = tx, ty
            ax, ay = bx, by
        # Where two bones meet, the outline runs through the corner of their edges, but no further than a sharp bend.
        (au, av), (bu, bv), (cu, cv) = ways
        first, last = 1 + au * bu + av * bv, 1 + bu * cu + bv * cv
        self._folded = first < _SHARP or last < _SHARP or au * cu + av * cv < 0 or bool(self.blunt)
        first, last = max(0.5, first), max(0.5, last)
        self._across = ways[0], ((au + bu) / first, (av + bv) / first), ((bu + cu) / last, (bv + cv) / last), ways[2]

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
        if self._folded:
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


Ball = tuple[Spot, float]
"""A circle in the picture: its middle and its radius (pixels)."""


class Palm:
    """What circles span; ``ahead`` is how the forearm runs into the first, ``rim`` the unit circle that begins there,
    in steps that divide its quarters."""

    def __init__(self, balls: Sequence[Ball], ahead: Spot, rim: Sequence[Spot]) -> None:
        (u, v), self._balls = ahead, balls
        self._ways = [(c * u - s * v, c * v + s * u, c) for c, s in rim]

    def spots(self, grown: float = 0.0) -> list[Spot]:
        """The outline, ``grown`` by some pixels. Towards the forearm it shrinks instead, so that no line runs across
        the wrist."""
        return self._around(self._balls, grown)

    def lit(self, light: Spot, deep: float) -> list[Spot]:
        """What the light reaches: all at the wrist, where the forearm's shade ends, and where the fingers begin."""
        (u, v), half = light, deep / 2
        balls = list(self._balls)
        for number in (1, 2):
            (x, y), r = balls[number]
            balls[number] = ((x + u * half * r, y + v * half * r), r * (1 - half))
        return self._around(balls, 0.0)

    def _around(self, balls: Sequence[Ball], grown: float) -> list[Spot]:
        """The farthest point in each direction."""
        (wx, wy), wrist = balls[0]
        rest = [(x, y, r) for (x, y), r in balls[1:]]
        spots: list[Spot] = [balls[0][0]] * len(self._ways)
        for number, (c, s, ahead) in enumerate(self._ways):
            far = wx * c + wy * s + wrist
            px, py, pr = wx, wy, wrist + (grown if ahead > -0.01 else -grown)
            for x, y, r in rest:
                at = x * c + y * s + r
                if at > far:
                    far, px, py, pr = at, x, y, r + grown
            spots[number] = (px + c * pr, py + s * pr)
        return spots
