"""The switch for starting at login: no setting of the file, but of the desktop."""

from PySide6.QtCore import QSignalBlocker, Signal

from deskbreak.i18n import _
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Panel, Text
from deskbreak.ui.settings.controls.toggle import Toggle


class LoginPanel(Panel):
    """Shows whether the next login starts deskbreak, and tells what is wished."""

    wished = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.title, words = _("Start at login"), _("Whether deskbreak is there by itself after you have logged in.")
        self._toggle = Toggle()
        self._toggle.setAccessibleName(self.title)
        self._toggle.setAccessibleDescription(words)
        self._toggle.toggled.connect(self.wished.emit)
        self._told = Text("", "accent")
        for text in (Text(self.title, "strong"), Text(words, "muted")):
            self.column.addWidget(text)
        self.column.addWidget(self._toggle)
        self.column.addWidget(self._told)
        self._told.hide()

    def put(self, told: str, *, on: bool) -> None:
        """Show how it is, and ``told``, a sentence or two on what has come of it."""
        with QSignalBlocker(self._toggle):
            self._toggle.setChecked(on)
        self._toggle.update()
        self._told.put(told)
        self._told.setVisible(bool(told))
        announce(self, told)
