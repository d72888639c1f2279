"""A list of names: typed, or taken from those that have been seen."""

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from deskbreak.i18n import _
from deskbreak.settings.declaration import Declaration
from deskbreak.ui.kit.controls import Button, Calm, Text
from deskbreak.ui.kit.flow_row import FlowRow
from deskbreak.ui.settings.controls.control import Choices, Control
from deskbreak.ui.settings.controls.texts import NameList

_LONGEST = 24
"""Letters of a name on a button; a screen reader says all of them."""


class NamesControl(Control):
    """A list of names that can be added to and taken from; for each that was seen there is a button."""

    wide = True

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        super().__init__(declared, choices)
        self._names: tuple[str, ...] = ()
        self._list = NameList()
        self._list.remove.connect(self._remove)
        self._new = QLineEdit()
        self._new.setPlaceholderText(_("A name to add"))
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self._new)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._new.setCompleter(completer)
        self._new.returnPressed.connect(self._add)
        self._new.textEdited.connect(self._typed)
        self._more, self._less = Button(_("Add")), Button(_("Remove"))
        self._list.currentRowChanged.connect(lambda row: self._less.setEnabled(row >= 0))
        self._more.clicked.connect(self._add)
        self._less.clicked.connect(self._remove)
        self._less.setEnabled(False)
        Calm(self._new)
        self._seen = Text(_("Programs that keep deskbreak quiet, now or a while ago. A click adds one:"), "muted")
        self._buttons: dict[str, Button] = {}
        self._flow = FlowRow()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._new, 1)
        row.addWidget(self._more)
        row.addWidget(self._less)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list)
        column.addLayout(row)
        column.addWidget(self._seen)
        column.addLayout(self._flow)
        self._fill()

    def offer(self, choices: Choices) -> None:
        """Have a button for each of these."""
        if choices != self.choices:
            super().offer(choices)
            self._fill()

    def put(self, value: object) -> None:
        """Show them."""
        if isinstance(value, tuple):
            self._names = value
            self._list.fill(list(value))
            self._show_buttons()

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """The list, the new name, and what to do with them."""
        buttons = (self._more, self._more.text()), (self._less, self._less.text())
        return (self._list, ""), (self._new, _("a name to add")), *buttons

    def _fill(self) -> None:
        """The buttons that are there already stay, and with them the keyboard."""
        names = [name for name, _called in self.choices]
        self._known.setStringList(names)
        for name in [name for name in self._buttons if name not in names]:
            gone = self._buttons.pop(name)
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for name in [name for name in names if name not in self._buttons]:
            self._buttons[name] = button = Button(_short(name), name=_("Add “{name}”").format(name=name))
            button.setToolTip(name)
            button.clicked.connect(lambda _checked=False, name=name: self.edited.emit([*self._names, name]))
            self._flow.add(button)
        self._show_buttons()

    def _show_buttons(self) -> None:
        """Those of names that are not in the list."""
        listed = {name.casefold() for name in self._names}
        for name, button in self._buttons.items():
            button.setVisible(name.casefold() not in listed)
        self._seen.setVisible(any(not button.isHidden() for button in self._buttons.values()))

    def _typed(self, text: str) -> None:
        self.doubtful.emit([*self._names, text] if text.strip() else list(self._names))

    def _add(self) -> None:
        if self._new.text().strip():
            before = self._names
            self.edited.emit([*self._names, self._new.text()])
            if self._names != before:  # it was taken
                self._new.setText("")  # not ``clear``, which Ctrl+Z would take back before what was added

    def _remove(self) -> None:
        at = self._list.currentRow()
        if at >= 0:
            self.edited.emit([name for number, name in enumerate(self._names) if number != at])


def _short(name: str) -> str:
    """For a button, on which ``&`` is the mark of a key."""
    return (name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…").replace("&", "&&")
