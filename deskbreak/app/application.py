"""The tray app from its first moment: the icon, and, once that is up, everything behind it."""

from contextlib import ExitStack

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from deskbreak import __version__
from deskbreak.app.remembered import remembered
from deskbreak.desktop.instance.instance import Instance
from deskbreak.engine.outlook import outlook
from deskbreak.store import config
from deskbreak.store.paths import Paths
from deskbreak.store.state import StateStore
from deskbreak.ui.tray import Tray
from deskbreak.ui.tray_view import TrayView


class Application(QObject):
    """``show_tray`` first, then ``begin`` from the event loop, ``close`` at the end."""

    _troubled = Signal(str)

    def __init__(self, qt: QApplication, paths: Paths, instance: Instance, speed: float) -> None:
        super().__init__()
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
        self._troubled.connect(self._open_trouble_window)

    def show_tray(self) -> None:
        """Bring the icon up, with what is known before the engine runs."""
        before = self._before
        now = outlook(before.state, self._loaded.settings, before.clock.now())
        self._tray.show(TrayView.of(now, self._speed, len(self._loaded.faults)))

    def begin(self) -> None:
        """Bring up everything else and start the engine."""
        # Only now: APScheduler alone costs more than all that came before.
        from deskbreak.app.running import Running  # noqa: PLC0415

        running = Running(self._paths, self._instance, self._tray, self._before, self._loaded, self._store)
        self._closing.callback(running.close)
        running.leave.connect(self._qt.quit)
        running.begin()

    def show_trouble(self, traceback: str) -> None:
        """Show an unexpected exception in a polite window. From any thread."""
        self._troubled.emit(traceback)

    def close(self) -> None:
        """Close everything, in reverse order."""
        self._closing.close()

    def _open_trouble_window(self, traceback: str) -> None:
        from deskbreak.ui.trouble_window import TroubleWindow  # noqa: PLC0415

        window = TroubleWindow(traceback, str(self._paths.log_file), __version__)
        self._closing.callback(window.close)
        window.open()
