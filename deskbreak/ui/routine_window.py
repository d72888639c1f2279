"""The window in which a routine is done.

Time comes from the clock that is passed in, and only while the routine runs *and* the window can be seen: minimised or
hidden it pauses and keeps the place, and stays paused when it is seen again, since nobody moves along with a window
that is not there. A timer of at most 30 frames a second runs just as long; paused, hidden or ended there is none.

Keys: Space pauses (a button reached by Tab takes it for itself), ← → lead an exercise back and on, Esc stops and asks
only after half a minute. Closing the window is stopping.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from deskbreak.coach.player import Player
from deskbreak.i18n import _
from deskbreak.ui.controls import ThemedWindow
from deskbreak.ui.ending import Ending, EndPage
from deskbreak.ui.playing_page import PlayingPage
from deskbreak.ui.run import Run
from deskbreak.ui.safety_page import SafetyPage
from deskbreak.ui.screens import centre_on_pointer
from deskbreak.ui.words import span

SIZE = (420, 600)
_LEAST = QSize(360, 520)
_WIDEST = 560
"""Of what a page holds: in a maximised window it stays one column, in the middle, that the eye need not search."""
_MOVING_MS = 34
_STILL_MS = 125
_TELLS_AFTER = 9.5
"""Seconds done after which the next tick tells how far it has come: never ten without a word, for it may be killed."""
ASKS_AFTER = 30.0
"""Seconds done from which on Esc asks before it stops."""


class RoutineWindow(ThemedWindow):
    """Plays ``player`` by ``clock`` (seconds, monotonic). ``size`` is the remembered one; ``safety_read`` whether the
    safety page has been confirmed before.

    Whoever opens it answers ``finished``, ``stopped`` and ``pained`` by ``show_ending``. Before each of these three
    ``progress`` tells the last state of things.
    """

    progress = Signal(int, int, bool, tuple)
    """Done ms, total ms, whether it runs on from there, ids of the exercises begun. At opening, pausing, going on,
    jumping, at the beginning of each exercise, at the end, and at least every ten seconds done between these."""
    finished = Signal()
    stopped = Signal()
    pained = Signal(str)
    """The id of the exercise that hurt."""
    safety_confirmed = Signal()
    closed = Signal(int, int)
    """The window is gone; its last width and height."""

    def __init__(
        self,
        player: Player,
        clock: Callable[[], float],
        *,
        safety_read: bool,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(player.plan.name)
        self._run = Run(player, clock)
        self._ended = False
        self._asked_running = False
        self._told: tuple[str, ...] = ()
        self._told_done = 0.0
        self._last_pose: object = None
        self._safety_read = safety_read
        self._end_page: EndPage | None = None
        self._safety: SafetyPage | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_MOVING_MS)
        self._timer.timeout.connect(self._tick)
        self._page = PlayingPage(player.plan.parts, self.theme)
        self._pages = QStackedWidget()
        self._pages.setMaximumWidth(_WIDEST)
        self._pages.addWidget(self._page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch()
        row.addWidget(self._pages, 1)  # all there is, up to its most
        row.addStretch()
        self.setMinimumSize(_LEAST)
        self.resize(*(size or SIZE))
        for wish, answer in (
            (self._page.pause, self.pause_or_go_on),
            (self._page.back, self.back),
            (self._page.forward, self.forward),
            (self._page.hurts, self.hurts),
            (self._page.safety, self.show_safety),
            (self._page.stop, self.stop),
            (self._page.stop_at_once, self._stop),
            (self._page.keep_going, self._keep_going),
        ):
            wish.connect(answer)
        self._show_frame()

    @property
    def ended(self) -> bool:
        """Whether the routine is over, and only its last page may still stand there."""
        return self._ended

    @property
    def running(self) -> bool:
        """Whether the routine moves on."""
        return self._run.running

    def open(self) -> None:
        """Show it on the pointer's screen with the keyboard, and begin; before the very first routine: safety first."""
        centre_on_pointer(self)
        self.show()
        self.raise_()
        self.activateWindow()
        if (surface := self.windowHandle()) is not None:
            surface.installEventFilter(self)
        if self._safety_read:
            self._begin()
        else:
            self.show_safety()
            self._tell()

    def to_front(self) -> None:
        """Bring it back from behind other windows, or from being minimised; paused by that, it stays paused."""
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def pause_or_go_on(self) -> None:
        """What Space does."""
        if self._ended:
            return
        if self._run.running:
            self._pause()
        else:
            self._go_on()

    def back(self) -> None:
        """To the start of this exercise, or of the one before."""
        self._jump(self._run.back)

    def forward(self) -> None:
        """To the next exercise; from the last one to the end."""
        self._jump(self._run.forward)

    def hurts(self) -> None:
        """Stop at once (D5)."""
        if not self._ended:
            exercise = self._run.frame().exercise.id
            self._end()
            self.pained.emit(exercise)

    def stop(self) -> None:
        """Stop; after half a minute done, ask before."""
        if self._ended:
            return
        if self._run.done < ASKS_AFTER:
            self._stop()
            return
        self._asked_running = self._run.running
        self._pause()
        done = span(round(self._run.done * 1000))
        if self._run.done * 2 >= self._run.total:
            self._page.ask(_("Stop here? {done} done, and more than half counts.").format(done=done))
        else:
            self._page.ask(_("Stop here? Done so far: {done}.").format(done=done))

    def show_safety(self) -> None:
        """Show the safety page; the routine waits meanwhile."""
        self._pause()
        first = not self._safety_read
        self._safety = SafetyPage(first=first, read=self._leave_safety, leave=self._stop)
        self._pages.addWidget(self._safety)
        self._pages.setCurrentWidget(self._safety)
        self._safety.read_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_ending(self, ending: Ending) -> None:
        """Show how it ended, as it was recorded."""
        self._ended = True
        self._pause()
        page = EndPage(ending, self.theme, self.close, self.show_safety)
        self._drop(self._end_page)
        self._end_page = page
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        page.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def dismiss(self) -> None:
        """Close it without ``stopped``: what ended the routine knows already (D6)."""
        self._ended = True
        self.close()

    def restyled(self) -> None:
        """Hand the new colours to what paints itself."""
        self._page.retheme(self.theme)
        if self._end_page is not None:
            self._end_page.retheme(self.theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys of the page that is shown."""
        current = self._pages.currentWidget()
        if event.key() == Qt.Key.Key_Escape:
            self._escape(current)
        elif current is self._page and not self._page.asking and not self._ended:
            match event.key():
                case Qt.Key.Key_Space:
                    self.pause_or_go_on()
                case Qt.Key.Key_Left:
                    self.back()
                case Qt.Key.Key_Right:
                    self.forward()
                case _:
                    super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Minimised, it pauses."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and self.isMinimized():
            self._pause()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """On another virtual desktop it pauses: the window itself is not told of that, only its surface."""
        surface = self.windowHandle()
        if event.type() is QEvent.Type.Expose and watched is surface and not surface.isExposed():
            self._pause()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Hidden, it pauses."""
        super().hideEvent(event)
        self._pause()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closing is stopping, and is not asked about."""
        if not self._ended:
            self._end()
            self.stopped.emit()
        super().closeEvent(event)
        self.closed.emit(self.width(), self.height())

    def _escape(self, current: QWidget | None) -> None:
        if current is self._end_page or self._ended:
            self.close()
        elif current is self._safety:
            self._leave_safety() if self._safety_read else self._stop()
        elif self._page.asking:
            self._keep_going()
        else:
            self.stop()

    def _begin(self) -> None:
        self._page.put_controls()
        self._go_on()

    def _go_on(self) -> None:
        if self._ended or not self.isVisible() or self.isMinimized():
            return
        if self._page.asking:
            self._page.put_controls()
        self._run.go_on()
        self._last_pose = None
        self._timer.start(_MOVING_MS)
        self._show_frame()
        self._tell()

    def _pause(self) -> None:
        self._timer.stop()
        if self._run.running:
            self._run.pause()
            self._show_frame()
            if not self._ended:
                self._tell()

    def _jump(self, leap: Callable[[], None]) -> None:
        if self._ended:
            return
        leap()
        self._show_frame()
        if self._run.over:
            self._reach_end()
        else:
            self._tell()

    def _tick(self) -> None:
        self._show_frame()
        if self._run.over:
            self._reach_end()
        elif self._run.exercises != self._told or self._run.done - self._told_done >= _TELLS_AFTER:
            self._tell()  # another exercise has begun, or the last word is a while ago

    def _show_frame(self) -> None:
        frame = self._run.frame()
        self._page.show_frame(frame, running=self._run.running)
        if self._run.running:
            wanted = _STILL_MS if frame.pose_key == self._last_pose else _MOVING_MS
            self._last_pose = frame.pose_key
            if self._timer.isActive() and self._timer.interval() != wanted:
                self._timer.start(wanted)

    def _reach_end(self) -> None:
        completed = self._run.completed
        self._end()
        if completed:
            self.finished.emit()
        else:  # leapt through: honest history counts what was done (D3)
            self.stopped.emit()

    def _stop(self) -> None:
        if not self._ended:
            self._end()
            self.stopped.emit()

    def _keep_going(self) -> None:
        self._page.put_controls()
        if self._asked_running:
            self._go_on()

    def _leave_safety(self) -> None:
        page, self._safety = self._safety, None
        self._drop(page)
        if self._end_page is not None:
            self._pages.setCurrentWidget(self._end_page)
            return
        self._pages.setCurrentWidget(self._page)
        if not self._safety_read:
            self._safety_read = True
            self.safety_confirmed.emit()
        self._begin()

    def _end(self) -> None:
        """No more time from here on, and a last word on how much there was."""
        self._ended = True
        self._pause()
        self._tell()

    def _tell(self) -> None:
        run = self._run
        self._told, self._told_done = run.exercises, run.done
        total = round(run.total * 1000)
        self.progress.emit(min(total, round(run.done * 1000)), total, run.running, run.exercises)

    def _drop(self, page: QWidget | None) -> None:
        if page is not None:
            self._pages.removeWidget(page)
            page.deleteLater()
