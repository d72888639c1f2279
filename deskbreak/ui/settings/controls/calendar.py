"""A month of days, some of them marked: what is off is filled and struck through, today is underlined."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import QApplication, QCalendarWidget, QToolButton, QWidget

from deskbreak.i18n import _
from deskbreak.ui.kit.theme import Theme

_GAP, _ROUND = 1.5, 6.0


class Calendar(QCalendarWidget):
    """Qt's, painted so that every day can be read, also those of the months beside. The wheel is the page's."""

    turned = Signal(object)
    """This day was clicked, or Enter or Space pressed on it."""

    def __init__(self) -> None:
        super().__init__()
        self._today = self.selectedDate()  # of a new calendar it is that
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.setGridVisible(False)
        weekend = QTextCharFormat()  # which Qt has in red
        weekend.setFontItalic(True)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, weekend)
        # Qt's own arrows are white, for a bar of the accent: here the bar is plain.
        for button, sign, called in (("prev", "‹", _("The month before")), ("next", "›", _("The month after"))):
            arrow = self.findChild(QToolButton, f"qt_calendar_{button}month")
            if arrow is not None:
                arrow.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
                arrow.setText(sign)
                arrow.setAccessibleName(called)
        self.setStyleSheet("QWidget#qt_calendar_navigationbar { background: transparent; }")
        view = self.findChild(QWidget, "qt_calendar_calendarview")
        assert view is not None  # noqa: S101 - Qt's name since 4.4
        self.view = view
        viewport = self.findChild(QWidget, "qt_scrollarea_viewport")
        assert viewport is not None  # noqa: S101 - of every scrolling view
        for part in (view, viewport):
            part.installEventFilter(self)
        self.clicked.connect(lambda day: self.turned.emit(_python(day)))

    def mark(self, days: Iterable[date]) -> None:
        """Have these days marked, and no others."""
        self.setDateTextFormat(QDate(), QTextCharFormat())
        off = QTextCharFormat()
        off.setFontStrikeOut(True)
        for day in days:
            self.setDateTextFormat(QDate(day.year, day.month, day.day), off)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter and Space turn the day that is chosen, as a click does; a wheel does not turn the months."""
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        if (
            watched is self.view
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        ):
            self.turned.emit(_python(self.selectedDate()))
            return True
        return super().eventFilter(watched, event)

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate | date) -> None:  # noqa: N802 - Qt's name
        """Marked: filled, or framed in a month beside. Today: underlined. With the keyboard: a frame around it."""
        day = day if isinstance(day, QDate) else QDate(day.year, day.month, day.day)
        theme = Theme.of(QApplication.palette())
        off, here = self.dateTextFormat(day).fontStrikeOut(), day.month() == self.monthShown()
        place = QRectF(rect).adjusted(_GAP, _GAP, -_GAP, -_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.ink if here else theme.muted
        painter.fillRect(rect, theme.raised)
        if off:
            painter.setPen(QPen(theme.accent, 1.5))
            painter.setBrush(theme.accent if here else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place, _ROUND, _ROUND)
            ink = theme.on_accent if here else theme.muted
        font = self.font()
        font.setStrikeOut(off)
        font.setItalic(day.dayOfWeek() >= Qt.DayOfWeek.Saturday.value)
        font.setBold(day == self._today)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.locale().toString(day.day()))
        if day == self._today:
            half, below = painter.fontMetrics().averageCharWidth(), rect.bottom() - 3
            painter.setPen(QPen(ink, 2))
            painter.drawLine(QPoint(rect.center().x() - half, below), QPoint(rect.center().x() + half, below))
        if day == self.selectedDate() and self.view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.ink, 2))
            painter.drawRoundedRect(place, _ROUND, _ROUND)
        painter.restore()


def _python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
