"""Where deskbreak's files are, each with a way to it."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal

from deskbreak.i18n import _
from deskbreak.ui.kit.controls import Button, Panel, Text
from deskbreak.ui.kit.flow_row import FlowRow
from deskbreak.ui.settings.view import FilePlace


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


def _breakable(path: str) -> str:
    """With places at which a long path may go on in the next line."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
