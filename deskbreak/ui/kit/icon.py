"""The mark: somebody sitting upright, and in the free corner before the face a badge for what deskbreak is doing.

Painted by QPainter, not read from SVG files: each size gets its own stroke width and lands on whole pixels, which is
what makes 16 px legible; there is no file to miss and no QtSvg to import (10 ms). The one SVG,
``resources/icons/deskbreak.svg``, is for the desktop's menus; a test holds it against this painting.

Nobody tells an application how bright the panel is. So the mark brings its own ground, a tile dark enough for a white
figure, with a light rim that sets it off from a dark panel. The states differ in shape first, in colour second.
"""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QLinearGradient, QPainter, QPainterPath, QPen, QPixmap

from deskbreak.ui.kit.badge import Badge

SIZES = (16, 22, 24, 32, 48, 64)

_GRID = 64.0
_TEAL = (QColor("#15897e"), QColor("#0a5f59"))
_SLATE = (QColor("#5f6b78"), QColor("#414b56"))
_RIM = QColor(255, 255, 255, 120)
_WHITE = QColor("#ffffff")
_AMBER = QColor("#ffc24a")
_SHADE = QColor("#0a4f4a")


def icon(badge: Badge, sizes: tuple[int, ...] = SIZES) -> QIcon:
    """The icon in every size (device pixels) that trays and window lists ask for."""
    made = QIcon()
    for size in sizes:
        made.addPixmap(pixmap(badge, size))
    return made


def pixmap(badge: Badge, size: int) -> QPixmap:
    """The mark on a transparent square of ``size`` device pixels."""
    made = QPixmap(QSize(size, size))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter, badge, size)
    painter.end()
    return made


def sharp(badge: Badge, side: int, ratio: float) -> QPixmap:
    """The same, ``side`` logical pixels large on a screen with ``ratio`` device pixels for each."""
    made = pixmap(badge, round(side * ratio))
    made.setDevicePixelRatio(ratio)
    return made


def paint(painter: QPainter, badge: Badge, size: float) -> None:
    """Paint the mark into the square from the origin to ``size``."""
    painter.save()
    bold = 1.0 + max(0.0, (32 - size) / 32) * 0.3  # small sizes need thicker strokes
    _tile(painter, _SLATE if badge in (Badge.QUIET, Badge.PAUSED, Badge.OFF) else _TEAL, size)
    painter.scale(size / _GRID, size / _GRID)
    _figure(painter, bold)
    if badge in _BADGES:
        _BADGES[badge](painter, bold)
    painter.restore()


def _tile(painter: QPainter, colors: tuple[QColor, QColor], size: float) -> None:
    edge = 0.0 if size < 32 else round(size / 32)
    rect = QRectF(edge, edge, size - 2 * edge, size - 2 * edge)
    shade = QLinearGradient(rect.topLeft(), rect.bottomLeft())
    shade.setColorAt(0, colors[0])
    shade.setColorAt(1, colors[1])
    radius = rect.width() * 0.24
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawRoundedRect(rect, radius, radius)
    rim = max(1.0, size / 48)
    inset = rim / 2
    painter.setPen(QPen(_RIM, rim))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


def _figure(painter: QPainter, bold: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_WHITE)
    painter.drawEllipse(QPointF(24, 16.5), 7.6, 7.6)
    body = QPainterPath(QPointF(23.5, 31))
    body.cubicTo(QPointF(20.5, 36), QPointF(23.5, 41), QPointF(22.5, 46))
    body.lineTo(QPointF(40, 46))
    body.lineTo(QPointF(43, 54.5))
    painter.strokePath(body, _stroke(_WHITE, 7.6 * bold))


def _inviting(painter: QPainter, bold: float) -> None:
    _badge(painter, _AMBER, _SHADE, bold)


def _quiet(painter: QPainter, bold: float) -> None:
    """A ring with nothing in it: nothing is forbidden, so nothing is red."""
    painter.setPen(_stroke(_WHITE, 4.6 * bold))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(47.5, 16.5), 8.4, 8.4)


def _badge(painter: QPainter, color: QColor, edge: QColor, bold: float) -> None:
    """A disc over the tile's corner, with a gap all round that shows the panel, whatever its colour."""
    middle, radius = QPointF(48, 16), 12.5
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.drawEllipse(middle, radius + 2.6 * bold, radius + 2.6 * bold)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setPen(QPen(edge, 1.6 * bold))
    painter.setBrush(color)
    painter.drawEllipse(middle, radius, radius)


def _paused(painter: QPainter, bold: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_WHITE)
    wide = 5.6 * bold
    for middle in (42.0, 53.0):
        painter.drawRoundedRect(QRectF(middle - wide / 2, 7, wide, 20), 1.5, 1.5)


def _off(painter: QPainter, bold: float) -> None:
    moon, bite = QPainterPath(), QPainterPath()
    moon.addEllipse(QPointF(46, 18), 11.5, 11.5)
    bite.addEllipse(QPointF(51.5 - bold, 13.5 + bold * 0.5), 9.5, 9.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_WHITE)
    painter.drawPath(moon.subtracted(bite))


def _routine(painter: QPainter, bold: float) -> None:
    arm = QPainterPath(QPointF(24, 31))
    arm.cubicTo(QPointF(36, 31), QPointF(44, 24), QPointF(50, 10))
    painter.strokePath(arm, _stroke(_WHITE, 6.6 * bold))


def _stroke(color: QColor, width: float) -> QPen:
    return QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


_BADGES: dict[Badge, Callable[[QPainter, float], None]] = {
    Badge.INVITING: _inviting,
    Badge.QUIET: _quiet,
    Badge.PAUSED: _paused,
    Badge.OFF: _off,
    Badge.ROUTINE: _routine,
}
