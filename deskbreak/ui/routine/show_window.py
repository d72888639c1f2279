"""An exercise or a routine, to look at and to try: ``deskbreak show``. Nothing is recorded, nothing is asked."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from deskbreak.coach.player import BREATHS, Player
from deskbreak.coach.run import Run
from deskbreak.i18n import _
from deskbreak.ui.figure.widget import Figure
from deskbreak.ui.kit.appearance import USUAL, Appearance
from deskbreak.ui.kit.controls import Button, Text, ThemedWindow
from deskbreak.ui.kit.pages.filling import fill
from deskbreak.ui.kit.pages.fold import Fold
from deskbreak.ui.kit.pages.pages import Pages
from deskbreak.ui.kit.screens import centre_on_pointer, enlargement
from deskbreak.ui.routine.marks import Arrow, BreathRing
from deskbreak.ui.routine.pages.why_page import Reason, WhyPage

SIZE = (27, 40)
"""Width and height in lines of text: with larger type the window is larger."""
_FRAME_MS = 34


class ShowWindow(ThemedWindow):
    """Plays ``player`` by ``clock`` (seconds, monotonic), as often as one likes; it moves only while it is seen.

    ``reasons`` say why its exercises are done, ``appearance`` how the figure looks. Space pauses, ← and → go from
    exercise to exercise where there are several, Esc closes.
    """

    closed = Signal()

    def __init__(
        self, player: Player, clock: Callable[[], float], reasons: Sequence[Reason], appearance: Appearance = USUAL
    ) -> None:
        super().__init__(player.plan.name)
        self._player, self._clock, self._appearance = player, clock, appearance
        self._run = Run(player, clock)
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._tick)
        self._figure = Figure(look=appearance.look, mirror=appearance.mirror, reduced=appearance.reduced)
        self._figure.setMinimumSize(0, 0)  # it gives way to words
        self._figure.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._arrow, self._ring = Arrow(self.theme, mirror=appearance.mirror), BreathRing(self.theme)
        self._several = len(player.plan.parts) > 1
        self._over, self._name, self._purpose = Text("", "over"), Text("", "title"), Text("", "muted")
        self._side, self._breath = Text("", "strong"), Text("", "strong")
        self._count = Text("", "count")
        self._caption = Text("", "caption")
        self._pause = Button(_("Pause"), "primary")
        self._back, self._forward = Button("‹", name=_("Back")), Button("›", name=_("Next exercise"))
        self._why_button = Button(_("Why these?") if self._several else _("Why this?"), "quiet")
        if not self._several:
            self._why_button.setAccessibleName(_("Why this exercise?"))
        self._close_button = Button(_("Close"), "quiet")
        self._why = WhyPage(reasons, self._leave_why)
        self._playing = self._playing_page()
        self._pages = Pages(self._playing, self._why)
        fill(self, self._pages)
        self._pause.clicked.connect(lambda _checked=False: self.pause_or_go_on())
        self._back.clicked.connect(lambda _checked=False: self._leap(self._run.back))
        self._forward.clicked.connect(lambda _checked=False: self._leap(self._run.forward))
        for part in (self._over, self._back, self._forward):
            part.setVisible(self._several)
        self._why_button.clicked.connect(lambda _checked=False: self.show_why())
        self._close_button.clicked.connect(self.close)
        line = self.fontMetrics().lineSpacing()
        self.resize(SIZE[0] * line, SIZE[1] * line)
        self._show_frame()

    @property
    def running(self) -> bool:
        """Whether it moves."""
        return self._run.running

    def open(self) -> None:
        """Show it on the pointer's screen with the keyboard, moving."""
        self._keep_room()
        centre_on_pointer(self)
        self.show()
        self.to_front()
        self._pause.setFocus(Qt.FocusReason.OtherFocusReason)
        self._go_on()

    def pause_or_go_on(self) -> None:
        """What Space does; at the end, it begins again."""
        if self._run.running:
            self._halt()
        else:
            self._go_on()

    def show_why(self) -> None:
        """Show why the exercise is done; it waits meanwhile."""
        self._halt()
        self._pages.turn_to(self._why)
        self._why.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_reduced(self, reduced: bool) -> None:
        """Show key poses in the place of motion, or motion again."""
        self._figure.set_look(self._appearance.look, self._appearance.mirror, reduced)

    def restyled(self) -> None:
        """Hand the new colours to what paints itself."""
        self._arrow.retheme(self.theme)
        self._ring.retheme(self.theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Space pauses, Esc closes."""
        why = self._pages.seen is self._why
        if event.key() == Qt.Key.Key_Escape:
            self._leave_why() if why else self.close()
        elif event.key() == Qt.Key.Key_Space and not why:
            self.pause_or_go_on()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._several and not why:
            back = Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left  # as the language is read
            self._leap(self._run.back if event.key() == back else self._run.forward)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Minimised, it waits, too."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and self.isMinimized():
            self._halt()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Hidden, it waits."""
        super().hideEvent(event)
        self._halt()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell that nobody looks any more."""
        super().closeEvent(event)
        self.closed.emit()

    def _go_on(self) -> None:
        if not self.isVisible():
            return
        if self._run.over:
            self._run = Run(self._player, self._clock)
        self._run.go_on()
        self._timer.start()
        self._show_frame()

    def _halt(self) -> None:
        self._timer.stop()
        self._run.pause()
        self._show_frame()

    def _tick(self) -> None:
        if self._run.over:
            self._halt()
        else:
            self._show_frame()

    def _leap(self, leap: Callable[[], None]) -> None:
        leap()
        self._tick()

    def _keep_room(self) -> None:
        """For every word that comes, so that nothing moves when it does."""
        enlargement(self)  # now fonts are known
        beats = self._player.plan.beats
        for text, told in (
            (self._side, [beat.side_text for beat in beats]),
            (self._breath, list(map(_, BREATHS.values()))),
            (self._count, [_("{number} of {count}").format(number=10, count=10).replace(" ", "\N{NO-BREAK SPACE}")]),
        ):
            words = " ".join(told).split(" ")
            text.setMinimumWidth(max(map(text.fontMetrics().horizontalAdvance, words)) + 2)

    def _leave_why(self) -> None:
        self._pages.turn_to(self._playing)
        self._pause.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_frame(self) -> None:
        frame = self._run.frame()
        self._figure.set_frame(frame)
        self._arrow.put(frame)
        self._ring.put(frame)
        self._name.put(frame.exercise.name)
        self._purpose.put(frame.exercise.purpose)
        self._over.put(_("Exercise {number} of {count}").format(number=frame.part + 1, count=frame.parts))
        self._side.put(frame.side_text)
        self._breath.put(frame.breath_text)
        counted = _("{number} of {count}").format(number=frame.repetition, count=frame.repetitions)
        self._count.put(counted if frame.repetitions else "")
        self._caption.put("\n".join(frame.caption))
        self._pause.put(_("Pause") if self._run.running else _("Again") if self._run.over else _("Go on"))

    def _playing_page(self) -> QWidget:
        cues = Fold((self._arrow, 0), (self._side, 1), (self._count, 1), (self._breath, 1), (self._ring, 0))
        for text in (self._side, self._count, self._breath):
            text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # words come and go: stay
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._breath.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._caption.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._caption.setMinimumHeight(2 * self._caption.fontMetrics().lineSpacing() + 12)
        foot = Fold((self._why_button, 0), (self._over, 1), (self._close_button, 0))
        foot.row.insertStretch(1, 0 if self._several else 1)
        self._over.setAlignment(Qt.AlignmentFlag.AlignCenter)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 18, 24, 12)
        column.setSpacing(8)
        column.addWidget(self._name)
        column.addWidget(self._purpose)
        column.addWidget(self._figure, 1)
        for part in (
            cues,
            self._caption,
            Fold((self._back, 0), (self._pause, 1), (self._forward, 0), gap=6),
            foot,
        ):
            column.addWidget(part)
        return page
