"""The exercises that are left out for hurting (D5), each with the way back."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskbreak.i18n import _
from deskbreak.ui.kit.controls import Button, Panel, Text


class PutBackPanel(Panel):
    """A sentence and a button each; not to be seen where there is none."""

    put_back = Signal(str)
    """The id of one."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, str], ...] = ()
        self._rows = QWidget()
        self.column.addWidget(self._rows)
        self.hide()

    def put(self, left_out: tuple[tuple[str, str], ...]) -> None:
        """Show these: the id and the name of each. The same once more keeps the buttons, and so the focus."""
        if left_out == self._shown:
            return
        self._shown = left_out
        self.column.removeWidget(self._rows)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = QWidget()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        for exercise, name in left_out:
            button = Button(_("Put back"), name=_("Put back “{name}”").format(name=name))
            button.clicked.connect(partial(self.put_back.emit, exercise))
            column.addWidget(Text(_("“{exercise}” is left out because it hurt.").format(exercise=name), "muted"))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(self._rows)
        self._rows.show()
        self.setVisible(bool(left_out))
