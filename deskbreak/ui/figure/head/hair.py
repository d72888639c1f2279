"""Hair, as each look wears it: a region of an egg around the skull that swells from the hairline on, with strands,
curls or a knot."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from math import atan2, cos, pi, radians, sin, sqrt, tau

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QRadialGradient

from deskbreak.coach.body.vector import Joint, Vec
from deskbreak.ui.figure.camera import Camera, closed, hull, smooth
from deskbreak.ui.figure.colors import Colors, Hair
from deskbreak.ui.figure.head.ellipsoid import Ellipsoid, cut

_SCALP: tuple[Vec, Vec] = ((0.0, 0.0225, -0.0095), (0.0845, 0.0945, 0.0995))
"""The egg that hair grows on, a little above the skin."""

# Hairlines: degrees around the head (0 front, 90 the right of the picture, 180 back) and above the ears' height.
_SIDES_OPEN = (
    (55, 6), (64, -2), (72, -9), (79, -15), (86, -11), (96, -3), (106, -7), (116, -22), (122, -36), (131, -48),
    (146, -56), (163, -59), (180, -60), (197, -59), (214, -56), (229, -48), (238, -36), (244, -22), (254, -7),
    (264, -3), (274, -11), (281, -15), (287, -9), (293, 3),
)  # fmt: skip
"""Around the ears and short at the neck."""

# Each begins at the left temple. Short hair is swept from a side parting over the forehead.
_HAIRLINES: dict[Hair, tuple[tuple[float, float], ...]] = {
    Hair.SHORT: (
        (-62, 14), (-50, 23), (-40, 32), (-31, 41), (-24, 43), (-14, 36), (-2, 30), (10, 26), (22, 23), (34, 19),
        (45, 13), *_SIDES_OPEN,
    ),
    Hair.CURLS: (
        (-60, 20), (-48, 30), (-36, 36), (-24, 39), (-12, 40), (0, 40), (12, 40), (24, 39), (36, 36), (48, 30),
        *_SIDES_OPEN,
    ),
    Hair.BUN: (
        (-62, 14), (-52, 23), (-40, 30), (-28, 35), (-14, 39), (0, 40), (14, 39), (28, 35), (40, 30), (50, 22),
        *_SIDES_OPEN,
    ),
    Hair.BOB: (
        (-64, -20), (-56, 4), (-48, 20), (-38, 29), (-30, 38), (-24, 40), (-14, 33), (-2, 27), (10, 23), (22, 20),
        (34, 15), (45, 8), (54, -6), (62, -22), (70, -40), (80, -52), (95, -57), (115, -57), (140, -55), (180, -53),
        (220, -55), (245, -57), (265, -57), (280, -52), (290, -40),
    ),
}  # fmt: skip


def _on_sphere(around: float, above: float) -> Vec:
    a, b = radians(around), radians(above)
    return (sin(a) * cos(b), sin(b), cos(a) * cos(b))


def _dense(worn: Hair) -> list[tuple[float, float]]:
    """A hairline every five degrees, rounded; curls wave along the forehead."""
    line = _HAIRLINES[worn]
    ring = [(line[-1][0] - 360, line[-1][1]), *line, (line[0][0] + 360, line[0][1]), (line[1][0] + 360, line[1][1])]
    places = []
    for k in range(len(line)):
        (at, low), (end, high) = ring[k + 1], ring[k + 2]
        before = (high - ring[k][1]) / (end - ring[k][0]) * (end - at)
        after = (ring[(k + 3)][1] - low) / (ring[(k + 3)][0] - at) * (end - at)
        count = max(1, round((end - at) / 5))
        for n in range(count):
            t = n / count
            above = (
                low * (1 + 2 * t) * (1 - t) ** 2 + high * t * t * (3 - 2 * t) + before * t * (1 - t) ** 2
                - after * t * t * (1 - t)
            )  # fmt: skip
            places.append((at + (end - at) * t, above))
    return places


_LINES = {worn: _dense(worn) for worn in Hair}
_CURVES = {worn: tuple(_on_sphere(*place) for place in line) for worn, line in _LINES.items()}


def _heights(worn: Hair) -> tuple[float, ...]:
    """How high the hairline is on the unit sphere, for each degree around the head."""
    line = _LINES[worn]
    ring = [(line[-1][0] - 360, line[-1][1]), *line, (line[0][0] + 360, line[0][1]), (line[1][0] + 360, line[1][1])]
    starts = [place for place, _ in ring]
    heights = []
    for degree in range(362):
        at = degree if degree < starts[-1] else degree - 360
        k = bisect_right(starts, at) - 1
        (a, low), (b, high) = ring[k], ring[k + 1]
        heights.append(sin(radians(low + (high - low) * (at - a) / (b - a))))
    return tuple(heights)


_THIN = 0.12
"""How thick hair is at the hairline, as a share of what it is elsewhere."""
Lift = Callable[[Vec], Vec]


def _lift(worn: Hair, sides: float, top: float, front: float, back: float, sharp: float, curl: float = 0.0) -> Lift:
    """How far hair stands out from the skull, as a share of it; from nothing at the hairline within 1 / ``sharp``."""
    heights = _heights(worn)

    def lifted(p: Vec) -> Vec:
        x, y, z = p
        around = (atan2(x, z) % tau) * 180 / pi
        k = int(around)
        rise = (y - heights[k] - (heights[k + 1] - heights[k]) * (around - k)) * sharp
        grown = 1.0 if rise >= 1 else max(_THIN, rise * (2 - rise))
        out = sides + top * y * abs(y)
        if z > 0:
            out += front * z * max(y, 0.0)
        else:
            out += back * z * z
        if curl:
            out += curl * (abs(sin(7.5 * x + 1)) + abs(sin(7.5 * y + 2 * x)) + abs(sin(7.5 * z + 2)))
        out = 1 + grown * out
        return (x * out, y * out, z * out)

    return lifted


def _fall(p: Vec) -> Vec:
    """Hair that hangs: round above, straight down below the ears, a little closer at its end."""
    x, y, z = p
    around = (atan2(x, z) % tau) * 180 / pi
    rise = (y - _FRINGE[int(around)]) * 2.2
    grown = 1.0 if rise >= 1 else max(_THIN, rise * (2 - rise))
    out = 0.13 - 0.04 * y if y > 0 else 1.13 * (1 - 0.24 * y**4) / sqrt(max(1 - y * y, 0.2)) - 1
    wide = 1 + grown * out
    return (x * wide, y * (1 + grown * (0.1 if y > 0 else 0.3)), z * wide)


_LIFTS: dict[Hair, Lift] = {
    Hair.SHORT: _lift(Hair.SHORT, 0.05, 0.08, 0.05, 0.04, 2.6),
    Hair.CURLS: _lift(Hair.CURLS, 0.02, 0.10, 0.05, 0.05, 3.0, 0.075),
    Hair.BUN: _lift(Hair.BUN, 0.03, 0.06, 0.03, 0.03, 2.6),
    Hair.BOB: _fall,
}
_FRINGE = tuple(
    height - 3 * min(1.0, max(0.0, (min(degree, 360 - degree) - 38) / 34))
    for degree, height in enumerate(_heights(Hair.BOB))
)
"""The hairline of hair that hangs: it grows out of the forehead, but beside the face it is thick to its end."""
_STRANDS: dict[Hair, tuple[tuple[Vec, ...], ...]] = {
    Hair.SHORT: (
        tuple(_on_sphere(-29 - 12 * k, 46 + 8 * k) for k in range(5)),
        tuple(_on_sphere(-12 + 14 * k, 47 - 2 * k) for k in range(5)),
        tuple(_on_sphere(6 + 17 * k, 60 - 8 * k) for k in range(5)),
        tuple(_on_sphere(-60 - 17 * k, 42 - 8 * k) for k in range(5)),
        tuple(_on_sphere(158 + 4 * k, 18 - 13 * k) for k in range(5)),
        tuple(_on_sphere(204 - 4 * k, 14 - 13 * k) for k in range(5)),
    ),
    Hair.CURLS: (),
    Hair.BUN: tuple(
        tuple(_on_sphere(around + sweep * k, 45 - abs(around) * 0.14 + 7 * k) for k in range(5))
        for around, sweep in ((0, 0), (-34, -14), (34, 14), (-62, -17), (62, 17))
    )
    + tuple(
        tuple(_on_sphere(around + sweep * k, -8 + 15 * k) for k in range(5)) for around, sweep in ((125, 8), (235, -8))
    ),
    Hair.BOB: (
        tuple(_on_sphere(-28 - 10 * k, 46 + 8 * k) for k in range(5)),
        tuple(_on_sphere(-2 + 15 * k, 50 - 9 * k) for k in range(6)),
        tuple(_on_sphere(-64 - 7 * k, 30 - 17 * k) for k in range(5)),
        tuple(_on_sphere(84 + 5 * k, 16 - 17 * k) for k in range(5)),
        tuple(_on_sphere(150 - 2 * k, 16 - 16 * k) for k in range(5)),
        tuple(_on_sphere(205 + 2 * k, 16 - 16 * k) for k in range(5)),
    ),
}


def _curls() -> tuple[tuple[Vec, ...], ...]:
    """Short bows in rows around the head, but not on the face."""
    found = []
    for row, (above, count) in enumerate(((42, 11), (64, 7), (20, 13), (-2, 14), (-24, 13))):
        for k in range(count):
            around = (k * 360 / count + 13 * (row % 2) + 180) % 360 - 180
            if abs(around) > (0 if above > 60 else 38 if above > 40 else 74 if above > 10 else 116):
                wide = 8 / cos(radians(above))
                found.append(
                    tuple(_on_sphere(around - wide * cos(pi * t / 5), above + 8 * sin(pi * t / 5)) for t in range(6))
                )
    return tuple(found)


_STRANDS[Hair.CURLS] = _curls()
_ENDS = tuple(p for (around, _), p in zip(_LINES[Hair.BOB], _CURVES[Hair.BOB], strict=True) if 62 < around < 298)
"""Where hair that hangs ends."""

_RIM = 0.006
"""Metres of the edge that sets hair off from a dark ground."""
_KNOT: tuple[Vec, Vec] = ((0.0, 0.086, -0.103), (0.046, 0.044, 0.044))


class Hairdo:
    """The hair on ``head``, as a camera sees it."""

    def __init__(self, camera: Camera, head: Joint, colors: Colors) -> None:
        self.camera, self.head, self.colors = camera, head, colors
        self.scalp = Ellipsoid(camera, head, *_SCALP)
        worn = colors.worn
        self.lift = _LIFTS[worn]
        fine = pi / (44 if worn is Hair.CURLS else 24)
        self.path = self.scalp.region(_CURVES[worn], (0.0, 1.0, 0.0), self.lift, fine)
        self.knot = Ellipsoid(camera, head, *_KNOT) if worn is Hair.BUN else None
        self.knot_before = camera.facing(head.direction(0.0, 0.4, -0.9)) > 0

    def paint_behind(self, painter: QPainter) -> None:
        """Hair behind the neck; and the edge of all hair, of which head and hair then cover the inner half."""
        behind = self._behind() if self.colors.worn is Hair.BOB else None
        if self.colors.rimmed:
            painter.setPen(QPen(self.colors.hair.edge, 2 * _RIM * self.camera.scale, j=Qt.PenJoinStyle.RoundJoin))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(self.path)
            if behind:
                painter.drawPath(behind)
            if self.knot:
                painter.drawPath(self.knot.outline())
        if behind:
            painter.fillPath(behind, self.colors.hair.shade)

    def _behind(self) -> QPainterPath:
        """All that hangs, its far side too."""
        ends = [self.lift(p) for p in _ENDS]
        return closed(hull(self.scalp.spots([*ends, *((0.95 * x, 0.35, 0.95 * z) for x, _, z in ends)])))

    def paint(self, painter: QPainter) -> None:
        """The hair on the head."""
        size, hair = self.camera.scale, self.colors.hair
        x, y = self.camera.spot(self.head.point(-0.02, 0.085, 0.02))
        light = QRadialGradient(QPointF(x - 0.03 * size, y), 0.17 * size)
        light.setColorAt(0.0, hair.light)
        light.setColorAt(0.45, hair.base)
        light.setColorAt(1.0, hair.shade)
        painter.fillPath(self.path, light)
        ink = hair.light if self.colors.worn is Hair.CURLS else hair.shade
        painter.setPen(QPen(ink, 0.0042 * size, c=Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for strand in _STRANDS[self.colors.worn]:
            self._strand(painter, strand)

    def _strand(self, painter: QPainter, strand: Sequence[Vec]) -> None:
        facing, direction = self.camera.facing, self.head.direction
        shown = cut(
            zip(self.scalp.spots(map(self.lift, strand)), (facing(direction(*p)) - 0.3 for p in strand), strict=True)
        )
        if len(shown) > 1:
            painter.drawPath(smooth(shown))

    def paint_knot(self, painter: QPainter, before: bool) -> None:
        """Hair tied up at the back of the head, when it is on this side of the head."""
        if not self.knot or before is not self.knot_before:
            return
        painter.setPen(QPen(self.colors.hair.shade, 0.0042 * self.camera.scale, c=Qt.PenCapStyle.RoundCap))
        painter.setBrush(self.colors.hair.base)
        painter.drawPath(self.knot.outline())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for around in (-50, 10):
            turn = [_on_sphere(around + 20 * k, 60 - 28 * k) for k in range(5)]
            shown = cut(
                zip(self.knot.spots(turn), (self.camera.facing(self.head.direction(*p)) for p in turn), strict=True)
            )
            if len(shown) > 1:
                painter.drawPath(smooth(shown))
