"""The exercises that are left out for hurting (D5), each with the way back."""

from PySide6.QtCore import Signal

from deskbreak.i18n import _
from deskbreak.ui.kit.controls import Panel
from deskbreak.ui.kit.panels.button_rows import ButtonRows


class PutBackPanel(Panel):
    """A sentence and a button each; not to be seen where there is none."""

    put_back = Signal(str)
    """The id of one."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = ButtonRows()
        self._rows.pressed.connect(self.put_back)
        self.column.addWidget(self._rows)
        self.hide()

    def put(self, left_out: tuple[tuple[str, str], ...]) -> None:
        """Show these: the id and the name of each."""
        self._rows.put(
            (
                exercise,
                _("“{exercise}” is left out because it hurt.").format(exercise=name),
                _("Put back"),
                _("Put back “{name}”").format(name=name),
            )
            for exercise, name in left_out
        )
        self.setVisible(bool(left_out))
