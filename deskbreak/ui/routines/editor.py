"""A routine of one's own being made: its name, its exercises, and how long it would take."""

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from deskbreak.coach.content.exercise import Exercise
from deskbreak.coach.content.routine_file import Routine
from deskbreak.coach.plan import minutes_text
from deskbreak.i18n import _, language
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Button, Calm, Panel, Text, roomy
from deskbreak.ui.kit.flow_row import FlowRow
from deskbreak.ui.kit.panels.question import AskedOnce
from deskbreak.ui.kit.screens import bring_into_sight
from deskbreak.ui.kit.theme import dress_fields
from deskbreak.ui.routines.chooser import Chooser
from deskbreak.ui.routines.draft import Draft
from deskbreak.ui.routines.entry_list import EntryList
from deskbreak.ui.routines.in_turn import InTurn
from deskbreak.ui.routines.steps import Steps
from deskbreak.ui.routines.stills import Stills
from deskbreak.ui.routines.view import breaking

LONGEST_NAME = 80
"""Letters: what still has room in a window's title."""


class Editor(QWidget):
    """Tells the routine when it is to be saved; ``refuse`` says why that could not be."""

    save = Signal(object)
    """A ``Routine``, with the id of the one that it began as."""
    preview = Signal(object)
    """A ``Routine``."""
    look = Signal(str)
    left = Signal()
    """Nothing is to be changed."""

    def __init__(self, title: str, draft: Draft, exercises: Mapping[str, Exercise], stills: Stills) -> None:
        super().__init__()
        self._before, self._exercises = draft, exercises
        self._steps = Steps(draft)
        self._name = QLineEdit(draft.name)
        Calm(self._name)
        self._name.setMaxLength(LONGEST_NAME)
        self._name.setAccessibleName(_("Name of the routine"))
        self._list = EntryList(draft.entries, exercises, stills)
        self._add = Button(_("Add an exercise"))
        self._add.setCheckable(True)
        self._chooser = Chooser(exercises, stills)
        self._chooser.hide()
        self._in_turn = InTurn(draft.rotate)
        self._takes, self._refused = Text("", "strong"), Text("")
        self._refusal = Panel("notice")
        self._refusal.column.addWidget(self._refused)
        self._refusal.hide()
        self._save, self._preview = Button(_("Save"), "primary"), Button(_("Preview"))
        self._undo, self._leave = Button(_("Undo"), name=_("Undo the last change to this routine")), Button(_("Cancel"))
        self._question = AskedOnce(_("Leave without saving"), _("Keep working on it"))
        self._lay_out(title)
        self._connect()
        self._show()
        dress_fields(self)

    @property
    def draft(self) -> Draft:
        """What stands there now."""
        name = " ".join(self._name.text().split())
        return Draft(self._before.origin, name, self._list.entries, self._in_turn.at_a_time)

    @property
    def changed(self) -> bool:
        """Whether something would be lost."""
        return self.draft != self._before

    def take_keyboard(self) -> None:
        """Have the name ready to be written over."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._name.selectAll()

    def refuse(self, sentence: str) -> None:
        """Say why it was not saved; all of it stays."""
        self._refused.put(breaking(sentence))
        self._refusal.setVisible(bool(sentence))
        announce(self, sentence)
        bring_into_sight(self._refusal)

    def leave(self) -> None:
        """Leave it, or ask first where something would be lost."""
        if self.changed:
            self._question.ask(_("What you have changed in this routine is not saved yet."))
        else:
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        """While one is in here, what Ctrl+Z takes back is the last change to the routine, and none of the window's."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and _back_or_on(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc leaves it, and not the window around it; Ctrl+Z takes back, Ctrl+Shift+Z does again."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._go_back()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._have(self._steps.redo(), _("Done again."))
        else:
            super().keyPressEvent(event)

    def _go_back(self) -> None:
        keyboard = self._undo.hasFocus()
        self._have(self._steps.undo(), _("Taken back."))
        if keyboard and not self._undo.isEnabled():
            (self._preview if self._preview.isEnabled() else self._add).setFocus(Qt.FocusReason.OtherFocusReason)

    def _have(self, draft: Draft | None, told: str) -> None:
        """Show ``draft``, and have it told; ``None``: there was nothing to take back, or to do again."""
        if draft is None:
            return
        with QSignalBlocker(self._name), QSignalBlocker(self._in_turn), QSignalBlocker(self._list):
            if self.draft.name != draft.name:
                self._name.setText(draft.name)
            self._in_turn.put(draft.rotate)
            changed = self._list.put(draft.entries)
        self._order()
        self._show()
        if changed is None:
            announce(self, told)
        else:
            self._list.tell_place(changed)

    def _routine(self) -> Routine:
        return self.draft.routine(language())

    def _connect(self) -> None:
        self._name.textChanged.connect(lambda _text: self._show())
        self._in_turn.changed.connect(self._show)
        self._list.changed.connect(self._show)
        self._list.changed.connect(self._order)
        self._add.toggled.connect(self._choose)
        self._chooser.chosen.connect(self._list.add)
        self._chooser.look.connect(self.look)
        self._save.clicked.connect(lambda: self.save.emit(self._routine()))
        self._preview.clicked.connect(lambda: self.preview.emit(self._routine()))
        self._undo.clicked.connect(self._go_back)
        self._leave.clicked.connect(self.leave)
        self._question.answered.connect(self._answered)

    def _choose(self, on: bool) -> None:
        self._chooser.setVisible(on)
        if on:
            self._chooser.take_keyboard()

    def _answered(self, leave: bool) -> None:
        if leave:
            self.left.emit()
        else:
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order(self) -> None:
        """Let Tab go from row to row as one sees them."""
        for one, other in pairwise([self._name, *self._list.stops, self._add]):
            QWidget.setTabOrder(one, other)

    def _show(self) -> None:
        draft = self.draft
        self._steps.take(draft)
        self._undo.setEnabled(self._steps.can_undo)
        there = [entry.exercise for entry in draft.entries]
        self._chooser.put(there)
        if not there:
            told = _("It needs an exercise.")
        elif not draft.name:
            told = _("It needs a name.")
        else:
            told = _("It takes {minutes}.").format(minutes=minutes_text(self._routine(), self._exercises, language()))
        self._in_turn.tell(self._routine())
        self._takes.put(told)
        self._save.setEnabled(bool(there and draft.name))
        self._preview.setEnabled(bool(there))

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        name = Text(_("Name"), "strong")
        name.setBuddy(self._name)
        buttons = FlowRow()
        buttons.add(self._save, self._preview, self._undo, self._leave)
        heading, order = Text(title, "heading"), Text(_("Exercises, in this order"), "strong")
        for part in (heading, name, roomy(self._name), order, self._list, self._add, self._chooser):
            column.addWidget(part)
        for below in (self._in_turn, self._takes, self._refusal, self._question):
            column.addWidget(below)
        column.addLayout(buttons)


def _back_or_on(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
