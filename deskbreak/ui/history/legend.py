"""What the shapes of a picture mean, and their sizes."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from deskbreak.i18n import _
from deskbreak.ui.history.colors import HistoryColors
from deskbreak.ui.history.heatmap import LITTLE, MORE
from deskbreak.ui.history.shapes import LEVELS, ShapeMark
from deskbreak.ui.history.values import HowItWent
from deskbreak.ui.kit.controls import Text
from deskbreak.ui.kit.flow_row import FlowRow
from deskbreak.ui.kit.theme import Theme


class Legend(QWidget):
    """A shape and a word for each, and for a heatmap what their sizes mean."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        colors = HistoryColors.of(theme)
        row = FlowRow(14)
        words = {how: _(how.value) for how in HowItWent}
        self._marks: list[ShapeMark] = []
        self._levels: list[QWidget] = []
        for how, word in words.items():
            row.add(self._entry(ShapeMark(how, len(LEVELS) - 1, colors), word))
        told = (
            _("under {minutes} min").format(minutes=LITTLE),
            _("{least} to {most} min").format(least=LITTLE, most=MORE),
            _("{minutes} min and more").format(minutes=MORE),
        )
        self._levels.append(Text(_("The larger, the longer:"), "muted", wrap=False))
        row.add(self._levels[-1])
        for level, word in enumerate(told):
            self._levels.append(self._entry(ShapeMark(HowItWent.DONE, level, colors), word))
            row.add(self._levels[-1])
        self.setLayout(row)

    def put(self, theme: Theme, *, levels: bool) -> None:
        """Paint it in the colours of ``theme``; ``levels``: with the sizes."""
        for mark in self._marks:
            mark.put(HistoryColors.of(theme))
        for entry in self._levels:
            entry.setVisible(levels)

    def _entry(self, mark: ShapeMark, word: str) -> QWidget:
        self._marks.append(mark)
        entry = QWidget()
        row = QHBoxLayout(entry)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(mark)
        row.addWidget(Text(word, "muted", wrap=False))
        return entry
