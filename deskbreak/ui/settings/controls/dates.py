"""Days off: a calendar on which they are marked, and the same as a list."""

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QVBoxLayout, QWidget

from deskbreak.i18n import _
from deskbreak.settings import DateSpan
from deskbreak.settings.declaration import Declaration
from deskbreak.ui.kit.controls import Button, DateEdit, Text
from deskbreak.ui.settings.controls.control import Choices, Control
from deskbreak.ui.settings.controls.texts import NameList

Spans = tuple[DateSpan, ...]
_DAY = timedelta(days=1)


def with_day(spans: Spans, day: date) -> Spans:
    """``spans`` and ``day``, which joins those beside it."""
    return with_days(spans, DateSpan(day, day))


def with_days(spans: Spans, more: DateSpan) -> Spans:
    """``spans`` and ``more``, in order; those that touch are one."""
    joined: list[DateSpan] = []
    for span in sorted((*spans, more), key=lambda one: one.first):
        if joined and span.first <= joined[-1].last + _DAY:
            joined[-1] = DateSpan(joined[-1].first, max(joined[-1].last, span.last))
        else:
            joined.append(span)
    return tuple(joined)


def without_day(spans: Spans, day: date) -> Spans:
    """``spans`` but for ``day``, which may leave two of one."""
    kept: list[DateSpan] = []
    for span in spans:
        if day not in span:
            kept.append(span)
            continue
        if span.first < day:
            kept.append(DateSpan(span.first, day - _DAY))
        if day < span.last:
            kept.append(DateSpan(day + _DAY, span.last))
    return tuple(kept)


class DateSpansControl(Control):
    """Whole days, single ones or many in a row."""

    wide = True

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        super().__init__(declared, choices)
        self._spans: Spans = ()
        self._calendar = QCalendarWidget()
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self._calendar.setGridVisible(False)
        weekend = QTextCharFormat()  # which Qt has in red
        weekend.setFontItalic(True)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._calendar.setWeekdayTextFormat(day, weekend)
        for button, called in (("prevmonth", _("The month before")), ("nextmonth", _("The month after"))):
            arrow = self._calendar.findChild(QWidget, f"qt_calendar_{button}")
            if arrow is not None:
                arrow.setAccessibleName(called)
        self._calendar.clicked.connect(lambda day: self._turn(_python(day)))
        view = self._calendar.findChild(QWidget, "qt_calendar_calendarview")
        assert view is not None  # noqa: S101 - Qt's name since 4.4
        self._view = view
        self._view.installEventFilter(self)
        today = self._calendar.selectedDate()
        self._first, self._last = DateEdit(today), DateEdit(today)
        self._add, self._less = Button(_("Add")), Button(_("Remove"))
        self._list = NameList()
        self._lay_out()
        self._first.dateChanged.connect(lambda day: self._last.setDate(max(day, self._last.date(), key=_python)))
        self._last.dateChanged.connect(lambda day: self._first.setDate(min(day, self._first.date(), key=_python)))
        self._add.clicked.connect(self._added)
        self._less.clicked.connect(self._removed)
        self._list.remove.connect(self._removed)
        self._list.currentRowChanged.connect(self._chosen)
        self._less.setEnabled(False)

    def put(self, value: object) -> None:
        """Show them."""
        if not isinstance(value, tuple):
            return
        self._spans = value
        self._calendar.setDateTextFormat(QDate(), QTextCharFormat())
        off = QTextCharFormat()
        off.setBackground(self.palette().brush(QPalette.ColorRole.Highlight))
        off.setForeground(self.palette().brush(QPalette.ColorRole.HighlightedText))
        off.setFontStrikeOut(True)
        for day in _days(value):
            self._calendar.setDateTextFormat(QDate(day.year, day.month, day.day), off)
        self._list.fill([_told(span) for span in value])

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """The calendar, the two dates, the list and what to do with them."""
        return (
            (self._view, _("calendar; Enter marks a day")),
            (self._first, _("first day")),
            (self._last, _("last day")),
            (self._add, self._add.text()),
            (self._list, _("list")),
            (self._less, self._less.text()),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter and Space mark the day that is chosen on the calendar, as a click does."""
        if (
            watched is self._view
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        ):
            self._turn(_python(self._calendar.selectedDate()))
            return True
        return False

    def _turn(self, day: date) -> None:
        off = any(day in span for span in self._spans)
        self._tell(without_day(self._spans, day) if off else with_day(self._spans, day))

    def _added(self) -> None:
        self._tell(with_days(self._spans, DateSpan(_python(self._first.date()), _python(self._last.date()))))

    def _removed(self) -> None:
        at = self._list.currentRow()
        if at >= 0:
            self._tell(span for number, span in enumerate(self._spans) if number != at)

    def _chosen(self, row: int) -> None:
        self._less.setEnabled(row >= 0)
        if 0 <= row < len(self._spans) and self._list.hasFocus():
            first = self._spans[row].first
            self._calendar.setCurrentPage(first.year, first.month)

    def _tell(self, spans: Iterable[DateSpan]) -> None:
        self.edited.emit(self.declared.kind.toml(tuple(spans)))

    def _lay_out(self) -> None:
        dates = QHBoxLayout()
        dates.setSpacing(8)
        for part in (self._first, Text("–", wrap=False), self._last, self._add):
            dates.addWidget(part)
        dates.addStretch(1)
        below = QHBoxLayout()
        below.addWidget(self._list, 1)
        below.addWidget(self._less, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._calendar)
        column.addLayout(dates)
        column.addLayout(below)


def _days(spans: Spans) -> Iterable[date]:
    for span in spans:
        for number in range(min((span.last - span.first).days + 1, 3 * 366)):  # a wrong year is no reason to hang
            yield span.first + number * _DAY


def _told(span: DateSpan) -> str:
    locale, form = QLocale(), QLocale.FormatType.LongFormat
    first, last = (locale.toString(QDate(day.year, day.month, day.day), form) for day in (span.first, span.last))
    return first if span.first == span.last else _("{first} – {last}").format(first=first, last=last)


def _python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
