"""The looks of the figure, each as a small picture to choose by."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from deskbreak.coach.body.pose import REST, View
from deskbreak.coach.content.looks import LOOKS
from deskbreak.i18n import N_, _
from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.widget import paint_person, paint_scene
from deskbreak.ui.kit.theme import Theme

_SIDE = 72
_AROUND = 20
"""Pixels for the button around its picture."""
_BUST = View(yaw=20, pitch=4, low=0.8, high=1.45)
NAMES = {"fern": N_("Fern"), "maple": N_("Maple"), "heather": N_("Heather"), "stone": N_("Stone")}


class LookChoice(QWidget):
    """One button a look, of which one is pressed; arrows go from one to the next."""

    chosen = Signal(str)
    """The user has pressed another one."""

    def __init__(self, theme: Theme, look: str) -> None:
        super().__init__()
        self._buttons = {name: QToolButton() for name in LOOKS}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for name, button in self._buttons.items():
            button.setCheckable(True)
            button.setAccessibleName(_(NAMES[name]))
            button.setToolTip(_(NAMES[name]))
            button.setIconSize(QSize(_SIDE, _SIDE))
            button.setFixedSize(_SIDE + _AROUND, _SIDE + _AROUND)
            button.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.put(look, theme)

    @property
    def look(self) -> str:
        """Which one is pressed."""
        return next(name for name, button in self._buttons.items() if button.isChecked())

    def put(self, look: str, theme: Theme) -> None:
        """Press ``look``, and paint all in the colours of ``theme``."""
        self._buttons[look].setChecked(True)
        for name, button in self._buttons.items():
            button.setIcon(QIcon(_portrait(name, theme, self.devicePixelRatioF())))


def _portrait(look: str, theme: Theme, ratio: float) -> QPixmap:
    picture = QPixmap(QSize(_SIDE, _SIDE) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    camera, colors = Camera(_BUST, QRectF(0, 0, _SIDE, _SIDE)), Colors.of(theme, look)
    painter = QPainter(picture)
    paint_scene(painter, camera, colors)
    paint_person(painter, camera, colors, REST)
    painter.end()
    return picture
