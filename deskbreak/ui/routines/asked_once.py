"""Something asked once, where it belongs, before it is done."""

from PySide6.QtCore import Qt, Signal

from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Button, Panel, Text
from deskbreak.ui.kit.flow_row import FlowRow
from deskbreak.ui.kit.screens import bring_into_sight


class AskedOnce(Panel):
    """``sentence`` with two answers; the keyboard stands on the one that changes nothing."""

    answered = Signal(bool)
    """Whether it is to be done."""

    def __init__(self, sentence: str, yes: str, no: str) -> None:
        super().__init__("notice")
        self._sentence = sentence
        self.column.addWidget(Text(sentence))
        self._no, does = Button(no), Button(yes)
        does.clicked.connect(lambda: self.answered.emit(True))
        self._no.clicked.connect(lambda: self.answered.emit(False))
        row = FlowRow()
        row.add(self._no, does)
        self.column.addLayout(row)

    def ask(self) -> None:
        """Say it, and wait for the answer."""
        self.show()
        announce(self, self._sentence)
        self._no.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_sight(self)
