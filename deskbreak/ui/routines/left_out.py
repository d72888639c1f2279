"""The exercises that were left out because they hurt, to be put back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from deskbreak.i18n import _
from deskbreak.ui.kit.controls import Panel, Text
from deskbreak.ui.kit.panels.button_rows import ButtonRows
from deskbreak.ui.routines.view import shown_name


class LeftOut(Panel):
    """Not to be seen where there is none."""

    put_back = Signal(str)
    """The id of one."""

    def __init__(self) -> None:
        super().__init__("notice")
        self._rows = ButtonRows()
        self._rows.pressed.connect(self.put_back)
        self.column.addWidget(Text(_("Left out, because they hurt"), "strong"))
        self.column.addWidget(Text(_("Put one back when it is well again; where pain stays, see a doctor."), "muted"))
        self.column.addWidget(self._rows)

    def put(self, left_out: Sequence[tuple[str, str]]) -> None:
        """Show these: the id and the name of each."""
        self._rows.put(
            (one, shown_name(name), _("Put back"), _("Put back “{name}”").format(name=name)) for one, name in left_out
        )
        self.setVisible(bool(left_out))
