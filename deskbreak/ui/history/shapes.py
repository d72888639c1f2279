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
LEVELS = (0.42, 0.68, 0.92)
"""How much of its box a square fills that stands for a little exercise, more, and much."""


def paint_shape(painter: QPainter, how: HowItWent, box: QRectF, colors: HistoryColors) -> None:
    """The shape of ``how``, as large as fits into the middle of ``box``."""
    color, size = colors.of_how[how], min(box.width(), box.height())
    line = max(1.2, size / 7)
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


def paint_level(painter: QPainter, level: int, box: QRectF, colors: HistoryColors) -> None:
    """A square that is larger and stronger, the more exercise there was: ``level`` 0 to 2."""
    size = min(box.width(), box.height()) * LEVELS[level]
    square = QRectF(0, 0, size, size)
    square.moveCenter(box.center())
    painter.fillRect(square, colors.levels[level])


class ShapeMark(QWidget):
    """One shape beside its word in the legend: of ``what``, or the square of a level."""

    def __init__(self, what: HowItWent | int, colors: HistoryColors) -> None:
        super().__init__()
        self._what = what
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
        if isinstance(self._what, HowItWent):
            paint_shape(painter, self._what, box, self._colors)
        else:
            paint_level(painter, self._what, box, self._colors)
