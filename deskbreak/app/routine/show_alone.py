"""``deskbreak show`` where no deskbreak runs: one window, and the end with it."""

import sys
from contextlib import ExitStack

from deskbreak.app import new_application
from deskbreak.app.following import follow_look
from deskbreak.app.log_file import without_log
from deskbreak.app.routine.previews import Previews
from deskbreak.desktop.motion.choice import open_motion
from deskbreak.desktop.signals import UnixSignals
from deskbreak.desktop.time.clock import Clock, MachineTicks
from deskbreak.settings import Settings
from deskbreak.store.content.library import Library


def show(library: Library, settings: Settings, name: str) -> int:
    """Show the exercise or the routine ``name``, which there is, until its window is closed; the exit code.

    There is a display.
    """
    with ExitStack() as closing:
        without_log()
        qt = new_application()
        follow_look(qt, closing)
        clock = Clock(MachineTicks())
        motion = open_motion(sys.platform)
        closing.callback(motion.close)
        previews = Previews(lambda: library, lambda: clock.now().mono / 1000, lambda: settings, lambda: motion.reduced)
        closing.callback(previews.close)
        motion.changed.connect(previews.reduce)
        signals = UnixSignals(qt.quit)
        closing.callback(signals.close)
        previews.show(name).closed.connect(qt.quit)
        return qt.exec()
