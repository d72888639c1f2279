"""The page on routines in a window of its own."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskbreak.i18n import _
from deskbreak.ui.kit.controls import Button, Scroller, Text, ThemedWindow
from deskbreak.ui.kit.screens import centre_on_pointer, enlargement
from deskbreak.ui.kit.theme import dress_fields
from deskbreak.ui.routines.page import RoutinesPage

_SIZE = 700, 680


class RoutinesWindow(ThemedWindow):
    """Shows ``page``, which scrolls in it. Esc closes, where nothing would be lost."""

    closed = Signal()

    def __init__(self, page: RoutinesPage) -> None:
        super().__init__(_("Routines"))
        self.page = page
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(8)
        column.addWidget(Text(_("Routines and exercises"), "title"))
        column.addWidget(page)
        column.addStretch(1)
        self._close = Button(_("Close"))
        self._close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 20, 10)
        foot.addStretch(1)
        foot.addWidget(self._close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Scroller(inner, _("Routines and exercises")), 1)
        whole.addLayout(foot)

    def open(self) -> None:
        """Show it on the pointer's screen, or bring it to the front."""
        if not self.isVisible():
            larger = enlargement(self)
            self.resize(round(_SIZE[0] * larger), round(_SIZE[1] * larger))
            centre_on_pointer(self)
        self.showNormal()
        self.to_front()
        self.page._cards[self.page._view.today].take_keyboard()

    def restyled(self) -> None:
        """What paints itself takes the new colours."""
        dress_fields(self.page)
        self.page.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is being made is not lost: it is asked first."""
        if not self.page.may_close():
            event.ignore()
            return
        super().closeEvent(event)
        self.closed.emit()
