"""SIGTERM, SIGINT and SIGHUP, heard while the Qt event loop sleeps."""

import signal
import socket
import sys
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier

QUITTING = (signal.SIGTERM, signal.SIGINT) + ((signal.SIGHUP,) if sys.platform != "win32" else ())
"""Ended by the session or by hand. A logout sends SIGTERM or SIGHUP."""


def _heard(_number: int, _frame: FrameType | None) -> None:
    """Python would only come to this between two byte codes; the byte on the socket is what counts."""


class UnixSignals(QObject):
    """Calls ``on_quit`` from the event loop when one of ``QUITTING`` arrives.

    Python's own handlers do not run while Qt waits, so the interpreter writes a byte to a socket that Qt
    listens to (``signal.set_wakeup_fd``): no timer is needed. Main thread only.
    """

    def __init__(self, on_quit: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_quit = on_quit
        self._read, self._write = socket.socketpair()
        self._read.setblocking(False)
        self._write.setblocking(False)
        self._before = {number: signal.signal(number, _heard) for number in QUITTING}
        self._fd_before = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)

    def _on_readable(self) -> None:
        try:
            numbers = self._read.recv(64)
        except BlockingIOError:
            return
        if any(number in numbers for number in QUITTING):
            self._on_quit()

    def close(self) -> None:
        """Put the signals back as they were."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._fd_before)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._read.close()
        self._write.close()
