"""How deskbreak gets on with this computer: a plain sentence for each thing, and what lies behind it folded away."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskbreak.i18n import _
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.controls import Button, Panel, Text
from deskbreak.ui.kit.flow_row import FlowRow


@dataclass(frozen=True, slots=True)
class Remark:
    """What was found of one thing: ``mark`` (✓, ? or ✗) and ``word`` say how it is, ``says`` what that means.

    ``advice`` is what would help; ``details`` are for who wants to know it exactly.
    """

    mark: str
    word: str
    name: str
    says: str
    advice: tuple[str, ...] = ()
    details: str = ""


class HealthPanel(Panel):
    """What was found here, in words."""

    look_again = Signal()
    made = Signal()
    """It is there, and has nothing to show yet."""

    def __init__(self) -> None:
        super().__init__()
        self._told = QVBoxLayout()
        self._told.setSpacing(6)
        self._again = Button(_("Look again"), name=_("Look again how deskbreak gets on here"))
        self._again.clicked.connect(self.look_again)
        self._more = Button(_("Details"), name=_("Details of how deskbreak gets on here"))
        self._more.setCheckable(True)
        self._more.toggled.connect(self._unfold)
        self._copy = Button(_("Copy"), name=_("Copy the details"))
        self._copy.clicked.connect(self._take)
        self._details = Text("", "muted")
        self._details.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.column.addWidget(Text(_("How deskbreak gets on here"), "strong"))
        self.column.addLayout(self._told)
        row = FlowRow()
        row.add(self._again, self._more, self._copy)
        self.column.addLayout(row)
        self.column.addWidget(self._details)
        self.wait()

    def wait(self) -> None:
        """It is being looked at."""
        self._again.setEnabled(False)
        self._fill([Text(_("One moment…"), "muted")], "")

    def show_remarks(self, remarks: Iterable[Remark], fault: str) -> None:
        """What was found; ``fault``: why nothing was."""
        self._again.setEnabled(True)
        parts: list[QWidget] = [Text(fault)] if fault else []
        details = []
        for remark in remarks:
            line = Text(f"{remark.mark} {remark.says}")
            line.setAccessibleName(_("{word}: {says}").format(word=remark.word, says=remark.says))
            parts += [line, *(Text(advice, "muted") for advice in remark.advice)]
            if remark.details:
                details.append(f"{remark.name}: {remark.details}")
        self._fill(parts, "\n".join(details))

    def _fill(self, parts: Iterable[QWidget], details: str) -> None:
        while (item := self._told.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for part in parts:
            self._told.addWidget(part)
        self._details.put(details)
        self._more.setVisible(bool(details))
        self._unfold(self._more.isChecked())

    def _unfold(self, on: bool) -> None:
        there = on and bool(self._details.text())
        for part in (self._details, self._copy):
            part.setVisible(there)

    def _take(self) -> None:
        QGuiApplication.clipboard().setText(self._details.text())
        announce(self, _("The details are copied."))
