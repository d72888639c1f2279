"""The figure that shows an exercise: a pure painting function, and the widget around it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskbreak.coach.body.pose import FRONT, REST, Pose, View
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.content.exercise import Exercise
from deskbreak.coach.content.looks import LOOKS
from deskbreak.coach.frame import Frame
from deskbreak.i18n import _
from deskbreak.ui.figure.body import BodyPainter
from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.chair import disc, paint_backrest, paint_chair, paint_ground, paint_shadow
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.guides import Polyline, paint_ring, paint_ways, ways
from deskbreak.ui.figure.key_poses import FADE, KeyPoses, telling_pose
from deskbreak.ui.figure.layers import Layers
from deskbreak.ui.kit.raster import fill_alone
from deskbreak.ui.kit.theme import Theme

_WHOLE = 0.3
"""Metres above the floor from which a view is a bust, cut off by the disc; below, the cut moves out of the picture."""


def paint_scene(painter: QPainter, camera: Camera, colors: Colors) -> None:
    """What does not move and lies behind the person."""
    fill_alone()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_ground(painter, camera, colors)
    painter.save()
    _clip(painter, camera)
    painter.save()
    on_the_disc = QPainterPath()
    on_the_disc.addEllipse(disc(camera.box))
    painter.setClipPath(on_the_disc, Qt.ClipOperation.IntersectClip)
    paint_shadow(painter, camera, colors)
    painter.restore()
    if camera.towards[2] >= 0:
        paint_backrest(painter, camera, colors)
    paint_chair(painter, camera, colors)
    painter.restore()


def paint_person(
    painter: QPainter,
    camera: Camera,
    colors: Colors,
    pose: Pose,
    muscles: Sequence[str] = (),
    lines: Sequence[Polyline] = (),
    layers: Layers | None = None,
) -> None:
    """The person with what helps to follow, and the backrest where it is nearer; ``layers`` keep what stands still."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    _clip(painter, camera)
    BodyPainter(painter, camera, colors, body(pose), muscles, layers).paint()
    if camera.towards[2] < 0:
        paint_backrest(painter, camera, colors)
    painter.restore()
    paint_ways(painter, camera, colors, lines)


def _clip(painter: QPainter, camera: Camera) -> None:
    """Let the lower edge of the disc cut off what a bust does not show."""
    low = camera.view.low
    if low <= 0:
        return
    round_ = disc(camera.box)
    more = round_.width() * max(0.0, 1 - low / _WHOLE) / 2
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addEllipse(round_.adjusted(-more, -more, more, more))
    path.addRect(
        QRectF(camera.box.left(), camera.box.top(), camera.box.width(), round_.center().y() - camera.box.top())
    )
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)


def paint_frame(painter: QPainter, box: QRectF, frame: Frame, theme: Theme, look: str = LOOKS[0]) -> None:
    """The whole picture of a frame with muscles, arc and ring, as the widget shows it."""
    shown = Picture.of(frame, mirror=True)
    camera, colors = Camera(shown.view, box), Colors.of(theme, look)
    lines = ways(frame.path, frame.exercise.trace)
    paint_scene(painter, camera, colors)
    paint_ring(painter, camera, colors, shown.pose.chest)
    paint_person(painter, camera, colors, shown.pose, shown.muscles, lines)


def paint_still(painter: QPainter, box: QRectF, exercise: Exercise, theme: Theme, look: str) -> None:
    """The figure at work in ``box``, with the muscles that the exercise names."""
    camera, colors = Camera(exercise.view, box), Colors.of(theme, look)
    paint_scene(painter, camera, colors)
    paint_person(painter, camera, colors, telling_pose(exercise), exercise.muscles)


@dataclass(frozen=True, slots=True)
class Picture:
    """What the picture depends on. The figure is a mirror image; not as a mirror it moves like someone opposite."""

    pose: Pose
    view: View
    muscles: tuple[str, ...] = ()

    @classmethod
    def of(cls, frame: Frame, mirror: bool) -> "Picture":
        """What shows this frame."""
        muscles = frame.exercise.muscles if frame.repetition else ()
        if mirror:
            return cls(frame.pose, frame.view, muscles)
        return cls(frame.pose.mirrored(), replace(frame.view, yaw=-frame.view.yaw), muscles)


class Figure(QWidget):
    """Shows the figure of a frame. It repaints only when the figure looks different, and keeps the still scene.

    ``look`` is one of ``coach.content.looks.LOOKS``; with ``mirror`` false the figure's left is its own, as with a
    person opposite; ``reduced`` shows key poses that fade into each other instead of movement.
    """

    def __init__(
        self, parent: QWidget | None = None, look: str = LOOKS[0], mirror: bool = True, reduced: bool = False
    ) -> None:
        super().__init__(parent)
        self._look, self._mirror, self._reduced = look, mirror, reduced
        self._shown = Picture(REST, FRONT)
        self._before = self._shown
        self._since = 0.0
        self._above = 0
        self._fade = 1.0
        self._keys = KeyPoses()
        self._path: tuple[Pose, ...] = ()
        self._lines: tuple[Polyline, ...] = ()
        self._colors = Colors.of(Theme.of(self.palette()), look)
        self._scene = QPixmap()
        self._scene_of: tuple[View, QRect, float] | None = None
        self._camera: Camera
        self._layers: Layers
        self.setAccessibleName(_("Figure that shows the exercise"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.setMinimumSize(180, 180)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room enough to read a face."""
        return QSize(360, 360)

    @property
    def picture(self) -> Picture:
        """What it shows."""
        return self._shown

    @property
    def room(self) -> QRect:
        """Where the scene is."""
        return self.rect().adjusted(0, self._above, 0, 0)

    def leave_above(self, height: int) -> None:
        """Leave so many pixels above the scene to something else."""
        if height != self._above:
            self._above = height
            self.update()

    def is_free(self, place: QRect) -> bool:
        """Whether nothing of the person, or of what helps to follow, is at ``place``."""
        seen = QImage(place.size(), QImage.Format.Format_ARGB32_Premultiplied)
        seen.fill(0)
        painter = QPainter(seen)
        painter.translate(-place.topLeft())
        camera = Camera(self._shown.view, QRectF(self.room))
        paint_person(painter, camera, self._colors, self._shown.pose, self._shown.muscles, self._lines)
        painter.end()
        return not any(bytes(seen.constBits()))

    def set_look(self, look: str, mirror: bool = True, reduced: bool = False) -> None:
        """Take up changed settings; what they mean is said at the class."""
        self._look, self._mirror, self._reduced = look, mirror, reduced
        self._path, self._lines, self._fade = (), (), 1.0
        self._colors = Colors.of(Theme.of(self.palette()), look)
        self._scene_of = None
        self.update()

    def set_frame(self, frame: Frame) -> None:
        """Show this frame's pose from its view, with the muscles and the way of its movement."""
        if frame.path is not self._path:
            self._path = frame.path
            poses = frame.path if self._mirror else [pose.mirrored() for pose in frame.path]
            self._lines = ways(poses, frame.exercise.trace)
            self.update()
        if self._reduced:
            still = replace(frame, pose=self._keys.of(frame), view=frame.leads_to[1])
            shown = self._faded(Picture.of(still, self._mirror), frame.elapsed)
        else:
            shown = Picture.of(frame, self._mirror)
        if shown != self._shown:
            self._shown = shown
            self.update()
        said = ", ".join(text for text in (frame.exercise.name, frame.side_text, " ".join(frame.caption)) if text)
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)

    def _faded(self, shown: Picture, elapsed: float) -> Picture:
        """Let a new key pose fade in over the one before. A chest that breathes is no new pose."""
        shown = replace(shown, pose=replace(shown.pose, chest=REST.chest))
        if shown != self._shown:
            self._before, self._since = self._shown, elapsed
        fade = min(1.0, max(0.0, (elapsed - self._since) / FADE)) if elapsed >= self._since else 1.0
        if fade != self._fade:
            self._fade = fade
            self.update()
        return shown

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take up a change of the palette."""
        if event.type() == QEvent.Type.PaletteChange:
            self._colors = Colors.of(Theme.of(self.palette()), self._look)
            self._scene_of = None
            self.update()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the kept scene and the person before it."""
        painter = QPainter(self)
        if self._fade < 1:
            self._paint(painter, self._before)
            fresh = self._blank()
            onto = QPainter(fresh)
            onto.fillRect(self.rect(), self.palette().window())
            self._paint(onto, self._shown)
            onto.end()
            painter.setOpacity(self._fade)
            painter.drawPixmap(0, 0, fresh)
        else:
            self._paint(painter, self._shown)
        painter.end()

    def _paint(self, painter: QPainter, shown: Picture) -> None:
        wanted = (shown.view, self.room, self.devicePixelRatioF())
        if self._scene_of != wanted:
            self._camera = Camera(shown.view, QRectF(self.room))
            self._layers = Layers(self._camera.box, self.devicePixelRatioF())
            self._scene = self._blank()
            onto = QPainter(self._scene)
            paint_scene(onto, self._camera, self._colors)
            onto.end()
            self._scene_of = wanted
        camera = self._camera
        painter.drawPixmap(0, 0, self._scene)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ring(painter, camera, self._colors, shown.pose.chest)
        paint_person(painter, camera, self._colors, shown.pose, shown.muscles, self._lines, self._layers)

    def _blank(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(0, 0, 0, 0))
        return pixmap
