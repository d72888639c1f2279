"""The shapes that tell apart what became of a routine, also where no colours are seen: small ones, and filled areas.

A disc is done, half a disc in part, a square that is hollow stopped, two arrowheads skipped, a hollow diamond missed.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from deskbreak.ui.history.colors import HistoryColors
from deskbreak.ui.history.values import HowItWent

HATCH = 6.0
"""Logical pixels between the lines of an area that is hatched."""
LEVELS, NONE = (0.5, 0.75, 1.0), 0.7
"""How much of its box a shape fills: for a little exercise, more, and much; and where there was none."""


def paint_shape(painter: QPainter, how: HowItWent, box: QRectF, colors: HistoryColors) -> None:
    """The shape of ``how``, as large as fits into the middle of ``box``."""
    color, size = colors.of_how[how], min(box.width(), box.height())
    line = max(1.2, size / (11 if how is HowItWent.IN_PART else 7))
    inner = QRectF(0, 0, size - line, size - line)
    inner.moveCenter(box.center())
    painter.setPen(QPen(color, line, j=Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match how:
        case HowItWent.DONE:
            painter.setBrush(color)
            painter.drawEllipse(inner)
        case HowItWent.IN_PART:
            painter.drawEllipse(inner)
            painter.setBrush(color)
            painter.drawPie(inner, 90 * 16, 180 * 16)
        case HowItWent.STOPPED:
            painter.drawRect(inner.adjusted(size * 0.04, size * 0.04, -size * 0.04, -size * 0.04))
        case HowItWent.SKIPPED:
            half = inner.width() / 2
            for left in (inner.left(), inner.left() + half):
                tip = QPointF(left + half * 0.8, inner.center().y())
                painter.drawPolyline(QPolygonF([QPointF(left, inner.top()), tip, QPointF(left, inner.bottom())]))
        case HowItWent.MISSED:
            middle = inner.center()
            points = [QPointF(middle.x(), inner.top()), QPointF(inner.right(), middle.y())]
            points += [QPointF(middle.x(), inner.bottom()), QPointF(inner.left(), middle.y())]
            painter.drawPolygon(QPolygonF(points))


def fill_area(painter: QPainter, how: HowItWent, area: QRectF, colors: HistoryColors) -> None:
    """A part of a bar: full of colour for done, hatched for in part, an outline for stopped."""
    color = colors.of_how[how]
    if how is HowItWent.DONE:
        painter.fillRect(area, color)
        return
    painter.fillRect(area, colors.ground)
    painter.setPen(QPen(color, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if how is HowItWent.IN_PART:
        painter.save()
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        for number in range(int((area.width() + area.height()) / HATCH) + 1):
            x = area.left() + number * HATCH
            painter.drawLine(QPointF(x, area.top()), QPointF(x - area.height(), area.bottom()))
        painter.restore()
    painter.drawRect(area.adjusted(0.8, 0.8, -0.8, -0.8))


def paint_sized(painter: QPainter, how: HowItWent, level: int | None, box: QRectF, colors: HistoryColors) -> None:
    """The shape of ``how``, the larger, the more exercise there was: ``level`` 0 to 2, ``None`` for none at all."""
    size = min(box.width(), box.height()) * (NONE if level is None else LEVELS[level])
    inner = QRectF(0, 0, size, size)
    inner.moveCenter(box.center())
    paint_shape(painter, how, inner, colors)


class ShapeMark(QWidget):
    """One shape beside its word in the legend; ``level``: as large as for so much exercise."""

    def __init__(self, how: HowItWent, level: int, colors: HistoryColors) -> None:
        super().__init__()
        self._how = how
        self._level = level
        self._colors = colors

    def put(self, colors: HistoryColors) -> None:
        """Paint it in these colours."""
        self._colors = colors
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As tall as its word."""
        size = round(self.fontMetrics().height() * 0.8)
        return QSize(size, size)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As large as it likes to be."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The shape, as large as there is room."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = min(self.sizeHint().width(), self.width(), self.height())
        box = QRectF(0, 0, size, size)
        box.moveCenter(QRectF(self.rect()).center())
        paint_sized(painter, self._how, self._level, box, self._colors)
