"""``deskbreak settings`` where no deskbreak runs: one window, and the end with it."""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

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
from deskbreak.settings import Settings
from deskbreak.store import config
from deskbreak.store.paths import Paths

if TYPE_CHECKING:
    from deskbreak.app.machine.senses import Senses

NOBODY = "none"
"""Who is to tell of mouse and keyboard (``[desktop] idle``): nothing hangs on that here."""


class LateSenses:
    """What programs are at work, asked of the desktop by this process, from when somebody looks at that first."""

    def __init__(self, clock: Clock, settings: Callable[[], Settings], closing: ExitStack) -> None:
        self._clock, self._settings, self._closing = clock, settings, closing
        self._senses: Senses | None = None

    @property
    def programs(self) -> tuple[str, ...]:
        """See ``SeenPrograms``."""
        return () if self._senses is None else self._senses.programs

    def ask(self, then: Callable[[], None]) -> None:
        """See ``SeenPrograms``."""
        ignored = self._settings().hold.ignore
        if self._senses is not None:
            self._senses.configure(NOBODY, ignored)
            self._senses.ask(then)
            return
        from deskbreak.app.machine.senses import Senses  # noqa: PLC0415 - with the lines to all of the desktop

        self._senses = senses = Senses(self._clock, QGuiApplication.platformName(), NOBODY, ignored)
        self._closing.callback(senses.close)
        senses.changed.connect(then)
        senses.begin(then)


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
                now=clock.now,
                previews=lambda: previews,
                left_out=lambda: None,  # a running deskbreak knows
                put_back=lambda _exercise: None,  # and so there is no button
            ),
            LateSenses(clock, lambda: config.read(paths).settings, closing),
        )
        current.changed.connect(desk.refresh)
        desk.closed.connect(qt.quit)
        signals = UnixSignals(qt.quit)
        closing.callback(signals.close)
        closing.callback(desk.close)
        desk.open()
        return qt.exec()
