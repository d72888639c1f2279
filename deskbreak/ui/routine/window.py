"""The window in which a routine is done.

Time comes from the clock that is passed in, and only while the routine runs *and* the window can be seen: minimised or
hidden it pauses and keeps the place, and stays paused when it is seen again, since nobody moves along with a window
that is not there. That it loses the keyboard is no reason to pause: whoever exercises does not type.

Keys: Space pauses (a button reached by Tab takes it for itself), ← → lead an exercise back and on, a number to one, M
mutes, Ctrl with + − 0 changes the size of text, Ctrl+P says that it hurts, Esc stops and asks after half a minute.
"""

from collections.abc import Callable, Sequence
from typing import assert_never

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from deskbreak.coach import flow
from deskbreak.coach.flow import AskingStop, Ended, Page, Playing, RoutineMenu, Safety, Where, WhyThis
from deskbreak.coach.player import Player
from deskbreak.coach.run import Kept, Run
from deskbreak.ui.kit.appearance import USUAL, Appearance
from deskbreak.ui.routine.aided_window import AidedWindow
from deskbreak.ui.routine.pages.choice_page import ChoicePage
from deskbreak.ui.routine.pages.end_page import EndPage
from deskbreak.ui.routine.pages.ending import Ending
from deskbreak.ui.routine.pages.first_look import FirstLook
from deskbreak.ui.routine.pages.safety_page import safety_page
from deskbreak.ui.routine.pages.why_page import Reason, WhyPage
from deskbreak.ui.routine.playback import Playback


class RoutineWindow(AidedWindow):
    """Plays ``player`` by ``clock`` (seconds, monotonic).

    ``safety_read``: whether the safety page has been confirmed before; ``size``: the remembered one; ``kept``: where
    one has stopped a little while ago, and may go on (``at_once``: without being asked); ``reasons``: why the
    exercises are done, in their order; ``strengthening``: all that strengthen the back, by name.

    Whoever opens it answers ``finished``, ``stopped`` and ``pained`` by ``show_ending``, and carries out ``wishes``.
    Before each of these three ``progress`` tells the last state of things.
    """

    progress = Signal(int, int, bool, tuple)
    """See ``Playback.progress``; ``exercise`` is the one it is about."""
    followed = Signal(float, bool)
    """The place (s) and whether it moves on from there, at every frame: for whoever speaks along."""
    finished = Signal()
    stopped = Signal()
    pained = Signal(str)
    """The id of the exercise that hurt."""
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
        reasons: Sequence[Reason] = (),
        strengthening: Sequence[str] = (),
    ) -> None:
        super().__init__(player.plan, size, appearance)
        self._player, self._clock, self._kept = player, clock, kept
        self._reasons, self._strengthening = tuple(reasons), tuple(strengthening)
        self._at = flow.opened(safety_read=safety_read, where=kept is not None and not at_once)
        """What is shown; it changes by ``_go`` and ``_end`` alone."""
        self._over_it: QWidget | None = None
        """The page that is laid over the playing one, or the end, for a while."""
        self._page.why_button.setVisible(bool(reasons))
        self._playback = Playback(Run(player, clock, kept if at_once else None), self)
        self._playback.frame.connect(self._page.show_frame)
        self._playback.frame.connect(lambda frame, running: self.followed.emit(frame.elapsed, running))
        self._playback.progress.connect(self.progress)
        self._playback.over.connect(self._reach_end)
        for wish, answer in (
            (self.unseen, self._playback.pause),
            (self._page.pause, self.pause_or_go_on),
            (self._page.back, self.back),
            (self._page.forward, self.forward),
            (self._page.why, self.show_why),
            (self._page.menu, self.show_menu),
            (self._page.stop_at_once, self._stop),
            (self._page.keep_going, self._lead_back),
            (self._footer.hurts, self.hurts),
            (self._footer.safety, self.show_safety),
            (self._footer.stop, self.stop),
        ):
            wish.connect(answer)
        self._playback.show()

    @property
    def ended(self) -> bool:
        """Whether the routine is over, and only its last page may still stand there."""
        return flow.ended(self._at)

    @property
    def running(self) -> bool:
        """Whether the routine moves on."""
        return self._playback.run.running

    @property
    def exercise(self) -> str:
        """The id of the exercise that one is in."""
        return self._playback.run.exercise

    @property
    def goes_on_at(self) -> str:
        """The id of the exercise where one would go on another time, "" for none."""
        return self._playback.run.goes_on_at

    def open(self) -> None:
        """Show it on the pointer's screen with the keyboard, and begin; before the very first routine: safety first."""
        self._show_with_room(self._page)
        self._go(self._at, go_on=True)
        if not self.running:
            self._playback.tell()

    def pause_or_go_on(self) -> None:
        """What Space does."""
        if self.running:
            self._playback.pause()
        elif not self.ended:
            if isinstance(self._at, AskingStop):
                self._go(Playing())
            self._go_on()

    def back(self) -> None:
        """To the start of this exercise, or of the one before."""
        self._jump(self._playback.run.back)

    def forward(self) -> None:
        """To the next exercise; from the last one to the end."""
        self._jump(self._playback.run.forward)

    def hurts(self) -> None:
        """Stop at once (D5)."""
        if not self.ended:
            exercise = self.exercise
            self._end()
            self.pained.emit(exercise)

    def stop(self) -> None:
        """Stop; after half a minute done, ask before."""
        to = flow.stopped(self._at, done=self._playback.run.done, running=self.running)
        if to == Ended():
            self._stop()
        else:
            self._go(to)

    def show_safety(self) -> None:
        """Show the safety page; the routine waits meanwhile."""
        self._go(flow.to_safety(self._at, running=self.running))

    def show_why(self) -> None:
        """Show why the exercise is done; the routine waits meanwhile."""
        if self._reasons:
            self._go(flow.to_why(self._at, running=self.running))

    def show_menu(self) -> None:
        """Show the exercises to go to, sound and size of text; the routine waits meanwhile."""
        self._go(flow.to_menu(self._at, running=self.running))

    def go_to(self, part: int) -> None:
        """To the start of exercise number ``part`` (from 0), if there is one."""
        if part < len(self._player.plan.parts) and not self.ended:
            self._lead_back()
            self._jump(lambda: self._playback.run.to(part))

    def show_ending(self, ending: Ending) -> None:
        """Show how it ended, as it was recorded."""
        self._playback.halt()
        page = EndPage(ending, self.theme, self.wishes)
        page.close_wished.connect(self.close)
        page.safety.connect(self.show_safety)
        self._put_ending(page)
        self._go(Ended())
        page.first_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_up(self) -> None:
        """Go on as though it had not ended: it was said by mistake that it hurts (D7)."""
        self._put_ending(None)
        self._go(Playing(), go_on=True)

    def dismiss(self) -> None:
        """Close it without ``stopped``: what ended the routine knows already (D6)."""
        self._at = Ended()
        self._playback.halt()
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys of the page that is shown."""
        key = event.key()
        back = key == (Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left)  # as the language is read
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif self._footer.says_hurts(event):
            self.hurts()
        elif self._at == Playing() and key == Qt.Key.Key_Space:
            self.pause_or_go_on()
        elif self._at == Playing() and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            (self.back if back else self.forward)()
        elif isinstance(self._at, Playing | RoutineMenu) and event.text() in tuple("123456789"):
            self.go_to(int(event.text()) - 1)
        elif key == Qt.Key.Key_M and not self.ended:
            self.mute_or_not()
        elif self._at != Ended() or self.end_page is None or not self.end_page.key(event.text(), back=back):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closing is stopping, and is not asked about."""
        self._stop()
        super().closeEvent(event)
        self.closed.emit(self.width(), self.height())

    def _go(self, to: Page, *, go_on: bool = False) -> None:
        """Show that page; ``go_on``: the routine moves on, if it is that."""
        self._at = to
        if to != Playing():
            self._playback.pause()
        if self._at is not to:
            return  # whoever was told of the pause has ended it
        over, self._over_it = self._over_it, None
        self._drop(over)
        self._turn_to(self.end_page or self._page)
        self._footer.put(hurts=flow.offers_hurts(to), others=to == Playing())
        match to:
            case Playing():
                self._page.put_controls()
                if go_on:
                    self._go_on()
            case AskingStop():
                self._page.ask(self._playback.run.done, self._playback.run.total)
            case Safety(first=first):
                look = FirstLook(self._player, self._clock, self._appearance) if first else None
                end = None if self.end_page is None else self.end_page.ending
                safety = safety_page(look, end, self._lead_back, self.close, self._strengthening)
                self._over_it = self._put(safety, safety.read_button)
            case RoutineMenu():
                part = self._playback.run.frame().part
                menu = self._make_menu(self._player.plan.parts, part, self.go_to, self._lead_back)
                self._over_it = self._put(menu, menu.exercises[part])
            case WhyThis():
                why = WhyPage((self._reasons[self._playback.run.frame().part],), self._lead_back)
                self._over_it = self._put(why, why.back_button)
            case Where():
                where = ChoicePage(self._player.plan.parts, self._kept, self._begin_at)
                self._over_it = self._put(where, where.go_on_button)
            case Ended():
                pass
            case _:
                assert_never(to)

    def _begin_at(self, kept: Kept | None) -> None:
        if kept is not None:
            self._playback.run = Run(self._player, self._clock, kept)
        self._go(Playing(), go_on=True)

    def _go_on(self) -> None:
        if self.isVisible() and not self.isMinimized():
            self._playback.go_on()

    def _jump(self, leap: Callable[[], None]) -> None:
        if not self.ended:
            self._playback.jump(leap)

    def _lead_back(self) -> None:
        """From a page that lies over another, or from a question; the first safety page is confirmed by that."""
        to, go_on = flow.back(self._at)
        if isinstance(self._at, Safety) and self._at.first:
            self.wishes.safety_confirmed.emit()
        self._go(to, go_on=go_on)

    def _escape(self) -> None:
        if flow.leads_back(self._at):
            self._lead_back()
        elif self.ended or isinstance(self._at, Safety):  # not now: there is nothing to say about it
            self.close()
        else:
            self.stop()

    def _reach_end(self) -> None:
        told = self.finished if self._playback.run.completed else self.stopped  # leapt through (D3)
        self._end()
        told.emit()

    def _stop(self) -> None:
        if not self.ended:
            self._end()
            self.stopped.emit()

    def _end(self) -> None:
        """It is over; whoever records it tells what the last page is to say."""
        self._at = Ended()
        self._playback.end()
