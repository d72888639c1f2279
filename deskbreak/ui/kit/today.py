"""What was done today, and its minutes against the article's 10 to 15 a day."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from deskbreak.i18n import _
from deskbreak.ui.kit.theme import Theme

ENOUGH = (10, 15)
"""Minutes of exercise a day that are enough, as the article has it."""

_MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Today:
    """Counts of this day; ``moved`` is the time of exercise in ms."""

    completed: int = 0
    partial: int = 0
    skipped: int = 0
    missed: int = 0
    nudges: int = 0
    moved: int = 0

    @property
    def minutes(self) -> int:
        """Whole minutes of exercise, rounded as people do."""
        return (self.moved + _MINUTE // 2) // _MINUTE


def minutes_line(moved: int) -> str:
    """Today's ``moved`` ms against what is enough, kindly."""
    minutes = Today(moved=moved).minutes
    low, high = ENOUGH
    words = {"minutes": minutes, "low": low, "high": high}
    if not moved:
        return _("No movement yet today. {low} to {high} min are enough.").format(**words)
    if not minutes:
        return _("Less than a minute of movement today. {low} to {high} min are enough.").format(**words)
    if low <= minutes <= high:
        return _("{minutes} min of movement today: just right.").format(**words)
    return _("{minutes} min of movement today. {low} to {high} are enough.").format(**words)


class MinutesBar(QProgressBar):
    """Today's minutes on a scale on which what is enough is marked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setRange(0, 20)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Minutes of movement today"))
        self._theme = theme

    def put(self, moved: int, theme: Theme) -> None:
        """Show ``moved`` ms in ``theme``."""
        self._theme = theme
        self.setValue(min(self.maximum(), Today(moved=moved).minutes))
        self.setAccessibleDescription(minutes_line(moved))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A flat bar with its scale below."""
        return QSize(200, 10 + round(self.fontMetrics().height() * 0.9))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as it likes to be."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A track, on it the marked stretch, on that what was done; the two numbers below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, scale = self._theme, self.width() / self.maximum()
        high, radius = 8.0, 4.0
        painter.save()
        if self.isRightToLeft():
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.line)
        painter.drawRoundedRect(QRectF(0, 0, self.width(), high), radius, radius)
        low, most = ENOUGH
        band = theme.accent.toHsl()
        band.setAlphaF(0.38)
        painter.setBrush(band)
        painter.drawRect(QRectF(low * scale, 0, (most - low) * scale, high))
        if self.value():
            painter.setBrush(theme.accent)
            painter.drawRoundedRect(QRectF(0, 0, self.value() * scale, high), radius, radius)
        painter.restore()
        painter.setPen(theme.muted)
        font = self.font()
        font.setPointSizeF(max(6.0, font.pointSizeF() * 0.85))
        painter.setFont(font)
        for mark in ENOUGH:
            at = self.width() - mark * scale if self.isRightToLeft() else mark * scale
            box = QRectF(at - 30, high + 2, 60, self.height() - high - 2)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, str(mark))
