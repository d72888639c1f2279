"""What does not move: the ground disc, the shadow and the office chair."""

from collections.abc import Callable
from math import copysign, cos, pi, sin, tau

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPen, QRadialGradient

from deskbreak.coach.body.bones import SEAT
from deskbreak.coach.body.vector import Vec
from deskbreak.ui.figure.camera import MIDDLE, Camera, Spot, hull, limb, polygon
from deskbreak.ui.figure.colors import Colors, Paint
from deskbreak.ui.figure.tube import outline_width

DISC = 0.455
"""The radius of the disc, as a share of the picture's shorter side: around it is room for the ring."""

_MIDDLE = 0.02
"""Where the chair's post stands, in metres to the front."""
_BUST = 0.3
"""Metres above the floor from which a view is a bust, cut off by the disc; below, the cut moves out of the picture."""


def disc(box: QRectF) -> QRectF:
    """The calm disc behind the scene: always the same in the picture, whatever the view."""
    radius = DISC * min(box.width(), box.height())
    middle = box.center()
    return QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)


def clip_to_disc(painter: QPainter, camera: Camera) -> None:
    """Let the lower edge of the disc cut off what a bust does not show."""
    low = camera.view.low
    if low <= 0:
        return
    round_ = disc(camera.box)
    more = round_.width() * max(0.0, 1 - low / _BUST) / 2
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addEllipse(round_.adjusted(-more, -more, more, more))
    path.addRect(
        QRectF(camera.box.left(), camera.box.top(), camera.box.width(), round_.center().y() - camera.box.top())
    )
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)


def paint_ground(painter: QPainter, camera: Camera, colors: Colors) -> None:
    """The disc."""
    painter.setPen(Qt.PenStyle.NoPen)
    light = QLinearGradient(0.0, disc(camera.box).top(), 0.0, disc(camera.box).bottom())
    light.setColorAt(0.0, colors.disc)
    light.setColorAt(1.0, colors.disc_low)
    painter.setBrush(light)
    painter.drawEllipse(disc(camera.box))


def paint_shadow(painter: QPainter, camera: Camera, colors: Colors) -> None:
    """A soft shadow on the floor."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.save()
    painter.translate(*camera.spot(MIDDLE))
    painter.scale(1.0, max(0.2, camera.towards[1]))
    shade = QRadialGradient(QPointF(0, 0), 0.56 * camera.scale)
    for stop, share in ((0.0, 1.0), (0.55, 0.65), (1.0, 0.0)):
        color = QColor(colors.shadow)
        color.setAlphaF(colors.shadow.alphaF() * share)
        shade.setColorAt(stop, color)
    painter.setBrush(shade)
    painter.drawEllipse(QPointF(0, 0), 0.56 * camera.scale, 0.56 * camera.scale)
    painter.restore()


def paint_chair(painter: QPainter, camera: Camera, colors: Colors) -> None:
    """The chair without its backrest: star base with castors, gas spring, mechanism and seat."""
    frame, scale = colors.frame, camera.scale
    hub: Vec = (0.0, 0.115, _MIDDLE)
    ends = [(0.27 * sin(k * tau / 5 + pi), 0.072, _MIDDLE + 0.27 * cos(k * tau / 5 + pi)) for k in range(5)]
    for end in sorted(ends, key=camera.depth):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillPath(limb(camera.spot(hub), camera.spot(end), 0.027 * scale, 0.016 * scale), frame.base)
        for aside, color in ((-0.011, frame.line), (0.011, frame.shade)):
            painter.setBrush(color)
            painter.drawEllipse(
                camera.point((end[0] + aside * cos(end[0]), 0.031, end[2])), 0.026 * scale, 0.031 * scale
            )
        painter.setBrush(frame.light)
        painter.drawEllipse(camera.point((end[0] + 0.012, 0.031, end[2])), 0.008 * scale, 0.01 * scale)
    for low, high, radius, color in ((0.1, 0.26, 0.026, frame.base), (0.26, 0.41, 0.018, frame.light)):
        a, b = camera.spot((0.0, low, _MIDDLE)), camera.spot((0.0, high, _MIDDLE))
        painter.fillPath(limb(a, b, radius * scale, radius * scale), color)
    plate = [camera.spot((x, y, _MIDDLE + z)) for x in (-0.09, 0.09) for z in (-0.11, 0.09) for y in (0.385, 0.42)]
    painter.setBrush(frame.shade)
    painter.setPen(
        QPen(frame.shade, 0.02 * scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.drawPolygon(polygon(hull(plate)))
    _cushion(painter, camera, colors.seat, _seat, 0.062)


def paint_backrest(painter: QPainter, camera: Camera, colors: Colors) -> None:
    """The backrest with its bar."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((colors.frame.shade, 0.046), (colors.frame.base, 0.034)):
        painter.setPen(
            QPen(color, width * camera.scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        bar = [camera.point(p) for p in ((0.0, SEAT - 0.06, -0.1), (0.0, SEAT - 0.05, -0.24), (0.0, 0.74, -0.262))]
        painter.drawPolyline(bar)
    _cushion(painter, camera, colors.seat, _back, 0.034)


def _seat(x: float, y: float, thick: float) -> Vec:
    """The seat: its front edge falls off, so that it does not press on the thighs."""
    front = max(0.0, y)
    return (0.225 * x, SEAT - 0.002 - 0.022 * front**3 - thick, 0.015 + 0.21 * y)


def _back(x: float, y: float, thick: float) -> Vec:
    """The backrest: it leans back, and its sides and the small of the back come forward."""
    return (0.19 * x, 0.815 + 0.2 * y, -0.222 - 0.03 * y + 0.035 * x * x - 0.03 * y * y - thick)


def _cushion(
    painter: QPainter, camera: Camera, paint: Paint, surface: Callable[[float, float, float], Vec], thick: float
) -> None:
    """A board with round corners and a border; ``surface`` says where a place (-1 to 1 each) and depth lie."""

    def ring(size: float, depth: float) -> list[Spot]:
        spots = []
        for k in range(48):
            c, s = cos(k * tau / 48), sin(k * tau / 48)
            # A superellipse: nearly a rectangle, its corners round.
            x, y = copysign(abs(c) ** 0.45, c), copysign(abs(s) ** 0.45, s)
            spots.append(camera.spot(surface(size * x, size * y, depth)))
        return spots

    faces = [ring(1.0, 0.0), ring(1.0, thick)]
    a, b = surface(0.0, 0.0, 0.0), surface(0.0, 0.0, thick)
    seen = camera.facing((a[0] - b[0], a[1] - b[1], a[2] - b[2])) >= 0
    near = faces[0] if seen else faces[1]
    pen = QPen(paint.edge, 1.5 * outline_width(camera))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(paint.shade)
    painter.drawPolygon(polygon(hull(faces[0] + faces[1])))
    painter.setPen(Qt.PenStyle.NoPen)
    top, bottom = min(y for _, y in near), max(y for _, y in near)
    light = QLinearGradient(0.0, top, 0.0, bottom)
    light.setColorAt(0.0, paint.light)
    light.setColorAt(1.0, paint.base)
    painter.setBrush(light)
    painter.drawPolygon(polygon(near))
    if seen:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(paint.shade, outline_width(camera)))
        painter.drawPolygon(polygon(ring(0.86, 0.0)))
