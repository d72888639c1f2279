"""The figure, chosen by its picture."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget

from deskbreak.coach.body.pose import FRONT, REST
from deskbreak.i18n import _
from deskbreak.settings.declaration import Declaration
from deskbreak.settings.kinds import OneOf
from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.widget import paint_person, paint_scene
from deskbreak.ui.kit.theme import Theme
from deskbreak.ui.settings.controls.control import Choices, Control

_SIDE = 116
"""Pixels of a picture."""
_LARGE = 24
"""Pixels of a line: from there on two pictures stand side by side, not four."""


class LookButton(QRadioButton):
    """One look: its picture, its name below, and a tick where it is chosen."""

    def __init__(self, look: str, name: str) -> None:
        super().__init__(name)
        self._look = look
        self._picture = QPixmap()
        self._painted: tuple[Theme, float] | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def hitButton(self, _place: QPoint) -> bool:  # noqa: N802 - Qt's name
        """All of it can be clicked."""
        return True

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The picture, and its name, where it may stand bold and with its tick."""
        metrics = self.fontMetrics()
        name = metrics.horizontalAdvance(f"✓ {self.text()}") * 1.15
        return QSize(max(_SIDE, round(name)) + 12, _SIDE + metrics.height() + 14)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As large as it likes to be."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Frame, picture, name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.55)
        theme = Theme.of(self.palette())
        frame = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        accent = self.palette().color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)
        painter.setPen(QPen(accent if self.isChecked() else theme.line, 2 if self.isChecked() else 1))
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(frame, 8, 8)
        painter.drawPixmap(round(frame.center().x() - _SIDE / 2), 4, self._shown(theme))
        font = painter.font()
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(theme.ink)
        foot = QRectF(frame.left(), frame.bottom() - self.fontMetrics().height() - 4, frame.width(), 0)
        foot.setBottom(frame.bottom() - 2)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, f"✓ {self.text()}" if self.isChecked() else self.text())
        if self.hasFocus():
            painter.setPen(QPen(theme.ink, 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(3, 3, -3, -3), 6, 6)

    def _shown(self, theme: Theme) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._painted != (theme, ratio):
            self._painted = theme, ratio
            self._picture = QPixmap(QSize(_SIDE, _SIDE) * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            camera, colors = Camera(FRONT, QRectF(0, 0, _SIDE, _SIDE)), Colors.of(theme, self._look)
            paint_scene(painter, camera, colors)
            paint_person(painter, camera, colors, REST)
            painter.end()
        return self._picture


class LooksControl(Control):
    """One of the figure's looks."""

    wide = True

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        super().__init__(declared, choices)
        kind = declared.kind
        words = kind.words if isinstance(kind, OneOf) else ()
        self._buttons = {look: LookButton(look, _(declared.called.get(look, look))) for look in words}
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        across = 4 if self.fontMetrics().height() < _LARGE else 2
        for place, (look, button) in enumerate(self._buttons.items()):
            self._group.addButton(button)
            button.clicked.connect(lambda _checked=False, look=look: self.edited.emit(look))
            grid.addWidget(button, place // across, place % across)
        grid.setColumnStretch(4, 1)

    def put(self, value: object) -> None:
        """Show which one it is."""
        for look, button in self._buttons.items():
            button.setChecked(look == value)

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """The pictures."""
        return tuple((button, button.text()) for button in self._buttons.values())
