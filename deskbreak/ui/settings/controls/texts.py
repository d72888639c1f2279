"""Words: one of some, a name, a line of text, a list of names."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget

from deskbreak.i18n import _
from deskbreak.settings.declaration import Declaration
from deskbreak.settings.kinds import OneOf
from deskbreak.ui.kit.controls import Button, Calm
from deskbreak.ui.settings.controls.control import Choices, Control


class ChoiceControl(Control):
    """One of some words, of which the person at the desk reads what they are called."""

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        super().__init__(declared, choices)
        kind = declared.kind
        words = tuple(word for word, _called in choices) or (kind.words if isinstance(kind, OneOf) else ())
        self._box = QComboBox()
        self._fill(words, dict(choices))
        self._box.activated.connect(lambda at: self.edited.emit(self._box.itemData(at)))
        Calm(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box)

    def offer(self, choices: Choices) -> None:
        """Have these in the box; what it shows stays."""
        if choices != self.choices:
            super().offer(choices)
            shown = self._box.currentData()
            self._box.clear()
            self._fill([word for word, _called in choices], dict(choices))
            self.put(shown)

    def _fill(self, words: Iterable[str], called: Mapping[str, str]) -> None:
        ours = self.declared.called
        for word in words:
            self._box.addItem(_(ours[word]) if word in ours else called.get(word, word), word)

    def put(self, value: object) -> None:
        """Show it; one that is not among them is shown, too."""
        if (at := self._box.findData(value)) < 0:
            self._box.addItem(str(value), value)
            at = self._box.count() - 1
        self._box.setCurrentIndex(at)

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """The box."""
        return ((self._box, ""),)


class TextControl(Control):
    """A text that is typed, or taken from those that are there."""

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        super().__init__(declared, choices)
        self._called = {_(called): str(value) for value, called in declared.called.items()}
        self._called |= {called: value for value, called in choices}
        self._shown = ""
        self._box = QComboBox()
        self._box.setEditable(True)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.addItems(list(self._called))
        self._box.setMinimumContentsLength(14)
        self._box.activated.connect(lambda _at: self._finished())
        line = self._box.lineEdit()
        assert line is not None  # noqa: S101 - it can be edited
        self._line = line
        line.textEdited.connect(lambda text: self.doubtful.emit(self._raw(text)))
        line.editingFinished.connect(self._finished)
        Calm(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box)

    def put(self, value: object) -> None:
        """Show it, as it is called."""
        self._shown = next((called for called, one in self._called.items() if one == value), str(value))
        with QSignalBlocker(self._box):
            self._box.setCurrentIndex(self._box.findText(self._shown))
        self._line.setText(self._shown)

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """The box."""
        return ((self._box, ""),)

    def _raw(self, text: str) -> str:
        return self._called.get(text, text.strip())

    def _finished(self) -> None:
        if self._line.text() != self._shown:
            self.edited.emit(self._raw(self._line.text()))


class NameList(QListWidget):
    """A list from which Delete takes the chosen line."""

    remove = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Delete and Backspace."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove.emit()
        else:
            super().keyPressEvent(event)

    def fill(self, lines: list[str]) -> None:
        """Show ``lines``, as many as there is room for; the chosen place stays chosen."""
        at = self.currentRow()
        self.clear()
        self.addItems(lines)
        self.setCurrentRow(min(max(at, 0), len(lines) - 1))
        height = self.fontMetrics().height() + 8
        self.setFixedHeight(min(max(len(lines), 1), 6) * height + 2 * self.frameWidth() + 4)


class NamesControl(Control):
    """A list of names that can be added to and taken from."""

    wide = True

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        super().__init__(declared, choices)
        self._names: tuple[str, ...] = ()
        self._list = NameList()
        self._list.remove.connect(self._remove)
        self._new = QLineEdit()
        self._new.setPlaceholderText(_("A name to add"))
        completer = QCompleter([value for value, _called in choices], self._new)
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
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._new, 1)
        row.addWidget(self._more)
        row.addWidget(self._less)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list)
        column.addLayout(row)

    def put(self, value: object) -> None:
        """Show them."""
        if isinstance(value, tuple):
            self._names = value
            self._list.fill(list(value))

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """The list, the new name, and what to do with them."""
        buttons = (self._more, self._more.text()), (self._less, self._less.text())
        return (self._list, ""), (self._new, _("a name to add")), *buttons

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
