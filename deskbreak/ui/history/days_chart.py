"""What all pictures of days have in common: a day that is chosen by keys or the pointer, and told in words."""

from abc import abstractmethod

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from deskbreak.i18n import _
from deskbreak.ui.history.colors import HistoryColors
from deskbreak.ui.history.sentences import day_words, title
from deskbreak.ui.history.values import DayDone, HistoryShown
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.theme import Theme

_READ = 14
"""Lines of its letters: a week's bars need as many."""


class DaysChart(QWidget):
    """Shows the days of a ``HistoryShown``. The arrows go from day to day, Enter opens one, as does a click."""

    chosen = Signal(object)
    """The date of a day that is to be looked at by itself."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.colors = HistoryColors.of(theme)
        self.shown: HistoryShown | None = None
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def days(self) -> tuple[DayDone, ...]:
        """What is shown."""
        return () if self.shown is None else self.shown.days

    @property
    def current(self) -> DayDone | None:
        """The day that the keyboard is on."""
        return self.days[self._at] if self._at < len(self.days) else None

    def put(self, shown: HistoryShown, theme: Theme) -> None:
        """Show these days; the keyboard stays on its day, or begins with today, else the last one."""
        same = self.shown is not None and self.shown.period == shown.period
        self.shown, self.colors = shown, HistoryColors.of(theme)
        if not same:
            at = (number for number, day in enumerate(shown.days) if day.on == shown.today)
            self._at = next(at, max(0, len(shown.days) - 1))
        self.setAccessibleName(
            _("Picture of {period}; the arrow keys go from day to day").format(period=title(shown.period))
        )
        self._tell()
        self.updateGeometry()
        self.update()

    @abstractmethod
    def boxes(self) -> list[QRectF]:
        """Where each day is, as for people who read from left to right."""

    @abstractmethod
    def paint_days(self, painter: QPainter, boxes: list[QRectF]) -> None:
        """All of it but the mark of the keyboard; the ``boxes`` are where they are."""

    @property
    @abstractmethod
    def steps(self) -> tuple[int, int]:
        """How many days on the next one to the right is, and the next one below (0: there is none)."""

    @property
    @abstractmethod
    def tall(self) -> int:
        """Its height in logical pixels."""

    @property
    def least(self) -> int:
        """The height (pixels) through which it can be read; of a month, that is taller, some weeks."""
        return min(self.tall, _READ * self.em)

    def placed(self, box: QRectF) -> QRectF:
        """``box``, mirrored where one reads from right to left."""
        if self.layoutDirection() is Qt.LayoutDirection.LeftToRight:
            return box
        return QRectF(self.width() - box.right(), box.top(), box.width(), box.height())

    @property
    def em(self) -> int:
        """The height of a line of its letters."""
        return self.fontMetrics().height()

    def small(self) -> QFont:
        """Its letters for what is beside the point."""
        font = self.font()
        font.setPointSizeF(max(6.0, font.pointSizeF() * 0.85))
        return font

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as there is room."""
        return QSize(self.em * 16, self.tall)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As tall as it likes to be."""
        return QSize(self.em * 10, self.tall)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The wider, the taller, where its days are squares."""
        super().resizeEvent(event)
        if self.height() != self.tall:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The days, and around one of them the mark of the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        boxes = [self.placed(box) for box in self.boxes()]
        self.paint_days(painter, boxes)
        if self.hasFocus() and self._at < len(boxes):
            painter.setPen(QPen(self.colors.ink, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(boxes[self._at].adjusted(1, 1, -1, -1), 3, 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go from day to day, or open the one that the keyboard is on."""
        across, down = self.steps
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            across = -across
        ways = {
            Qt.Key.Key_Left: self._at - across,
            Qt.Key.Key_Right: self._at + across,
            Qt.Key.Key_Up: self._at - down,
            Qt.Key.Key_Down: self._at + down,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self.days) - 1,
        }
        key = Qt.Key(event.key())
        if key in ways and (down or key not in (Qt.Key.Key_Up, Qt.Key.Key_Down)):
            self._go(ways[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current is not None:
            self.chosen.emit(self.current.on)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the day under the pointer."""
        for number, box in enumerate(self.boxes()):
            if self.placed(box).contains(event.position()):
                self._go(number)
                self.chosen.emit(self.days[number].on)
                return

    def event(self, event: QEvent) -> bool:
        """Tell the day under the pointer, where it stays."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for day, box in zip(self.days, self.boxes(), strict=False):
                if self.placed(box).contains(event.pos()):
                    QToolTip.showText(event.globalPos(), day_words(day), self)
                    return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show which day it is."""
        super().focusInEvent(event)
        self.update()

    def _go(self, number: int) -> None:
        if 0 <= number < len(self.days) and number != self._at:
            self._at = number
            self._tell()
            announce(self, self.accessibleDescription())
            self.update()

    def _tell(self) -> None:
        current = self.current
        self.setAccessibleDescription("" if current is None else day_words(current))
