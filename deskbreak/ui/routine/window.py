"""The window in which a routine is done.

Time comes from the clock that is passed in, and only while the routine runs *and* the window can be seen: minimised or
hidden it pauses and keeps the place, and stays paused when it is seen again, since nobody moves along with a window
that is not there. That it loses the keyboard is no reason to pause: whoever does the exercises does not type.

Keys: Space pauses (a button reached by Tab takes it for itself), ← → lead an exercise back and on, Esc stops and asks
only after half a minute. Closing the window is stopping.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from deskbreak.coach.player import Player
from deskbreak.coach.run import Kept, Run
from deskbreak.i18n import _
from deskbreak.ui.kit.appearance import USUAL, Appearance
from deskbreak.ui.kit.controls import ThemedWindow
from deskbreak.ui.kit.screens import centre_on_pointer, enlargement, keep_in_sight, screen_room
from deskbreak.ui.kit.words import span
from deskbreak.ui.routine.choice_page import ChoicePage
from deskbreak.ui.routine.end_page import EndPage
from deskbreak.ui.routine.ending import Ending
from deskbreak.ui.routine.footer import Footer
from deskbreak.ui.routine.playback import Playback
from deskbreak.ui.routine.playing_page import PlayingPage
from deskbreak.ui.routine.safety_page import SafetyPage
from deskbreak.ui.routine.why_page import Reason, WhyPage

SIZE = (420, 640)
SMALL = (356, 500)
_LEAST = QSize(360, 540)
_LEAST_SMALL = QSize(352, 460)
_WIDEST = 560
"""Of what a page holds: in a maximised window it stays one column, in the middle, that the eye need not search."""
ASKS_AFTER = 30.0
"""Seconds done from which on Esc asks before it stops."""


class RoutineWindow(ThemedWindow):
    """Plays ``player`` by ``clock`` (seconds, monotonic).

    ``safety_read``: whether the safety page has been confirmed before; ``size``: the remembered one; ``kept``: where
    one has stopped a little while ago, and may go on (``at_once``: without being asked); ``step``: that of progress;
    ``reasons``: why the exercises are done, in their order.

    Whoever opens it answers ``finished``, ``stopped`` and ``pained`` by ``show_ending``. Before each of these three
    ``progress`` tells the last state of things.
    """

    progress = Signal(int, int, bool, tuple)
    """See ``Playback.progress``; ``exercise`` is the one it is about."""
    followed = Signal(float, bool)
    """The place (s) and whether it moves on from there, at every frame: for whoever speaks along."""
    finished = Signal()
    stopped = Signal()
    pained = Signal(str)
    """The id of the exercise that hurt."""
    safety_confirmed = Signal()
    felt = Signal(str)
    """How it was: ``too-much``, ``right`` or ``easy``."""
    step_wished = Signal(int)
    """The step that it shall be next time."""
    go_on_wished = Signal()
    """On from where it was stopped, from the last page."""
    closed = Signal(int, int)
    """The window is gone; its last width and height."""

    def __init__(
        self,
        player: Player,
        clock: Callable[[], float],
        *,
        safety_read: bool,
        size: tuple[int, int] | None = None,
        appearance: Appearance = USUAL,
        kept: Kept | None = None,
        at_once: bool = False,
        step: int = 0,
        reasons: Sequence[Reason] = (),
    ) -> None:
        super().__init__(player.plan.name)
        self._player, self._clock, self._kept, self._reasons = player, clock, kept, tuple(reasons)
        self._asks_where = kept is not None and not at_once
        self._ended = False
        self._asked_running = False
        self._covered_running = False
        self._safety_read = safety_read
        self._end_page: EndPage | None = None
        self._over_it: QWidget | None = None
        """The page that is laid over the playing one, or the end, for a while."""
        self._page = PlayingPage(player.plan.parts, self.theme, appearance, step)
        self._page.why_button.setVisible(bool(reasons))
        self._playback = self._play(kept if at_once else None)
        self._footer = Footer()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._page)
        self._column = QWidget()
        self._column.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addWidget(self._footer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch()
        row.addWidget(self._column, 1)  # all there is, up to its most
        row.addStretch()
        self._least = _LEAST_SMALL if appearance.small else _LEAST
        self._remembered = size is not None
        self._wanted = QSize(*(size or (SMALL if appearance.small else SIZE)))
        self.setMinimumSize(self._least)
        self.resize(self._wanted)
        for wish, answer in (
            (self._page.pause, self.pause_or_go_on),
            (self._page.back, self.back),
            (self._page.forward, self.forward),
            (self._page.why, self.show_why),
            (self._page.stop_at_once, self._stop),
            (self._page.keep_going, self._keep_going),
            (self._footer.hurts, self.hurts),
            (self._footer.safety, self.show_safety),
            (self._footer.stop, self.stop),
        ):
            wish.connect(answer)
        self._playback.show()

    @property
    def ended(self) -> bool:
        """Whether the routine is over, and only its last page may still stand there."""
        return self._ended

    @property
    def running(self) -> bool:
        """Whether the routine moves on."""
        return self._playback.run.running

    @property
    def exercise(self) -> str:
        """The id of the exercise that one is in."""
        return self._playback.run.exercise

    def open(self) -> None:
        """Show it on the pointer's screen with the keyboard, and begin; before the very first routine: safety first."""
        self._make_room()
        centre_on_pointer(self)
        self.show()
        self.raise_()
        self.activateWindow()
        if (surface := self.windowHandle()) is not None:
            surface.installEventFilter(self)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self._on_screen_gone)
        if not self._safety_read:
            self.show_safety()
            self._playback.tell()
        elif self._asks_where:
            self._ask_where()
            self._playback.tell()
        else:
            self._begin()

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
        if self.running:
            self._playback.pause()
        else:
            self._go_on()

    def back(self) -> None:
        """To the start of this exercise, or of the one before."""
        self._jump(self._playback.run.back)

    def forward(self) -> None:
        """To the next exercise; from the last one to the end."""
        self._jump(self._playback.run.forward)

    def hurts(self) -> None:
        """Stop at once (D5)."""
        if not self._ended:
            exercise = self.exercise
            self._end()
            self.pained.emit(exercise)

    def stop(self) -> None:
        """Stop; after half a minute done, ask before."""
        if self._ended:
            return
        run = self._playback.run
        if run.done < ASKS_AFTER:
            self._stop()
            return
        self._asked_running = run.running
        self._playback.pause()
        self._uncover()
        done = span(round(run.done * 1000))
        if run.done * 2 >= run.total:
            self._page.ask(_("Stop here? {done} done, and more than half counts.").format(done=done))
        else:
            self._page.ask(_("Stop here? Done so far: {done}.").format(done=done))
        self._footer.put(others=False)

    def show_safety(self) -> None:
        """Show the safety page; the routine waits meanwhile."""
        first = not self._safety_read
        page = SafetyPage(first=first, read=self._leave_safety, leave=self._stop)
        self._cover(page, hurts=not first)
        page.read_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_why(self) -> None:
        """Show why the exercise is done; the routine waits meanwhile."""
        parts = [part.id for part in self._player.plan.parts]
        if self._reasons and not self._ended:
            page = WhyPage((self._reasons[parts.index(self.exercise)],), self._leave_why)
            self._cover(page)
            page.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_ending(self, ending: Ending) -> None:
        """Show how it ended, as it was recorded."""
        self._ended = True
        self._playback.halt()
        self._uncover()
        page = EndPage(ending, self.theme)
        for wish, answer in (
            (page.close_wished, self.close),
            (page.safety, self.show_safety),
            (page.felt, self.felt),
            (page.step_wished, self.step_wished),
            (page.go_on, self.go_on_wished),
        ):
            wish.connect(answer)
        self._drop(self._end_page)
        self._end_page = page
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._footer.put(hurts=False, others=False)
        page.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_step(self, step: int) -> None:
        """Show on the last page what step it will be next time."""
        if self._end_page is not None and self._end_page.step is not None:
            self._end_page.step.put(step)

    def set_reduced(self, reduced: bool) -> None:
        """Show key poses in the place of motion, or motion again."""
        self._page.set_reduced(reduced)

    def dismiss(self) -> None:
        """Close it without ``stopped``: what ended the routine knows already (D6)."""
        self._ended = True
        self._playback.halt()
        self.close()

    def restyled(self) -> None:
        """Hand the new colours to what paints itself."""
        self._page.retheme(self.theme)
        if self._end_page is not None:
            self._end_page.retheme(self.theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys of the page that is shown."""
        current = self._pages.currentWidget()
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif current is self._page and not self._page.asking and not self._ended:
            match key:
                case Qt.Key.Key_Space:
                    self.pause_or_go_on()
                case Qt.Key.Key_Left | Qt.Key.Key_Right:
                    (self.back if self._leads_back(key) else self.forward)()
                case _:
                    super().keyPressEvent(event)
        elif not self._key_at_the_end(current, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Minimised, it pauses."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and self.isMinimized():
            self._playback.pause()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """On another virtual desktop it pauses: the window itself is not told of that, only its surface."""
        surface = self.windowHandle()
        if event.type() is QEvent.Type.Expose and watched is surface and not surface.isExposed():
            self._playback.pause()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Hidden, it pauses."""
        super().hideEvent(event)
        self._playback.pause()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closing is stopping, and is not asked about."""
        if not self._ended:
            self._end()
            self.stopped.emit()
        super().closeEvent(event)
        self.closed.emit(self.width(), self.height())

    def _make_room(self) -> None:
        """Room for large letters: as much wider as they are, and as tall as the playing page then needs."""
        larger = enlargement(self)
        self._column.setMaximumWidth(round(_WIDEST * larger))
        room, needed = screen_room(), self._column.minimumSizeHint()
        width = min(max(round(self._least.width() * larger), needed.width()), room.width())
        page = self._page.least_height(width) + self._footer.sizeHint().height()
        least = QSize(width, max(self._least.height(), needed.height(), page)).boundedTo(room)
        wanted = self._wanted if self._remembered else self._wanted * larger
        self.setMinimumSize(least)
        self.resize(wanted.expandedTo(least).boundedTo(room))

    def _play(self, kept: Kept | None) -> Playback:
        playback = Playback(Run(self._player, self._clock, kept), self)
        playback.frame.connect(self._page.show_frame)
        playback.frame.connect(lambda frame, running: self.followed.emit(frame.elapsed, running))
        playback.progress.connect(self.progress)
        playback.over.connect(self._reach_end)
        return playback

    def _ask_where(self) -> None:
        parts = [part.id for part in self._player.plan.parts]
        number = parts.index(self._kept.exercise) if self._kept is not None and self._kept.exercise in parts else 0
        names = tuple(part.name for part in self._player.plan.parts[number:])
        page = ChoicePage(number + 1, names, lambda: self._begin_at(self._kept), lambda: self._begin_at(None))
        self._cover(page)
        page.go_on_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin_at(self, kept: Kept | None) -> None:
        self._asks_where = False
        if kept is not None:
            before, self._playback = self._playback, self._play(kept)
            before.deleteLater()
        self._uncover()
        self._begin()

    def _begin(self) -> None:
        self._page.put_controls()
        self._go_on()

    def _go_on(self) -> None:
        if self._ended or not self.isVisible() or self.isMinimized():
            return
        if self._page.asking:
            self._put_controls()
        self._playback.go_on()

    def _put_controls(self) -> None:
        self._page.put_controls()
        self._footer.put()

    def _jump(self, leap: Callable[[], None]) -> None:
        if not self._ended:
            self._playback.jump(leap)

    def _escape(self) -> None:
        current = self._pages.currentWidget()
        if isinstance(current, SafetyPage) and (self._safety_read or self._ended):
            self._leave_safety()
        elif isinstance(current, WhyPage):
            self._leave_why()
        elif self._ended:
            self.close()
        elif self._page.asking:
            self._keep_going()
        else:
            self.stop()

    def _leads_back(self, key: int) -> bool:
        """The arrow that points to where one comes from, as the language is read."""
        return key == (Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left)

    def _key_at_the_end(self, current: QWidget | None, event: QKeyEvent) -> bool:
        if current is not self._end_page or self._end_page is None:
            return False
        if self._leads_back(event.key()) and self._end_page.go_on_button.isVisibleTo(self):
            self.go_on_wished.emit()
            return True
        return self._end_page.key(event.text())

    def _reach_end(self) -> None:
        completed = self._playback.run.completed
        self._end()
        if completed:
            self.finished.emit()
        else:  # leapt through: honest history counts what was done (D3)
            self.stopped.emit()

    def _stop(self) -> None:
        if not self._ended:
            self._end()
            self.stopped.emit()

    def _end(self) -> None:
        self._ended = True
        self._playback.end()

    def _keep_going(self) -> None:
        self._put_controls()
        if self._asked_running:
            self._go_on()

    def _leave_safety(self) -> None:
        self._uncover()
        if self._end_page is not None:
            return
        if not self._safety_read:
            self._safety_read = True
            self.safety_confirmed.emit()
            self._covered_running = True
        if self._asks_where:
            self._ask_where()
        else:
            self._come_back()

    def _leave_why(self) -> None:
        self._uncover()
        self._come_back()

    def _come_back(self) -> None:
        """From a page that lay over it: what was paused before stays paused."""
        if self._covered_running:
            self._begin()
        else:
            self._page.put_controls()

    def _cover(self, page: QWidget, *, hurts: bool = True) -> None:
        """Lay a page over the others; the routine waits."""
        if self._over_it is None:
            self._covered_running = self.running
        self._playback.pause()
        self._uncover()
        self._over_it = page
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self._footer.put(hurts=hurts and not self._ended, others=False)

    def _uncover(self) -> None:
        over, self._over_it = self._over_it, None
        self._drop(over)
        self._pages.setCurrentWidget(self._end_page or self._page)
        self._footer.put(hurts=not self._ended, others=not self._ended)

    def _on_screen_gone(self) -> None:
        QTimer.singleShot(0, self, lambda: keep_in_sight(self))  # when Qt has taken the screen from its list

    def _drop(self, page: QWidget | None) -> None:
        if page is not None:
            self._pages.removeWidget(page)
            page.deleteLater()
