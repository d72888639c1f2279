"""The routine window on its stage: opened when the engine says so, its news told to the engine."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from deskbreak.app.driver import EventAt
from deskbreak.coach.plan import Plan, plan
from deskbreak.coach.player import Player
from deskbreak.engine.actions import Record, Version
from deskbreak.engine.events import Finish, Pain, Progress, Stop
from deskbreak.engine.state import State
from deskbreak.i18n import language
from deskbreak.settings import Settings
from deskbreak.store.memory import Memory
from deskbreak.store.shelf import Shelf
from deskbreak.ui.ending import Ending
from deskbreak.ui.routine_window import RoutineWindow


class Stage:
    """Holds the one routine window. ``tell`` reaches the engine, ``clock`` gives seconds of its span clock.

    ``now`` is the state and the settings in force; ``moved`` the ms of exercise today and ``next_text`` when the next
    routine comes, both as of the call; ``memory`` and ``remember`` keep the window's size.
    """

    def __init__(
        self,
        shelf: Shelf,
        tell: Callable[[EventAt], None],
        clock: Callable[[], float],
        now: Callable[[], tuple[State, Settings]],
        moved: Callable[[], int],
        next_text: Callable[[], str],
        memory: Callable[[], Memory],
        remember: Callable[[Memory], None],
    ) -> None:
        self._shelf = shelf
        self._tell = tell
        self._clock = clock
        self._now = now
        self._moved = moved
        self._next_text = next_text
        self._memory = memory
        self._remember = remember
        self._window: RoutineWindow | None = None

    @property
    def left_out(self) -> tuple[str, ...]:
        """The ids of the exercises that are left out (D5)."""
        return self._now()[0].pains.left_out

    def plan(self, version: Version) -> Plan | None:
        """The routine as it would be done now; ``None`` if every exercise of it is left out (D5)."""
        routine = self._shelf.routine(self._now()[1].routine.name)
        if set(routine.exercises) <= set(self.left_out):
            return None
        return plan(
            routine,
            self._shelf.exercises,
            frozenset(self.left_out),
            short=version is Version.SHORT,
            language=language(),
        )

    def open(self, version: Version) -> bool:
        """Open the window (D2); an ended one that still stands there makes room. False: there is nothing to do."""
        self.close()
        layout = self.plan(version)
        if layout is None:
            self._tell(Stop)
            return False
        memory = self._memory()
        window = RoutineWindow(Player(layout), self._clock, safety_read=memory.safety_seen, size=memory.routine_size)
        window.progress.connect(self._progress)
        window.finished.connect(partial(self._tell, Finish))
        window.stopped.connect(partial(self._tell, Stop))
        window.pained.connect(lambda exercise: self._tell(lambda at: Pain(at, exercise)))
        window.safety_confirmed.connect(lambda: self._remember(replace(self._memory(), safety_seen=True)))
        window.closed.connect(self._closed)
        self._window = window
        window.open()
        return True

    def raise_window(self) -> bool:
        """Bring the window of the open routine to the front (D2). False: none is open, or only its last page is."""
        if self._window is None or self._window.ended:
            return False
        self._window.to_front()
        return True

    def close(self) -> None:
        """Close the window, if it is open, without a word to the engine (D6)."""
        if self._window is not None:
            self._window.dismiss()

    def recorded(self, record: Record) -> None:
        """Show how the routine has ended, as history has it."""
        if self._window is not None:
            self._window.show_ending(self._ending(record))

    def _progress(self, done: int, total: int, running: bool, exercises: tuple[str, ...]) -> None:
        self._tell(lambda at: Progress(at, done, total, running, exercises))

    def _ending(self, record: Record) -> Ending:
        state, _settings = self._now()
        return Ending(
            deed=record.deed,
            done=record.done,
            exercises=tuple(self.name(exercise) for exercise in record.exercises),
            moved=self._moved(),
            next_text=self._next_text(),
            hurt=self.name(record.detail) if record.detail else "",
            left_out=record.detail if record.detail in state.pains.left_out else "",
        )

    def name(self, exercise: str) -> str:
        """The exercise's name in the user's language."""
        return self._shelf.exercise_name(exercise)

    def _closed(self, width: int, height: int) -> None:
        self._remember(replace(self._memory(), routine_size=(width, height)))
        if self._window is not None:
            self._window.deleteLater()
            self._window = None
