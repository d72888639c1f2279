"""What has to be within reach at every moment of a routine: to say that it hurts, what is safe, and to stop."""

from PySide6.QtCore import QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from deskbreak.i18n import _
from deskbreak.ui.kit.controls import Button
from deskbreak.ui.kit.pages.fold import Fold

HURTS_KEY = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_P)
"""P for pain; two keys, so that it is not hit by chance."""


class Footer(Fold):
    """The row of quiet buttons below the pages."""

    hurts = Signal()
    safety = Signal()
    stop = Signal()

    def __init__(self) -> None:
        key = QKeySequence(HURTS_KEY).toString(QKeySequence.SequenceFormat.NativeText)
        self.hurts_button = Button(_("It hurts"), "alert", _("It hurts: stop at once, {key}").format(key=key))
        self.hurts_button.setToolTip(_("It hurts: stop at once, {key}").format(key=key))
        self.safety_button = Button(_("Safety"), "quiet", _("Safety: before you start"))
        self.stop_button = Button(_("Stop"), "quiet", _("Stop the routine"))
        super().__init__(*((button, 0) for button in (self.hurts_button, self.safety_button, self.stop_button)))
        for button, wish in (
            (self.hurts_button, self.hurts),
            (self.safety_button, self.safety),
            (self.stop_button, self.stop),
        ):
            button.clicked.connect(lambda _checked=False, wish=wish: wish.emit())
        self.row.setContentsMargins(24, 0, 24, 12)
        self.row.insertStretch(1, 1)
        self.row.insertStretch(3, 1)

    def says_hurts(self, event: QKeyEvent) -> bool:
        """Whether these are the keys of *It hurts*, pressed just now where that is offered."""
        pressed = event.keyCombination() == HURTS_KEY and not event.isAutoRepeat()
        return pressed and self.hurts_button.isVisibleTo(self.window())

    def put(self, *, hurts: bool = True, others: bool = True) -> None:
        """Show what the page above has use for."""
        self.hurts_button.setVisible(hurts)
        self.safety_button.setVisible(others)
        self.stop_button.setVisible(others)
        self.setVisible(hurts or others)
