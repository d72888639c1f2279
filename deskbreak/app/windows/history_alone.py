"""``deskbreak history`` where no deskbreak runs: one window, and the end with it."""

from contextlib import ExitStack

from deskbreak.app import new_application
from deskbreak.app.following import follow_look
from deskbreak.app.in_force import InForce
from deskbreak.app.windows.history import HistoryDisplay
from deskbreak.desktop.signals import UnixSignals
from deskbreak.desktop.time.clock import Clock, MachineTicks
from deskbreak.engine.engine import first_state
from deskbreak.store import config
from deskbreak.store.content.library import open_library
from deskbreak.store.history.history import History
from deskbreak.store.memory import MemoryFile
from deskbreak.store.paths import Paths


def show(paths: Paths) -> int:
    """Show the history until its window is closed; the exit code. There is a display. No file is made."""
    with ExitStack() as closing:
        qt = new_application()
        follow_look(qt, closing)
        clock, settings = Clock(MachineTicks()), config.read(paths).settings
        history = History(paths.history_file) if paths.history_file.exists() else None
        if history is not None:
            closing.callback(history.close)
        display = HistoryDisplay(
            paths.history_file,
            history,
            lambda: InForce(first_state(clock.now()), settings),
            lambda: open_library(paths),
            MemoryFile(paths.memory_file),
        )
        closing.callback(display.close)
        display.closed.connect(qt.quit)
        signals = UnixSignals(qt.quit)
        closing.callback(signals.close)
        display.open()
        return qt.exec()
