"""Something asked once, where it belongs, before it is done; and what has become of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Button, Panel, Text
from deskbreak.ui.kit.flow_row import FlowRow
from deskbreak.ui.kit.screens import bring_into_sight


class AskedOnce(Panel):
    """Seen only while it asks, with the answers ``yes`` and ``no``, or tells something.

    The keyboard stands on ``no``, which changes nothing; Esc says the same.
    """

    answered = Signal(bool)
    """Whether it is to be done. It is not seen any more."""

    def __init__(self, yes: str, no: str) -> None:
        super().__init__("notice")
        self._words = Text()
        self._no, self._yes = Button(no), Button(yes)
        for button, does in ((self._no, False), (self._yes, True)):
            button.clicked.connect(lambda _checked=False, does=does: self._answer(does=does))
        buttons = FlowRow()
        buttons.add(self._no, self._yes)
        self.column.addWidget(self._words)
        self.column.addLayout(buttons)
        self.hide()

    def ask(self, sentence: str) -> None:
        """Say it, and wait for the answer."""
        self._say(sentence, asking=True)
        self._no.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_sight(self)

    def tell(self, sentence: str) -> None:
        """Say something that needs no answer."""
        self._say(sentence, asking=False)

    def withdraw(self) -> None:
        """Ask and tell nothing any more."""
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc is the answer by which nothing changes, and does not reach what is around."""
        if event.key() == Qt.Key.Key_Escape and not self._no.isHidden():
            self._answer(does=False)
        else:
            super().keyPressEvent(event)

    def _say(self, sentence: str, *, asking: bool) -> None:
        self._words.put(sentence)
        for button in (self._no, self._yes):
            button.setVisible(asking)
        self.show()
        announce(self, sentence)

    def _answer(self, *, does: bool) -> None:
        self.withdraw()
        self.answered.emit(does)
