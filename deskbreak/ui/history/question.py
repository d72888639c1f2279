"""The one question before something is deleted, and what has become of a wish."""

from PySide6.QtCore import Qt, Signal

from deskbreak.i18n import _
from deskbreak.ui.kit.controls import Button, Panel, Text
from deskbreak.ui.kit.flow_row import FlowRow


class QuestionPanel(Panel):
    """Seen only while it asks or tells something."""

    confirmed = Signal(bool)
    """What was asked: whether everything is to be deleted, or what is shown."""
    finished = Signal()
    """It does not ask any more."""

    def __init__(self) -> None:
        super().__init__("notice")
        self._everything = False
        self._words = Text()
        self._keep, self._delete = Button(_("Keep it")), Button(_("Delete it"))
        self._keep.clicked.connect(lambda _checked=False: self._ended())
        self._delete.clicked.connect(lambda _checked=False: self._confirm())
        buttons = FlowRow()
        buttons.add(self._keep, self._delete)
        self.column.addWidget(self._words)
        self.column.addLayout(buttons)
        self.hide()

    def ask(self, words: str, *, everything: bool) -> None:
        """Ask; the keyboard is on the answer by which nothing is lost."""
        self._everything = everything
        self._say(words, asking=True)
        self._keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, words: str) -> None:
        """Say something that needs no answer."""
        self._say(words, asking=False)

    def withdraw(self) -> None:
        """Ask and tell nothing any more."""
        self.hide()

    def _say(self, words: str, *, asking: bool) -> None:
        self._words.put(words)
        for button in (self._keep, self._delete):
            button.setVisible(asking)
        self.show()

    def _confirm(self) -> None:
        self._ended()
        self.confirmed.emit(self._everything)

    def _ended(self) -> None:
        self.withdraw()
        self.finished.emit()
