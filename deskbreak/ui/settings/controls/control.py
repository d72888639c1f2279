"""What is common to all that shows a value of a setting and lets somebody change it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from deskbreak.settings.declaration import Declaration

Choices = tuple[tuple[str, str], ...]
"""Values to choose from, each with what people call it."""


class Control(QWidget):
    """Shows a value (``put``) and tells what somebody makes of it, raw: as it would be written in the file."""

    edited = Signal(object)
    """Somebody has chosen this, or has finished writing it."""
    doubtful = Signal(object)
    """Somebody is writing this just now: it is looked at, and not taken yet."""

    wide = False
    """Whether it needs the whole width of a row."""

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        super().__init__()
        self.declared = declared
        self.choices = choices

    def put(self, value: object) -> None:
        """Show ``value``, one of the kind's; tells nothing."""
        raise NotImplementedError

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """What takes the keyboard, each with what it is called beside the title; ``""``: as the title."""
        raise NotImplementedError

    def name(self, title: str, description: str) -> None:
        """Tell a screen reader what each part is."""
        for part, called in self.parts():
            part.setAccessibleName(f"{title}: {called}" if called else title)
            part.setAccessibleDescription(description)


class Calm(QObject):
    """Keeps wheel and Ctrl+Z from a field for which they were not meant.

    A wheel that scrolls a page would change what comes to lie under the pointer; and Ctrl+Z is the window's where in
    the field itself there is nothing to take back, though Qt's line edits take it all the same.
    """

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Leave both to whoever they are for."""
        if isinstance(watched, QWidget):
            wheel = event.type() is QEvent.Type.Wheel and not watched.hasFocus()
            if wheel or (event.type() is QEvent.Type.ShortcutOverride and _undoes_nothing(watched, event)):
                event.ignore()
                return True
        return False


def _undoes_nothing(field: QWidget, event: QEvent) -> bool:
    line = field if isinstance(field, QLineEdit) else field.findChild(QLineEdit)
    undo = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo)
    return undo and not (isinstance(line, QLineEdit) and line.isUndoAvailable())
