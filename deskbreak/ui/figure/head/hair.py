"""Hair: a region of an egg around the skull that swells from the hairline on, with strands, curls or a knot."""

from dataclasses import replace
from math import cos, radians, sin

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QRadialGradient

from deskbreak.coach.body.vector import Joint, Vec, between
from deskbreak.ui.figure.camera import Camera, closed, hull, smooth
from deskbreak.ui.figure.colors import Colors, Hair
from deskbreak.ui.figure.head.ellipsoid import Ellipsoid, cut
from deskbreak.ui.figure.head.styles import STYLES

_SCALP: tuple[Vec, Vec] = ((0.0, 0.0225, -0.0095), (0.0845, 0.0945, 0.0995))
"""The egg that hair grows on, a little above the skin."""
_TOP: Vec = (0.0, 1.0, 0.0)
_RIM = 0.004
"""Metres of the edge that sets hair off from a dark ground."""
_KNOT: tuple[Vec, Vec] = ((0.0, 0.116, -0.080), (0.046, 0.042, 0.044))
_TURNS = tuple(
    tuple(
        (sin(radians(a)) * cos(radians(b)), sin(radians(b)), cos(radians(a)) * cos(radians(b)))
        for a, b in ((around + 20 * k, 60 - 28 * k) for k in range(5))
    )
    for around in (-50, 10, 150)
)
"""Strands of the knot."""


class Hairdo:
    """The hair on ``head``, as a camera sees it."""

    def __init__(self, camera: Camera, head: Joint, colors: Colors) -> None:
        self.camera, self.colors = camera, colors
        self.seen = camera.seen(head)
        self.style = STYLES[colors.worn]
        self.scalp = Ellipsoid(camera, head, *_SCALP)
        self.path = self._region()
        self.knot = Ellipsoid(camera, head, *_KNOT) if colors.worn is Hair.BUN else None
        self.knot_before = self.seen.facing(0.0, 0.62, -0.78) > 0

    def _region(self) -> QPainterPath:
        """What is seen of it. The more one looks from below at the face, the less of the nape, which the neck hides."""
        style, (_, down, ahead) = self.style, self.seen.nears
        hidden = min(1.0, max(0.0, -4 * down - 0.5)) * min(1.0, max(0.0, 3 * ahead - 1.1))
        if style.ends or hidden <= 0:
            return self.scalp.region(style.curve, _TOP, style.raised)
        curve = [between(p, q, hidden) for p, q in zip(style.curve, style.short, strict=True)]
        lifted = [between(p, q, hidden) for p, q in zip(style.raised.curve, style.short, strict=True)]
        return self.scalp.region(curve, _TOP, replace(style.raised, curve=lifted))

    def paint_behind(self, painter: QPainter) -> None:
        """Hair behind the neck; and the edge of all hair, of which head and hair then cover the inner half."""
        behind = closed(hull(self.scalp.spots(self.style.ends))) if self.style.ends else None
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

    def paint(self, painter: QPainter) -> None:
        """The hair on the head."""
        size, hair = self.camera.scale, self.colors.hair
        x, y = self.seen.spot(-0.02, 0.085, 0.02)
        light = QRadialGradient(QPointF(x - 0.03 * size, y), 0.17 * size)
        light.setColorAt(0.0, hair.light)
        light.setColorAt(0.45, hair.base)
        light.setColorAt(1.0, hair.shade)
        painter.fillPath(self.path, light)
        self._strands(painter)

    def _strands(self, painter: QPainter) -> None:
        """Light and shade that follow how the hair lies, as far as they face the one who looks."""
        hair, style, (a, b, c) = self.colors.hair, self.style, self.seen.nears
        light, shade = QPainterPath(), QPainterPath()
        for strand in style.strands:
            (x, y, z), (u, v, w) = strand.first, strand.last
            # As an end goes over the edge, the strand thins away.
            first, last = x * a + y * b + z * c, u * a + v * b + w * c
            thick = 3 * ((first if first < last else last) + 0.12)
            if thick <= 0:
                continue
            if thick > 1:
                thick = 1.0
            (x, y), (p, q), (r, s), (u, v), (e, f), (g, h) = self.scalp.spots((*strand.course, *strand.sides))
            e, f, g, h = (e - p) * thick, (f - q) * thick, (g - r) * thick, (h - s) * thick
            path = light if strand.light else shade
            path.moveTo(x, y)
            path.cubicTo(p + e, q + f, r + g, s + h, u, v)
            path.cubicTo(r - g, s - h, p - e, q - f, x, y)
        if style.strands:
            painter.fillPath(light, hair.light)
            painter.fillPath(shade, hair.shade)
            return
        for raised, bow in style.bows:
            if min(x * a + y * b + z * c for x, y, z in bow) > 0.25:
                (x, y), *rest = self.scalp.spots(raised)
                light.moveTo(x, y)
                light.cubicTo(*(n for spot in rest for n in spot))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(hair.light, 0.0042 * self.camera.scale, c=Qt.PenCapStyle.RoundCap))
        painter.drawPath(light)

    def paint_knot(self, painter: QPainter, before: bool) -> None:
        """Hair tied up at the back of the head, when it is on this side of the head."""
        if not self.knot or before is not self.knot_before:
            return
        painter.setPen(QPen(self.colors.hair.shade, 0.0042 * self.camera.scale, c=Qt.PenCapStyle.RoundCap))
        painter.setBrush(self.colors.hair.base)
        painter.drawPath(self.knot.outline())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for turn in _TURNS:
            shown = cut(zip(self.knot.spots(turn), (self.seen.facing(*p) for p in turn), strict=True))
            if len(shown) > 1:
                painter.drawPath(smooth(shown))
