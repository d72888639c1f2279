"""The small painted signs of the routine window: progress by exercise, an arrow, a ring that breathes, and a pause."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from deskbreak.coach.frame import ExercisePart, Frame, Side
from deskbreak.i18n import _
from deskbreak.ui.kit.controls import Panel, Text
from deskbreak.ui.kit.theme import Theme

_GAP = 4.0
_BAR = 6
_STEPS = 1000


class Segments(QProgressBar):
    """Progress of the whole routine, one segment an exercise; to a screen reader it is a progress bar."""

    def __init__(self, parts: tuple[ExercisePart, ...], theme: Theme) -> None:
        super().__init__()
        self._parts, self._theme = parts, theme
        self.setRange(0, _STEPS)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Progress of the routine"))

    def put(self, fraction: float) -> None:
        """Show ``fraction`` (0 to 1); less than a thousandth more repaints nothing."""
        value = round(fraction * _STEPS)
        if value != self.value():
            # A progress bar paints at once, and all with it that has changed: the window would be painted once more.
            self.setUpdatesEnabled(False)
            self.setValue(value)
            self.setUpdatesEnabled(True)

    def retheme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A thin line."""
        return QSize(200, _BAR)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as it likes to be."""
        return QSize(60, _BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Each exercise as long as it lasts."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isRightToLeft():
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        total = self._parts[-1].end
        reached = total * self.value() / _STEPS
        scale = (self.width() - _GAP * (len(self._parts) - 1)) / total
        for number, part in enumerate(self._parts):
            left, wide = part.start * scale + number * _GAP, (part.end - part.start) * scale
            painter.setBrush(self._theme.line)
            painter.drawRoundedRect(QRectF(left, 0, wide, _BAR), _BAR / 2, _BAR / 2)
            if reached > part.start:
                done = min(1.0, (reached - part.start) / (part.end - part.start)) * wide
                painter.setBrush(self._theme.accent)
                painter.drawRoundedRect(QRectF(left, 0, max(done, _BAR), _BAR), _BAR / 2, _BAR / 2)


class Arrow(QWidget):
    """Where the movement goes, as the figure shows it: forward the way it faces, left and right as in a mirror.

    ``mirror`` false: as with a person opposite, who has their left where one has one's right.
    """

    SIZE = 30

    def __init__(self, theme: Theme, *, mirror: bool = True) -> None:
        super().__init__()
        self._theme, self._mirror = theme, mirror
        self._angle: float | None = None
        self.setFixedSize(self.SIZE, self.SIZE)

    @property
    def angle(self) -> float | None:
        """Degrees clockwise from pointing right; None: there is no direction."""
        return self._angle

    def put(self, frame: Frame) -> None:
        """Point where ``frame`` goes, and tell it in its words."""
        angle = _direction(frame, mirror=self._mirror)
        if angle != self._angle:
            self._angle = angle
            self.update()
        if self.accessibleName() != frame.side_text:
            self.setAccessibleName(frame.side_text)

    def retheme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A stout arrow on a disc."""
        if self._angle is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.accent_soft)
        painter.drawEllipse(self.rect())
        painter.translate(self.SIZE / 2, self.SIZE / 2)
        painter.rotate(self._angle)
        pen = QPen(self._theme.accent, 2.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawLine(QPointF(-8, 0), QPointF(7, 0))
        painter.drawPolyline(QPolygonF([QPointF(2, -5.5), QPointF(8, 0), QPointF(2, 5.5)]))


class BreathRing(QWidget):
    """Grows while one breathes in and shrinks while one breathes out: the air in the figure's own chest."""

    SIZE = 34

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._air = 0.0
        self.setFixedSize(self.SIZE, self.SIZE)

    def put(self, frame: Frame) -> None:
        """Show the breath of ``frame``; a change too small to see repaints nothing."""
        air = round(min(1.0, max(0.0, frame.air)) * 40) / 40
        if air != self._air:
            self._air = air
            self.update()
        if self.accessibleName() != frame.breath_text:
            self.setAccessibleName(frame.breath_text)

    def retheme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A soft disc inside the ring it can grow to."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, most = QPointF(self.SIZE / 2, self.SIZE / 2), self.SIZE / 2 - 1.5
        painter.setPen(QPen(self._theme.line, 1.5))
        painter.setBrush(self._theme.accent_soft)
        painter.drawEllipse(middle, most, most)
        radius = most * (0.32 + 0.6 * self._air)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.accent)
        painter.drawEllipse(middle, radius, radius)


class PauseBars(QWidget):
    """Two upright bars, as tall as the letters beside them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def retheme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As the letters are."""
        tall = round(1.5 * self.fontMetrics().ascent())
        return QSize(round(0.8 * tall), tall)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Each a third of the width."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.accent)
        size = self.sizeHint()
        wide, top = size.width() / 3, (self.height() - size.height()) / 2
        for left in (0.0, 2 * wide):
            painter.drawRoundedRect(QRectF(left, top, wide, size.height()), wide / 4, wide / 4)


class PausedSign(Panel):
    """To lie beside a figure that stands still; hidden at first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._bars = PauseBars(theme)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._bars)
        row.addWidget(Text(_("Paused"), "heading", wrap=False))
        self.column.setContentsMargins(12, 6, 12, 6)
        self.column.addLayout(row)
        self.hide()

    def retheme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._bars.retheme(theme)


def _direction(frame: Frame, *, mirror: bool) -> float | None:
    """The arrow's angle. Forward is the way the figure faces, as the floor is seen from where one looks."""
    match frame.side:
        case Side.NONE:
            return None
        case Side.LEFT:
            return 180.0 if mirror else 0.0
        case Side.RIGHT:
            return 0.0 if mirror else 180.0
        case Side.FORWARD | Side.BACKWARD:
            yaw = math.radians(frame.view.yaw if mirror else -frame.view.yaw)
            pitch = math.radians(max(frame.view.pitch, 25))
            angle = math.degrees(math.atan2(math.cos(yaw) * math.sin(pitch), math.sin(yaw)))
            return round(angle + (180 if frame.side is Side.BACKWARD else 0), 1) % 360
