"""The neck: cross sections from the collar to the base of the skull, so that it bends, leans and turns as one."""

from collections.abc import Callable, Sequence
from math import atan2, cos, hypot, pi, sin, tau

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPainterPath, QPen

from deskbreak.coach.body.bones import Body
from deskbreak.coach.body.vector import Joint, Vec, add, between, dot, scaled, unit
from deskbreak.ui.figure.camera import Camera, Spot, ribbon, smooth
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.kit.theme import mix

# Height of a section's middle and its shift to the front, half width, half depth, and how much its front is lower
# than its back (metres): the collar and what is above it in the directions of the top of the spine, ...
_COLLAR = (-0.002, 0.006, 0.0630, 0.0550, 0.027)
_LOW = (0.026, 0.0045, 0.0550, 0.0495, 0.013)
# ... and the upper end in those of the head.
_UNDER = (-0.082, -0.0145, 0.0525, 0.0515, 0.0)
_TOP = (-0.045, -0.016, 0.057, 0.05, -0.01)
_WAIST = ((0.36, 0.0520, 0.0490), (0.68, 0.0512, 0.0490))
"""Between them: the share of the way, half width and half depth."""
_STERNOMASTOID = ((5, 1.7), (4, 1.5), (3, 1.2), (2, 0.86), (1, 0.5), (0, 0.2))
"""From behind the ear to the pit of the throat: number of the section, and the angle around it (0 front)."""

_NAPE = ((2, 1.4), (3, 1.3), (4, 1.05), (5, 0.7))
"""How far around the neck its back goes over into the skull: number of the section, radians to either side."""

_BAND = (0.008, -0.012)
"""How high the collar's band stands, and how low it reaches (metres)."""
_HALF = tuple((cos(k * pi / 7), sin(k * pi / 7)) for k in range(8))

Section = tuple[Vec, Vec, Vec]
"""A cross section: its middle, and from there to its side and to its front."""


class Neck:
    """The neck of ``body`` as a camera sees it; ``line`` is how far its outline stands out (pixels).

    ``glow`` paints muscles within the area that has just been painted.
    """

    def __init__(
        self,
        camera: Camera,
        colors: Colors,
        body: Body,
        line: float,
        glow: Callable[[QPainterPath], None] = lambda _area: None,
    ) -> None:
        self.camera, self.colors, self.body, self.line, self.glow = camera, colors, body, line, glow
        self.sections = sections(body.spine[5], body.head)
        flat, facing = camera.flat, camera.facing
        self._seen = [(camera.spot(middle), flat(side), flat(front)) for middle, side, front in self.sections]
        self._nearest = [atan2(facing(side), facing(front)) for _, side, front in self.sections]
        self._left, self._right = self._sides()
        self._light = self._across()
        self.outline = QPainterPath()

    def paint(self, painter: QPainter) -> None:
        """The neck in its collar, with the shade of the chin; the head comes over it."""
        colors = self.colors
        near = self._collar(near=True)
        if self.camera.facing(self.body.spine[5].direction(0.0, _COLLAR[3], _COLLAR[4])) > 0:
            painter.fillPath(self._band(near=False), colors.shirt.shade)
        painter.fillPath(self._skin(near, self.line), colors.skin.edge)
        self.outline = self._skin(near, 0.0)
        painter.fillPath(self.outline, self._light)
        self._shade(painter)
        self._sternomastoids(painter)
        band = self._band(near=True)
        painter.fillPath(band, colors.collar)
        self.outline.addPath(band.toReversed())  # which runs the other way round
        self.outline.setFillRule(Qt.FillRule.WindingFill)
        self.glow(self.outline)

    def _skin(self, near: Sequence[Spot], grown: float) -> QPainterPath:
        """All between the near side of the collar and the inside of the head; to the sides ``grown`` by some pixels."""
        (x, y), (u, v) = self._left[3], self._right[3]
        share = grown / (hypot(u - x, v - y) or 1.0)
        sides = [
            ((x - (u - x) * share, y - (v - y) * share), (u + (u - x) * share, v + (v - y) * share))
            for (x, y), (u, v) in zip(self._left, self._right, strict=True)
        ]
        path = smooth([left for left, _ in sides])
        path.connectPath(smooth([right for _, right in reversed(sides)]))
        path.connectPath(smooth(near))
        path.closeSubpath()
        return path

    def paint_nape(self, painter: QPainter) -> None:
        """Its back once more, over the skull out of which it comes."""
        left: list[Spot] = []
        right: list[Spot] = []
        for section, wide in _NAPE:
            away = (self._nearest[section] - pi + pi) % tau - pi  # of the nearest place, from the back
            start, end = max(-wide, away - pi / 2), min(wide, away + pi / 2)
            if start >= end:
                return
            left.append(self._spot(section, pi + start))
            right.append(self._spot(section, pi + end))
        area = ribbon(left, right)
        painter.fillPath(area, self._light)
        self.glow(area)

    def _sides(self) -> tuple[list[Spot], list[Spot]]:
        """Its outline to the left and to the right, from the collar upwards."""
        left = [self._spot(0, self._nearest[0] - pi / 2)]
        right = [self._spot(0, self._nearest[0] + pi / 2)]
        spots = [middle for middle, _, _ in self._seen]
        tx, ty = 0.0, -1.0
        for before, after, ((x, y), (ax, ay), (bx, by)) in zip(
            spots, (*spots[2:], spots[-1]), self._seen[1:], strict=False
        ):
            dx, dy = after[0] - before[0], after[1] - before[1]
            if (way := hypot(dx, dy)) > 1e-6:
                tx, ty = dx / way, dy / way
            # The point of the section that lies farthest to the side.
            a, b = ax * ty - ay * tx, bx * ty - by * tx
            reach = hypot(a, b) or 1.0
            u, v = (ax * a + bx * b) / reach, (ay * a + by * b) / reach
            left.append((x + u, y + v))
            right.append((x - u, y - v))
        return left, right

    def _collar(self, near: bool, rise: float = 0.0, wide: float = 1.0) -> list[Spot]:
        """Half of the collar, from right to left: what lies before the neck, or behind it; ``rise`` metres higher."""
        (x, y), (ax, ay), (bx, by) = self._seen[0]
        up, down = self.camera.flat(self.body.spine[5].y)
        x, y = x + up * rise, y + down * rise
        s, c = sin(self._nearest[0]) * wide, cos(self._nearest[0]) * wide
        # Across the half, and towards the one who looks.
        ux, uy, vx, vy = ax * c - bx * s, ay * c - by * s, ax * s + bx * c, ay * s + by * c
        if not near:
            vx, vy = -vx, -vy
        return [(x + ux * u + vx * v, y + uy * u + vy * v) for u, v in _HALF]

    def _band(self, near: bool) -> QPainterPath:
        """The knitted band of the collar, which stands around the neck."""
        return ribbon(self._collar(near, _BAND[0], 1.02), self._collar(near, _BAND[1], 1.1))

    def _spot(self, section: int, around: float) -> Spot:
        """The place on its surface there (radians; 0 is the front, a quarter the right)."""
        (x, y), (ax, ay), (bx, by) = self._seen[section]
        s, c = sin(around), cos(around)
        return (x + ax * s + bx * c, y + ay * s + by * c)

    def _across(self) -> QBrush:
        """Skin in light, which crosses the neck."""
        (x, y), (u, v) = self._left[3], self._right[3]
        light = QLinearGradient(x, y, u, v)
        skin = self.colors.skin
        for stop, color in (
            (0.0, skin.base),
            (0.5, mix(skin.base, skin.shade, 0.25)),
            (1.0, mix(skin.base, skin.shade, 0.8)),
        ):
            light.setColorAt(stop, color)
        return QBrush(light)

    def _shade(self, painter: QPainter) -> None:
        """What chin and jaw keep from the light, longer on the side away from it."""
        left, right = self._left, self._right
        faced = self.camera.facing(self.body.head.z)
        if faced < -0.4:
            return
        share = max(0.0, faced)
        deep = 3.9 - 1.2 * share - 2.5 * min(0.0, faced)
        ahead = dot(self.camera.right, self.body.head.z)  # on the face's side; behind the jaw there is none
        high, low = _at(left, deep + 0.3 + 1.3 * max(0.0, ahead)), _at(right, deep - 0.4 - 1.7 * min(0.0, ahead))
        (x, y), _, (bx, by) = self._seen[2]
        (u, v), _, (cx, cy) = self._seen[3]
        a, b = (u + cx * 0.6, v + cy * 0.6), (x + bx * 0.75, y + by * 0.75)
        path = QPainterPath(QPointF(*left[5]))
        path.lineTo(*left[4])
        path.lineTo(*high)
        path.quadTo(*_mix(a, b, share), *low)
        path.lineTo(*right[4])
        path.lineTo(*right[5])
        path.closeSubpath()
        painter.fillPath(path, self.colors.skin.shade)

    def _sternomastoids(self, painter: QPainter) -> None:
        """The two muscles that turn the head, as far as one sees them."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.colors.skin.shade, 0.004 * self.camera.scale, c=Qt.PenCapStyle.RoundCap))
        for sign in (-1.0, 1.0):
            spots = [self._spot(n, sign * a) for n, a in _STERNOMASTOID if cos(sign * a - self._nearest[n]) > 0.15]
            if len(spots) > 2:
                painter.drawPath(smooth(spots))


def _at(side: Sequence[Spot], place: float) -> Spot:
    k = min(int(place), len(side) - 2)
    return _mix(side[k], side[k + 1], place - k)


def _mix(a: Spot, b: Spot, share: float) -> Spot:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def sections(top: Joint, head: Joint) -> list[Section]:
    """Those of a neck between the top of the spine and the head, from the collar upwards."""
    low, under = [_section(top, *one) for one in (_COLLAR, _LOW)], [_section(head, *one) for one in (_UNDER, _TOP)]
    start, end = low[1][0], under[0][0]
    bow = 1.15 * hypot(*(b - a for a, b in zip(start, end, strict=True)))
    first, last = scaled(top.y, bow), scaled(head.y, bow)
    middle = []
    for t, wide, deep in _WAIST:
        # A curve that leaves the collar in the direction of the spine and comes into the head in the head's own.
        at = between(start, end, t * t * (3 - 2 * t))
        at = add(at, add(scaled(first, t * (1 - t) ** 2), scaled(last, t * t * (t - 1))))
        side, front = unit(between(top.x, head.x, t)), unit(between(top.z, head.z, t))
        middle.append((at, scaled(side, wide), scaled(front, deep)))
    return [*low, *middle, *under]


def _section(joint: Joint, up: float, ahead: float, wide: float, deep: float, lower: float) -> Section:
    return joint.point(0.0, up, ahead), scaled(joint.x, wide), joint.direction(0.0, -lower, deep)
