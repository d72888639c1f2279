"""What is said above all pages where the settings file has faults."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea

from deskbreak.i18n import _
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Button, Panel, Text
from deskbreak.ui.kit.flow_row import FlowRow

_LINES, _SHARE = 3, 4
"""So many lines of what is wrong are seen, or that part of the window's height, if it is more; the rest scrolls."""


class Banner(Panel):
    """What is wrong and where, and two ways out; the one that writes is asked for twice.

    However much is wrong: the pages below keep their room.
    """

    open_file = Signal()
    start_anew = Signal()

    def __init__(self) -> None:
        super().__init__("notice")
        self._words = Text()
        self._scrolled = QScrollArea()
        self._scrolled.setWidget(self._words)
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self._scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scrolled.setAccessibleName(_("What is to be mended"))
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
        row = FlowRow(12)
        row.add(Text(_("The settings file needs a look"), "strong", wrap=False))
        row.add(self._open, self._anew, self._yes, self._no)
        for part in (self._scrolled, self._question):
            self.column.addWidget(part)
        self.column.insertLayout(0, row)
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
            self._fit()
            announce(self, words)
        self._blocked = bool(blocked)
        self._anew.setVisible(self._blocked and not self._question.isVisibleTo(self))
        self.setVisible(bool(words))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """From now on the window's size counts."""
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The words wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The window is taller or less tall."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """As tall as what is wrong, as far as there is room; what scrolls can have the keyboard."""
        around = self.column.contentsMargins()
        needed = self._words.heightForWidth(self.width() - around.left() - around.right() - 2 * self.frameWidth())
        most = max(_LINES * self._words.fontMetrics().lineSpacing(), self.window().height() // _SHARE)
        self._scrolled.setFixedHeight(max(0, min(needed, most)))
        self._scrolled.setFocusPolicy(Qt.FocusPolicy.TabFocus if needed > most else Qt.FocusPolicy.NoFocus)

    def _ask(self, *, on: bool) -> None:
        for part in (self._question, self._yes, self._no):
            part.setVisible(on)
        for other in (self._open, self._anew, self._scrolled):
            other.setVisible(not on)
        if on:
            announce(self, self._question.text())
            self._no.setFocus()

    def _said_yes(self) -> None:
        self._ask(on=False)
        self.start_anew.emit()
