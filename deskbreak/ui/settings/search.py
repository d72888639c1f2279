"""The page with all settings, and the search in it."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from deskbreak.i18n import _, ngettext
from deskbreak.settings.declared import GROUP_TITLES
from deskbreak.settings.reading import declaration, keys
from deskbreak.ui.kit.controls import Button, Calm, Text
from deskbreak.ui.settings.controls.control import Choices
from deskbreak.ui.settings.page import SettingsPage
from deskbreak.ui.settings.pages import PAGES
from deskbreak.ui.settings.parts.places import Information, PagePart, answers_found, places_found
from deskbreak.ui.settings.row import Accept


def found(words: str) -> frozenset[str]:
    """The keys of the settings in whose key, title, help, group or further words each of ``words`` stands; of all for
    none.
    """
    wanted = words.casefold().split()
    return frozenset(key for key in keys() if all(word in _text(key) for word in wanted))


def _text(key: str) -> str:
    declared = declaration(key)
    group = GROUP_TITLES.get(key.partition(".")[0], "")
    further = (_(text) for text in (declared.words, group) if text)
    return " ".join((key, _(declared.title), _(declared.help), *further)).casefold()


class SearchField(QLineEdit):
    """In every page's sight. Esc empties it first, and closes the window only then.

    Ctrl+Z is the window's: no search is worth taking back.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("Search"))
        self.setToolTip(_("Search all settings (Ctrl+F)"))
        self.setAccessibleName(_("Search all settings"))
        self.setClearButtonEnabled(True)
        Calm(self)

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
    """Every setting there is, and those of them that are looked for; above them what else there is of that.

    ``lead`` leads to a page and a title on it.
    """

    def __init__(
        self, title: str, choices: Mapping[str, Choices], accept: Accept, lead: Callable[[str, str], None]
    ) -> None:
        super().__init__(title, keys(), choices, accept, headed=GROUP_TITLES, whole_week=False)
        self._lead = lead
        self._count = Text("", "muted")
        self._others = QVBoxLayout()
        self._others.setContentsMargins(0, 0, 0, 0)
        self._others.setSpacing(8)
        self.above.setContentsMargins(0, 4, 0, 0)
        self.above.setSpacing(8)
        self.above.addWidget(self._count)
        self.above.addLayout(self._others)
        self.look("")

    def look(self, words: str) -> str:
        """Show what is found by ``words``. Returns a sentence that says how much that is."""
        shown, places, answers = found(words), places_found(words), answers_found(words)
        self.show_rows(shown)
        self._fill(places, answers)
        if shown:
            told = ngettext("{count} setting", "{count} settings", len(shown)).format(count=len(shown))
        elif places or answers:
            told = _("No setting is called so, but see here:")
        else:
            told = _("Nothing is called so. Fewer or other words may find it.")
        self._count.put(told)
        self.scroller.verticalScrollBar().setValue(0)
        return " ".join((told, *(_(answer.sentence) for answer in answers)))

    def _fill(self, places: Iterable[PagePart], answers: Iterable[Information]) -> None:
        while (item := self._others.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for answer in answers:
            self._others.addWidget(Text(_(answer.sentence)))
        for place in places:
            page = next(_(one.title) for one in PAGES if one.id == place.page)
            words = _("{title}, on the page “{page}”").format(title=_(place.title), page=page)
            button = Button(words)
            button.clicked.connect(lambda _checked=False, place=place: self._lead(place.page, _(place.title)))
            self._others.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
