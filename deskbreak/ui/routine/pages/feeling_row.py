"""How the routine was, in one press of a key, for those who like to say."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskbreak.coach.progression import Felt
from deskbreak.i18n import N_, _
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Button, Text
from deskbreak.ui.kit.pages.fold import Fold

FEELINGS = (
    (
        Felt.TOO_MUCH,
        N_("Too much, or out of breath"),
        N_("Thank you. Do as much as feels good. Out of breath: walk slowly, and drink a few sips of water."),
    ),
    (Felt.RIGHT, N_("Just right"), N_("Thank you. Good to know.")),
    (Felt.EASY, N_("Easy"), N_("Thank you. Glad to hear it.")),
)
"""In the order of their keys: 1, 2, 3. Each with its words, and what is said to it.

One answer for both, as to be out of breath is too much; what the article says to that is said at once. It promises
nothing: at the first step there is no less, at the last no more; what follows is said beside it.
"""


class FeelingRow(QWidget):
    """Three buttons, each with its key. Another answer takes the place of the one before."""

    felt = Signal(str)
    """What was chosen: ``too-much``, ``right`` or ``easy``."""

    def __init__(self) -> None:
        super().__init__()
        self.line = Text(_("How was it?"))
        self.buttons: list[Button] = []
        for number, (_felt, words, _answer) in enumerate(FEELINGS):
            name = _("{what}, key {key}").format(what=_(words), key=number + 1)
            button = Button(f"{number + 1}  {_(words)}", name=name)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, number=number: self.choose(number))
            self.buttons.append(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.line)
        long, *short = self.buttons
        column.addWidget(long)
        column.addWidget(Fold(*((button, 1) for button in short)))

    @property
    def first_button(self) -> Button:
        """The one on which the keyboard stands: a key that was meant for something else says nothing bad."""
        return self.buttons[[felt for felt, _words, _answer in FEELINGS].index(Felt.RIGHT)]

    def choose(self, number: int) -> None:
        """Take the feeling of that number (from 0)."""
        felt, _words, answer = FEELINGS[number]
        for other, button in enumerate(self.buttons):
            button.setChecked(other == number)
            mark = "✓" if other == number else f"{other + 1}"
            button.put(f"{mark}  {_(FEELINGS[other][1])}", button.accessibleName())
        self.line.put(_(answer))
        announce(self.line, self.line.text())
        self.felt.emit(felt.value)
