"""Where an arrow has room: beside the person, within the disc, near to where the movement is."""

from collections.abc import Sequence
from math import cos, dist, hypot, pi, sin

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from deskbreak.coach.body.pose import Pose, View
from deskbreak.coach.body.skeleton import body
from deskbreak.ui.figure.body import BodyPainter
from deskbreak.ui.figure.camera import Camera, Spot
from deskbreak.ui.figure.chair import disc, paint_backrest
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.cues.ways import ArrowWay, ways

GRID = 140
"""Pixels of the small picture in which room is looked for; places in it are good for any size."""
_GAP = 0.0225
"""How far the middle of an arrow's line stays from the person and from the disc's edge, as a share of the picture."""
_DIRECTIONS = 32
_FURTHEST = 0.5
_SCALES = (1.0, 0.85, 0.72)

Shape = tuple[Spot, ...]
"""The spots of an arrow's line, its tip last, in shares of the picture's shorter side from its middle."""


def placed(poses: Sequence[Pose], trace: str, view: View, colors: Colors) -> tuple[Shape, ...]:
    """The lines of the arrows for a movement through ``poses``, where they lie on nothing."""
    camera = Camera(view, QRectF(0, 0, GRID, GRID))
    found = ways(poses, trace, camera)
    if not found:
        return ()
    often = trace == "back" or poses[0] == poses[-1]  # what goes round, or passes over, is at many places
    room = _Room(camera, poses, colors, even=any(way.even for way in found), often=often)
    shapes = [room.shape(way) for way in found]
    return tuple(tuple(((x - GRID / 2) / GRID, (y - GRID / 2) / GRID) for x, y in shape) for shape in shapes)


class _Room:
    """What a small picture of the person at several moments of a movement leaves free."""

    def __init__(self, camera: Camera, poses: Sequence[Pose], colors: Colors, *, even: bool, often: bool) -> None:
        image = QImage(GRID, GRID, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        last = len(poses) - 1
        eighths = range(9) if often else (0, 4, 8)
        for number in sorted({last * eighth // 8 for eighth in eighths}):
            BodyPainter(painter, camera, colors, body(poses[number])).paint()
        paint_backrest(painter, camera, colors)
        if even:
            other = image.copy()
            painter.scale(-1, 1)
            painter.drawImage(-GRID, 0, other)
        painter.end()
        alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
        self._bytes, self._line = bytes(alpha.constBits()), alpha.bytesPerLine()
        round_ = disc(camera.box)
        self._middle, self._radius = (round_.center().x(), round_.center().y()), round_.width() / 2
        self._gap = _GAP * GRID

    def shape(self, way: ArrowWay) -> Shape:
        """``way`` moved to the best place there is; made a little smaller where that brings it nearer."""
        best: tuple[float, Shape] = (1e9, way.spots)
        for scale in _SCALES:
            spots = _scaled(way.spots, scale)
            probes = _probes(spots, self._gap)
            for number in range(_DIRECTIONS):
                angle = 2 * pi * number / _DIRECTIONS
                dx, dy = cos(angle), sin(angle)
                agrees = dx * way.aside[0] + dy * way.aside[1]
                if way.bound and agrees < 0.3:
                    continue
                dear = 1.0 + 0.9 * (1 - agrees)
                step = 0.0
                while step <= _FURTHEST * GRID:
                    cost = step * dear + (1 - scale) * 0.35 * GRID
                    if cost >= best[0]:
                        break
                    if self._free(probes, dx * step, dy * step):
                        best = cost, tuple((x + dx * step, y + dy * step) for x, y in spots)
                        break
                    step += 1.5
        return best[1]

    def _free(self, probes: Sequence[Spot], dx: float, dy: float) -> bool:
        there, line, most = self._bytes, self._line, self._radius - 0.5 * self._gap
        cx, cy = self._middle
        for x, y in probes:
            u, v = x + dx, y + dy
            if (u - cx) ** 2 + (v - cy) ** 2 > most * most:
                return False
            if not (0 <= u < GRID and 0 <= v < GRID) or there[int(v) * line + int(u)] > 40:
                return False
        return True


def _scaled(spots: Sequence[Spot], scale: float) -> Shape:
    x, y = sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots)
    return tuple((x + (u - x) * scale, y + (v - y) * scale) for u, v in spots)


def _probes(spots: Sequence[Spot], gap: float) -> list[Spot]:
    """Places around the line at which there must be nothing; around its tip, where the head is broad, further out."""
    probes: list[Spot] = []
    for number, (a, b) in enumerate(zip(spots, [*spots[1:], spots[-1]], strict=True)):
        dx, dy = (b[0] - a[0], b[1] - a[1]) if a != b else (a[0] - spots[-2][0], a[1] - spots[-2][1])
        size = hypot(dx, dy) or 1.0
        nx, ny = -dy / size * gap, dx / size * gap
        wide = 1.45 if len(spots) - number < 5 else 1.0
        probes += [a, (a[0] + nx * wide, a[1] + ny * wide), (a[0] - nx * wide, a[1] - ny * wide)]
    (x, y), (u, v) = spots[-1], spots[-2]
    size = dist((x, y), (u, v)) or 1.0
    return [*probes, (x + (x - u) / size * gap * 0.7, y + (y - v) / size * gap * 0.7)]
