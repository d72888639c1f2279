"""The page with all settings, and the search in it."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from deskbreak.i18n import _, ngettext
from deskbreak.settings.declared import GROUP_TITLES
from deskbreak.settings.reading import declaration, keys
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Calm, Text
from deskbreak.ui.settings.controls.control import Choices
from deskbreak.ui.settings.page import SettingsPage
from deskbreak.ui.settings.row import Accept


def found(words: str) -> frozenset[str]:
    """The keys of the settings in whose key, title, help or group each of ``words`` stands; of all for none."""
    wanted = words.casefold().split()
    return frozenset(key for key in keys() if all(word in _text(key) for word in wanted))


def _text(key: str) -> str:
    declared = declaration(key)
    group = GROUP_TITLES.get(key.partition(".")[0], "")
    return " ".join((key, _(declared.title), _(declared.help), _(group) if group else "")).casefold()


class SearchField(QLineEdit):
    """Esc empties it first, and closes the window only then. Ctrl+Z is the window's: no search is worth taking back."""

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z alone."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
        ):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class AllSettings(SettingsPage):
    """Every setting there is, and those of them that are looked for."""

    def __init__(self, title: str, choices: Mapping[str, Choices], accept: Accept) -> None:
        super().__init__(title, keys(), choices, accept, headed=GROUP_TITLES, whole_week=False)
        self.search = SearchField()
        self.search.setPlaceholderText(_("Search names and explanations"))
        self.search.setAccessibleName(_("Search all settings"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._look)
        Calm(self.search)
        self._count = Text("", "muted")
        self.fixed.setContentsMargins(20, 14, 20, 0)
        self.fixed.addWidget(self.search)
        self.fixed.addWidget(self._count)
        self._look("")

    def _look(self, words: str) -> None:
        shown = found(words)
        self.show_rows(shown)
        if shown:
            told = ngettext("{count} setting", "{count} settings", len(shown)).format(count=len(shown))
        else:
            told = _("Nothing is called so. Fewer or other words may find it.")
        self._count.put(told)
        self.search.setAccessibleDescription(told)
        if words:
            announce(self.search, told)
