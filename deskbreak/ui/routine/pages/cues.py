"""What is to be done now, in signs and words; and in one line, marked as such, what comes next."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from deskbreak.coach.frame import Frame
from deskbreak.coach.player import BREATHS
from deskbreak.i18n import _
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.appearance import Appearance
from deskbreak.ui.kit.controls import Panel, Text
from deskbreak.ui.kit.theme import Theme
from deskbreak.ui.routine.marks import Arrow, BreathRing

SOON = 5.0
"""Seconds before the next step from which on it is told what that will be."""
_TALLEST = 10_000
_GAP, _PAD, _SIDE, _BETWEEN, _BESIDE_MARK = 6, 5, 10, 8, 7


class Cues(QWidget):
    """Shows a frame's side, count, breath and caption, which are all of now; ``coming`` is what comes next.

    ``captions`` and ``sides`` are all that there are: there is room for the longest, so nothing jumps when it comes.
    """

    def __init__(self, captions: Sequence[str], sides: Sequence[str], theme: Theme, appearance: Appearance) -> None:
        super().__init__()
        self._captions, self._appearance = tuple(captions), appearance
        self._signs_words = [*sides, *map(_, BREATHS.values())]
        self._announced = ""
        self.arrow, self.ring = Arrow(theme, mirror=appearance.mirror), BreathRing(theme)
        self.side = Text("", "strong")
        self.repetition = Text("", "count", wrap=False)
        self.breath = Text("", "strong")
        self.caption = Text("", "caption")
        self.coming = Text("", "over")
        self.coming.setVisible(appearance.cues)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        self._signs_panel = self._signs()
        column.addWidget(self._signs_panel)
        for text in (self.caption, self.coming):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            column.addWidget(text)

    def show_frame(self, frame: Frame, running: bool) -> None:
        """Show ``frame``; only what differs from before is touched."""
        self.arrow.put(frame)
        self.ring.put(frame)
        self.side.put(frame.side_text)
        self.repetition.put(repetition_text(frame))
        self.breath.put(frame.breath_text)
        self.caption.put("\n".join(frame.caption))
        self.coming.put(coming(frame) if self._appearance.cues else "")
        if running:
            self._announce(frame)

    def keep_room(self, width: int) -> None:
        """Keep room at that ``width`` (pixels) for whatever will be said."""
        self.caption.setMinimumHeight(tallest(self.caption, self._captions, width))
        self.coming.setMinimumHeight(tallest(self.coming, (), width))
        folded = width < self.least_width
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if folded else QBoxLayout.Direction.LeftToRight)
        for text in (self.side, self.breath):
            text.setMinimumHeight(self._words_height(width))
        self.repetition.setMinimumWidth(self._widest_count)

    @property
    def least_width(self) -> int:
        """How wide it has to be for every word, with the signs side by side."""
        return 2 * self._cell_width + self._widest_count + 2 * _BETWEEN + 2 * _SIDE + 2

    @property
    def narrowest(self) -> int:
        """The same, with the signs below each other."""
        spoken = " ".join((*self._captions, *self._signs_words)).split()
        longest = max(self.caption.fontMetrics().horizontalAdvance(one) for one in spoken)
        return max(longest, max(self._cell_width, self._widest_count) + 2 * _SIDE + 2)

    @property
    def _cell_width(self) -> int:
        longest = max(self.side.fontMetrics().horizontalAdvance(one) for one in " ".join(self._signs_words).split())
        return self.ring.SIZE + _BESIDE_MARK + longest + 2

    def _words_height(self, width: int) -> int:
        """How tall what stands beside a sign is."""
        room = width - 2 * _SIDE - 2
        if width >= self.least_width:
            room = (room - self._widest_count - 2 * _BETWEEN) // 2
        return tallest(self.side, self._signs_words, room - self.ring.SIZE - _BESIDE_MARK)

    def _signs_height(self, width: int) -> int:
        sign, count = max(self.ring.SIZE, self._words_height(width)), self.repetition.fontMetrics().lineSpacing()
        return max(sign, count) if width >= self.least_width else 2 * sign + count + 2 * _BETWEEN

    @property
    def _widest_count(self) -> int:
        metrics = self.repetition.fontMetrics()
        return max(map(metrics.horizontalAdvance, (_count(10, 10), _("Get ready"))))

    def height_at(self, width: int) -> int:
        """How tall it is at that ``width`` (pixels), whatever is said."""
        coming = tallest(self.coming, (), width) + _GAP if self._appearance.cues else 0
        return self.least_height(width) + coming

    def least_height(self, width: int) -> int:
        """The same, without what comes next."""
        return self._signs_height(width) + 2 * _PAD + 2 + _GAP + self.caption_height(width)

    def caption_height(self, width: int) -> int:
        """How tall the words of what to do now are at that ``width`` (pixels)."""
        return tallest(self.caption, self._captions, width)

    def put_caption(self, *, first: bool) -> None:
        """Have the caption before the signs, where both cannot be seen at once, or after them."""
        if first is not (self._column.indexOf(self.caption) == 0):
            self._column.removeWidget(self._signs_panel)
            self._column.insertWidget(1 if first else 0, self._signs_panel)

    def retheme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.arrow.retheme(theme)
        self.ring.retheme(theme)

    def _announce(self, frame: Frame) -> None:
        """To a screen reader: the words of the voice where there is none, else only what is to be done now."""
        words = ", ".join(text for text in (frame.exercise.name, " ".join(frame.caption)) if text)
        if not self._appearance.spoken:
            words = frame.said or self._announced
        if words != self._announced:
            self._announced = words
            announce(self.caption, words)

    def _signs(self) -> Panel:
        panel = Panel()
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(_BETWEEN)
        self.repetition.setAlignment(Qt.AlignmentFlag.AlignCenter)
        where, breath = _cell(self.arrow, self.side), _cell(self.ring, self.breath)
        for cell in (where, breath):
            cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # words come and go: stay
        row.addWidget(where, 1)
        row.addWidget(self.repetition)
        row.addWidget(breath, 1)
        panel.column.setContentsMargins(_SIDE, _PAD, _SIDE, _PAD)
        panel.column.addLayout(row)
        return panel


def coming(frame: Frame) -> str:
    """What comes next: as the voice says it, which is ahead of the movement; in its silence shortly before it does."""
    if frame.said:
        what = frame.said if frame.said_ahead else ""
    else:
        what = " ".join(frame.ahead) if frame.ahead_in <= SOON else ""
    return _("Next: {what}").format(what=what) if what else ""


def repetition_text(frame: Frame) -> str:
    """Such as "3 of 10"; where nothing is counted, that it is time to get ready, but not at an exercise's very end."""
    if frame.repetitions:
        return _count(frame.repetition, frame.repetitions)
    part = frame.exercise
    nearly_over = frame.elapsed > part.start + 0.9 * (part.end - part.start)
    return "" if nearly_over else _("Get ready")


def tallest(text: Text, words: Sequence[str], width: int, lines: int = 2) -> int:
    """How tall ``text`` has to be at that ``width`` for any of these ``words``, and for so many ``lines`` at least."""
    metrics = text.fontMetrics()
    room = QRect(0, 0, max(1, width), _TALLEST)
    heights = (metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, one).height() for one in words)
    return max(lines * metrics.lineSpacing(), *heights, 0) + 2


def _count(number: int, count: int) -> str:
    return _("{number} of {count}").format(number=number, count=count)


def _cell(mark: QWidget, text: Text) -> QWidget:
    cell = QWidget()
    row = QHBoxLayout(cell)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(_BESIDE_MARK)
    row.addWidget(mark)
    row.addWidget(text, 1)
    return cell
