"""Stills of exercises: painted when they are first seen, and kept for as long as the page is."""

import re

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from deskbreak.coach.content.exercise import Exercise
from deskbreak.i18n import language
from deskbreak.ui.figure.widget import paint_still
from deskbreak.ui.kit.controls import Text
from deskbreak.ui.kit.theme import Theme
from deskbreak.ui.routines.view import shown_name

_MOST = 200
"""Pictures that are kept: those of a library of one's own, in two sizes."""


class Stills:
    """The pictures, in one ``look``. An exercise that has changed is another one."""

    def __init__(self, look: str) -> None:
        self.look = look
        self._kept: dict[tuple[object, ...], tuple[Exercise, QPixmap]] = {}

    def picture(self, exercise: Exercise, side: int, ratio: float) -> QPixmap:
        """``side`` logical pixels wide and tall, in the colours of now."""
        theme = Theme.of(QApplication.palette())
        key = (id(exercise), side, ratio, theme.ground.rgb(), theme.ink.rgb())
        if key not in self._kept:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            pixmap = QPixmap(QSize(side, side) * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            paint_still(painter, QRectF(0, 0, side, side), exercise, theme, self.look)
            painter.end()
            self._kept[key] = exercise, pixmap  # with it, as its id is that of another one when it is gone
        return self._kept[key][1]


class ExerciseStill(QWidget):
    """One of them, ``side`` logical pixels wide and tall."""

    def __init__(self, stills: Stills, exercise: Exercise, side: int) -> None:
        super().__init__()
        self._stills, self._exercise = stills, exercise
        self.setFixedSize(side, side)
        self.setAccessibleName(exercise.text(language()).name)

    def put(self, exercise: Exercise) -> None:
        """Show another one, or the same done another way."""
        if exercise is not self._exercise:
            self._exercise = exercise
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Only what is seen is ever painted."""
        painter = QPainter(self)
        picture = self._stills.picture(self._exercise, self.width(), self.devicePixelRatioF())
        painter.drawPixmap(0, 0, picture)
        painter.end()


class Tile(QWidget):
    """A still with the exercise's name beneath, and a ``remark`` under that."""

    def __init__(self, stills: Stills, exercise: Exercise, remark: str = "") -> None:
        super().__init__()
        self._texts = [Text(shown_name(exercise.text(language()).name))]
        if remark:
            self._texts.append(Text(remark, "muted"))
        side = still_side(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(ExerciseStill(stills, exercise, side), 0, Qt.AlignmentFlag.AlignHCenter)
        for text in self._texts:
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            column.addWidget(text)
        column.addStretch(1)
        self._side = side

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for its longest word."""
        for text in self._texts:
            text.ensurePolished()
        words = [
            text.fontMetrics().horizontalAdvance(word) + 4
            for text in self._texts
            for word in re.split(r"[\s\u200b]", text.text())
        ]
        width = max([self._side + 16, *words])
        tall = sum(text.heightForWidth(width) + 2 for text in self._texts)
        return QSize(width, self._side + tall)


def still_side(widget: QWidget) -> int:
    """How large a still is beside the letters of ``widget``, in logical pixels."""
    widget.ensurePolished()
    return max(64, round(widget.fontMetrics().height() * 4.2))
