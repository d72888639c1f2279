"""A day painted as a strip: office hours, quiet spans, nudges, and from when until when a routine may come."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QRegion
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskbreak.ui.kit.theme import Theme

_TRACK, _MARK = 26.0, 5.0
"""Height of the strip, and half of a nudge's mark, in device-independent pixels."""


@dataclass(frozen=True, slots=True)
class DayShown:
    """``heading``: which day it is; ``lines``: all that is painted, in whole sentences, with their times.

    Places on the strip are shares of it, from 0 to 1: ``quiet`` and ``routines`` as pairs (from, until), ``nudges``,
    and ``hours`` with what is written below each. A day off has lines alone.
    """

    heading: str
    lines: tuple[str, ...]
    quiet: tuple[tuple[float, float], ...] = ()
    routines: tuple[tuple[float, float], ...] = ()
    nudges: tuple[float, ...] = ()
    hours: tuple[tuple[float, str], ...] = ()


class DayPicture(QWidget):
    """Paints a ``DayShown``; a screen reader is told its lines."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._day = DayShown("", ())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def put(self, day: DayShown, theme: Theme) -> None:
        """Show ``day`` in ``theme``."""
        self._theme = theme
        self._day = day
        self.setAccessibleName(day.heading)
        self.setAccessibleDescription("\n".join(day.lines))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The strip, the nudges above and the hours below."""
        return QSize(280, round(2 * _MARK + 6 + _TRACK + 4 + self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as it likes to be, in less width."""
        return QSize(140, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Told apart by shape: quiet is hatched, a routine a full bar, a nudge a drop above the strip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, top = self._theme, 2 * _MARK + 6
        painter.setPen(QPen(theme.muted, 1))
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(QRectF(0.5, top, self.width() - 1, _TRACK), 6, 6)
        painter.setPen(QPen(theme.muted, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for span in self._day.quiet:
            painter.fillRect(self._box(span, top, _TRACK), theme.line)
            self._hatch(painter, self._box(span, top, _TRACK))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent)
        for span in self._day.routines:
            painter.drawRoundedRect(self._box(span, top + 6, _TRACK - 12, least=6), 4, 4)
        for nudge in self._day.nudges:
            x = self._x(nudge)
            painter.drawPolygon(
                QPolygonF([QPointF(x - _MARK, 1), QPointF(x + _MARK, 1), QPointF(x, 2 * _MARK + 3)]),
            )
        self._write_hours(painter, top + _TRACK + 4)

    def _hatch(self, painter: QPainter, box: QRectF) -> None:
        painter.save()
        painter.setClipRect(box)
        x = box.left() - box.height()
        while x < box.right():
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
            x += 7
        painter.restore()

    def _write_hours(self, painter: QPainter, top: float) -> None:
        """Both ends, and of the hours between those that have room."""
        painter.setPen(self._theme.muted)
        hours = self._day.hours
        high, written = float(self.fontMetrics().height()), QRegion()
        for place, text in (*hours[:1], *hours[-1:], *hours[1:-1]):
            wide = self.fontMetrics().horizontalAdvance(text) + 1
            left = min(max(0.0, self._x(place) - wide / 2), max(0.0, self.width() - wide))
            box = QRectF(left, top, wide, high)
            if not written.intersects(box.adjusted(-6, 0, 6, 0).toAlignedRect()):
                painter.drawText(box, Qt.AlignmentFlag.AlignLeft, text)
                written += box.toAlignedRect()

    def _box(self, span: tuple[float, float], top: float, height: float, least: float = 0) -> QRectF:
        left, right = sorted(map(self._x, span))
        return QRectF(min(left, self.width() - least), top, max(least, right - left), height)

    def _x(self, share: float) -> float:
        """From right to left where people read so."""
        along = 1 - share if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else share
        return along * self.width()
