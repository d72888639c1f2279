"""The settings window: pages at the side, rows made from the declarations, and everything acts at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskbreak.i18n import N_, _
from deskbreak.settings.reading import together, with_values
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Button, Text, ThemedWindow
from deskbreak.ui.kit.pages.filling import fill
from deskbreak.ui.kit.pages.fold import Fold
from deskbreak.ui.kit.pages.pages import Pages
from deskbreak.ui.kit.screens import centre_on_pointer, enlargement
from deskbreak.ui.kit.theme import dress_fields
from deskbreak.ui.settings.banner import Banner
from deskbreak.ui.settings.guide import Guide
from deskbreak.ui.settings.page import SettingsPage
from deskbreak.ui.settings.page_list import PageList
from deskbreak.ui.settings.pages import ALL, PAGES, ROUTINE, headed_on, keys_of
from deskbreak.ui.settings.parts.fittings import Fittings
from deskbreak.ui.settings.parts.health_panel import Remark
from deskbreak.ui.settings.row import Changes
from deskbreak.ui.settings.search import AllSettings, SearchField
from deskbreak.ui.settings.view import Offer, SettingsView

AT_ONCE = N_("What you change here is in force at once. Ctrl+Z takes the last change back.")
MAKING = N_("What is being made here is kept once you save it.")
BLOCKED = N_("As long as this is so, nothing can be changed here.")
_SIZE = 960, 660
_SOON_MS = 250
"""Who holds an arrow key down changes once, not twenty times."""


class SettingsWindow(ThemedWindow):
    """Shows a ``SettingsView`` and tells what is to be changed. ``parts`` are made elsewhere, one for a page at most,
    when that page is first looked at; ``may_close`` tells whether nothing would be lost in them.
    """

    changed = Signal(object)
    """``Changes``: values by their keys, to be written in one go."""
    reset = Signal(object)
    """Keys of settings that are to be as by default."""
    undo = Signal()
    start_anew = Signal()
    """The file that cannot be understood is to be set aside."""
    open_file = Signal(str)
    open_folder = Signal(str)
    listen = Signal()
    look_around = Signal()
    """It is wished to know how deskbreak gets on here; ``show_remarks`` answers."""
    looked_at = Signal(str)
    """Somebody has the setting of this key before their eyes; ``show_offer``, if there is more to choose from."""
    closed = Signal()

    def __init__(
        self,
        view: SettingsView,
        offer: Offer,
        parts: Mapping[str, Callable[[], QWidget]],
        may_close: Callable[[], bool],
    ) -> None:
        super().__init__(_("Settings"))
        self._view, self._offer, self._may_close, self._making = view, offer, may_close, False
        self._settings = view.settings
        self._pending: Changes = {}
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.flush)
        self._made: dict[str, SettingsPage] = {}
        self.guide = Guide(self.turn_to, self._seen)
        self._fittings = Fittings(parts, self)
        self._fittings.changed.connect(self._take)
        self._fittings.listen.connect(self._listen)
        self._fittings.own_voice.connect(lambda: self._give_back(("coach.voice_name",)))
        self._fittings.look_around.connect(self.look_around)
        self._fittings.open_file.connect(self.open_file)
        self._fittings.open_folder.connect(self.open_folder)
        self._banner = Banner()
        self._banner.open_file.connect(lambda: self.open_file.emit(self._offer.places[0].path))
        self._banner.start_anew.connect(self.start_anew)
        self._search = SearchField()
        self._search.textChanged.connect(self._look)
        self._side, self._names = QWidget(), PageList()
        self._stack = Pages()
        self._told = Text("", "muted")
        self._undo = Button(_("Undo"), "plain", _("Undo the last change"))
        self._undo.clicked.connect(self._take_back)
        self._close = Button(_("Close"))
        self._close.clicked.connect(self.close)
        self._lay_out()
        self._names.hold_size()
        self._search.setFixedWidth(self._names.minimumWidth())
        self._names.currentRowChanged.connect(self._turn_to)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self._take_back)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._find)
        dress_fields(self._search)
        self._names.setCurrentRow(0)
        self.show_view(view)

    def show_view(self, view: SettingsView) -> None:
        """Show ``view``; called again whenever it has changed, from wherever."""
        self._view = view
        self._settings = with_values(view.settings, self._pending)
        self._put(view.told)

    def show_offer(self, offer: Offer) -> None:
        """There is something else to choose from by now."""
        self._offer = offer
        for page in self._made.values():
            page.offer(offer.choices)

    def show_remarks(self, remarks: Iterable[Remark], fault: str) -> None:
        """What was found on this computer; ``fault``: why nothing was."""
        self._fittings.show_remarks(remarks, fault)

    def hold_undo(self, on: bool) -> None:
        """Leave the undoing to the routine that is being made on its page, and is in force only once it is saved."""
        self._making = on
        self._put("")

    @property
    def _held(self) -> bool:
        return self._making and PAGES[self._names.currentRow()].id == ROUTINE

    def heard(self, sentence: str) -> None:
        """Say what came of ``listen``."""
        self._fittings.heard(sentence)

    def page(self, page: str) -> SettingsPage:
        """The page with this id, made now if it was not yet."""
        if page not in self._made:
            self._make(page)
        return self._made[page]

    def turn_to(self, page: str) -> None:
        """Show the page with this id."""
        self._names.setCurrentRow([one.id for one in PAGES].index(page))

    def open(self) -> None:
        """Show it on the pointer's screen, or bring it to the front."""
        if not self.isVisible():
            larger = enlargement(self)
            self.resize(round(_SIZE[0] * larger), round(_SIZE[1] * larger))
            centre_on_pointer(self)
        self.showNormal()
        self.to_front()
        self._names.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Tell now what is still waiting to be told."""
        self._soon.stop()
        changes, self._pending = self._pending, {}
        if changes:
            self.changed.emit(changes)

    def restyled(self) -> None:
        """What paints itself takes the new colours."""
        for part in (self._search, *self._made.values()):
            dress_fields(part)
        self._put(self._view.told)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """What is being written counts, as if one went on to the next field."""
        self._names.setFocus()
        self.flush()
        if not self._may_close():
            event.ignore()
            return
        super().closeEvent(event)
        self.closed.emit()

    def _take(self, changes: Changes) -> None:
        if self._pending.keys() != changes.keys():
            self.flush()
        self._pending = changes
        self._settings = with_values(self._settings, changes)
        self._soon.start()
        self._put("")

    def _give_back(self, keys: tuple[str, ...]) -> None:
        self.flush()
        self.reset.emit(keys)

    def _take_back(self) -> None:
        if refused := self._seen().refused if not self._view.blocked else ():
            for row in refused:
                row.take_back()
            titles = ", ".join(_("“{title}”").format(title=row.title) for row in refused)
            self._put(_("As it was before: {titles}").format(titles=titles))
            self.guide.lead_to(refused[0].keys)
            return
        self.flush()
        if self._view.can_undo and not self._view.blocked and not self._held:
            self.undo.emit()

    def _seen(self) -> SettingsPage:
        return self.page(PAGES[self._names.currentRow()].id)

    def _enable_undo(self) -> None:
        self._undo.setVisible(not self._held)
        self._undo.setEnabled(not self._view.blocked and (self._view.can_undo or bool(self._seen().refused)))

    def _accept(self, changes: Changes) -> str:
        return together(with_values(self._settings, changes))

    def _put(self, told: str) -> None:
        view = self._view
        self._banner.put(view.faults, view.blocked)
        for page in self._made.values():
            page.enable(on=not view.blocked)
            page.put(self._settings)
        self._fittings.put(replace(view, settings=self._settings), self.theme)
        self._enable_undo()
        above = {line for fault in (*view.faults, view.blocked) for line in fault.splitlines()}
        told = "\n".join(line for line in told.splitlines() if line not in above)  # once is enough
        if told and told != self._told.text():
            announce(self, told)
        usual = _(BLOCKED) if view.blocked else _(MAKING) if self._held else _(AT_ONCE)
        self._told.put(told or usual)

    def _turn_to(self, row: int) -> None:
        name = PAGES[row]
        if name.id != ALL:
            self._search.clear()
        self._stack.turn_to(self.page(name.id))
        self._put("") if self._making else self._enable_undo()

    def _find(self) -> None:
        self.turn_to(ALL)
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _look(self, words: str) -> None:
        """What is looked for is seen among all settings; who has emptied the field stays where they are."""
        if words:
            self.turn_to(ALL)
        page = self._made.get(ALL)
        if isinstance(page, AllSettings):
            told = page.look(words)
            self._search.setAccessibleDescription(told if words else "")
            if words:
                announce(self._search, told)

    def _make(self, page: str) -> None:
        title = next(_(one.title) for one in PAGES if one.id == page)
        if page == ALL:
            made: SettingsPage = AllSettings(title, self._offer.choices, self._accept, self.guide.lead_to_title)
        else:
            made = SettingsPage(
                title, keys_of(page), self._offer.choices, self._accept, headed=headed_on(page), whole_week=True
            )
            self._fittings.furnish(page, made, self._view, self._offer, self.theme)
        made.changed.connect(self._take)
        made.reset.connect(self._give_back)
        made.doubted.connect(self._enable_undo)
        made.looked_at.connect(self.looked_at)
        self._made[page] = made
        dress_fields(made)
        made.scroller.least = lambda: self._side.minimumSizeHint().height()
        self._stack.add(made)
        made.enable(on=not self._view.blocked)
        made.put(self._settings)
        self._fittings.put(replace(self._view, settings=self._settings), self.theme)

    def _listen(self) -> None:
        self.flush()
        self.listen.emit()

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(0)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(8, 12, 8, 0)
        side.addWidget(self._search)
        side.addWidget(self._names)
        across.addWidget(self._side)
        across.addWidget(self._stack, 1)
        foot = Fold((self._told, 1), (self._undo, 0), (self._close, 0))
        foot.row.setContentsMargins(16, 8, 16, 10)
        above = QVBoxLayout()
        above.setContentsMargins(16, 12, 16, 0)
        above.addWidget(self._banner)
        page = QWidget()
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(above)
        whole.addLayout(across, 1)
        whole.addWidget(foot)
        fill(self, page)
