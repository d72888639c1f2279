"""The figure that shows an exercise: a pure painting function, and the widget around it."""

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskbreak.coach.frame import Frame
from deskbreak.coach.looks import LOOKS
from deskbreak.coach.pose import FRONT, REST, Pose, View
from deskbreak.coach.skeleton import body
from deskbreak.i18n import _
from deskbreak.ui.figure_body import BodyPainter
from deskbreak.ui.figure_camera import Camera
from deskbreak.ui.figure_chair import paint_backrest, paint_chair, paint_ground
from deskbreak.ui.figure_colors import Colors
from deskbreak.ui.theme import Theme


def paint_scene(painter: QPainter, camera: Camera, colors: Colors) -> None:
    """What does not move and lies behind the person."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_ground(painter, camera, colors)
    if camera.towards[2] >= 0:
        paint_backrest(painter, camera, colors)
    paint_chair(painter, camera, colors)


def paint_person(painter: QPainter, camera: Camera, colors: Colors, pose: Pose) -> None:
    """The person, and the backrest where it is nearer."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    BodyPainter(painter, camera, colors, body(pose)).paint()
    if camera.towards[2] < 0:
        paint_backrest(painter, camera, colors)


def paint_figure(painter: QPainter, box: QRectF, pose: Pose, view: View, theme: Theme, look: str = LOOKS[0]) -> None:
    """The whole picture into ``box`` (logical pixels) of any painter."""
    camera, colors = Camera(view, box), Colors.of(theme, look)
    paint_scene(painter, camera, colors)
    paint_person(painter, camera, colors, pose)


class Figure(QWidget):
    """Shows the figure of a frame. It repaints only when the figure looks different, and keeps the still scene."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pose, self._view = REST, FRONT
        self._colors = Colors.of(Theme.of(self.palette()))
        self._scene = QPixmap()
        self._scene_of: tuple[View, QSize, float] | None = None
        self.setAccessibleName(_("Figure that shows the exercise"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.setMinimumSize(180, 180)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room enough to read a face."""
        return QSize(360, 360)

    def set_frame(self, frame: Frame) -> None:
        """Show this frame's pose from its view."""
        if (self._pose, self._view) != frame.pose_key:
            self._pose, self._view = frame.pose_key
            self.update()
        said = ", ".join(text for text in (frame.exercise.name, frame.side_text, " ".join(frame.caption)) if text)
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take up a change of the palette."""
        if event.type() == QEvent.Type.PaletteChange:
            self._colors = Colors.of(Theme.of(self.palette()))
            self._scene_of = None
            self.update()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the kept scene and the person before it."""
        camera = Camera(self._view, QRectF(self.rect()))
        wanted = (self._view, self.size(), self.devicePixelRatioF())
        if self._scene_of != wanted:
            self._scene = _painted_scene(camera, self._colors, self.size(), self.devicePixelRatioF())
            self._scene_of = wanted
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._scene)
        paint_person(painter, camera, self._colors, self._pose)
        painter.end()


def _painted_scene(camera: Camera, colors: Colors, size: QSize, ratio: float) -> QPixmap:
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    paint_scene(painter, camera, colors)
    painter.end()
    return pixmap
