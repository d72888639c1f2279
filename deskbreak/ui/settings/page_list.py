"""The names of the pages, beside the page that is seen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QSizePolicy

from deskbreak.i18n import _
from deskbreak.ui.settings.pages import PAGES

_LEAST = 3
"""As lines of text: with fewer in sight it is no list."""
_BESIDE = 24
"""Pixels beside the longest name."""


class PageList(QListWidget):
    """As wide as its names, and as tall as the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "pages")
        self.setAccessibleName(_("Pages"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page in PAGES:
            self.addItem(_(page.title))

    def hold_size(self) -> None:
        """Know by now in which letters it is shown."""
        self.ensurePolished()
        self.setFixedWidth(self.sizeHintForColumn(0) + 2 * self.frameWidth() + _BESIDE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(_LEAST * self.fontMetrics().lineSpacing())
