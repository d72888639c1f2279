"""A look of the figure, as a picture to choose it by."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from deskbreak.coach.body.pose import REST, View
from deskbreak.ui.figure.camera import Camera
from deskbreak.ui.figure.colors import Colors
from deskbreak.ui.figure.widget import paint_person, paint_scene
from deskbreak.ui.kit.theme import Theme


class LookButton(QRadioButton):
    """One look: its picture from ``view``, ``side`` pixels wide, its name below, and a tick where it is chosen."""

    def __init__(self, look: str, name: str, side: int, view: View) -> None:
        super().__init__(name)
        self._look, self._side, self._view = look, side, view
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
        return QSize(max(self._side, round(name)) + 12, self._side + metrics.height() + 14)

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
        painter.setPen(QPen(theme.accent if self.isChecked() else theme.edge, 2 if self.isChecked() else 1))
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(frame, 8, 8)
        painter.drawPixmap(round(frame.center().x() - self._side / 2), 4, self._shown(theme))
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
            self._picture = QPixmap(QSize(self._side, self._side) * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            camera, colors = Camera(self._view, QRectF(0, 0, self._side, self._side)), Colors.of(theme, self._look)
            paint_scene(painter, camera, colors)
            paint_person(painter, camera, colors, REST)
            painter.end()
        return self._picture
