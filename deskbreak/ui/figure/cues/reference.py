"""What stands still behind the figure, so that a small movement is seen: itself as it began, or a line."""

from math import atan2, cos, degrees, hypot, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from deskbreak.coach.body.bones import SEAT, Body
from deskbreak.coach.body.pose import Pose
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.body.vector import add, scaled
from deskbreak.ui.figure.body import BodyPainter
from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.chair import clip_to_disc
from deskbreak.ui.figure.colors import Colors

_ABOVE = 0.19
"""How far a plumb line reaches above the head's middle (metres)."""
_EYE = (0.0, 0.014, 0.086)
"""Where the eyes are, from the head's middle (metres), ..."""
_GAZE = (0.016, 0.125)
"""... and from where to where one looks, from there."""
_NODDED, _BETWEEN = (2.0, 6.0), 0.075
"""Degrees from which two gazes and the angle between are shown, a little and wholly; how far from the eyes that is."""
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
    BodyPainter(onto, camera, colors, body(began)).neck_and_head()
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
    high = sum(camera.spot(arm.shoulder)[1] for arm in (of.left, of.right)) / 2 - 0.05 * camera.scale
    painter.setPen(_dashes(camera, colors))
    for arm, sign in ((of.left, -1.0), (of.right, 1.0)):
        near, far = (camera.spot(add(arm.shoulder, scaled(of.spine[5].x, sign * aside))) for aside in _ASIDE)
        painter.drawLine(QPointF(near[0], high), QPointF(far[0], high))


def _dashes(camera: Camera, colors: Colors) -> QPen:
    width = max(1.5, 0.0062 * min(camera.box.width(), camera.box.height()))
    pen = QPen(colors.plumb, width, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([2.4, 2.6])
    return pen


def _plumb_line(painter: QPainter, camera: Camera, colors: Colors, began: Pose) -> None:
    """Dashed, from the seat straight up through the hips to above the head."""
    of = body(began)
    hips = of.spine[0].at
    (x, low), (_, high) = (camera.spot((hips[0], y, hips[2])) for y in (SEAT, of.head.at[1] + _ABOVE))
    painter.setPen(_dashes(camera, colors))
    painter.drawLine(QPointF(x, low), QPointF(x, high))


def paint_against(painter: QPainter, camera: Camera, colors: Colors, kind: str, began: Body, now: Body) -> None:
    """What shows, before the figure, how far it has moved from what stands still behind it."""
    if kind == "gaze":
        _gazes(painter, camera, colors, began, now)


def _gazes(painter: QPainter, camera: Camera, colors: Colors, began: Body, now: Body) -> None:
    """From the eye: dashed where one looked when it began, whole where one looks now, and the angle between."""
    (a, b), (c, d) = (camera.flat(of.head.z) for of in (began, now))
    start, end = degrees(atan2(-b, a)), degrees(atan2(-d, c))
    turn = (end - start + 180) % 360 - 180
    share = min(1.0, (abs(turn) - _NODDED[0]) / (_NODDED[1] - _NODDED[0]))
    if share <= 0:
        return
    dashes = _dashes(camera, colors)
    whole = QPen(colors.plumb, dashes.widthF(), c=Qt.PenCapStyle.RoundCap)
    x, y = camera.spot(now.head.point(*_EYE))
    before, (near, far) = painter.opacity(), _GAZE
    painter.setOpacity(before * share)
    for (u, v), pen in (((a, b), dashes), ((c, d), whole)):
        painter.setPen(pen)
        painter.drawLine(QPointF(x + u * near, y + v * near), QPointF(x + u * far, y + v * far))
    r = _BETWEEN * hypot(c, d)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(QRectF(x - r, y - r, 2 * r, 2 * r), round(16 * start), round(16 * turn))
    painter.setOpacity(before)
