"""``deskbreak settings`` where no deskbreak runs: one window, and the end with it."""

import sys
from contextlib import ExitStack

from deskbreak.app import new_application
from deskbreak.app.current_library import CurrentLibrary
from deskbreak.app.following import follow_look
from deskbreak.app.log_file import without_log
from deskbreak.app.routine.previews import Previews
from deskbreak.app.windows.routines import RoutinesDesk
from deskbreak.app.windows.settings import SettingsDesk
from deskbreak.desktop.motion.choice import open_motion
from deskbreak.desktop.signals import UnixSignals
from deskbreak.desktop.time.clock import Clock, MachineTicks
from deskbreak.store import config
from deskbreak.store.paths import Paths


def settings_alone(paths: Paths) -> int:
    """Show the settings until their window is closed; the exit code. There is a display."""
    with ExitStack() as closing:
        without_log()
        qt = new_application()
        follow_look(qt, closing)
        clock, motion, current = Clock(MachineTicks()), open_motion(sys.platform), CurrentLibrary(paths)
        closing.callback(motion.close)
        closing.callback(current.close)
        previews = Previews(
            lambda: current.library,
            lambda: clock.now().mono / 1000,
            lambda: config.read(paths).settings,
            lambda: motion.reduced,
        )
        closing.callback(previews.close)
        motion.changed.connect(previews.reduce)
        desk = SettingsDesk(
            paths,
            lambda: current.library,
            clock.now,
            lambda settings, put: RoutinesDesk(
                paths,
                library=lambda: current.latest,
                settings=settings,
                put=put,
                previews=lambda: previews,
                left_out=lambda: None,  # a running deskbreak knows
                put_back=lambda _exercise: None,  # and so there is no button
            ),
        )
        current.changed.connect(desk.refresh)
        desk.closed.connect(qt.quit)
        signals = UnixSignals(qt.quit)
        closing.callback(signals.close)
        closing.callback(desk.close)
        desk.open()
        return qt.exec()
