"""The composition root: builds every object by hand, connects them, and closes them in reverse order."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from deskbreak.app.application import Application
from deskbreak.app.log_file import LogFile
from deskbreak.app.trouble import Trouble
from deskbreak.desktop.instance.instance import Instance
from deskbreak.desktop.look.platform_theme import platform_theme, taken
from deskbreak.desktop.signals import Deadline, UnixSignals
from deskbreak.folders import sweep
from deskbreak.ui.kit.accessible import name_roles

if TYPE_CHECKING:
    from deskbreak.desktop.instance.place import Place
    from deskbreak.store.paths import Paths

APP_ID = "org.deskbreak.Deskbreak"


class RunningAlready(Exception):
    """Another deskbreak has the place."""


def start(paths: Paths, speed: float, place: Place, *, welcome: bool) -> int:
    """Run the tray app until it quits; returns the exit code. There is a display, and ``place`` is taken.

    ``welcome``: the welcome is asked for, even if it was seen before.

    Raises ``RunningAlready`` if it does not stand any more.
    """
    with ExitStack() as closing:
        qt = new_application()  # first: what listens needs its event dispatcher
        try:
            instance = Instance(paths.runtime, place=place, where=paths.runtime_now, ways=paths.ways)
            claimed = instance.claim()
        except OSError as error:
            print(f"deskbreak: {error}", file=sys.stderr)
            return 1
        closing.callback(instance.close)
        if not claimed:
            raise RunningAlready
        instance.lost.connect(qt.quit)
        sweep(paths.copies)  # what a run that was killed has left; this one has the place, so nobody uses it
        trouble = Trouble(paths.log_file)
        log_file = LogFile(paths.log_file, trouble.tell)
        closing.callback(log_file.close)
        closing.callback(trouble.close)
        signals = UnixSignals(qt.quit, Deadline(log_file.descriptor))
        closing.callback(signals.close)  # after the application: it may hang at its end, too
        application = Application(qt, paths, instance, speed, welcome=welcome)
        closing.callback(application.close)
        application.show_tray()
        # What is slow to import comes when the icon is up.
        QTimer.singleShot(0, application.begin)
        return qt.exec()


def new_application() -> QApplication:
    """Qt, by deskbreak's names; it goes on without windows."""
    with taken(os.environ, platform_theme(os.environ, sys.platform)):
        qt = QApplication(sys.argv[:1])
    qt.setApplicationName("deskbreak")
    qt.setApplicationDisplayName("deskbreak")
    qt.setDesktopFileName(APP_ID)
    qt.setQuitOnLastWindowClosed(False)
    name_roles()
    return qt
