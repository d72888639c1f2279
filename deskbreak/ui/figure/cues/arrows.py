"""The arrow of a movement: a vivid core that grows from its tail to its head, in a casing that sets it off."""

from collections.abc import Sequence
from math import dist, hypot

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from deskbreak.ui.figure.camera import Spot
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.cues.places import Shape

_WIDE = 0.0155
"""How thick an arrow is before its head, as a share of the picture's shorter side."""
_TAIL = 0.34
"""How thick it is at its tail, as a share of that."""
_HEAD = (3.1, 1.75)
"""How long its head is, and half as broad, as a share of that."""
CASING = 0.0058
"""How far the casing stands out, as a share of the picture's shorter side."""


def arrow(shape: Shape, middle: Spot, size: float) -> QPainterPath:
    """The outline of an arrow's core along ``shape`` in a picture of ``size`` pixels around ``middle``."""
    spots = [(middle[0] + x * size, middle[1] + y * size) for x, y in shape]
    wide = max(2.4, _WIDE * size)
    long, half = _HEAD[0] * wide, _HEAD[1] * wide
    shaft, foot = _cut(spots, long * 0.86)
    left: list[Spot] = []
    right: list[Spot] = []
    for number, spot in enumerate(shaft):
        dx, dy = _heading(shaft, number)
        r = wide / 2 * (_TAIL + (1 - _TAIL) * number / (len(shaft) - 1))
        left.append((spot[0] + dy * r, spot[1] - dx * r))
        right.append((spot[0] - dy * r, spot[1] + dx * r))
    tip = spots[-1]
    away = dist(foot, tip) or 1.0
    dx, dy = (tip[0] - foot[0]) / away, (tip[1] - foot[1]) / away
    back = (foot[0] - dx * long * 0.14, foot[1] - dy * long * 0.14)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.moveTo(*left[0])
    for spot in left[1:]:
        path.lineTo(*spot)
    path.lineTo(back[0] + dy * half, back[1] - dx * half)
    path.lineTo(*tip)
    path.lineTo(back[0] - dy * half, back[1] + dx * half)
    for spot in reversed(right):
        path.lineTo(*spot)
    path.closeSubpath()
    return path


def paint_arrows(
    painter: QPainter, paths: Sequence[QPainterPath], colors: Colors, size: float, *, tint: bool = False
) -> None:
    """Each in its casing, lighter as a ``tint``; corners are round."""
    for width, color in (
        (2 * CASING + 0.0035, colors.arrow_casing),
        (0.0035, colors.arrow_tint if tint else colors.arrow),
    ):
        painter.setBrush(color)
        painter.setPen(
            QPen(color, width * size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        for path in paths:
            painter.drawPath(path)


def _cut(spots: Sequence[Spot], short: float) -> tuple[list[Spot], Spot]:
    """The line without its last ``short`` pixels, and where it ends then."""
    kept, left = list(spots), short
    while len(kept) > 2 and dist(kept[-1], kept[-2]) <= left:
        left -= dist(kept[-1], kept[-2])
        kept.pop()
    (x, y), (u, v) = kept[-1], kept[-2]
    share = min(0.95, left / (dist(kept[-1], kept[-2]) or 1.0))
    kept[-1] = (x + (u - x) * share, y + (v - y) * share)
    return kept, kept[-1]


def _heading(spots: Sequence[Spot], number: int) -> Spot:
    (x, y), (u, v) = spots[max(0, number - 1)], spots[min(len(spots) - 1, number + 1)]
    size = hypot(u - x, v - y) or 1.0
    return (u - x) / size, (v - y) / size
