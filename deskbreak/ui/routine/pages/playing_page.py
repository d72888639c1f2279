"""The page on which a routine is played: what to do, how often, which way, and how far along."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from deskbreak.coach.frame import ExercisePart, Frame
from deskbreak.i18n import _
from deskbreak.ui.figure.widget import Figure
from deskbreak.ui.kit.accessible import announce
from deskbreak.ui.kit.appearance import USUAL, Appearance
from deskbreak.ui.kit.controls import Button, Panel, Text
from deskbreak.ui.kit.dates import span
from deskbreak.ui.kit.theme import Theme
from deskbreak.ui.routine.marks import Arrow, BreathRing, Segments
from deskbreak.ui.routine.pages.step_row import step_line

_SIDE = 24
_SOON = 5.0
"""Seconds before the next step from which on it is told what that will be."""


class PlayingPage(QWidget):
    """Shows frames and tells wishes. It has no clock: the same frame always looks the same.

    ``step`` is that of progress, told in small letters; 0: none.
    """

    pause = Signal()
    """Pause, or go on."""
    back = Signal()
    forward = Signal()
    why = Signal()
    stop_at_once = Signal()
    keep_going = Signal()

    def __init__(
        self, parts: Sequence[ExercisePart], theme: Theme, appearance: Appearance = USUAL, step: int = 0
    ) -> None:
        super().__init__()
        self._appearance, self._step = appearance, step
        self._announced = ""
        self.figure = Figure(look=appearance.look, mirror=appearance.mirror, reduced=appearance.reduced)
        self.segments = Segments(tuple(parts), theme)
        self.arrow, self.ring = Arrow(theme, mirror=appearance.mirror), BreathRing(theme)
        self.count_of_exercises = Text("", "over")
        self.time_left = Text("", "over", wrap=False)
        self.name = Text("", "title")
        self.why_button = Button(_("Why?"), "quiet", _("Why this exercise?"))
        self.side = Text("", "strong")
        self.repetition = Text("", "count")
        self.breath = Text("", "strong")
        self.caption = Text("", "caption")
        self.subtitle = Text("", "over")
        self.pause_button = Button(_("Pause"), "primary")
        self.back_button = Button(_("‹ Back"), name=_("Back to the exercise before"))
        self.next_button = Button(_("Next ›"), name=_("Next exercise"))
        self.question = Text("", "strong")
        self.leave_button = Button(_("Stop here"))
        self.keep_button = Button(_("Keep going"), "primary")
        for button, wish in (
            (self.pause_button, self.pause),
            (self.back_button, self.back),
            (self.next_button, self.forward),
            (self.why_button, self.why),
            (self.leave_button, self.stop_at_once),
            (self.keep_button, self.keep_going),
        ):
            button.clicked.connect(lambda _checked=False, wish=wish: wish.emit())
        self._layout = QVBoxLayout()
        self._controls, self._words = QStackedWidget(), QStackedWidget()
        self._lay_out()

    def show_frame(self, frame: Frame, running: bool) -> None:
        """Show ``frame``; only what differs from before is touched."""
        self.figure.set_frame(frame)
        self.segments.put(frame.fraction)
        self.arrow.put(frame)
        self.ring.put(frame)
        count = _("Exercise {number} of {count}").format(number=frame.part + 1, count=frame.parts)
        self.count_of_exercises.put(f"{count} · {step_line(self._step)}" if self._step else count)
        self._put_time(frame, running=running)
        self.name.put(frame.exercise.name)
        self.side.put(frame.side_text)
        self.repetition.put(repetition_text(frame))
        self.breath.put(frame.breath_text)
        self.caption.put("\n".join(frame.caption))
        self.subtitle.put(subtitle(frame))
        self.pause_button.put(_("Pause") if running else _("Go on"))
        if running:
            self._announce(frame)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Keep room for two lines of caption, now that the font is known: nothing jumps when one comes or goes."""
        super().showEvent(event)
        self._keep_room()

    def least_height(self, width: int) -> int:
        """How tall the page has to be at that ``width`` (pixels), whatever the caption and with a small figure."""
        self._keep_room()
        self._layout.invalidate()
        return self._layout.minimumHeightForWidth(width)

    def ask(self, done: float, total: float) -> None:
        """Ask whether to stop, with so many seconds done of so many, in the place of subtitle and controls; keeping on
        is the answer nearest at hand.
        """
        text = _("Stop here? Done so far: {done}.")
        if done * 2 >= total:
            text = _("Stop here? {done} done, and more than half counts.")
        self.question.put(text.format(done=span(round(done * 1000))))
        for stack in (self._words, self._controls):
            stack.setCurrentIndex(1)
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_controls(self) -> None:
        """Show the controls, the keyboard on Pause, so that Space pauses."""
        for stack in (self._words, self._controls):
            stack.setCurrentIndex(0)
        self.pause_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_reduced(self, reduced: bool) -> None:
        """Show key poses in the place of motion, or motion again."""
        self.figure.set_look(self._appearance.look, self._appearance.mirror, reduced)

    def retheme(self, theme: Theme) -> None:
        """Paint in other colours."""
        for mark in (self.segments, self.arrow, self.ring):
            mark.retheme(theme)

    def _keep_room(self) -> None:
        for text in (self.caption, self.subtitle, self.question, self.side, self.breath):
            text.setMinimumHeight(2 * text.fontMetrics().lineSpacing() + 2)

    def _announce(self, frame: Frame) -> None:
        """To a screen reader: the words of the voice where there is none, else only what is to be done now."""
        words = ", ".join(text for text in (frame.exercise.name, " ".join(frame.caption)) if text)
        if not self._appearance.spoken:
            words = frame.said or self._announced
        if words != self._announced:
            self._announced = words
            announce(self.caption, words)

    def _put_time(self, frame: Frame, *, running: bool) -> None:
        minutes, seconds = divmod(round(frame.left), 60)
        left = _("{minutes}:{seconds:02} left").format(minutes=minutes, seconds=seconds)
        self.time_left.put(left if running else _("Paused · {left}").format(left=left))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.count_of_exercises, 1)
        head.addWidget(self.time_left, 0, Qt.AlignmentFlag.AlignTop)
        names = QHBoxLayout()
        names.addWidget(self.name, 1)
        names.addWidget(self.why_button, 0, Qt.AlignmentFlag.AlignTop)

        cues = Panel()
        row = QHBoxLayout()
        row.setSpacing(8)
        self.repetition.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for cell, share in (
            (_cell(self.arrow, self.side), 6),
            (self.repetition, 4),
            (_cell(self.ring, self.breath), 6),
        ):
            cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # words come and go: stay
            row.addWidget(cell, share)
        cues.column.setContentsMargins(10, 7, 10, 7)
        cues.column.addLayout(row)

        for text in (self.caption, self.subtitle, self.question):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        for text in (self.subtitle, self.question):
            self._words.addWidget(text)
        self._words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

        self.figure.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = self._layout
        self.setLayout(column)
        column.setContentsMargins(_SIDE, 18, _SIDE, 6)
        column.setSpacing(0)
        column.addWidget(self.segments)
        column.addSpacing(12)
        column.addLayout(head)
        column.addSpacing(2)
        column.addLayout(names)
        column.addWidget(self.figure, 1)
        column.addSpacing(8)
        column.addWidget(cues)
        column.addSpacing(10)
        column.addWidget(self.caption)
        column.addSpacing(4)
        column.addWidget(self._words)
        column.addSpacing(8)
        self._controls.addWidget(_row((self.back_button, 0), (self.pause_button, 1), (self.next_button, 0)))
        self._controls.addWidget(_row((self.leave_button, 1), (self.keep_button, 1)))
        self._controls.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column.addWidget(self._controls)


def _row(*buttons: tuple[Button, int]) -> QWidget:
    """Buttons side by side, each with its share of what room there is."""
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for button, share in buttons:
        row.addWidget(button, share)
    return page


def _cell(mark: QWidget, text: Text) -> QWidget:
    cell = QWidget()
    row = QHBoxLayout(cell)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(7)
    row.addWidget(mark)
    row.addWidget(text, 1)
    return cell


def subtitle(frame: Frame) -> str:
    """What the voice says just now; in its silence, what comes next, shortly before it does."""
    if frame.said or not frame.ahead or frame.ahead_in > _SOON:
        return frame.said
    return _("Soon: {what}").format(what=" ".join(frame.ahead))


def repetition_text(frame: Frame) -> str:
    """Such as "3 of 10"; where nothing is counted, that it is time to get ready, but not at an exercise's very end."""
    if frame.repetitions:
        return _("{number} of {count}").format(number=frame.repetition, count=frame.repetitions)
    part = frame.exercise
    nearly_over = frame.elapsed > part.start + 0.9 * (part.end - part.start)
    return "" if nearly_over else _("Get ready")
