"""What is said above all pages where the settings file has faults."""

from collections.abc import Iterable

from PySide6.QtCore import Signal

from deskbreak.i18n import _
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Button, Panel, Text
from deskbreak.ui.kit.flow_row import FlowRow


class Banner(Panel):
    """What is wrong and where, and two ways out; the one that writes is asked for twice."""

    open_file = Signal()
    start_anew = Signal()

    def __init__(self) -> None:
        super().__init__("notice")
        self._words = Text()
        self._question = Text(
            _("Your file is kept beside it under another name, and a fresh one with all defaults is written. Go on?"),
            "strong",
        )
        self._open = Button(_("Open the file"), "primary", _("Open the settings file"))
        self._anew = Button(_("Start with a fresh file"))
        self._yes = Button(_("Yes, a fresh file"))
        self._no = Button(_("No, leave it"))
        self._open.clicked.connect(self.open_file)
        self._anew.clicked.connect(lambda: self._ask(on=True))
        self._no.clicked.connect(lambda: self._ask(on=False))
        self._yes.clicked.connect(self._said_yes)
        self.column.addWidget(Text(_("The settings file needs a look"), "strong"))
        self.column.addWidget(self._words)
        self.column.addWidget(self._question)
        row = FlowRow()
        row.add(self._open, self._anew, self._yes, self._no)
        self.column.addLayout(row)
        self._blocked = False
        self._ask(on=False)
        self.hide()

    def put(self, faults: Iterable[str], blocked: str) -> None:
        """Show ``faults``, and why nothing is written meanwhile; hidden where there is neither."""
        sentences = list(dict.fromkeys((*faults, blocked)))
        words = "\n".join(sentence for sentence in sentences if sentence)
        if words != self._words.text():
            self._words.put(words)
            self._ask(on=False)
            announce(self, words)
        self._blocked = bool(blocked)
        self._anew.setVisible(self._blocked and not self._question.isVisibleTo(self))
        self.setVisible(bool(words))

    def _ask(self, *, on: bool) -> None:
        for part in (self._question, self._yes, self._no):
            part.setVisible(on)
        for part in (self._open, self._anew):
            part.setVisible(not on)
        if on:
            announce(self, self._question.text())
            self._no.setFocus()

    def _said_yes(self) -> None:
        self._ask(on=False)
        self.start_anew.emit()
