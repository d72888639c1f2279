"""Hair, as each look wears it: a region of an egg around the skull, with strands, curls or a knot."""

from collections.abc import Iterator
from math import cos, radians, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QRadialGradient

from deskbreak.coach.body.vector import Joint, Vec
from deskbreak.ui.figure.camera import Camera, smooth
from deskbreak.ui.figure.colors import Colors, Hair
from deskbreak.ui.figure.ellipsoid import Ellipsoid

_HAIR: tuple[Vec, Vec] = ((0.0, 0.03, -0.0155), (0.0935, 0.107, 0.1105))

# Hairlines: degrees around the head (0 front, 90 the right of the picture, 180 back) and above the ears' height.
_SIDES_OPEN = (
    (55, 6), (64, -2), (72, -9), (80, -13), (88, -9), (96, -3), (106, -7), (116, -24), (128, -44), (144, -54),
    (162, -58), (180, -59), (198, -58), (216, -54), (232, -44), (244, -24), (254, -7), (264, -3), (272, -9), (280, -13),
    (287, -9), (293, 3),
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
        (-62, 16), (-52, 24), (-40, 31), (-28, 38), (-14, 44), (0, 47), (14, 44), (28, 38), (40, 31), (50, 22),
        *_SIDES_OPEN,
    ),
    Hair.BOB: (
        (-64, -20), (-56, 4), (-48, 20), (-38, 29), (-30, 38), (-24, 40), (-14, 33), (-2, 27), (10, 23), (22, 20),
        (34, 15), (45, 8), (54, -6), (62, -22), (70, -40), (80, -52), (95, -57), (115, -59), (140, -60), (180, -60),
        (220, -60), (245, -59), (265, -57), (280, -52), (290, -40),
    ),
}  # fmt: skip


def _on_sphere(around: float, above: float) -> Vec:
    a, b = radians(around), radians(above)
    return (sin(a) * cos(b), sin(b), cos(a) * cos(b))


_CURVES = {worn: tuple(_on_sphere(*place) for place in line) for worn, line in _HAIRLINES.items()}
_STRANDS: dict[Hair, tuple[tuple[Vec, ...], ...]] = {
    Hair.SHORT: (
        tuple(_on_sphere(-30 - 10 * k, 44 + 9 * k) for k in range(5)),
        tuple(_on_sphere(-8 + 12 * k, 52 - 4 * k) for k in range(5)),
        tuple(_on_sphere(20 + 12 * k, 62 - 9 * k) for k in range(5)),
    ),
    Hair.CURLS: (),
    Hair.BUN: tuple(
        tuple(_on_sphere(around + sweep * k, 46 + 7 * k) for k in range(5))
        for around, sweep in ((0, 0), (-34, -14), (34, 14), (-58, -16), (58, 16))
    ),
    Hair.BOB: (
        tuple(_on_sphere(-28 - 10 * k, 43 + 9 * k) for k in range(5)),
        tuple(_on_sphere(4 + 15 * k, 50 - 9 * k) for k in range(6)),
        tuple(_on_sphere(-70 - 6 * k, 30 - 18 * k) for k in range(5)),
        tuple(_on_sphere(165, 20 - 16 * k) for k in range(5)),
        tuple(_on_sphere(205, 16 - 16 * k) for k in range(5)),
    ),
}


def _curls() -> Iterator[Vec]:
    """In rows around the head, but not on the face."""
    for row, (above, count) in enumerate(((30, 11), (52, 8), (72, 5), (8, 12), (-16, 12), (-36, 12))):
        for k in range(count):
            around = (k * 360 / count + 17 * (row % 2) + 180) % 360 - 180
            if above > 45 or abs(around) > (66 if above > 10 else 108 if above > 0 else 132):
                yield _on_sphere(around, above)


_CURLS = tuple(_curls())
"""Where curls stand out from the head."""

_RIM = 0.006
"""Metres of the edge that sets hair off from a dark ground."""
_KNOT: tuple[Vec, Vec] = ((0.0, 0.088, -0.108), (0.05, 0.047, 0.047))


def paint_back_hair(painter: QPainter, camera: Camera, head: Joint, colors: Colors) -> None:
    """Hair that falls behind the neck; and the edge of all hair, of which head and hair then cover the inner half."""
    behind = _behind(camera, head) if colors.worn is Hair.BOB else QPainterPath()
    if colors.rimmed:
        width = 2 * _RIM * camera.scale
        hair = Ellipsoid(camera, head, *_HAIR)
        painter.setPen(
            QPen(colors.hair.edge, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(hair.region(_CURVES[colors.worn], (0.0, 1.0, 0.0)))
        painter.drawPath(behind)
        if colors.worn is Hair.CURLS:
            painter.drawPath(_curled(camera, head, hair))
        if colors.worn is Hair.BUN:
            painter.drawPath(Ellipsoid(camera, head, *_KNOT).outline())
    painter.fillPath(behind, colors.hair.shade)


def _behind(camera: Camera, head: Joint) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for at, radii in (((0.0, -0.04, -0.03), (0.094, 0.075, 0.08)), ((0.0, 0.0, -0.03), (0.095, 0.09, 0.09))):
        path.addPath(Ellipsoid(camera, head, at, radii).outline())
    return path


def _curled(camera: Camera, head: Joint, hair: Ellipsoid) -> QPainterPath:
    """Every curl that is seen."""
    curls, size = QPainterPath(), camera.scale
    curls.setFillRule(Qt.FillRule.WindingFill)
    for p in _CURLS:
        if camera.facing(head.direction(*p)) > -0.25:
            x, y = hair.spot(p)
            curls.addEllipse(QPointF(x, y), 0.031 * size, 0.031 * size)
    return curls


def paint_hair(painter: QPainter, camera: Camera, head: Joint, colors: Colors) -> None:
    """The hair on the head."""
    hair = Ellipsoid(camera, head, *_HAIR)
    path = hair.region(_CURVES[colors.worn], (0.0, 1.0, 0.0))
    size = camera.scale
    if colors.worn is Hair.CURLS:
        painter.fillPath(_curled(camera, head, hair), colors.hair.base)
    x, y = camera.spot(head.point(-0.02, 0.09, 0.02))
    light = QRadialGradient(QPointF(x - 0.03 * size, y), 0.17 * size)
    light.setColorAt(0.0, colors.hair.light)
    light.setColorAt(0.45, colors.hair.base)
    light.setColorAt(1.0, colors.hair.shade if colors.worn is not Hair.CURLS else colors.hair.base)
    painter.setPen(
        QPen(colors.hair.shade, 0.004 * size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        if colors.worn is not Hair.CURLS
        else Qt.PenStyle.NoPen
    )
    painter.setBrush(light)
    painter.drawPath(path)
    painter.setPen(QPen(colors.hair.shade, 0.005 * size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for strand in _STRANDS[colors.worn]:
        shown = [p for p in strand if camera.facing(head.direction(*p)) > 0.05]
        if len(shown) > 1:
            painter.drawPath(smooth([hair.spot(p) for p in shown]))
    if colors.worn is Hair.CURLS:
        painter.setPen(QPen(colors.hair.light, 0.004 * size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for p in _CURLS:
            if camera.facing(head.direction(*p)) > 0.25:
                x, y = hair.spot(p)
                painter.drawArc(
                    QRectF(x - 0.016 * size, y - 0.016 * size, 0.032 * size, 0.032 * size), 50 * 16, 110 * 16
                )


def paint_knot(painter: QPainter, camera: Camera, head: Joint, colors: Colors) -> None:
    """Hair tied up at the back of the head."""
    knot = Ellipsoid(camera, head, *_KNOT)
    painter.setPen(QPen(colors.hair.shade, 0.005 * camera.scale))
    painter.setBrush(colors.hair.base)
    painter.drawPath(knot.outline())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for around in (-50, 10):
        turn = [_on_sphere(around + 20 * k, 60 - 28 * k) for k in range(5)]
        shown = [p for p in turn if camera.facing(head.direction(*p)) > 0]
        if len(shown) > 1:
            painter.drawPath(smooth([knot.spot(p) for p in shown]))
