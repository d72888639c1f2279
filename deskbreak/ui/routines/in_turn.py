"""Whether only some of the exercises of a routine that is being made come at a time, and how many."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from deskbreak.coach.content.routine_file import MOST_EXERCISES, Routine
from deskbreak.i18n import _
from deskbreak.ui.kit.controls import Calm, Text, roomy
from deskbreak.ui.kit.flow_row import FlowRow


class InTurn(QWidget):
    """A box to check, a number beside it, and a sentence on what comes of them."""

    changed = Signal()

    def __init__(self, at_a_time: int) -> None:
        super().__init__()
        self._some = QCheckBox(_("Only some of them at a time"))
        self._some.setAccessibleName(self._some.text())
        self._count = QSpinBox()
        self._count.setRange(1, MOST_EXERCISES)
        self._count.setAccessibleName(_("How many exercises at a time"))
        self._count.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        Calm(self._count)
        self._told = Text("", "muted")
        row = FlowRow()
        row.add(self._some, roomy(self._count))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._told)
        self.put(at_a_time)  # now that they stand in it: what is shown alone is a window
        self._some.toggled.connect(self._count.setVisible)
        self._some.toggled.connect(lambda _on: self.changed.emit())
        self._count.valueChanged.connect(lambda _count: self.changed.emit())

    @property
    def at_a_time(self) -> int:
        """So many; 0: all of them."""
        return self._count.value() if self._some.isChecked() else 0

    def put(self, at_a_time: int) -> None:
        """Show this."""
        self._count.setValue(max(1, at_a_time))
        self._some.setChecked(at_a_time > 0)
        self._count.setVisible(at_a_time > 0)

    def tell(self, routine: Routine) -> None:
        """Say what comes of it in ``routine``."""
        told = _told(routine)
        self._told.put(told)
        self._told.setVisible(bool(told))
        for part in (self._some, self._count):
            part.setAccessibleDescription(told)


def _told(routine: Routine) -> str:
    if not routine.rotate:
        return ""
    parts = len(routine.parts(routine.exercises))
    if routine.rotate == 1:
        return _("Each time it is the next of these exercises alone: a routine of a minute.")
    if parts == 1:
        return _("These are all of them, each time.")
    if parts == 2:
        return _("They are done in two halves, one each time.")
    return _("They are done in {count} parts, one each time.").format(count=parts)
