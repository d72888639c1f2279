"""What does not move: the ground disc, the shadow and the office chair."""

from math import cos, pi, sin, tau

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRadialGradient

from deskbreak.coach.skeleton import SEAT
from deskbreak.coach.vector import Vec, add, scaled
from deskbreak.ui.figure_camera import MIDDLE, Camera, hull, limb, polygon
from deskbreak.ui.figure_colors import Colors, Paint

_MIDDLE = 0.02
"""Where the chair's post stands, in metres to the front."""


def paint_ground(painter: QPainter, camera: Camera, colors: Colors) -> None:
    """A calm disc behind the scene, and a soft shadow on the floor."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors.disc)
    x, _ = camera.spot(MIDDLE)
    _, top = camera.spot((0.0, 1.43, 0.0))
    radius = 0.68 * camera.scale
    painter.drawEllipse(QPointF(x, top + 0.68 * camera.scale), radius, radius)
    painter.save()
    painter.translate(*camera.spot(MIDDLE))
    painter.scale(1.0, max(0.2, camera.towards[1]))
    shade = QRadialGradient(QPointF(0, 0), 0.56 * camera.scale)
    clear = QColor(colors.shadow)
    clear.setAlpha(0)
    shade.setColorAt(0.0, colors.shadow)
    half = QColor(colors.shadow)
    half.setAlphaF(colors.shadow.alphaF() * 0.65)
    shade.setColorAt(0.55, half)
    shade.setColorAt(1.0, clear)
    painter.setBrush(shade)
    painter.drawEllipse(QPointF(0, 0), 0.56 * camera.scale, 0.56 * camera.scale)
    painter.restore()


def paint_chair(painter: QPainter, camera: Camera, colors: Colors) -> None:
    """The chair without its backrest."""
    frame = colors.frame
    hub: Vec = (0.0, 0.11, _MIDDLE)
    ends = [(0.25 * sin(k * tau / 5 + pi), 0.06, _MIDDLE + 0.25 * cos(k * tau / 5 + pi)) for k in range(5)]
    for end in sorted(ends, key=camera.depth):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(frame.shade)
        wheel = 0.03 * camera.scale
        painter.drawEllipse(camera.point((end[0], 0.03, end[2])), wheel, wheel)
        painter.setBrush(frame.base)
        painter.drawPath(limb(camera.spot(hub), camera.spot(end), 0.024 * camera.scale, 0.016 * camera.scale))
    painter.setBrush(frame.shade)
    painter.drawPath(
        limb(camera.spot(hub), camera.spot((0.0, 0.4, _MIDDLE)), 0.021 * camera.scale, 0.021 * camera.scale)
    )
    _slab(painter, camera, colors.seat, ((0.0, SEAT - 0.045, 0.02), (0.2, 0, 0), (0, 0, 0.2), (0, 0.022, 0)))


def paint_backrest(painter: QPainter, camera: Camera, colors: Colors) -> None:
    """The backrest with its bar."""
    painter.setPen(QPen(colors.frame.base, 0.04 * camera.scale, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(camera.point((0.0, SEAT - 0.05, -0.16)), camera.point((0.0, 0.66, -0.22)))
    up: Vec = (0.0, 0.17, -0.035)
    _slab(painter, camera, colors.seat, ((0.0, 0.8, -0.215), (0.175, 0, 0), up, (0, 0.004, 0.016)))


def _slab(painter: QPainter, camera: Camera, paint: Paint, box: tuple[Vec, Vec, Vec, Vec]) -> None:
    """A rounded board: middle, two half sides, and the half thickness towards its lit face."""
    middle, side, depth, thick = box
    pen = QPen(paint.shade, 0.04 * camera.scale)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)

    def corners(face: Vec) -> list[tuple[float, float]]:
        at = add(middle, face)
        return [
            camera.spot(add(at, add(scaled(side, a), scaled(depth, b))))
            for a, b in ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9))
        ]

    near = thick if camera.facing(thick) >= 0 else scaled(thick, -1.0)
    painter.setPen(pen)
    painter.setBrush(paint.shade)
    painter.drawPolygon(polygon(hull(corners(near) + corners(scaled(near, -1.0)))))
    pen.setColor(paint.base if thick[1] < abs(thick[2]) else paint.light)
    painter.setPen(pen)
    painter.setBrush(pen.color())
    painter.drawPolygon(polygon(corners(near)))
