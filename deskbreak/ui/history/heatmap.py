"""A month or a year as a field of days: each has the shape of the best that became of its routines, and is the larger,
the more exercise there was."""

from datetime import date

from PySide6.QtCore import QLocale, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from deskbreak.ui.history.days_chart import DaysChart
from deskbreak.ui.history.period import Scope
from deskbreak.ui.history.sentences import weekday
from deskbreak.ui.history.shapes import paint_shape, paint_sized
from deskbreak.ui.history.values import DayDone, HowItWent
from deskbreak.ui.kit.theme import Theme

LITTLE, MORE = 5, 10
"""Minutes from which on a day's exercise is more than a little, and much: as the article has it, enough."""


def level(day: DayDone) -> int | None:
    """How much exercise there was: 0 to 2; ``None``: none."""
    if not day.moved:
        return None
    return (day.moved >= LITTLE * 60) + (day.moved >= MORE * 60)


def _happened(day: DayDone) -> list[HowItWent]:
    """What became of its routines, the best first."""
    return [how for how in HowItWent if day.times.get(how)]


class Heatmap(DaysChart):
    """A month has its weeks as rows, a year as columns; weeks begin with ``first_weekday``, 1 (Monday) to 7."""

    def __init__(self, theme: Theme, first_weekday: int) -> None:
        super().__init__(theme)
        self._first_weekday = first_weekday

    @property
    def _year(self) -> bool:
        return self.shown is not None and self.shown.period.scope is Scope.YEAR

    @property
    def steps(self) -> tuple[int, int]:
        return (7, 1) if self._year else (1, 7)

    @property
    def tall(self) -> int:
        if self._year:
            side = min(self._cell, self.em * 1.6)  # the name of the last day may be taller than its row
            return round(self.em * 1.2 + 7 * side + max(0.0, self.em - side) / 2)
        return round(self.em * 1.4 + self._weeks * self.em * 3)

    def boxes(self) -> list[QRectF]:
        if self._year:
            side, left, top = min(self._cell, self.em * 1.6), self._names, self.em * 1.2
            places = (self._place(day.on) for day in self.days)
            return [QRectF(left + week * side, top + row * side, side, side) for week, row in places]
        wide, top = self.width() / 7, self.em * 1.4
        high = (self.height() - top) / max(1, self._weeks)
        places = (self._place(day.on) for day in self.days)
        return [QRectF(row * wide, top + week * high, wide, high) for week, row in places]

    def paint_days(self, painter: QPainter, boxes: list[QRectF]) -> None:
        """The names of days and months, and every day."""
        painter.setFont(self.small())
        painter.setPen(self.colors.muted)
        if self._year:
            self._name_year(painter, boxes)
        else:
            self._name_month(painter)
        for day, box in zip(self.days, boxes, strict=True):
            if self._year:
                self._paint_dot(painter, day, box)
            else:
                self._paint_day(painter, day, box)
            if self.shown is not None and day.on == self.shown.today:
                painter.setPen(QPen(self.colors.ink, 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def _place(self, day: date) -> tuple[int, int]:
        """In which week it is, from 0, and on which day of it."""
        first = self.days[0].on
        before = (first.isoweekday() - self._first_weekday) % 7
        return divmod((day - first).days + before, 7)

    @property
    def _weeks(self) -> int:
        return self._place(self.days[-1].on)[0] + 1 if self.days else 0

    @property
    def _names(self) -> int:
        """Room for the names of days beside a year."""
        names = [QLocale().standaloneDayName(number, QLocale.FormatType.ShortFormat) for number in range(1, 8)]
        return max(self.fontMetrics().horizontalAdvance(name) for name in names) + 6

    @property
    def _cell(self) -> float:
        return (self.width() - self._names) / max(53, self._weeks)

    def _name_year(self, painter: QPainter, boxes: list[QRectF]) -> None:
        side = boxes[0].height() if boxes else 0.0
        step = next((step for step in (1, 2, 3) if step * side >= painter.fontMetrics().height() * 0.95), 6)
        for row in range(0, 7, step):
            number = (self._first_weekday - 1 + row) % 7 + 1
            name = QLocale().standaloneDayName(number, QLocale.FormatType.ShortFormat)
            box = self.placed(QRectF(0, self.em * 1.2 + row * side, self._names - 6, side))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, name)
        end = -1.0
        for day, box in zip(self.days, self.boxes(), strict=True):
            if day.on.day == 1:
                name = QLocale().standaloneMonthName(day.on.month, QLocale.FormatType.ShortFormat)
                wide = painter.fontMetrics().horizontalAdvance(name) + 4.0
                if box.left() >= end:
                    end = box.left() + wide
                    place = self.placed(QRectF(box.left(), 0, wide, self.em * 1.1))
                    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, name)

    def _name_month(self, painter: QPainter) -> None:
        wide = self.width() / 7
        for column, day in enumerate(sorted(self.days[:7], key=lambda one: self._place(one.on)[1])):
            box = self.placed(QRectF(column * wide, 0, wide, self.em * 1.3))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, weekday(day.on))

    def _paint_dot(self, painter: QPainter, day: DayDone, box: QRectF) -> None:
        inner = box.adjusted(1, 1, -1, -1)
        if happened := _happened(day):
            paint_sized(painter, happened[0], level(day), inner, self.colors)
        else:
            middle = QRectF(0, 0, 2, 2)
            middle.moveCenter(box.center())
            painter.fillRect(middle, self.colors.line)

    def _paint_day(self, painter: QPainter, day: DayDone, box: QRectF) -> None:
        painter.setPen(QPen(self.colors.line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setFont(self.small())
        painter.setPen(self.colors.muted)
        corner = box.adjusted(5, 2, -5, 0)
        painter.drawText(corner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading, str(day.on.day))
        told = _happened(day)
        if told:
            place = QRectF(0, 0, self.em * 1.3, self.em * 1.3)
            place.moveCenter(box.center())
            place.moveTop(box.top() + self.em * 0.5)
            paint_sized(painter, told.pop(0), level(day), place, self.colors)
        size, unit = self.em * 0.55, self.em * 0.55 + 4
        left = box.center().x() - (len(told) * unit - 4) / 2
        for number, how in enumerate(told):
            paint_shape(painter, how, QRectF(left + number * unit, box.bottom() - size - 5, size, size), self.colors)
