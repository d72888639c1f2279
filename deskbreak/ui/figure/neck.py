"""The neck: cross sections from the collar to the base of the skull, so that it bends, leans and turns as one."""

from collections.abc import Callable, Sequence
from math import atan2, cos, hypot, pi, sin, tau

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen, QRadialGradient

from deskbreak.coach.body.bones import Body
from deskbreak.coach.body.vector import Joint, Vec, add, between, dot, scaled, sub, unit
from deskbreak.ui.figure.camera import Camera, Spot, ribbon, smooth
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.head.ellipsoid import cut
from deskbreak.ui.kit.theme import mix

# Height of a section's middle and its shift to the front, half width, half depth, and how much its front is lower
# than its back (metres): the collar and what is above it in the directions of the top of the spine, ...
_COLLAR = (-0.002, 0.006, 0.0630, 0.0550, 0.027)
_LOW = (0.026, 0.0045, 0.0550, 0.0495, 0.013)
# ... and the upper end in those of the head.
_UNDER = (-0.082, -0.0145, 0.0525, 0.0515, 0.0)
_TOP = (-0.045, -0.016, 0.057, 0.05, -0.01)
_WAIST = ((0.36, 0.0520, 0.0490, 0.003), (0.68, 0.0512, 0.0490, 0.001))
"""Between them: the share of the way, half width and half depth, and how far the larynx comes out before that."""
_BULGE = 0.014
"""How far the nape comes out as the head leans back on it: skin keeps its width (metres, for a right angle)."""
_STERNOMASTOID = ((4, 2.04), (3, 1.48), (2, 0.93), (1, 0.42), (0, 0.17))
"""From behind the ear to the pit of the throat: number of the section, and the angle around it (0 front)."""

_CHIN: Vec = (0.0, -0.070, 0.040)
_SHADE = 0.088
"""From where the chin's shade spreads on the neck, and how far (metres)."""
_NAPE = ((2, 1.4), (3, 1.3), (4, 1.05), (5, 0.7))
"""How far around the neck its back goes over into the skull: number of the section, radians to either side."""

_BAND = (0.008, -0.012)
"""How high the collar's band stands, and how low it reaches (metres)."""
_HALF = tuple((cos(k * pi / 7), sin(k * pi / 7)) for k in range(8))

NECK, COLLAR = "neck", "collar"
"""What a muscle lies on that ends under the collar, and one that runs on over it: neck and collar in one."""

Section = tuple[Vec, Vec, Vec]
"""A cross section: its middle, and from there to its side and to its front."""


class Neck:
    """The neck of ``body`` as a camera sees it; ``line`` is how far its outline stands out (pixels).

    ``glow`` paints the muscles on a part (``NECK`` or ``COLLAR``) within the area that has just been painted.
    """

    def __init__(
        self,
        camera: Camera,
        colors: Colors,
        body: Body,
        line: float,
        glow: Callable[[str, QPainterPath], None] = lambda _part, _area: None,
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
        top, head = self.body.spine[5], self.body.head
        chin = dot(head.z, sub(head.point(0.0, -0.1, 0.05), top.point(0.0, 0.0, 0.06)))  # before the throat
        self._fold(painter, (0.004 - chin) / 0.02, 0.0, 0.96, 1, 0.7)
        self.glow(NECK, self.outline)
        band = self._band(near=True)
        painter.fillPath(band, colors.collar)
        self.outline.addPath(band.toReversed())  # which runs the other way round
        self.outline.setFillRule(Qt.FillRule.WindingFill)
        self.glow(COLLAR, self.outline)

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
        self._fold(painter, (dot(self.body.head.z, self.body.spine[5].y) - 0.2) / 0.3, pi, 1.35, 2, 0.15)
        self.glow(NECK, area)
        self.glow(COLLAR, area)

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
        """What the chin keeps from the light: soft, and less the farther it is lifted from the throat."""
        head, size = self.camera.seen(self.body.head), self.camera.scale
        faced = min(1.0, 1.2 + 2 * head.nears[2])
        if faced <= 0:
            return
        x, y = head.spot(*_CHIN)
        color = QColor(self.colors.skin.shade)
        shade = QRadialGradient(QPointF(x + 0.012 * size, y), _SHADE * size)
        for stop, share in ((0.6, 1.0), (0.72, 0.75), (0.88, 0.22), (1.0, 0.0)):
            color.setAlphaF(share * faced)
            shade.setColorAt(stop, color)
        painter.fillPath(self.outline, shade)

    def _fold(self, painter: QPainter, strength: float, around: float, half: float, section: int, rise: float) -> None:
        """A fold of skin across the neck, between that section and the next, about that angle (radians, 0 front).

        It reaches ``half`` to either side, and its ends ``rise`` from its middle.
        """
        if strength <= 0:
            return
        away = self._nearest[section]
        spots = cut(
            (
                _mix(self._spot(section, at), self._spot(section + 1, at), 0.45 + rise * (at - around) ** 2),
                cos(at - away),
            )
            for at in (around + k * half / 3 for k in range(-3, 4))
        )
        if len(spots) > 2:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.colors.skin.line, 0.0036 * self.camera.scale, c=Qt.PenCapStyle.RoundCap))
            painter.setOpacity(0.5 * min(1.0, strength))
            painter.drawPath(smooth(spots))
            painter.setOpacity(1.0)

    def _sternomastoids(self, painter: QPainter) -> None:
        """The two muscles that turn the head, as far as one sees them: more when they do."""
        painter.setOpacity(min(1.0, 0.55 + 0.7 * abs(dot(self.body.head.z, self.body.spine[5].x))))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.colors.skin.shade, 0.004 * self.camera.scale, c=Qt.PenCapStyle.RoundCap))
        for sign in (-1.0, 1.0):
            spots = [self._spot(n, sign * a) for n, a in _STERNOMASTOID if cos(sign * a - self._nearest[n]) > 0.15]
            if len(spots) > 2:
                painter.drawPath(smooth(spots))
        painter.setOpacity(1.0)


def _mix(a: Spot, b: Spot, share: float) -> Spot:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def sections(top: Joint, head: Joint) -> list[Section]:
    """Those of a neck between the top of the spine and the head, from the collar upwards."""
    low, under = [_section(top, *one) for one in (_COLLAR, _LOW)], [_section(head, *one) for one in (_UNDER, _TOP)]
    start, end = low[1][0], under[0][0]
    bow = 1.15 * hypot(*(b - a for a, b in zip(start, end, strict=True)))
    first, last = scaled(top.y, bow), scaled(head.y, bow)
    bulge = _BULGE * max(0.0, dot(head.z, top.y))
    middle = []
    for t, wide, deep, larynx in _WAIST:
        # A curve that leaves the collar in the direction of the spine and comes into the head in the head's own.
        at = between(start, end, t * t * (3 - 2 * t))
        at = add(at, add(scaled(first, t * (1 - t) ** 2), scaled(last, t * t * (t - 1))))
        side, front = unit(between(top.x, head.x, t)), unit(between(top.z, head.z, t))
        out = bulge * t * t  # backwards
        middle.append((add(at, scaled(front, larynx - out)), scaled(side, wide), scaled(front, deep + larynx + out)))
    return [*low, *middle, *under]


def _section(joint: Joint, up: float, ahead: float, wide: float, deep: float, lower: float) -> Section:
    return joint.point(0.0, up, ahead), scaled(joint.x, wide), joint.direction(0.0, -lower, deep)
