"""The ring around the disc: it grows and thickens as one breathes in, and says so at first."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPainter, QPen

from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.chair import disc
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.kit.theme import mix

OUTERMOST = 0.49
"""How far the ring reaches from the disc's middle, as a share of the picture's shorter side."""
_THIN, _THICK = 0.006, 0.017
_GAP = 0.005
"""Between the disc and the ring when it is smallest."""
_TALL = 1.35
"""How tall the word's ground is, in lines of it."""
_WIDEST = 0.46
"""How wide it is at most, as a share of the picture's shorter side: letters too large for the picture are smaller."""
_INSIDE = 0.035
"""How far it reaches into the disc, as a share of that."""
_HIGHEST, _LOWEST = 0.8, 1.0
"""How far below the disc's middle it lies, as a share of the ring's radius."""


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
    """Where ``word`` lies on the ring: at its lower left, its end on the ring; a long one lower, which has room."""
    box, size = camera.box, min(camera.box.width(), camera.box.height())
    metrics = QFontMetricsF(font)
    tall = _TALL * metrics.height()
    wide = metrics.horizontalAdvance(word) + 0.7 * tall
    if wide > _WIDEST * size:
        tall, wide = tall * _WIDEST * size / wide, _WIDEST * size
    middle, radius = disc(box).center(), ring_of(camera, 0.5)[0]
    share = _HIGHEST
    while True:
        y = min(middle.y() + radius * share, middle.y() + 0.51 * size - tall / 2, box.bottom() - tall / 2 - 1)
        end = middle.x() - max(0.0, radius * radius - (y - middle.y()) ** 2) ** 0.5 + _INSIDE * size
        if end - wide >= box.left() + 1 or share > _LOWEST:
            return QRectF(max(box.left() + 1, end - wide), y - tall / 2, wide, tall)
        share += 0.03


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
    fitting = QFont(font)
    fitting.setPixelSize(
        max(1, round(place.height() / _TALL / QFontMetricsF(font).height() * QFontInfo(font).pixelSize()))
    )
    painter.setFont(fitting)
    painter.setPen(colors.on_pill)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, word)
    painter.restore()
