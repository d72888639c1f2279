"""The figure, chosen by its picture."""

from PySide6.QtWidgets import QButtonGroup, QWidget

from deskbreak.coach.body.pose import FRONT
from deskbreak.i18n import _
from deskbreak.settings.declaration import Declaration
from deskbreak.settings.words import OneOf
from deskbreak.ui.figure.look_button import LookButton
from deskbreak.ui.kit.flow_row import FlowRow
from deskbreak.ui.settings.controls.control import Choices, Control

_SIDE = 116
"""Pixels of a picture."""


class LooksControl(Control):
    """One of the figure's looks."""

    wide = True

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        super().__init__(declared, choices)
        kind = declared.kind
        words = kind.words if isinstance(kind, OneOf) else ()
        names = {look: declared.called.get(look, look) for look in words}
        self._buttons = {look: LookButton(look, _(name), _SIDE, FRONT) for look, name in names.items()}
        self._group = QButtonGroup(self)
        row = FlowRow()
        for look, button in self._buttons.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _checked=False, look=look: self.edited.emit(look))
            row.add(button)
        self.setLayout(row)

    def put(self, value: object) -> None:
        """Show which one it is."""
        for look, button in self._buttons.items():
            button.setChecked(look == value)

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """The pictures."""
        return tuple((button, button.text()) for button in self._buttons.values())
