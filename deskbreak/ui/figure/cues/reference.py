"""What stands still behind the figure, so that a small movement is seen: itself as it began, or a plumb line."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from deskbreak.coach.body.bones import SEAT
from deskbreak.coach.body.pose import Pose
from deskbreak.coach.body.skeleton import body
from deskbreak.ui.figure.body import BodyPainter
from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.chair import clip_to_disc, disc
from deskbreak.ui.figure.colors import Colors

_ABOVE = 0.09
"""How far a plumb line reaches above the head (metres)."""


def paint_reference(painter: QPainter, camera: Camera, colors: Colors, kind: str, began: Pose, ratio: float) -> None:
    """What ``kind`` (of ``coach.content.exercise.REFERENCES``, or empty) names, for a movement that ``began`` there;
    ``ratio`` is how many pixels of the screen one of the picture's own is."""
    if kind == "ghost":
        _ghost(painter, camera, colors, began, ratio)
    elif kind == "plumb-line":
        _plumb_line(painter, camera, colors, began)


def _ghost(painter: QPainter, camera: Camera, colors: Colors, began: Pose, ratio: float) -> None:
    """The person's outline, filled with one pale colour."""
    box = camera.box
    shadow = QPixmap(QSize(round(box.right()), round(box.bottom())) * ratio)
    shadow.setDevicePixelRatio(ratio)
    shadow.fill(Qt.GlobalColor.transparent)
    onto = QPainter(shadow)
    onto.setRenderHint(QPainter.RenderHint.Antialiasing)
    clip_to_disc(onto, camera)
    BodyPainter(onto, camera, colors, body(began)).paint()
    onto.setClipping(False)
    onto.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    onto.fillRect(QRectF(0, 0, box.right(), box.bottom()), colors.ghost)
    onto.end()
    painter.drawPixmap(0, 0, shadow)


def _plumb_line(painter: QPainter, camera: Camera, colors: Colors, began: Pose) -> None:
    """Dashed, from the seat straight up through the hips to above the head, and a bob at its lower end."""
    of = body(began)
    hips, round_ = of.spine[0].at, disc(camera.box)
    x, low = camera.spot((hips[0], SEAT, hips[2]))
    high = max(camera.spot((hips[0], of.head.at[1] + 0.13 + _ABOVE, hips[2]))[1], round_.top() + 0.03 * round_.width())
    width = max(1.5, 0.0062 * min(camera.box.width(), camera.box.height()))
    pen = QPen(colors.plumb, width, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([2.4, 2.6])
    painter.setPen(pen)
    painter.drawLine(QPointF(x, low), QPointF(x, high))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors.plumb)
    painter.drawEllipse(QPointF(x, high), 1.5 * width, 1.5 * width)
