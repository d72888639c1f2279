"""What is shown of an unexpected exception: a polite window. That there is only one, the log file sees to."""

from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from deskbreak import __version__


class Trouble(QObject):
    """``tell`` may be called from any thread; the window opens in the GUI thread."""

    _told = Signal(str)

    def __init__(self, log_file: Path) -> None:
        super().__init__()
        self._log_file = log_file
        self._closing = ExitStack()
        self._told.connect(self._open)

    def tell(self, traceback: str) -> None:
        """Show ``traceback``."""
        self._told.emit(traceback)

    def close(self) -> None:
        """Close the window, if it is open."""
        self._closing.close()

    def _open(self, traceback: str) -> None:
        from deskbreak.ui.status.trouble_window import TroubleWindow  # noqa: PLC0415 - with any luck never

        window = TroubleWindow(traceback, str(self._log_file), __version__)
        self._closing.callback(window.close)
        window.open()
