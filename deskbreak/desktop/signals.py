"""SIGTERM, SIGINT and SIGHUP: heard while the Qt event loop sleeps, and obeyed also where it hangs."""

import faulthandler
import logging
import signal
import socket
import sys
from collections.abc import Callable
from threading import Thread
from types import FrameType

from PySide6.QtCore import QObject, Signal

log = logging.getLogger(__name__)

QUITTING = (signal.SIGTERM, signal.SIGINT) + ((signal.SIGHUP,) if sys.platform != "win32" else ())
"""Ended by the session or by hand. A logout sends SIGTERM or SIGHUP; a terminal that is closed, SIGHUP."""
LIMIT = 1.8
"""Seconds from the signal until the event loop comes round to it, and from then on until everything is closed."""


class Deadline:
    """Ends this process after ``LIMIT`` seconds, and before that writes to ``descriptor`` where each thread stands.

    By ``faulthandler``, whose own thread asks neither the event loop nor Python's lock; nothing of the app is needed
    any more, because all that matters is saved whenever it changes. The exit code is then 1. An end in order is
    quicker, and the process is gone.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def start(self) -> None:
        """Begin to count, anew if it was begun before. From any thread."""
        faulthandler.dump_traceback_later(LIMIT, exit=True, file=self._descriptor)


class UnixSignals(QObject):
    """Calls ``on_quit`` from the event loop when one of ``QUITTING`` arrives.

    Python's own handlers do not run while Qt waits, or hangs, so the interpreter writes a byte to a socket
    (``signal.set_wakeup_fd``) on which a thread sleeps: that one starts the ``deadline``, whatever the main thread
    does, and tells the event loop. A SIGHUP that is ignored (``nohup``) stays ignored. Main thread only.
    """

    _heard = Signal()

    def __init__(
        self, on_quit: Callable[[], None], deadline: Deadline | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._on_quit = on_quit
        self._deadline = deadline
        self._obeyed = False
        self._heard.connect(self._on_heard)
        self._read, self._write = socket.socketpair()
        self._write.setblocking(False)
        numbers = [number for number in QUITTING if not _stays_ignored(number)]
        self._before = {number: signal.signal(number, _nothing) for number in numbers}
        self._fd_before = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        self._thread = Thread(target=self._listen, name="signals", daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        first = True  # those who send it again and again would put the end off and off
        while numbers := self._read.recv(64):
            for number in (number for number in QUITTING if number in numbers):
                if first and self._deadline is not None:
                    self._deadline.start()
                first = False
                self._heard.emit()
                log.info("%s", number.name)

    def _on_heard(self) -> None:
        if not self._obeyed and self._deadline is not None:
            self._deadline.start()
        self._obeyed = True
        self._on_quit()

    def close(self) -> None:
        """Put the signals back as they were. A deadline that was started stays."""
        signal.set_wakeup_fd(self._fd_before)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._write.close()
        self._thread.join()
        self._read.close()


def _stays_ignored(number: signal.Signals) -> bool:
    return number not in (signal.SIGTERM, signal.SIGINT) and signal.getsignal(number) is signal.SIG_IGN


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """Python would only come to this between two byte codes; the byte on the socket is what counts."""
