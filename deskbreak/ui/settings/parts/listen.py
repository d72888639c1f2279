"""The button by which the voice is tried out, and what came of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskbreak.i18n import _
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Button, Text


class Listen(QWidget):
    """Tells that it is pressed, and says what is told of it."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        button = Button(_("▶ Listen"), name=_("Listen to the voice"))
        button.clicked.connect(self.pressed)
        self._told = Text("", "muted")
        self._told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._told)

    def tell(self, sentence: str) -> None:
        """Say ``sentence`` below the button, or nothing more."""
        self._told.put(sentence)
        self._told.setVisible(bool(sentence))
        announce(self, sentence)
