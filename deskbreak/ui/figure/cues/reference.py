"""What stands still behind the figure, so that a small movement is seen: itself as it began, or a line."""

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from deskbreak.coach.body.bones import SEAT, Body
from deskbreak.coach.body.pose import Pose
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.body.vector import add, dot, scaled
from deskbreak.ui.figure.body import BodyPainter
from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.chair import clip_to_disc
from deskbreak.ui.figure.colors import Colors

_ABOVE = 0.0
"""How far a plumb line reaches above the head's middle (metres)."""
_NODDED = 0.04
"""How far (the sine) a head has to have nodded for its gaze to be shown."""
_GAZE = (0.128, 0.212)
"""From where to where that is, from the head's middle (metres)."""
_ASIDE = (0.0, 0.2)
"""From where to where a level line reaches beside a shoulder (metres)."""
_LINE = 0.007
"""How wide the line of a ghost is, as a share of the picture."""
_WITHIN = 0.25
"""How much is seen of what is within it."""


def paint_reference(painter: QPainter, camera: Camera, colors: Colors, kind: str, began: Pose, ratio: float) -> None:
    """What ``kind`` (of ``coach.content.exercise.REFERENCES``, or empty) names, for a movement that ``began`` there;
    ``ratio`` is how many pixels of the screen one of the picture's own is."""
    if kind == "ghost":
        _ghost(painter, camera, colors, began, ratio)
    elif kind == "plumb-line":
        _plumb_line(painter, camera, colors, began)
    elif kind == "level-line":
        _level_line(painter, camera, colors, began)


def _ghost(painter: QPainter, camera: Camera, colors: Colors, began: Pose, ratio: float) -> None:
    """The line around head and throat, just inside of their edge: where the person still is, it is hidden."""
    box = camera.box
    size = QSize(round(box.right()), round(box.bottom()))
    shape = _blank(size, ratio)
    onto = QPainter(shape)
    onto.setRenderHint(QPainter.RenderHint.Antialiasing)
    clip_to_disc(onto, camera)
    BodyPainter(onto, camera, colors, body(began)).paint_head()
    onto.setClipping(False)
    onto.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    onto.fillRect(box, colors.ghost)
    onto.end()
    inner, width = _blank(size, ratio), max(1.5, _LINE * min(box.width(), box.height()))
    onto = QPainter(inner)
    onto.drawPixmap(0, 0, shape)
    onto.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    for step in range(8):
        onto.drawPixmap(QPointF(width * cos(step * pi / 4), width * sin(step * pi / 4)), shape)
    onto.end()
    onto = QPainter(shape)
    onto.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
    onto.setOpacity(1 - _WITHIN)
    onto.drawPixmap(0, 0, inner)
    onto.end()
    painter.drawPixmap(0, 0, shape)


def _blank(size: QSize, ratio: float) -> QPixmap:
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


def _level_line(painter: QPainter, camera: Camera, colors: Colors, began: Pose) -> None:
    """Dashed, level, at the height of the shoulders, from one side of the body to the other."""
    of = body(began)
    for arm, sign in ((of.left, -1.0), (of.right, 1.0)):
        near, far = (camera.point(add(arm.shoulder, scaled(of.spine[5].x, sign * aside))) for aside in _ASIDE)
        high = 0.05 * camera.scale
        painter.setPen(_dashes(camera, colors))
        painter.drawLine(near - QPointF(0.0, high), far - QPointF(0.0, high))


def _dashes(camera: Camera, colors: Colors) -> QPen:
    width = max(1.5, 0.0062 * min(camera.box.width(), camera.box.height()))
    pen = QPen(colors.plumb, width, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([2.4, 2.6])
    return pen


def _plumb_line(painter: QPainter, camera: Camera, colors: Colors, began: Pose) -> None:
    """Dashed, from the seat straight up through the hips to the height of the face: above it is room for an arrow."""
    of = body(began)
    hips = of.spine[0].at
    (x, low), (_, high) = (camera.spot((hips[0], y, hips[2])) for y in (SEAT, of.head.at[1] + _ABOVE))
    painter.setPen(_dashes(camera, colors))
    painter.drawLine(QPointF(x, low), QPointF(x, high))


def paint_against(painter: QPainter, camera: Camera, colors: Colors, kind: str, began: Body, now: Body) -> None:
    """What shows, before the figure, how far it has moved from what stands still behind it."""
    if kind == "plumb-line":
        _trunk_line(painter, camera, colors, now)
    elif kind == "ghost" and abs(dot(now.head.z, began.head.y)) > _NODDED:
        _gazes(painter, camera, colors, began, now)


def _trunk_line(painter: QPainter, camera: Camera, colors: Colors, now: Body) -> None:
    """From a dot at the hips along the trunk to the neck: the angle to the plumb line is seen."""
    (x, y), (u, v) = camera.spot(now.spine[0].at), camera.spot(now.spine[5].at)
    pen = _dashes(camera, colors)
    width = pen.widthF()
    for color, more in ((colors.arrow_casing, 0.9), (colors.plumb, 0.0)):
        painter.setPen(QPen(color, width * (0.8 + more), c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(x, y), QPointF(u, v))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        r = width * (1.6 + more / 2)
        painter.drawEllipse(QPointF(x, y), r, r)


def _gazes(painter: QPainter, camera: Camera, colors: Colors, began: Body, now: Body) -> None:
    """Before the eyes: dashed where one looked when it began, and whole where one looks now. The head turns about the
    ears alone, and so far."""
    dashes = _dashes(camera, colors)
    for of, pen in ((began, dashes), (now, QPen(colors.plumb, dashes.widthF(), c=Qt.PenCapStyle.RoundCap))):
        head = camera.seen(of.head)
        near, far = (QPointF(*head.spot(0.0, 0.014, ahead)) for ahead in _GAZE)
        painter.setPen(pen)
        painter.drawLine(near, far)
