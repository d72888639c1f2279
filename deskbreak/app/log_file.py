"""The log, and what becomes of a bug: a traceback in the log, and once a polite window; never silence."""

import logging
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from copy import copy
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from textwrap import indent
from traceback import format_exception
from types import TracebackType
from typing import Any

from PySide6.QtCore import QCoreApplication, QMessageLogContext, QtMsgType, qInstallMessageHandler

from deskbreak.folders import open_private, private_folder
from deskbreak.settings.text import plain, plain_lines

log = logging.getLogger(__name__)

LARGEST = 512 * 1024
"""Bytes after which the log is turned over; one old one is kept."""

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class LogFile:
    """Keeps the log in ``file`` and calls ``tell`` with the traceback of the first unexpected exception.

    ``tell`` is called in the thread in which it happened.
    """

    def __init__(self, file: Path, tell: Callable[[str], None]) -> None:
        self.file = file
        self._tell: Callable[[str], None] | None = tell
        self._root = logging.getLogger()
        self._handler = _RotatingFile(file)
        self._handler.setFormatter(_PlainFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        self._level = self._root.level
        self._root.addHandler(self._handler)
        self._root.setLevel(logging.INFO)
        self._scheduler = logging.getLogger("apscheduler")
        self._scheduler_level = self._scheduler.level
        self._scheduler.setLevel(logging.WARNING)
        self._hooks = sys.excepthook, threading.excepthook
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        qInstallMessageHandler(_from_qt)

    @property
    def descriptor(self) -> int:
        """Where something can be written past everything, by one who must not wait. Ours to the end of the process."""
        try:
            return open_private(self.file, os.O_WRONLY | os.O_APPEND)
        except OSError:  # the log goes elsewhere
            return os.open(os.devnull, os.O_WRONLY)

    def close(self) -> None:
        """Put everything back as it was."""
        qInstallMessageHandler(None)
        sys.excepthook, threading.excepthook = self._hooks
        self._root.removeHandler(self._handler)
        self._root.setLevel(self._level)
        self._scheduler.setLevel(self._scheduler_level)
        self._handler.close()

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        lines = format_exception(kind, error, trace)
        text = plain_lines("".join(lines))
        log.critical("unexpected: %s", lines[-1].rstrip(), exc_info=(kind, error, trace))
        _print(text)
        tell, self._tell = self._tell, None
        if tell is not None:
            tell(text)

    def _caught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._caught(caught.exc_type, caught.exc_value, caught.exc_traceback)


def without_log() -> None:
    """For a process that keeps no log, before there is an application: what Qt warns of is for nobody at a terminal.

    What it ends the process for is printed all the same.
    """
    logging.getLogger("qt").addHandler(logging.NullHandler())  # else logging prints it
    qInstallMessageHandler(_from_qt_alone)


def application_without_log(kind: type[QCoreApplication], *arguments: str) -> QCoreApplication:
    """The Qt application that there is, or one of that ``kind`` for a command, which keeps no log."""
    if (there := QCoreApplication.instance()) is not None:
        return there
    without_log()
    return kind(["deskbreak", *arguments])


def report(bug: BaseException) -> None:
    """Tell of ``bug`` as if nobody had caught it: for callers that go on with the rest."""
    sys.excepthook(type(bug), bug, bug.__traceback__)


def _print(text: str) -> None:
    with suppress(OSError, ValueError, AttributeError):  # the terminal is gone (EIO, or closed), or there never was one
        print(text, file=sys.stderr, end="", flush=True)


class _PlainFormatter(logging.Formatter):
    """One record is one line, and below it, indented, the traceback: no text from anywhere can pass for another record,
    or act in the terminal in which somebody reads the log."""

    def format(self, record: logging.LogRecord) -> str:
        record = copy(record)
        record.exc_text = None  # as another handler may have written it
        return super().format(record)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        return plain(super().formatMessage(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        return indent(plain_lines(super().formatException(ei)), "  ")


class _RotatingFile(RotatingFileHandler):
    """When somebody was at the desk is nobody else's business.

    While the file cannot be written (a full or read-only disk, a folder without rights), that is said once, and lines
    go where they can be seen. Each line tries the file anew; one that was removed is begun anew.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(file, maxBytes=LARGEST, backupCount=1, encoding="utf-8", delay=True)
        self._told = ""
        self._went_wrong = False
        try:
            self.stream = self._open()
        except OSError as error:
            self._tell(error)

    def emit(self, record: logging.LogRecord) -> None:
        """Write ``record``."""
        self._went_wrong = False
        if self.stream is not None and not os.path.lexists(self.baseFilename):
            self._drop()
        super().emit(record)
        if not self._went_wrong:
            self._told = ""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Go on without the file; what is wrong with ``record`` itself is a bug, and told as such."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            super().handleError(record)
            return
        self._went_wrong = True
        self._drop()
        self._tell(error)
        _print(self.format(record) + "\n")

    def _open(self) -> TextIOWrapper:
        private_folder(Path(self.baseFilename).parent)
        # Through the opener: a file that is tightened afterwards was open to everybody for a moment.
        return open(self.baseFilename, "a", encoding=self.encoding, errors="backslashreplace", opener=_open_privately)

    def _drop(self) -> None:
        """What it has not taken by now it would be given again and again."""
        stream, self.stream = self.stream, None
        if stream is not None:
            with suppress(OSError):
                stream.close()

    def _tell(self, error: OSError) -> None:
        told = str(error.strerror or error)
        told = f"deskbreak: {told if self.baseFilename in told else f'{self.baseFilename}: {told}'}"
        if told != self._told:
            self._told = told
            _print(f"{told}\n")


def _open_privately(path: str, flags: int) -> int:
    return open_private(Path(path), flags)


def _from_qt_alone(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if LEVELS[kind] >= logging.CRITICAL:
        _print(f"deskbreak: {plain(message)}\n")
    _from_qt(kind, context, message)


def _from_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(LEVELS[kind], "%s", message)
