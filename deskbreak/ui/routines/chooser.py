"""The exercises that can be added to a routine that is being made."""

from collections.abc import Collection, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskbreak.coach.content.exercise import Exercise
from deskbreak.coach.content.routine_file import AROUND
from deskbreak.i18n import _, language
from deskbreak.ui.kit.controls import Button, Panel, Text
from deskbreak.ui.kit.flow_row import FlowRow
from deskbreak.ui.kit.screens import bring_into_sight
from deskbreak.ui.routines.stills import ExerciseStill, Stills, still_side
from deskbreak.ui.routines.view import breaking, shown_name


class Chooser(QWidget):
    """A row for each exercise there is; those that are in the routine already are not to be seen."""

    chosen = Signal(str)
    look = Signal(str)
    """It is wished to see it move."""

    def __init__(self, exercises: Mapping[str, Exercise], stills: Stills) -> None:
        super().__init__()
        self._rows: dict[str, Panel] = {}
        self._adding: dict[str, Button] = {}
        self._none = Text(_("All the exercises that there are stand in it already."), "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for one in sorted(exercises.values(), key=lambda one: one.text(language()).name):
            if one.id not in AROUND:
                self._rows[one.id] = row = self._row(one, stills)
                column.addWidget(row)
        column.addWidget(self._none)

    def put(self, there: Collection[str]) -> None:
        """Leave out those that are ``there``; the keyboard goes on to the next one."""
        had = next((one for one, button in self._adding.items() if button.hasFocus()), None)
        for one, row in self._rows.items():
            row.setVisible(one not in there)
        self._none.setVisible(self._rows.keys() <= set(there))
        if had is not None and had in there:
            ids = list(self._rows)
            after = [one for one in (*ids[ids.index(had) :], *reversed(ids)) if one not in there]
            if after:
                self._lead_to(after[0])

    def take_keyboard(self) -> None:
        """Have the keyboard on the first that can be added."""
        first = next((one for one, row in self._rows.items() if not row.isHidden()), None)
        if first is not None:
            self._lead_to(first)

    def _lead_to(self, exercise: str) -> None:
        self._adding[exercise].setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_sight(self._rows[exercise])

    def _row(self, exercise: Exercise, stills: Stills) -> Panel:
        text = exercise.text(language())
        add = Button(_("Add"), name=_("Add “{name}”").format(name=text.name))
        add.clicked.connect(partial(self.chosen.emit, exercise.id))
        look = Button(_("Look"), name=_("Look at “{name}”").format(name=text.name))
        look.clicked.connect(partial(self.look.emit, exercise.id))
        self._adding[exercise.id] = add
        buttons = FlowRow()
        buttons.add(add, look)
        column = QVBoxLayout()
        column.addWidget(Text(shown_name(text.name), "strong"))
        column.addWidget(Text(breaking(text.purpose), "muted"))
        column.addLayout(buttons)
        panel = Panel()
        panel.column.setContentsMargins(12, 8, 12, 8)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(ExerciseStill(stills, exercise, still_side(self)), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        panel.column.addLayout(row)
        return panel
