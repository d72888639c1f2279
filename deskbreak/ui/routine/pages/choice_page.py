"""Where to begin: where one stopped a little while ago, or from the start."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskbreak.coach.frame import ExercisePart
from deskbreak.coach.run import Kept
from deskbreak.i18n import _
from deskbreak.ui.kit.controls import Button, Scroller, Text


def go_on_text(number: int) -> str:
    """What the button says that leads to exercise ``number`` (from 1)."""
    return _("Go on from exercise {number}").format(number=number)


class ChoicePage(QWidget):
    """The page. ``kept``: where in ``parts`` one has stopped; ``begin`` is given that, or ``None``: from the start."""

    def __init__(
        self, parts: Sequence[ExercisePart], kept: Kept | None, begin: Callable[[Kept | None], object]
    ) -> None:
        super().__init__()
        ids = [part.id for part in parts]
        number = ids.index(kept.exercise) if kept is not None and kept.exercise in ids else 0
        names = [part.name for part in parts[number:]]
        said = QWidget()
        column = QVBoxLayout(said)
        column.setContentsMargins(24, 4, 24, 8)
        told = _("You stopped at “{exercise}”, and your place is kept. What you did before counts.")
        column.addWidget(Text(told.format(exercise=names[0]), "caption"))
        column.addSpacing(10)
        column.addWidget(Text(_("Still to come: {exercises}").format(exercises=" · ".join(names)), "muted"))
        column.addStretch(1)
        self.go_on_button = Button(go_on_text(number + 1), "primary")
        self.anew_button = Button(_("From the start"))
        self.go_on_button.clicked.connect(lambda _checked=False: begin(kept))
        self.anew_button.clicked.connect(lambda _checked=False: begin(None))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 28, 0, 16)
        whole.setSpacing(12)
        title = Text(_("Good to have you back"), "title")
        title.setContentsMargins(24, 0, 24, 0)
        whole.addWidget(title)
        whole.addWidget(Scroller(said, title.text()), 1)
        buttons = QVBoxLayout()
        buttons.setContentsMargins(24, 0, 24, 0)
        buttons.setSpacing(8)
        buttons.addWidget(self.go_on_button)
        buttons.addWidget(self.anew_button)
        whole.addLayout(buttons)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
