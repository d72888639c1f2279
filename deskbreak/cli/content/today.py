"""What the history says of today, for commands that are no part of the running app."""

from dataclasses import dataclass

from deskbreak.app.in_force import InForce
from deskbreak.app.routine.routine_history import RoutineHistory
from deskbreak.coach.content.routine_file import Routine
from deskbreak.desktop.time.clock import Clock, MachineTicks
from deskbreak.engine.engine import first_state
from deskbreak.store import config
from deskbreak.store.history.history import History
from deskbreak.store.memory import MemoryFile
from deskbreak.store.paths import Paths


@dataclass(frozen=True, slots=True)
class DoseToday:
    """How a routine would be today: the ``step`` of progress, how many times it has been done (``turn``), and the
    exercises whose caution is said (``careful``, ids), and whether the key for *It hurts* is told."""

    step: int
    turn: int
    careful: frozenset[str]
    tells_the_key: bool


def today(routine: Routine, paths: Paths) -> DoseToday:
    """How ``routine`` would be today."""
    settings = config.read(paths).settings
    if not paths.history_file.exists():  # and none is made
        return DoseToday(settings.coach.step or 1, 0, frozenset(routine.exercises), tells_the_key=True)
    now = InForce(first_state(Clock(MachineTicks()).now()), settings)
    history = History(paths.history_file)
    try:
        routine_history = RoutineHistory(history, lambda: now, MemoryFile(paths.memory_file))
        return DoseToday(
            routine_history.step(),
            routine_history.turn(routine.id),
            routine_history.new_to(routine.exercises),
            routine_history.tells_the_key(),
        )
    finally:
        history.close()
