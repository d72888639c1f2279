"""The choices of the welcome: days, hours, lunch, language, voice, figure, and the start at login."""

from functools import partial

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from deskbreak.coach.body.pose import View
from deskbreak.coach.content.looks import LOOKS
from deskbreak.i18n import N_, _
from deskbreak.settings.reading import declaration
from deskbreak.settings.refusal import Unacceptable
from deskbreak.settings.values import DAY_MINUTES, DAYS, TimeRange
from deskbreak.ui.figure.look_button import LookButton
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Button, Calm, Text
from deskbreak.ui.kit.dates import over_midnight
from deskbreak.ui.kit.fields.time_edit import TimeEdit
from deskbreak.ui.kit.flow_row import FlowRow
from deskbreak.ui.welcome.choice import Choice, Welcome

NOON = TimeRange(12 * 60, 13 * 60)
"""The lunch that is proposed to those who say that they have one."""
SAME = N_("A span of time begins and ends at two different times.")
_SIDE, _BUST = 72, View(yaw=20, pitch=4, low=0.8, high=1.45)
"""Pixels of a picture of the figure, and how it is seen there."""
_LARGE = 24
"""Pixels of a line: from there on two pictures stand side by side, not four."""
_LABELS = {
    "days": N_("I work on"),
    "hours": N_("Hours"),
    "lunch": N_("Lunch"),
    "language": N_("Language"),
    "voice": N_("Voice"),
    "look": N_("Figure"),
}


class Form(QWidget):
    """Shows a ``Welcome`` and what is chosen in it."""

    changed = Signal()
    listen = Signal()

    def __init__(self, shown: Welcome) -> None:
        super().__init__()
        chosen = shown.choice
        self._days = {day: QCheckBox(_day_name(number)) for number, day in enumerate(DAYS, 1)}
        for day, box in self._days.items():
            box.setChecked(day in chosen.days)
            box.setAccessibleName(QLocale().standaloneDayName(DAYS.index(day) + 1))
        self._start, self._end = (
            _time(chosen.hours.start, _("Start of work")),
            _time(chosen.hours.end, _("End of work")),
        )
        lunch = chosen.lunch or NOON
        self._has_lunch = QCheckBox(_("quiet from"))
        self._has_lunch.setAccessibleName(_("A lunch break at a fixed time"))
        self._has_lunch.setChecked(chosen.lunch is not None)
        self._lunch_start = _time(lunch.start, _("Start of lunch"))
        self._lunch_end = _time(lunch.end, _("End of lunch"))
        self._language = QComboBox()
        for code, name in shown.languages:
            self._language.addItem(name, code)
        self._language.setCurrentIndex(max(0, self._language.findData(chosen.language)))
        self._language.setAccessibleName(_("Language of the voice"))
        Calm(self._language)
        self._voice = QCheckBox(_("A voice leads me"))
        self._voice.setChecked(chosen.voice)
        self._listen = Button(_("▶ Listen"), name=_("Listen to the voice"))
        called = declaration("coach.look").called
        names = {look: called.get(look, look) for look in LOOKS}
        self._looks = {look: LookButton(look, _(name), _SIDE, _BUST) for look, name in names.items()}
        self._looks[chosen.look].setChecked(True)
        self._at_login = QCheckBox(_("Start deskbreak when I log in"))
        self._at_login.setChecked(chosen.at_login)
        self._others_off = QCheckBox(_("Only deskbreak’s reminders"))
        self._others_off.setChecked(chosen.others_off)
        self._night, self._late_lunch = Text("", "muted"), Text("", "muted")
        self._heard = Text("", "accent")
        self._heard.setVisible(False)
        self._wrong_hours, self._wrong_lunch = Text("", "accent"), Text("", "accent")
        self._lay_out(shown)
        self._connect()
        self._react()

    @property
    def choice(self) -> Choice | None:
        """What is chosen; ``None`` where two times are no span of hours, or none of lunch (said beneath)."""
        hours, lunch = self._hours, self._lunch
        if hours is None or self._lunch_fault:
            return None
        return Choice(
            days=tuple(day for day, box in self._days.items() if box.isChecked()),
            hours=hours,
            lunch=lunch,
            language=str(self._language.currentData()),
            voice=self._voice.isChecked(),
            look=next(look for look, button in self._looks.items() if button.isChecked()),
            at_login=self._at_login.isChecked(),
            others_off=self._others_off.isChecked() and self._at_login.isChecked(),
        )

    @property
    def _hours(self) -> TimeRange | None:
        return _range(self._start, self._end)

    @property
    def _lunch(self) -> TimeRange | None:
        return _range(self._lunch_start, self._lunch_end) if self._has_lunch.isChecked() else None

    @property
    def _lunch_fault(self) -> str:
        """Why the lunch that is chosen is none."""
        if not self._has_lunch.isChecked():
            return ""
        if (lunch := self._lunch) is None:
            return _(SAME)
        kind = declaration("office.lunch").kind
        try:
            kind.parse_typed(kind.toml(lunch))
        except Unacceptable as refusal:
            return _("{refusal}.").format(refusal=str(refusal))
        return ""

    def tell_voice(self, sentence: str) -> None:
        """Say what came of *Listen*, below it."""
        self._heard.put(sentence)
        self._heard.setVisible(bool(sentence))
        announce(self._heard, sentence)

    def _connect(self) -> None:
        for box in (*self._days.values(), self._has_lunch, self._voice, self._at_login, self._others_off):
            box.toggled.connect(self._react)
        for time, wrong in (
            (self._start, self._wrong_hours),
            (self._end, self._wrong_hours),
            (self._lunch_start, self._wrong_lunch),
            (self._lunch_end, self._wrong_lunch),
        ):
            time.changed.connect(self._react)
            time.refused.connect(partial(self._refused, wrong))
        Calm(self._language)
        self._language.currentIndexChanged.connect(self._react)
        for button in self._looks.values():
            button.toggled.connect(self._react)
        self._listen.clicked.connect(lambda _checked=False: self.listen.emit())

    def _react(self) -> None:
        lunch = self._has_lunch.isChecked()
        self._lunch_start.setEnabled(lunch)
        self._lunch_end.setEnabled(lunch)
        self._listen.setEnabled(self._voice.isChecked() and self.choice is not None)
        self._others_off.setEnabled(self._at_login.isChecked())  # they are given back when that is switched off
        for words, span in ((self._night, self._hours), (self._late_lunch, self._lunch)):
            words.put("" if span is None else over_midnight(span))
            words.setVisible(bool(words.text()))
        hours = _(SAME) if self._hours is None else ""
        for wrong, sentence in ((self._wrong_hours, hours), (self._wrong_lunch, self._lunch_fault)):
            wrong.put(sentence)
            wrong.setVisible(bool(sentence))
        self.changed.emit()

    def _refused(self, wrong: Text, sentence: str) -> None:
        """What was typed is no time, which is said as ``wrong``; the one of before is shown again."""
        wrong.put(sentence)
        wrong.show()
        announce(self, sentence)

    def _lay_out(self, shown: Welcome) -> None:
        days = FlowRow(8)
        days.add(*self._days.values())
        looks = QGridLayout()
        looks.setSpacing(6)
        across = 4 if self.fontMetrics().height() < _LARGE else 2
        for number, button in enumerate(self._looks.values()):
            looks.addWidget(button, number // across, number % across)
        looks.setColumnStretch(4, 1)
        lunch = _row(self._has_lunch, self._lunch_start, Text("–", wrap=False), self._lunch_end)
        voice = QVBoxLayout()
        voice.setSpacing(4)
        voice.addLayout(_row(self._voice, self._listen))
        voice.addWidget(self._heard)
        rows: list[tuple[str, QWidget]] = [
            ("days", _boxed(days)),
            (
                "hours",
                _boxed(_told(_row(self._start, Text("–", wrap=False), self._end), self._night, self._wrong_hours)),
            ),
            ("lunch", _boxed(_told(lunch, self._late_lunch, self._wrong_lunch))),
            ("language", _boxed(_row(self._language))),
            ("voice", _boxed(voice)),
            ("look", _boxed(looks)),
        ]
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        for number, (label, control) in enumerate(rows):
            grid.addWidget(Text(_(_LABELS[label]), "strong", wrap=False), number, 0)
            grid.addWidget(control, number, 1)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(grid)
        if shown.can_start_at_login:
            column.addWidget(self._at_login)
        if shown.others_on:
            column.addWidget(self._others_off)
            words = _(
                "Your desktop reminds of breaks by itself. That can be switched off for as long as deskbreak starts at "
                "login."
            )
            column.addWidget(Text(words, "muted"))
        column.addStretch(1)


def _day_name(number: int) -> str:
    return QLocale().standaloneDayName(number, QLocale.FormatType.ShortFormat)


def _time(minutes: int, name: str) -> TimeEdit:
    edit = TimeEdit(minutes)
    edit.setAccessibleName(name)
    return edit


def _range(start: TimeEdit, end: TimeEdit) -> TimeRange | None:
    """``None`` for no range. Midnight is the end of a day that it ends, lest 0:00 to 0:00 be nothing."""
    first, last = start.minutes, end.minutes
    if first == last and first:
        return None
    return TimeRange(first, last or DAY_MINUTES)


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row


def _told(row: QHBoxLayout, *words: Text) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addLayout(row)
    for text in words:
        column.addWidget(text)
    return column


def _boxed(layout: QLayout) -> QWidget:
    box = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    box.setLayout(layout)
    return box
