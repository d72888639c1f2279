"""A routine as a card: its exercises, how long it takes, and what can be done with it."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from deskbreak.coach.content.exercise import Exercise
from deskbreak.coach.plan import in_turn_text, minutes_text
from deskbreak.i18n import _, language
from deskbreak.ui.kit.controls import Button, Panel, Text
from deskbreak.ui.kit.flow_row import FlowRow
from deskbreak.ui.kit.panels.question import AskedOnce
from deskbreak.ui.routines.stills import Stills, Tile
from deskbreak.ui.routines.view import RoutineShown, shown_name


class RoutineCard(Panel):
    """Tells what is wished by its signals."""

    choose = Signal()
    alternate = Signal()
    take_out = Signal()
    preview = Signal()
    copy = Signal()
    change = Signal()
    print_card = Signal(QWidget)
    """The button, below which there is room for a question."""
    export = Signal()
    remove = Signal()
    _asked = Signal()
    _wishes_card = Signal()

    def __init__(
        self, shown: RoutineShown, exercises: Mapping[str, Exercise], left_out: tuple[str, ...], stills: Stills
    ) -> None:
        super().__init__()
        self.shown = shown
        routine = shown.routine
        name = routine.name(language())
        self.setAccessibleName(name)
        self._chosen = Text("", "accent")
        remarks = [_("your own") if shown.own else _("deskbreak's"), minutes_text(routine, exercises, language())]
        if in_turn := in_turn_text(routine):
            remarks.append(in_turn)
        self.column.addWidget(Text(shown_name(name), "heading"))
        self.column.addWidget(Text(" · ".join(remarks), "muted"))
        self.column.addWidget(self._chosen)
        tiles = FlowRow(top=True)
        for one in routine.exercises:
            remark = _("left out") if one in left_out else ""
            tiles.add(Tile(stills, routine.done(exercises[one]), remark))
        self.column.addLayout(tiles)
        self._buttons = FlowRow()
        self._choose = self._button(_("Choose"), _("Choose “{name}”"), self.choose)
        self._alternate = self._button(
            _("Alternate"), _("Offer “{name}” in turn with what is chosen already"), self.alternate
        )
        self._take_out = self._button(_("Take out"), _("Take “{name}” out of the turn"), self.take_out)
        self._preview = self._button(_("Preview"), _("Preview of “{name}”"), self.preview)
        if shown.own:
            self._button(_("Change"), _("Change “{name}”"), self.change)
        self._copy = self._button(_("Make a copy"), _("Make a copy of “{name}”"), self.copy)
        card = self._button(_("Print card…"), _("Print a card of “{name}”"), self._wishes_card)
        self._wishes_card.connect(lambda: self.print_card.emit(card))
        self._button(_("Export…"), _("Export “{name}” to a file"), self.export)
        self._remove: Button | None = None
        self.column.addLayout(self._buttons)
        if shown.own:
            self._remove = self._button(_("Remove"), _("Remove “{name}”"), self._asked)
            sentence = _("Remove “{name}”? Its file is kept under another name.").format(name=shown_name(name))
            self._question = AskedOnce(_("Remove it"), _("Keep it"))
            self._question.answered.connect(self._answered)
            self._asked.connect(partial(self._question.ask, sentence))
            self.column.addWidget(self._question)

    def put(self, *, chosen: bool, alone: bool, today: bool) -> None:
        """Show whether it is a routine that is offered, the only one (``alone``), and whether it is that of today."""
        had_keyboard = next((one for one in (self._choose, self._alternate, self._take_out) if one.hasFocus()), None)
        if alone:
            told = _("✓ This is the one that you are offered.")
        elif today:
            told = _("✓ Today you are offered this one; each of those in turn has a day of work.")
        else:
            told = _("✓ You are offered this one in its turn; each has a day of work.")
        self._chosen.put(told)
        self._chosen.setVisible(chosen)
        self._choose.setVisible(not (chosen and alone))
        self._alternate.setVisible(not chosen)
        self._take_out.setVisible(chosen and not alone)
        if had_keyboard is not None and had_keyboard.isHidden():  # what takes it back, else what comes first
            back = self._take_out if had_keyboard is self._alternate else self._alternate
            (self._first if back.isHidden() else back).setFocus(Qt.FocusReason.OtherFocusReason)

    def take_keyboard(self) -> None:
        """Have the keyboard on its first button."""
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _first(self) -> Button:
        return self._preview if self._choose.isHidden() else self._choose

    def _answered(self, wished: bool) -> None:
        if self._remove is not None:
            self._remove.setFocus(Qt.FocusReason.OtherFocusReason)
        if wished:
            self.remove.emit()

    def _button(self, text: str, told: str, wish: SignalInstance) -> Button:
        button = Button(text, name=told.format(name=self.accessibleName()))
        button.clicked.connect(wish)
        self._buttons.add(button)
        return button
