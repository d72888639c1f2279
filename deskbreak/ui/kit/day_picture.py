"""A day painted as a strip: office hours, quiet spans, nudges, and from when until when a routine may come."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QRegion, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskbreak.i18n import _
from deskbreak.ui.kit.theme import Theme

_TRACK, _MARK = 26.0, 5.0
"""Height of the strip, and half of a nudge's mark, in device-independent pixels."""
_SAMPLE, _GAP = 14.0, 16.0
"""Width of a mark in the key, and the room between two entries."""


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
        self.updateGeometry()
        self.setAccessibleName(day.heading)
        self.setAccessibleDescription("\n".join(day.lines))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The strip, the nudges above, the hours and the key below."""
        return QSize(280, round(self._key_top() + self._key_high() + 2))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In less width the key takes more lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

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
        for span in self._day.quiet:
            self._quiet(painter, self._box(span, top, _TRACK))
        for span in self._day.routines:
            self._routine(painter, self._box(span, top + 6, _TRACK - 12, least=6))
        for nudge in self._day.nudges:
            self._nudge(painter, self._x(nudge), 1)
        self._write_hours(painter, top + _TRACK + 4)
        self._write_key(painter)

    def _routine(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.accent)
        painter.drawRoundedRect(box, 4, 4)

    def _nudge(self, painter: QPainter, x: float, top: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.accent)
        low = top + 2 * _MARK + 2
        painter.drawPolygon(QPolygonF([QPointF(x - _MARK, top), QPointF(x + _MARK, top), QPointF(x, low)]))

    def _quiet(self, painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box, self._theme.line)
        painter.save()
        painter.setPen(QPen(self._theme.muted, 1))
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

    @property
    def key(self) -> tuple[str, ...]:
        """What each kind of mark that is there stands for."""
        return tuple(word for word, _paint in self._entries())

    def _entries(self) -> list[tuple[str, Callable[[QPainter, QRectF], None]]]:
        day = self._day
        there: tuple[tuple[object, str, Callable[[QPainter, QRectF], None]], ...] = (
            (day.nudges, _("a nudge"), lambda on, box: self._nudge(on, box.center().x(), box.center().y() - _MARK - 1)),
            (day.routines, _("a routine may come"), lambda on, box: self._routine(on, box.adjusted(0, 1, 0, -1))),
            (day.quiet, _("quiet"), self._quiet),
        )
        return [(word, paint) for marks, word, paint in there if marks]

    def _key_top(self) -> float:
        return 2 * _MARK + 6 + _TRACK + 4 + self.fontMetrics().height() + 8

    def _key_high(self) -> float:
        return max([y + self.fontMetrics().height() for _x, y in self._key_places()], default=0.0)

    def _key_places(self) -> list[tuple[float, float]]:
        """Where each entry is below the hours, in lines as long as there is room."""
        places, x, y = [], 0.0, 0.0
        for word in self.key:
            wide = _SAMPLE + 6 + self.fontMetrics().horizontalAdvance(word) + 1
            if x and x + wide > self.width():
                x, y = 0.0, y + self.fontMetrics().height() + 2
            places.append((x, y))
            x += wide + _GAP
        return places

    def _write_key(self, painter: QPainter) -> None:
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        high = float(self.fontMetrics().height())
        for (word, paint), (x, y) in zip(self._entries(), self._key_places(), strict=True):
            top, wide = self._key_top() + y, self.fontMetrics().horizontalAdvance(word) + 1.0
            left = self.width() - x - _SAMPLE if rtl else x
            paint(painter, QRectF(left, top + high / 2 - 7, _SAMPLE, 14))
            painter.setPen(self._theme.muted)
            beside = left - 6 - wide if rtl else left + _SAMPLE + 6
            painter.drawText(QRectF(beside, top, wide, high), Qt.AlignmentFlag.AlignLeft, word)

    def _box(self, span: tuple[float, float], top: float, height: float, least: float = 0) -> QRectF:
        left, right = sorted(map(self._x, span))
        return QRectF(min(left, self.width() - least), top, max(least, right - left), height)

    def _x(self, share: float) -> float:
        """From right to left where people read so."""
        along = 1 - share if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else share
        return along * self.width()
