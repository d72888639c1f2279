"""Muscles at work, or stretched, glow: soft sheets with fibres on the surface of the parts they lie on."""

from collections.abc import Sequence
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from deskbreak.coach.body.bones import Body
from deskbreak.coach.content.looks import PAIRED, muscle_of
from deskbreak.ui.figure.camera import Camera, Seen, Spot, smooth
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.cues.anatomy import MADE, Anatomy, Spread

Glow = tuple[str, float]
"""A muscle (a name in ``coach.content.looks.MUSCLE_NAMES``), and how much it glows (0 to 1)."""

_GRAIN = 130
"""A sheet is painted as a picture so coarse (its pixels along the shorter side) and enlarged: so its edge is soft."""
_MOST = 0.86
"""How much of it is seen where it glows most: what it lies on shines through."""
_FIBRES = (0.2, 0.4, 0.6, 0.8)
"""Where its fibres lie, as shares of its width."""
_FIBRE = 0.0055
"""How wide one is, as a share of the picture's shorter side."""


class MusclePainter:
    """Paints the muscles of one body that ``glow``, part by part. ``spine`` are its joints as the camera sees them."""

    def __init__(self, camera: Camera, colors: Colors, body: Body, spine: Sequence[Seen], glow: Sequence[Glow]) -> None:
        self._colors, self._grain = colors, min(camera.box.width(), camera.box.height()) / _GRAIN
        anatomy = Anatomy(camera, body, spine)
        sheets: dict[tuple[frozenset[str], float], list[Spread]] = {}
        for name, strength in glow:
            muscle, side = muscle_of(name)
            parts, make = MADE[muscle]
            for sign in ((side,) if side else (-1.0, 1.0)) if muscle in PAIRED else (1.0,):
                if sheet := make(anatomy, sign):
                    sheets.setdefault((parts, strength), []).append(sheet)
        self._glowing = [(parts, strength, *self._picture(those)) for (parts, strength), those in sheets.items()]

    def paint(self, painter: QPainter, part: str, outline: QPainterPath) -> None:
        """Those on ``part`` (one of those in ``anatomy``), within its ``outline`` in the picture.

        A muscle that lies on several is one sheet, of which each part has its own piece: no seam between them.
        """
        for on, strength, place, picture in self._glowing:
            if part not in on or not place.intersects(outline.controlPointRect()):
                continue
            painter.save()
            painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setOpacity(_MOST * min(1.0, max(0.0, 2.6 * strength - 0.5)))
            painter.drawImage(place, picture)
            painter.restore()

    def _picture(self, sheets: Sequence[Spread]) -> tuple[QRectF, QImage]:
        """The sheets side by side, small; and where they lie: on whole grains, so that they stand still."""
        area, fibres = QPainterPath(), QPainterPath()
        for left, right in sheets:
            area.addPath(smooth([*left, *reversed(right)], closed=True))
            for share in _FIBRES:
                fibres.addPath(_fibre(left, right, share))
        area.setFillRule(Qt.FillRule.WindingFill)
        grain, around = self._grain, area.boundingRect()
        left_, top = floor(around.left() / grain) - 1, floor(around.top() / grain) - 1
        wide, high = ceil(around.right() / grain) + 1 - left_, ceil(around.bottom() / grain) + 1 - top
        picture = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(QColor(0, 0, 0, 0))
        onto = QPainter(picture)
        onto.setRenderHint(QPainter.RenderHint.Antialiasing)
        onto.scale(1 / grain, 1 / grain)
        onto.translate(-left_ * grain, -top * grain)
        onto.fillPath(area, self._colors.glow)
        onto.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
        pen = QPen(self._colors.fibre, _FIBRE * _GRAIN * grain, c=Qt.PenCapStyle.RoundCap)
        onto.strokePath(fibres, pen)
        onto.end()
        return QRectF(
            QPointF(left_ * grain, top * grain), QPointF((left_ + wide) * grain, (top + high) * grain)
        ), picture


def _fibre(left: Sequence[Spot], right: Sequence[Spot], share: float) -> QPainterPath:
    """A streak along a sheet, short of its ends."""
    pairs = list(zip(left, right, strict=True))[1:-1]
    return smooth([(ax + (bx - ax) * share, ay + (by - ay) * share) for (ax, ay), (bx, by) in pairs])
