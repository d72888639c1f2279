"""What stands still while a movement lasts, kept as pictures: its arrow, and what is behind the figure."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap

from deskbreak.coach.body.bones import Body
from deskbreak.coach.body.pose import REST, Pose, View
from deskbreak.coach.body.skeleton import body
from deskbreak.coach.cues import QUIET
from deskbreak.coach.frame import Frame
from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.colors import Colors, Hair
from deskbreak.ui.figure.cues.arrows import CASING, arrow, paint_arrows
from deskbreak.ui.figure.cues.places import Shape, placed
from deskbreak.ui.figure.cues.reference import paint_against, paint_reference

_MOST = 24
"""Movements whose arrows are kept: the next repetition has the same ones."""


@dataclass(frozen=True, slots=True)
class Movement:
    """What the cues of a movement depend on: its poses, what of them the arrow shows, and what is behind the figure.

    ``path`` is the frame's own, by which it is known again.
    """

    path: tuple[Pose, ...] = ()
    poses: tuple[Pose, ...] = ()
    trace: str = ""
    reference: str = ""
    began: Pose = REST

    @classmethod
    def of(cls, frame: Frame, mirror: bool) -> "Movement":
        """That of ``frame``; not as a mirror it is to the other side."""
        reference = frame.exercise.reference if frame.repetition else ""
        poses = frame.path if mirror else tuple(pose.mirrored() for pose in frame.path)
        began = frame.began_at if mirror else frame.began_at.mirrored()
        return cls(frame.path, poses, frame.exercise.trace, reference, began if reference else REST)

    def is_of(self, frame: Frame) -> bool:
        """Whether it is (still) the movement of ``frame``."""
        return frame.path is self.path and (not self.reference or bool(frame.repetition))


class MovementCues:
    """The pictures for a movement as ``camera`` sees it; they are made when they are first asked for.

    ``ratio`` is how many pixels of the screen one of its own is.
    """

    def __init__(self, camera: Camera, colors: Colors, movement: Movement, ratio: float) -> None:
        self._camera, self._colors, self._movement, self._ratio = camera, colors, movement, ratio
        self._arrow: tuple[QPointF, QPixmap, QPixmap] | None = None
        self._behind: QPixmap | None = None
        self._began: Body | None = None
        self._looked = False

    def paint_behind(self, painter: QPainter) -> None:
        """What is behind the figure."""
        movement = self._movement
        if not movement.reference:
            return
        if self._behind is None:
            box = self._camera.box
            self._behind = self._blank(QSize(ceil(box.right()), ceil(box.bottom())))
            onto = QPainter(self._behind)
            onto.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_reference(onto, self._camera, self._colors, movement.reference, movement.began, self._ratio)
            onto.end()
        painter.drawPixmap(0, 0, self._behind)

    def paint_before(self, painter: QPainter, strength: float, now: Body) -> None:
        """How far the figure, which is as ``now``, has moved from what stands still behind it; and the arrow.

        There is ``strength`` of that (0 to 1): up to ``QUIET`` a tint of its own colour, which then grows vivid.
        """
        movement = self._movement
        if movement.reference:
            self._began = self._began or body(movement.began)
            paint_against(painter, self._camera, self._colors, movement.reference, self._began, now)
        if not strength:
            return
        if not self._looked:
            self._arrow, self._looked = self._made(), True
        if self._arrow is not None:
            whole, (place, vivid, tint) = painter.opacity(), self._arrow
            for picture, share in ((tint, strength / QUIET), (vivid, (strength - QUIET) / (1 - QUIET))):
                if share > 0:
                    painter.setOpacity(whole * min(1.0, share))
                    painter.drawPixmap(place, picture)
            painter.setOpacity(whole)

    def _made(self) -> tuple[QPointF, QPixmap, QPixmap] | None:
        box = self._camera.box
        size, middle = min(box.width(), box.height()), (box.center().x(), box.center().y())
        shapes = shapes_of(self._movement.poses, self._movement.trace, self._camera.view, self._colors)
        if not shapes:
            return None
        paths = [arrow(shape, middle, size) for shape in shapes]
        area, edge = QRectF(), CASING * size + 2
        for path in paths:
            area = area.united(path.boundingRect().adjusted(-edge, -edge, edge, edge))
        left, top = floor(area.left()), floor(area.top())
        pictures = []
        for tint in (False, True):
            picture = self._blank(QSize(ceil(area.right()) - left, ceil(area.bottom()) - top))
            onto = QPainter(picture)
            onto.setRenderHint(QPainter.RenderHint.Antialiasing)
            onto.translate(-left, -top)
            paint_arrows(onto, paths, self._colors, size, tint=tint)
            onto.end()
            pictures.append(picture)
        vivid, pale = pictures
        return QPointF(left, top), vivid, pale

    def _blank(self, size: QSize) -> QPixmap:
        pixmap = QPixmap(size * self._ratio)
        pixmap.setDevicePixelRatio(self._ratio)
        pixmap.fill(QColor(0, 0, 0, 0))
        return pixmap


@dataclass(frozen=True, slots=True)
class _Person:
    """Whose outline an arrow has to keep clear of: of the colours nothing counts but how the hair is worn."""

    worn: Hair
    colors: Colors = field(compare=False)


def shapes_of(poses: Sequence[Pose], trace: str, view: View, colors: Colors) -> tuple[Shape, ...]:
    """The lines of the arrows of a movement; the last ones are kept, whatever the chest does meanwhile."""
    if not poses or not trace:
        return ()
    quiet = tuple(replace(pose, chest=REST.chest, circle=round(pose.circle % 360)) for pose in poses)
    return _shapes(quiet, trace, view, _Person(colors.worn, colors))


@lru_cache(maxsize=_MOST)
def _shapes(poses: tuple[Pose, ...], trace: str, view: View, person: _Person) -> tuple[Shape, ...]:
    return placed(poses, trace, view, person.colors)
