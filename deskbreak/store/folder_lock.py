"""One deskbreak at a time writes into a folder of the user's: a window by itself may be open beside the tray's."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_TRIES = 50
_BETWEEN = 0.02
"""Seconds: to write a file takes a few hundredths, with the disk."""
_NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL)


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """Keep other processes that ask for the same out of ``folder``; nobody else notices, and nothing is left there.

    Waits for a second at most. Raises ``BlockingIOError`` then, and ``OSError`` for a folder that cannot be opened.
    Where there are no such locks (Windows, some network file systems), nobody is kept out.
    """
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        _lock(descriptor)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    import fcntl  # noqa: PLC0415 - Windows has none

    for left in reversed(range(_TRIES)):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return
            if error.errno not in (errno.EAGAIN, errno.EACCES) or not left:
                raise
            time.sleep(_BETWEEN)
        else:
            return
