"""The ring around the disc: it grows and thickens as one breathes in, and says so at first."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.chair import disc
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.kit.theme import mix

OUTERMOST = 0.49
"""How far the ring reaches from the disc's middle, as a share of the picture's shorter side."""
_THIN, _THICK = 0.006, 0.017
_GAP = 0.005
"""Between the disc and the ring when it is smallest."""


def ring_of(camera: Camera, air: float) -> tuple[float, float]:
    """Its radius (of its middle line) and its width (pixels), as full of ``air`` (0 to 1) as the chest is."""
    size = min(camera.box.width(), camera.box.height())
    width = (_THIN + (_THICK - _THIN) * air) * size
    least = disc(camera.box).width() / 2 + _GAP * size + _THIN * size / 2
    return least + (OUTERMOST * size - _THICK * size / 2 - least) * air, width


def paint_ring(painter: QPainter, camera: Camera, colors: Colors, air: float) -> None:
    """A ring around the disc, thin and pale when one has breathed out, thick and full when one has breathed in."""
    radius, width = ring_of(camera, air)
    color = colors.guide if colors.strong else mix(colors.disc, colors.guide, 0.42 + 0.5 * air)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, max(1.2, width)))
    painter.drawEllipse(disc(camera.box).center(), radius, radius)


def word_place(camera: Camera, word: str, font: QFont) -> QRectF:
    """Where ``word`` lies on the ring: at its lower left, its end on the ring, as far as the picture leaves room."""
    box, size = camera.box, min(camera.box.width(), camera.box.height())
    metrics = QFontMetricsF(font)
    tall = metrics.height() * 1.35
    wide = metrics.horizontalAdvance(word) + tall * 0.95
    middle, radius = disc(box).center(), ring_of(camera, 0.5)[0]
    y = min(middle.y() + radius * 0.8, box.bottom() - tall / 2 - 1)
    inside = max(0.0, radius * radius - (y - middle.y()) ** 2) ** 0.5
    end = middle.x() - inside + 0.09 * size
    left = max(box.left() + 1, end - wide)
    return QRectF(left, y - tall / 2, wide, tall)


def paint_word(painter: QPainter, camera: Camera, colors: Colors, word: str, font: QFont, strength: float) -> None:
    """``word`` on the ring, ``strength`` of it (0 to 1)."""
    if not word or not strength:
        return
    place = word_place(camera, word, font)
    painter.save()
    painter.setOpacity(strength)
    painter.setPen(QPen(colors.pill, 1.0))
    painter.setBrush(colors.pill)
    painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
    painter.setFont(font)
    painter.setPen(colors.on_pill)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, word)
    painter.restore()
