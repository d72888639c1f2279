"""A field with a value that is typed as people write it: read when it has been written, not key by key."""

import re
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QValidator
from PySide6.QtWidgets import QAbstractSpinBox, QSizePolicy

from deskbreak.ui.kit.controls import Calm

T = TypeVar("T")


class TypedEdit(QAbstractSpinBox, Generic[T]):
    """Takes what was typed on Enter, Tab and when the keyboard goes elsewhere.

    What cannot be read is taken back and told (``refused``). Up and Down count on what the cursor is in. Subclasses
    say how a value is written and read.
    """

    changed = Signal(object)
    """The new value: one that was typed or counted to."""
    refused = Signal(str)
    """A sentence: what was typed is none, and nothing was changed."""

    def __init__(self, value: T) -> None:
        super().__init__()
        self._value = value
        self._shown = ""
        self._around = ("", "")  # what stood before and after the number that is typed over
        self.lineEdit().setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # so its numbers stand wherever one reads
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.editingFinished.connect(self.take)
        Calm(self)
        self._write()

    def value(self) -> T:
        """The last good one."""
        return self._value

    def put(self, value: T) -> None:
        """Show ``value`` without telling of it; what is being typed stays."""
        typing, self._value = self._typing(), value
        if not typing:
            self._write()

    def take(self) -> bool:
        """Take what was typed. Returns whether it was a value; if not, the former one is shown again."""
        text = self.lineEdit().text()
        if not self._typing():
            return True
        before, after = self._around
        whole = text.removesuffix(after).removeprefix(before)  # all of it, typed where one number was
        for meant in (text, whole):
            if (read := self.read(meant)) is not None:
                break
        if read is None:
            self._write()
            self.refused.emit(self.refusal(text.strip()))
            return False
        self._have(read)
        return True

    def written(self, value: T) -> str:
        """How it is shown."""
        raise NotImplementedError

    def read(self, text: str) -> T | None:
        """What was meant; ``None`` if that cannot be told."""
        raise NotImplementedError

    def refusal(self, text: str) -> str:
        """A sentence: ``text`` is none, and what is accepted."""
        raise NotImplementedError

    def counted(self, value: T, steps: int, place: int) -> T:
        """``steps`` on from ``value``, where the cursor is before the letter ``place`` of it."""
        raise NotImplementedError

    def widest(self) -> T:
        """A value that is as wide as any."""
        raise NotImplementedError

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Everything may be typed."""
        return QValidator.State.Acceptable, text, place

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The first digit takes the place of what is marked, or of the number in or beside which the cursor is."""
        line = self.lineEdit()
        if event.text().isdigit() and line.hasSelectedText() and not self._typing():
            start = line.selectionStart()
            self._around = self._shown[:start], self._shown[start + len(line.selectedText()) :]
        elif event.text().isdigit() and not self._typing():
            for number in re.finditer(r"\d+", self._shown):
                if number.start() <= line.cursorPosition() <= number.end():
                    line.setSelection(number.start(), len(number[0]))
                    self._around = self._shown[: number.start()], self._shown[number.end() :]
                    break
        super().keyPressEvent(event)

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt's name
        """Count on from what stands there."""
        line = self.lineEdit()
        place = 0 if line.hasSelectedText() else line.cursorPosition()
        if self.take():
            self._have(self.counted(self._value, steps, place))
            line.setCursorPosition(min(place, len(line.text())))

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:  # noqa: N802 - Qt's name
        """Both ways, without end."""
        return QAbstractSpinBox.StepEnabledFlag.StepUpEnabled | QAbstractSpinBox.StepEnabledFlag.StepDownEnabled

    def _have(self, value: T) -> None:
        before, self._value = self._value, value
        self._write()
        if value != before:
            self.changed.emit(value)

    def _typing(self) -> bool:
        return self.lineEdit().text() != self._shown

    def _write(self) -> None:
        self._around = ("", "")
        wide = self.lineEdit().fontMetrics().horizontalAdvance(self.written(self.widest()) + "0")
        self.setMinimumWidth(wide + 40)
        self._shown = self.written(self._value)
        self.lineEdit().setText(self._shown)
        self.lineEdit().setCursorPosition(0)
