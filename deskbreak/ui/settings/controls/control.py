"""What is common to all that shows a value of a setting and lets somebody change it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from deskbreak.settings import Settings
from deskbreak.settings.declaration import Declaration

Choices = tuple[tuple[str, str], ...]
"""Values to choose from, each with what people call it."""


class Control(QWidget):
    """Shows a value (``put``) and tells what somebody makes of it, raw: as it would be written in the file."""

    edited = Signal(object)
    """Somebody has chosen this, or has finished writing it."""
    doubtful = Signal(object)
    """Somebody is writing this just now: it is looked at, and not taken yet."""
    refused = Signal(str)
    """What somebody has written is none of its values: a sentence; the former value is shown again."""

    looked_at = Signal()
    """It is before somebody's eyes: what there is to choose from may be found out, and offered."""

    wide = False
    """Whether it needs the whole width of a row."""

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        super().__init__()
        self.declared = declared
        self.choices = choices

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Tell of it."""
        super().showEvent(event)
        self.looked_at.emit()

    def offer(self, choices: Choices) -> None:
        """There is something else to choose from by now."""
        self.choices = choices

    def follow(self, settings: Settings) -> None:
        """What is in force besides, for what is proposed by it; comes before ``put``."""

    def put(self, value: object) -> None:
        """Show ``value``, one of the kind's; tells nothing."""
        raise NotImplementedError

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """What takes the keyboard, each with what it is called beside the title; ``""``: as the title."""
        raise NotImplementedError

    def name(self, title: str, description: str) -> None:
        """Tell a screen reader what each part is."""
        for part, called in self.parts():
            words = f"{title}: {called}" if called else title
            told = f"{description} {self.hint(part)}".strip()
            if (part.accessibleName(), part.accessibleDescription()) != (words, told):  # each is told about
                part.setAccessibleName(words)
                part.setAccessibleDescription(told)

    def hint(self, _part: QWidget) -> str:
        """A sentence that a screen reader adds for this one of its parts: how it is used."""
        return ""
