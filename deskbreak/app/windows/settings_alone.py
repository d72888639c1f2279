"""``deskbreak settings`` where no deskbreak runs: one window, and the end with it."""

from contextlib import ExitStack

from deskbreak.app import new_application
from deskbreak.app.following import follow_look
from deskbreak.app.windows.settings import SettingsDesk
from deskbreak.desktop.signals import UnixSignals
from deskbreak.desktop.time.clock import Clock, MachineTicks
from deskbreak.store.content.library import open_library
from deskbreak.store.paths import Paths


def settings_alone(paths: Paths) -> int:
    """Show the settings until their window is closed; the exit code. There is a display."""
    with ExitStack() as closing:
        qt = new_application()
        follow_look(qt, closing)
        library = open_library(paths)
        desk = SettingsDesk(paths, lambda: library, Clock(MachineTicks()).now)
        desk.closed.connect(qt.quit)
        signals = UnixSignals(qt.quit)
        closing.callback(signals.close)
        closing.callback(desk.close)
        desk.open()
        return qt.exec()
