"""Several of some words: a switch for each of them."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from deskbreak.i18n import _
from deskbreak.settings.declaration import Declaration
from deskbreak.settings.words import SomeOf
from deskbreak.ui.kit.flow_row import FlowRow
from deskbreak.ui.settings.controls.control import Choices, Control
from deskbreak.ui.settings.controls.toggle import Toggle


class TogglesControl(Control):
    """A list of words, each of which is there or not; ``toggles`` has a switch for each, in their order."""

    wide = True

    def __init__(self, declared: Declaration, choices: Choices, toggles: Mapping[str, Toggle]) -> None:
        super().__init__(declared, choices)
        self._toggles = toggles
        row = FlowRow()
        for toggle in toggles.values():
            toggle.toggled.connect(self._toggled)
            row.add(toggle)
        self.setLayout(row)

    def put(self, value: object) -> None:
        """Show them."""
        if isinstance(value, tuple):
            for word, toggle in self._toggles.items():
                with QSignalBlocker(toggle):
                    toggle.setChecked(word in value)
                toggle.update()

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """The switches."""
        return tuple((toggle, toggle.text()) for toggle in self._toggles.values())

    def _toggled(self, _on: bool) -> None:
        self.edited.emit([word for word, toggle in self._toggles.items() if toggle.isChecked()])


class SomeControl(TogglesControl):
    """Some of a few words, of which the person at the desk reads what they are called."""

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        words = declared.kind.words if isinstance(declared.kind, SomeOf) else ()
        labels = {word: _(declared.called[word]) if word in declared.called else word for word in words}
        every = tuple(labels.values())
        super().__init__(declared, choices, {word: Toggle(label, every) for word, label in labels.items()})
