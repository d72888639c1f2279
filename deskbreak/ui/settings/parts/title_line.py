"""The first line of a row: what it is called, that it was changed, and the way back, whose room is kept all along."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from deskbreak.i18n import N_, _
from deskbreak.ui.kit.controls import Button, Text

CHANGED, BACK = N_("◆ changed"), N_("Back to the default")
_GAP, _AROUND = 10, 20
"""Pixels: between the parts, and around the words in the button."""


class TitleLine(QHBoxLayout):
    """``mark`` and ``back`` come and go, and nothing moves by it.

    Where there is no room for their words they are signs, and what these mean is told by pointing at them.
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = Text(title, "strong")
        self.mark = Text(_(CHANGED), "accent", wrap=False)
        self.back = Button(_(BACK), "aside", _("{title}: back to the default").format(title=title))
        self.setSpacing(_GAP)
        self.addWidget(self.title, 1)
        self.addWidget(self.mark)
        self.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        for aside in (self.mark, self.back):
            _keep_room(aside)
            aside.hide()

    def tell(self, *, changed: bool) -> None:
        """Show that it was changed, and the way back, or neither."""
        self.mark.setVisible(changed)
        self.back.setVisible(changed)

    def fit(self, room: int) -> None:
        """Have words or signs, as there are so many pixels for the line."""
        self.title.ensurePolished()
        signs = room < self.title.fontMetrics().horizontalAdvance(self.title.text()) + self._beside(_(CHANGED), _(BACK))
        self.mark.put("◆" if signs else _(CHANGED))
        self.mark.setAccessibleName(_(CHANGED))
        self.back.put("↺" if signs else _(BACK), self.back.accessibleName())
        self.back.setToolTip(_(BACK) if signs else "")

    @property
    def least(self) -> int:
        """The width (pixels) that it takes, with signs."""
        return self.title.minimumSizeHint().width() + self._beside("◆", "↺")

    def _beside(self, mark: str, back: str) -> int:
        wide = [(self.mark, mark), (self.back, back)]
        for part, _words in wide:
            part.ensurePolished()
        return sum(part.fontMetrics().horizontalAdvance(words) + _GAP for part, words in wide) + _AROUND


def _keep_room(part: QWidget) -> None:
    policy = part.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    part.setSizePolicy(policy)
