"""A switch: on and off told apart by place, mark and word, not by colour alone."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from deskbreak.i18n import _
from deskbreak.settings.declaration import Declaration
from deskbreak.ui.settings.controls.control import Choices, Control

_GAP = 8


class Toggle(QCheckBox):
    """A check box that looks like a switch, with "On" or "Off" beside it, or a ``label`` of its own.

    It is as wide as with the longest of ``labels``, those of its like.
    """

    def __init__(self, label: str = "", labels: tuple[str, ...] = ()) -> None:
        super().__init__(label)
        self._labels = labels
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def hitButton(self, _place: QPoint) -> bool:  # noqa: N802 - Qt's name
        """All of it can be clicked."""
        return True

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Track and longest word."""
        metrics = self.fontMetrics()
        words = (self.text(), *self._labels) if self.text() else (_("On"), _("Off"))
        widest = max(metrics.horizontalAdvance(word) for word in words)
        track = self._track()
        return QSize(round(track.width()) + _GAP + widest + 8, round(track.height()) + 8)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As large as it likes to be."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Track, knob with its mark, word, and a ring for the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, right = self.isChecked(), self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if not self.isEnabled():
            painter.setOpacity(0.55)
        ink = self._color(QPalette.ColorRole.WindowText)
        accent = self._color(QPalette.ColorRole.Highlight)
        on_accent = self._color(QPalette.ColorRole.HighlightedText)
        track = self._track()
        track.moveCenter(QPointF(0, self.height() / 2))
        track.moveLeft(self.width() - 4 - track.width() if right else 4)
        radius = track.height() / 2
        painter.setPen(QPen(accent if on else ink, 2))
        painter.setBrush(accent if on else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(track.adjusted(1, 1, -1, -1), radius - 1, radius - 1)
        knob = QRectF(0, 0, track.height() - 8, track.height() - 8)
        at_end = on is not right
        knob.moveCenter(QPointF(track.right() - radius if at_end else track.left() + radius, track.center().y()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(on_accent if on else ink)
        painter.drawEllipse(knob)
        if on:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(accent, max(1.5, knob.width() / 7)))
            painter.drawPath(_tick(knob))
        painter.setPen(ink)
        words = self.rect().adjusted(0, 0, round(-track.width() - _GAP - 4), 0)
        if not right:
            words.translate(round(track.width()) + _GAP + 4, 0)
        word = self.text() or (_("On") if on else _("Off"))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, word)
        if self.hasFocus():
            painter.setPen(QPen(accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _track(self) -> QRectF:
        high = max(18.0, self.fontMetrics().height() * 1.2)
        return QRectF(0, 0, high * 1.8, high)

    def _color(self, role: QPalette.ColorRole) -> QColor:
        return self.palette().color(QPalette.ColorGroup.Active, role)


def _tick(knob: QRectF) -> QPainterPath:
    at, size = knob.center(), knob.width()
    path = QPainterPath(at + QPointF(-0.22, 0.02) * size)
    path.lineTo(at + QPointF(-0.05, 0.19) * size)
    path.lineTo(at + QPointF(0.24, -0.17) * size)
    return path


class SwitchControl(Control):
    """On or off."""

    def __init__(self, declared: Declaration, choices: Choices) -> None:
        super().__init__(declared, choices)
        self._toggle = Toggle()
        self._toggle.toggled.connect(self.edited.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._toggle)
        row.addStretch(1)

    def put(self, value: object) -> None:
        """Show it."""
        self._toggle.blockSignals(True)
        self._toggle.setChecked(bool(value))
        self._toggle.blockSignals(False)
        self._toggle.update()

    def parts(self) -> tuple[tuple[QWidget, str], ...]:
        """The switch."""
        return ((self._toggle, ""),)
