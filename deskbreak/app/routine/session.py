"""The routine window: opened when the engine says so, its news told to the engine."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer

from deskbreak.app.driver import EventAt
from deskbreak.app.in_force import InForce
from deskbreak.app.routine.audio import Audio
from deskbreak.app.routine.routine_history import KEPT_FOR, RoutineHistory
from deskbreak.app.routine.todays_routine import TodaysRoutine, todays_routine
from deskbreak.coach.player import Player
from deskbreak.desktop.memory import give_back
from deskbreak.engine.actions import Record, Version
from deskbreak.engine.events import Finish, Pain, Progress, PutBack, Start, Stop, TakeBackPain
from deskbreak.i18n import language
from deskbreak.settings import SECOND
from deskbreak.store.content.library import Library
from deskbreak.store.memory import MemoryFile
from deskbreak.ui.kit.appearance import Appearance
from deskbreak.ui.routine.pages.ending import Ending
from deskbreak.ui.routine.pages.why_page import Reason
from deskbreak.ui.routine.window import RoutineWindow
from deskbreak.ui.routine.wishes import RoutineWishes


class RoutineSession(QObject):
    """Holds the one routine window. ``tell`` reaches the engine, ``clock`` gives seconds of its span clock.

    ``library`` is what there is to do now; an open routine keeps to what it was when it was opened.

    ``now`` is the state and the settings in force; ``moved`` the ms of exercise today and ``next_text`` when the next
    routine comes, both as of the call; ``memory`` keeps the window's size; ``routine_history`` knows how much to
    do; ``change`` writes settings; ``reduced``: whether the desktop wants little motion; ``audio`` leads by voice and
    sounds.
    """

    def __init__(
        self,
        library: Callable[[], Library],
        tell: Callable[[EventAt], None],
        clock: Callable[[], float],
        now: Callable[[], InForce],
        moved: Callable[[], int],
        next_text: Callable[[], str],
        memory: MemoryFile,
        routine_history: RoutineHistory,
        change: Callable[[Mapping[str, object]], None],
        reduced: Callable[[], bool] = lambda: False,
        audio: Audio | None = None,
    ) -> None:
        super().__init__()  # PySide never forgets a connection to a method of what is no QObject
        self._library = library
        self._tell = tell
        self._clock = clock
        self._now = now
        self._moved = moved
        self._next_text = next_text
        self._memory = memory
        self._routine_history = routine_history
        self._change = change
        self._reduced = reduced
        self._audio = audio
        self._window: RoutineWindow | None = None
        self._todays_routine: TodaysRoutine | None = None
        self._offered_at: int | None = None
        """UTC ms at which an invitation has offered to go on."""
        self._going_on = False

    @property
    def left_out(self) -> tuple[str, ...]:
        """The ids of the exercises that are left out (D5)."""
        return self._now().state.pains.left_out

    def todays_routine(self, version: Version) -> TodaysRoutine | None:
        """The routine as it would be done now; ``None`` if every exercise of it is left out (D5)."""
        now, offered = self._now(), self._offered_at
        if offered is not None and not 0 <= now.state.last.utc - offered <= KEPT_FOR:
            offered = None
        return todays_routine(self._library(), now, self._routine_history, version, offered)

    def offer(self, version: Version) -> TodaysRoutine | None:
        """Today's routine for an invitation. To go on, where it offers that, is kept as long as that from now on."""
        if self._window is not None and self._window.end_page is not None:
            self._window.end_page.let_go()
        self._offered_at = None
        offered = self.todays_routine(version)
        if offered is not None and offered.kept is not None:
            self._offered_at = self._now().state.last.utc
        return offered

    def open(self, version: Version) -> bool:
        """Open the window (D2); an ended one that still stands there makes room. False: there is nothing to do.

        Raises whatever goes wrong; then there is neither window nor voice.
        """
        self.close()
        going_on, self._going_on = self._going_on, False
        chosen = self.todays_routine(version)
        self._offered_at = None
        if chosen is None:
            self._tell(Stop)
            return False
        try:
            self._show(chosen, at_once=going_on)
        except Exception:
            self._drop()
            raise
        return True

    def _show(self, chosen: TodaysRoutine, *, at_once: bool) -> None:
        self._todays_routine = chosen
        memory, settings = self._memory.value, self._now().settings
        voice = None if self._audio is None else self._audio.lead(chosen.plan, self._library().exercises)
        spoken = self._audio is not None and self._audio.speaks
        look = replace(Appearance.of(settings.coach, desktop_reduces=self._reduced()), spoken=spoken)
        window = RoutineWindow(
            Player(chosen.plan),
            self._clock,
            safety_read=memory.safety_seen,
            size=None if look.small else memory.routine_size,
            appearance=look,
            kept=chosen.kept,
            at_once=at_once,
            reasons=[Reason.of(self._library().exercises[part.id], language()) for part in chosen.plan.parts],
            strengthening=sorted(
                {one.text(language()).name for one in self._library().exercises.values() if one.strengthens_back}
            ),
        )
        window.progress.connect(self._progress)
        window.finished.connect(partial(self._tell, Finish))
        window.stopped.connect(partial(self._tell, Stop))
        window.pained.connect(lambda exercise: self._tell(lambda at: Pain(at, exercise)))
        window.closed.connect(self._closed)
        self._carry_out(window.wishes)
        if voice is not None:
            window.followed.connect(voice.follow)
        self._window = window
        window.open()

    def _carry_out(self, wishes: RoutineWishes) -> None:
        wishes.safety_confirmed.connect(lambda: self._memory.keep(replace(self._memory.value, safety_seen=True)))
        wishes.go_on.connect(self._go_on)
        wishes.mistaken.connect(partial(self._tell, TakeBackPain))
        wishes.put_back.connect(lambda exercise: self._tell(lambda at: PutBack(at, exercise)))
        wishes.volume.connect(lambda volume: self._change({"coach.volume": volume}))
        wishes.text_size.connect(lambda size: self._change({"coach.text_size": size}))
        if self._audio is not None:
            wishes.mute.connect(self._audio.mute)

    def go_on_after_mistake(self) -> None:
        """It was said by mistake that it hurts (D7): the window goes on with the routine that is open again."""
        if self._window is not None:
            self._window.take_up()

    def raise_window(self) -> bool:
        """Bring the window of the open routine to the front (D2). False: none is open, or only its last page is."""
        if self._window is None or self._window.ended:
            return False
        self._window.to_front()
        return True

    def close(self) -> None:
        """Close the window, if it is open, without a word to the engine (D6)."""
        if self._window is not None:
            try:
                self._window.dismiss()
            except Exception:
                self._drop()
                raise

    def reduce(self) -> None:
        """The desktop wants little motion, or does no longer: at once, where the settings leave it to the desktop."""
        if self._window is not None:
            self._window.set_reduced(Appearance.of(self._now().settings.coach, desktop_reduces=self._reduced()).reduced)

    def recorded(self, record: Record) -> None:
        """Show how the routine has ended, as history has it."""
        if self._window is not None:
            self._window.show_ending(self._ending(record))
            self._window.wishes.felt.connect(partial(self._felt, record))

    def name(self, exercise: str) -> str:
        """The exercise's name in the user's language."""
        return self._library().exercise_name(exercise)

    def _progress(self, done: int, total: int, running: bool, exercises: tuple[str, ...]) -> None:
        if self._window is not None and self._todays_routine is not None:
            key = next((beat.end for beat in self._todays_routine.plan.beats if beat.phase == "hurts"), None)
            if key is not None and done >= key * SECOND and self._routine_history.tells_the_key():
                self._routine_history.key_told()
            manner = replace(self._todays_routine.manner, place=self._window.goes_on_at)
            self._tell(lambda at: Progress(at, done, total, running, exercises, manner))

    def _ending(self, record: Record) -> Ending:
        now = self._now()
        state, settings = now.state, now.settings
        stopped = self._routine_history.stopped() if record.manner.place else None
        parts = [] if self._todays_routine is None else [part.id for part in self._todays_routine.plan.parts]
        place = parts.index(stopped.kept.exercise) + 1 if stopped is not None and stopped.kept.exercise in parts else 0
        return Ending(
            outcome=record.outcome,
            done=record.done,
            exercises=tuple(self.name(exercise) for exercise in record.exercises),
            moved=self._moved(),
            next_text=self._next_text(),
            hurt=self.name(record.detail) if record.detail else "",
            left_out=record.detail if record.detail in state.pains.left_out else "",
            hurt_days=0 if state.told_pain is None else state.told_pain.days,
            caution=self._caution(record.detail),
            hurt_before=len({day for _exercise, day in state.pains.days}) > 1,
            turn=self._routine_history.turn(record.manner.routine),
            step=self._routine_history.step() if record.manner.step else 0,
            step_tomorrow=self._routine_history.step_tomorrow() if record.manner.step else 0,
            step_done=record.manner.step,
            fixed=settings.coach.step > 0,
            beginning=self._routine_history.tells_when_results_show() if record.exercises else False,
            place=place,
        )

    def _felt(self, record: Record, how: str) -> None:
        self._routine_history.felt(record, how)
        end = None if self._window is None else self._window.end_page
        if end is not None and end.ending.step:
            step, tomorrow = self._routine_history.step(), self._routine_history.step_tomorrow()
            end.put_step(replace(end.ending, step=step, step_tomorrow=tomorrow))

    def _caution(self, exercise: str) -> str:
        known = self._library().exercises.get(exercise)
        return "" if known is None else Reason.of(known, language()).caution

    def _go_on(self) -> None:
        self._going_on = True
        self._tell(Start)

    def _drop(self) -> None:
        """Get rid of a window that is perhaps not whole, without a word to anybody."""
        if self._audio is not None:
            self._audio.leave()
        window, self._window, self._todays_routine = self._window, None, None
        if window is not None:
            window.blockSignals(True)
            window.hide()
            window.deleteLater()

    def _closed(self, width: int, height: int) -> None:
        if self._audio is not None:
            self._audio.leave()
        if not self._now().settings.coach.discreet:
            self._memory.keep(replace(self._memory.value, routine_size=(width, height)))
        if self._window is not None:
            # When it is gone, and all that it held with it.
            self._window.destroyed.connect(lambda: QTimer.singleShot(0, give_back))
            self._window.deleteLater()
            self._window = None
