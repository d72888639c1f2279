"""Rows of a text and a button: what there is, and what can be done with each."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskbreak.ui.kit.controls import Button, Text


class ButtonRows(QWidget):
    """A text and a button each. The same rows once more keep the buttons, and so the focus."""

    pressed = Signal(str)
    """The id of a row."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, str, str, str], ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._rows = QWidget()
        self._column.addWidget(self._rows)

    def put(self, rows: Iterable[tuple[str, str, str, str]]) -> None:
        """Show these: each its id, its text, what the button says, and what a screen reader calls it."""
        if (wanted := tuple(rows)) == self._shown:
            return
        self._shown = wanted
        self._column.removeWidget(self._rows)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = QWidget()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        for one, text, says, called in wanted:
            button = Button(says, name=called)
            button.clicked.connect(partial(self.pressed.emit, one))
            row = QHBoxLayout()
            row.addWidget(Text(text), 1)
            row.addWidget(button)
            column.addLayout(row)
        self._column.addWidget(self._rows)
        self._rows.show()
