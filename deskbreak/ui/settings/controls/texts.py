"""Words: one of some, a name, a line of text; and the list that shows names."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QWidget

from deskbreak.i18n import _
from deskbreak.settings.declaration import Declaration
from deskbreak.settings.words import OneOf
from deskbreak.ui.kit.controls import Calm
from deskbreak.ui.settings.controls.control import Choices, Control

_LEAST = 14
"""Letters that are read of what is chosen, where there is no room for more."""


class ChoiceControl(Control):
    """One of some words, of which the person at the desk reads what they are called."""

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        super().__init__(declared, choices)
        kind = declared.kind
        words = tuple(word for word, _called in choices) or (kind.words if isinstance(kind, OneOf) else ())
        self._box = QComboBox()
        self._box.setMinimumContentsLength(_LEAST)  # else it is never narrower than the longest of its words
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


class InTurnControl(Control):
    """One of those there are; several in turn, which are put together elsewhere, are one more to choose."""

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        super().__init__(declared, choices)
        self._now: tuple[str, ...] = ()
        self._box = QComboBox()
        self._box.setMinimumContentsLength(_LEAST)
        self._box.activated.connect(lambda at: self.edited.emit(self._box.itemData(at)))
        Calm(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box)
        self._fill()

    def offer(self, choices: Choices) -> None:
        """Have these in the box; what it shows stays."""
        if choices != self.choices:
            super().offer(choices)
            self._fill()

    def put(self, value: object) -> None:
        """Show it; what is not among them is shown, too."""
        if isinstance(value, tuple):
            self._now = value
            self._fill()

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """The box."""
        return ((self._box, ""),)

    def _fill(self) -> None:
        called = dict(self.choices)
        values: list[tuple[str, ...]] = [(word,) for word in called]
        values += [self._now] if self._now and self._now not in values else []
        shown = [(self._text(value, called), self.declared.kind.toml(value)) for value in values]
        if shown != [(self._box.itemText(at), self._box.itemData(at)) for at in range(self._box.count())]:
            self._box.clear()
            for text, raw in shown:
                self._box.addItem(text, raw)
        self._box.setCurrentIndex(values.index(self._now) if self._now else 0)

    def _text(self, value: tuple[str, ...], called: Mapping[str, str]) -> str:
        names = [called.get(word, word) for word in value]
        return names[0] if len(names) == 1 else _("In turn: {names}").format(names=", ".join(names))


class TextControl(Control):
    """A text that is typed, or taken from those that are there."""

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        super().__init__(declared, choices)
        self._called: dict[str, str] = {}
        self._shown = ""
        self._box = QComboBox()
        self._box.setEditable(True)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.setMinimumContentsLength(_LEAST)
        self._fill()
        self._box.activated.connect(lambda _at: self._taken())
        line = self._box.lineEdit()
        assert line is not None  # noqa: S101 - it can be edited
        self._line = line
        line.textEdited.connect(lambda text: self.doubtful.emit(self._raw(text)))
        line.editingFinished.connect(self._finished)
        Calm(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box)

    def _taken(self) -> None:
        self._line.setCursorPosition(0)  # a long name is read from its beginning
        self._finished()

    def offer(self, choices: Choices) -> None:
        """Have these in the box; what is shown stays, and what is being typed, and a list that is open."""
        if choices == self.choices:
            return
        super().offer(choices)
        value, typed, place = self._raw(self._shown), self._line.text(), self._line.cursorPosition()
        unchanged, opened = typed == self._shown, self._box.view().isVisible()
        if opened:
            self._box.hidePopup()
        with QSignalBlocker(self._box):
            self._box.clear()
            self._fill()
        self.put(value)
        if not unchanged:
            self._line.setText(typed)
            self._line.setCursorPosition(place)
        if opened:
            self._box.showPopup()

    def _fill(self) -> None:
        self._called = {_(called): str(value) for value, called in self.declared.called.items()}
        self._called |= {called: value for value, called in self.choices}
        self._box.addItems(list(self._called))
        view = self._box.view()  # which is as wide as the box, else, and some names are long
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * view.fontMetrics().averageCharWidth())

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
