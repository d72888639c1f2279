"""Times of day: one span of them, or one for each day of the week."""

from functools import partial

from PySide6.QtCore import QEvent, QLocale, QSignalBlocker, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskbreak.i18n import _
from deskbreak.settings import DAYS, Settings, TimeRange
from deskbreak.settings.declaration import Declaration
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Text
from deskbreak.ui.kit.dates import over_midnight
from deskbreak.ui.kit.fields.time_edit import TimeEdit
from deskbreak.ui.kit.flow_row import FlowRow
from deskbreak.ui.settings.controls.control import Choices, Control
from deskbreak.ui.settings.controls.toggle import Toggle
from deskbreak.ui.settings.controls.toggles import TogglesControl

_DAY = 24 * 60
_NOON = TimeRange(12 * 60, 13 * 60)

Week = tuple[TimeRange | None, ...]
"""Hours by day, Monday first; ``None``: none of its own, or a day off."""


class TimeSpanEdit(QWidget):
    """Two times of day. Midnight as the second one is the day's end; one that is on the next day is told in words."""

    edited = Signal(object)
    """``"09:00-18:00"``"""
    refused = Signal(str)
    """What was typed is no time, in a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.ends = TimeEdit(), TimeEdit()
        first, last = self.ends
        for end in self.ends:
            end.changed.connect(self._changed)
            end.refused.connect(self.refused)
        row = FlowRow()
        row.add(first, Text("–", wrap=False), last)
        self._night = Text("", "muted")
        self._night.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._night)
        column.addStretch(1)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """With the words in one line; they wrap where there is less room."""
        hint, words = super().sizeHint(), self._night.fontMetrics().horizontalAdvance(self._night.text())
        return QSize(max(hint.width(), words + 4), hint.height())

    def put(self, hours: TimeRange) -> None:
        """Show them."""
        for end, minutes in zip(self.ends, (hours.start, hours.end), strict=True):
            end.put(minutes)
        self._say()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Switched on or off."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self._say()

    def raw(self) -> str:
        """As the file has them."""
        start, end = self._minutes()
        return f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"

    def _minutes(self) -> tuple[int, int]:
        start, end = (edit.minutes for edit in self.ends)
        return start, end or _DAY

    def _changed(self, _minutes: int) -> None:
        before = self._night.text()
        self._say()
        if self._night.text() not in ("", before):
            announce(self, self._night.text())
        self.edited.emit(self.raw())

    def _say(self) -> None:
        """Whether the second is on the next day; of times that are switched off nothing is said."""
        start, end = self._minutes()
        parent = self.parentWidget()
        on = start != end and (parent is None or self.isEnabledTo(parent))
        self._night.put(over_midnight(TimeRange(start, end)) if on else "")
        self._night.setVisible(bool(self._night.text()))


class SpanControl(Control):
    """From one time of day to another."""

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        super().__init__(declared, choices)
        self._span = TimeSpanEdit()
        self._span.edited.connect(self.edited)
        self._span.refused.connect(self.refused)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._span)

    def put(self, value: object) -> None:
        """Show it."""
        if isinstance(value, TimeRange):
            self._span.put(value)

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """Both times."""
        return (self._span.ends[0], _("from")), (self._span.ends[1], _("to"))


class OptionalSpanControl(Control):
    """A span of times behind a switch."""

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        super().__init__(declared, choices)
        self._toggle, self._span = Toggle(), TimeSpanEdit()
        self._span.put(_NOON)
        self._toggle.toggled.connect(self._toggled)
        self._span.edited.connect(self.edited)
        self._span.refused.connect(self.refused)
        row = FlowRow(12)
        row.add(self._toggle, self._span)
        self.setLayout(row)

    def put(self, value: object) -> None:
        """Show it; without one the times of before stay, for when it is switched on again."""
        with QSignalBlocker(self._toggle):
            self._toggle.setChecked(value is not None)
        self._toggle.update()
        self._span.setEnabled(value is not None)
        if isinstance(value, TimeRange):
            self._span.put(value)

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """The switch and both times."""
        called = next(iter(self.declared.called.values()), "")
        return (
            (self._toggle, _(called) if called else ""),
            (self._span.ends[0], _("from")),
            (self._span.ends[1], _("to")),
        )

    def _toggled(self, on: bool) -> None:
        self._span.setEnabled(on)
        self.edited.emit(self._span.raw() if on else "")


class WeekTable(QWidget):
    """A switch and two times for each day of the week, in the order in which the locale has them."""

    edited = Signal(object)
    """A ``dict`` from day to ``"09:00-18:00"``, of the days that are on; texts as the file has them."""
    refused = Signal(str)
    """What was typed is no time, in a sentence."""

    def __init__(self) -> None:
        super().__init__()
        locale = QLocale()
        self._toggles = _day_toggles()
        self._spans = {day: TimeSpanEdit() for day in DAYS}
        self._own: dict[str, TimeRange] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        first = locale.firstDayOfWeek().value - 1
        for line in range(7):
            day = DAYS[(first + line) % 7]
            toggle, span = self._toggles[day], self._spans[day]
            toggle.toggled.connect(partial(self._toggled, day))
            span.edited.connect(lambda _raw: self.edited.emit(self._raw()))
            span.refused.connect(self.refused)
            row = FlowRow(16)
            row.add(toggle, span)
            column.addLayout(row)

    def put(self, week: Week, usual: TimeRange) -> None:
        """Show it; what a day that is off had before stays in its times."""
        for day, hours in zip(DAYS, week, strict=True):
            toggle, span = self._toggles[day], self._spans[day]
            with QSignalBlocker(toggle):
                toggle.setChecked(hours is not None)
            toggle.update()
            span.setEnabled(hours is not None)
            if hours is not None:
                self._own[day] = hours
            if self._own.get(day) == usual:
                del self._own[day]
            span.put(hours or self._own.get(day, usual))

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """Seven times three."""
        found: list[tuple[QWidget, str]] = []
        for day, toggle in self._toggles.items():
            found.append((toggle, toggle.text()))
            for end, called in zip(self._spans[day].ends, (_("{day}, from"), _("{day}, to")), strict=True):
                found.append((end, called.format(day=toggle.text())))
        return tuple(found)

    def _toggled(self, day: str, on: bool) -> None:
        self._spans[day].setEnabled(on)
        self.edited.emit(self._raw())

    def _raw(self) -> dict[str, str]:
        return {day: self._spans[day].raw() for day in DAYS if self._toggles[day].isChecked()}


class HoursByDayControl(Control):
    """Days with hours of their own."""

    wide = True

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        super().__init__(declared, choices)
        self._usual = Settings().office.hours
        self._week: Week = (None,) * len(DAYS)
        self._table = WeekTable()
        self._table.edited.connect(self.edited)
        self._table.refused.connect(self.refused)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._table)

    def follow(self, settings: Settings) -> None:
        """A new day begins with the office hours."""
        if settings.office.hours != self._usual:
            self._usual = settings.office.hours
            self._table.put(self._week, self._usual)

    def put(self, value: object) -> None:
        """Show them."""
        if isinstance(value, tuple):
            own = dict(value)
            self._week = tuple(own.get(day) for day in DAYS)
            self._table.put(self._week, self._usual)

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """Those of the table."""
        return self._table.parts()


class DaysControl(TogglesControl):
    """Days of the week, in the order in which the locale has them."""

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        toggles, first = _day_toggles(), QLocale().firstDayOfWeek().value - 1
        super().__init__(declared, choices, {day: toggles[day] for day in (*DAYS[first:], *DAYS[:first])})


def _day_toggles() -> dict[str, Toggle]:
    """One for each day, all equally wide."""
    names = tuple(QLocale().standaloneDayName(number) for number in range(1, 8))
    return {day: Toggle(name, names) for day, name in zip(DAYS, names, strict=True)}
