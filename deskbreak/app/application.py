"""The tray app from its first moment: the icon, and, once that is up, everything behind it."""

from contextlib import ExitStack

from PySide6.QtWidgets import QApplication

from deskbreak.app.remembered import remembered
from deskbreak.desktop.instance.instance import Instance
from deskbreak.engine.outlook import outlook
from deskbreak.store import config
from deskbreak.store.paths import Paths
from deskbreak.store.state import StateStore
from deskbreak.ui.tray import Tray
from deskbreak.ui.tray_view import TrayView


class Application:
    """``show_tray`` first, then ``begin`` from the event loop, ``close`` at the end."""

    def __init__(self, qt: QApplication, paths: Paths, instance: Instance, speed: float) -> None:
        self._qt = qt
        self._paths = paths
        self._instance = instance
        self._speed = speed
        self._loaded = config.load(paths.config_file, paths.last_good_config)
        self._store = StateStore(paths.state_file)
        self._before = remembered(self._store, speed)
        self._tray = Tray()
        self._closing = ExitStack()
        self._closing.callback(self._tray.close)

    def show_tray(self) -> None:
        """Bring the icon up, with what is known before the engine runs."""
        before = self._before
        now = outlook(before.state, self._loaded.settings, before.clock.now())
        self._tray.show(TrayView.of(now, self._speed, len(self._loaded.faults)))

    def begin(self) -> None:
        """Bring up everything else and start the engine. Without that there is no deskbreak: it ends with 1."""
        try:
            # Only now: APScheduler alone costs more than all that came before.
            from deskbreak.app.running import Running  # noqa: PLC0415

            running = Running(self._paths, self._instance, self._tray, self._before, self._loaded, self._store)
            self._closing.callback(running.close)
            running.leave.connect(self._qt.quit)
            running.begin()
        except Exception:
            self._qt.exit(1)
            raise

    def close(self) -> None:
        """Close everything, in reverse order."""
        self._closing.close()
