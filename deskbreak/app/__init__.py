"""The composition root: builds every object by hand, connects them, and closes them in reverse order."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from deskbreak.app.application import Application
from deskbreak.app.logbook import Logbook
from deskbreak.desktop.instance.client import BadAnswer, NotRunning, ask
from deskbreak.desktop.instance.instance import Instance
from deskbreak.desktop.signals import UnixSignals

if TYPE_CHECKING:
    from deskbreak.store.paths import Paths

APP_ID = "org.deskbreak.Deskbreak"


def start(paths: Paths, speed: float) -> int:
    """Run the tray app until it quits; returns the exit code. There is a display."""
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
            return _lost_the_race(paths)
        application = Application(qt, paths, instance, speed)
        logbook = Logbook(paths.log_file, application.show_trouble)
        closing.callback(logbook.close)
        closing.callback(application.close)
        signals = UnixSignals(qt.quit)
        closing.callback(signals.close)
        application.show_tray()
        # What is slow to import comes when the icon is up.
        QTimer.singleShot(0, application.begin)
        return qt.exec()


def _lost_the_race(paths: Paths) -> int:
    """Another one started in the same moment: open its window."""
    try:
        ask(paths.runtime, "open", [])
    except (NotRunning, BadAnswer) as error:
        print(f"deskbreak: {error}", file=sys.stderr)
        return 1
    return 0


def _qt() -> QApplication:
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("deskbreak")
    qt.setApplicationDisplayName("deskbreak")
    qt.setDesktopFileName(APP_ID)
    qt.setQuitOnLastWindowClosed(False)
    return qt
