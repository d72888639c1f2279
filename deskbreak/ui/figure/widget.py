"""The figure that shows an exercise: a pure painting function, and the widget around it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskbreak.coach.body.bones import Body
from deskbreak.coach.body.pose import FRONT, REST, Pose, View
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.content.exercise import Exercise, other_side
from deskbreak.coach.content.looks import LOOKS
from deskbreak.coach.cues import QUIET
from deskbreak.coach.frame import CueLevels, Frame
from deskbreak.i18n import _
from deskbreak.ui.figure.body import BodyPainter
from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.chair import clip_to_disc, disc, paint_backrest, paint_chair, paint_ground, paint_shadow
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.cues.movement import Movement, MovementCues
from deskbreak.ui.figure.cues.muscles import Glow
from deskbreak.ui.figure.cues.ring import paint_ring, paint_word
from deskbreak.ui.figure.key_poses import FADE, KeyPoses, telling_step
from deskbreak.ui.figure.layers import Layers
from deskbreak.ui.kit.raster import fill_alone
from deskbreak.ui.kit.theme import Theme


def paint_scene(painter: QPainter, camera: Camera, colors: Colors) -> None:
    """What does not move and lies behind the person."""
    fill_alone()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_ground(painter, camera, colors)
    painter.save()
    clip_to_disc(painter, camera)
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
    glow: Sequence[Glow] = (),
    layers: Layers | None = None,
) -> Body:
    """The person, whose muscles ``glow``, and the backrest where it is nearer; ``layers`` keep what stands still.

    Returns the body in space.
    """
    of = body(pose)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    clip_to_disc(painter, camera)
    BodyPainter(painter, camera, colors, of, glow, layers).paint()
    if camera.towards[2] < 0:
        paint_backrest(painter, camera, colors)
    painter.restore()
    return of


def paint_frame(painter: QPainter, box: QRectF, frame: Frame, theme: Theme, look: str = LOOKS[0]) -> None:
    """The whole picture of a frame with muscles, arrow and ring, as a still: nothing of it is about to appear."""
    shown = Picture.still(frame, mirror=True)
    camera, colors = Camera(shown.view, box), Colors.of(theme, look)
    guide = MovementCues(camera, colors, Movement.of(frame, mirror=True), 1.0)
    paint_scene(painter, camera, colors)
    paint_ring(painter, camera, colors, shown.pose.chest)
    guide.paint_behind(painter)
    now = paint_person(painter, camera, colors, shown.pose, shown.glow)
    guide.paint_before(painter, shown.arrow, now)


def paint_still(painter: QPainter, box: QRectF, exercise: Exercise, theme: Theme, look: str) -> None:
    """The figure at work in ``box``, with the muscles that work or are stretched then."""
    camera, colors = Camera(exercise.view, box), Colors.of(theme, look)
    pose, muscles = telling_step(exercise)
    paint_scene(painter, camera, colors)
    paint_person(painter, camera, colors, pose, [(muscle, 1.0) for muscle in muscles])


@dataclass(frozen=True, slots=True)
class Picture:
    """What the picture depends on. The figure is a mirror image; not as a mirror it moves like someone opposite.

    ``glow``, ``arrow`` and ``word`` are as in ``coach.frame.CueLevels``; ``said`` is the ring's word.
    """

    pose: Pose
    view: View
    glow: tuple[Glow, ...] = ()
    arrow: float = 0.0
    word: float = 0.0
    said: str = ""

    @classmethod
    def of(cls, frame: Frame, mirror: bool) -> "Picture":
        """What shows this frame."""
        cues = frame.cues
        said = frame.breath_text if cues.word else ""
        if mirror:
            return cls(frame.pose, frame.view, cues.glow, cues.arrow, cues.word, said)
        glow = tuple((other_side(muscle), share) for muscle, share in cues.glow)
        view = replace(frame.view, yaw=-frame.view.yaw)
        return cls(frame.pose.mirrored(), view, glow, cues.arrow, cues.word, said)

    @classmethod
    def still(cls, frame: Frame, mirror: bool) -> "Picture":
        """The same with nothing that appears or disappears: it is there, or not; and without a word."""
        glow = tuple((muscle, 1.0) for muscle in frame.muscles)
        led = QUIET if frame.cues.held else 0.0 if frame.cues.returns else 1.0
        arrow = led if frame.path else 0.0
        return cls.of(replace(frame, cues=CueLevels(glow=glow, arrow=arrow)), mirror)


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
        self._movement = Movement()
        self._guide: MovementCues | None = None
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
        now = paint_person(painter, camera, self._colors, self._shown.pose, self._shown.glow)
        guide = MovementCues(camera, self._colors, self._movement, 1.0)
        guide.paint_behind(painter)
        guide.paint_before(painter, self._shown.arrow, now)
        self._paint_word(painter, camera, self._shown)
        painter.end()
        return not any(bytes(seen.constBits()))

    def set_look(self, look: str, mirror: bool = True, reduced: bool = False) -> None:
        """Take up changed settings; what they mean is said at the class."""
        self._look, self._mirror, self._reduced = look, mirror, reduced
        self._movement, self._guide, self._fade = Movement(), None, 1.0
        self._colors = Colors.of(Theme.of(self.palette()), look)
        self._scene_of = None
        self.update()

    def set_frame(self, frame: Frame) -> None:
        """Show this frame's pose from its view, with the muscles and the way of its movement."""
        if not self._movement.is_of(frame):
            self._movement, self._guide = Movement.of(frame, self._mirror), None
            self.update()
        if self._reduced:
            still = replace(frame, pose=self._keys.of(frame), view=frame.leads_to[1])
            shown = self._faded(Picture.still(still, self._mirror), frame.elapsed)
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
            self._scene_of, self._guide = wanted, None
        if self._guide is None:
            self._guide = MovementCues(self._camera, self._colors, self._movement, self.devicePixelRatioF())
        camera, guide = self._camera, self._guide
        painter.drawPixmap(0, 0, self._scene)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ring(painter, camera, self._colors, shown.pose.chest)
        guide.paint_behind(painter)
        now = paint_person(painter, camera, self._colors, shown.pose, shown.glow, self._layers)
        guide.paint_before(painter, shown.arrow, now)
        self._paint_word(painter, camera, shown)

    def _paint_word(self, painter: QPainter, camera: Camera, shown: Picture) -> None:
        paint_word(painter, camera, self._colors, shown.said, self.font(), shown.word)

    def _blank(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(0, 0, 0, 0))
        return pixmap
