"""The page on routines: cards to choose from, what was left out, and one's own being made."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskbreak.coach.content.routine_file import Routine
from deskbreak.i18n import _, language
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Button, Panel, Text
from deskbreak.ui.kit.flow_row import FlowRow
from deskbreak.ui.kit.screens import bring_into_sight
from deskbreak.ui.routines.card import RoutineCard
from deskbreak.ui.routines.draft import Draft
from deskbreak.ui.routines.editor import Editor
from deskbreak.ui.routines.file_choice import ask_for_card, ask_for_export, ask_for_import
from deskbreak.ui.routines.left_out import LeftOut
from deskbreak.ui.routines.printing import ask_for_printer, ask_where
from deskbreak.ui.routines.stills import Stills
from deskbreak.ui.routines.view import RoutineShown, RoutinesView, breaking, shown_name


class RoutinesPage(QWidget):
    """As tall as what it holds: whoever embeds it lets it scroll, and asks ``may_close`` before it goes."""

    choose = Signal(str)
    """The id of the routine that is to be offered alone."""
    alternate = Signal(str)
    """The id of one that is to be offered in turn with those that are."""
    take_out = Signal(str)
    """The id of one that is to have no turn any more."""
    preview = Signal(object)
    """A ``Routine`` that is to be looked at; perhaps one that is not saved."""
    look = Signal(str)
    """The id of an exercise that is to be looked at."""
    keep = Signal(object)
    """A ``Routine`` that is to become one of the user's own. ``kept`` or ``refuse`` answers."""
    change = Signal(object, object)
    """A ``Routine`` of the user's own, and what it is to be. ``kept`` or ``refuse`` answers."""
    remove = Signal(str)
    put_back = Signal(str)
    """The id of an exercise that does not hurt any more."""
    print_card = Signal(str, object)
    """The id of a routine, and the ``QPrinter`` onto whose paper it goes."""
    save_card = Signal(str, str)
    """The id of a routine, and the path of the file."""
    export = Signal(str, str)
    """The same."""
    take_in = Signal(str)
    """The path of a file that is to be imported."""

    making = Signal(bool)
    """Whether a routine is being made just now, which has an *Undo* of its own."""

    def __init__(self, view: RoutinesView) -> None:
        super().__init__()
        self._view = view
        self._stills = Stills(view.look)
        self._cards: dict[str, RoutineCard] = {}
        self._editor: Editor | None = None
        self._told = Text("")
        self._notice = Panel("notice")
        self._notice.column.addWidget(self._told)
        self._notice.hide()
        self._faults = Text("", "muted")
        self._left_out = LeftOut()
        self._left_out.put_back.connect(self.put_back)
        unknown = _(
            "To put back an exercise that was left out because it hurt, please start deskbreak and open its settings."
        )
        self._unknown = Text(unknown, "muted")
        self._import = Button(_("Import…"), name=_("Import a routine or an exercise from a file"))
        self._import.clicked.connect(lambda: ask_for_import(self, self.take_in.emit))
        self._overview = QWidget()
        self._column = QVBoxLayout(self)
        self._among = QVBoxLayout()
        self._lay_out()
        self.setAcceptDrops(True)
        self.show_library(view)

    def show_library(self, view: RoutinesView) -> None:
        """Show ``view``; called again whenever it has changed. What is being made stays as it is."""
        before, self._view = self._view, view
        if view.look != before.look:
            self._stills = Stills(view.look)
        keyboard = next((one for one, card in self._cards.items() if card.isAncestorOf(_keyboard(self))), "")
        afresh = (view.exercises, view.left_out, view.look) != (before.exercises, before.left_out, before.look)
        cards: dict[str, RoutineCard] = {}
        for shown in view.routines:
            card = self._cards.pop(shown.routine.id, None)
            if card is None or afresh or card.shown != shown:
                self._drop(card)
                card = self._made(shown)
            cards[shown.routine.id] = card
        for gone in self._cards.values():
            self._drop(gone)
        self._cards = cards
        for number, (name, card) in enumerate(cards.items()):
            if self._among.indexOf(card) != number:
                self._among.removeWidget(card)
                self._among.insertWidget(number, card)
            card.put(chosen=name in view.chosen, alone=len(view.chosen) == 1, today=name == view.today)
        if keyboard and not self._overview.isHidden() and not self.isAncestorOf(_keyboard(self)):
            (cards.get(keyboard) or next(iter(cards.values()))).take_keyboard()
        names = {one: shown.text(language()).name for one, shown in view.exercises.items()}
        self._left_out.put([(one, names.get(one, one)) for one in view.left_out or ()])
        self._unknown.setVisible(view.left_out is None)
        self._faults.put(breaking("\n".join(view.faults)))
        self._faults.setVisible(bool(view.faults))

    def tell(self, sentence: str) -> None:
        """Say what came of a wish; ``""`` takes back what was said."""
        self._told.put(breaking(sentence))
        self._notice.setVisible(bool(sentence))
        announce(self, sentence)
        if sentence:
            bring_into_sight(self._notice)

    def refuse(self, sentence: str) -> None:
        """Say why a routine was not saved: beside it, while it is being made."""
        if self._editor is None:
            self.tell(sentence)
        else:
            self._editor.refuse(sentence)

    def kept(self, name: str, sentence: str) -> None:
        """The routine that was being made is saved now, under the id ``name``, and is shown already."""
        self._leave()
        self.tell(sentence)
        if name in self._cards:
            self._cards[name].take_keyboard()

    def may_close(self) -> bool:
        """Whether nothing would be lost by it; else it is asked now, and whoever wanted to close does not."""
        if self._editor is None or not self._editor.changed:
            return True
        self._editor.leave()
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files may be dropped here."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take each of them in."""
        event.acceptProposedAction()
        for path in _dropped(event):
            self.take_in.emit(path)

    def _made(self, shown: RoutineShown) -> RoutineCard:
        card = RoutineCard(shown, self._view.exercises, self._view.left_out or (), self._stills)
        routine = shown.routine
        card.choose.connect(partial(self.choose.emit, routine.id))
        card.alternate.connect(partial(self.alternate.emit, routine.id))
        card.take_out.connect(partial(self.take_out.emit, routine.id))
        card.preview.connect(partial(self.preview.emit, routine))
        card.copy.connect(partial(self._copy, routine))
        card.change.connect(partial(self._change, routine))
        card.remove.connect(partial(self.remove.emit, routine.id))
        card.print_card.connect(partial(self._print_card, routine))
        card.export.connect(lambda: ask_for_export(self, routine.id, partial(self.export.emit, routine.id)))
        self._among.addWidget(card)
        card.show()  # now, not with the next event: it may take the keyboard
        return card

    def _drop(self, card: RoutineCard | None) -> None:
        if card is not None:
            self._among.removeWidget(card)
            card.hide()
            card.deleteLater()

    def _print_card(self, routine: Routine, button: QWidget) -> None:
        ask_where(
            button,
            _("Print card"),
            lambda: ask_for_printer(self, _("Print card"), routine.id, partial(self.print_card.emit, routine.id)),
            lambda: ask_for_card(self, routine.id, partial(self.save_card.emit, routine.id)),
        )

    def _copy(self, routine: Routine) -> None:
        name = _("{name}, my own").format(name=routine.name(language()))
        editor = self._edit(_("A routine of your own"), routine, name)
        editor.save.connect(self.keep)

    def _change(self, routine: Routine) -> None:
        name = routine.name(language())
        editor = self._edit(_("Change “{name}”").format(name=shown_name(name)), routine, name)
        editor.save.connect(partial(self.change.emit, routine))

    def _edit(self, title: str, routine: Routine, name: str) -> Editor:
        self.tell("")
        self._overview.hide()
        draft = Draft.of(routine, self._view.exercises, name)
        self._editor = editor = Editor(title, draft, self._view.exercises, self._stills)
        editor.preview.connect(self.preview)
        editor.look.connect(self.look)
        editor.left.connect(partial(self._back_to, routine.id))
        self._column.addWidget(editor)
        editor.show()  # as with the cards
        self.making.emit(True)
        editor.take_keyboard()
        bring_into_sight(editor)
        return editor

    def _back_to(self, name: str) -> None:
        self._leave()
        if name in self._cards:
            self._cards[name].take_keyboard()
            bring_into_sight(self._cards[name])

    def _leave(self) -> None:
        if self._editor is not None:
            self._column.removeWidget(self._editor)
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None
            self.making.emit(False)
        self._overview.show()

    def _lay_out(self) -> None:
        foot = FlowRow()
        foot.add(self._import)
        column = QVBoxLayout(self._overview)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        lead = _("Choose the routine that you are offered, or several in turn; or make one of your own.")
        column.addWidget(Text(lead, "muted"))
        column.addWidget(self._left_out)
        column.addWidget(self._unknown)
        self._among.setSpacing(12)
        column.addLayout(self._among)
        column.addLayout(foot)
        column.addWidget(Text(_("A file with a routine or an exercise can be dropped here, too."), "muted"))
        column.addWidget(self._faults)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(self._notice)
        self._column.addWidget(self._overview)


def _dropped(event: QDropEvent) -> list[str]:
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]


def _keyboard(page: QWidget) -> QWidget:
    return page.window().focusWidget() or page.window()
