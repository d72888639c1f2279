"""The exercises of a routine that is being made, in their order, which the mouse and the keyboard change."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskbreak.coach.content.exercise import Exercise
from deskbreak.i18n import _
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.screens import bring_into_sight
from deskbreak.ui.routines.draft import Entry
from deskbreak.ui.routines.entry_row import EntryRow
from deskbreak.ui.routines.stills import Stills


class EntryList(QWidget):
    """A row for each."""

    changed = Signal()

    def __init__(self, entries: Sequence[Entry], exercises: Mapping[str, Exercise], stills: Stills) -> None:
        super().__init__()
        self._exercises, self._stills = exercises, stills
        self.rows: list[EntryRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        for entry in entries:
            self._insert(len(self.rows), self._made(entry))
        self._place()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What they say now."""
        return tuple(row.entry for row in self.rows)

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab stops in them, in order."""
        return [stop for row in self.rows for stop in row.stops]

    def add(self, exercise: str) -> None:
        """Put an exercise at the end."""
        self._insert(len(self.rows), self._made(Entry(exercise)))
        self._place()
        self.changed.emit()

    def put(self, entries: Sequence[Entry]) -> EntryRow | None:
        """Have these, without a word. The first row of which something is other than before, if it is still there."""
        before = self.entries
        kept = {entry.exercise for entry in entries}
        for gone in [row for row in self.rows if row.entry.exercise not in kept]:
            self._drop(gone)
        rows = {row.entry.exercise: row for row in self.rows}
        for number, entry in enumerate(entries):
            if (row := rows.get(entry.exercise)) is None:
                self._insert(number, self._made(entry))
            else:
                row.put(entry)
                if self.rows[number] is not row:
                    self._take_out(row)
                    self._insert(number, row)
        self._place()
        self._column.activate()
        if len(entries) < len(before):
            return None
        there = (row for row, entry in zip(self.rows, entries, strict=True) if entry not in before)
        moved = (row for row, entry, was in zip(self.rows, entries, before, strict=False) if entry != was)
        return next(there, None) or next(moved, None)

    def tell_place(self, row: EntryRow) -> None:
        """Have a screen reader say where ``row`` stands, and have it in sight."""
        sentence = _("{name}: {number} of {count}")
        number, count = self.rows.index(row) + 1, len(self.rows)
        announce(row, sentence.format(name=row.accessibleName(), number=number, count=count))
        bring_into_sight(row)

    def _made(self, entry: Entry) -> EntryRow:
        row = EntryRow(self._exercises[entry.exercise], entry, self._stills)
        row.changed.connect(self.changed)
        row.up.connect(partial(self._move, row, -1))
        row.down.connect(partial(self._move, row, 1))
        row.remove.connect(partial(self._remove, row))
        row.dragged.connect(partial(self._drag, row))
        row.dropped.connect(partial(self._dropped, row))
        return row

    def _insert(self, number: int, row: EntryRow) -> None:
        self.rows.insert(number, row)
        self._column.insertWidget(number, row)
        row.show()

    def _take_out(self, row: EntryRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)

    def _drop(self, row: EntryRow) -> None:
        """Without it; a keyboard that was in it stays near."""
        number, keyboard = self.rows.index(row), self.window().focusWidget()
        self._take_out(row)
        row.hide()
        row.deleteLater()
        if keyboard is not None and row.isAncestorOf(keyboard):
            self._hand_on(number)

    def _hand_on(self, number: int) -> None:
        """Have the keyboard on the row that stands there now, or on the last."""
        self._place()
        if self.rows:
            self.rows[min(number, len(self.rows) - 1)].take_keyboard()

    def _move(self, row: EntryRow, by: int) -> None:
        number = self.rows.index(row) + by
        if 0 <= number < len(self.rows):
            self._put(row, number)
            self.changed.emit()
            self.tell_place(row)

    def _drag(self, row: EntryRow, here: QPoint) -> None:
        """Let it stand where the mouse is: below the others whose middles are above."""
        y = self.mapFromGlobal(here).y()
        number = sum(other.geometry().center().y() < y for other in self.rows if other is not row)
        if number != self.rows.index(row):
            self._put(row, number)

    def _dropped(self, row: EntryRow) -> None:
        """It has come to its place: however long the way, that is one change."""
        self.changed.emit()
        self.tell_place(row)

    def _put(self, row: EntryRow, number: int) -> None:
        self._take_out(row)
        self._insert(number, row)
        self._place()
        self._column.activate()
        bring_into_sight(row)

    def _remove(self, row: EntryRow) -> None:
        number = self.rows.index(row)
        self._drop(row)
        self._hand_on(number)
        self.changed.emit()

    def _place(self) -> None:
        for number, row in enumerate(self.rows):
            row.place(first=number == 0, last=number == len(self.rows) - 1)
