"""Days off: a calendar on which they are marked, and the same as a list."""

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskbreak.i18n import N_, _, ngettext
from deskbreak.settings import DateSpan
from deskbreak.settings.declaration import Declaration
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Button, Text
from deskbreak.ui.kit.fields.date_edit import DateEdit
from deskbreak.ui.kit.flow_row import FlowRow
from deskbreak.ui.settings.controls.calendar import Calendar
from deskbreak.ui.settings.controls.control import Choices, Control
from deskbreak.ui.settings.controls.texts import NameList

MARKING = N_("A click on a day, or Enter, marks it off; once more, and it is a day of work again.")
Spans = tuple[DateSpan, ...]
_DAY = timedelta(days=1)
_MANY = 60
"""Days, more than which are asked about: a wrong year is soon written, and deskbreak would be silent all along."""


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
        self._calendar = Calendar()
        self._calendar.turned.connect(self._turn)
        now = self._calendar.selectedDate()
        today = date(now.year(), now.month(), now.day())
        self._first, self._last = DateEdit(today), DateEdit(today)
        self._count, self._said = Text("", "muted", wrap=False), Text("", "strong")
        self._asked: DateSpan | None = None
        self._add, self._less = Button(_("Add")), Button(_("Remove"))
        self._list = NameList()
        self._lay_out()
        for edit in (self._first, self._last):
            edit.refused.connect(self._say)
            edit.lineEdit().textEdited.connect(lambda _text: self._say(""))
        self._first.changed.connect(self._began)
        self._last.changed.connect(lambda _day: self._counted())
        self._counted()
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
        self._calendar.mark(_days(value))
        self._list.fill([_told(span) for span in value])

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """The calendar, the two dates, the list and what to do with them."""
        return (
            (self._calendar.view, _("calendar; Enter marks a day")),
            (self._first, _("first day")),
            (self._last, _("last day")),
            (self._add, self._add.text()),
            (self._list, _("list")),
            (self._less, self._less.text()),
        )

    def hint(self, part: QWidget) -> str:
        """What a click does on the calendar."""
        return _(MARKING) if part is self._calendar.view else ""

    def _turn(self, day: date) -> None:
        off = any(day in span for span in self._spans)
        self._tell(without_day(self._spans, day) if off else with_day(self._spans, day))

    def _began(self, first: date) -> None:
        """A day is the shortest of spans: the last one is never before the first that was written."""
        self._last.put(max(first, self._last.value()))
        self._counted()

    def _counted(self) -> None:
        days = _length(self._first.value(), self._last.value())
        self._count.put(ngettext("{days} day", "{days} days", days).format(days=days) if days > 0 else "")
        self._say("")

    def _say(self, sentence: str) -> None:
        self._asked = None
        self._said.put(sentence)
        self._said.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def _added(self) -> None:
        if not (self._first.take() and self._last.take()):
            return
        first, last, asked = self._first.value(), self._last.value(), self._asked
        if last < first:
            self._say(_("The last day is before the first one, and nothing was added."))
            return
        span = DateSpan(first, last)
        if (days := _length(first, last)) > _MANY and span != asked:
            words = ngettext(
                "These are {days} day: {span}. “Add” once more takes them.",
                "These are {days} days: {span}. “Add” once more takes them.",
                days,
            )
            self._say(words.format(days=days, span=_told(span)))
            self._asked = span
            return
        self._say("")
        self._tell(with_days(self._spans, span))

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
        dates = FlowRow()
        dates.add(self._first, Text("–", wrap=False), self._last, self._add, self._count)
        below = QHBoxLayout()
        below.addWidget(self._list, 1)
        below.addWidget(self._less, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text(_(MARKING), "muted"))
        column.addWidget(self._calendar)
        column.addLayout(dates)
        column.addWidget(self._said)
        column.addLayout(below)


def _days(spans: Spans) -> Iterable[date]:
    for span in spans:
        for number in range(min((span.last - span.first).days + 1, 3 * 366)):  # a wrong year is no reason to hang
            yield span.first + number * _DAY


def _told(span: DateSpan) -> str:
    locale, form = QLocale(), QLocale.FormatType.LongFormat
    first, last = (locale.toString(QDate(day.year, day.month, day.day), form) for day in (span.first, span.last))
    return first if span.first == span.last else _("{first} – {last}").format(first=first, last=last)


def _length(first: date, last: date) -> int:
    return (last - first).days + 1
