"""What the history says of today, for commands that are no part of the running app."""

from deskbreak.app.in_force import InForce
from deskbreak.app.routine.routine_history import RoutineHistory
from deskbreak.desktop.time.clock import Clock, MachineTicks
from deskbreak.engine.engine import first_state
from deskbreak.store import config
from deskbreak.store.history.history import History
from deskbreak.store.memory import MemoryFile
from deskbreak.store.paths import Paths


def today(routine: str, paths: Paths) -> tuple[int, int]:
    """Today's step of progress, and how many times the routine of this id has been done."""
    settings = config.read(paths).settings
    if not paths.history_file.exists():  # and none is made
        return settings.coach.step or 1, 0
    now = InForce(first_state(Clock(MachineTicks()).now()), settings)
    history = History(paths.history_file)
    try:
        routine_history = RoutineHistory(history, lambda: now, MemoryFile(paths.memory_file))
        return routine_history.step(), routine_history.turn(routine)
    finally:
        history.close()
