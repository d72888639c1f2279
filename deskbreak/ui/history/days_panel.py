"""Where the days are chosen that are to be deleted, and seen how much that is."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from deskbreak.i18n import _
from deskbreak.ui.history.period import Days
from deskbreak.ui.history.sentences import how_much
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Button, Panel, Text, roomy
from deskbreak.ui.kit.fields.date_edit import DateEdit
from deskbreak.ui.kit.flow_row import FlowRow
from deskbreak.ui.kit.theme import dress_fields


class DaysPanel(Panel):
    """Seen only while days are chosen. ``count`` is answered by ``show_count``."""

    count = Signal(object)
    """``Days`` of which it is to be said how much is recorded."""
    chosen = Signal(object)
    """``Days`` that are to be deleted, which is to be asked."""
    left = Signal()
    """Nothing is to be deleted. It is not seen any more."""

    def __init__(self, today: date) -> None:
        super().__init__("notice")
        self._first, self._last = DateEdit(today), DateEdit(today)
        self._counted = Text()
        self._delete, self._leave = Button(_("Delete these days…")), Button(_("Cancel"))
        row = FlowRow(gap=12)
        for field, name, moves in (
            (self._first, _("First day"), self._first_moved),
            (self._last, _("Last day"), self._last_moved),
        ):
            field.setAccessibleName(name)
            field.changed.connect(moves)
            field.refused.connect(self._say)
            row.add(_with_label(field, name))
        row.add(self._leave, self._delete)
        self.column.addWidget(self._counted)
        self.column.addLayout(row)
        self._leave.clicked.connect(self._left)
        self._delete.clicked.connect(self._choose)
        self.hide()

    @property
    def days(self) -> Days:
        """What stands there."""
        return Days(self._first.value(), self._last.value())

    def begin(self, days: Days) -> None:
        """Have days chosen, beginning with these; the first one is ready to be written over."""
        self._first.put(days.first)
        self._last.put(days.last)
        dress_fields(self)
        self.show()
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._first.selectAll()
        self.ask_count()

    def ask_count(self) -> None:
        """Ask how much is recorded, while that is seen: it may be more now."""
        if not self.isHidden():
            self.count.emit(self.days)

    def show_count(self, days: Days, entries: int, routines: int) -> None:
        """Say how much is recorded of ``days``, if they are still what stands there."""
        if days == self.days:
            self._delete.setEnabled(entries > 0)
            self._say(how_much(days, entries, routines))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leaves it, and not the window around it."""
        if event.key() == Qt.Key.Key_Escape:
            self._left()
        else:
            super().keyPressEvent(event)

    def _first_moved(self, first: date) -> None:
        self._last.put(max(first, self._last.value()))
        self.ask_count()

    def _last_moved(self, last: date) -> None:
        self._first.put(min(last, self._first.value()))
        self.ask_count()

    def _left(self) -> None:
        self.hide()
        self.left.emit()

    def _choose(self) -> None:
        if self._first.take() and self._last.take():
            self.chosen.emit(self.days)

    def _say(self, sentence: str) -> None:
        if sentence != self._counted.text():
            self._counted.put(sentence)
            announce(self, sentence)


def _with_label(field: DateEdit, name: str) -> QWidget:
    label = Text(name, wrap=False)
    label.setBuddy(field)
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(label)
    row.addWidget(roomy(field))
    return both
