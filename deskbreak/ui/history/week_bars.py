"""A week as bars: minutes of movement against those that are enough, and below each day what became of its routines."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from deskbreak.ui.history.days_chart import DaysChart
from deskbreak.ui.history.sentences import weekday
from deskbreak.ui.history.shapes import fill_area, paint_shape
from deskbreak.ui.history.values import MOVED, DayDone, HowItWent
from deskbreak.ui.kit.today import ENOUGH

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter

LEAST = 20
"""Minutes that the scale has at the least."""


class WeekBars(DaysChart):
    """A column for each day."""

    @property
    def steps(self) -> tuple[int, int]:
        return 1, 0

    @property
    def tall(self) -> int:
        return self.em * 14  # as much as is seen of every chart

    def boxes(self) -> list[QRectF]:
        axis, count = self._axis, max(1, len(self.days))
        wide = (self.width() - axis) / count
        return [QRectF(axis + number * wide, 0, wide, self.height()) for number in range(len(self.days))]

    def scale(self) -> int:
        """The minutes at the top."""
        most = max((day.moved for day in self.days), default=0) / 60
        return max(LEAST, 5 * -int(-most // 5))

    def parts(self, day: DayDone, box: QRectF) -> list[tuple[HowItWent, QRectF]]:
        """The parts of a bar from below to above, each as high as its seconds; of a few seconds, something is seen."""
        top, foot = self._field
        wide = min(box.width() * 0.5, self.em * 2.4)
        bottom, found = foot, []
        for how in MOVED:
            if seconds := day.seconds.get(how, 0):
                high = max(3.0, (foot - top) * seconds / 60 / self.scale())
                found.append((how, QRectF(box.center().x() - wide / 2, bottom - high, wide, high)))
                bottom -= high
        return found

    def paint_days(self, painter: QPainter, boxes: list[QRectF]) -> None:
        """The minutes that are enough, the bars, and below them days and shapes."""
        self._paint_enough(painter)
        for day, box in zip(self.days, boxes, strict=True):
            parts = self.parts(day, box)
            for how, area in parts:
                fill_area(painter, how, area, self.colors)
            if parts:
                above = QRectF(box.left(), parts[-1][1].top() - self.em * 1.1, box.width(), self.em)
                painter.setPen(self.colors.ink)
                painter.drawText(above, Qt.AlignmentFlag.AlignCenter, day.minutes_text)
            self._paint_foot(painter, day, box)

    @property
    def _axis(self) -> int:
        return self.fontMetrics().horizontalAdvance("000") + 6

    @property
    def _field(self) -> tuple[float, float]:
        """Top and foot of the bars; above there is room for a number, below for a day and three rows of shapes."""
        return self.em * 1.3, self.height() - self.em * 4.6

    def _paint_enough(self, painter: QPainter) -> None:
        top, foot = self._field
        low, most = (foot - (foot - top) * minutes / self.scale() for minutes in ENOUGH)
        painter.fillRect(self.placed(QRectF(self._axis, most, self.width() - self._axis, low - most)), self.colors.band)
        painter.setFont(self.small())
        painter.setPen(self.colors.muted)
        for at, minutes in ((low, ENOUGH[0]), (most, ENOUGH[1])):
            label = self.placed(QRectF(0, at - self.em / 2, self._axis - 6, self.em))
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, str(minutes))
        painter.setPen(QPen(self.colors.muted, 1))
        line = self.placed(QRectF(self._axis, foot, self.width() - self._axis, 0))
        painter.drawLine(line.topLeft(), line.topRight())
        painter.setFont(self.font())

    def _paint_foot(self, painter: QPainter, day: DayDone, box: QRectF) -> None:
        _top, foot = self._field
        is_today = self.shown is not None and day.on == self.shown.today
        font = self.font()
        font.setBold(is_today)
        painter.setFont(font)
        painter.setPen(self.colors.ink if is_today else self.colors.muted)
        name = QRectF(box.left(), foot + self.em * 0.2, box.width(), self.em)
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, f"{weekday(day.on)} {day.on.day}")
        painter.setFont(self.small())
        told = [(how, day.times[how]) for how in HowItWent if day.times.get(how)]
        size = self.em * 0.62
        unit = size + painter.fontMetrics().horizontalAdvance("00") + 8
        in_line = max(2, int(box.width() // unit))
        for number, (how, count) in enumerate(told):
            line, place = divmod(number, in_line)
            here = min(in_line, len(told) - line * in_line)
            left = box.center().x() - here * unit / 2 + place * unit
            y = foot + self.em * (1.4 + line * 1.02)
            paint_shape(painter, how, QRectF(left, y + (self.em - size) / 2, size, size), self.colors)
            painter.setPen(self.colors.ink)
            beside = QRectF(left + size + 3, y, unit - size, self.em)
            painter.drawText(beside, _LEFT, str(count))
        painter.setFont(self.font())
