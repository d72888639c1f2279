"""That the chosen voice is none of those that the program has which speaks, and the way out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskbreak.i18n import _
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Button, Text


def note_on(voice: str) -> str:
    """A sentence on the ``voice`` of this name."""
    sentence = _("“{name}” is not among the voices of the program that speaks, so perhaps nothing can be heard.")
    return sentence.format(name=voice)


class VoiceNote(QWidget):
    """Hidden while all is well."""

    pressed = Signal()
    """The language's own voice is wished for."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Text("", "strong")
        button = Button(_("Take the language’s own voice"))
        button.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._words)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def put(self, strange: str) -> None:
        """Speak of the voice of this name, or of none."""
        words = note_on(strange) if strange else ""
        if words != self._words.text():
            self._words.put(words)
            announce(self, words)
        self.setVisible(bool(strange))
