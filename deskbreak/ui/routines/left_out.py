"""The exercises that were left out because they hurt, to be put back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskbreak.i18n import _
from deskbreak.ui.kit.controls import Button, Panel, Text
from deskbreak.ui.routines.view import shown_name


class LeftOut(Panel):
    """Not to be seen where there is none."""

    put_back = Signal(str)
    """The id of one."""

    def __init__(self) -> None:
        super().__init__("notice")
        self._shown: list[tuple[str, str]] | None = None
        self._rows = QWidget()
        self.column.addWidget(Text(_("Left out, because they hurt"), "strong"))
        self.column.addWidget(Text(_("Put one back when it is well again; where pain stays, see a doctor."), "muted"))
        self.column.addWidget(self._rows)

    def put(self, left_out: Sequence[tuple[str, str]]) -> None:
        """Show these: the id and the name of each."""
        if list(left_out) == self._shown:
            return
        self._shown = list(left_out)
        self.column.removeWidget(self._rows)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = QWidget()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        for one, name in left_out:
            button = Button(_("Put back"), name=_("Put back “{name}”").format(name=name))
            button.clicked.connect(partial(self.put_back.emit, one))
            row = QHBoxLayout()
            row.addWidget(Text(shown_name(name)), 1)
            row.addWidget(button)
            column.addLayout(row)
        self.column.addWidget(self._rows)
        self._rows.show()
        self.setVisible(bool(left_out))
