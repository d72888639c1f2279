"""The page that says where deskbreak's files are, and how it gets on with this computer."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from deskbreak.i18n import _
from deskbreak.ui.kit.controls import Button, Panel, Text
from deskbreak.ui.kit.flow_row import FlowRow
from deskbreak.ui.settings.view import FilePlace


@dataclass(frozen=True, slots=True)
class Remark:
    """What was found of one thing: ``mark`` (✓, ? or ✗) and ``word`` say how it is, ``advice`` what would help."""

    mark: str
    word: str
    name: str
    says: str
    advice: tuple[str, ...] = ()


class PlacesPanel(Panel):
    """Where the files are, each with a way to it."""

    open_file = Signal(str)
    open_folder = Signal(str)

    def __init__(self, places: Iterable[FilePlace]) -> None:
        super().__init__()
        self.column.addWidget(Text(_("Where your files are"), "strong"))
        for place in places:
            path = Text(place.path, "muted")
            path.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            path.setAccessibleName(f"{place.name}: {place.path}")
            path.setText(_breakable(place.path))
            self.column.addWidget(Text(place.name))
            self.column.addWidget(path)
            buttons = FlowRow()
            for text, name, signal in (
                (_("Open the file"), _("{name}: open the file"), self.open_file),
                (_("Open the folder"), _("{name}: open the folder"), self.open_folder),
            ):
                if signal is self.open_file and place.folder:
                    continue
                button = Button(text, name=name.format(name=place.name))
                button.clicked.connect(lambda _checked=False, tell=signal, path=place.path: tell.emit(path))
                buttons.add(button)
            self.column.addLayout(buttons)


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
        self.column.addWidget(Text(_("How deskbreak gets on here"), "strong"))
        self.column.addLayout(self._told)
        self.column.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        self.wait()

    def wait(self) -> None:
        """It is being looked at."""
        self._again.setEnabled(False)
        self._fill([Text(_("One moment…"), "muted")])

    def show_remarks(self, remarks: Iterable[Remark], fault: str) -> None:
        """What was found; ``fault``: why nothing was."""
        self._again.setEnabled(True)
        parts: list[QWidget] = [Text(fault)] if fault else []
        for remark in remarks:
            line = Text(_("{mark} {name}: {says}").format(mark=remark.mark, name=remark.name, says=remark.says))
            line.setAccessibleName(
                _("{name}, {word}: {says}").format(name=remark.name, word=remark.word, says=remark.says)
            )
            parts += [line, *(Text(advice, "muted") for advice in remark.advice)]
        self._fill(parts)

    def _fill(self, parts: Iterable[QWidget]) -> None:
        while (item := self._told.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for part in parts:
            self._told.addWidget(part)


def _breakable(path: str) -> str:
    """With places at which a long path may go on in the next line."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
