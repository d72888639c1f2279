"""The page on which a routine is played: what to do, how often, which way, and how far along."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from deskbreak.coach.frame import ExercisePart, Frame
from deskbreak.i18n import _
from deskbreak.ui.controls import Button, Panel, Text
from deskbreak.ui.figure import Figure
from deskbreak.ui.marks import Arrow, BreathRing, Segments
from deskbreak.ui.theme import Theme

_SIDE = 24


class PlayingPage(QWidget):
    """Shows frames and tells wishes. It has no clock: the same frame always looks the same."""

    pause = Signal()
    """Pause, or go on."""
    back = Signal()
    forward = Signal()
    hurts = Signal()
    safety = Signal()
    stop = Signal()
    stop_at_once = Signal()
    keep_going = Signal()

    def __init__(self, parts: tuple[ExercisePart, ...], theme: Theme) -> None:
        super().__init__()
        self.figure = Figure()
        self.segments = Segments(parts, theme)
        self.arrow, self.ring = Arrow(theme), BreathRing(theme)
        self.count_of_exercises = Text("", "over", wrap=False)
        self.time_left = Text("", "over", wrap=False)
        self.name = Text("", "title")
        self.side = Text("", "strong")
        self.repetition = Text("", "count")
        self.breath = Text("", "strong")
        self.caption = Text("", "caption")
        self.pause_button = Button(_("Pause"), "primary")
        self.back_button = Button(_("‹ Back"), name=_("Back to the exercise before"))
        self.next_button = Button(_("Next ›"), name=_("Next exercise"))
        self.hurts_button = Button(_("It hurts"), "alert", _("It hurts: stop at once"))
        self.safety_button = Button(_("Safety"), "quiet", _("Safety: before you start"))
        self.stop_button = Button(_("Stop"), "quiet", _("Stop the routine"))
        self.question = Text("", "strong")
        self.leave_button = Button(_("Stop here"))
        self.keep_button = Button(_("Keep going"), "primary")
        for button, wish in (
            (self.pause_button, self.pause),
            (self.back_button, self.back),
            (self.next_button, self.forward),
            (self.hurts_button, self.hurts),
            (self.safety_button, self.safety),
            (self.stop_button, self.stop),
            (self.leave_button, self.stop_at_once),
            (self.keep_button, self.keep_going),
        ):
            button.clicked.connect(lambda _checked=False, wish=wish: wish.emit())
        self._controls = QStackedWidget()
        self._lay_out()

    @property
    def asking(self) -> bool:
        """Whether the question is shown in the controls' place."""
        return self._controls.currentIndex() == 1

    def show_frame(self, frame: Frame, *, running: bool) -> None:
        """Show ``frame``; only what differs from before is touched."""
        self.figure.set_frame(frame)
        self.segments.put(frame.fraction)
        self.arrow.put(frame)
        self.ring.put(frame)
        self.count_of_exercises.put(_("Exercise {number} of {count}").format(number=frame.part + 1, count=frame.parts))
        self._put_time(frame, running=running)
        self.name.put(frame.exercise.name)
        self.side.put(frame.side_text)
        self.repetition.put(repetition_text(frame))
        self.breath.put(frame.breath_text)
        self.caption.put("\n".join(frame.caption))
        self.pause_button.put(_("Pause") if running else _("Go on"))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Keep room for two lines of caption, now that the font is known: nothing jumps when one comes or goes."""
        super().showEvent(event)
        self.caption.setMinimumHeight(2 * self.caption.fontMetrics().lineSpacing() + 2)

    def ask(self, question: str) -> None:
        """Ask whether to stop, in the controls' place; keeping on is the answer nearest at hand."""
        self.question.put(question)
        self._controls.setCurrentIndex(1)
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_controls(self) -> None:
        """Show the controls, the keyboard on Pause, so that Space pauses."""
        self._controls.setCurrentIndex(0)
        self.pause_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def retheme(self, theme: Theme) -> None:
        """Paint in other colours."""
        for mark in (self.segments, self.arrow, self.ring):
            mark.retheme(theme)

    def _put_time(self, frame: Frame, *, running: bool) -> None:
        minutes, seconds = divmod(round(frame.left), 60)
        left = _("{minutes}:{seconds:02} left").format(minutes=minutes, seconds=seconds)
        self.time_left.put(left if running else _("Paused · {left}").format(left=left))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.count_of_exercises)
        head.addStretch(1)
        head.addWidget(self.time_left)

        cues = Panel()
        row = QHBoxLayout()
        row.setSpacing(8)
        self.repetition.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for cell, share in (
            (_cell(self.arrow, self.side), 5),
            (self.repetition, 4),
            (_cell(self.ring, self.breath), 5),
        ):
            cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # words come and go: stay
            row.addWidget(cell, share)
        cues.column.setContentsMargins(10, 7, 10, 7)
        cues.column.addLayout(row)

        self.caption.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)

        self.figure.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 18, _SIDE, 12)
        column.setSpacing(0)
        column.addWidget(self.segments)
        column.addSpacing(12)
        column.addLayout(head)
        column.addSpacing(2)
        column.addWidget(self.name)
        column.addWidget(self.figure, 1)
        column.addSpacing(8)
        column.addWidget(cues)
        column.addSpacing(10)
        column.addWidget(self.caption)
        column.addSpacing(10)
        self._controls.addWidget(self._buttons())
        self._controls.addWidget(self._question())
        self._controls.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column.addWidget(self._controls)

    def _buttons(self) -> QWidget:
        play, quiet = QHBoxLayout(), QHBoxLayout()
        play.setSpacing(8)
        play.addWidget(self.back_button)
        play.addWidget(self.pause_button, 1)
        play.addWidget(self.next_button)
        for button in (self.hurts_button, self.safety_button, self.stop_button):
            quiet.addWidget(button)
        quiet.insertStretch(1, 1)
        quiet.insertStretch(3, 1)
        return _stacked(play, quiet)

    def _question(self) -> QWidget:
        answers, words = QHBoxLayout(), QHBoxLayout()
        answers.setSpacing(8)
        answers.addWidget(self.leave_button, 1)
        answers.addWidget(self.keep_button, 1)
        self.question.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.addWidget(self.question)
        return _stacked(words, answers)


def _cell(mark: QWidget, text: Text) -> QWidget:
    cell = QWidget()
    row = QHBoxLayout(cell)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(7)
    row.addWidget(mark)
    row.addWidget(text, 1)
    return cell


def _stacked(upper: QHBoxLayout, lower: QHBoxLayout) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addLayout(upper)
    column.addLayout(lower)
    return page


def repetition_text(frame: Frame) -> str:
    """Such as "3 of 10"; where nothing is counted, that it is time to get ready, but not at an exercise's very end."""
    if frame.repetitions:
        return _("{number} of {count}").format(number=frame.repetition, count=frame.repetitions)
    part = frame.exercise
    nearly_over = frame.elapsed > part.start + 0.9 * (part.end - part.start)
    return "" if nearly_over else _("Get ready")
