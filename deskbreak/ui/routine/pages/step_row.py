"""At which step of progress one is, and a little less or more of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskbreak.coach.content.exercise import FULL
from deskbreak.i18n import _
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Button, Text


def step_line(step: int) -> str:
    """Such as "step 3 of 6"."""
    return _("step {number} of {count}").format(number=step, count=FULL)


class StepRow(QWidget):
    """The ``step`` (1 to 6) of the next time. ``fixed``: it is a setting of the user's, told but not changed here."""

    wished = Signal(int)
    """The step that the user would rather have."""

    def __init__(self, step: int, *, fixed: bool) -> None:
        super().__init__()
        self._step, self._fixed = step, fixed
        self.line = Text("")
        self.easier_button = Button(_("Easier"), name=_("Easier next time"))
        self.harder_button = Button(_("Harder"), name=_("Harder next time"))
        self.easier_button.clicked.connect(lambda _checked=False: self.less())
        self.harder_button.clicked.connect(lambda _checked=False: self.more())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.line)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.easier_button, self.harder_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            button.setVisible(not fixed)
        row.addStretch(1)
        column.addLayout(row)
        self.put(step)

    def less(self) -> None:
        """One step down, if there is one."""
        self._wish(self._step - 1)

    def more(self) -> None:
        """One step up, if there is one."""
        self._wish(self._step + 1)

    def put(self, step: int) -> None:
        """Show another step."""
        changed, self._step = step != self._step, step
        words = _("Next time: {step}, as your settings have it.") if self._fixed else _("Next time: {step}.")
        self.line.put(words.format(step=step_line(step)))
        self.easier_button.setEnabled(step > 1)
        self.harder_button.setEnabled(step < FULL)
        if changed:
            announce(self.line, self.line.text())

    def _wish(self, step: int) -> None:
        if not self._fixed and 1 <= step <= FULL:
            self.wished.emit(step)
