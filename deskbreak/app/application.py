"""The tray app from its first moment: the icon, and, once that is up, everything behind it."""

import os
import sys
from contextlib import ExitStack

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from deskbreak.desktop.autostart.moved import may_have_moved
from deskbreak.desktop.instance.instance import Instance
from deskbreak.desktop.memory import give_back
from deskbreak.i18n import _
from deskbreak.store.content.shipped import shipped
from deskbreak.store.paths import Paths
from deskbreak.ui.status.tray import Tray
from deskbreak.ui.status.tray_view import TrayView


class Application:
    """``show_tray`` first, then ``begin`` from the event loop, ``close`` at the end."""

    def __init__(self, qt: QApplication, paths: Paths, instance: Instance, speed: float, *, welcome: bool) -> None:
        self._qt = qt
        self._paths = paths
        self._instance = instance
        self._speed = speed
        self._welcome = welcome
        self._tray = Tray(str(shipped("icons", "deskbreak.png")))
        self._closing = ExitStack()
        self._closing.callback(self._tray.close)

    def show_tray(self) -> None:
        """Bring the icon up. What it has to tell follows in a moment."""
        self._tray.show(TrayView(None, (_("Starting…"),), _("deskbreak is starting")))

    def begin(self) -> None:
        """Bring up everything else and start the engine. Without that there is no deskbreak: it ends with 1."""
        try:
            # Only now: it costs as much as all that came before.
            from deskbreak.app.following import follow_look  # noqa: PLC0415 - after the icon
            from deskbreak.app.running import Running  # noqa: PLC0415 - after the icon

            running = Running(self._paths, self._instance, self._tray, self._speed, welcome=self._welcome)
            self._closing.callback(running.close)
            running.leave.connect(self._qt.quit)
            follow_look(self._qt, self._closing)
            running.begin()
            if may_have_moved(sys.platform, os.environ):
                QTimer.singleShot(0, self._mend)
            give_back()  # of what only the start has needed
        except Exception:
            self._qt.exit(1)
            raise

    def _mend(self) -> None:
        from deskbreak.app.login.at_login import mend  # noqa: PLC0415 - seldom

        mend(self._paths)

    def close(self) -> None:
        """Close everything, in reverse order."""
        self._closing.close()
