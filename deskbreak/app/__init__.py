"""The composition root: builds every object by hand, connects them, and closes them in reverse order."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from deskbreak.app.application import Application
from deskbreak.desktop.instance.instance import Instance
from deskbreak.desktop.signals import UnixSignals

if TYPE_CHECKING:
    from deskbreak.store.paths import Paths

APP_ID = "org.deskbreak.Deskbreak"


class RunningAlready(Exception):
    """Another deskbreak holds the place: it started in the same moment."""


def start(paths: Paths, speed: float) -> int:
    """Run the tray app until it quits; returns the exit code. There is a display. Raises ``RunningAlready``."""
    with ExitStack() as closing:
        qt = _qt()  # first: what listens needs its event dispatcher
        try:
            instance = Instance(paths.runtime)
            claimed = instance.claim()
        except OSError as error:
            print(f"deskbreak: {error}", file=sys.stderr)
            return 1
        closing.callback(instance.close)
        if not claimed:
            raise RunningAlready
        application = Application(qt, paths, instance, speed)
        application.show_tray()
        _keep_log(paths, closing)
        closing.callback(application.close)
        signals = UnixSignals(qt.quit)
        closing.callback(signals.close)
        # What is slow to import comes when the icon is up.
        QTimer.singleShot(0, application.begin)
        return qt.exec()


def _keep_log(paths: Paths, closing: ExitStack) -> None:
    from deskbreak.app.logbook import Logbook  # noqa: PLC0415 - after the icon
    from deskbreak.app.trouble import Trouble  # noqa: PLC0415

    trouble = Trouble(paths.log_file)
    logbook = Logbook(paths.log_file, trouble.tell)
    closing.callback(logbook.close)
    closing.callback(trouble.close)


def _qt() -> QApplication:
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("deskbreak")
    qt.setApplicationDisplayName("deskbreak")
    qt.setDesktopFileName(APP_ID)
    qt.setQuitOnLastWindowClosed(False)
    return qt
